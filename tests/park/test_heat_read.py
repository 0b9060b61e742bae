"""Dwellings, sources of heat and temperatures: what the map says is read, what is empty is estimated and told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from damage import attribute, cells, layer, shape
from good_park import X, Y, good_park, rectangle
from shapely.geometry import LineString, MultiPoint, MultiPolygon, Point

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

FLAT, RIJ = good_park().dwellings


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


def test_a_code_of_a_neighbourhood_may_be_written_small(folder: Path) -> None:
    changed("woningen", neighbourhood=" bu05180101 ")(folder)
    assert home(folder).neighbourhood == "BU05180101"


@pytest.mark.parametrize("code", ["BU0518", "WK05180101", "BU0518010x", "<b>BU05180101</b>"])
def test_another_word_is_no_code_of_a_neighbourhood(code: str, folder: Path) -> None:
    changed("woningen", neighbourhood=code)(folder)
    assert home(folder).neighbourhood == ""
    assert found(folder, "neighbourhood_wrong").severity == "warning"


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
def test_a_company_needs_what_its_building_was_made_for(year: int | None, key: str, folder: Path) -> None:
    cells(folder, {"heat_degc": ""})
    attribute(folder, "gebouwen", "year", year)
    park = read_park(folder)
    assert heat_degc(park, park.company("bakker")) == fact(f"heat.{key}_supply_degc").value
    assert heat_degc(park, park.company("garage")) == 80.0


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
WRONG: dict[str, tuple[Callable[[Path], Any], str]] = {
    "no dwellings at all": (changed("woningen", dwellings=0), "number_absurd"),
    "half a dwelling": (changed("woningen", dwellings=2.5), "number_not_whole"),
    "nobody counted": (changed("woningen", dwellings=None), "value_missing"),
    "heat below nothing": (changed("woningen", heat_kwh=-1.0), "number_negative"),
    "heat without end": (changed("woningen", heat_kwh=1e30), "number_absurd"),
    "hotter than any heating": (changed("woningen", degc=343.15), "number_absurd"),
    "a company": (changed("woningen", id="bakker"), "id_taken"),
    "an area": (changed("warmtebronnen", id="noord"), "id_taken"),
    "the park": (changed("warmtebronnen", id="park"), "id_taken"),
    "twice": (changed("woningen", id="rij"), "id_duplicate"),
    "no id": (changed("warmtebronnen", id=None), "id_missing"),
    "a tag": (changed("woningen", id="<script>alert(1)</script>"), "id_invalid"),
    "a path": (changed("warmtebronnen", id="../vaart"), "id_invalid"),
    "a kind that is not": (changed("warmtebronnen", kind="zon"), "choice_unknown"),
    "no power": (changed("warmtebronnen", kw=None), "value_missing"),
    "no temperature": (changed("warmtebronnen", degc=None), "value_missing"),
    "wood for nothing": (changed("warmtebronnen", kind="biomass", eur_per_kwh=None), "value_missing"),
    "euros per MWh": (changed("warmtebronnen", eur_per_kwh=35.0), "number_absurd"),
    "a month too many": (changed("warmtebronnen", months="0-4"), "months_wrong"),
    "months in words": (changed("warmtebronnen", months="april-oktober"), "months_wrong"),
    "no shape": (lambda f: shape(f, "woningen", None), "geometry_missing"),
    "a line": (lambda f: shape(f, "woningen", LineString([(X, Y), (X + 9, Y)])), "geometry_wrong_type"),
    "a source of m2": (lambda f: shape(f, "warmtebronnen", rectangle(0, 0, 9, 9)), "geometry_wrong_type"),
    "in the sea": (lambda f: shape(f, "warmtebronnen", Point(4.5, 52.0e6)), "outside_netherlands"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_is_an_error_of_its_row(what: str, folder: Path) -> None:
    damage, code = WRONG[what]
    damage(folder)
    inspection = inspect(folder)
    assert inspection.park is None
    assert [issue.code for issue in inspection.issues if issue.severity == "error"] == [code]


def test_all_that_is_wrong_with_heat_is_found_in_one_go(folder: Path) -> None:
    changed("woningen", dwellings=0, neighbourhood="x")(folder)
    changed("warmtebronnen", months="x", kw=-1.0)(folder)
    cells(folder, {"heat_degc": "700"})
    codes = {issue.code for issue in check(folder)}
    assert {"number_absurd", "neighbourhood_wrong", "months_wrong", "number_negative"} <= codes


def test_of_several_points_the_first_counts(folder: Path) -> None:
    shape(folder, "warmtebronnen", MultiPoint([(X + 150, Y + 10), (X + 1, Y + 1)]))
    assert source(folder).place == Point(X + 150, Y + 10)
    assert found(folder, "geometry_parts").severity == "repaired"


@pytest.mark.parametrize("heat_kwh", [180.0, 648.0, 28_560.0], ids=["MWh", "GJ", "m3 of gas"])
def test_another_unit_of_heat_is_noticed(heat_kwh: float, folder: Path) -> None:
    """24 flats of 180 MWh are 648 GJ, or 24 times 1,190 m3 of gas."""
    changed("woningen", heat_kwh=heat_kwh)(folder)
    assert found(folder, "dwelling_heat_odd").ids == ("flat",)


@pytest.mark.parametrize("name", ["=cmd()", "<img src=x onerror=alert(1)>", "'; DROP TABLE woningen; --"])
def test_a_hostile_label_is_only_a_label(name: str, folder: Path) -> None:
    changed("woningen", label=name)(folder)
    assert home(folder).label == name


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
