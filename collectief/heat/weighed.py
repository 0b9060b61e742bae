"""Each customer of a network weighed: what it adds and costs, at which price of pipes that turns, what is risked.

All by the year, on the worths with which the network was designed. Differences between two designs are as sure as both:
each is proven to its gap.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from collectief.errors import Infeasible
from collectief.heat.design import Demand, Design, Pipe

Ask = Callable[[Sequence[Demand]], Design]
"""Design a network for these customers, all else as before."""
NOTHING = Design((), (), 0.0, 0.0, 0.0, "proven")
"""No network."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One customer: what a connection is worth to it, and what the network costs more with it than without, EUR a year.

    ``adds_eur`` is None where no source and street can serve it beside the others. ``turns_at`` is the price of pipes,
    as a part of today's, at which it would be the other way round while all else stays; None where none does.
    """

    node: str
    kw: float
    worth_eur: float
    connected: bool
    adds_eur: float | None
    turns_at: float | None

    @property
    def margin_eur(self) -> float | None:
        """What all gain by its connection, EUR a year; below zero it had better stay out.

        >>> Weighed("a", 10.0, 500.0, True, 300.0, None).margin_eur
        200.0
        """
        return None if self.adds_eur is None else self.worth_eur - self.adds_eur


@dataclass(frozen=True, slots=True)
class Joined:
    """One customer in the order of building: the pipes laid for it, and what the network gains a year so far, EUR."""

    node: str
    pipes: tuple[str, ...]
    so_far_eur: float


def weighed(best: Design, demands: Sequence[Demand], ask: Ask) -> tuple[Weighed, ...]:
    """Every customer against the design without it, or with it where it is not connected."""
    return tuple(_weighed(best, demands, d, ask) for d in sorted(demands, key=lambda d: d.node))


def _weighed(best: Design, demands: Sequence[Demand], one: Demand, ask: Ask) -> Weighed:
    connected = one.node in best.served
    others = [d for d in demands if d.node != one.node]
    try:
        other = ask(others if connected else [*others, replace(one, forced=True)])
    except Infeasible:
        return Weighed(one.node, one.kw, one.eur_per_year, connected, None, None)
    margin = other.value_eur - best.value_eur if connected else best.value_eur - other.value_eur
    pipes_eur = abs(best.pipes_eur - other.pipes_eur)
    turns = 1.0 + margin / pipes_eur if pipes_eur > 0.0 else None
    adds = one.eur_per_year - margin
    return Weighed(one.node, one.kw, one.eur_per_year, connected, adds, turns if turns and turns > 0.0 else None)


def beside(made: Design, ask: Ask) -> Ask:
    """Networks beside one that is made: its customers stay, as far as they are asked, and others come only if forced.

    A plan is no best network at one price of heat: with all free to come and go every customer would be weighed with
    another network than its own.
    """

    def asked(demands: Sequence[Demand]) -> Design:
        kept = [replace(d, forced=True) for d in demands if d.forced or d.node in made.served]
        return ask(kept) if kept else NOTHING

    return asked


def for_everybody(demands: Sequence[Demand], ask: Ask) -> Design | None:
    """The network that would supply all of them, paying or not; None where no source and street can."""
    try:
        return ask([replace(d, forced=True) for d in demands])
    except Infeasible:
        return None


def may_leave(best: Design, demands: Sequence[Demand]) -> int:
    """How many customers may stay away, the most valuable first, before what is dug costs more than it is worth.

    Pipes and sources are paid all the same. 0: already one is too many.

    >>> three = [Demand(name, 1.0, eur) for name, eur in (("a", 50.0), ("b", 40.0), ("c", 30.0))]
    >>> may_leave(Design((), ("a", "b", "c"), -60.0, -60.0, 60.0, "proven"), three)
    1
    """
    left, gone = -best.value_eur, 0
    for eur in sorted((d.eur_per_year for d in demands if d.node in best.served), reverse=True):
        left -= eur
        if left < 0.0:
            break
        gone += 1
    return gone


def in_order(best: Design, demands: Sequence[Demand]) -> tuple[Joined, ...]:
    """Customers in the order in which to connect them: each time who gains most beside the pipes that it still needs.

    Pipes are laid at once as large as the whole network needs them, so that none is dug twice. What sources cost is
    divided by kW.
    """
    worth = {d.node: d for d in demands if d.node in best.served}
    above = {p.end: p for p in best.pipes}
    kw = sum(d.kw for d in worth.values())
    source = (best.cost_eur - best.pipes_eur) / kw if kw else 0.0
    laid: set[str] = set()
    found: list[Joined] = []
    so_far = 0.0
    while left := sorted(set(worth) - {j.node for j in found}):
        ways = {node: _way(node, above, laid) for node in left}
        gain = {n: worth[n].eur_per_year - source * worth[n].kw - sum(p.eur_per_year for p in ways[n]) for n in left}
        node = max(left, key=lambda n: (gain[n], n))
        so_far += gain[node]
        pipes = tuple(p.stretch for p in ways[node])
        laid.update(pipes)
        found.append(Joined(node, pipes, so_far))
    return tuple(found)


def _way(node: str, above: Mapping[str, Pipe], laid: set[str]) -> list[Pipe]:
    """The pipes between a node and what is laid, or a source."""
    way = []
    while node in above and above[node].stretch not in laid:
        way.append(above[node])
        node = above[node].start
    return way
