"""The files of a year under damage: refused with all that is wrong, or read as they stand, with every repair listed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutation import Mutation, Numeral, assert_told, damaged, damages, examples, numerals, shared_mark

from collectief.profile import BadSeries, hours_of, series, solar_file
from collectief.profile.co2 import read_co2
from collectief.profile.entsoe import read_prices
from collectief.profile.knmi import Weather, read_knmi
from collectief.profile.series import UNUSABLE, Series
from collectief.profile.solar_file import read_solar
from collectief.profile.sun_epw import PLACES, read_epw
from collectief.text import Text

pytestmark = pytest.mark.slow

HOURS = 480
"""So many hours count as a year here: twenty days say as much of a reader as all."""
Cells = Mapping[tuple[int, str], str]
Found = tuple[dict[str, np.ndarray], tuple[Text, ...]]
MISSING = {"temp_air": 99.9, "ghi": 9999.0, "wind_speed": 999.0}


@pytest.fixture(autouse=True)
def short_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(series, "hours_of", lambda number: hours_of(number)[:HOURS])
    monkeypatch.setattr(solar_file, "HOURS", HOURS)


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name, what stands in each column in every hour, its bounds there, and how it is read.

    ``scale`` is what one unit of a column becomes.
    """

    file: str
    usual: Mapping[str, str]
    bounds: Mapping[str, tuple[float, float]]
    scale: Mapping[str, float]
    lines: Callable[[Mapping[str, str], Cells], Iterator[str]]
    read: Callable[[Path], Found]
    separator: bytes = b";"

    def body(self, cells: Cells) -> bytes:
        """The file with some cells filled in."""
        return "\n".join([*self.lines(self.usual, cells), ""]).encode()


def hours() -> pd.DatetimeIndex:
    return hours_of(2025)[:HOURS].tz_convert("UTC")


def table(time: str) -> Callable[[Mapping[str, str], Cells], Iterator[str]]:
    def lines(usual: Mapping[str, str], cells: Cells) -> Iterator[str]:
        yield ";".join((time, *usual))
        for at, moment in enumerate(hours()):
            written = cells.get((at, time), str(moment))
            yield ";".join((written, *(cells.get((at, name), value) for name, value in usual.items())))

    return lines


def knmi_lines(usual: Mapping[str, str], cells: Cells) -> Iterator[str]:
    yield "# BRON: KNMI"
    yield f"# STN,YYYYMMDD,HH,{','.join(usual)}"
    for at, moment in enumerate(hours()):
        values = ",".join(cells.get((at, name), value) for name, value in usual.items())
        yield f"260,{moment:%Y%m%d},{moment.hour + 1},{values}"


def epw_lines(usual: Mapping[str, str], cells: Cells) -> Iterator[str]:
    yield "LOCATION,Plaats,-,NLD,IWEC,0,52.3,4.77,1.0,-2.0"
    yield from ("DESIGN", "TYPICAL", "GROUND", "HOLIDAYS", "COMMENTS 1", "COMMENTS 2", "DATA PERIODS")
    for at, moment in enumerate(hours_of(2025)[:HOURS]):
        row = ["0"] * 35
        row[:5] = "2025", str(moment.month), str(moment.day), str(moment.hour + 1), "60"
        for name, value in usual.items():
            row[PLACES[name]] = cells.get((at, name), value)
        yield ",".join(row)


def one(name: str, found: Series) -> Found:
    return {name: found.values}, found.repairs


def three(names: tuple[str, str, str], found: Weather) -> Found:
    return dict(zip(names, (found.degc, found.ghi_w_m2, found.wind_m_s), strict=True)), found.repairs


