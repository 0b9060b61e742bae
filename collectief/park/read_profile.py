"""Reads the profile of one company or area: a year of quarter-hours in UTC+1, with every repair listed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from collectief.facts.written import common_mark, unclear
from collectief.park.check_words import Spot, shown
from collectief.park.meter_words import DECIMAL, tell_unclear
from collectief.park.read_cell import KW, Column, plain, tell_columns
from collectief.park.read_clock import moments
from collectief.park.read_gaps import Run, bridged, filled, runs
from collectief.park.read_meter_number import figures, texts
from collectief.park.read_table import read_table
from collectief.park.things import Array
from collectief.text import Text

COLUMNS = (Column("time", needed=True), Column("kw"), Column("kwh"))
QUARTER_MINUTES, HOUR_MINUTES = 15, 60
LEAST_KNOWN = 0.5
"""Less than half a year says too little of the rest: seasons are missing."""
LISTED_GAPS = 20
"""Most gaps of one profile that get a finding of their own."""
LONG_QUARTERS = 24 * 4
"""A gap from here on is told as a warning too: no value of that day is known."""
DAY_QUARTERS = 24 * 4
LINE = Text(nl="ze zijn met een rechte lijn gevuld", en="they were filled by a straight line")
WEEKS = Text(
    nl="ze zijn gevuld met dezelfde uren van de weken ervoor en erna",
    en="they were filled with the same hours of the weeks before and after",
)


@dataclass(frozen=True, slots=True)
class Series:
    """What a file of one profile holds: moments in UTC+1 (sorted, unique), mean kW in each step and the step."""

    time: pd.DatetimeIndex
    kw: Array
    minutes: int


def read_profile(path: Path, year: int, *, spot: Spot, net: bool = False) -> Array | None:
    """Mean kW in each quarter-hour of the year in UTC+1, shape (35040,), or None with a finding.

    A leap day is dropped. ``net`` allows feed-in (below zero), and hours as steps: for the others in an area.
    """
    before = len(spot.found)
    columns = _columns(path, spot)
    series = None if columns is None else _series(columns, spot)
    if series is None or any(i.severity == "error" for i in spot.found[before:]):
        return None
    return in_year(series, year, spot=spot, net=net)


def in_year(series: Series, year: int, *, spot: Spot, net: bool = False, below_zero: bool = False) -> Array | None:
    """Mean kW in each quarter-hour of the year in UTC+1, gaps filled and told, or None with a finding.

    ``net`` is for the others in an area: feed-in and steps of an hour are as they should be. ``below_zero``
    allows feed-in alone.
    """
    if not _believable(series.kw, spot, net=net or below_zero):
        return None
    _tell_step(series, spot, net=net)
    quarters = _in_quarters(series)
    wanted = pd.date_range(f"{year}-01-01", f"{year + 1}-01-01", freq="15min", inclusive="left")
    placed = np.asarray(quarters.reindex(wanted), dtype=np.float64)
    regular = np.asarray((wanted.month != 2) | (wanted.day != 29))
    if not _enough(placed[regular], series, year=year, spot=spot):
        return None
    _tell_gaps(placed, wanted, regular=regular, spot=spot)
    return filled(placed)[regular]


def _columns(path: Path, spot: Spot) -> "dict[str, pd.Series[Any]] | None":
    """The columns ``time`` and ``kw`` or ``kwh`` of a file, or None with a finding."""
    if path.suffix.lower() == ".csv":
        table = read_table(path, spot)
        columns = None if table is None else {n: pd.Series(table.column(n), dtype=object) for n in table.columns}
    else:
        columns = _parquet(path, spot)
    if columns is None:
        return None
    tell_columns(columns, COLUMNS, spot=spot)
    if "kw" not in columns and "kwh" not in columns:
        spot.say("column_missing", "kw")
        return None
    if "time" in columns and columns["time"].empty:
        spot.say("file_empty", what=shown(path.name))
        return None
    return columns if "time" in columns else None


def _parquet(path: Path, spot: Spot) -> "dict[str, pd.Series[Any]] | None":
    """The columns of a parquet file by lower-case name, or None with a finding."""
    try:
        frame = pd.read_parquet(path)
    except Exception as error:  # noqa: BLE001 - a damaged file can fail in any way inside the reader
        spot.say("file_unreadable", what=shown(path.name), reason=shown(error))
        return None
    if "time" not in frame.columns and frame.index.name == "time":
        frame = frame.reset_index()
    names = [str(name).strip().lower() for name in frame.columns]
    return {name: frame.iloc[:, at] for at, name in enumerate(names)}


def _series(columns: "dict[str, pd.Series[Any]]", spot: Spot) -> Series | None:
    """Moments and mean kW, sorted, each moment once, or None with a finding."""
    field = "kw" if "kw" in columns else "kwh"
    values = _values(columns[field], field, spot=spot)
    time = moments(columns["time"], spot)
    if values is None or time is None:
        return None
    known = np.asarray(time.notna())
    series = pd.Series(values[known], index=time[known]).sort_index(kind="stable")
    doubles = np.asarray(series.index.duplicated(keep="first"))
    if doubles.any():
        spot.say(
            "profile_duplicates",
            "time",
            before=str(len(series)),
            after=str(int((~doubles).sum())),
            value=int(doubles.sum()),
        )
        series = series[~doubles]
    if len(series) < 2:
        spot.say("profile_incomplete", value=len(series), wanted=365 * DAY_QUARTERS)
        return None
    index = pd.DatetimeIndex(series.index)
    minutes = max(1, round(float(np.median(np.diff(index.to_numpy()) / np.timedelta64(1, "m")))))
    with np.errstate(over="ignore"):
        kw = series.to_numpy(dtype=np.float64) * (HOUR_MINUTES / minutes if field == "kwh" else 1.0)
    return Series(index, kw, minutes)


def _values(given: "pd.Series[Any]", field: str, *, spot: Spot) -> Array | None:
    """The figures of a column, NaN where empty, or None with a finding."""
    if pd.api.types.is_numeric_dtype(given.dtype):
        return given.to_numpy(dtype=np.float64, na_value=np.nan)
    cells = given.map(plain).astype(str)
    written = texts(cells)
    mark = common_mark(written.values())
    either = next((text for text in written.values() if unclear(text, mark)), None)
    if either is not None:
        tell_unclear(DECIMAL, spot, value=shown(either))
        return None
    return figures(cells, written, mark, field=field, spot=spot)


def _tell_step(series: Series, spot: Spot, *, net: bool) -> None:
    """Say that steps are not quarter-hours."""
    if series.minutes < QUARTER_MINUTES:
        spot.say("profile_resampled", before=f"{series.minutes} min", after="15 min", value=series.minutes)
    elif series.minutes > QUARTER_MINUTES and not net:
        spot.say("profile_hourly", value=series.minutes)


def _in_quarters(series: Series) -> "pd.Series[float]":
    """Mean kW per quarter-hour: fine steps are averaged, steps up to an hour are held."""
    copies = max(1, series.minutes // QUARTER_MINUTES) if series.minutes <= HOUR_MINUTES else 1
    later = [series.time + pd.Timedelta(minutes=QUARTER_MINUTES * n) for n in range(copies)]
    index = pd.DatetimeIndex(later[0].append(later[1:])).floor("15min")
    return pd.Series(np.tile(series.kw, copies), index=index).groupby(level=0).mean()


def _enough(kw: Array, series: Series, *, year: int, spot: Spot) -> bool:
    """Whether enough of the year is known, with a finding where not."""
    known = int(np.isfinite(kw).sum())
    if known == 0:
        first, last = (str(t)[:10] for t in (series.time[0], series.time[-1]))
        spot.say("profile_other_year", "time", first=first, last=last, year=year)
    elif known < LEAST_KNOWN * len(kw):
        spot.say("profile_incomplete", "time", value=known, wanted=len(kw))
    return known >= LEAST_KNOWN * len(kw)


def _tell_gaps(kw: Array, time: pd.DatetimeIndex, *, regular: Any, spot: Spot) -> None:
    """Say how each gap is filled; the first ones apart, the others together. A gap on a leap day is none."""
    gaps = [gap for gap in runs(~np.isfinite(kw)) if regular[gap.start : gap.start + gap.quarters].any()]
    for gap in gaps[:LISTED_GAPS]:
        _tell_gap(gap, str(time[gap.start])[:16], spot=spot, straight=bridged(gap, len(kw)))
    rest = gaps[LISTED_GAPS:]
    if rest:
        quarters = sum(gap.quarters for gap in rest)
        spot.say("profile_gaps_more", before=f"{quarters} x 15 min: -", after=WEEKS, value=len(rest), quarters=quarters)


def _tell_gap(gap: Run, time: str, *, spot: Spot, straight: bool) -> None:
    """Say how one gap is filled."""
    how = LINE if straight else WEEKS
    spot.say(
        "profile_gap_filled",
        before=f"{time}: {gap.quarters} x 15 min: -",
        after=how,
        time=time,
        value=gap.quarters,
        how=how,
    )
    if gap.quarters >= LONG_QUARTERS:
        spot.say("profile_long_gap", value=gap.quarters / DAY_QUARTERS, time=time)


def _believable(kw: Array, spot: Spot, *, net: bool) -> bool:
    """Whether all values can be, with a finding where not."""
    low = -KW if net else 0.0
    wrong = (kw < low) | (kw > KW)
    if wrong.any():
        first = float(kw[int(np.argmax(wrong))])
        spot.say("profile_value_impossible", value=int(wrong.sum()), first=first, low=low, high=KW)
    return not wrong.any()
