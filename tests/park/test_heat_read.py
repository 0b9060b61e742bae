"""Dwellings, sources of heat and temperatures: what the map says is read, what is empty is estimated and told."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
from damage import attribute, cells, layer, shape
from good_park import X, Y, good_park, rectangle
from shapely.geometry import LineString, MultiPoint, MultiPolygon, Point
from shapely.geometry.base import BaseGeometry

from collectief.facts import fact
from collectief.park import (
    Dwellings,
    HeatSource,
    Issue,
    Park,
    ResidualHeat,
    check,
    heat_degc,
    inspect,
    read_park,
    write_park,
)
from collectief.park.check_heat import check_heat
from collectief.park.check_words import Spot
from collectief.park.needed_degc import built_degc
from collectief.park.read_heat import dwellings, heat_sources
from collectief.park.read_map import Layer


def home(folder: Path, key: str = "flat") -> Dwellings:
    """One row of dwellings as it is read."""
    return next(one for one in read_park(folder).dwellings if one.id == key)


def source(folder: Path, key: str = "vaart") -> HeatSource:
    """One source as it is read."""
    return next(one for one in read_park(folder).heat_sources if one.id == key)


def found(folder: Path, code: str) -> Issue:
    """The one finding with this code."""
    (issue,) = (issue for issue in check(folder) if issue.code == code)
    return issue


def changed(name: str, **values: Any) -> Callable[[Path], None]:
    """Cells of the first row of a layer with other values."""

    def change(folder: Path) -> None:
        for column, value in values.items():
            attribute(folder, name, column, value)

    return change


# --- what is said ----------------------------------------------------------------------------------------------------
def test_a_park_without_these_layers_has_no_dwellings_and_no_sources(folder: Path) -> None:
    for name in ("woningen", "warmtebronnen"):
        layer(folder, name, lambda _: None)
    park = read_park(folder, strict=True)
    assert (park.dwellings, park.heat_sources) == ((), ())


def test_dwellings_lie_where_they_were_drawn_and_are_reached_inside(folder: Path) -> None:
    flat, row = read_park(folder, strict=True).dwellings
    assert flat.shape.equals_exact(rectangle(40, 5, 30, 12), 0.0)
    assert flat.shape.contains(flat.location)
    assert row.location == Point(X + 80, Y + 10)
    assert row.heat_kwh_each == pytest.approx(61_000 / 6)


def test_a_block_of_several_buildings_is_one_row(folder: Path) -> None:
    shape(folder, "woningen", MultiPolygon([rectangle(40, 5, 10, 10), rectangle(60, 5, 10, 10)]))
    assert home(folder).shape.area == 200.0


def test_a_source_may_give_in_winter_only(folder: Path) -> None:
    assert source(folder, "oven").months == (11, 2)
    changed("warmtebronnen", months="")(folder)
    assert source(folder).months == (1, 12)


def test_a_place_for_a_plant_needs_no_figures(folder: Path) -> None:
    site = source(folder, "centrale")
    assert (site.kind, site.kw, site.degc, site.until) == ("plant_site", 0.0, None, None)


def test_the_year_in_which_heat_may_end_stays_with_the_heat(folder: Path) -> None:
    assert read_park(folder).company("bakker").residual_heat == ResidualHeat(20.0, 45.0, always=True, until=2035)
    cells(folder, {"residual_kw": ""})
    assert "residual_kw" in found(folder, "pair_incomplete").message.en
    assert read_park(folder).company("bakker").residual_heat is None


# --- what is not said ------------------------------------------------------------------------------------------------
def test_heat_that_is_not_filled_in_is_the_key_figure_times_the_dwellings(folder: Path) -> None:
    changed("woningen", heat_kwh=None)(folder)
    each = fact("dwelling.gas_m3").value * fact("gas.kwh_per_m3").value * fact("boiler.efficiency").value
    assert home(folder).heat_kwh == pytest.approx(24 * each)
    assert (home(folder).origin, home(folder, "rij").origin) == ("estimated", "given")
    issue = found(folder, "dwellings_estimated")
    assert issue.ids == ("flat",)
    assert "10928 kWh per woning" in issue.message.nl


def test_what_was_written_as_an_estimate_stays_told_as_one(folder: Path, tmp_path: Path) -> None:
    changed("woningen", heat_kwh=None)(folder)
    again = write_park(read_park(folder), tmp_path / "kopie")
    assert [issue.code for issue in check(again)] == ["estimated_data"]
    assert "rows of dwellings: 1" in found(again, "estimated_data").message.en


def test_a_temperature_that_is_not_filled_in_is_that_of_existing_buildings(folder: Path) -> None:
    layer(folder, "woningen", lambda frame: frame.drop(columns="degc"))
    assert [one.degc for one in read_park(folder).dwellings] == [fact("heat.space_supply_degc").value] * 2
    assert found(folder, "dwellings_estimated").ids == ("flat", "rij")


@pytest.mark.parametrize(
    ("year", "key"),
    [(None, "space"), (1960, "space"), (1991, "space"), (1992, "insulated"), (2014, "insulated"), (2015, "low")],
)
def test_a_building_needs_what_its_year_was_made_for(year: int | None, key: str) -> None:
    assert built_degc(year) == fact(f"heat.{key}_supply_degc").value


def test_a_company_needs_what_its_largest_building_of_known_year_needs_unless_it_says_so() -> None:
    park = good_park()
    baker, garage = park.company("bakker"), park.company("garage")
    assert heat_degc(park, garage) == 80.0
    silent = replace(baker, heat_degc=None)
    assert heat_degc(park, silent) == built_degc(1995)
    old = replace(park.buildings[0], id="oud", floor_m2=900.0, year=1950)
    unknown = replace(old, id="groot", floor_m2=5_000.0, year=None)
    assert heat_degc(replace(park, buildings=(*park.buildings, old, unknown)), silent) == built_degc(1995)
    larger = replace(old, floor_m2=1_200.0)
    assert heat_degc(replace(park, buildings=(*park.buildings, larger)), silent) == built_degc(1950)


def test_estimated_temperatures_are_told_once_and_of_who_burns_gas_only(folder: Path) -> None:
    cells(folder, {"heat_degc": ""})
    cells(folder, {"heat_degc": ""}, row=2)
    assert found(folder, "heat_degc_estimated").ids == ("bakker", "garage")


def test_a_park_that_says_nothing_of_heat_is_not_asked_for_temperatures(folder: Path) -> None:
    for name in ("woningen", "warmtebronnen"):
        layer(folder, name, lambda _: None)
    cells(folder, {"heat_degc": None})
    assert check(folder) == ()


# --- what is wrong ---------------------------------------------------------------------------------------------------
FLAT = {"id": "flat", "dwellings": 24, "heat_kwh": 180_000.0, "degc": 70.0, "neighbourhood": "BU05180101"}
VAART = {"id": "vaart", "kind": "surface_water", "kw": 400.0, "degc": 17.5, "months": "4-10", "eur_per_kwh": 0.012}
VAART |= {"co2_kg_per_kwh": 0.004}
LAYERS: dict[str, tuple[Callable[[Layer], tuple[Any, ...]], dict[str, Any], BaseGeometry]] = {
    "woningen": (dwellings, FLAT, rectangle(40, 5, 30, 12)),
    "warmtebronnen": (heat_sources, VAART, Point(X + 150, Y + 10)),
}
HERE = object()
"""The shape stays where it is."""


def read(name: str, shape: Any = HERE, **values: Any) -> tuple[tuple[Any, ...], list[Issue]]:
    """What is made of a layer of one row, without a file, and what is found in it."""
    make, row, place = LAYERS[name]
    cells = {**row, **values}
    spot = Spot(f"kaart.gpkg/{name}", [])
    shapes = np.array([place if shape is HERE else shape], dtype=object)
    return make(Layer(tuple(cells), (cells,), shapes, spot)), spot.found


@pytest.mark.parametrize("name", LAYERS)
def test_a_sound_row_has_no_findings(name: str) -> None:
    made, issues = read(name)
    assert (len(made), issues) == (1, [])


WRONG: dict[str, tuple[str, dict[str, Any], str]] = {
    "no dwellings at all": ("woningen", {"dwellings": 0}, "number_absurd"),
    "half a dwelling": ("woningen", {"dwellings": 2.5}, "number_not_whole"),
    "nobody counted": ("woningen", {"dwellings": None}, "value_missing"),
    "heat below nothing": ("woningen", {"heat_kwh": -1.0}, "number_negative"),
    "heat without end": ("woningen", {"heat_kwh": 1e30}, "number_absurd"),
    "heat that is no number": ("woningen", {"heat_kwh": "veel"}, "number_unreadable"),
    "hotter than any heating": ("woningen", {"degc": 343.15}, "number_absurd"),
    "no id": ("warmtebronnen", {"id": None}, "id_missing"),
    "a tag": ("woningen", {"id": "<script>alert(1)</script>"}, "id_invalid"),
    "a path": ("warmtebronnen", {"id": "../vaart"}, "id_invalid"),
    "a kind that is not": ("warmtebronnen", {"kind": "zon"}, "choice_unknown"),
    "no power": ("warmtebronnen", {"kw": None}, "value_missing"),
    "no temperature": ("warmtebronnen", {"degc": None}, "value_missing"),
    "wood for nothing": ("warmtebronnen", {"kind": "biomass", "eur_per_kwh": None}, "value_missing"),
    "euros per MWh": ("warmtebronnen", {"eur_per_kwh": 35.0}, "number_absurd"),
    "grams of CO2": ("warmtebronnen", {"co2_kg_per_kwh": 95.0}, "number_absurd"),
    "an end before all plans": ("warmtebronnen", {"until": 25}, "number_absurd"),
    "a month too many": ("warmtebronnen", {"months": "0-4"}, "months_wrong"),
    "months in words": ("warmtebronnen", {"months": "april-oktober"}, "months_wrong"),
    "no shape": ("woningen", {"shape": None}, "geometry_missing"),
    "a line": ("woningen", {"shape": LineString([(X, Y), (X + 9, Y)])}, "geometry_wrong_type"),
    "a source of m2": ("warmtebronnen", {"shape": rectangle(0, 0, 9, 9)}, "geometry_wrong_type"),
    "in the sea": ("warmtebronnen", {"shape": Point(4.5, 52.0e6)}, "outside_netherlands"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_is_one_error_of_its_row_and_makes_nothing(what: str) -> None:
    name, values, code = WRONG[what]
    made, issues = read(name, **values)
    assert [(issue.severity, issue.code) for issue in issues] == [("error", code)]
    assert made == ()


def test_all_that_is_wrong_with_heat_is_found_in_one_go(folder: Path) -> None:
    changed("woningen", dwellings=0, neighbourhood="x")(folder)
    changed("warmtebronnen", months="x", kw=-1.0)(folder)
    cells(folder, {"heat_degc": "700"})
    assert inspect(folder).park is None
    codes = {issue.code for issue in check(folder)}
    assert {"number_absurd", "neighbourhood_wrong", "months_wrong", "number_negative"} <= codes


@pytest.mark.parametrize("code", ["BU0518", "WK05180101", "BU0518010x", "<b>BU05180101</b>"])
def test_another_word_is_no_code_of_a_neighbourhood(code: str) -> None:
    (made,), issues = read("woningen", neighbourhood=code)
    assert made.neighbourhood == ""
    assert [(issue.severity, issue.code) for issue in issues] == [("warning", "neighbourhood_wrong")]


def test_a_code_of_a_neighbourhood_may_be_written_small() -> None:
    (made,), issues = read("woningen", neighbourhood=" bu05180101 ")
    assert (made.neighbourhood, issues) == ("BU05180101", [])


@pytest.mark.parametrize("name", ["=cmd()", "<img src=x onerror=alert(1)>", "'; DROP TABLE woningen; --"])
def test_a_hostile_label_is_only_a_label(name: str) -> None:
    (made,), issues = read("woningen", label=name)
    assert (made.label, issues) == (name, [])


def test_a_sign_that_nobody_sees_is_no_part_of_a_label() -> None:
    (made,), _ = read("woningen", label="Flat" + chr(7) + " Zuid")
    assert chr(7) not in made.label


def test_of_several_points_the_first_counts() -> None:
    (made,), issues = read("warmtebronnen", shape=MultiPoint([(X + 150, Y + 10), (X + 1, Y + 1)]))
    assert made.place == Point(X + 150, Y + 10)
    assert [(issue.severity, issue.code) for issue in issues] == [("repaired", "geometry_parts")]


@pytest.mark.parametrize("months", ["4-10", "11-3", "1-12", "7-7"])
def test_months_come_back_as_they_were_written(months: str) -> None:
    (made,), _ = read("warmtebronnen", months=months)
    assert "{}-{}".format(*made.months) == months


def held(park: Park) -> list[tuple[str, tuple[str, ...]]]:
    """Code and ids of what the rules on heat find in a park."""
    spot = Spot("kaart.gpkg", [])
    check_heat(park, {c.id: spot.at("bedrijven.csv", c.id) for c in park.companies}, table=spot, map_spot=spot)
    return [(issue.code, issue.ids) for issue in spot.found]


def test_a_sound_park_keeps_the_rules_on_heat() -> None:
    assert held(good_park()) == []


@pytest.mark.parametrize("key", ["bakker", "noord", "park", "rij"])
def test_no_two_things_of_a_park_have_one_id(key: str) -> None:
    park = good_park()
    source = replace(park.heat_sources[0], id=key)
    assert held(replace(park, heat_sources=(source,))) == [("id_taken", (key,))]


@pytest.mark.parametrize("heat_kwh", [180.0, 648.0, 28_560.0], ids=["MWh", "GJ", "m3 of gas"])
def test_another_unit_of_heat_is_noticed(heat_kwh: float) -> None:
    """24 flats of 180 MWh are 648 GJ, or 24 times 1,190 m3 of gas."""
    park = good_park()
    flat = replace(park.dwellings[0], heat_kwh=heat_kwh)
    assert held(replace(park, dwellings=(flat,))) == [("dwelling_heat_odd", ("flat",))]


@pytest.mark.parametrize(("until", "ended"), [(2024, True), (2025, False), (None, False)])
def test_heat_that_ends_before_the_year_of_the_park_is_told(until: int | None, *, ended: bool) -> None:
    park = good_park()
    source = replace(park.heat_sources[0], until=until)
    assert held(replace(park, heat_sources=(source,))) == ([("heat_ended", ("vaart",))] if ended else [])


@pytest.mark.parametrize(("away_m", "told"), [(4_900.0, False), (5_200.0, True)])
def test_what_lies_kilometres_away_is_told(away_m: float, *, told: bool) -> None:
    park = good_park()
    east_m = max(b.footprint.bounds[2] for b in park.background)
    source = replace(park.heat_sources[0], place=Point(east_m + away_m, Y + 70))
    assert held(replace(park, heat_sources=(source,))) == ([("heat_far_away", ("vaart",))] if told else [])


def test_another_known_system_ends_up_in_the_same_place(folder: Path) -> None:
    def degrees(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        return frame.to_crs(4326)

    layer(folder, "warmtebronnen", degrees)
    assert source(folder).place.distance(Point(X + 150, Y + 10)) < 0.01


# --- the game --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("members", [(), ("bakker",), ("drukker", "garage")])
def test_dwellings_and_sources_are_there_whoever_takes_part(members: tuple[str, ...]) -> None:
    park: Park = good_park()
    part = park.only(members)
    assert (part.dwellings, part.heat_sources) == (park.dwellings, park.heat_sources)
