"""Reading a park: what is written comes back, what is empty is filled in, what is wrong is refused."""

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from damage import TABLE, attribute, cells, layer, on_dutch_clock, profile, rows, shape, text, without
from good_park import good_park, quarters, rectangle, week_profile
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from collectief.errors import InvalidPark
from collectief.facts import fact, fuse_kva, sector_row
from collectief.park import Park, check, inspect, read_park, write_park
from collectief.park.read_gaps import filled


def alike(one: Any, other: Any) -> bool:
    """Whether two things are the same, looking into parks, arrays and shapes; shapes point by point."""
    if isinstance(one, np.ndarray):
        return isinstance(other, np.ndarray) and np.array_equal(one, other)
    if isinstance(one, BaseGeometry):
        return bool(one.equals_exact(other, 0.0))
    if is_dataclass(one):
        return type(one) is type(other) and all(
            alike(getattr(one, f.name), getattr(other, f.name)) for f in fields(one)
        )
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(alike(a, b) for a, b in zip(one, other, strict=True))
    return bool(one == other)


def named(park: Park, folder: Path) -> Park:
    """The park as if it was read from this folder."""
    return replace(park, folder=str(folder))


def test_what_is_written_comes_back(folder: Path) -> None:
    assert alike(read_park(folder), named(good_park(), folder))


def test_a_park_that_is_read_and_written_again_is_the_same(folder: Path, tmp_path: Path) -> None:
    second = write_park(read_park(folder), tmp_path / "kopie")
    assert alike(read_park(second), named(good_park(), second))
    assert (second / "weer.txt").read_text(encoding="utf-8") == "reeks\n"


def test_writing_twice_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    second = write_park(read_park(folder), tmp_path / "kopie")
    for file in (f for f in folder.rglob("*") if f.is_file()):
        assert (second / file.relative_to(folder)).read_bytes() == file.read_bytes(), file.name


def test_writing_over_a_park_leaves_no_old_profile_behind(folder: Path) -> None:
    write_park(replace(named(good_park(), folder), profiles={}), folder)
    assert not read_park(folder).profiles


def test_an_estimated_contract_stays_marked_when_written(folder: Path, tmp_path: Path) -> None:
    cells(folder, {"offtake_kw": "", "physical_kva": ""}, row=1)
    park = read_park(folder)
    second = read_park(write_park(park, tmp_path / "kopie"))
    assert second.company("drukker").connection == park.company("drukker").connection
    assert second.company("drukker").connection.origin == "estimated"


def test_a_leap_day_is_dropped(folder: Path, tmp_path: Path) -> None:
    text(folder, "park.toml", "year = 2025", "year = 2024")
    (folder / "profielen" / "gebied_noord.parquet").unlink()
    full = np.arange(len(quarters(2024)), dtype=float) / 1000
    frame = pd.DataFrame({"time": quarters(2024), "kw": full})
    frame.to_parquet(folder / "profielen" / "bakker.parquet")
    kw = read_park(folder).profiles["bakker"]
    assert kw.shape == (35040,)
    assert kw[59 * 96] == full[60 * 96]
    again = write_park(read_park(folder), tmp_path / "kopie")
    assert not [issue for issue in check(again) if issue.severity == "repaired"]


def test_strict_refuses_a_warning_and_carries_all_findings(folder: Path) -> None:
    cells(folder, {"telefoon": "0123", "owner_kind": "maatschap"})
    assert read_park(folder).company("bakker").owner_kind == "bv"
    with pytest.raises(InvalidPark) as refusal:
        read_park(folder, strict=True)
    assert {issue.code for issue in refusal.value.issues} == {"column_unknown", "choice_default"}
    assert "telefoon" in refusal.value.words("nl")


def test_strict_accepts_what_is_only_repaired(folder: Path) -> None:
    cells(folder, {"id": "bakker "})
    assert read_park(folder, strict=True).company("bakker").name.startswith("Bakkerij")


def test_all_errors_are_found_in_one_go(folder: Path) -> None:
    cells(folder, {"sector": "kermis", "gas_m3": "-1", "tariff": "x"})
    shape(folder, "gebouwen", None, row=2)
    text(folder, "park.toml", "seed = 7", "seed = -7")
    expected = {"sector_unknown", "number_negative", "tariff_unknown", "geometry_missing", "setting_wrong"}
    assert expected <= {issue.code for issue in check(folder)}


