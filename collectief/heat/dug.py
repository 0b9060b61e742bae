"""A stretch with pipes in it: those that lie there already where they carry enough, else new ones in the ground."""

from collectief.facts import HeatLevel
from collectief.heat.pipe import Trench, trench_for, trenches
from collectief.heat.stretch import Stretch


def dug(stretch: Stretch, kw: float, level: HeatLevel | None = None) -> Trench:
    """The pipes that carry so many kW through a stretch, at the usual temperatures unless given.

    Raises ModelError where no pipe of the list does.
    """
    pipe = trench_for(kw, level)
    if stretch.laid_dn is None or pipe.dn > stretch.laid_dn:
        return pipe
    return next((t for t in trenches(level) if t.dn >= stretch.laid_dn), pipe)


def lies(stretch: Stretch, pipe: Trench) -> bool:
    """Whether these pipes are there already."""
    return stretch.laid_dn is not None and pipe.dn <= stretch.laid_dn


def worth_eur(stretch: Stretch, pipe: Trench) -> float:
    """What it costs to lay these pipes, or would today where they lie, EUR: the pipes, and what the ground asks."""
    return max(stretch.length_m * pipe.eur_per_m + stretch.ground_eur, 0.0)