KNMI, EPW = ("T", "Q", "FH"), ("temp_air", "ghi", "wind_speed")
PRICE, CO2, SUN = "price_eur_per_mwh", "co2_factor_kg_per_kwh", "kwh_per_kwp"
KINDS = {
    "prices": Kind(
        "prijzen.csv", {PRICE: "90"}, {PRICE: (-10_000.0, 10_000.0)}, {PRICE: 1e-3}, table("time"),
        lambda path: one(PRICE, read_prices(path, 2025)),
    ),
    "co2": Kind(
        "co2.csv", {CO2: "1"}, {CO2: (0.0, 1.5)}, {CO2: 1.0}, table("validfrom_utc"),
        lambda path: one(CO2, read_co2(path, 2025)),
    ),
    "solar": Kind(
        "zon.csv", {SUN: "1"}, {SUN: (0.0, 1.2)}, {SUN: 1.0}, table("utc"),
        lambda path: one(SUN, read_solar(path, 2025)[0]),
    ),
    "knmi": Kind(
        "weer.txt", {"T": "83", "Q": "36", "FH": "30"}, {"T": (-600.0, 600.0), "Q": (0.0, 504.0), "FH": (0.0, 600.0)},
        {"T": 0.1, "Q": 1e4 / 3600, "FH": 0.1}, knmi_lines, lambda path: three(KNMI, read_knmi(path, 2025)), b",",
    ),
    "epw": Kind(
        "weer.epw", {"temp_air": "8", "ghi": "100", "wind_speed": "3"},
        {"temp_air": (-60.0, 60.0), "ghi": (0.0, 1400.0), "wind_speed": (0.0, 60.0)},
        dict.fromkeys(EPW, 1.0), epw_lines, lambda path: three(EPW, read_epw(path, 2025)[0]), b",",
    ),
}  # fmt: skip
YIELD_KWH, WHOLE, WITHIN = 836.0, 1 / 3600, 0.01
"""A curve of the ETM sums to 1/3600, within a hundredth, and gets the yield of a usual flat roof."""


def curve_lines(usual: Mapping[str, str], cells: Cells) -> Iterator[str]:
    yield from (cells.get((at, SUN), usual[SUN]) for at in range(HOURS))


CURVE = Kind(
    "curve.csv", {SUN: f"{WHOLE / HOURS:.12f}"}, {SUN: (0.0, 1.0)}, {SUN: YIELD_KWH}, curve_lines,
    lambda path: one(SUN, read_solar(path, 2025)[0]),
)  # fmt: skip
kinds = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
places = st.integers(1, HOURS - 2)


def read_or_refused(kind: Kind, path: Path) -> Found | BadSeries:
    try:
        return kind.read(path)
    except BadSeries as error:
        return error


def looked_at(kind: Kind, folder: Path, body: bytes) -> Found | BadSeries:
    """What the reader made of this file, or how it refused it."""
    path = folder / kind.file
    path.write_bytes(body)
    found = read_or_refused(kind, path)
    assert path.read_bytes() == body
    if isinstance(found, BadSeries):
        assert_told(found.issues, {UNUSABLE})
        assert {issue.where for issue in found.issues} == {kind.file}
        return found
    arrays, repairs = found
    for name, values in arrays.items():
        low, high = (kind.scale[name] * bound for bound in kind.bounds[name])
        assert values.shape == (HOURS,)
        assert (values >= low - 1e-9).all()
        assert (values <= high + 1e-9).all()
    assert all(text.nl.startswith(kind.file) and text.en.startswith(kind.file) for text in repairs)
    return arrays, repairs


@kinds
def test_a_good_file_is_read_as_it_stands(kind: Kind, tmp_path: Path) -> None:
    found = looked_at(kind, tmp_path, kind.body({}))
    assert not isinstance(found, BadSeries)
    for name, values in found[0].items():
        assert values == pytest.approx(float(kind.usual[name]) * kind.scale[name])
    assert found[1] == ()


@kinds
@examples(8)
@given(data=st.data())
def test_no_damage_makes_reading_fail(kind: Kind, tmp_path: Path, data: st.DataObject) -> None:
    changes: list[Mutation] = data.draw(damages(lines=HOURS, separator=kind.separator))
    looked_at(kind, tmp_path, damaged(kind.body({}), changes))


