"""Reads a CSV table: finds its encoding and separator, keeps line numbers, and never trips over what is in it."""

import codecs
import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from collectief.park.check_words import Spot, shown
from collectief.text import Text

SEPARATORS = ";\t,"
"""In order of preference where a header has none or as many of each."""
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
OFFICE = "cp1252"
"""What a Dutch spreadsheet writes when it does not write UTF-8; knows every byte but five."""
BINARY = Text(nl="er staan nulbytes in; het is geen tekst", en="it holds null bytes; it is not text")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as text: names of columns (lower case), rows of as many cells, and the line where each row ends."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def row(self, index: int) -> Mapping[str, str]:
        """One row as cells by column."""
        return dict(zip(self.columns, self.rows[index], strict=True))

    def column(self, name: str) -> list[str]:
        """All cells of one column."""
        at = self.columns.index(name)
        return [row[at] for row in self.rows]


def read_table(path: Path, spot: Spot) -> Table | None:
    """The table in a CSV file, or None with a finding; blank lines are skipped."""
    text = read_text(path, spot)
    if text is None:
        return None
    if not text.strip():
        spot.say("file_empty", what=shown(path.name))
        return None
    try:
        return _table(text, spot)
    except csv.Error as error:
        spot.say("file_unreadable", what=shown(path.name), reason=shown(error))
        return None


def read_text(path: Path, spot: Spot) -> str | None:
    """The text of a file, or None with a finding; UTF-8, UTF-16 with a mark, or else as a spreadsheet writes it."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        spot.say("file_missing", what=shown(path.name))
        return None
    except (OSError, ValueError) as error:
        spot.say("file_unreadable", what=shown(path.name), reason=shown(error))
        return None
    try:
        encoding = "utf-16" if data.startswith(UTF16) else "utf-8-sig"
        text = data.decode(encoding)
    except UnicodeDecodeError:
        encoding = OFFICE
        text = data.decode(encoding, errors="replace")
    if "\0" in text:
        spot.say("file_unreadable", what=shown(path.name), reason=BINARY)
        return None
    if encoding != "utf-8-sig":
        spot.say("encoding_converted", before="UTF-8", after=encoding)
    return text


def _table(text: str, spot: Spot) -> Table | None:
    """Header and rows; rows that are too long are an error, short rows are filled up."""
    numbered = _numbered(text, strict=False)
    line = _run_on(numbered)
    if line and not _well_quoted(text):
        spot.say("quote_open", value=line)
        return None
    columns = tuple(name.strip().lower() for name in numbered[0][1])
    while columns and not columns[-1]:
        columns = columns[:-1]
    doubles = [name for name, count in Counter(columns).items() if count > 1]
    for name in doubles:
        spot.say("column_duplicate", shown(name))
    if doubles or not columns:
        return None
    numbered = numbered[1:]
    _tell_rows(numbered, len(columns), spot=spot)
    full = [(number, cells) for number, cells in numbered if any(map(str.strip, cells))]
    padding = ("",) * len(columns)
    return Table(columns, tuple((cells + padding)[: len(columns)] for _, cells in full), tuple(n for n, _ in full))


def _numbered(text: str, *, strict: bool) -> list[tuple[int, tuple[str, ...]]]:
    """All rows that are not blank with the line in which each ends; strict raises csv.Error on a stray quote."""
    lines = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=strict)
    numbered = [(lines.line_num, tuple(cells)) for cells in lines]
    return [(number, cells) for number, cells in numbered if cells]


def _run_on(numbered: Sequence[tuple[int, tuple[str, ...]]]) -> int:
    """The line where the first row begins that runs on over a line break, or 0 where none does."""
    begin = 1
    for end, cells in numbered:
        if any("\n" in cell or "\r" in cell for cell in cells):
            return begin
        begin = end + 1
    return 0


def _well_quoted(text: str) -> bool:
    try:
        _numbered(text, strict=True)
    except csv.Error:
        return False
    return True


def _separator(text: str) -> str:
    """The separator that the header uses most."""
    header = text.lstrip().splitlines()[0]
    return max(SEPARATORS, key=header.count)


def _tell_rows(rows: Sequence[tuple[int, tuple[str, ...]]], width: int, *, spot: Spot) -> None:
    """Say, once for each kind, which rows do not have as many cells as the header."""
    odd = [(number, cells) for number, cells in rows if len(cells) != width or not any(map(str.strip, cells))]
    empty = [(number, cells) for number, cells in odd if not any(map(str.strip, cells))]
    long = [(number, cells) for number, cells in odd if any(map(str.strip, cells[width:]))]
    short = [(number, cells) for number, cells in odd if len(cells) < width and any(map(str.strip, cells))]
    for code, found in (("row_empty", empty), ("row_long", long), ("row_short", short)):
        if found:
            number, cells = found[0]
            spot.at(f"{spot.where}:{number}").say(code, value=len(cells), wanted=width, count=len(found))
