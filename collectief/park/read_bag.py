"""Reads buildings of the BAG (PDOK, as GeoJSON or GeoPackage) and lists what was repaired or left out."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd

from collectief.facts import fact
from collectief.park import bag_row
from collectief.park.bag import BagBuilding
from collectief.park.bag_words import bag_issue, found
from collectief.park.footprint import footprint
from collectief.park.issue import Issue
from collectief.park.read_frame import read_frame

IN_USE = "pand in gebruik"
"""How the status of a building that counts begins; ``Pand in gebruik (niet ingemeten)`` is one of them."""
COMPANY_COLUMNS = ("bedrijf", "company")
WANTED = ("identificatie", "gebruiksdoel", "bouwjaar")
FLOOR_COLUMNS = {"oppervlakte", "oppervlakte_max"}
WHOLE_M2 = 1.0
"""Loose parts smaller than this are rests of rounding and not worth a finding."""
Kinds = defaultdict[str, list[str]]
"""Ids by code of what was found."""


def read_bag(path: Path | str) -> tuple[tuple[BagBuilding, ...], tuple[Issue, ...]]:
    """The buildings in use, in the order of the file, with footprints in RD New, and one finding per kind.

    Columns (any case): identificatie, bouwjaar, gebruiksdoel (joined by commas, may be empty), oppervlakte or
    oppervlakte_min and _max with aantal_verblijfsobjecten, status, and bedrijf or company. Only the geometry is
    required. A file that cannot be used gives no buildings and an error; bad data never raises.
    """
    frame, issues = read_frame(path, ("Polygon",), ("pand", "gebouw"))
    if frame is None:
        return (), tuple(issues)
    where, kinds = Path(path).name, Kinds(list)
    buildings = _first_of_each(_buildings(_lower(frame), kinds), kinds)
    issues += _columns(frame, where) + found(kinds, where)
    if not buildings:
        issues.append(bag_issue("bag_empty", where))
    return buildings, tuple(issues)


def _lower(frame: gpd.GeoDataFrame) -> Iterator[bag_row.Row]:
    """The rows with column names in lower case and the shape as ``geometry``."""
    names = [str(column).lower() for column in frame.columns if column != frame.geometry.name]
    values = frame.drop(columns=frame.geometry.name).itertuples(index=False, name=None)
    for row, shape in zip(values, frame.geometry, strict=True):
        yield dict(zip(names, row, strict=True)) | {"geometry": shape}


def _columns(frame: gpd.GeoDataFrame, where: str) -> list[Issue]:
    """A finding where columns are missing that the estimates rest on."""
    columns = {str(column).lower() for column in frame.columns}
    missing = [column for column in WANTED if column not in columns]
    if not columns & FLOOR_COLUMNS:
        missing.append("oppervlakte")
    return [bag_issue("bag_column_missing", where, missing)] if missing else []


def _buildings(rows: Iterator[bag_row.Row], kinds: Kinds) -> Iterator[BagBuilding]:
    """The buildings that are in use and have an area; the others are noted by kind."""
    for place, row in enumerate(rows, start=1):
        key = bag_row.bag_id(row)
        if not key:
            key = f"pand-{place}"
            kinds["bag_id_made"].append(key)
        status = bag_row.text(row, "status").lower()
        if status and not status.startswith(IN_USE):
            kinds["bag_not_in_use"].append(key)
            continue
        building = _building(key, row, kinds)
        if building is not None:
            yield building


def _building(key: str, row: bag_row.Row, kinds: Kinds) -> BagBuilding | None:
    """One building; None without an area. What it lacks is noted by kind."""
    shape = footprint(row["geometry"])
    if shape is None:
        kinds["bag_geometry_missing"].append(key)
        return None
    floor_m2, exact = bag_row.floor_m2(row)
    year = bag_row.year(row)
    tall = floor_m2 is not None and floor_m2 > shape.polygon.area * fact("from_bag.floors_plausible").value
    noted = {
        "bag_geometry_repaired": shape.repaired,
        "bag_geometry_parts": shape.lost_m2 > WHOLE_M2,
        "bag_year_unknown": year is None,
        "bag_floor_unknown": floor_m2 is None,
        "bag_floor_estimated": not exact,
        "bag_floor_tall": tall,
    }
    for code in (code for code, holds in noted.items() if holds):
        kinds[code].append(key)
    company = bag_row.text(row, *COMPANY_COLUMNS)
    return BagBuilding(key, shape.polygon, bag_row.uses(row), year, floor_m2, exact, bag_row.units(row), company)


def _first_of_each(buildings: Iterator[BagBuilding], kinds: Kinds) -> tuple[BagBuilding, ...]:
    """The first building with each id; later ones are noted."""
    kept: dict[str, BagBuilding] = {}
    for building in buildings:
        if building.id in kept:
            kinds["bag_duplicate"].append(building.id)
        else:
            kept[building.id] = building
    return tuple(kept.values())
