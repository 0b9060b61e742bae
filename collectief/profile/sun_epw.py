"""Weather from an EPW file (EnergyPlus), usually a typical year put together of months from several years."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from collectief.facts.written import parsed
from collectief.profile.clock import WINTER_TIME
from collectief.profile.knmi import BRIGHTEST_W_M2, HOTTEST_DEGC, WINDIEST_M_S, Weather
from collectief.profile.series import Array, Faults, to_year
from collectief.profile.series_file import Column, Rows, column, figures, read_lines, tell_width, tell_wrong
from collectief.text import Text

SUFFIX = ".epw"
HEAD_LINES = 8
LEAST_CELLS, MOST_CELLS = 22, 35
"""The columns that are needed, and all that EPW knows."""
PLACES = {"year": 0, "month": 1, "day": 2, "hour": 3, "minute": 4, "temp_air": 6, "ghi": 13, "wind_speed": 21}
"""Where each column stands, counted from 0."""
NO_DEGC, NO_W_M2, NO_M_S = 99.9, 9999.0, 999.0
"""What EPW writes where a value is missing."""
LEAP_YEAR = 2024
DAYS_A_YEAR = 365
WHOLE = re.compile(r"[0-9]{1,4}")
ZONES_H = (-12.0, 14.0)
NO_EPW = Text(nl="dit is geen EPW-bestand.", en="this is no EPW file.")
EXPECTED = Text(
    nl="Verwacht: acht kopregels en 35 kolommen per uur.", en="Expected: eight header lines and 35 columns per hour."
)
NO_TIME = Text(nl="is geen dag en uur", en="is no day and hour")
PER_HOUR = Text(nl="er staan meer regels per uur in.", en="there are more lines per hour.")
GIVE_HOURS = Text(nl="Geef een EPW met een regel per uur.", en="Give an EPW with one line per hour.")


def read_epw(path: Path, year: int) -> tuple[Weather, tuple[Text, ...]]:
    """Weather placed in a calendar year, and what is to be known of the years that it really comes from.

    Raises:
        BadSeries: with all that is wrong: it is no EPW, values cannot be, or hours are missing.
    """
    faults = Faults(path)
    lines = read_lines(path, faults)
    place, zone_h = _location(lines, faults)
    rows: Rows = [
        (at, [cell.strip() for cell in line.split(",")])
        for at, line in enumerate(lines[HEAD_LINES:], start=HEAD_LINES + 1)
        if line.strip()
    ]
    if not rows or not LEAST_CELLS <= len(rows[0][1]) <= MOST_CELLS:
        faults.say("", NO_EPW, EXPECTED)
    tell_width(rows, len(rows[0][1]) if rows else 0, faults)
    table = {name: column(rows, at, name) for name, at in PLACES.items()}
    times = _times(table, year, zone_h=zone_h, faults=faults)
    degc = figures(_known(table["temp_air"], NO_DEGC), faults, low=-HOTTEST_DEGC, high=HOTTEST_DEGC)
    ghi = figures(_known(table["ghi"], NO_W_M2), faults, low=0.0, high=BRIGHTEST_W_M2)
    wind = figures(_known(table["wind_speed"], NO_M_S), faults, low=0.0, high=WINDIEST_M_S)
    series = [
        to_year(faults, year, times=times, values=values, column=name)
        for name, values in (("temp_air", degc), ("ghi", ghi), ("wind_speed", wind))
    ]
    faults.stop()
    repairs = tuple(dict.fromkeys(text for one in series for text in one.repairs))
    weather = Weather(series[0].values, series[1].values, series[2].values, repairs)
    years = sorted({int(number) for number in table["year"].cells})
    return weather, _mixed(path, years, year, place=place)


def _location(lines: list[str], faults: Faults) -> tuple[str, float]:
    """The place and its zone in hours from UTC, from the first line."""
    cells = lines[0].split(",")
    zone = column([(1, cells)], 8, "LOCATION")
    if cells[0].strip() != "LOCATION" or not zone.cells[0]:
        faults.say("LOCATION", NO_EPW, EXPECTED)
        return "", 0.0
    hours = figures(zone, faults, low=ZONES_H[0], high=ZONES_H[1])
    return cells[1].strip()[:40], float(hours[0])


def _times(table: dict[str, Column], year: int, *, zone_h: float, faults: Faults) -> pd.DatetimeIndex | None:
    """The hours on the calendar of a year, in UTC; NaT on a leap day that the year does not have; None with a fault.

    The hours that in UTC+1 belong to the day before New Year, or after New Year's Eve, go round to the other end.
    """
    parts = {name: table[name].cells for name in ("month", "day", "hour", "year", "minute")}
    words = [" ".join(row) for row in zip(*parts.values(), strict=True)]
    whole = np.asarray([all(WHOLE.fullmatch(cell) for cell in word.split(" ")) for word in words], dtype=bool)
    month, day, hour = (np.asarray([int(c) if WHOLE.fullmatch(c) else 0 for c in parts[n]]) for n in list(parts)[:3])
    real = np.asarray(_dates(LEAP_YEAR, month, day).notna()) & (hour >= 1) & (hour <= 24) & whole
    given = Column("month day hour", words, table["month"].lines)
    wrong = {word for word, fits in zip(words, real, strict=True) if not fits}
    tell_wrong(given, wrong, faults, what=NO_TIME, advice=EXPECTED)
    if len(set(parts["minute"])) > 1 and real.all():
        faults.say("minute", PER_HOUR, GIVE_HOURS)
    if not real.all():
        return None
    local = _dates(year, month, day) + pd.to_timedelta(hour - 1 - zone_h, unit="h")
    winter = local.tz_localize("UTC").tz_convert(WINTER_TIME)
    late = np.asarray(winter.year - year).astype(float)
    around = pd.to_timedelta(np.where(np.isfinite(late), -late, 0.0) * DAYS_A_YEAR, unit="D")
    return pd.DatetimeIndex(winter + around).tz_convert("UTC")


def _dates(year: int, month: "np.ndarray[tuple[int], np.dtype[np.int64]]", day: Array) -> pd.DatetimeIndex:
    """Days of a year; NaT where there is no such day."""
    return pd.DatetimeIndex(
        pd.to_datetime(pd.DataFrame({"year": year, "month": month, "day": day}), errors="coerce")
    ).as_unit("ns")


def _known(given: Column, missing: float) -> Column:
    """The column with empty cells where EPW says that a value is missing."""
    lost = {cell for cell in set(given.cells) if parsed(cell) == missing}
    return replace(given, cells=["" if cell in lost else cell for cell in given.cells])


def _mixed(path: Path, years: list[int], year: int, *, place: str) -> tuple[Text, ...]:
    if years == [year]:
        return ()
    first, last = years[0], years[-1]
    said = str(first) if first == last else f"{first}-{last}"
    shown = "".join(c for c in place if c.isprintable())
    return (
        Text(
            nl=f"{path.name}: het weer ({shown}) komt uit {said} en is op de kalender van {year} gelegd.",
            en=f"{path.name}: the weather ({shown}) comes from {said} and was put on the calendar of {year}.",
        ),
    )
