"""Who can be reached from where: straight lines between a route and a building that cross no other building."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

Geometries = NDArray[Any]
"""Arrays of shapely geometries."""

ROUNDING_M = 0.5
"""Overlap of neighbours in real maps (BAG drawn in whole decimetres, exports in 1e-5 degree): not a crossing."""
NEAREST = 32
"""How many of the nearest lines are looked at together; only a matter of speed."""


@dataclass(frozen=True, slots=True, eq=False)
class Footprints:
    """The footprints of all buildings with their spatial index."""

    polygons: Geometries
    tree: STRtree


def footprints_of(polygons: Sequence[Polygon]) -> Footprints:
    """Index footprints (m, RD New); their order does not matter to any answer."""
    array = np.array(list(polygons), dtype=object)
    return Footprints(array, STRtree(array))


def building_at(footprints: Footprints, point: Point) -> int | None:
    """Index of the smallest building that holds this point; None outside all buildings."""
    found = footprints.tree.query(point, predicate="intersects").tolist()
    sizes = [(footprints.polygons.item(i).area, footprints.polygons.item(i).wkb, i) for i in found]
    return min(sizes)[2] if sizes else None


def target_of(footprints: Footprints, point: Point) -> tuple[BaseGeometry, int | None]:
    """What a service must touch to reach this point, and the index of the building if it is one."""
    own = building_at(footprints, point)
    return (point if own is None else footprints.polygons[own]), own


def is_free(footprints: Footprints, lines: Geometries, own: int | None) -> NDArray[np.bool_]:
    """Whether each line crosses no building but ``own`` over more than ``ROUNDING_M``; shape (lines,)."""
    which, building = footprints.tree.query(lines, predicate="intersects")
    foreign = building != (-1 if own is None else own)
    which, building = which[foreign], building[foreign]
    inside_m = shapely.length(shapely.intersection(lines[which], footprints.polygons[building]))
    free = np.ones(len(lines), dtype=bool)
    free[which[inside_m > ROUNDING_M]] = False
    return free


def nearest_free(
    footprints: Footprints, starts: Geometries, target: BaseGeometry, *, own: int | None
) -> tuple[int, LineString, bool]:
    """The start from which the shortest straight line to ``target`` crosses no other building.

    Returns the index of the start, the line (m) from start to target, and whether it is free. Where a building is
    enclosed on all sides no line is free: then the shortest one is returned with False.
    """
    order = np.argsort(shapely.distance(starts, target), kind="stable")
    for block in range(0, len(order), NEAREST):
        part = order[block : block + NEAREST]
        lines = shapely.shortest_line(starts[part], target)
        free = np.flatnonzero(is_free(footprints, lines, own))
        if len(free):
            return int(part[free[0]]), lines[free[0]], True
    return int(order[0]), shapely.shortest_line(starts[order[0]], target), False
