"""Where on the map a shape is pointed at: the middle of a line, or of the box around anything else."""

import math

import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry


def middle_of(shape: BaseGeometry) -> tuple[float, float] | None:
    """The middle of a shape (x, y), in the units of its coordinates; None where it has no coordinates that are numbers.

    >>> middle_of(LineString([(0, 0), (10, 0), (10, 4)]))
    (7.0, 0.0)
    """
    west, south, east, north = shapely.bounds(shape).tolist()
    if not all(math.isfinite(one) for one in (west, south, east, north)):
        return None
    if isinstance(shape, LineString) and 0 < shape.length < math.inf:
        halfway = shape.interpolate(0.5, normalized=True)
        return float(halfway.x), float(halfway.y)
    return (west + east) / 2, (south + north) / 2
