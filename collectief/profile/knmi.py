"""Weather from an official KNMI hourly file: temperature, global radiation and wind."""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from collectief.profile.series import Array, Faults, to_year
from collectief.profile.series_file import Column, Rows, column, figures, read_lines, tell_width, tell_wrong
from collectief.text import Text

NEEDED = ("YYYYMMDD", "HH", "FH", "T", "Q")
TENTHS = 10.0
W_PER_J_CM2 = 1e4 / 3600.0
"""J/cm2 in an hour to the mean W/m2 of that hour."""
HOTTEST_DEGC, BRIGHTEST_W_M2, WINDIEST_M_S = 60.0, 1400.0, 60.0
"""Never measured in the country: a value beyond these is missing or in another unit."""
DAY, HOUR = re.compile(r"[0-9]{8}"), re.compile(r"0?[1-9]|1[0-9]|2[0-4]")
NO_TIME = Text(nl="is geen tijd", en="is no time")
TIME = Text(nl="Verwacht: JJJJMMDD en uur 1 tot en met 24.", en="Expected: YYYYMMDD and hour 1 to 24.")
SOURCE = Text(
    nl="Nodig is een KNMI-uurbestand met STN, FH, T en Q.", en="A KNMI hourly file with STN, FH, T and Q is needed."
)
STATION = Text(nl="Geef een bestand met precies een station.", en="Give a file with exactly one station.")
UNITS = Text(nl="Nodig zijn 0,1 graad, 0,1 m/s en J/cm2.", en="0.1 degrees, 0.1 m/s and J/cm2 are needed.")


@dataclass(frozen=True, slots=True, eq=False)
class Weather:
    """Hourly weather of one year in UTC+1, each shape (8760,), and what was repaired."""

    degc: Array
    ghi_w_m2: Array
    wind_m_s: Array
    repairs: tuple[Text, ...] = ()


def read_knmi(path: Path, year: int) -> Weather:
    """Weather of one year from a KNMI hourly file (one station).

    Lines with ``#`` are comments, the last of them names the columns; ``HH`` 1-24 is the hour that ends then
    in UT; ``FH`` 0.1 m/s, ``T`` 0.1 degC, ``Q`` J/cm2. Days of other years are ignored.

    Raises:
        BadSeries: with all that is wrong: a column or hours are missing, values cannot be, or two stations.
    """
    faults = Faults(path)
    table = _table(path, faults)
    times = _hour_starts(table, faults)
    bounds = {
        "T": (-HOTTEST_DEGC * TENTHS, HOTTEST_DEGC * TENTHS),
        "Q": (0.0, BRIGHTEST_W_M2 / W_PER_J_CM2),
        "FH": (0.0, WINDIEST_M_S * TENTHS),
    }
    columns = {n: figures(table[n], faults, low=lo, high=hi, advice=UNITS) for n, (lo, hi) in bounds.items()}
    series = [to_year(faults, year, times=times, values=values, column=n) for n, values in columns.items()]
    faults.stop()
    degc, ghi, wind = series
    return Weather(
        degc=degc.values / TENTHS,
        ghi_w_m2=ghi.values * W_PER_J_CM2,
        wind_m_s=wind.values / TENTHS,
        repairs=tuple(dict.fromkeys(text for one in series for text in one.repairs)),
    )


def _table(path: Path, faults: Faults) -> dict[str, Column]:
    """The needed columns by name; raises BadSeries where there is no such table."""
    lines = read_lines(path, faults)
    heads = [line for line in lines if line.lstrip("# ").startswith("STN,")]
    names = [name.strip() for name in heads[-1].lstrip("# ").rstrip(", ").split(",")] if heads else []
    missing = [name for name in NEEDED if names.count(name) != 1]
    if missing:
        words = ", ".join(missing)
        faults.say(words, Text(nl=f"kolom {words} ontbreekt.", en=f"column {words} is missing."), SOURCE)
        faults.stop()
    rows: Rows = [
        (at, [cell.strip() for cell in line.split(",")])
        for at, line in enumerate(lines, start=1)
        if line.strip() and line.lstrip()[0].isdigit()
    ]
    tell_width(rows, len(names), faults)
    stations = sorted(set(column(rows, names.index("STN"), "STN").cells))
    if len(stations) != 1:
        found = ", ".join(stations[:5]) or "0"
        faults.say(
            "STN",
            Text(nl=f"dit bestand bevat de stations {found}.", en=f"this file holds the stations {found}."),
            STATION,
        )
    return {name: column(rows, names.index(name), name) for name in NEEDED}


def _hour_starts(table: dict[str, Column], faults: Faults) -> pd.DatetimeIndex | None:
    """The start of each hour in UTC, or None with a fault."""
    day, hour = table["YYYYMMDD"], table["HH"]
    days = pd.to_datetime(pd.Series(day.cells, dtype=str), format="%Y%m%d", errors="coerce", utc=True)
    both = Column("YYYYMMDD, HH", [f"{d} {h}" for d, h in zip(day.cells, hour.cells, strict=True)], day.lines)
    wrong = {
        cell
        for cell, lost in zip(both.cells, days.isna(), strict=True)
        if lost or not (DAY.fullmatch(cell.split(" ")[0]) and HOUR.fullmatch(cell.split(" ")[-1]))
    }
    tell_wrong(both, wrong, faults, what=NO_TIME, advice=TIME)
    if wrong:
        return None
    return pd.DatetimeIndex(days + pd.to_timedelta([int(h) - 1 for h in hour.cells], unit="h"))
