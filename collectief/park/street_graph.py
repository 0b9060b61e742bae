"""Streets as a graph: nodes at crossings and ends, edges that a pipe or cable can follow, services to companies.

Nodes are ``(x, y)`` in m rounded to 0.01, or the id of a company at the end of its service. Every edge carries ``id``
(unique), ``street`` (id of the street it is part of, or ``service/<company>``), ``kind``, ``length_m``, ``line``
(between its nodes, in either direction; a service runs from the street to the company), and of that street ``surface``,
``heat_pipe`` and ``heat_dn``.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import LineString, Point, Polygon
from shapely.ops import substring

from collectief.facts import fact, pipes
from collectief.park.ground import BARRIERS, HeatPipe, Street
from collectief.park.reach import ROUNDING_M, Geometries, footprints_of, nearest_free, target_of
from collectief.park.things import Park

Node = tuple[float, float] | str
Edge = tuple[Node, Node, dict[str, Any]]

GRID_M = 0.01
"""Coordinates are rounded to this grid, far below the accuracy of any map."""
SNAP_M = 0.5
"""Ends of streets that miss another street by less than this are taken to touch it: drawing accuracy."""
VIEW_M = 10.0
"""How closely the places along a street are looked at from which a hidden building may be seen."""
PASSABLE = ("street", "route")
"""Kinds of line that a pipe can follow; a main road, rail and water can only be crossed."""
FORBIDDEN: HeatPipe = "forbidden"
SERVICE = "service"
"""Kind of an edge that runs from a street to a company."""
CLAIMS: Sequence[HeatPipe] = (FORBIDDEN, "existing", "")
"""Which word holds where streets lie over one another."""


def street_graph(
    streets: Sequence[Street], *, snap_m: float = SNAP_M, kinds: Collection[str] = PASSABLE
) -> "nx.Graph[Node]":
    """The graph of these streets, cut at every crossing and T-junction; only ``kinds`` that can be followed.

    Lengths in m. A loop or a second street between the same two crossings gets extra nodes, so that no edge is lost.
    ``graph.nodes[node]["point"]`` is a shapely Point.

    >>> cross = [Street("a", LineString([(0, 0), (10, 0)])), Street("b", LineString([(4, 0), (4, 3)]))]
    >>> sorted(street_graph(cross).degree)
    [((0.0, 0.0), 1), ((4.0, 0.0), 3), ((4.0, 3.0), 1), ((10.0, 0.0), 1)]
    """
    graph: nx.Graph[Node] = nx.Graph()
    chosen = sorted((s for s in streets if s.kind in kinds and s.line.length > 0), key=lambda s: s.id)
    if not chosen:
        return graph
    snapped = _snapped(np.array([s.line for s in chosen], dtype=object), snap_m)
    pieces = shapely.get_parts(shapely.union_all(snapped, grid_size=GRID_M))
    middles = shapely.line_interpolate_point(pieces, 0.5, normalized=True)
    on = _on(STRtree(snapped), middles)
    owners = [min(found, key=lambda i: (CLAIMS.index(chosen[i].heat_pipe), i)) for found in on]
    number: Counter[str] = Counter()
    ordered = [(owner, _ordered(piece)) for owner, piece in zip(owners, pieces, strict=True)]
    for owner, piece in sorted(ordered, key=lambda pair: (pair[0], list(pair[1].coords))):
        _add(graph, chosen[owner], piece, number=number)
    return graph


def connect(
    graph: "nx.Graph[Node]",
    points: Mapping[str, Point],
    footprints: Sequence[Polygon],
    *,
    barriers: Sequence[Street] = (),
) -> "nx.Graph[Node]":
    """A copy of the graph in which every point (location by company id) hangs on a street by a straight service.

    The service runs from the wall of the company's building (or from the point, outside all buildings) to the nearest
    street, without crossing another building where that can be avoided; ``free`` on the edge says whether it could.
    To another street than the nearest where that saves crossing one of ``barriers`` and costs less than the crossing.
    Streets are cut where services begin. In a graph without edges the companies become loose nodes.
    """
    grown: nx.Graph[Node] = graph.copy()
    grown.add_nodes_from((key, {"point": points[key]}) for key in sorted(points))
    edges = sorted(graph.edges(data=True), key=lambda edge: edge[2]["id"])
    if not edges:
        return grown
    lines = np.array([data["line"] for _, _, data in edges], dtype=object)
    services = _services(lines, points, footprints, barriers=barriers)
    cuts: dict[int, list[float]] = defaultdict(list)
    for at, line, _ in services.values():
        cuts[at].append(float(lines[at].project(Point(line.coords[0]))))
    places = {at: _cut(grown, edges[at], distances) for at, distances in cuts.items()}
    for key, (at, line, free) in services.items():
        node = places[at][float(lines[at].project(Point(line.coords[0])))]
        street = f"service/{key}"
        lies = {"surface": "unknown", "heat_pipe": "", "heat_dn": None, "free": free}
        grown.add_edge(node, key, id=street, street=street, kind=SERVICE, length_m=line.length, line=line, **lies)
    return grown


def park_graph(park: Park, ends: Mapping[str, Point], *, kinds: Collection[str] = PASSABLE) -> "nx.Graph[Node]":
    """The streets of a park with these companies (location by id) on them, around all buildings on the map."""
    return connect(street_graph(park.streets, kinds=kinds), ends, _walls(park))


def pipe_graph(park: Park, ends: Mapping[str, Point], *, streets: "nx.Graph[Node] | None" = None) -> "nx.Graph[Node]":
    """The same without the streets in which no heat pipe may lie; they can still be crossed.

    ``streets`` is the graph of all streets where that is there already; it stays as it is.
    """
    graph = street_graph(park.streets) if streets is None else streets.copy()
    graph.remove_edges_from([(a, b) for a, b, data in graph.edges(data=True) if data["heat_pipe"] == FORBIDDEN])
    graph.remove_nodes_from(list(nx.isolates(graph)))
    return connect(graph, ends, _walls(park), barriers=[s for s in park.streets if s.kind in BARRIERS])


def _walls(park: Park) -> list[Polygon]:
    return [building.footprint for building in (*park.buildings, *park.background)]


def components(graph: "nx.Graph[Node]") -> tuple[frozenset[Node], ...]:
    """The connected parts of a graph as sets of nodes, the part with the longest streets first."""
    parts = [frozenset(part) for part in nx.connected_components(graph)]
    return tuple(sorted(parts, key=lambda part: (-graph.subgraph(part).size("length_m"), sorted(map(str, part)))))


def _on(tree: STRtree, points: Geometries) -> list[list[int]]:
    """For each point the lines it lies on, within the rounding of the grid; the nearest line if none."""
    found: list[list[int]] = [[] for _ in points]
    for which, line in tree.query(points, predicate="dwithin", distance=2 * GRID_M).T:
        found[which].append(int(line))
    return [lines or [int(tree.nearest(point))] for lines, point in zip(found, points, strict=True)]


def _snapped(lines: Geometries, snap_m: float) -> Geometries:
    """Lines whose loose ends are drawn to a line they nearly touch."""
    tree = STRtree(lines)
    moved = list(lines)
    for index, end in ((index, end) for index in range(len(lines)) for end in (0, -1)):
        coordinates = np.array(moved[index].coords)[:, :2]
        point = Point(coordinates[end])
        near = [int(i) for i in tree.query(point, predicate="dwithin", distance=2 * snap_m) if i != index]
        other = min(near, key=lambda i: (point.distance(moved[i]), i), default=index)
        if 0 < point.distance(moved[other]) <= snap_m:
            coordinates[end] = shapely.get_coordinates(shapely.shortest_line(moved[other], point))[0]
            moved[index] = LineString(coordinates)
    return np.array(moved, dtype=object)


def _ordered(line: LineString) -> LineString:
    """The line drawn from its first end in sorting order."""
    return line if tuple(line.coords[0]) <= tuple(line.coords[-1]) else line.reverse()


def _node(graph: "nx.Graph[Node]", x: float, y: float) -> tuple[float, float]:
    """The node at these coordinates (m), made where it was not there yet."""
    node = (round(float(x), 2), round(float(y), 2))
    graph.add_node(node, point=Point(node))
    return node


def _add(graph: "nx.Graph[Node]", street: Street, line: LineString, *, number: Counter[str]) -> None:
    """Put one piece of street in the graph; loops and doubles are cut so that a simple graph can hold them."""
    start, end = _node(graph, *line.coords[0][:2]), _node(graph, *line.coords[-1][:2])
    if start == end and line.length < GRID_M:
        return
    if start != end and not graph.has_edge(start, end):
        number[street.id] += 1
        key = f"{street.id}/{number[street.id]}"
        lies = {"surface": street.surface, "heat_pipe": street.heat_pipe, "heat_dn": street.heat_dn}
        graph.add_edge(
            start, end, id=key, street=street.id, kind=street.kind, length_m=line.length, line=line, **lies
        )  # fmt: skip
        return
    parts = 3 if start == end else 2
    for n in range(parts):
        _add(graph, street, substring(line, n / parts, (n + 1) / parts, normalized=True), number=number)


def _starts(lines: Geometries) -> tuple[Geometries, list[int]]:
    """Where services may begin: anywhere on a line, or where that is hidden, at places along it; and of which line."""
    places = [shapely.points(shapely.get_coordinates(shapely.segmentize(line, VIEW_M))) for line in lines]
    of_line = [*range(len(lines)), *(at for at, some in enumerate(places) for _ in some)]
    return np.concatenate([lines, *places]), of_line


def _services(
    lines: Geometries, points: Mapping[str, Point], footprints: Sequence[Polygon], *, barriers: Sequence[Street]
) -> dict[str, tuple[int, LineString, bool]]:
    """For each company: which line it hangs on, its service from the street to the wall, and whether that is free."""
    index = footprints_of(footprints)
    around = footprints_of([*footprints, *(b.line.buffer(2 * ROUNDING_M) for b in barriers)]) if barriers else index
    starts, of_line = _starts(lines)
    services = {}
    for key in sorted(points):
        target, own = target_of(index, points[key])
        at, line, free = nearest_free(index, starts, target, own=own)
        if saved_m := _crossing_m(line, barriers):
            other, longer, dry = nearest_free(around, starts, target, own=own)
            at, line = (other, longer) if dry and longer.length < line.length + saved_m else (at, line)
        if line.length == 0 and own is not None:
            line = shapely.shortest_line(starts[at], points[key])
        services[key] = (of_line[at], line, free)
    return services


def _crossing_m(line: LineString, barriers: Sequence[Street]) -> float:
    """How many metres of the dearest small pipe cost what it costs to cross these; each kind counts once."""
    kinds = {one.kind for one in barriers if one.line.intersects(line)}
    eur = sum(fact(f"heat_network.{kind}_crossing_eur").value for kind in sorted(kinds))
    return eur / pipes()[0].eur_per_m_high if kinds else 0.0


def _cut(graph: "nx.Graph[Node]", edge: Edge, distances: list[float]) -> dict[float, Node]:
    """Cut one edge at these distances (m) from the start of its line; returns the node at each distance."""
    first, last, data = edge
    line: LineString = data["line"]
    at: dict[float, Node] = {d: _node(graph, *line.interpolate(d).coords[0][:2]) for d in sorted(distances)}
    inner = {node: d for d, node in at.items() if node not in (first, last)}
    if not inner:
        return at
    graph.remove_edge(first, last)
    begin, end = (_node(graph, *line.coords[i][:2]) for i in (0, -1))
    stops = [(begin, 0.0), *inner.items(), (end, line.length)]
    for n, ((start, from_m), (stop, to_m)) in enumerate(pairwise(stops), start=1):
        piece = substring(line, from_m, to_m)
        graph.add_edge(start, stop, **{**data, "id": f"{data['id']}.{n}", "length_m": piece.length, "line": piece})
    return at
