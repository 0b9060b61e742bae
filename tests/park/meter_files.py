"""Writes a year of quarter-hours as a meter file in any dialect that companies get."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

DUTCH = "Europe/Amsterdam"
CLOCKS = {"dutch": DUTCH, "utc": "UTC", "winter": "Etc/GMT-1", "zoned": DUTCH, "zulu": "UTC"}
EAN = "871687400001234567"


@dataclass(frozen=True)
class Written:
    """How a meter file is written.

    ``places`` is a fixed number of decimals; ``midnight`` is written as 00:00, left out, or as 24:00 of the day that
    ends; ``cut`` rows are missing at the end, or at the beginning where it is negative.
    """

    separator: str = ";"
    decimal: str = ","
    stamp: str = "start"
    clock: str = "dutch"
    unit: str = "kWh"
    minutes: int = 15
    encoding: str = "utf-8"
    columns: str = "one"
    times: str = "%d-%m-%Y %H:%M"
    preamble: bool = False
    ean: bool = False
    named: bool = True
    united: bool = True
    places: int | None = None
    midnight: str = "00:00"
    cut: int = 0


def year_kw(year: int = 2025) -> NDArray[np.float64]:
    """A week with noise, in whole and half kW, never below 3; shape (35040,) in UTC+1."""
    step = np.arange(35040)
    hour, day = step // 4 % 24, step // 96 % 7
    busy = np.where((hour >= 7) & (hour < 17) & (day < 5), 40.0, 5.0)
    return np.asarray(busy + 0.5 * np.random.default_rng(year).integers(0, 20, 35040))


def meter_text(kw: NDArray[np.float64], how: Written, *, year: int = 2025) -> str:
    """The file as text, with values per step of the dialect."""
    start = pd.date_range(f"{year}-01-01", periods=len(kw), freq="15min", tz="+01:00")
    if how.minutes == 5:
        start, kw = pd.date_range(start[0], periods=3 * len(kw), freq="5min"), np.repeat(kw, 3)
    elif how.minutes == 60:
        start, kw = start[::4], kw.reshape(-1, 4).mean(axis=1)
    rows = slice(max(0, -how.cut), len(kw) - max(0, how.cut))
    start, kw = start[rows], kw[rows]
    shown = shown_at(start, how.stamp, how.clock, minutes=how.minutes)
    zoned = how.clock in ("zoned", "zulu")
    times = [moment.isoformat() for moment in shown] if zoned else _written_at(shown, how)
    values = kw * (how.minutes / 60 if how.unit == "kWh" else 1.0)
    return _joined(times, values, how)


def shown_at(start: pd.DatetimeIndex, stamp: str, clock: str, *, minutes: int) -> pd.DatetimeIndex:
    """What a clock shows at the start or the end of intervals that start at these moments."""
    moments = start + pd.Timedelta(minutes=minutes if stamp == "end" else 0)
    return moments.tz_convert(CLOCKS[clock])


def _written_at(shown: pd.DatetimeIndex, how: Written) -> list[str]:
    if how.midnight == "24:00" and how.stamp == "end":
        day = shown.tz_localize(None) - pd.Timedelta(days=1)
        night = (shown.hour == 0) & (shown.minute == 0)
        late = day.strftime(how.times.replace("%H", "24"))
        return [b if n else a for a, b, n in zip(shown.strftime(how.times), late, night, strict=True)]
    times = list(shown.strftime(how.times))
    return times if how.midnight != "" else [re.sub(r" 00:00(:00)?$", "", time) for time in times]


def _joined(times: list[str], values: NDArray[np.float64], how: Written) -> str:
    head = {"start": "Begintijd", "end": "Eindtijd"}[how.stamp] if how.named else "Datum/tijd"
    unit = f" ({how.unit})" if how.united else ""
    names, cells = [head, f"Afname{unit}"], [times, [_cell(v, how) for v in values]]
    if how.columns in ("feed_in", "production"):
        names += [f"Teruglevering{unit}"]
        back = [max(0.0, 2.0 - v) if how.columns == "production" else 0.0 for v in values]
        cells += [[_cell(v, how) for v in back]]
    if how.columns == "production":
        names += [f"Productie{unit}", "Status"]
        cells += [[_cell(v, how) for v in back], ["gemeten"] * len(values)]
    if how.ean:
        names, cells = ["EAN-code", *names], [[f"'{EAN}"] * len(values), *cells]
    rows = [how.separator.join(row) for row in (names, *zip(*cells, strict=True))]
    loose = ["Meetbedrijf Voorbeeld", f"Periode{how.separator}2025", ""] if how.preamble else []
    return "\r\n".join([*loose, *rows]) + "\r\n"


def _cell(value: float, how: Written) -> str:
    exact = f"{value:.9f}".rstrip("0").rstrip(".")
    text = (exact if how.places is None else f"{value:.{how.places}f}").replace(".", how.decimal)
    return f'"{text}"' if how.decimal == how.separator else text


def write_meter(folder: Path, how: Written, *, kw: NDArray[np.float64] | None = None, name: str = "meter.csv") -> Path:
    """A year in this dialect in a file."""
    return write_text(folder, meter_text(year_kw() if kw is None else kw, how), how, name=name)


def write_text(folder: Path, text: str, how: Written, *, name: str = "meter.csv") -> Path:
    """This text in a file of this dialect."""
    path = folder / name
    path.write_bytes(text.encode(how.encoding))
    return path
