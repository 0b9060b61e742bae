"""Where pipes of a heat network could lie: stretches of street between companies that buy or give heat."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
from shapely.geometry import LineString

from collectief.park import Company, Park
from collectief.park.street_graph import Node, park_graph

CROSSING = "crossing/"
"""How the name of a node begins that is no company."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch where a trench could be dug, between two nodes of the street graph."""

    id: str
    start: str
    end: str
    length_m: float
    line: LineString


def candidates(park: Park, buyers: tuple[Company, ...]) -> tuple[Stretch, ...]:
    """Stretches of street that could lie between two companies that buy or give heat, dead ends left out."""
    givers = [c for c in park.companies if c.residual_heat is not None and c.id not in park.rules.apart]
    ends = {c.id: c.location for c in sorted({*buyers, *givers}, key=lambda c: c.id)}
    if len(ends) < 2 or not park.streets:  # one end needs no pipe
        return ()
    graph = park_graph(park, ends)
    _prune(graph, ends)
    return tuple(_merged(graph))


def _prune(graph: "nx.Graph[Node]", ends: Mapping[str, object]) -> None:
    """Take away dead ends that serve nobody, and parts that touch fewer than two companies."""
    while loose := [n for n in graph if n not in ends and graph.degree(n) <= 1]:
        graph.remove_nodes_from(loose)
    for part in [set(p) for p in nx.connected_components(graph)]:
        if len(part & set(ends)) < 2:  # one end needs no pipe
            graph.remove_nodes_from(part)


def _merged(graph: "nx.Graph[Node]") -> Iterator[Stretch]:
    """Stretches in a fixed order, with the nodes by name."""
    for start, end, data in sorted(graph.edges(data=True), key=lambda e: str(e[2]["id"])):
        yield Stretch(str(data["id"]), node_name(start), node_name(end), float(data["length_m"]), data["line"])


def middle(stretches: Sequence[Stretch]) -> str:
    """The crossing nearest to all others along the streets."""
    graph: nx.Graph[str] = nx.Graph()
    for e in stretches:
        graph.add_edge(e.start, e.end, length=e.length_m)
    part = max(nx.connected_components(graph), key=lambda nodes: (len(nodes), min(nodes)))
    near = nx.closeness_centrality(graph.subgraph(part), distance="length")
    return max(sorted(near), key=lambda n: near[n])


def node_name(node: object) -> str:
    """A company id as it is, a crossing by its coordinates."""
    return node if isinstance(node, str) else f"{CROSSING}{node}"
