"""From a good network to a better one: one customer or source more, or one less, as long as that saves.

A pass over streets and year chooses all at once, at prices of heat that it guesses; here each change is lived on the
typical days before it counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

import networkx as nx

from collectief.heat.simpler import drop_loose
from collectief.heat.stretch import Stretch, plant_node
from collectief.measure.measure import BUILT
from collectief.measure.network_names import CONNECT, OUTSIDE, PIPE, PLANTS, RESERVE, RESIDUAL, TANK, pipe_ways

Sizes = Mapping[str, float]
ENDS = (CONNECT, RESIDUAL, OUTSIDE)
"""What stands at a node of its own and may come or go."""


def changed(stretches: Sequence[Stretch], sizes: Sizes, most: Sizes) -> Iterator[dict[str, float]]:
    """The sizes of each network with one end more or one less, those with less pipe first; ``most`` are kW by name.

    Pipes are those that reach all ends, of any size: larger or smaller ones come after. Every source may give all it
    has: who comes may need more of those that are there.
    """
    ends = {n for n in sizes if n.startswith(ENDS)}
    plant = {plant_node(stretches)} if any(n.startswith(PLANTS) for n in sizes) else set[str]()
    found, possible = [], {n for n in most if n.startswith(ENDS)}
    for name in sorted(possible):
        after = ends - {name} if name in ends else ends | {name}
        new = _node(name) if name not in ends else None
        if laid := _reaching(stretches, sizes, {_node(n) for n in after} | plant, new):
            metres = sum(s.length_m for s in stretches if any(n in laid for n, _, _ in pipe_ways(s)))
            more = {n: sizes[n] if n in sizes and n.startswith(CONNECT) else most[n] for n in after}
            kept = {n: kw for n, kw in sizes.items() if _stays(n, after, possible - after)}
            found.append((metres, name, {**kept, **more, **laid}))
    yield from (one for _, _, one in sorted(found, key=lambda one: one[:2]))


def _node(name: str) -> str:
    return name.partition("/")[2]


def _stays(name: str, ends: AbstractSet[str], gone: AbstractSet[str]) -> bool:
    """Whether a size that is no end and no pipe is still there: a plant always, a reserve or tank beside its source."""
    if name.startswith(RESERVE):
        return f"{RESIDUAL}{_node(name)}" in ends
    if name.startswith(TANK):
        return gone.isdisjoint(f"{kind}{_node(name)}" for kind in (RESIDUAL, OUTSIDE))
    return not name.startswith((*ENDS, PIPE))


def _reaching(stretches: Sequence[Stretch], sizes: Sizes, ends: AbstractSet[str], new: str | None) -> dict[str, float]:
    """The pipes between these ends: those that lie, without loose ends, and the shortest way to a new one, if any."""
    every: nx.Graph[str] = nx.Graph()
    kept: nx.Graph[str] = nx.Graph()
    for s in stretches:
        names = [n for n, _, _ in pipe_ways(s)]
        kw = max((sizes.get(n, 0.0) for n in names), default=0.0)
        name = next((n for n in names if sizes.get(n, 0.0) > BUILT), names[0])
        every.add_edge(s.start, s.end, name=name, weight=0.0 if kw > BUILT else s.length_m, kw=max(kw, 1.0))
        if kw > BUILT:
            kept.add_edge(s.start, s.end, name=name, kw=kw)
    if new is not None and new not in kept:
        way = _way(every, new, set(kept)) if new in every else []
        if not way:
            return {}
        nx.add_path(kept, way)
        for start, end in pairwise(way):
            kept.edges[start, end].update(name=every.edges[start, end]["name"], kw=every.edges[start, end]["kw"])
    drop_loose(kept, ends)
    return {data["name"]: data["kw"] for _, _, data in kept.edges(data=True)}


def _way(graph: "nx.Graph[str]", start: str, goals: AbstractSet[str]) -> list[str]:
    """The shortest way from a node to any of these; empty where there is none."""
    metres = nx.single_source_dijkstra_path_length(graph, start)
    near = min((n for n in goals if n in metres), key=lambda n: (metres[n], n), default=None)
    if near is None:
        return []
    way = nx.dijkstra_path(graph, start, near)
    first = next(i for i, n in enumerate(way) if n in goals)
    return list(way[: first + 1])
