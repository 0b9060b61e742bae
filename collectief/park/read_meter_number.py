"""Numbers of a meter file: decimal comma or point is decided for all its columns together, never cell by cell."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
import pandas as pd

from collectief.facts.written import COMMA, POINT, Mark, common_mark, mark_of, parsed, unclear
from collectief.park.check_words import Spot, shown
from collectief.park.meter_dialect import Asked, Decimal
from collectief.park.meter_words import DECIMAL, tell_decided, tell_unclear
from collectief.park.things import Array

MARKS: Final[Mapping[Decimal, Mark]] = {"comma": COMMA, "point": POINT}
NAMES: Final[Mapping[Mark, Decimal]] = {COMMA: "comma", POINT: "point"}
EMPTY = re.compile(r"|-|nan|n/?a|null|none|nvt|n[.]v[.]t[.]|nb|#n/b|#n/a|n/e|\?")
"""What stands in a cell without a value."""
SPACED = re.compile(r"([+-]?[0-9]{1,3})((?:[\s'][0-9]{3})+)(?![0-9])")
"""Thousands apart by a space or an apostrophe."""
Texts = Mapping[str, str]
"""What is written in each different cell of a column, in small letters and without spaces in numbers."""


def texts(cells: "pd.Series[str]") -> Texts:
    """The different cells of a column; what means that there is no value is empty.

    >>> texts(pd.Series(["1 250,5", "n.v.t."]))
    {'1 250,5': '1250,5', 'n.v.t.': ''}
    """
    plain = {cell: SPACED.sub(_joined, cell.strip().lower()) for cell in cells.unique()}
    return {cell: "" if EMPTY.fullmatch(text) else text for cell, text in plain.items()}


def _joined(found: re.Match[str]) -> str:
    return found[1] + re.sub(r"[\s']", "", found[2])


def decimal_mark(columns: Iterable[Texts], asked: Asked, spot: Spot) -> Mark | None:
    """The decimal mark of a file, or None with a question where its numbers do not tell; empty where none is needed."""
    if asked.decimal is not None:
        return MARKS[asked.decimal]
    numbers = [text for column in columns for text in column.values()]
    mark = common_mark(numbers)
    open_ones = [text for text in numbers if unclear(text, mark)] or [text for text in numbers if mark_of(text)]
    if mark:
        tell_decided(DECIMAL, NAMES[mark], spot)
    elif open_ones:
        tell_unclear(DECIMAL, spot, value=shown(open_ones[0]))
        return None
    return mark


def figures(cells: "pd.Series[str]", written: Texts, mark: Mark, *, field: str, spot: Spot) -> Array | None:
    """The numbers in a column, NaN where empty, or None with a finding."""
    values = {cell: _value(text, mark) for cell, text in written.items()}
    wrong = cells.isin([cell for cell, value in values.items() if value is None]).to_numpy(dtype=bool)
    if wrong.any():
        first = shown(cells.iloc[int(wrong.argmax())])
        spot.say("profile_value_unreadable", field, value=int(wrong.sum()), first=first)
        return None
    return cells.map(values).to_numpy(dtype=np.float64)


def _value(text: str, mark: Mark) -> float | None:
    """The number, NaN where there is none, or None where this is not one with this decimal mark."""
    if not text:
        return np.nan
    value = parsed(text, mark) if mark_of(text) in ("", mark) else None
    return value if value is not None and np.isfinite(value) else None
