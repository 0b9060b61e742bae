"""Whatever happens to the files of a park: findings in both languages, never an exception, and a sound park or none."""

import csv
import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from damage import MAP, SETTINGS, TABLE, attribute, layer, rows, shape
from good_park import X, Y
from hypothesis import given
from hypothesis import strategies as st
from mutation import JUNK, assert_told, examples, garbled
from mutation import Mutation as Damage
from shapely import from_wkt
from shapely.geometry import GeometryCollection, LineString, MultiPolygon, Point, Polygon, box

from collectief.facts import tariff_keys
from collectief.park import Park, errors, inspect, read_park, write_park

pytestmark = pytest.mark.slow

Mutation = Callable[[Path], object]
PROFILE, OTHERS = "profielen/bakker.parquet", "profielen/gebied_noord.parquet"
FILES = (SETTINGS, TABLE, MAP, PROFILE, OTHERS, "co2.csv", "afspraken.csv")
LAYERS = ("gebouwen", "percelen", "straten", "gebieden", "woningen", "warmtebronnen")
WORDS = (
    *("-inf", "\0", "park", "gebied_noord", "drukker", "small", "large", "stedin_2026.MSLS", "estimated", "2025"),
    *JUNK,
)
VALUES = (
    "0",
    "-1",
    "1e30",
    "nan",
    "inf",
    "true",
    '""',
    '"abc"',
    '"../x"',
    "[]",
    "{}",
    "[[1]]",
    "2025-01-01",
    "=",
    "9" * 50,
)
COLUMNS = ("id", "name", "sector", "area", "x", "y", "connection", "tariff", "offtake_kw", "feed_in_kw", "physical_kva")
MORE_COLUMNS = ("electricity_kwh", "gas_m3", "residual_kw", "residual_degc", "wish_kw", "wish_year", "owner_kind")
HEAT_CELLS = ("residual_until", "heat_degc", "key_weight", "leaves_with")
LAYER_COLUMNS = ("id", "company", "floor_m2", "roof_m2", "year", "kind", "name", "offtake", "offtake_capacity_kw")
HEAT_COLUMNS = ("id", "dwellings", "heat_kwh", "degc", "neighbourhood", "label", "kind", "kw", "months", "until")
with np.errstate(invalid="ignore"):
    NO_NUMBER = from_wkt("POLYGON ((150000 400000, nan nan, 150005 400005, 150000 400000))")
SHAPES = (
    None,
    Polygon(),
    GeometryCollection(),
    Point(X, Y),
    LineString([(X, Y), (X, Y)]),
    LineString([(X, Y), (X + 5, Y + 5)]),
    Polygon([(X, Y), (X + 20, Y + 20), (X + 20, Y), (X, Y + 20)]),
    Polygon([(X, Y), (X + 20, Y), (X + 10, Y)]),
    MultiPolygon([box(X, Y, X + 5, Y + 5), box(X + 3, Y + 3, X + 9, Y + 9)]),
    box(X, Y, X + 1e-4, Y + 1e-4),
    box(-1e9, -1e9, 1e9, 1e9),
    box(4.0, 52.0, 4.1, 52.1),
    NO_NUMBER,
    Polygon([(X, Y, 5.0), (X + 9, Y, 5.0), (X, Y + 9, 5.0)]),
)


