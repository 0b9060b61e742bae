"""The water in a planned network: its pipes as a tree away from each source, made larger until the water flows.

Pipes are designed for the kW of all connections behind them at once: companies heat on the same cold morning. Where a
net has more than one source, it is looked at from each of them: a pipe must carry what may ever come through it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import networkx as nx

from collectief.facts import HeatLevel
from collectief.heat.dug import dug
from collectief.heat.laid import Laid, Network
from collectief.heat.pipe import Trench, trenches
from collectief.heat.sized import resized
from collectief.heat.stretch import Stretch, plant_node
from collectief.measure.measure import BUILT
from collectief.measure.network_names import CONNECT, OUTSIDE, PIPE, PLANTS, RESERVE, RESIDUAL, TANK, pipe_ways
from collectief.measure.network_tank import tank_kw

Net = Mapping[str, float]
"""kW by node."""


def networks_of(
    stretches: Sequence[Stretch], sizes: Mapping[str, float], level: HeatLevel
) -> tuple[Network, ...] | None:
    """The pipes of a plan as seen from each source that feeds them, the largest of a net first.

    Each pipe has the kW that may come through it that way: all that connections behind it take, or what sources before
    it give where that is less. None where the pipes of a net are no tree, or have no source.
    """
    graph = _dug(stretches, sizes, level)
    if not graph or not nx.is_forest(graph) or any(_twice(s, sizes) for s in stretches):
        return None
    gives, takes = _gives(stretches, sizes), _at(CONNECT, sizes)
    found: list[Network] = []
    for nodes in sorted(nx.connected_components(graph), key=min):
        roots = sorted((n for n in nodes if n in gives), key=lambda n: (-gives[n], n))
        if not roots:
            return None
        net = graph.subgraph(nodes)
        for root in roots:
            pipes = tuple(_from(net, root, gives, takes))
            here = {n: takes[n] for n in sorted(nodes & takes.keys())}
            found.append(Network(pipes, (root,), here, level.supply_degc, level.return_degc))
    return tuple(found)


def mains(networks: Sequence[Network]) -> Iterator[Network]:
    """Each net once: as seen from its largest source."""
    seen: set[frozenset[str]] = set()
    for one in networks:
        ids = frozenset(p.id for p in one.pipes)
        if ids not in seen:
            yield one
        seen.add(ids)


def _twice(stretch: Stretch, sizes: Mapping[str, float]) -> bool:
    return all(sizes.get(name, 0.0) > BUILT for name, _, _ in pipe_ways(stretch))


def _dug(stretches: Sequence[Stretch], sizes: Mapping[str, float], level: HeatLevel) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    for s in stretches:
        kw = max(sizes.get(name, 0.0) for name, _, _ in pipe_ways(s))
        if kw > BUILT:
            graph.add_edge(s.start, s.end, stretch=s, dn=dug(s, kw, level).dn)
    return graph


def _at(kind: str, sizes: Mapping[str, float]) -> Net:
    """The kW of connections or of residual heat, by node."""
    return {n.removeprefix(kind): kw for n, kw in sizes.items() if n.startswith(kind) and kw > BUILT}


def _gives(stretches: Sequence[Stretch], sizes: Mapping[str, float]) -> Net:
    """The kW of sources by node, with what a tank beside them gives; central plants stand at one."""
    central = sum(kw for kind in PLANTS for kw in _at(kind, sizes).values())
    residual, reserve, outside = (_at(kind, sizes) for kind in (RESIDUAL, RESERVE, OUTSIDE))
    gives = {**outside} | {n: residual.get(n, 0.0) + reserve.get(n, 0.0) for n in {**residual, **reserve}}
    if central > 0:
        node = plant_node(stretches)
        gives[node] = gives.get(node, 0.0) + central
    tanks = _at(TANK, sizes)
    return {n: kw + tank_kw(tanks.get(n, 0.0)) for n, kw in gives.items()}


def _from(net: "nx.Graph[str]", root: str, gives: Net, takes: Net) -> Iterator[Laid]:
    """The pipes of a net in the direction away from a source."""
    tree, every = nx.bfs_tree(net, root), sum(gives.get(n, 0.0) for n in net)
    behind: dict[str, tuple[float, float]] = {}
    for node in reversed(list(nx.topological_sort(tree))):
        below = [behind[n] for n in tree.successors(node)]
        given, taken = (sum(one) for one in zip((gives.get(node, 0.0), takes.get(node, 0.0)), *below, strict=True))
        behind[node] = given, taken
    for start, end in tree.edges:
        stretch, dn, (given, taken) = net.edges[start, end]["stretch"], net.edges[start, end]["dn"], behind[end]
        yield Laid(stretch.id, start, end, stretch.length_m, dn, min(taken, every - given))


def carrying(stretches: Sequence[Stretch], sizes: Mapping[str, float], level: HeatLevel) -> dict[str, float]:
    """The pipes among these sizes, each of the catalogue and large enough for what may come through it either way."""
    return {name: max(kw, sizes[name]) for name, kw in snug(stretches, sizes, level).items()}


def snug(stretches: Sequence[Stretch], sizes: Mapping[str, float], level: HeatLevel) -> dict[str, float]:
    """The pipes among these sizes, each the smallest of the catalogue for what may come through it either way.

    As they are where it is not told how their water flows.
    """
    choice, most, ids = trenches(level), dict[str, float](), {n: s.id for s in stretches for n, _, _ in pipe_ways(s)}
    for pipe in (p for network in networks_of(stretches, sizes, level) or () for p in network.pipes):
        most[pipe.id] = max(most.get(pipe.id, 0.0), pipe.kw)
    return {
        name: next((t for t in choice if t.most_kw >= most[ids[name]]), choice[-1]).most_kw if ids[name] in most else kw
        for name, kw in sizes.items()
        if name in ids and kw > BUILT
    }


def flowing_pipes(stretches: Sequence[Stretch], sizes: Mapping[str, float], level: HeatLevel) -> dict[str, float]:
    """The pipes of a plan, made larger where water does not keep the limits, with the kW that each carries then.

    Those that do stay as they are; so do all where it is not told how their water flows.
    """
    choice = trenches(level)
    asked = (
        (after.id, trench)
        for network in networks_of(stretches, sizes, level) or ()
        for before, after in zip(network.pipes, resized(network).pipes, strict=True)
        if after.dn != before.dn and (trench := next((t for t in choice if t.dn >= after.dn), None))
    )
    return _grown(stretches, sizes, asked)


def _grown(
    stretches: Sequence[Stretch], sizes: Mapping[str, float], asked: Iterable[tuple[str, Trench]]
) -> dict[str, float]:
    """The pipes among these sizes, no smaller than what is asked of their stretches."""
    now, by_id = {n: kw for n, kw in sizes.items() if n.startswith(PIPE) and kw > BUILT}, {s.id: s for s in stretches}
    for key, trench in asked:
        for name, _, _ in pipe_ways(by_id[key]):
            if name in now:
                now[name] = max(now[name], trench.most_kw)
    return now
