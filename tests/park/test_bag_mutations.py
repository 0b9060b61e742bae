"""Buildings of the BAG and streets under damage: told, never a failure, and no other number than is written."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutation import Mutation, Numeral, assert_told, damaged, damages, examples, numerals
from test_bag_read import HALL, pand, whole, written

from collectief.park import errors
from collectief.park.bag import BagBuilding
from collectief.park.bag_words import WORDS
from collectief.park.issue import Issue
from collectief.park.read_bag import read_bag
from collectief.park.read_streets import read_streets

pytestmark = pytest.mark.slow

SHAPES = {"a": [[195_000, 472_000], [195_100, 472_000]], "b": [[195_100, 472_000], [195_100, 472_090]]}
LINES = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"id": name}, "geometry": {"type": "LineString", "coordinates": points}}
        for name, points in SHAPES.items()
    ],
}
"""Two streets in RD New."""


def buildings(folder: Path, **properties: object) -> Path:
    rows = [pand(HALL, **whole(str(n), **properties)) for n in range(1, 4)]
    path = written(folder, rows)
    path.write_text(path.read_text(encoding="utf-8").replace("}, {", "},\n{"), encoding="utf-8")
    return path


def told(issues: tuple[Issue, ...], path: Path) -> None:
    assert_told(issues, WORDS, changes=False)
    assert {issue.where for issue in issues} <= {path.name}


@examples(15)
@given(changes=damages(lines=20))
def test_no_damage_to_buildings_makes_reading_fail(tmp_path: Path, changes: list[Mutation]) -> None:
    path = buildings(tmp_path)
    path.write_bytes(damaged(path.read_bytes(), changes))
    found, issues = read_bag(path)
    told(issues, path)
    assert found or errors(issues)
    assert all(building.footprint.is_valid and building.footprint_m2 > 0 for building in found)


@examples(15)
@given(changes=damages(lines=20))
def test_no_damage_to_streets_makes_reading_fail(tmp_path: Path, changes: list[Mutation]) -> None:
    path = tmp_path / "straten.geojson"
    path.write_bytes(damaged(json.dumps(LINES, indent=0).encode(), changes))
    found, issues = read_streets(path)
    told(issues, path)
    assert found or errors(issues)


@examples(15)
@given(floor=numerals, year=numerals, units=numerals, typed=st.booleans())
def test_a_number_of_the_bag_is_taken_as_it_is_written_or_told_as_unknown(
    tmp_path: Path, floor: Numeral, year: Numeral, units: Numeral, typed: bool
) -> None:
    def put(one: Numeral) -> object:
        return one.value if typed else one.text

    given_ones = {"oppervlakte": put(floor), "bouwjaar": put(year), "aantal_verblijfsobjecten": put(units)}
    found, issues = read_bag(buildings(tmp_path, **given_ones))
    first: BagBuilding = found[0]
    codes = {issue.code for issue in issues}
    meant = [one.value if typed else one.means(one.mark) for one in (floor, year, units)]
    assert first.floor_m2 in (None, meant[0])
    assert first.year in (None, meant[1])
    assert first.units in (None, meant[2])
    assert (first.floor_m2 is None) == ("bag_floor_unknown" in codes)
    assert (first.year is None) == ("bag_year_unknown" in codes)


def test_streets_of_which_none_is_a_line_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "straten.geojson"
    at_one_point = json.dumps(LINES).replace("195100", "195000").replace("472090", "472000")
    path.write_text(at_one_point, encoding="utf-8")
    found, issues = read_streets(path)
    assert found == ()
    assert [issue.code for issue in errors(issues)] == ["bag_empty"]