def drawn(values: Sequence[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


def lost(folder: Path, name: str, how: str) -> None:
    path = folder / name
    if how == "deleted":
        path.unlink()
    elif how == "renamed":
        path.rename(path.with_name("anders.csv"))
    elif how == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes(b"")


def spoiled(folder: Path, name: str, damage: Damage) -> None:
    path = folder / name
    path.write_bytes(damage(path.read_bytes()))


def junk_cell(folder: Path, row: int, column: str, value: str) -> None:
    path = folder / TABLE
    with path.open(encoding="utf-8", newline="") as file:
        cells = list(csv.reader(file, delimiter=";"))
    cells[row + 1][cells[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(cells)


def toml_line(folder: Path, line: int, value: str | None) -> None:
    path = folder / SETTINGS
    lines = path.read_text(encoding="utf-8").splitlines()
    line %= len(lines)
    if value is None:
        del lines[line]
    else:
        lines[line] = lines[line].split("=")[0] + "= " + value
    path.write_text("\n".join(lines), encoding="utf-8")


def projected(frame: gpd.GeoDataFrame, code: int | None, *, honest: bool) -> gpd.GeoDataFrame:
    return frame.to_crs(code) if honest and code else frame.set_crs(code, allow_override=True)


def junk_profile(folder: Path, column: str, value: str, *, rows_changed: int) -> None:
    frame = pd.DataFrame({"time": pd.date_range("2025-01-01", periods=35040, freq="15min"), "kw": 5.0}).astype(str)
    frame.loc[: rows_changed - 1, column] = value
    (folder / PROFILE).unlink(missing_ok=True)
    frame.to_csv((folder / PROFILE).with_suffix(".csv"), sep=";", index=False)


def columns_of(folder: Path, drop: str) -> None:
    with (folder / TABLE).open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file, delimiter=";"))
    with (folder / TABLE).open("w", encoding="utf-8", newline="") as file:
        names = [name for name in cells[0] if name != drop]
        writer = csv.DictWriter(file, names, delimiter=";", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(cells)


cell_columns = drawn((*COLUMNS, *MORE_COLUMNS, *HEAT_CELLS))
layers = drawn(LAYERS)
mutations = st.one_of(
    st.builds(lambda n, h: lambda f: lost(f, n, h), drawn(FILES), drawn(("deleted", "renamed", "folder", "empty"))),
    st.builds(
        lambda n, a, d, c: lambda f: spoiled(f, n, garbled(a, d, cut=c)),
        drawn(FILES),
        st.floats(0, 1),
        st.binary(max_size=20),
        st.booleans(),
    ),
    st.builds(lambda r, c, v: lambda f: junk_cell(f, r, c, v), st.integers(0, 2), cell_columns, drawn(WORDS)),
    st.builds(lambda r, c, v: lambda f: junk_cell(f, r, c, v), st.integers(0, 2), cell_columns, st.text(max_size=8)),
    st.builds(lambda c: lambda f: columns_of(f, c), cell_columns),
    st.builds(
        lambda order: lambda f: rows(f, lambda ls: [ls[i] for i in order if i < len(ls)]), st.lists(drawn(range(4)))
    ),
    st.builds(lambda n, v: lambda f: toml_line(f, n, v), st.integers(0, 30), st.none() | drawn(VALUES)),
    st.builds(lambda n: lambda f: layer(f, n, lambda _: None), layers),
    st.builds(lambda n, s, r: lambda f: shape(f, n, s, r), layers, drawn(SHAPES), st.just(0)),
    st.builds(
        lambda n, c, v: lambda f: attribute(f, n, c, v), layers, drawn((*LAYER_COLUMNS, *HEAT_COLUMNS)), drawn(WORDS)
    ),
    st.builds(
        lambda n, c, h: lambda f: layer(f, n, lambda g: projected(g, c, honest=h)),
        layers,
        drawn((None, 4326, 3857, 31370, 25831, 7415)),
        st.booleans(),
    ),
    st.builds(lambda n: lambda f: layer(f, n, lambda g: pd.concat([g, g])), layers),
    st.builds(
        lambda c, v, n: lambda f: junk_profile(f, c, v, rows_changed=n),
        drawn(("time", "kw")),
        drawn((*WORDS, "0001-01-01")),
        drawn((1, 100, 35040)),
    ),
)


def assert_sound(park: Park) -> None:
    ids = [company.id for company in park.companies]
    assert ids
    assert len(set(ids)) == len(ids)
    for company in park.companies:
        connection = company.connection
        figures = (connection.offtake_kw, connection.feed_in_kw, connection.physical_kva, company.electricity_kwh)
        assert all(math.isfinite(figure) and figure >= 0 for figure in (*figures, company.gas_m3))
        assert connection.tariff in tariff_keys()
        assert park.area(company.area) in park.areas
    assert all(b.footprint.is_valid and b.footprint.area > 0 for b in (*park.buildings, *park.background))
    assert all(one.dwellings >= 1 and math.isfinite(one.heat_kwh) and one.location.is_valid for one in park.dwellings)
    assert all(math.isfinite(one.kw) and one.place.is_valid for one in park.heat_sources)
    ids += [*(one.id for one in park.dwellings), *(one.id for one in park.heat_sources)]
    assert len(set(ids)) == len(ids)
    assert all(kw.shape == (35040,) and (kw >= 0).all() for kw in park.profiles.values())


@examples(60)
@given(damages=st.lists(mutations, min_size=1, max_size=3))
def test_no_damage_to_the_files_makes_checking_fail(damages: list[Mutation], template: Path) -> None:
    with TemporaryDirectory() as place:
        folder = Path(copytree(template, Path(place) / "park"))
        for damage in damages:
            with suppress(Exception):  # an earlier damage may have left nothing to damage
                damage(folder)
        found = inspect(folder)
        assert_told(found.issues)
        assert (found.park is None) == bool(errors(found.issues))
        if found.park is not None:
            assert_sound(found.park)
            assert not errors(inspect(write_park(found.park, Path(place) / "kopie")).issues)


@pytest.mark.parametrize("name", [SETTINGS, TABLE, MAP, "co2.csv"])
def test_a_missing_file_is_told_without_a_trail_of_consequences(name: str, folder: Path) -> None:
    (folder / name).unlink()
    assert {issue.code for issue in inspect(folder).issues} == {"file_missing"}


def test_a_folder_that_vanishes_is_told(folder: Path) -> None:
    rmtree(folder)
    assert [issue.code for issue in inspect(folder).issues] == ["folder_missing"]


def test_a_park_is_never_read_from_a_folder_with_errors(folder: Path) -> None:
    junk_cell(folder, 0, "gas_m3", "veel")
    assert inspect(folder).park is None
    with pytest.raises(Exception, match="not a number"):
        read_park(folder)
