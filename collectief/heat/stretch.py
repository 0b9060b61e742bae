"""Where pipes of a heat network could lie: stretches of street between places that take or give heat."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
from shapely.geometry import LineString, Point

from collectief.heat.crossings import NONE, Barriers, Crossings, barriers_of, crossings_of
from collectief.heat.ground_price import ground_eur
from collectief.heat.simpler import join, prune
from collectief.park import Company, Park
from collectief.park.ground import Surface
from collectief.park.street_graph import Node, pipe_graph

CROSSING = "crossing/"
"""How the name of a node begins that is no end."""
PLANT = "plant/"
"""How the name of an end begins where a central plant could stand."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch where a trench could be dug, between two nodes of the street graph.

    ``line`` (m RD) runs between them in either direction. ``laid_dn`` is the DN of a heat pipe that lies there already.
    """

    id: str
    start: str
    end: str
    length_m: float
    line: LineString
    surface: Surface = "unknown"
    crossings: Crossings = NONE
    laid_dn: int | None = None

    @property
    def ground_eur(self) -> float:
        """EUR that the ground asks beside the price of pipes that are dug in; also where too small a pipe lies."""
        return ground_eur(self.length_m, self.surface, self.crossings)


def candidates(park: Park, ends: Mapping[str, Point]) -> tuple[Stretch, ...]:
    """Stretches that could lie between two ends: companies, sources, places for a plant, customers, by name.

    Of the streets in which a pipe may lie, without dead ends, without nodes where nothing comes together, and of two
    stretches between the same nodes only the one that is shorter and cheaper. The order of streets changes nothing.
    """
    if len(ends) < 2 or not park.streets:  # one end needs no pipe
        return ()
    graph, barriers = pipe_graph(park, ends), barriers_of(park.streets)
    prune(graph, ends)
    join(graph, ends, ground_eur=lambda data: _beside_eur(data, barriers))
    prune(graph, ends)
    return tuple(_stretches(graph, barriers))


def heat_ends(park: Park, buyers: Iterable[Company]) -> dict[str, Point]:
    """Where those are who buy heat, or have it to spare and take part in what is shared, by id."""
    givers = [c for c in park.companies if c.residual_heat is not None and c.id not in park.rules.apart]
    return {c.id: c.location for c in sorted({*buyers, *givers}, key=lambda c: c.id)}


def _beside_eur(data: Mapping[str, Any], barriers: Barriers) -> float:
    """What the ground of an edge asks beside its length, which counts for itself: what it passes under."""
    return ground_eur(0.0, data["surface"], barriers.under(data["line"]))


def _stretches(graph: "nx.Graph[Node]", barriers: Barriers) -> Iterator[Stretch]:
    """Stretches in a fixed order, with the nodes by name and what each crosses."""
    edges = sorted(graph.edges(data=True), key=lambda e: str(e[2]["id"]))
    at = defaultdict(list)
    for start, end, data in edges:
        at[node_name(start)].append(str(data["id"]))
        at[node_name(end)].append(str(data["id"]))
    points = {node_name(n): Point(n) for n in graph if not isinstance(n, str)}
    crossed = crossings_of({str(data["id"]): data["line"] for _, _, data in edges}, points, at, barriers=barriers)
    for start, end, data in edges:
        key, ends = str(data["id"]), (node_name(start), node_name(end))
        length_m, surface, dn = float(data["length_m"]), data["surface"], data["heat_dn"]
        yield Stretch(key, *ends, length_m, data["line"], surface, crossed[key], dn)


def plant_node(stretches: Sequence[Stretch]) -> str:
    """Where a central plant stands: of all nodes the nearest to the others along the streets.

    Where there are places for a plant, one of these.
    """
    graph: nx.Graph[str] = nx.Graph()
    for e in stretches:
        graph.add_edge(e.start, e.end, length=e.length_m)
    part = max(nx.connected_components(graph), key=lambda nodes: (len(nodes), min(nodes)))
    near = nx.closeness_centrality(graph.subgraph(part), distance="length")
    places = [n for n in near if n.startswith(PLANT)]
    return max(sorted(places or near), key=lambda n: near[n])


def node_name(node: object) -> str:
    """The name of an end as it is, a crossing by its coordinates."""
    return node if isinstance(node, str) else f"{CROSSING}{node}"