def test_errors_come_first(folder: Path) -> None:
    cells(folder, {"telefoon": "0123", "id": " bakker", "gas_m3": "-1"})
    assert [issue.severity for issue in check(folder)] == ["error", "repaired", "warning"]


def test_decimal_commas_and_dutch_thousands_need_no_finding(folder: Path) -> None:
    cells(folder, {"gas_m3": "12.000,5", "electricity_kwh": "262800,0"})
    assert not check(folder)
    assert read_park(folder).company("bakker").gas_m3 == 12_000.5


@pytest.mark.parametrize("separator", [",", "\t"])
def test_other_separators_need_no_finding(separator: str, folder: Path) -> None:
    frame = pd.read_csv(folder / TABLE, sep=";", dtype=str)
    frame.to_csv(folder / TABLE, sep=separator, index=False)
    assert alike(read_park(folder, strict=True), named(good_park(), folder))


def test_an_empty_contract_is_estimated_from_use(folder: Path) -> None:
    cells(folder, {"offtake_kw": "", "feed_in_kw": "", "physical_kva": ""}, row=1)
    connection = read_park(folder).company("drukker").connection
    hours = sector_row("wholesale", 1600.0).full_load_hours
    assert connection.offtake_kw == np.ceil(90_000.0 / hours)
    assert connection.feed_in_kw == 0.0
    assert connection.physical_kva == connection.offtake_kw / fact("grid.power_factor").value


def test_a_cable_that_is_not_stated_carries_what_was_agreed_both_ways(folder: Path) -> None:
    cells(folder, {"offtake_kw": "60", "feed_in_kw": "190", "physical_kva": ""}, row=1)
    assert read_park(folder).company("drukker").connection.physical_kva == pytest.approx(200.0)


def test_an_empty_contract_with_a_profile_is_its_peak(folder: Path) -> None:
    cells(folder, {"offtake_kw": ""})
    assert read_park(folder).company("bakker").connection.offtake_kw == 50.0


def test_a_small_connection_follows_its_fuse(folder: Path) -> None:
    cells(folder, {"offtake_kw": "", "feed_in_kw": "", "physical_kva": ""}, row=2)
    connection = read_park(folder, strict=True).company("garage").connection
    fuse = fuse_kva("stedin_2026.KV_3x63A")
    assert (connection.offtake_kw, connection.feed_in_kw, connection.physical_kva) == (fuse, fuse, fuse)


def test_use_follows_from_the_profile(folder: Path) -> None:
    cells(folder, {"electricity_kwh": ""})
    assert read_park(folder, strict=True).company("bakker").electricity_kwh == 12 * 365 * 60.0


def test_an_empty_location_lies_in_the_largest_building(folder: Path) -> None:
    cells(folder, {"x": "", "y": ""})
    park = read_park(folder, strict=True)
    assert park.buildings_of("bakker")[0].footprint.contains(park.company("bakker").location)


def test_an_empty_area_follows_from_the_location(folder: Path) -> None:
    cells(folder, {"area": ""})
    assert read_park(folder, strict=True).company("bakker").area == "noord"


def test_an_empty_roof_is_the_share_of_the_sector(folder: Path) -> None:
    attribute(folder, "gebouwen", "roof_m2", None)
    building = read_park(folder).buildings_of("bakker")[0]
    assert building.roof_m2 == 600.0 * sector_row("wholesale", building.floor_m2).roof_share
    assert building.origin == "estimated"


def test_a_building_of_nobody_is_background(folder: Path) -> None:
    attribute(folder, "gebouwen", "company", "", row=2)
    assert [b.id for b in read_park(folder).background] == ["p3", "p4"]


def test_without_streets_routes_are_derived(folder: Path) -> None:
    layer(folder, "straten", lambda _: None)
    park = read_park(folder)
    assert park.derived_streets
    assert {street.kind for street in park.streets} == {"route"}


def test_another_known_system_ends_up_in_the_same_place(folder: Path) -> None:
    layer(folder, "gebouwen", lambda frame: frame.to_crs(4326))
    moved = read_park(folder).buildings[0].footprint
    assert moved.hausdorff_distance(good_park().buildings[0].footprint) < 0.01


