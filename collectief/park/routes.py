"""Candidate routes between buildings where no streets are given: what a heat network or a cable could follow."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import networkx as nx
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra, minimum_spanning_tree
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from collectief.park.ground import Street
from collectief.park.reach import footprints_of, nearest_free, target_of
from collectief.park.skeleton import Pairs, Skeleton, grown, skeleton
from collectief.park.street_graph import components, connect, street_graph

__all__ = ["candidate_routes", "components", "connect", "street_graph"]

STUB_M = 10.0
"""Length of the stretch that is kept where all companies lie at one place; enough to see and to hang on."""
SMOOTH_M = (4.0, 2.0, 1.0, 0.5, 0.25)
"""Tolerances with which a route is straightened: the first that stays clear of all walls."""


def candidate_routes(
    footprints: Sequence[Polygon],
    points: Mapping[str, Point],
    *,
    clearance_m: float = 1.0,
    margin_m: float = 25.0,
    step_m: float = 4.0,
    neighbours: int = 2,
) -> tuple[Street, ...]:
    """Routes halfway between the buildings that connect all points, as streets of kind ``route``.

    The routes are connected and keep half of ``clearance_m`` away from every building. From each point (the location
    of a company) a straight service can be drawn to a route without crossing the building of another, unless the
    point's building is enclosed on all sides. Kept are the shortest tree that joins the points and the shortest paths
    from each point to its nearest ``neighbours``, so that a choice of routes remains. Coordinates in m (RD New). The
    answer depends neither on the order of the buildings nor on that of the points. No points, no routes.
    """
    if not points:
        return ()
    middle = skeleton(footprints, list(points.values()), clearance_m=clearance_m, margin_m=margin_m, step_m=step_m)
    anchors = _anchors(middle, footprints, points)
    graph = _graph(_wanted(middle, anchors, neighbours))
    walls = grown(footprints, clearance_m / 2)
    shapely.prepare(walls)
    lines = [_straightened(middle.xy[chain], np.isin(chain, anchors), walls) for chain in _chains(graph)]
    lines.sort(key=lambda line: list(line.coords))
    return tuple(Street(f"route-{n}", line, "route") for n, line in enumerate(lines, start=1))


def _anchors(middle: Skeleton, footprints: Sequence[Polygon], points: Mapping[str, Point]) -> NDArray[np.intp]:
    """For each point the nearest place on the skeleton that sees its building, sorted and unique."""
    index = footprints_of(footprints)
    starts = shapely.points(middle.xy)
    targets = [target_of(index, point) for point in points.values()]
    found = [nearest_free(index, starts, target, own=own)[0] for target, own in targets]
    return np.unique(np.array(found, dtype=np.intp))


def _wanted(middle: Skeleton, anchors: NDArray[np.intp], neighbours: int) -> Pairs:
    """The pieces on the shortest tree and the shortest paths to near neighbours; shape (pieces, 2)."""
    far_m, before = dijkstra(middle.matrix(), directed=False, indices=anchors, return_predecessors=True)
    if len(anchors) == 1:
        end = np.argmin(np.where(far_m[0] < STUB_M, np.inf, far_m[0])) if far_m.max() >= STUB_M else far_m.argmax()
        return np.array(sorted(_path(before[0], anchors[0], int(end))), dtype=np.intp)
    between_m = far_m[:, anchors]
    tree = minimum_spanning_tree(csr_array(between_m)).tocoo()
    near = np.argsort(between_m, axis=1, kind="stable")[:, 1 : 1 + neighbours]
    pairs = {*zip(tree.row.tolist(), tree.col.tolist(), strict=True)}
    pairs |= {(i, j) for i, row in enumerate(near.tolist()) for j in row}
    steps = {step for i, j in sorted(pairs) for step in _path(before[i], anchors[i], anchors[j])}
    return np.array(sorted(steps), dtype=np.intp)


def _path(before: NDArray[np.int32], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The steps of a shortest path, each as (lower, higher) point."""
    while end != start:
        previous = int(before[end])
        yield min(previous, int(end)), max(previous, int(end))
        end = previous


def _graph(ends: Pairs) -> "nx.Graph[int]":
    """The wanted pieces as a graph of skeleton points."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from(ends.tolist())
    return graph


def _chains(graph: "nx.Graph[int]") -> Iterator[list[int]]:
    """All stretches between junctions or dead ends; a loop without junctions is cut at its first point."""
    left = graph.copy()
    stops = {n for n in graph if graph.degree(n) != 2}
    for part in nx.connected_components(graph):
        if not stops & part:
            stops.add(min(part))
    for stop in sorted(stops):
        for step in sorted(left[stop]):
            if left.has_edge(stop, step):
                chain = [stop, step]
                while chain[-1] not in stops:
                    chain.append(next(n for n in graph[chain[-1]] if n != chain[-2]))
                left.remove_edges_from(pairwise(chain))
                yield chain


def _straightened(xy: NDArray[np.float64], fixed: NDArray[np.bool_], walls: BaseGeometry) -> LineString:
    """The chain with as few bends as the walls allow; ends and fixed places stay, so that they keep their view."""
    stays = np.flatnonzero(fixed | (np.arange(len(xy)) % (len(xy) - 1) == 0))
    bends = [xy[:1]]
    for first, last in pairwise(stays):
        bends.append(_straight(LineString(xy[first : last + 1]), walls)[1:])
    coordinates = np.vstack(bends)
    if tuple(coordinates[-1]) < tuple(coordinates[0]):
        coordinates = coordinates[::-1]
    return LineString(np.round(coordinates, 3))


def _straight(line: LineString, walls: BaseGeometry) -> NDArray[np.float64]:
    """Coordinates of one stretch, straightened as far as it stays clear of the walls."""
    options = (line.simplify(tolerance_m) for tolerance_m in SMOOTH_M)
    clear = next((option for option in options if not walls.intersects(option)), line)
    coordinates: NDArray[np.float64] = shapely.get_coordinates(clear)
    return coordinates
