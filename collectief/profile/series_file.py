"""Reads text files with series: columns as they are written, numbers and moments, and a fault for each that is none."""

import csv
import re
from collections.abc import Collection
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd

from collectief.facts.written import common_mark, parsed, unclear
from collectief.park.check_words import shown
from collectief.park.read_meter_number import EMPTY
from collectief.park.read_table import OFFICE
from collectief.profile.series import Array, Faults
from collectief.text import Text

ZONED = re.compile(r"(Z|[+-]\d\d:?\d\d)$", re.ASCII)
MOMENT = Text(nl="Schrijf bijvoorbeeld 2025-01-01 00:00:00+01:00.", en="Write for example 2025-01-01 00:00:00+01:00.")
DECIMALS = Text(
    nl="Vaak is een decimale komma als scheiding gelezen, of is het bestand afgebroken. Scheid de kolommen met ;",
    en="Often a decimal comma was read as a separator, or the file was cut off. Part the columns with ;",
)
NO_NUMBER = Text(nl="is geen getal", en="is no number")
EITHER = Text(nl="kan duizenden of decimalen betekenen", en="may mean thousands or decimals")
DECIDE = Text(nl="Schrijf getallen met een of twee decimalen.", en="Write numbers with one or two decimals.")
NUMBERS = Text(nl="Vul getallen in; laat onbekende waarden leeg.", en="Fill in numbers; leave unknown values empty.")


@dataclass(frozen=True, slots=True)
class Column:
    """The cells of one column as text, and the line in which each stands."""

    name: str
    cells: list[str]
    lines: list[int]


