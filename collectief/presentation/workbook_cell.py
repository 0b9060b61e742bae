"""Cells of the workbook: text that can never become a formula, numbers, live formulas and free cells."""

from collections.abc import Sequence

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from collectief.presentation.escape import clean, formula_like, short
from collectief.presentation.rounding import without_rest

WHOLE, PARTS, TENTH, PERCENT = "#,##0", "#,##0.0#####", "#,##0.0", "0.0%"
KNOWN_DIGITS = 12
"""More digits are what computers leave behind: 58399.99999999999 is 58400."""
LONGEST_TEXT = 32_000
"""Excel holds 32,767 signs in a cell."""
ALARM = Font(bold=True, color="A14400")
"""What must not be missed."""
_HEAD = PatternFill("solid", fgColor="E6ECF1")
_FREE = PatternFill("solid", fgColor="FFF4C2")
_THIN = Side(style="thin", color="7B8791")


def at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell at a row and column, both from 1."""
    found = sheet.cell(row, column)
    if not isinstance(found, Cell):  # never: nothing is merged
        raise TypeError("a merged cell holds no value")
    return found


def put_text(sheet: Worksheet, row: int, column: int, *, text: str) -> Cell:
    """Write text as text, also where it starts like a formula."""
    cell = at(sheet, row, column)
    tidy = short(clean(text), LONGEST_TEXT)
    cell.value = tidy
    cell.data_type = "s"
    cell.quotePrefix = formula_like(tidy)  # stays text when somebody edits the cell
    return cell


def put_number(sheet: Worksheet, row: int, column: int, *, value: float, form: str = WHOLE) -> Cell:
    """Write a number."""
    cell = at(sheet, row, column)
    cell.value = float(f"{without_rest(value):.{KNOWN_DIGITS}g}")
    cell.number_format = WHOLE if form == PARTS and cell.value == int(cell.value) else form
    return cell


def put_formula(sheet: Worksheet, row: int, column: int, *, formula: str, form: str = WHOLE) -> Cell:
    """Write a live formula; made of addresses in this workbook only, never of text from outside."""
    cell = at(sheet, row, column)
    cell.value = f"={formula}"
    cell.number_format = form
    return cell


def wrapped(cell: Cell) -> Cell:
    """A cell whose text goes on over several lines."""
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def heading(sheet: Worksheet, row: int, titles: Sequence[str]) -> None:
    """A row of column titles."""
    for column, title in enumerate(titles, start=1):
        cell = put_text(sheet, row, column, text=title)
        cell.font = Font(bold=True)
        cell.fill = _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="bottom")
        cell.border = Border(bottom=_THIN)


def strong(cells: Sequence[Cell], *, summed: bool = False) -> None:
    """Bold cells, with a line above a sum."""
    for cell in cells:
        cell.font = Font(bold=True)
        if summed:
            cell.border = Border(top=_THIN)


def sum_row(sheet: Worksheet, row: int, *, columns: Sequence[int], first: int = 2) -> None:
    """Add up columns from the first row to the row above, and make the row strong up to the last of them."""
    for column in columns:
        put_formula(sheet, row, column, formula=sum_above(first, row - 1, column))
    strong([at(sheet, row, column) for column in range(1, max(columns) + 1)], summed=True)


def free(cell: Cell) -> None:
    """Mark a cell that the reader may change."""
    cell.fill = _FREE
    cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def widths(sheet: Worksheet, *characters: float) -> None:
    """Column widths from the left."""
    for column, width in enumerate(characters, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def address(sheet: Worksheet, row: int, column: int) -> str:
    """Address of a cell from any other sheet, such as ``'Bedrijven'!$D$9``."""
    return f"'{sheet.title}'!${get_column_letter(column)}${row}"


def sum_above(first: int, last: int, column: int) -> str:
    """Formula that adds the cells of a column between two rows."""
    letter = get_column_letter(column)
    return f"SUM({letter}{first}:{letter}{last})" if last >= first else "0"