def test_of_separate_parts_the_largest_counts(folder: Path) -> None:
    shape(folder, "gebouwen", MultiPolygon([rectangle(0, 90, 5, 5), rectangle(0, 60, 30, 20)]))
    assert read_park(folder).buildings[0].footprint.area == 600.0


def test_an_area_may_consist_of_parts(folder: Path) -> None:
    parts = MultiPolygon([rectangle(-100, -100, 400, 400), rectangle(900, 900, 50, 50)])
    shape(folder, "gebieden", parts)
    assert read_park(folder, strict=True).area("noord").polygon.area == parts.area


def test_the_order_of_rows_changes_no_company(folder: Path) -> None:
    rows(folder, lambda lines: [lines[0], *reversed(lines[1:])])
    park = read_park(folder, strict=True)
    assert all(alike(park.company(c.id), c) for c in good_park().companies)


def test_times_on_the_dutch_clock_give_the_same_profile(folder: Path) -> None:
    profile(folder, on_dutch_clock)
    assert np.array_equal(read_park(folder).profiles["bakker"], week_profile(10.0, 50.0))


def test_kwh_per_quarter_is_a_quarter_of_kw(folder: Path) -> None:
    profile(folder, lambda frame: pd.DataFrame({"time": frame["time"], "kwh": frame["kw"] / 4}))
    assert np.array_equal(read_park(folder, strict=True).profiles["bakker"], week_profile(10.0, 50.0))


def test_an_hour_that_is_missing_lies_on_a_straight_line(folder: Path) -> None:
    profile(folder, without(23, 3))
    kw = read_park(folder).profiles["bakker"]
    assert kw[22:27].tolist() == [10.0, 20.0, 30.0, 40.0, 50.0]


def test_a_day_that_is_missing_comes_from_other_weeks(folder: Path) -> None:
    profile(folder, without(10 * 96, 96))
    issue = next(issue for issue in check(folder) if issue.code == "profile_gap_filled")
    assert "2025-01-11 00:00" in issue.message.nl
    assert "96" in issue.message.en
    assert np.array_equal(read_park(folder).profiles["bakker"], week_profile(10.0, 50.0))


def test_a_gap_takes_the_mean_of_the_weeks_around_it() -> None:
    week = 7 * 96
    kw = np.repeat([1.0, 2.0, 5.0], week)
    kw[week : week + 96] = np.nan
    assert filled(kw)[week : week + 96].tolist() == [3.0] * 96


def test_the_others_in_an_area_may_come_in_hours_and_feed_in(folder: Path) -> None:
    hours = pd.date_range("2025-01-01", periods=8760, freq="h", tz="+01:00")
    load = np.where(np.arange(8760) % 24 == 12, -300.0, 800.0)
    pd.DataFrame({"time": hours, "kw": load}).to_parquet(folder / "profielen" / "gebied_noord.parquet")
    others_kw = read_park(folder, strict=True).area("noord").others_kw
    assert others_kw is not None
    assert np.array_equal(others_kw, np.repeat(load, 4))


def test_a_name_with_a_formula_is_only_a_name(folder: Path) -> None:
    cells(folder, {"name": "=cmd()"})
    assert read_park(folder, strict=True).company("bakker").name == "=cmd()"


def test_a_link_to_the_network_is_not_a_map(folder: Path) -> None:
    (folder / "kaart.gpkg").write_text("<OGRVRTDataSource></OGRVRTDataSource>", encoding="utf-8")
    assert [issue.code for issue in check(folder) if issue.severity == "error"] == ["file_unreadable"]


@pytest.mark.parametrize("name", ["", "\0", "a" * 5000, "niet/hier"])
def test_a_folder_that_cannot_be_is_a_finding(name: str, tmp_path: Path) -> None:
    inspection = inspect(str(tmp_path / "x") + name)
    assert inspection.park is None
    assert [issue.code for issue in inspection.issues] == ["folder_missing"]


@pytest.mark.parametrize("name", ["park.toml", "bedrijven.csv", "kaart.gpkg"])
def test_a_folder_where_a_file_should_be_is_a_finding(name: str, folder: Path) -> None:
    (folder / name).unlink()
    (folder / name).mkdir()
    assert "file_unreadable" in {issue.code for issue in check(folder)}
