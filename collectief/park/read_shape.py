"""Turns a drawn shape into a sound polygon or line in the Netherlands, and says what was repaired."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from collectief.park.check_words import Spot
from collectief.text import Text

NETHERLANDS_M = (-7_000.0, 289_000.0, 300_000.0, 629_000.0)
"""Bounds of RD New (x from, y from, x to, y to): outside these it is not defined."""
REASONS = {
    "Self-intersection": Text(nl="de rand kruist zichzelf", en="the edge crosses itself"),
    "Ring Self-intersection": Text(nl="de rand raakt zichzelf", en="the edge touches itself"),
    "Too few points in geometry component": Text(nl="te weinig punten", en="too few points"),
    "Hole lies outside shell": Text(nl="een gat ligt buiten de rand", en="a hole lies outside the edge"),
}
PLACES = (Point, MultiPoint, Polygon, MultiPolygon)
NO_SIZE = Text(nl="er blijft niets van over", en="nothing is left of it")
NO_NUMBER = Text(nl="een coördinaat is geen getal", en="a coordinate is not a number")


def area_shape(shape: BaseGeometry | None, spot: Spot) -> Polygon | MultiPolygon | None:
    """The surface that was drawn, made valid where it crosses itself; None with a finding where nothing is left."""
    if shape is None or not _usable(shape, (Polygon, MultiPolygon), spot=spot):
        return None
    if not shape.is_valid:
        shape = _repaired(shape, spot)
    if shape is None or shape.area <= 0:
        if shape is not None:
            spot.say("geometry_broken", reason=NO_SIZE)
        return None
    parts = shapely.get_parts(shape)
    return shape if len(parts) > 1 else parts[0]


def one_polygon(shape: BaseGeometry | None, spot: Spot) -> Polygon | None:
    """The polygon that was drawn; the largest part where there are more, with a finding."""
    surface = area_shape(shape, spot)
    if not isinstance(surface, MultiPolygon):
        return surface
    largest = max(surface.geoms, key=lambda part: float(part.area))
    used = Text(nl=f"het grootste deel van {largest.area:.0f} m2", en=f"the largest part of {largest.area:.0f} m2")
    count = len(surface.geoms)
    spot.say("geometry_parts", before=f"{count}", after=f"1 ({largest.area:.0f} m2)", value=count, used=used)
    return largest


def lines(shape: BaseGeometry | None, spot: Spot) -> tuple[LineString, ...]:
    """The lines that were drawn; pieces that meet end to end are joined, other pieces stay apart with a finding."""
    if shape is None or not _usable(shape, (LineString, MultiLineString), spot=spot):
        return ()
    if isinstance(shape, MultiLineString):
        shape = shapely.line_merge(shape)
    parts = tuple(part for part in shapely.get_parts(shape) if part.length > 0)
    if not parts:
        spot.say("geometry_broken", reason=NO_SIZE)
    if len(parts) > 1:
        used = Text(nl="elk deel als eigen straat", en="each part as a street of its own")
        spot.say("geometry_parts", before=str(len(parts)), after=str(len(parts)), value=len(parts), used=used)
    return parts


def point(shape: BaseGeometry | None, spot: Spot) -> Point | None:
    """The point that was drawn; the first where there are more, with a finding."""
    if shape is None or not _usable(shape, (Point, MultiPoint), spot=spot):
        return None
    first, *others = shapely.get_parts(shape)
    if others:
        used = Text(nl="het eerste punt", en="the first point")
        spot.say("geometry_parts", before=f"{len(others) + 1}", after="1", value=len(others) + 1, used=used)
    return first


def place(shape: BaseGeometry | None, spot: Spot) -> Point | Polygon | MultiPolygon | None:
    """The point or the surface that was drawn; None with a finding where it is neither."""
    if isinstance(shape, PLACES):
        return point(shape, spot) if isinstance(shape, Point | MultiPoint) else area_shape(shape, spot)
    if shape is not None and not shape.is_empty:
        spot.say("geometry_wrong_type", value=shape.geom_type, wanted="Point, Polygon")
    return None


def tell_empty(shapes: Sequence[BaseGeometry | None], ids: Sequence[str], *, spot: Spot) -> None:
    """Say, once for the layer, which rows have no shape."""
    empty = [name for name, shape in zip(ids, shapes, strict=True) if shape is None or shape.is_empty]
    if empty:
        spot.at(spot.where, *empty).say("geometry_missing")


def _usable(shape: BaseGeometry, wanted: tuple[type[BaseGeometry], type[BaseGeometry]], *, spot: Spot) -> bool:
    """Whether a shape is of the right type and lies in the Netherlands; an empty one is told by the layer."""
    if shape.is_empty:
        return False
    if not isinstance(shape, wanted):
        spot.say("geometry_wrong_type", value=shape.geom_type, wanted=wanted[0].__name__)
        return False
    if np.isnan(shapely.get_coordinates(shape)).any():
        spot.say("geometry_broken", reason=NO_NUMBER)
        return False
    west, south, east, north = shape.bounds
    low_x, low_y, high_x, high_y = NETHERLANDS_M
    if west < low_x or south < low_y or east > high_x or north > high_y:
        spot.say("outside_netherlands")
        return False
    return True


def _repaired(shape: BaseGeometry, spot: Spot) -> BaseGeometry | None:
    """The surface that a crossing edge encloses, or None with a finding."""
    reason = shapely.is_valid_reason(shape).split("[")[0]
    words = REASONS.get(reason, Text(nl=reason, en=reason))
    parts = [p for p in shapely.get_parts(shapely.make_valid(shape)) if isinstance(p, (Polygon, MultiPolygon))]
    fixed = shapely.union_all(parts)
    if fixed.is_empty or fixed.area <= 0:
        spot.say("geometry_broken", reason=words)
        return None
    spot.say("geometry_repaired", before=reason, after=f"{fixed.area:.0f} m2", reason=words)
    return fixed
