"""Rules on the streets: what is drawn oddly, what does not meet, and which companies no pipe could reach."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import LineString, MultiPoint, Point
from shapely.geometry.base import BaseGeometry

from collectief.park.check_words import Spot
from collectief.park.ground import Street
from collectief.park.read_heat import DWELLINGS, SOURCES
from collectief.park.street_graph import PASSABLE, SNAP_M, Edge, Node, components, pipe_graph, street_graph
from collectief.park.things import Park

Data = Mapping[str, Any]
"""What an edge of the graph carries."""
NEAR_M = 5.0
"""Ends of streets this near to another street are looked at: within the width of a street."""
ROUND_M = 50.0
"""Who walks less along the streets from an end to the street beside it, is round the corner of a bend or a square."""
BESIDE_M = 2.0
BESIDE_SHARE = 0.5
"""Streets this near over more than half of the shorter: one street on two maps, for two lanes lie further apart.

Beside that as much as two streets that only meet end to end share.
"""
OVERLAP_M = 1.0
"""Streets that lie over one another for less share a crossing, within the accuracy of the drawing."""


def check_streets(park: Park, spot: Spot) -> None:
    """Say which streets are drawn oddly or apart from the rest, each with its place, and what that means for pipes."""
    followed = sorted((s for s in park.streets if s.kind in PASSABLE), key=lambda s: s.id)
    for street in (s for s in followed if not s.line.is_simple):
        spot.at(spot.where, street.id).near(_knot(street.line)).say("street_crosses_itself")
    _tell_doubles(followed, spot)
    if any(s.surface != "unknown" for s in followed):
        unknown = [s for s in followed if s.surface == "unknown"]
        if unknown:
            at = spot.at(spot.where, *(s.id for s in unknown)).near(unknown[0].line)
            at.say("surface_unknown", "surface", value=len(unknown))
    graph = street_graph(park.streets)
    _tell_apart(graph, spot)
    _tell_gaps(graph, park, spot)
    if followed:
        _tell_services(park, graph, spot=spot)


def _knot(line: LineString) -> BaseGeometry:
    """Where a line first crosses itself; the whole line where it runs back over itself or touches its own end."""
    inside = shapely.get_parts(shapely.node(line))
    ends = {tuple(c) for part in inside for c in shapely.get_coordinates(part)[[0, -1]].tolist()}
    knots = sorted(ends - {tuple(line.coords[0][:2]), tuple(line.coords[-1][:2])})
    return Point(knots[0]) if knots else line


def _tell_doubles(streets: Sequence[Street], spot: Spot) -> None:
    """Say which streets lie over one another, or so close beside one another that they may be one street."""
    lines = np.array([s.line for s in streets], dtype=object)
    one, other = STRtree(lines).query(lines, predicate="dwithin", distance=BESIDE_M)
    one, other = one[one < other], other[one < other]
    shared = shapely.intersection(lines[one], lines[other])
    beside = shapely.intersection(shapely.buffer(lines, BESIDE_M)[one], lines[other])
    most_m = 2 * BESIDE_M + BESIDE_SHARE * np.minimum(shapely.length(lines)[one], shapely.length(lines)[other])
    double, alongside = shapely.length(shared) > OVERLAP_M, shapely.length(beside) > most_m
    for n in sorted(np.flatnonzero(double | alongside).tolist(), key=lambda n: (one[n], other[n])):
        at = spot.at(spot.where, streets[one[n]].id, streets[other[n]].id)
        if double[n]:
            at.near(_longest(shared[n])).say("streets_overlap", value=float(shared[n].length))
        else:
            at.near(_longest(beside[n])).say("streets_alongside", value=float(beside[n].length), beside_m=BESIDE_M)


def _longest(shape: BaseGeometry) -> BaseGeometry:
    return max(shapely.get_parts(shape), key=lambda part: float(part.length))


def _tell_apart(graph: "nx.Graph[Node]", spot: Spot) -> None:
    parts = components(graph)
    if len(parts) > 1:
        lines = {data["street"]: data["line"] for part in parts[1:] for _, _, data in graph.edges(part, data=True)}
        main = {data["street"] for _, _, data in graph.edges(parts[0], data=True)}
        loose = sorted(lines.keys() - main)
        at = spot.at(spot.where, *loose).near(lines[loose[0]] if loose else None)
        at.say("streets_disconnected", value=len(parts))


def _tell_gaps(graph: "nx.Graph[Node]", park: Park, spot: Spot) -> None:
    """Say where a street ends so near to another, not round a corner, that it may be meant to meet it."""
    between = [s.line for s in park.streets if s.kind not in PASSABLE]
    between += [b.footprint for b in (*park.buildings, *park.background)]
    barriers, told = STRtree(between), set()
    for end, own, other in _loose_ends(graph):
        ids = tuple(sorted({own["street"], other["street"]}))
        gap = shapely.shortest_line(Point(end), other["line"])
        if ids not in told and not barriers.query(gap, predicate="intersects").size:
            told.add(ids)
            at = spot.at(spot.where, *ids).near(Point(end))
            at.say("streets_nearly_meet", value=float(gap.length), snap_m=SNAP_M)


def _loose_ends(graph: "nx.Graph[Node]") -> Iterator[tuple[tuple[float, float], Data, Data]]:
    """Dead ends with a street beside them that is far along the streets, with both streets."""
    edges = sorted(graph.edges(data=True), key=lambda e: str(e[2]["id"]))
    tree = STRtree([data["line"] for _, _, data in edges])
    for end in sorted(n for n in graph if isinstance(n, tuple) and graph.degree(n) == 1):
        point = Point(end)
        walked = nx.single_source_dijkstra_path_length(graph, end, cutoff=ROUND_M, weight="length_m")
        beside = [edges[i] for i in tree.query(point, predicate="dwithin", distance=NEAR_M)]
        far = [data for *_, data in (e for e in beside if _walk_m(e, point, walked) > ROUND_M)]
        if far:
            ((_, _, own),) = graph.edges(end, data=True)
            yield end, own, min(far, key=lambda data: (point.distance(data["line"]), data["id"]))


def _walk_m(edge: Edge, point: Point, walked: Mapping[Node, float]) -> float:
    """Along the streets to the place on an edge that is nearest to a point; infinite where that is out of reach."""
    start, end, data = edge
    line = data["line"]
    first_m = line.project(point)
    if tuple(np.round(line.coords[0][:2], 2)) != start:
        start, end = end, start
    ways = (walked.get(start, np.inf) + first_m, walked.get(end, np.inf) + line.length - first_m)
    return float(min(ways))


def _tell_services(park: Park, streets: "nx.Graph[Node]", *, spot: Spot) -> None:
    """Say who no pipe can reach from where most companies are, and whose service crosses another building."""
    companies = {c.id: c.location for c in park.companies}
    sources = {f"{SOURCES}/{s.id}": s.place for s in park.heat_sources}
    dwellings = {f"{DWELLINGS}/{d.id}": d.location for d in park.dwellings}
    points = {**companies, **sources, **dwellings}
    graph = pipe_graph(park, points, streets=streets)
    for company in sorted(companies):
        for _, _, data in graph.edges(company, data=True):
            if not data["free"]:
                spot.at(spot.where, company).near(data["line"]).say("service_through_building")
    parts = [[key for key in sorted(points) if key in part] for part in components(graph)]
    served = max(parts, key=lambda part: (len(companies.keys() & part), len(part)), default=[])
    for part in parts:
        if part and part is not served:
            at = spot.at(spot.where, *part).near(MultiPoint([points[c] for c in part]))
            at.say("company_unreachable")