@kinds
@examples(8)
@given(data=st.data())
def test_a_number_that_is_taken_is_the_number_in_the_file(kind: Kind, tmp_path: Path, data: st.DataObject) -> None:
    where = st.tuples(places, st.sampled_from(sorted(kind.usual)))
    filled: dict[tuple[int, str], Numeral] = data.draw(st.dictionaries(where, numerals, min_size=1, max_size=4))
    found = looked_at(kind, tmp_path, kind.body({k: n.text for k, n in filled.items()}))
    if kind.separator == b"," and any("," in numeral.text for numeral in filled.values()):
        assert isinstance(found, BadSeries), "a decimal comma where commas part the columns"
        return
    marks = {n: shared_mark(one.mark for (_, m), one in filled.items() if m == n) for n in kind.usual}
    meant = {(at, n): one.means(marks[n]) for (at, n), one in filled.items()}
    gaps = {k for k, one in filled.items() if one.text == "nan" or meant[k] == MISSING.get(k[1], np.nan)}
    wrong = {n for (at, n), v in meant.items() if (at, n) not in gaps and not believed(v, kind.bounds[n])}
    if wrong:
        assert isinstance(found, BadSeries)
        assert {issue.field for issue in found.issues} == wrong, "all columns at once"
        return
    assert not isinstance(found, BadSeries)
    assert bool(found[1]) == bool(gaps)
    for (at, name), value in meant.items():
        assert (at, name) in gaps or found[0][name][at] == pytest.approx((value or 0.0) * kind.scale[name])


def believed(value: float | None, bounds: tuple[float, float]) -> bool:
    return value is not None and bounds[0] <= value <= bounds[1]


