"""Every finding: one damage to a park without a fault brings out its code, at its place, in both languages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from damage import (
    MAP,
    SETTINGS,
    TABLE,
    attribute,
    cells,
    constant,
    hourly,
    layer,
    minutes_5,
    on_dutch_clock,
    profile,
    rows,
    shape,
    text,
    without,
)
from good_park import X, Y, rectangle
from meter_damage import METER_CASES, ONLY_IMPORT
from shapely.geometry import LineString, MultiPolygon, Point, Polygon

from collectief.park import inspect
from collectief.park.check_words import CODES, WORDS

Damage = Callable[[Path], object]

BOW_TIE = Polygon([(X, Y), (X + 20, Y + 20), (X + 20, Y), (X, Y + 20)])
FLAT = Polygon([(X, Y), (X + 20, Y), (X + 10, Y)])
PROFILE = "profielen/bakker"
PROMISES = "afspraken.csv"
WOON, BRON = "woningen", "warmtebronnen"


def empty(name: str) -> Damage:
    return lambda folder: (folder / name).write_text("", encoding="utf-8")


def two(rectangles: tuple[Polygon, Polygon]) -> MultiPolygon:
    return MultiPolygon(rectangles)


def no_streets(folder: Path) -> None:
    layer(folder, "straten", lambda _: None)


def as_latin(folder: Path) -> None:
    path = folder / TABLE
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))


def local_crs(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame.set_crs('LOCAL_CS["eigen",UNIT["metre",1]]', allow_override=True)


def with_times(change: Callable[[pd.DatetimeIndex], Any]) -> Damage:
    return lambda f: profile(f, lambda p: p.assign(time=change(pd.DatetimeIndex(p["time"]))))


def one_value(value: Any) -> Damage:
    return lambda f: profile(f, lambda p: p.astype({"kw": object}).assign(kw=[value, *p["kw"][1:]]))


def second_profile(folder: Path) -> None:
    (folder / "profielen" / "bakker.csv").write_text("time;kw\n", encoding="utf-8")


def many_gaps(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(index=range(100, 2600, 100))


def both(*damages: Damage) -> Damage:
    return lambda folder: [damage(folder) for damage in damages]


def in_columns(**values: str) -> Damage:
    return lambda folder: cells(folder, dict(values))


def in_row(row: int, **values: str) -> Damage:
    return lambda folder: cells(folder, dict(values), row=row)


def tariffs(key: str, periods: str, months: str = "") -> Damage:
    head = "key;kind;level;standing_eur_year;peak_eur_kw_month;year;source;periods;lookback_months"
    row = f"{key};large;MS;400;3;2026;eigen nota van 2026;{periods};{months}"
    return lambda folder: (folder / "tarieven.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")


def rights(row: str) -> Damage:
    head = "company;kind;direction;kw;hours;contract_share"
    return lambda folder: (folder / "rechten.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")


def offers(*rows: str) -> Damage:
    text = "\n".join(["area;kind;kw;hours;contract_share", *rows])
    return lambda folder: (folder / "aanbod.csv").write_text(f"{text}\n", encoding="utf-8")


def settings_end(more: str) -> Damage:
    def change(folder: Path) -> None:
        path = folder / SETTINGS
        path.write_text(path.read_text(encoding="utf-8") + "\n" + more, encoding="utf-8")

    return change


CASES: dict[str, tuple[Damage, str]] = {
    "folder_missing": (lambda f: f.rename(f.with_name("weg")), "."),
    "file_missing": (lambda f: (f / TABLE).unlink(), TABLE),
    "file_unreadable": (lambda f: (f / MAP).write_bytes(b"SQLite format 3\0" + b"x" * 5000), MAP),
    "file_empty": (empty(TABLE), TABLE),
    "path_outside": (lambda f: text(f, SETTINGS, '"weer.txt"', '"../weer.txt"'), SETTINGS),
    "encoding_converted": (as_latin, TABLE),
    "format_unsupported": (lambda f: text(f, SETTINGS, "format = 1", "format = 9"), SETTINGS),
    "setting_missing": (lambda f: text(f, SETTINGS, 'id = "klein"\n', ""), SETTINGS),
    "setting_default": (lambda f: text(f, SETTINGS, "name =", "naam ="), SETTINGS),
    "setting_wrong": (lambda f: text(f, SETTINGS, "seed = 7", 'seed = "zeven"'), SETTINGS),
    "setting_unknown": (lambda f: text(f, SETTINGS, "[rules]", "[regels]"), SETTINGS),
    "year_without_weather": (lambda f: text(f, SETTINGS, 'weather = "weer.txt"\n', ""), SETTINGS),
    "year_series_made": (lambda f: text(f, SETTINGS, 'co2 = "co2.csv"\n', ""), SETTINGS),
    "column_missing": (lambda f: cells(f, {"sector": None}), TABLE),
    "column_unknown": (in_columns(telefoon="0123"), TABLE),
    "column_duplicate": (lambda f: text(f, TABLE, ";fte;", ";gas_m3;"), TABLE),
    "quote_open": (lambda f: text(f, TABLE, "Drukkerij", '"Drukkerij'), TABLE),
    "row_long": (lambda f: rows(f, lambda ls: [*ls[:-1], ls[-1] + ";een;twee"]), f"{TABLE}:4"),
    "row_short": (lambda f: rows(f, lambda ls: [*ls[:-1], ls[-1][:-9]]), f"{TABLE}:4"),
    "row_empty": (lambda f: rows(f, lambda ls: [*ls, ";;;;"]), f"{TABLE}:5"),
    "id_missing": (in_columns(id=""), f"{TABLE}:2"),
    "id_invalid": (in_columns(id="bakker/fijn"), f"{TABLE}:2"),
    "id_reserved": (in_columns(id="park"), f"{TABLE}:2"),
    "id_duplicate": (in_columns(id="drukker"), TABLE),
    "id_trimmed": (in_columns(id=" bakker "), f"{TABLE}:2"),
    "name_shortened": (in_columns(name="naam" * 100), f"{TABLE}:2"),
    "value_missing": (lambda f: cells(f, {"electricity_kwh": ""}, row=1), f"{TABLE}:3"),
    "number_unreadable": (in_columns(gas_m3="12 m3"), f"{TABLE}:2"),
    "number_not_finite": (in_columns(gas_m3="NaN"), f"{TABLE}:2"),
    "number_negative": (in_columns(gas_m3="-1"), f"{TABLE}:2"),
    "number_unclear": (rights("bakker;block;offtake;1.250;22-6;1"), "rechten.csv:2"),
    "amount_small": (in_columns(budget_eur="50.000", gas_m3="1000.5"), f"{TABLE}:2"),
    "number_not_whole": (in_columns(wish_year="2027.5"), f"{TABLE}:2"),
    "number_absurd": (in_columns(offtake_kw="1e30"), f"{TABLE}:2"),
    "choice_unknown": (in_columns(connection="groot"), f"{TABLE}:2"),
    "choice_default": (in_columns(owner_kind="maatschap"), f"{TABLE}:2"),
    "no_companies": (lambda f: rows(f, lambda ls: ls[:1]), TABLE),
    "single_company": (lambda f: rows(f, lambda ls: ls[:2]), TABLE),
    "sector_unknown": (in_columns(sector="kermis"), f"{TABLE}:2"),
    "tariff_unknown": (in_columns(tariff="stedin_1990.X"), f"{TABLE}:2"),
    "tariff_contradicts": (in_columns(tariff="stedin_2026.KV_3x63A"), f"{TABLE}:2"),
    "tariff_key_wrong": (tariffs("liander_2026", ""), "tarieven.csv:2"),
    "tariff_terms_wrong": (tariffs("liander_2026.MS", "hours=17-99 peak=4"), "tarieven.csv:2"),
    "tariff_replaced": (tariffs("stedin_2026.MS", ""), "tarieven.csv:2"),
    "tariff_approximated": (
        both(tariffs("liander_2026.MS", "", months="12"), *(in_row(r, tariff="liander_2026.MS") for r in (0, 1))),
        f"{TABLE}:2",
    ),
    "tax_year_missing": (lambda f: text(f, SETTINGS, "tax_year = 2026", "tax_year = 2031"), SETTINGS),
    "tax_year_differs": (lambda f: text(f, SETTINGS, "tax_year = 2026", "tax_year = 2025"), SETTINGS),
    "year_differs": (lambda f: text(f, SETTINGS, "tax_year = 2026", ""), SETTINGS),
    "tariff_sheets_mixed": (in_columns(tariff="enexis_2025.MSD_1500"), SETTINGS),
    "right_company_unknown": (rights("slager;block;offtake;10;22-6;"), "rechten.csv:2"),
    "right_small_user": (rights("garage;block;offtake;10;22-6;1"), "rechten.csv:2"),
    "right_hours_wrong": (rights("bakker;block;offtake;10;22-99;1"), "rechten.csv:2"),
    "right_firm_differs": (rights("bakker;firm;offtake;70;;"), f"{TABLE}:2"),
    "right_not_firm": (rights("bakker;variable;offtake;10;;"), "rechten.csv:2"),
    "right_price_estimated": (rights("bakker;block;offtake;10;22-6;"), "rechten.csv:2"),
    "right_above_physical": (rights("bakker;block;offtake;100;22-6;1"), f"{TABLE}:2"),
    "offer_double": (offers("noord;block;10;22-6;1", "noord;block;20;22-6;1"), "aanbod.csv:3"),
    "group_kw_unknown": (settings_end("[group_kw]\nzuid = 100\n"), SETTINGS),
    "group_kw_missing": (
        lambda f: text(f, SETTINGS, "[rules]", '[rules]\ngroup_capacity = "operator"'),
        SETTINGS,
    ),
    "group_share_missing": (
        lambda f: text(f, SETTINGS, "[rules]", '[rules]\ngroup_entitlement = "given"'),
        SETTINGS,
    ),
    "id_of_area": (
        both(in_columns(area=""), lambda f: attribute(f, "gebieden", "id", "bakker")),
        f"{TABLE}:2",
    ),
    "area_unknown": (in_columns(area="zuid"), f"{TABLE}:2"),
    "company_outside_areas": (in_columns(area="", x="160000"), f"{TABLE}:2"),
    "company_in_two_areas": (
        both(in_columns(area=""), lambda f: layer(f, "gebieden", lambda g: pd.concat([g, g.assign(id="oost")]))),
        f"{TABLE}:2",
    ),
    "company_without_building": (lambda f: attribute(f, "gebouwen", "company", "", 0), f"{TABLE}:2"),
    "location_estimated": (
        both(in_columns(x="", y=""), lambda f: attribute(f, "gebouwen", "company", "", 0)),
        f"{TABLE}:2",
    ),
    "pair_incomplete": (in_columns(wish_year=""), f"{TABLE}:2"),
    "contract_missing": (lambda f: cells(f, {"offtake_kw": ""}, row=1), f"{TABLE}:3"),
    "contract_above_physical": (in_columns(physical_kva="70"), f"{TABLE}:2"),
    "peak_contradicts": (lambda f: cells(f, {"peak_kw": "1"}, row=1), f"{TABLE}:3"),
    "stand_empty": (in_row(1, van_arrive_h="6"), f"{TABLE}:3"),
    "charger_too_small": (in_row(1, charger_kw="4"), f"{TABLE}:3"),
    "pool_too_busy": (in_row(1, pool_cars="1", pool_trips="9000"), f"{TABLE}:3"),
    "pool_trip_impossible": (in_row(1, pool_cars="1", pool_hours="12"), f"{TABLE}:3"),
    "pool_hours_differ": (in_row(1, pool_cars="1", pool_hours="9"), f"{TABLE}:3"),
    "pool_without_trips": (in_row(1, pool_cars="1", pool_trips="0"), f"{TABLE}:3"),
    "use_looks_like_mwh": (lambda f: cells(f, {"electricity_kwh": "90"}, row=1), f"{TABLE}:3"),
    "use_above_connection": (lambda f: cells(f, {"electricity_kwh": "50000000"}, row=1), f"{TABLE}:3"),
    "use_far_above_sector": (lambda f: cells(f, {"gas_m3": "900000000"}, row=1), f"{TABLE}:3"),
    "estimated_data": (lambda f: cells(f, {"origin": "estimated"}, row=1), "."),
    "layer_missing": (lambda f: layer(f, "gebieden", lambda _: None), f"{MAP}/gebieden"),
    "layer_empty": (lambda f: layer(f, "gebieden", lambda g: g.iloc[:0]), f"{MAP}/gebieden"),
    "layer_unknown": (lambda f: layer(f, "bomen", lambda _: gpd.GeoDataFrame(geometry=[Point(X, Y)], crs=28992)), ""),
    "crs_missing": (
        lambda f: layer(f, "gebouwen", lambda g: g.set_crs(None, allow_override=True)),
        f"{MAP}/gebouwen",
    ),
    "crs_unknown": (lambda f: layer(f, "gebouwen", local_crs), f"{MAP}/gebouwen"),
    "crs_converted": (lambda f: layer(f, "gebouwen", lambda g: g.to_crs(4326)), f"{MAP}/gebouwen"),
    "outside_netherlands": (
        lambda f: layer(f, "gebouwen", lambda g: g.set_crs(4326, allow_override=True)),
        f"{MAP}/gebouwen",
    ),
    "geometry_missing": (lambda f: shape(f, "gebouwen", None), f"{MAP}/gebouwen"),
    "geometry_wrong_type": (lambda f: shape(f, "gebouwen", Point(X, Y)), f"{MAP}/gebouwen"),
    "geometry_broken": (lambda f: shape(f, "gebouwen", FLAT), f"{MAP}/gebouwen"),
    "geometry_repaired": (lambda f: shape(f, "percelen", BOW_TIE), f"{MAP}/percelen"),
    "geometry_parts": (
        lambda f: shape(f, "gebouwen", two((rectangle(0, 60, 30, 20), rectangle(0, 90, 5, 5)))),
        f"{MAP}/gebouwen",
    ),
    "company_unknown": (lambda f: attribute(f, "gebouwen", "company", "slager", 0), f"{MAP}/gebouwen"),
    "footprints_overlap": (lambda f: shape(f, "gebouwen", rectangle(45, 60, 30, 20)), f"{MAP}/gebouwen"),
    "roof_larger": (lambda f: attribute(f, "gebouwen", "roof_m2", 900.0), f"{MAP}/gebouwen"),
    "streets_missing": (no_streets, f"{MAP}/straten"),
    "streets_derived": (lambda f: text(f, SETTINGS, "derived = false", "derived = true"), f"{MAP}/straten"),
    "streets_disconnected": (
        lambda f: shape(f, "straten", LineString([(X + 120, Y), (X + 120, Y + 20)]), row=1),
        f"{MAP}/straten",
    ),
    "street_without_length": (
        lambda f: shape(f, "straten", LineString([(X + 120, Y), (X + 120, Y)]), row=1),
        f"{MAP}/straten",
    ),
    "street_crosses_itself": (
        lambda f: shape(
            f, "straten", LineString([(X + 100, Y + 35), (X + 100, Y), (X + 90, Y), (X + 110, Y + 20)]), row=1
        ),
        f"{MAP}/straten",
    ),
    "streets_overlap": (
        lambda f: shape(f, "straten", LineString([(X + 100, Y + 35), (X + 120, Y + 35)]), row=1),
        f"{MAP}/straten",
    ),
    "streets_alongside": (
        lambda f: shape(f, "straten", LineString([(X, Y + 36), (X + 100, Y + 36)]), row=1),
        f"{MAP}/straten",
    ),
    "streets_nearly_meet": (
        lambda f: shape(f, "straten", LineString([(X + 100, Y + 33), (X + 100, Y)]), row=1),
        f"{MAP}/straten",
    ),
    "company_unreachable": (
        both(
            lambda f: shape(f, "straten", LineString([(X - 10, Y + 5), (X + 30, Y + 5)]), row=1),
            lambda f: attribute(f, "straten", "heat_pipe", None, 1),
        ),
        f"{MAP}/straten",
    ),
    "service_through_building": (
        lambda f: shape(
            f,
            "gebouwen",
            rectangle(0, -5, 150, 13)
            .union(rectangle(-5, -5, 3, 40))
            .union(rectangle(22, -5, 3, 40))
            .union(rectangle(-5, 30, 30, 3)),
            row=3,
        ),
        f"{MAP}/straten",
    ),
    "heat_pipe_incomplete": (lambda f: attribute(f, "straten", "heat_dn", 90, 0), f"{MAP}/straten"),
    "surface_unknown": (lambda f: attribute(f, "straten", "surface", None, 1), f"{MAP}/straten"),
    "area_without_capacity": (
        lambda f: attribute(f, "gebieden", "feed_in_capacity_kw", None),
        f"{MAP}/gebieden",
    ),
    "area_others_unknown": (
        both(
            lambda f: attribute(f, "gebieden", "others_peak_kw", None),
            lambda f: profile(f, lambda _: None, "gebied_noord"),
        ),
        f"{MAP}/gebieden",
    ),
    "id_taken": (lambda f: attribute(f, WOON, "id", "bakker"), f"{MAP}/{WOON}"),
    "months_wrong": (lambda f: attribute(f, BRON, "months", "4-13"), f"{MAP}/{BRON}"),
    "site_figure_ignored": (lambda f: attribute(f, BRON, "kind", "plant_site"), f"{MAP}/{BRON}"),
    "neighbourhood_wrong": (lambda f: attribute(f, WOON, "neighbourhood", "Zuid"), f"{MAP}/{WOON}"),
    "dwellings_estimated": (lambda f: attribute(f, WOON, "heat_kwh", None), f"{MAP}/{WOON}"),
    "dwelling_heat_odd": (lambda f: attribute(f, WOON, "heat_kwh", 180.0), f"{MAP}/{WOON}"),
    "heat_degc_estimated": (in_columns(heat_degc=""), TABLE),
    "key_weight_missing": (in_columns(key_weight=""), TABLE),
    "leaving_group_odd": (in_columns(leaves_with="zuidrand"), TABLE),
    "key_without_weight": (both(in_columns(key_weight="0"), in_row(2, key_weight="0")), TABLE),
    "heat_ended": (in_columns(residual_until="2024"), f"{TABLE}:2"),
    "heat_far_away": (lambda f: shape(f, BRON, Point(X + 9_000, Y)), f"{MAP}/{BRON}"),
    "profiles_missing": (
        lambda f: text(f, SETTINGS, "[year]", '[files]\nprofiles = "meters"\n\n[year]'),
        "meters",
    ),
    "profile_unknown": (
        lambda f: (f / "profielen" / "bakker.xlsx").write_text("x", encoding="utf-8"),
        "profielen/bakker.xlsx",
    ),
    "profile_twice": (second_profile, "profielen/bakker.csv"),
    "profile_time_unreadable": (
        with_times(lambda t: ["gisteren", *t[1:].astype(str)]),
        f"{PROFILE}.csv",
    ),
    "profile_value_unreadable": (one_value("veel"), f"{PROFILE}.csv"),
    "profile_value_impossible": (one_value(-4.0), f"{PROFILE}.csv"),
    "profile_other_year": (with_times(lambda t: t - pd.Timedelta(days=1000)), f"{PROFILE}.csv"),
    "profile_incomplete": (lambda f: profile(f, without(1000, 30_000)), f"{PROFILE}.csv"),
    "profile_gap_filled": (lambda f: profile(f, without(100, 3)), f"{PROFILE}.csv"),
    "profile_gaps_more": (lambda f: profile(f, many_gaps), f"{PROFILE}.csv"),
    "profile_long_gap": (lambda f: profile(f, without(1000, 200)), f"{PROFILE}.csv"),
    "profile_zero_run": (
        lambda f: profile(f, lambda p: p.assign(kw=p["kw"].where((p.index < 500) | (p.index > 1000), 0.0))),
        f"{PROFILE}.csv",
    ),
    "profile_summer_time": (lambda f: profile(f, on_dutch_clock), f"{PROFILE}.csv"),
    "profile_winter_time": (with_times(lambda t: t.tz_localize(None)), f"{PROFILE}.csv"),
    "profile_duplicates": (lambda f: profile(f, lambda p: pd.concat([p, p.iloc[:5]])), f"{PROFILE}.csv"),
    "profile_resampled": (lambda f: profile(f, minutes_5), f"{PROFILE}.csv"),
    "profile_hourly": (lambda f: profile(f, hourly), f"{PROFILE}.csv"),
    "profile_sum_factor": (in_columns(electricity_kwh="262.8"), f"{PROFILE}.parquet"),
    "profile_sum_differs": (in_columns(electricity_kwh="200000"), f"{PROFILE}.parquet"),
    "signed_unknown": (in_columns(signed="solar windmolen"), f"{TABLE}:2"),
    "signed_is_own": (lambda f: text(f, SETTINGS, "signed = []", 'signed = ["solar"]'), SETTINGS),
    "promise_missing": (
        lambda f: text(f, PROMISES, "geeft ruimte voor een batterij;gives room for a battery", ";"),
        f"{PROMISES}:3",
    ),
    "promise_company_unknown": (lambda f: text(f, PROMISES, ";bakker;", ";slager;"), f"{PROMISES}:2"),
    "promise_measure_unknown": (lambda f: text(f, PROMISES, ";group_contract", ";samen"), f"{PROMISES}:2"),
    "promise_date_unreadable": (lambda f: text(f, PROMISES, "2027-06", "volgend jaar"), f"{PROMISES}:2"),
    "peak_above_contract": (lambda f: profile(f, constant(95.0)), f"{PROFILE}.csv"),
}
CASES |= METER_CASES


def test_a_park_without_a_fault_has_no_findings(folder: Path) -> None:
    assert inspect(folder).issues == ()


def test_every_code_has_a_case() -> None:
    assert set(CASES) | ONLY_IMPORT == set(CODES)


@pytest.mark.parametrize("code", CASES)
def test_damage_brings_out_its_finding(code: str, folder: Path) -> None:
    damage, where = CASES[code]
    damage(folder)
    inspection = inspect(folder)
    found = [issue for issue in inspection.issues if issue.code == code]
    assert found, [issue.code for issue in inspection.issues]
    assert found[0].where == where or not where
    for issue in inspection.issues:
        sentences = (issue.message.nl, issue.message.en, issue.advice.nl, issue.advice.en)
        assert all(sentence and "{" not in sentence for sentence in sentences)
        assert issue.severity == WORDS[issue.code]["severity"]
        assert (issue.before and issue.after) or issue.severity != "repaired"
    assert (inspection.park is None) == (WORDS[code]["severity"] == "error")
