"""Rules on heat: ids, places and amounts of dwellings and sources, what has ended, temperatures that are estimates."""

from collections.abc import Mapping

from shapely import STRtree
from shapely.geometry import Point

from collectief.facts import fact
from collectief.park.check_words import Spot, shown
from collectief.park.read_heat import DWELLINGS, SOURCES
from collectief.park.things import Park

FAR_M = 5_000.0
"""Farther from every building than any pipe of a park goes: a slip in the coordinates."""
RESERVED = "park"


def check_heat(park: Park, rows: Mapping[str, Spot], *, table: Spot, map_spot: Spot) -> None:
    """Say what does not fit; the spots gather it: of the row of each company, of their table and of the map."""
    layers = {name: map_spot.at(f"{map_spot.where}/{name}") for name in (DWELLINGS, SOURCES)}
    places = {one.id: one.location for one in park.dwellings}, {one.id: one.place for one in park.heat_sources}
    taken = {RESERVED, *rows, *(area.id for area in park.areas)}
    for at, found in zip(layers.values(), places, strict=True):
        _tell_taken([key for key in found if key in taken], at)
        _tell_far(park, found, at)
        taken |= set(found)
    _tell_amounts(park, layers[DWELLINGS])
    for source in park.heat_sources:
        _tell_ended(source.until, park, layers[SOURCES].at(layers[SOURCES].where, source.id), field="until")
    for company in park.companies:
        if company.residual_heat is not None:
            _tell_ended(company.residual_heat.until, park, rows[company.id], field="residual_until")
    _tell_estimated(park, table)


def _tell_taken(ids: list[str], spot: Spot) -> None:
    for key in ids:
        spot.at(spot.where, key).say("id_taken", "id", value=shown(key))


def _tell_far(park: Park, places: Mapping[str, Point], spot: Spot) -> None:
    """Say which lie far from every building."""
    shapes = [b.footprint for b in (*park.buildings, *park.background)]
    if not shapes or not places:
        return
    _, distances = STRtree(shapes).query_nearest(list(places.values()), return_distance=True, all_matches=False)
    for key, distance_m in zip(places, distances, strict=True):
        if distance_m > FAR_M:
            spot.at(spot.where, key).say("heat_far_away", distance_km=float(distance_m) / 1000)


def _tell_amounts(park: Park, spot: Spot) -> None:
    """Say which dwellings use so little or so much that it is another unit."""
    low, high = fact("dwelling.least_kwh").value, fact("dwelling.most_kwh").value
    for one in park.dwellings:
        if not low <= one.heat_kwh_each <= high:
            at = spot.at(spot.where, one.id)
            at.say("dwelling_heat_odd", "heat_kwh", value=one.heat_kwh_each, low=low, high=high)


def _tell_ended(until: int | None, park: Park, spot: Spot, *, field: str) -> None:
    if until is not None and until < park.year.year:
        spot.say("heat_ended", field, value=until, year=park.year.year)


def _tell_estimated(park: Park, spot: Spot) -> None:
    """Say of whom the temperature is an estimate, where the park shows that it thinks of a network."""
    asked = park.dwellings or park.heat_sources or any(c.heat_degc is not None for c in park.companies)
    unknown = [c.id for c in park.companies if c.heat_degc is None and c.gas_m3 > 0]
    if asked and unknown:
        spot.at(spot.where, *unknown).say(
            "heat_degc_estimated", "heat_degc", value=round(fact("heat_pump.supply_degc").value)
        )
