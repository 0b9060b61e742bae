"""Times of a meter file: start or end of the interval, and on which clock; found out where that is possible."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collectief.park.check_words import Spot, shown
from collectief.park.meter_dialect import Asked, Clock, Stamp
from collectief.park.meter_words import CLOCK, STAMP, Question, tell_decided, tell_unclear
from collectief.park.read_cell import YEARS
from collectief.park.read_clock import DUTCH_CLOCK, HAS_ZONE, WINTER_TIME, ZONE, fitting
from collectief.park.read_meter_columns import Columns
from collectief.park.read_meter_table import MeterTable
from collectief.text import Text

FORMATS: Final = (
    "ISO8601",
    *(f"%d{s}%m{s}%Y{t}" for s in "-/." for t in (" %H:%M", " %H:%M:%S", "")),
    *(f"%d{s}%m{s}%y{t}" for s in "-/." for t in (" %H:%M", " %H:%M:%S")),
    *("%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y%m%d %H:%M", "%Y%m%d %H%M", "%Y%m%d%H%M", "%Y%m%d%H%M%S"),
)
"""International first, then as Dutch programs write times: day before month."""
LATE = r"(?:(?<=[ T])|(?<=^\d{8}))24(?=[:.]?00(?:[:.]?00)?$)"
"""Midnight as the hour 24 of the day that ends; minute 24 of another hour is none."""
TRIED = 200
"""A notation that none of so many times fits is not tried on the rest."""
LONGEST_STEP_MINUTES = 60
SKIPPED = Text(nl="rijen op een tijd die de klok in het voorjaar overslaat", en="rows at a time that the clock skips")
Naive = pd.DatetimeIndex


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One way to read the times: starts of intervals in UTC+1 (NaT: no such time) and how well that fits."""

    clock: Clock
    stamp: Stamp
    starts: pd.DatetimeIndex
    faults: int
    ends: int


@dataclass(frozen=True, slots=True, eq=False)
class WrittenTimes:
    """Times as written, with the zone where there was one, and the minutes between them."""

    wall: pd.DatetimeIndex
    zoned: pd.DatetimeIndex | None
    minutes: int


def written_times(table: MeterTable, spot: Spot) -> WrittenTimes | None:
    """The times of all rows, or None with a finding. Where a start stands beside an end, the start counts."""
    text = _time_text(table)
    late = fitting(text, LATE, end=r"24[:.]?00(?:[:.]?00)?$")
    text = text.mask(late, text.str.replace(LATE, "00", regex=True)) if late.any() else text
    has_zone = fitting(text, HAS_ZONE, end=ZONE)
    zoned = None
    if has_zone.all():
        moments = pd.to_datetime(text, utc=True, errors="coerce", format="ISO8601")
        zoned = pd.DatetimeIndex(moments)
        wall = pd.to_datetime(text.str.replace(ZONE, "", regex=True), errors="coerce", format="ISO8601")
    else:
        wall = _parsed(text.mask(has_zone))
    wrong = _not_ours(pd.DatetimeIndex(wall)) | (_not_ours(zoned) if zoned is not None else np.zeros(len(text), bool))
    if wrong.any():
        first = shown(text.iloc[int(wrong.argmax())])
        spot.say("profile_time_unreadable", "time", value=int(wrong.sum()), first=first)
        return None
    day = pd.to_timedelta(late.astype(int), unit="D")
    return WrittenTimes(
        pd.DatetimeIndex(wall).as_unit("ns") + day, None if zoned is None else zoned.as_unit("ns") + day, 0
    )


def _not_ours(times: pd.DatetimeIndex) -> NDArray[np.bool_]:
    """Which times cannot be read, or lie outside the years of meters."""
    years = np.asarray(times.year, dtype=np.float64)
    return np.asarray(times.isna()) | (years < YEARS[0]) | (years > YEARS[1])


def step_minutes(wall: pd.DatetimeIndex) -> int:
    """Minutes between rows: the usual distance between times that differ; 0 where there is none.

    >>> step_minutes(pd.DatetimeIndex(["2025-01-01 00:00", "2025-01-01 00:15", "2025-01-01 00:30"]))
    15
    """
    apart = np.diff(np.unique(wall.to_numpy())) / np.timedelta64(1, "m")
    return round(float(np.median(apart))) if apart.size else 0


def interval_starts(times: WrittenTimes, columns: Columns, asked: Asked, *, spot: Spot) -> pd.DatetimeIndex | None:
    """Starts of the intervals in UTC+1 without a zone, NaT where the clock skips; or None with a finding.

    Each way to read the times is tried: the one wins that leaves fewest impossible or double times, then the one
    in which the file begins and ends at midnight, or does one of the two. Where several are as good and differ,
    the reader is asked.
    """
    readings = list(_readings(times, columns, asked))
    fewest = min(one.faults for one in readings)
    fit = [one for one in readings if one.faults == fewest]
    best = [one for one in fit if one.ends == max(o.ends for o in fit)]
    questions = _questions(best)
    for question in questions:
        tell_unclear(question, spot, value=shown(times.wall[0]))
    if questions:
        return None
    _tell(best[0], readings, times, asked=asked, spot=spot)
    return best[0].starts


def _questions(best: list[Reading]) -> list[Question]:
    """What must be asked to choose between readings that are as good: start or end, which clock, or both."""
    if _agree(best):
        return []
    by_stamp = [[one for one in best if one.stamp == stamp] for stamp in ("start", "end")]
    by_clock = [[one for one in best if one.clock == clock] for clock in ("dutch", "winter", "utc")]
    if all(map(_agree, by_stamp)):
        return [STAMP]
    return [CLOCK] if all(map(_agree, by_clock)) else [STAMP, CLOCK]


