"""Where a heat network could lie: stretches of street, and for each buyer a route along what is dug.

Routes say nothing new: who is connected is reached by stretches that are dug. They make the relaxation tight. A
stretch is no longer dug for the hundredth part of its capacity but for the whole of the one who needs it
(measured on De Vlasakker: gap after 20 s from 2.8 to 0.3 %).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
from shapely.geometry import LineString

from collectief.model import Bus, Limit, Part, Size
from collectief.park import Company, Park
from collectief.park.street_graph import Node, park_graph

CROSSING, ROUTE = "crossing/", "route/"


@dataclass(frozen=True, slots=True)
class Edge:
    """A stretch where a trench could be dug, between two nodes of the street graph."""

    id: str
    start: str
    end: str
    length_m: float
    line: LineString


def candidate_edges(park: Park, buyers: tuple[Company, ...]) -> tuple[Edge, ...]:
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


def _merged(graph: "nx.Graph[Node]") -> Iterator[Edge]:
    """Edges in a fixed order, with the nodes by name."""
    for start, end, data in sorted(graph.edges(data=True), key=lambda e: str(e[2]["id"])):
        yield Edge(str(data["id"]), node_name(start), node_name(end), float(data["length_m"]), data["line"])


def enters(node: str) -> Bus:
    """Where capacity enters a pipe: at a company not where its own connection is, or it would need no pipe."""
    return (node, "pipe" if node.startswith(CROSSING) else "feed")


def node_name(node: object) -> str:
    """A company id as it is, a crossing by its coordinates."""
    return node if isinstance(node, str) else f"{CROSSING}{node}"


def middle(edges: tuple[Edge, ...]) -> str:
    """The crossing nearest to all others along the streets."""
    graph: nx.Graph[str] = nx.Graph()
    for e in edges:
        graph.add_edge(e.start, e.end, length=e.length_m)
    part = max(nx.connected_components(graph), key=lambda nodes: (len(nodes), min(nodes)))
    near = nx.closeness_centrality(graph.subgraph(part), distance="length")
    return max(sorted(near), key=lambda n: near[n])


def routes(edges: Sequence[Edge], buyers: Sequence[str], givers: Sequence[str]) -> Iterator[Part]:
    """For each buyer one unit from any source to its connection, over stretches that are dug.

    All belong to the buyer and cost nothing; amounts are shares of its one connection, 0 to 1.
    """
    sources = [*givers, middle(tuple(edges))]
    for buyer in buyers:
        way = f"{ROUTE}{buyer}"
        yield Size(way, buyer, 1.0, into={(buyer, way): -1.0})
        yield Limit(f"{way}:reached", buyer, {f"connect/{buyer}?": 1.0, way: -1.0}, per="design")
        for source in sources:
            yield Size(f"{way}/from/{source}", buyer, 1.0, into={_along(source, way): 1.0})
        for edge in edges:
            for side, (start, end) in (("out", (edge.start, edge.end)), ("back", (edge.end, edge.start))):
                name, pipe = f"{way}/{edge.id}/{side}", f"pipe/{edge.id}/{side}"
                yield Size(name, buyer, 1.0, into={_along(start, way): -1.0, (end, way): 1.0})
                yield Limit(f"{name}:dug", buyer, {name: 1.0, f"{pipe}?": -1.0}, per="design")


def _along(node: str, way: str) -> Bus:
    """Where a route leaves a node: at a company not where routes arrive, or it would need no pipe."""
    return (node, way if node.startswith(CROSSING) else f"{way}/feed")