@pytest.mark.parametrize("kind", [KINDS["prices"], KINDS["co2"], KINDS["solar"]], ids=["prices", "co2", "solar"])
@examples(8)
@given(at=places, minutes=st.integers(-3000, 3000), shape=st.sampled_from(["%Y-%m-%dT%H:%MZ", "%Y%m%d %H:%M", "%H:%M"]))
def test_a_time_that_moved_changes_no_hour_in_silence(
    kind: Kind, tmp_path: Path, at: int, minutes: int, shape: str
) -> None:
    (name,), time = kind.usual, kind.body({}).decode().partition(";")[0]
    noise = np.random.default_rng(1).integers(60, 120, HOURS) / 100
    usual = {(k, name): f"{float(kind.usual[name]) * v:.2f}" for k, v in enumerate(noise)}
    good = looked_at(kind, tmp_path, kind.body(usual))
    moved = (hours()[at] + pd.Timedelta(minutes=minutes)).strftime(shape)
    found = looked_at(kind, tmp_path, kind.body(usual | {(at, time): moved}))
    assert not isinstance(good, BadSeries)
    if isinstance(found, BadSeries):
        assert not shape.endswith("Z")
        return
    changed = np.flatnonzero(good[0][name] != found[0][name])
    assert set(changed) <= {at, at + minutes // 60}
    assert not changed.size or found[1]


@pytest.mark.parametrize("header", ["", "solar_pv\n"])
def test_a_good_curve_gets_the_yield_of_a_flat_roof_in_proportion(tmp_path: Path, header: str) -> None:
    found = looked_at(CURVE, tmp_path, header.encode() + CURVE.body({}))
    assert not isinstance(found, BadSeries)
    assert found[0][SUN] == pytest.approx(YIELD_KWH / HOURS)


@pytest.mark.parametrize("header", ["", "solar_pv\n"])
@examples(24)
@given(data=st.data())
def test_no_damage_makes_reading_a_curve_fail(tmp_path: Path, header: str, data: st.DataObject) -> None:
    changes: list[Mutation] = data.draw(damages(lines=HOURS, separator=b"."))
    looked_at(CURVE, tmp_path, damaged(header.encode() + CURVE.body({}), changes))


@examples(60)
@given(data=st.data())
def test_a_number_in_a_curve_counts_as_it_is_written_or_the_curve_is_refused(
    tmp_path: Path, data: st.DataObject
) -> None:
    small = st.integers(0, 6000).map(lambda n: Numeral(f"{n * 1e-9:.9f}", n * 1e-9, "."))
    filled: dict[int, Numeral] = data.draw(st.dictionaries(places, small | numerals, min_size=1, max_size=3))
    found = looked_at(CURVE, tmp_path, CURVE.body({(at, SUN): n.text for at, n in filled.items()}))
    values = np.full(HOURS, float(CURVE.usual[SUN]))
    for at, numeral in filled.items():
        meant = numeral.means(".")
        values[at] = np.nan if meant is None else meant
    total = float(values.sum())
    if np.isnan(total) or values.min() < 0 or values.max() > 1 or abs(total / WHOLE - 1) > WITHIN:
        assert isinstance(found, BadSeries)
        return
    assert not isinstance(found, BadSeries)
    assert found[0][SUN] == pytest.approx(values / total * YIELD_KWH)


@pytest.mark.parametrize("less", [1, 2])
def test_a_curve_that_lacks_hours_or_begins_with_a_number_is_refused(tmp_path: Path, less: int) -> None:
    lines = CURVE.body({}).splitlines(keepends=True)
    assert isinstance(looked_at(CURVE, tmp_path, b"".join(lines[less:])), BadSeries)
    assert isinstance(looked_at(CURVE, tmp_path, b"".join([*lines[:less], *lines])), BadSeries)


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("knmi", ",83,36,30\n", ",8,3,36,30\n"),
        ("knmi", ",83,36,30\n", ",8336,30\n"),
        ("epw", ",8,", ",8,5,"),
        ("prices", "+00:00;90\n", "+00:00;90;5\n"),
        ("prices", "+00:00;90\n", "+00:0090\n"),
    ],
)
def test_a_row_in_which_cells_moved_is_refused(tmp_path: Path, kind: str, old: str, new: str) -> None:
    body = KINDS[kind].body({}).decode()
    half = body.index("\n", len(body) // 2)
    assert old in body[half:]
    found = looked_at(KINDS[kind], tmp_path, (body[:half] + body[half:].replace(old, new, 1)).encode())
    assert isinstance(found, BadSeries)
    assert "cel" in found.issues[0].message.nl


@pytest.mark.parametrize("parts", [2, 4])
def test_parts_of_hours_are_means_of_prices_and_sums_of_yields(tmp_path: Path, parts: int) -> None:
    times = [t + pd.Timedelta(minutes=60 // parts * n) for t in hours() for n in range(parts)]
    for kind, value, wanted in (("prices", "90", 0.09), ("solar", f"{1 / parts}", 1.0)):
        rows = "\n".join(f"{t};{value}" for t in times)
        head = {"prices": f"time;{PRICE}", "solar": f"utc;{SUN}"}[kind]
        found = looked_at(KINDS[kind], tmp_path, f"{head}\n{rows}\n".encode())
        assert not isinstance(found, BadSeries)
        assert next(iter(found[0].values())) == pytest.approx(wanted)
        assert found[1] == ()


def test_a_year_that_goes_from_hours_to_quarters_is_read_whole(tmp_path: Path) -> None:
    fine = [t + pd.Timedelta(minutes=15 * n) for t in hours()[200:] for n in range(4)]
    rows = "\n".join(f"{t};90" for t in [*hours()[:200], *fine])
    found = looked_at(KINDS["prices"], tmp_path, f"time;{PRICE}\n{rows}\n".encode())
    assert not isinstance(found, BadSeries)
    assert found[1] == ()


def test_all_that_is_wrong_with_a_file_is_told_at_once(tmp_path: Path) -> None:
    cells = {(5, PRICE): "duur", (9, "time"): "gisteren", (11, PRICE): "1e9"}
    found = looked_at(KINDS["prices"], tmp_path, KINDS["prices"].body(cells))
    assert isinstance(found, BadSeries)
    assert sorted(issue.field for issue in found.issues) == [PRICE, PRICE, "time"]
    assert [issue.message.en.split(":")[0] for issue in found.issues] == ["Line 7", "Line 13", "Line 11"]
