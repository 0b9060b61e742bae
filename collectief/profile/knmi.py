"""Weather from an official KNMI hourly file: temperature, global radiation and wind."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from collectief.profile.series import Array, bad, numbers, read_lines, to_year
from collectief.text import Text

NEEDED = ("YYYYMMDD", "HH", "FH", "T", "Q")
TENTHS = 10.0
W_PER_J_CM2 = 1e4 / 3600.0
"""J/cm2 in an hour to the mean W/m2 of that hour."""


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
        BadSeries: the file cannot be read, lacks a column, holds two stations, or misses hours for too long.
    """
    table = _table(path)
    times = _hour_starts(path, table)
    columns = [numbers(table[name]) for name in ("T", "Q", "FH")]
    degc, ghi, wind = (to_year(path, year, times=times, values=column) for column in columns)
    repairs = dict.fromkeys((*degc.repairs, *ghi.repairs, *wind.repairs))
    return Weather(
        degc=degc.values / TENTHS,
        ghi_w_m2=np.maximum(ghi.values, 0.0) * W_PER_J_CM2,
        wind_m_s=np.maximum(wind.values, 0.0) / TENTHS,
        repairs=tuple(repairs),
    )


def _table(path: Path) -> dict[str, list[str]]:
    lines = read_lines(path)
    heads = [line for line in lines if line.lstrip("# ").startswith("STN,")]
    names = [name.strip() for name in heads[-1].lstrip("# ").split(",")] if heads else []
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise bad(
            path,
            nl=f"kolom {', '.join(missing)} ontbreekt. Nodig is een KNMI-uurbestand met STN, FH, T en Q.",
            en=f"column {', '.join(missing)} is missing. A KNMI hourly file with STN, FH, T and Q is needed.",
        )
    body = [line.split(",") for line in lines if line.strip() and line.lstrip()[0].isdigit()]
    table = {name: [row[k].strip() if k < len(row) else "" for row in body] for k, name in enumerate(names)}
    if len(set(table["STN"])) != 1:
        stations = ", ".join(sorted(set(table["STN"]))[:5]) or "0"
        raise bad(
            path,
            nl=f"dit bestand bevat de stations {stations}. Geef een bestand met precies een station.",
            en=f"this file holds the stations {stations}. Give a file with exactly one station.",
        )
    return table


def _hour_starts(path: Path, table: dict[str, list[str]]) -> pd.DatetimeIndex:
    days = pd.to_datetime(pd.Series(table["YYYYMMDD"], dtype=str), format="%Y%m%d", errors="coerce", utc=True)
    hours = numbers(table["HH"])
    wrong = np.flatnonzero(np.asarray(days.isna()) | ~((hours >= 1) & (hours <= 24)))
    if wrong.size:
        day, hour = table["YYYYMMDD"][int(wrong[0])], table["HH"][int(wrong[0])]
        raise bad(
            path,
            nl=f"dag {day!r} uur {hour!r} is geen tijd. Verwacht: JJJJMMDD en uur 1 tot en met 24.",
            en=f"day {day!r} hour {hour!r} is no time. Expected: YYYYMMDD and hour 1 to 24.",
        )
    return pd.DatetimeIndex(days + pd.to_timedelta(hours - 1, unit="h"))
