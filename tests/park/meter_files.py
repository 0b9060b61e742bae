"""Writes a year of quarter-hours as a meter file in any dialect that companies get."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

DUTCH = "Europe/Amsterdam"
EAN = "871687400001234567"


@dataclass(frozen=True)
class Written:
    """How a meter file is written."""

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
    moments = start + pd.Timedelta(minutes=how.minutes if how.stamp == "end" else 0)
    shown = moments.tz_convert({"dutch": DUTCH, "utc": "UTC", "winter": "Etc/GMT-1", "zoned": DUTCH}[how.clock])
    times = [moment.isoformat() for moment in shown] if how.clock == "zoned" else list(shown.strftime(how.times))
    values = kw * (how.minutes / 60 if how.unit == "kWh" else 1.0)
    return _joined(times, values, how)


def _joined(times: list[str], values: NDArray[np.float64], how: Written) -> str:
    head = {"start": "Begintijd", "end": "Eindtijd"}[how.stamp] if how.named else "Datum/tijd"
    names, cells = [head, f"Afname ({how.unit})"], [times, [_cell(v, how) for v in values]]
    if how.columns in ("feed_in", "production"):
        names += [f"Teruglevering ({how.unit})"]
        back = [max(0.0, 2.0 - v) if how.columns == "production" else 0.0 for v in values]
        cells += [[_cell(v, how) for v in back]]
    if how.columns == "production":
        names += [f"Productie ({how.unit})", "Status"]
        cells += [[_cell(v, how) for v in back], ["gemeten"] * len(values)]
    if how.ean:
        names, cells = ["EAN-code", *names], [[f"'{EAN}"] * len(values), *cells]
    rows = [how.separator.join(row) for row in (names, *zip(*cells, strict=True))]
    loose = ["Meetbedrijf Voorbeeld", f"Periode{how.separator}2025", ""] if how.preamble else []
    return "\r\n".join([*loose, *rows]) + "\r\n"


def _cell(value: float, how: Written) -> str:
    text = f"{value:.9f}".rstrip("0").rstrip(".").replace(".", how.decimal)
    return f'"{text}"' if how.decimal == how.separator else text


def write_meter(folder: Path, how: Written, *, kw: NDArray[np.float64] | None = None, name: str = "meter.csv") -> Path:
    """A year in this dialect in a file."""
    path = folder / name
    path.write_bytes(meter_text(year_kw() if kw is None else kw, how).encode(how.encoding))
    return path
