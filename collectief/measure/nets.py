"""Networks that are not connected share no heat: each gets a bus of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import networkx as nx

from collectief.heat.stretch import Stretch, plant_node
from collectief.measure.network_names import PLANTS, pipe_ways
from collectief.model import Bus, Flow, Part

NET = "#"
"""Stands before the number of a net, and in no id of a company."""


def nets(edges: Sequence[Stretch], dug: Iterable[str]) -> Mapping[str, int]:
    """The number of the net that each end of a dug stretch lies in; ``dug`` names pipes such as "pipe/x/out"."""
    laid = set(dug)
    graph: nx.Graph[str] = nx.Graph()
    for edge in edges:
        if any(name in laid for name, _, _ in pipe_ways(edge)):
            graph.add_edge(edge.start, edge.end)
    parts = sorted(nx.connected_components(graph), key=min)
    return {node: number for number, part in enumerate(parts) for node in part}


def parted(parts: Iterable[Part], edges: Sequence[Stretch], *, heat: Bus, dug: Iterable[str]) -> Iterator[Part]:
    """The same parts, with what flows at the bus of ``heat`` at the bus of the net that it is connected to."""
    where = {node: f"{NET}{number}" for node, number in nets(edges, dug).items()}
    starts = {name: edge.start for edge in edges for name, _, _ in pipe_ways(edge)}
    for part in parts:
        if isinstance(part, Flow) and heat in part.into and part.size is not None:
            place = starts.get(part.size) or _place(part.size, edges)
            bus = (heat[0], f"{heat[1]}/{where.get(place, place)}")
            yield replace(part, into={bus if b == heat else b: c for b, c in part.into.items()})
        else:
            yield part


def _place(size: str, edges: Sequence[Stretch]) -> str:
    """Where a connection or source stands: its company, or for a central plant its place."""
    return plant_node(edges) if size.startswith(PLANTS) else size.partition("/")[2]
