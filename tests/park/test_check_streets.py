"""What the checks say of streets: only what is odd, and where on the map it is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from damage import attribute, shape
from good_park import X, Y, good_park
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon, box

from collectief.park import Building, Issue, Park, Street, inspect
from collectief.park.check_streets import check_streets
from collectief.park.check_words import Spot
from collectief.park.dwellings import Dwellings
from collectief.park.heat_source import HeatSource
from collectief.park.write_map import write_map

Line = list[tuple[float, float]]


def found(
    *streets: Street,
    ends: Mapping[str, Point] | None = None,
    walls: Sequence[Polygon] = (),
    more: Mapping[str, Any] | None = None,
) -> list[Issue]:
    """What is said of these streets, with companies at these places, buildings of others, and ``more`` of a park."""
    some = good_park().companies[0]
    park = Park(
        "p",
        "P",
        companies=tuple(replace(some, id=key, location=at) for key, at in (ends or {}).items()),
        buildings=(),
        streets=streets,
        areas=(),
        background=tuple(Building(f"w{n}", "", wall, 1.0, 1.0) for n, wall in enumerate(walls)),
        **(more or {}),
    )
    spot = Spot("kaart", [])
    check_streets(park, spot)
    return spot.found


def street(name: str, *places: tuple[float, float], kind: str = "street") -> Street:
    return Street(name, LineString(places), kind)


def only(issues: list[Issue], code: str) -> Issue:
    (one,) = (issue for issue in issues if issue.code == code)
    return one


# A street that ends 2 m short of another, and a way round of 160 m:
#
#   main  0 ------------- 50 ------------- 100     y = 0
#                          : 2 m
#                         side                     y = -2 to -40
MAIN = street("main", (0, 0), (100, 0))
SIDE = street("side", (50, -2), (50, -40))


def test_a_street_that_ends_just_short_of_another_is_named_with_both_and_its_place() -> None:
    one = only(found(MAIN, SIDE), "streets_nearly_meet")
    assert one.ids == ("main", "side")
    assert one.place == (50.0, -2.0)
    assert "2 m" in one.message.nl
    assert one.message.nl.endswith("Plaats: x 50, y -2 (RD).")
    assert one.message.en.endswith("Place: x 50, y -2 (RD).")
    assert one.as_dict()["place"] == [50.0, -2.0]


def test_it_is_told_also_where_there_is_a_way_round_but_once() -> None:
    tip = street("tip", (50, 2), (50, 40))
    bend = street("bend", (50, -40), (0, -40), (0, 40), (50, 40))
    codes = [(i.code, i.ids) for i in found(tip, street("low", (50, -2), (50, -40)), bend)]
    assert codes == [("streets_nearly_meet", ("low", "tip"))]


@pytest.mark.parametrize(
    ("streets", "walls"),
    [
        ((MAIN, street("side", (50, 0), (50, -40))), ()),
        ((MAIN, street("side", (50, -0.4), (50, -40))), ()),
        ((MAIN, street("hook", (50, 0), (50, -10), (60, -10), (60, -3))), ()),
        ((MAIN, street("far", (50, -6), (50, -40)), street("round", (50, -40), (100, -40), (100, 0))), ()),
        ((MAIN, SIDE, street("canal", (0, -1), (100, -1), kind="water"), street("r", (50, -40), (0, -40), (0, 0))), ()),
        ((MAIN, SIDE, street("r", (50, -40), (0, -40), (0, 0))), (box(40, -1.5, 60, -0.5),)),
    ],
    ids=["it meets", "within the snap", "round the corner", "far", "water between", "a wall between"],
)
def test_ends_that_are_no_mistake_are_not_told(streets: tuple[Street, ...], walls: Sequence[Polygon]) -> None:
    assert found(*streets, walls=walls) == []


def test_an_island_names_its_companies_and_where_they_are() -> None:
    island = street("island", (0, -100), (60, -100))
    ends = {"a": Point(10, 5), "b": Point(90, 5), "c": Point(20, -105), "d": Point(40, -105), "e": Point(50, 5)}
    issues = found(MAIN, island, ends=ends)
    one = only(issues, "company_unreachable")
    assert one.ids == ("c", "d")
    assert one.place == (30.0, -105.0)
    assert only(issues, "streets_disconnected").ids == ("island",)


def test_a_source_and_dwellings_that_no_pipe_reaches_are_named_by_their_layer() -> None:
    island = street("island", (0, -100), (60, -100))
    far = HeatSource("put", "ground", Point(20, -105), kw=50.0, degc=12.0)
    flat = Dwellings("flat", 40, 320_000.0, 70.0, Point(40, -105))
    near = HeatSource("sloot", "surface_water", Point(20, 5), kw=50.0, degc=8.0)
    one = only(
        found(MAIN, island, ends={"a": Point(10, 5)}, more={"heat_sources": (far, near), "dwellings": (flat,)}),
        "company_unreachable",
    )
    assert one.ids == ("warmtebronnen/put", "woningen/flat")


def test_a_ban_that_cuts_a_company_off_is_told() -> None:
    gate = Street("gate", LineString([(100, 0), (120, 0)]), heat_pipe="forbidden")
    ends = {"a": Point(10, 5), "b": Point(90, 5), "c": Point(150, 5)}
    issues = found(MAIN, gate, street("behind", (120, 0), (200, 0)), ends=ends)
    assert [(i.code, i.ids) for i in issues] == [("company_unreachable", ("c",))]


def test_a_service_through_a_building_of_another_is_told_at_that_service() -> None:
    ring = box(40, 10, 80, 50).difference(box(50, 20, 70, 40))
    one = only(found(MAIN, ends={"a": Point(60, 30)}, walls=(ring,)), "service_through_building")
    assert one.ids == ("a",)
    assert one.place == (60.0, 15.0)


def test_a_street_that_crosses_itself_says_where() -> None:
    knot = street("knot", (0, 0), (100, 0), (100, 50), (50, 50), (50, -50))
    assert only(found(knot), "street_crosses_itself").place == (50.0, 0.0)
    assert found(street("ring", (0, 0), (100, 0), (100, 50), (0, 0))) == []


def test_a_street_drawn_twice_is_told_whether_exactly_or_nearly() -> None:
    again = street("again", (20, 0), (80, 0))
    nearly = street("nearly", (20, 1), (80, 1.5))
    assert only(found(MAIN, again), "streets_overlap").place == (50.0, 0.0)
    assert "streets_alongside" in {i.code for i in found(MAIN, nearly)}
    lanes = (MAIN, street("lane", (0, 8), (100, 8)), street("l", (0, 0), (0, 8)))
    assert found(*lanes) == [], "two lanes of one road lie further apart"


def test_a_bad_value_in_the_layer_says_which_street_and_where_its_middle_is(folder: Path) -> None:
    attribute(folder, "straten", "surface", "zand", 0)
    one = only(list(inspect(folder).issues), "choice_default")
    assert (one.ids, one.place) == (("dorpsstraat",), (X + 65, Y + 35))
    attribute(folder, "straten", "heat_pipe", "nooit", 1)
    wrong = only(list(inspect(folder).issues), "choice_unknown")
    assert (wrong.ids, wrong.severity, wrong.place) == (("zijweg",), "error", (X + 100, Y + 17.5))
    assert inspect(folder).park is None, "a ban that cannot be read must not be passed over"


def test_a_street_without_length_is_left_out_and_the_rest_stays(folder: Path) -> None:
    shape(folder, "straten", LineString([(X + 120, Y), (X + 120, Y)]), row=1)
    inspection = inspect(folder)
    assert only(list(inspection.issues), "street_without_length").place == (X + 120, Y)
    assert inspection.park is not None
    assert [s.id for s in inspection.park.streets] == ["dorpsstraat", "spoor"]


def test_surfaces_are_asked_for_only_where_others_have_one() -> None:
    side, canal = street("side", (50, 0), (50, -40)), street("canal", (0, -60), (100, -60), kind="water")
    assert found(MAIN, side, canal) == []
    one = only(found(replace(MAIN, surface="soft"), side, canal), "surface_unknown")
    assert (one.ids, one.place) == (("side",), (50.0, -20.0))


def test_columns_that_say_nothing_are_not_written(tmp_path: Path) -> None:
    full = good_park()
    plain = replace(full, streets=tuple(Street(s.id, s.line, s.kind) for s in full.streets))
    for park, columns in ((full, {"id", "kind", "surface", "heat_pipe", "heat_dn"}), (plain, {"id", "kind"})):
        write_map(park, tmp_path / "kaart.gpkg")
        written = gpd.read_file(tmp_path / "kaart.gpkg", layer="straten")
        assert set(written.columns) == {*columns, "geometry"}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=6), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=3),
)
def test_whatever_is_drawn_is_told_with_its_place_and_never_fails(lines: list[Line], places: Line) -> None:
    streets = [Street(f"s{n}", LineString([(5 * x, 5 * y) for x, y in line])) for n, line in enumerate(lines)]
    kept = [s for s in streets if s.line.length > 0]
    ends = {f"c{n}": Point(at) for n, at in enumerate(places)}
    issues = found(*kept, ends=ends)
    assert all(issue.place is not None for issue in issues)
    assert issues == found(*kept[::-1], ends=dict(reversed(ends.items())))