def read_lines(path: Path, faults: Faults) -> list[str]:
    """The lines of a text file: UTF-8, or as an older program writes it; figures are the same in both.

    Raises:
        BadSeries: the file is missing or is no text.
    """
    data = b""
    try:
        data = path.read_bytes()
    except (OSError, ValueError):
        faults.say("", *_NOT_THERE)
    if b"\0" in data:
        faults.say("", *_NO_TEXT)
    faults.stop()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode(OFFICE, errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")


_NOT_THERE = (
    Text(nl="dit bestand is niet te openen.", en="this file cannot be opened."),
    Text(nl="Controleer de naam in park.toml.", en="Check its name in park.toml."),
)
_NO_TEXT = (
    Text(nl="dit is geen tekst in UTF-8.", en="this is no text in UTF-8."),
    Text(nl="Sla het bestand op als CSV in UTF-8.", en="Save the file as CSV in UTF-8."),
)


def read_columns(path: Path, names: tuple[str, ...], faults: Faults) -> list[Column]:
    """The named columns of a CSV file; separator ``,`` ``;`` or tab, from the first line.

    Raises:
        BadSeries: the file cannot be read, lacks a column or has it twice, or has rows that are too long.
    """
    lines = read_lines(path, faults)
    separator = max(",;\t", key=lines[0].count)
    rows = _rows("\n".join(lines), separator, faults)
    titles = [title.lower() for title in rows[0][1]] if rows else []
    while titles and not titles[-1]:
        titles.pop()
    missing = [name for name in names if titles.count(name) != 1]
    if missing:
        twice = any(name in titles for name in missing)
        faults.say(
            ", ".join(missing),
            Text(
                nl=f"kolom {', '.join(missing)} {'staat er dubbel' if twice else 'ontbreekt'}.",
                en=f"column {', '.join(missing)} {'is there twice' if twice else 'is missing'}.",
            ),
            Text(
                nl=f"Gevonden: {shown(lines[0])}. Nodig: {', '.join(names)}.",
                en=f"Found: {shown(lines[0])}. Needed: {', '.join(names)}.",
            ),
        )
    tell_width(rows, len(titles), faults)
    faults.stop()
    return [column(rows[1:], titles.index(name), name) for name in names]


Rows = list[tuple[int, list[str]]]
"""Cells by the number of their line."""


def _rows(text: str, separator: str, faults: Faults) -> Rows:
    """The rows that are not blank."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: Rows = []
    try:
        rows.extend((reader.line_num, [cell.strip() for cell in row]) for row in reader if row)
    except csv.Error as error:
        line = reader.line_num
        faults.say(
            "",
            Text(
                nl=f"regel {line} is niet te lezen ({shown(error)}).",
                en=f"line {line} cannot be read ({shown(error)}).",
            ),
            Text(nl='Haal losse aanhalingstekens (") weg.', en='Remove stray quotes (").'),
        )
        faults.stop()
    return rows


def tell_width(rows: Rows, width: int, faults: Faults) -> None:
    """Say that rows hold more or fewer cells than the header: then cells stand in another column."""
    odd = [(line, cells) for line, cells in rows if len(cells) < width or any(cells[width:])]
    if odd:
        line, cells = odd[0]
        faults.say(
            "",
            Text(
                nl=f"regel {line} heeft {len(cells)} cellen, de kop {width}; zo zijn er {len(odd)}.",
                en=f"line {line} has {len(cells)} cells, the header {width}; there are {len(odd)} such lines.",
            ),
            DECIMALS,
        )


def column(rows: Rows, place: int, name: str) -> Column:
    """One column of these rows; empty where a row is too short."""
    cells = [row[place].strip() if place < len(row) else "" for _, row in rows]
    return Column(name, cells, [line for line, _ in rows])


def figures(given: Column, faults: Faults, *, low: float, high: float, advice: Text = NUMBERS) -> Array:
    """The numbers of a column, decimal point or comma as the whole column has it; NaN where a cell is empty.

    What is no number, is unclear or lies outside ``low`` to ``high`` is a fault, and 0 here.

    >>> figures(Column("kw", ["1,5", "2", ""], [2, 3, 4]), Faults(Path("a.csv")), low=0, high=9).tolist()
    [1.5, 2.0, nan]
    """
    texts = {cell: cell.replace(" ", "") for cell in set(given.cells)}
    mark = common_mark(texts.values())
    values = {cell: np.nan if EMPTY.fullmatch(text.lower()) else parsed(text, mark) for cell, text in texts.items()}
    no_number = {cell for cell, value in values.items() if value is None or np.isinf(value)}
    either = {cell for cell, text in texts.items() if unclear(text, mark)}
    outside = {c for c, v in values.items() if v is not None and not np.isnan(v) and not low <= v <= high} - no_number
    bounds = Text(nl=f"ligt niet tussen {low:g} en {high:g}", en=f"is not between {low:g} and {high:g}")
    tell_wrong(given, no_number, faults, what=NO_NUMBER, advice=NUMBERS)
    tell_wrong(given, either, faults, what=EITHER, advice=DECIDE)
    tell_wrong(given, outside - either, faults, what=bounds, advice=advice)
    sound = {c: 0.0 if c in no_number | either | outside or v is None else v for c, v in values.items()}
    return np.asarray([sound[cell] for cell in given.cells], dtype=np.float64)


def tell_wrong(given: Column, cells: Collection[str], faults: Faults, *, what: Text, advice: Text) -> None:
    """Say which cells of a column cannot be: the first, and how many."""
    at = [k for k, cell in enumerate(given.cells) if cell in cells]
    if at:
        line, cell, count = given.lines[at[0]], shown(given.cells[at[0]]), len(at)
        faults.say(
            given.name,
            Text(
                nl=f"regel {line}: {given.name} {cell} {what.nl}; zo zijn er {count}.",
                en=f"line {line}: {given.name} {cell} {what.en}; there are {count}.",
            ),
            advice,
        )


def moments(given: Column, faults: Faults) -> pd.DatetimeIndex | None:
    """Moments in UTC from text with a zone, such as ``2025-01-01 00:00:00+01:00``; None where one has none."""
    text = pd.Series(given.cells, dtype=str)
    zoned = text.map(lambda cell: ZONED.search(cell) is not None).astype(bool)
    read = pd.to_datetime(text.where(zoned), utc=True, errors="coerce", format="ISO8601")
    wrong = {cell for cell, lost in zip(given.cells, read.isna(), strict=True) if lost}
    what = Text(nl="is geen tijd met zone", en="is no time with a zone")
    tell_wrong(given, wrong, faults, what=what, advice=MOMENT)
    return None if wrong else pd.DatetimeIndex(read).as_unit("ns")
