"""What the ground asks beside the pipe: passing under railways, water and main roads; less where nothing is paved."""

from collectief.facts import fact
from collectief.heat.crossings import Crossings
from collectief.park.ground import BARRIERS, Surface


def ground_eur(length_m: float, surface: Surface, crossings: Crossings) -> float:
    """EUR more than the price of the pipes, which is that under paving; less than nothing in soft ground.

    >>> ground_eur(100.0, "hard", Crossings())
    0.0
    """
    times = {kind: getattr(crossings, kind) for kind in BARRIERS if getattr(crossings, kind)}
    eur = sum((n * fact(f"heat_network.{kind}_crossing_eur").value for kind, n in times.items()), 0.0)
    return eur - length_m * fact("heat_network.soft_ground_eur_per_m").value if surface == "soft" else eur