def _agree(readings: list[Reading]) -> bool:
    """Whether they all give the same moments."""
    return all(one.starts.equals(readings[0].starts) for one in readings[1:])


def _time_text(table: MeterTable) -> "pd.Series[str]":
    """The cells that hold the time, day and hour joined."""
    places = table.columns.places
    wanted = next(one for one in ("start", "time", "day", "end") if one in places)
    text = table.text(places[wanted][0])
    if wanted == "day" and "hour" in places:
        hour = table.text(places["hour"][0])
        return text + " " + hour.where(hour.str.len() != 4, "0" + hour)
    return text


def _parsed(text: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    """The times by the first notation that each of them fits; NaT where none does."""
    found = pd.to_datetime(text, format=FORMATS[0], errors="coerce")
    if getattr(found.dt, "tz", None) is not None:
        found = found.dt.tz_localize(None)
    for notation in FORMATS[1:]:
        open_ones = text[found.isna()]
        if open_ones.empty:
            break
        if pd.to_datetime(open_ones[:TRIED], format=notation, errors="coerce").notna().any():
            found = found.fillna(pd.to_datetime(text.where(found.isna()), format=notation, errors="coerce"))
    return found


def _readings(times: WrittenTimes, columns: Columns, asked: Asked) -> Iterator[Reading]:
    """Every way to read the times that nothing rules out, the likeliest first."""
    step = pd.Timedelta(minutes=times.minutes)
    stamps: tuple[Stamp, ...] = ("start", "end") if asked.stamp is None else (asked.stamp,)
    if asked.stamp is None and "start" in columns.places:
        stamps = ("start",)
    elif asked.stamp is None and "end" in columns.places and not {"time", "day"} & set(columns.places):
        stamps = ("end",)
    given = asked.clock or columns.clock
    clocks: tuple[Clock, ...] = ("dutch", "winter", "utc") if given is None else (given,)
    for stamp in stamps:
        back = step if stamp == "end" else pd.Timedelta(0)
        if times.zoned is not None:
            starts = times.zoned.tz_convert(WINTER_TIME).tz_localize(None) - back
            in_utc = times.wall.equals(times.zoned.tz_localize(None))
            yield _reading("dutch", stamp, starts, step=step, any_midnight=in_utc)
            continue
        for clock in clocks:
            yield _reading(clock, stamp, _moments(times.wall, clock) - back, step=step)
            if (
                clock == "dutch" and stamp == "end"
            ):  # some programs put the end of an interval on the clock of its start
                yield _reading(clock, stamp, _moments(times.wall - back, clock), step=step)


def _moments(wall: pd.DatetimeIndex, clock: Clock) -> pd.DatetimeIndex:
    """Times on a clock as moments in UTC+1, NaT where that clock skips."""
    if clock == "utc":
        return wall + pd.Timedelta(hours=1)
    if clock == "winter":
        return wall
    first = ~wall.duplicated(keep="first")
    aware = wall.tz_localize(DUTCH_CLOCK, ambiguous=first, nonexistent="NaT")
    return aware.tz_convert(WINTER_TIME).tz_localize(None)


def _reading(
    clock: Clock, stamp: Stamp, starts: pd.DatetimeIndex, *, step: pd.Timedelta, any_midnight: bool = False
) -> Reading:
    """A way to read the times with its faults (impossible, double, missing in the night that clocks change)."""
    known = starts[starts.notna()]
    doubles = int(known.duplicated().sum())
    faults = len(starts) - len(known) + doubles + _lost_at_changes(known, step)
    first, after = known.min(), known.max() + step
    zones = (
        (DUTCH_CLOCK, "UTC") if any_midnight else (DUTCH_CLOCK,) if clock != "winter" else (DUTCH_CLOCK, WINTER_TIME)
    )
    ends = max(int(_midnight(first, zone)) + int(_midnight(after, zone)) for zone in zones)
    return Reading(clock, stamp, starts, faults, ends)


def _midnight(moment: pd.Timestamp, zone: str) -> bool:
    local = moment.tz_localize(WINTER_TIME).tz_convert(zone)
    return bool(local == local.normalize())


def _lost_at_changes(known: pd.DatetimeIndex, step: pd.Timedelta) -> int:
    """Steps that are missing from the hours around the changes of the clock, where the file covers those nights."""
    lost = 0
    for year in sorted(set(known.year.tolist()))[:3]:
        for month in (3, 10):
            sunday = pd.Timestamp(year, month, 31) - pd.Timedelta(
                days=(pd.Timestamp(year, month, 31).weekday() + 1) % 7
            )
            begin, end = sunday + pd.Timedelta(hours=1), sunday + pd.Timedelta(hours=3)
            if known.min() <= begin and known.max() >= end:
                there = int(((known >= begin) & (known < end)).sum())
                lost += max(0, int((end - begin) / step) - there)
    return lost


def _tell(chosen: Reading, readings: list[Reading], times: WrittenTimes, *, asked: Asked, spot: Spot) -> None:
    """Say what was decided, and what the clock did."""
    if asked.stamp is None and len({one.stamp for one in readings}) > 1:
        tell_decided(STAMP, chosen.stamp, spot)
    if times.zoned is None and asked.clock is None and len({one.clock for one in readings}) > 1:
        tell_decided(CLOCK, chosen.clock, spot)
    skipped: NDArray[np.bool_] = np.asarray(chosen.starts.isna())
    if skipped.any():
        before, value = len(skipped), int(skipped.sum())
        spot.say("meter_rows_dropped", before=before, after=before - value, value=value, reason=SKIPPED)
    if chosen.clock == "dutch" and times.zoned is None and times.wall.has_duplicates:
        spot.say("profile_summer_time", "time", before="92/100 x 15 min", after="96 x 15 min", quarters="92/100")
