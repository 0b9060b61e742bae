"""Calculates the formulas of a workbook: only the functions that the workbook of a plan uses."""

import operator
import re
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import range_boundaries

_PLACE = r"(?:'([^']+)'!)?\$?([A-Z]{1,2})\$?(\d+)"
_RANGE = re.compile(_PLACE + r":\$?([A-Z]{1,2})\$?(\d+)")
_CELL = re.compile(_PLACE)
_EQUAL = re.compile(r"(?<![<>=])=(?!=)")
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "SUM": sum,
    "MAX": max,
    "MIN": min,
    "ROUND": round,
    "AND": lambda *all_of: all(all_of),
    "IF": lambda test, yes, no: yes if test else no,
    "COUNTIF": lambda values, wanted: sum(operator.lt(v, 0) for v in values if wanted == "<0"),
}


def value(book: Workbook, sheet: str, cell: str) -> Any:
    """Value of a cell, calculated where it holds a formula."""
    found = book[sheet][cell]
    if found.data_type != "f":
        return found.value
    formula = _EQUAL.sub("==", str(found.value)[1:])
    asked: list[Any] = []

    def keep(one: Any) -> str:
        asked.append(one)
        return f"_asked[{len(asked) - 1}]"

    def cells(hit: re.Match[str]) -> str:
        left, top, right, bottom = range_boundaries(f"{hit[2]}{hit[3]}:{hit[4]}{hit[5]}")
        rows = book[hit[1] or sheet].iter_rows(top, bottom, left, right)
        return keep([value(book, hit[1] or sheet, c.coordinate) for row in rows for c in row])

    written = _RANGE.sub(cells, formula)
    written = _CELL.sub(lambda hit: keep(value(book, hit[1] or sheet, f"{hit[2]}{hit[3]}")), written)
    return eval(written.replace("^", "**"), {"__builtins__": {}}, {**_FUNCTIONS, "_asked": asked})  # noqa: S307 - our own formulas
