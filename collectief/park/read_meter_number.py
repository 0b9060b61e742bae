"""Numbers of a meter file: decimal comma or point is decided for a whole column, never cell by cell."""

import re
from typing import Final

import numpy as np
import pandas as pd

from collectief.park.check_words import Spot, shown
from collectief.park.meter_dialect import Asked, Decimal
from collectief.park.meter_words import DECIMAL, tell_decided, tell_unclear
from collectief.park.things import Array

MARKS: Final[dict[Decimal, str]] = {"comma": ",", "point": "."}
EMPTY = re.compile(r"|-|nan|n/?a|null|none|nvt|n[.]v[.]t[.]|nb|#n/b|#n/a|\?")
"""What stands in a cell without a value."""


def figures(cells: "pd.Series[str]", asked: Asked, *, field: str, spot: Spot) -> Array | None:
    """The numbers in a column, NaN where empty, or None with a finding."""
    text = cells.str.replace(r"[\s']", "", regex=True).str.lower()
    text = text.mask(text.str.fullmatch(EMPTY.pattern), "")
    decimal = asked.decimal or decimal_of(text)
    if decimal is None:
        example = str(text[text.str.contains("[.,]")].iloc[0])
        tell_unclear(DECIMAL, spot, value=shown(example))
        return None
    if asked.decimal is None and text.str.contains("[.,]").any():
        tell_decided(DECIMAL, decimal, spot)
    mark = MARKS[decimal]
    bare = text.str.replace("." if mark == "," else ",", "", regex=False).str.replace(mark, ".", regex=False)
    numbers = pd.to_numeric(bare.mask(bare == ""), errors="coerce").to_numpy(dtype=np.float64)
    wrong = ~np.isfinite(numbers) & (text != "").to_numpy(dtype=bool)
    if wrong.any():
        spot.say(
            "profile_value_unreadable", field, value=int(wrong.sum()), first=shown(cells.iloc[int(wrong.argmax())])
        )
        return None
    return numbers


def decimal_of(text: "pd.Series[str]") -> Decimal | None:
    """The decimal mark of a column; None where ``1,234`` could be either or cells contradict each other.

    >>> decimal_of(pd.Series(["0,5", "12,125"])), decimal_of(pd.Series(["1.250,5"])), decimal_of(pd.Series(["1,250"]))
    ('comma', 'comma', None)
    """
    marked = pd.Series(text[text.str.contains("[.,]")].unique(), dtype=str)
    found: set[Decimal] = set()
    for decimal, mark, other in (("comma", ",", "."), ("point", ".", ",")):
        m, o = re.escape(mark), re.escape(other)
        single = marked.str.fullmatch(rf"[+-]?\d*{m}\d*(e[+-]?\d+)?")
        thousand = marked.str.fullmatch(rf"[+-]?[1-9]\d{{0,2}}{m}\d{{3}}")
        both = marked.str.fullmatch(rf"[+-]?\d[\d{o}]*{o}\d{{3}}{m}\d*")
        grouped = marked.str.fullmatch(rf"[+-]?\d{{1,3}}({o}\d{{3}}){{2,}}")
        if ((single & ~thousand) | both | grouped).any():
            found.add("comma" if decimal == "comma" else "point")
    if marked.empty:
        return "point"
    return found.pop() if len(found) == 1 else None
