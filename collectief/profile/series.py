"""A series of one year as read from a file: hourly values, what was repaired, and the error when it cannot be read."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collectief.errors import CollectiefError
from collectief.profile.clock import hours_of
from collectief.text import Text

Array = NDArray[np.float64]
LONGEST_GAP_H = 6
"""A straight line over at most this many hours keeps the day's shape; beyond that it would invent a day."""
MOST_GAPS_H = 88
"""At most one hour in a hundred is filled; beyond that the file is another kind of file."""
EXAMPLES = 3


class BadSeries(CollectiefError):
    """A file with a series that cannot be used: says which file, what was found and what to do."""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Hourly values in UTC+1, shape (8760,), and what was repaired on the way."""

    values: Array
    repairs: tuple[Text, ...] = ()


def bad(path: Path, *, nl: str, en: str) -> BadSeries:
    """The error for one file."""
    return BadSeries(Text(nl=f"{path.name}: {nl}", en=f"{path.name}: {en}"))


def read_lines(path: Path) -> list[str]:
    """The lines of a text file.

    Raises:
        BadSeries: the file is missing or is not text in UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise bad(
            path,
            nl="dit bestand is niet te openen. Controleer de naam in park.toml.",
            en="this file cannot be opened. Check its name in park.toml.",
        ) from error
    except UnicodeDecodeError as error:
        raise bad(
            path,
            nl="dit is geen tekst in UTF-8. Sla het bestand op als CSV in UTF-8.",
            en="this is no text in UTF-8. Save the file as CSV in UTF-8.",
        ) from error


def read_columns(path: Path, names: tuple[str, ...]) -> list[list[str]]:
    """The named columns of a CSV file, as text; separator ``,`` ``;`` or tab, from the first line.

    Raises:
        BadSeries: the file cannot be read or lacks a column.
    """
    lines = read_lines(path)
    head = lines[0] if lines else ""
    separator = max(",;\t", key=head.count)
    rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=separator) if row]
    titles = [title.lower() for title in rows[0]] if rows else []
    missing = [name for name in names if name not in titles]
    if missing:
        raise bad(
            path,
            nl=f"kolom {', '.join(missing)} ontbreekt. Gevonden: {head[:80]!r}. Nodig: {', '.join(names)}.",
            en=f"column {', '.join(missing)} is missing. Found: {head[:80]!r}. Needed: {', '.join(names)}.",
        )
    places = [titles.index(name) for name in names]
    return [[row[place] if place < len(row) else "" for row in rows[1:]] for place in places]


def numbers(cells: list[str]) -> Array:
    """Numbers from text, decimal point or comma; what is no number becomes NaN.

    >>> numbers(["1,5", " 2 ", ""]).tolist()
    [1.5, 2.0, nan]
    """
    return np.asarray(pd.to_numeric(pd.Series(cells, dtype=str).str.replace(",", "."), errors="coerce"), dtype=float)


def moments(path: Path, cells: list[str]) -> pd.DatetimeIndex:
    """Moments in UTC from text with a zone, such as ``2025-01-01 00:00:00+01:00``.

    Raises:
        BadSeries: a time cannot be read or has no zone.
    """
    text = pd.Series(cells, dtype=str)
    zoned = text.str.contains(r"(?:Z|[+-]\d\d:?\d\d)$", regex=True)
    read = pd.to_datetime(text.where(zoned), utc=True, errors="coerce", format="ISO8601")
    wrong = np.flatnonzero(np.asarray(read.isna()))
    if wrong.size:
        row, cell = int(wrong[0]) + 2, cells[int(wrong[0])]
        example = "2025-01-01 00:00:00+01:00"
        raise bad(
            path,
            nl=f"regel {row}: {cell!r} is geen tijd met zone. Schrijf bijvoorbeeld {example}.",
            en=f"line {row}: {cell!r} is no time with a zone. Write for example {example}.",
        )
    return pd.DatetimeIndex(read)


def to_year(path: Path, number: int, *, times: pd.DatetimeIndex, values: Array) -> Series:
    """Values at their moments (UTC) as the 8760 hours of a year: means of parts of hours, short gaps bridged.

    Rows of other years are ignored. Gaps of up to six hours are filled by a straight line and listed.

    Raises:
        BadSeries: hours of the year are missing for longer than that, or more than one in a hundred.
    """
    found = pd.Series(values, index=times).dropna()
    double = int(found.index.duplicated().sum())
    found = found[~found.index.duplicated()]
    hours = hours_of(number)
    hourly = found.groupby(pd.DatetimeIndex(found.index).floor("h")).mean().reindex(hours.tz_convert("UTC"))
    gaps = np.asarray(hourly.isna())
    if _longest_run(gaps) > LONGEST_GAP_H or gaps.sum() > MOST_GAPS_H:
        raise _too_few(path, number, missing=hours[gaps], held=pd.DatetimeIndex(found.index).tz_convert(hours.tz))
    filled = np.interp(np.arange(len(hours)), np.flatnonzero(~gaps), hourly.to_numpy()[~gaps])
    return Series(filled, _repairs(path, hours[gaps], double=double))


def _longest_run(flags: NDArray[np.bool_]) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return int(np.max(edges[1::2] - edges[::2], initial=0))


def _too_few(path: Path, number: int, *, missing: pd.DatetimeIndex, held: pd.DatetimeIndex) -> BadSeries:
    first, count = f"{missing[0]:%d-%m-%Y %H:%M}", len(missing)
    years = pd.Series(held.year, dtype=object).value_counts()
    usual = [str(year) for year, rows in years.items() if rows > len(held) // 10][:EXAMPLES]
    nl, en = (f" {words} {', '.join(usual)}." if usual else "" for words in ("Dit bestand heeft", "This file has"))
    return bad(
        path,
        nl=f"er ontbreken {count} uren van {number}, het eerst {first} (wintertijd). Geef heel {number}.{nl}",
        en=f"{count} hours of {number} are missing, first {first} (winter time). Give all of {number}.{en}",
    )


def _repairs(path: Path, missing: pd.DatetimeIndex, *, double: int) -> tuple[Text, ...]:
    found = []
    if len(missing):
        when, file = ", ".join(f"{moment:%d-%m-%Y %H:%M}" for moment in missing[:EXAMPLES]), path.name
        found.append(
            Text(
                nl=f"{file}: {len(missing)} ontbrekende uren ingevuld uit de uren ernaast (zoals {when}).",
                en=f"{file}: {len(missing)} missing hours filled from the hours beside them (such as {when}).",
            )
        )
    if double:
        found.append(
            Text(
                nl=f"{path.name}: {double} dubbele tijden; de eerste telt.",
                en=f"{path.name}: {double} times occur twice; the first counts.",
            )
        )
    return tuple(found)
