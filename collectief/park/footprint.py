"""One sound footprint from a drawn shape: crossings repaired, one polygon kept, the rest counted."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

ROUND_DECIMALS = 3
"""Coordinates are kept to the millimetre, so that reading what was written gives the same numbers."""
SLIVER_M2 = 0.01
"""Less area than this is not a building but a rest of rounding."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """The polygon (m), whether its line crossed itself, and how many m2 in loose parts were left out."""

    polygon: Polygon
    repaired: bool
    lost_m2: float


def footprint(shape: BaseGeometry | None) -> Footprint | None:
    """The largest sound polygon of a shape; None where there is no area at all.

    >>> bow_tie = Polygon([(0, 0), (4, 4), (4, 0), (0, 2)])
    >>> footprint(bow_tie).repaired
    True
    """
    if shape is None or shape.is_empty or not np.isfinite(shape.bounds).all():
        return None
    flat = shapely.transform(shapely.force_2d(shape), lambda xy: np.round(xy, ROUND_DECIMALS))
    sound = flat if flat.is_valid else shapely.make_valid(flat, method="structure", keep_collapsed=False)
    parts = [part for part in shapely.get_parts(sound) if isinstance(part, Polygon) and part.area > SLIVER_M2]
    if not parts:
        return None
    largest = max(parts, key=lambda part: (part.area, part.wkb))
    return Footprint(largest.normalize(), not flat.is_valid, sum(part.area for part in parts) - largest.area)
