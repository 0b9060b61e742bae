"""Rules on the map: buildings that overlap, roofs, areas of which little is known."""

from collections.abc import Sequence

import numpy as np
from shapely import STRtree

from collectief.park.check_words import Spot
from collectief.park.things import Building, EnergyArea

OVERLAP_M2 = 1.0
"""Walls that touch overlap by less, from the accuracy of the drawing."""
ROOF_SLACK = 1.05
"""A roof may be a little larger than the footprint: slope and eaves."""


def check_buildings(buildings: Sequence[Building], spot: Spot) -> None:
    """Say which buildings overlap and which roofs are larger than their building."""
    for building in buildings:
        footprint_m2 = float(building.footprint.area)
        if building.roof_m2 > ROOF_SLACK * footprint_m2:
            at = spot.at(spot.where, building.id)
            at.say("roof_larger", "roof_m2", value=building.roof_m2, footprint_m2=footprint_m2)
    shapes = [building.footprint for building in buildings]
    pairs = STRtree(shapes).query(shapes, predicate="intersects").T if shapes else np.empty((0, 2), dtype=int)
    for one, other in sorted((int(a), int(b)) for a, b in pairs if a < b):
        overlap_m2 = float(shapes[one].intersection(shapes[other]).area)
        if overlap_m2 > OVERLAP_M2:
            at = spot.at(spot.where, buildings[one].id, buildings[other].id)
            at.say("footprints_overlap", overlap_m2=overlap_m2)


def check_areas(areas: Sequence[EnergyArea], spot: Spot) -> None:
    """Say of which areas the capacity or the load of others is unknown."""
    for field in ("offtake_capacity_kw", "feed_in_capacity_kw"):
        unknown = [area.id for area in areas if getattr(area, field) is None]
        if unknown:
            spot.at(spot.where, *unknown).say("area_without_capacity", field)
    unknown = [area.id for area in areas if area.others_kw is None and area.others_peak_kw is None]
    if unknown:
        spot.at(spot.where, *unknown).say("area_others_unknown", "others_peak_kw")
