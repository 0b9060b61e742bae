"""A design with water in it: its pipes as a network, and made larger at their price where a limit is not kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from collectief.heat.design import Demand, Design, Pipe
from collectief.heat.diversity import designed
from collectief.heat.hydraulics import as_designed
from collectief.heat.judged import Breach, Limits, judge, usual_limits
from collectief.heat.laid import Laid, Network
from collectief.heat.pipe import Trench
from collectief.heat.sized import resized
from collectief.heat.stretch import Stretch


def as_network(design: Design, stretches: Sequence[Stretch], demands: Sequence[Demand]) -> Network:
    """The pipes of a design as laid, each for what comes at once (``diversity``), with who it serves.

    A pipe that lies in a stretch already is as wide as it is. Sources are the nodes that feed and are not fed.
    Raises ModelError for a design that serves nobody: it has no source.
    """
    known = {one.id: one for one in stretches}
    laid = tuple(
        Laid(p.stretch, p.start, p.end, known[p.stretch].length_m, _dn(p.trench.dn, known[p.stretch]), p.kw)
        for p in design.pipes
    )
    served = set(design.served)
    consumers = {one.node: one.kw for one in demands if one.node in served}
    fed = {one.end for one in laid}
    sources = tuple(sorted({*(one.start for one in laid), *consumers} - fed))
    return designed(Network(laid, sources, consumers))


def _dn(dn: int, stretch: Stretch) -> int:
    return max(dn, stretch.laid_dn or 0)


def with_water(
    design: Design,
    stretches: Sequence[Stretch],
    demands: Sequence[Demand],
    *,
    yearly: Callable[[Stretch, Trench], float],
    choice: Sequence[Trench],
    limits: Limits | None = None,
    needs_degc: Mapping[str, float] | None = None,
) -> tuple[Design, tuple[Breach, ...]]:
    """The same design in pipes of ``choice`` in which water keeps its limits, and what no pipe can help.

    Larger pipes cost what ``yearly`` says. The bound stays what it was: no design that also keeps these limits costs
    less than the best of those that need not, so the distance to it only grows.
    """
    if not design.pipes:
        return design, ()
    within = limits or usual_limits()
    known = {one.id: one for one in stretches}
    grown = {one.id: one.dn for one in resized(as_network(design, stretches, demands), within).pipes}
    pipes = tuple(_wider(p, known[p.stretch], grown[p.stretch], yearly, choice=choice) for p in design.pipes)
    more_eur = sum(p.eur_per_year for p in pipes) - design.pipes_eur
    found = replace(
        design, pipes=pipes, value_eur=design.value_eur + more_eur, cost_eur=design.cost_eur + more_eur
    )  # fmt: skip
    water = as_designed(as_network(found, stretches, demands))
    return found, judge(water, within, needs_degc=needs_degc)


def _wider(
    pipe: Pipe, stretch: Stretch, dn: int, yearly: Callable[[Stretch, Trench], float], *, choice: Sequence[Trench]
) -> Pipe:
    """The pipe in at least this diameter, or the widest there is to choose from; as it is where it is wide enough."""
    if dn <= _dn(pipe.trench.dn, stretch):
        return pipe
    trench = next((t for t in choice if t.dn >= dn), choice[-1])
    return replace(
        pipe, trench=trench, eur_per_year=pipe.eur_per_year + yearly(stretch, trench) - yearly(stretch, pipe.trench)
    )
