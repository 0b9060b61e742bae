"""Finds the table in a meter file: its header among loose lines, its separator, and rows of text."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from collectief.park.check_words import Spot, shown
from collectief.park.read_meter_columns import Columns, Role, columns, name_table, plain_name, role
from collectief.park.read_table import read_text
from collectief.text import Text

SEPARATORS = (";", "\t", ",", "|")
SEARCHED_LINES = 60
"""A header stands in the first lines, below the name of the company, its EAN and the period."""
PLAIN = ({"time", "kw"}, {"time", "kwh"})
"""Headers of the documented format, which is read as it is."""
LOOSE_ROWS = 3
"""So many rows at the end may be totals or remarks; more are damage."""
NO_VALUES = Text(nl="er staat geen tijd of geen waarde in de kop", en="the header names no time or no value")
LOOSE = Text(
    nl="rijen zonder tijd, zoals een totaal of een herhaalde kop", en="rows without a time, such as a total or a header"
)


@dataclass(frozen=True, slots=True, eq=False)
class MeterTable:
    """Cells of a meter file as text, one column per place, and what each column holds."""

    names: tuple[str, ...]
    cells: pd.DataFrame
    columns: Columns

    def text(self, at: int) -> "pd.Series[str]":
        """The cells of one column, without spaces and quotes around them."""
        return self.cells[at].astype(str).str.strip().str.strip("\"'").str.strip()

    def of(self, wanted: Role) -> "pd.Series[str] | None":
        """The cells of the first column with this role, or None."""
        at = self.columns.first(wanted)
        return None if at is None else self.text(at)


def is_plain(path: Path) -> bool:
    """Whether this is the documented format (``time`` and ``kw`` or ``kwh``), which needs no guesses."""
    quiet = Spot(path.name, [])
    text = read_text(path, quiet)
    if text is None or not text.strip():
        return True
    first = text.lstrip().splitlines()[0]
    heads = [{plain_name(name) for name in first.split(separator)} for separator in SEPARATORS]
    return any(wanted <= head for head in heads for wanted in PLAIN)


def read_meter_table(path: Path, spot: Spot) -> MeterTable | None:
    """The table in a file, or None with a finding."""
    text = read_text(path, spot)
    if text is not None and not text.strip():
        spot.say("file_empty", what=shown(path.name))
    if text is None or not text.strip():
        return None
    lines = text.splitlines()
    found = _understood(lines, spot)
    if found is None:
        return None
    at, separator, names, held = found
    if held.ignored:
        spot.say("meter_columns_ignored", value=shown(", ".join(held.ignored)))
    cells = _cells(lines[at + 1 :], separator, width=len(names), spot=spot.at(f"{spot.where}:{at + 2}"))
    if cells is not None and cells.empty:
        spot.say("file_empty", what=shown(path.name))
    return None if cells is None or cells.empty else _without_loose(MeterTable(tuple(names), cells, held), spot)


def _understood(lines: Sequence[str], spot: Spot) -> tuple[int, str, list[str], Columns] | None:
    """The header and what its columns hold, or None with a finding."""
    header = _header(lines)
    first = next(line for line in lines if line.strip())
    held = NO_VALUES if header is None else columns(header[2])
    if header is None or isinstance(held, Text):
        reason = held if isinstance(held, Text) else NO_VALUES
        spot.say("meter_columns_unclear", what=shown(first if header is None else lines[header[0]]), reason=reason)
        return None
    return *header, held


def _header(lines: Sequence[str]) -> tuple[int, str, list[str]] | None:
    """Line, separator and names of the header: the first line in which most cells are understood."""
    best: tuple[int, tuple[int, str, list[str]]] | None = None
    for at, line in enumerate(lines[:SEARCHED_LINES]):
        for separator in SEPARATORS:
            try:
                names = next(csv.reader([line], delimiter=separator), [])
            except csv.Error:
                continue
            roles = [role(name) for name in names]
            known = sum(map(bool, roles))
            if name_table(roles) and (best is None or known > best[0]):
                best = known, (at, separator, _trimmed(names))
    return None if best is None else best[1]


def _trimmed(names: list[str]) -> list[str]:
    """The names without empty ones at the end, which a separator too many makes."""
    while names and not names[-1].strip():
        names = names[:-1]
    return names


def _cells(lines: Sequence[str], separator: str, *, width: int, spot: Spot) -> pd.DataFrame | None:
    """The rows below the header as text, or None with a finding; short rows are filled up with nothing."""
    try:
        rows = [row for row in csv.reader(lines, delimiter=separator) if _says(row)]
    except csv.Error as error:
        spot.say("file_unreadable", what=shown(spot.where), reason=shown(error))
        return None
    long = [row for row in rows if len(row) > width and _says(row[width:])]
    if long:
        spot.say("row_long", value=len(long[0]), wanted=width, count=len(long))
        return None
    padding = [""] * width
    full = (row if len(row) == width else [*row, *padding][:width] for row in rows)
    # column by column: a table from a list of rows took three times as long for a year of quarter-hours
    return pd.DataFrame(dict(enumerate(zip(*full, strict=True))), columns=range(width), dtype=str)


def _says(cells: Iterable[str]) -> bool:
    """Whether there is more than spaces in a row."""
    return any(map(str.strip, cells))


def _without_loose(table: MeterTable, spot: Spot) -> MeterTable:
    """The table without a few rows that have no digit where the time belongs; they are told."""
    places = [at for wanted in ("start", "end", "time", "day") for at in table.columns.places.get(wanted, ())]
    loose = ~table.text(places[0]).str.contains(r"\d").to_numpy(dtype=bool)
    if loose.all() or not 0 < loose.sum() <= max(LOOSE_ROWS, len(table.cells) // 1000):
        return table
    kept = table.cells[~loose].reset_index(drop=True)
    spot.say("meter_rows_dropped", before=len(table.cells), after=len(kept), value=int(loose.sum()), reason=LOOSE)
    return MeterTable(table.names, kept, table.columns)
