"""All rows of a table: which columns it has, its decimal mark, and each row with its line."""

from collections.abc import Sequence

from collectief.park.check_words import Spot
from collectief.park.read_cell import Column, Row, mark_in, read_row, tell_columns
from collectief.park.read_table import Table


def read_rows(table: Table, columns: Sequence[Column], *, spot: Spot) -> list[Row]:
    """The rows of a table with their findings, each told at its line and, where it has one, with its id."""
    tell_columns(table.columns, columns, spot=spot)
    cells = [table.row(at) for at in range(len(table.lines))]
    mark = mark_in(cells, columns)
    rows = []
    for row, line in zip(cells, table.lines, strict=True):
        name = row.get("id", "").strip()
        at = spot.at(f"{spot.where}:{line}", *([name] if name else []))
        rows.append(read_row(row, columns, spot=at, mark=mark))
    return rows
