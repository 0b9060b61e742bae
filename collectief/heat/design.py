"""The design of a network: who connects, along which stretches, with which pipes of the catalogue.

What a customer would pay in a year at most is a prize that steers the search. It is in no euro that is reported.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from collectief.errors import Infeasible
from collectief.heat.pipe import Trench
from collectief.heat.stretch import Stretch
from collectief.text import Text
from collectief.tree import Branch, Edge, Problem, Root, Step, Terminal, Tree, best_tree

STATION = "/station"
"""How the node of a customer is called who also gives heat: its own heat goes by another way."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A customer at a node: kW that its connection carries, and the most that this is worth to it, EUR a year."""

    node: str
    kw: float
    eur_per_year: float
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Heat at a node: up to so many kW, EUR a year for each kW."""

    node: str
    most_kw: float
    eur_per_kw: float = 0.0


@dataclass(frozen=True, slots=True)
class Pipe:
    """A pipe of a design, in the direction of its flow: the kW that it has to carry, and what it costs a year, EUR."""

    stretch: str
    start: str
    end: str
    kw: float
    trench: Trench
    eur_per_year: float = 0.0


@dataclass(frozen=True, slots=True)
class Design:
    """The pipes and who they serve; ``value_eur`` is cost less prizes, EUR a year: none has less than ``bound_eur``.

    ``cost_eur`` is what pipes and sources cost a year. ``ended`` says how the search did.
    """

    pipes: tuple[Pipe, ...]
    served: tuple[str, ...]
    value_eur: float
    bound_eur: float
    cost_eur: float
    ended: str

    @property
    def pipes_eur(self) -> float:
        """What the pipes cost, EUR a year."""
        return sum(p.eur_per_year for p in self.pipes)

    @property
    def gap_of_cost(self) -> float:
        """Distance between value and bound, as a part of the cost: of the value it explodes where that is nothing."""
        return (self.value_eur - self.bound_eur) / max(self.cost_eur, 1.0)


def design(
    stretches: Sequence[Stretch],
    demands: Sequence[Demand],
    sources: Sequence[Source],
    *,
    yearly: Callable[[Stretch, Trench], float],
    choice: Sequence[Trench],
    gap: float = 1e-3,
    seconds: float = 60.0,
    stop: Callable[[], bool] | None = None,
) -> Design:
    """The network that costs least less what it is worth to who connects, proven to the ``gap`` if time allows.

    ``yearly`` tells what a stretch costs a year with a trench, its loss included. Each pipe is one of ``choice`` and
    carries the sum of the kW behind it. Who does not pay for a pipe is left out. Raises Infeasible where somebody who
    is ``forced`` cannot be reached.
    """
    sources = [s for s in sources if s.most_kw > 0]
    places = {n for s in stretches for n in (s.start, s.end)}
    givers = {s.node for s in sources} & places
    wanted = [d for d in demands if d.node in places and (d.eur_per_year > 0 or d.forced)]
    _refuse(d for d in demands if d.forced and (d.node not in places or not givers))
    if not givers or not wanted:
        return Design((), (), 0.0, 0.0, 0.0, "proven")
    problem = Problem(
        tuple(_edge(s, choice, yearly) for s in stretches) + tuple(_station(d) for d in wanted if d.node in givers),
        tuple(Terminal(d.node, _node(d, givers), d.kw, d.eur_per_year, forced=d.forced) for d in wanted),
        tuple(Root(s.node, (Step(0.0, s.eur_per_kw, s.most_kw),)) for s in sources if s.node in givers),
    )
    return _design(best_tree(problem, gap=gap, seconds=seconds, stop=stop), stretches, choice)


def _refuse(lost: Iterable[Demand]) -> None:
    """Raise Infeasible for who has to be connected and no pipe can reach."""
    names = ", ".join(sorted(d.node for d in lost))
    if names:
        raise Infeasible(
            Text(
                nl=f"geen warmtebron of straat bereikt wie moet aansluiten: {names}",
                en=f"no heat source or street reaches who must connect: {names}",
            )
        )


def _edge(stretch: Stretch, choice: Sequence[Trench], yearly: Callable[[Stretch, Trench], float]) -> Edge:
    steps = tuple(Step(yearly(stretch, trench), most=trench.most_kw) for trench in choice)
    return Edge(stretch.id, stretch.start, stretch.end, steps)


def _node(demand: Demand, givers: set[str]) -> str:
    return demand.node + STATION if demand.node in givers else demand.node


def _station(demand: Demand) -> Edge:
    return Edge(demand.node + STATION, demand.node, demand.node + STATION, (Step(0.0),), oneway=True)


def _design(tree: Tree, stretches: Sequence[Stretch], choice: Sequence[Trench]) -> Design:
    known = {s.id for s in stretches}
    pipes = tuple(_pipe(branch, choice) for branch in tree.branches if branch.edge in known)
    return Design(pipes, tree.served, tree.value, tree.bound, tree.cost, tree.ended)


def _pipe(branch: Branch, choice: Sequence[Trench]) -> Pipe:
    return Pipe(branch.edge, branch.start, branch.end, branch.flow, choice[branch.step], branch.cost)
