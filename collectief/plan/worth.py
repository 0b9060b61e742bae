"""What a shared project is worth to each set of those who take part: the game behind dividing its saving.

Every set gets the part of the project that serves it: of a heat network the stretches between its own members
and sources. Worths are found on a few typical days and scaled, so that all together get what the project saves
on the bills of the full year.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import networkx as nx

from collectief.allocation import Game, shapley
from collectief.errors import Infeasible
from collectief.heat.simpler import drop_loose
from collectief.heat.stretch import Stretch, plant_node
from collectief.measure import PARK, HeatNetwork, Setting
from collectief.measure.delivered import LET
from collectief.measure.digging import ROUTE
from collectief.measure.heat_network import HEAT, heat_ways
from collectief.measure.homes import HOME
from collectief.measure.nets import parted
from collectief.measure.network_names import CONNECT, PIPE, PLANTS, RESIDUAL, pipe_ways
from collectief.measure.outside_heat import given_kw, outside_sources, powered_from, source_node, source_size
from collectief.model import Limit, Part, Series, Size, Steps, built, to_rows
from collectief.model.trim import without
from collectief.model.warm import Warm
from collectief.park import Company, HeatSource
from collectief.plan.network_screen import HOURS_A_STEP, heat_parts
from collectief.plan.outcome import Project
from collectief.plan.pool_screen import best_pools
from collectief.plan.project import DIRECT, NETWORK, POOLS, ROOFS
from collectief.plan.steps import coarse

Coalition = frozenset[str]
Value = Callable[[Coalition], float]
MOST_LISTED = 8
"""Up to so many who take part every set is valued (256); above, by what each adds."""
SAMPLES, SEED = 200, 1
"""Orders of joining where not all sets are valued."""


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """A project in the plan and its value to any set of companies, EUR a year; 0 for who takes no part."""

    project: Project
    value: Value

    def __call__(self, coalition: Iterable[str]) -> float:
        """What these companies would save with the project by themselves, never below 0."""
        return self.value(frozenset(coalition) & frozenset(self.project.members))

    def shapley(self) -> Mapping[str, float]:
        """The saving divided by what each brings, on average over the orders in which all may join."""
        game = Game(self.project.members, self, kind="profit")
        samples = None if len(self.project.members) <= MOST_LISTED else SAMPLES
        return shapley(game, samples=samples, seed=SEED).shares


def worth(setting: Setting, project: Project, steps: Steps, sizes: Mapping[str, float]) -> Worth:
    """The worth of a project; of a hub or battery on the group's site, nothing before all who use it join.

    Of direct lines, nothing before both ends of one join; of roofs that are let, what is built on each (``sizes``); of
    shared cars what the members' own pools would save.
    """
    everybody = frozenset(project.members)
    if project.key == NETWORK:
        raw = _network(setting, project, steps)
    elif project.key == POOLS:
        raw = _by_pools(setting)
    elif project.key == DIRECT:
        raw = _by_line(project)
    elif project.key == ROOFS:
        raw = _by_roof(project, sizes)
    else:
        raw = _all_or_nothing(everybody)
    whole = raw(everybody)
    if whole <= 0.0:
        raw, whole = _all_or_nothing(everybody), 1.0
    return Worth(project, lambda coalition: project.gain_eur * raw(coalition) / whole)


def _all_or_nothing(everybody: Coalition) -> Value:
    return lambda coalition: float(coalition == everybody)


def _by_line(project: Project) -> Value:
    """Each direct line brings an equal part, to whom it needs: both its ends."""
    pairs = [frozenset(name.split("/")[1:]) for name in sorted(project.opens)]
    return lambda coalition: float(sum(pair <= coalition for pair in pairs))


def _by_pools(setting: Setting) -> Value:
    """What a set saves with the best pools of its own members."""
    return lambda coalition: sum(setting.pools.gain_eur(pool) for pool in best_pools(setting, coalition))


def _by_roof(project: Project, sizes: Mapping[str, float]) -> Value:
    """Each roof brings what its kWp are of all, to its host: the park asks no more than what its panels cost."""
    kwp: dict[str, float] = {}
    for name in sorted(project.opens):
        host = name.removeprefix(LET).partition(":")[0]
        kwp[host] = kwp.get(host, 0.0) + sizes.get(name, 0.0)
    return lambda coalition: sum(kwp.get(c, 0.0) for c in sorted(coalition))


def _network(setting: Setting, project: Project, steps: Steps) -> Value:
    """Saving of a set with the stretches of the network that it needs, or of two parts of it where that saves more.

    Above eight who take part: what each adds as the last to join, for any set that has a source.
    """
    served = _Served(setting, project, coarse(steps, every=HOURS_A_STEP))
    if len(project.members) > MOST_LISTED:
        return _by_margin(served, frozenset(project.members))
    if not served.homes:
        return or_apart(served.saving)
    return with_once(lambda s: served.saving(s, served.homes), or_apart(served.saving))


def or_apart(saving: Value) -> Value:
    """What a set saves as a whole, or in two parts side by side where that is more: never less than nothing.

    >>> whole = {frozenset("a"): 3.0, frozenset("b"): 4.0, frozenset("ab"): 5.0}
    >>> or_apart(whole.__getitem__)(frozenset("ab"))
    7.0
    """
    known: dict[Coalition, float] = {frozenset(): 0.0}

    def value(coalition: Coalition) -> float:
        if coalition not in known:
            apart = (value(part) + value(coalition - part) for part in _parts(coalition))
            known[coalition] = max([0.0, saving(coalition), *apart])
        return known[coalition]

    return value


def with_once(serving: Value, plain: Value) -> Value:
    """What a set saves where some of it may serve dwellings, which pay once, and the rest goes on without.

    >>> with_once(lambda s: 5.0, lambda s: float(len(s)))(frozenset("ab"))
    6.0
    """
    served = cache(serving)

    @cache
    def value(coalition: Coalition) -> float:
        sizes = range(1, len(coalition) + 1)
        some = (frozenset(part) for size in sizes for part in combinations(sorted(coalition), size))
        return max([plain(coalition), *(served(part) + plain(coalition - part) for part in some)])

    return value


def _parts(coalition: Coalition) -> Iterator[Coalition]:
    """One part of each way to put a set in two: those with its first company, but for the whole."""
    first, *others = sorted(coalition)
    for size in range(len(others)):
        yield from (frozenset([first, *some]) for some in combinations(others, size))


def _by_margin(served: "_Served", everybody: Coalition) -> Value:
    whole = served.best(everybody)
    adds = {c: max(0.0, whole - max(0.0, served.best(everybody - {c}))) for c in everybody - served.givers}
    return lambda coalition: sum(adds.get(c, 0.0) for c in coalition) if served.fed(coalition) else 0.0


class _Served:
    """The heat of some companies on typical days, with and without the stretches that reach them."""

    def __init__(self, setting: Setting, project: Project, steps: Steps) -> None:
        members = [setting.park.company(c) for c in project.members]
        plants = {n.partition("/")[2] for n in project.opens if n.startswith(PLANTS)}
        outside = [one for one in outside_sources(setting.park) if source_size(one) in project.opens]
        powered = {area for one in outside if (area := powered_from(setting.park, one)) is not None}
        shared = tuple(HeatNetwork(laid=project.laid).shared_parts(setting))
        named = {p.name for p in shared if isinstance(p, Size) and not p.name.startswith(ROUTE)}
        own = heat_parts(setting, members, plants | powered, shared=shared)
        entitled = _entitlements(setting, members, outside)
        kept = without((*own, *shared, *entitled), named - project.opens)
        edges = heat_ways(setting)
        apart = tuple(parted(kept, edges, heat=HEAT, dug=project.opens))
        self.givers = frozenset(n.removeprefix(RESIDUAL) for n in project.opens if n.startswith(RESIDUAL))
        self._rows = to_rows(apart, steps).relaxed()
        self._warm = Warm(self._rows)
        self._switches = {p.name: built(p.name) for p in apart if _switched(p)}
        self._feeds = frozenset({plant_node(edges)} if plants else set()) | set(map(source_node, outside))
        self._routes = _Routes(edges, project, feeds=self._feeds)
        served = (n.removeprefix(CONNECT) for n in project.opens if n.startswith(f"{CONNECT}{HOME}"))
        self.homes = frozenset(served)

    def fed(self, coalition: Coalition) -> bool:
        """Whether these companies have a source of their own, or one of nobody."""
        return bool(self._feeds or coalition & self.givers)

    def saving(self, coalition: Coalition, homes: Coalition = frozenset()) -> float:
        """EUR a year on these days, with these ``homes``; minus infinity where no source reaches all."""
        pipes = self._routes.between(coalition | homes)
        connections = {f"{CONNECT}{node}" for node in coalition | homes}
        try:
            return self._eur(coalition, frozenset()) - self._eur(coalition, frozenset({*pipes, *connections}))
        except Infeasible:
            return float("-inf")

    def best(self, coalition: Coalition) -> float:
        """What they save as one, with the dwellings of the plan or without."""
        return max(self.saving(coalition), self.saving(coalition, self.homes))

    def _eur(self, coalition: Coalition, on: frozenset[str]) -> float:
        switched = {switch: float(name in on) for name, switch in self._switches.items()}
        off = {name: 0.0 for name in self._switches if name not in on}
        return self._warm.solve(self._rows.only({*coalition, PARK}).settled({**switched, **off})).upper


def _entitlements(setting: Setting, members: Sequence[Company], outside: Sequence[HeatSource]) -> Iterator[Limit]:
    """What companies may use of a source of nobody, each by its heat: no set of them has all of it to itself."""
    heat = {c.id: float(setting.uses[c.id].space_kw.sum()) for c in members}
    every = max(sum(heat.values()), 1.0)
    for one in outside:
        shares: dict[str, Series] = {c: given_kw(setting.park, one) * kwh / every for c, kwh in heat.items()}
        size = source_size(one)
        yield Limit(f"{size}:share", PARK, {size: 1.0}, upper=shares, per="design")


def _switched(part: Part) -> bool:
    return isinstance(part, Size) and part.yes_no and part.name.startswith((PIPE, CONNECT))


class _Routes:
    """Which of the built stretches lie between some companies and a source that these can use."""

    def __init__(self, edges: Sequence[Stretch], project: Project, *, feeds: Coalition) -> None:
        self._names: nx.Graph[str] = nx.Graph()
        for edge in edges:
            ways = frozenset(name for name, _, _ in pipe_ways(edge)) & project.opens
            if ways:
                self._names.add_edge(edge.start, edge.end, ways=ways)
        self._feeds = feeds

    def between(self, coalition: Coalition) -> frozenset[str]:
        """Names of the pipes left when ends that serve none of these companies are taken away."""
        graph = self._names.copy()
        drop_loose(graph, coalition | self._feeds)
        return frozenset(name for _, _, data in graph.edges(data=True) for name in data["ways"])
