"""The middle of the open space between buildings, as a network of points and straight pieces.

The Voronoi diagram of points on all walls runs halfway between the walls; what is left of it outside the buildings
is the (discrete) medial axis of the open space: where a street, or at least a trench, would fit best.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Voronoi
from shapely import STRtree
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

Coordinates = NDArray[np.float64]
Pairs = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Skeleton:
    """Points ``xy``, shape (points, 2) in m, and pieces between them: ``ends``, shape (pieces, 2), ``length_m``."""

    xy: Coordinates
    ends: Pairs
    length_m: NDArray[np.float64]

    def matrix(self) -> csr_array:
        """Symmetric sparse matrix of lengths, shape (points, points)."""
        size = len(self.xy)
        both = np.vstack([self.ends, self.ends[:, ::-1]])
        return csr_array((np.tile(self.length_m, 2), (both[:, 0], both[:, 1])), shape=(size, size))


def grown(footprints: Sequence[Polygon], distance_m: float) -> BaseGeometry:
    """All buildings together, grown by a distance, without courtyards: nothing enclosed can be reached by street."""
    solid = [Polygon(f.exterior) for f in sorted(footprints, key=lambda f: f.wkb)]
    merged = shapely.union_all(shapely.buffer(np.array(solid, dtype=object), distance_m, quad_segs=2))
    return shapely.union_all([Polygon(part.exterior) for part in shapely.get_parts(merged)])


def wall_points(geometry: BaseGeometry, step_m: float) -> Coordinates:
    """Points at most ``step_m`` apart along all boundaries, sorted and unique to 0.01 m; shape (points, 2)."""
    dense = shapely.segmentize(shapely.boundary(geometry), step_m)
    unique: Coordinates = np.unique(np.round(shapely.get_coordinates(dense), 2), axis=0)
    return unique


def world(footprints: Sequence[Polygon], points: Sequence[Point], margin_m: float) -> BaseGeometry:
    """The area in which routes may run: the hull of everything and a margin around it."""
    return shapely.union_all([*footprints, *points]).convex_hull.buffer(margin_m, quad_segs=4)


def _pieces(diagram: Voronoi, area: BaseGeometry, walls: BaseGeometry) -> Pairs:
    """The sides of the Voronoi cells inside the area and outside the walls; shape (pieces, 2)."""
    ends = np.array([r for r in diagram.ridge_vertices if min(r) >= 0], dtype=np.intp).reshape(-1, 2)
    lines = shapely.linestrings(diagram.vertices[ends])
    shapely.prepare(area)
    keep = shapely.covers(area, lines)
    keep[STRtree(lines).query(shapely.get_parts(walls), predicate="intersects")[1]] = False
    kept: Pairs = ends[keep]
    return kept


def _largest(xy: Coordinates, ends: Pairs) -> Skeleton:
    """Only the connected part with the greatest length: courtyards and cracks between walls fall off."""
    length_m = np.linalg.norm(xy[ends[:, 0]] - xy[ends[:, 1]], axis=1)
    whole = csr_array((length_m + 1.0, (ends[:, 0], ends[:, 1])), shape=(len(xy), len(xy)))
    part = connected_components(whole, directed=False)[1]
    total_m = np.bincount(part[ends[:, 0]], weights=length_m)
    keep = part[ends[:, 0]] == total_m.argmax()
    used, renamed = np.unique(ends[keep], return_inverse=True)
    return Skeleton(xy[used], renamed.reshape(-1, 2), length_m[keep])


def skeleton(
    footprints: Sequence[Polygon],
    points: Sequence[Point],
    *,
    clearance_m: float = 1.0,
    margin_m: float = 25.0,
    step_m: float = 4.0,
) -> Skeleton:
    """Connected middle lines of the open space around ``footprints`` (m), from the hull of everything + margin.

    Pieces stay at least half of ``clearance_m`` away from every wall. ``step_m`` is the distance between the sampled
    wall points: passages narrower than that may close. The outcome does not depend on the order of the buildings.
    """
    area = world(footprints, points, margin_m)
    sites = [wall_points(area, step_m)]
    if footprints:
        sites.append(wall_points(grown(footprints, clearance_m), step_m))
    diagram = Voronoi(np.unique(np.vstack(sites), axis=0))
    return _largest(diagram.vertices, _pieces(diagram, area, grown(footprints, clearance_m / 2)))
