"""One cell of a table or layer: text in, a value out, and a finding where the text makes no sense."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from collectief.facts.written import Mark, common_mark, parsed, unclear, written
from collectief.park.check_words import Spot, shown
from collectief.text import Text

KW, KWH, M3, M2, EUR, FTE, DEGC, COUNT = 1e6, 1e10, 1e10, 1e7, 1e10, 1e5, 2e3, 1e6
"""Highest value that is believed: well above the largest site in the country, below a slip of a factor 1000 or more."""
LEAST_THOUSANDS = 1000.0
"""EUR: what was read as less has its mark taken as a decimal one."""
HEATING_DEGC = (10.0, 150.0)
"""degC: what the heating of a building may need, from floors to the hottest networks."""
YEARS = (1990.0, 2200.0)
"""Years of measurement and of plans."""
LONGEST_NAME = 200
PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""Ids that also name files."""
PLAIN_ID_WORDS = Text(nl="gebruik 1 tot 64 letters, cijfers, - en _", en="use 1 to 64 letters, digits, - and _")
LOOSE_ID = re.compile(r"[^\x00-\x1f\x7f]{1,64}")
LOOSE_ID_WORDS = Text(nl="gebruik 1 tot 64 gewone tekens", en="use 1 to 64 ordinary characters")
FLAGS: Mapping[str, float] = dict.fromkeys(("1", "1.0", "true", "ja", "yes"), 1.0) | dict.fromkeys(
    ("0", "0.0", "false", "nee", "no"), 0.0
)

CellKind = Literal["text", "written", "id", "plain_id", "number", "whole", "flag", "choice"]
"""``written`` is text that is read further and therefore never shortened; ``whole`` is a number without decimals."""
NUMERIC = ("number", "whole")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column may hold. A choice with a ``default`` falls back on it with a warning instead of an error.

    ``longest`` is the most characters of a text; what is longer is cut off there and told.
    """

    name: str
    kind: CellKind = "text"
    needed: bool = False
    low: float = 0.0
    high: float = 0.0
    choices: tuple[str, ...] = ()
    default: str | None = None
    longest: int = LONGEST_NAME


@dataclass(frozen=True, slots=True)
class Row:
    """A row after reading: numbers (flags as 0/1) and words that were filled in and made sense.

    ``sound`` is False where something in the row is an error.
    """

    spot: Spot
    numbers: Mapping[str, float]
    words: Mapping[str, str]
    sound: bool

    def word(self, name: str) -> str:
        """The text in a column, empty where nothing is filled in."""
        return self.words.get(name, "")

    def whole(self, name: str) -> int | None:
        """A number without decimals, such as a year; None where nothing is filled in."""
        value = self.numbers.get(name)
        return None if value is None else round(value)


def read_row(values: Mapping[str, object], columns: Sequence[Column], *, spot: Spot, mark: Mark = "") -> Row:
    """All cells of one row that ``columns`` know; a column that the table does not have counts as empty.

    ``mark`` is the decimal mark of the table, where it is known.
    """
    before = len(spot.found)
    numbers: dict[str, float] = {}
    words: dict[str, str] = {}
    for column in (c for c in columns if c.name in values):
        text = plain(values[column.name])
        stripped = text.strip()
        if not stripped:
            if column.needed:
                spot.say("id_missing" if column.name == "id" else "value_missing", column.name)
        elif column.kind in NUMERIC:
            value = number(stripped, column, spot=spot, mark=mark)
            numbers |= {} if value is None else {column.name: value}
        elif column.kind == "flag":
            value = flag(stripped, column, spot=spot)
            numbers |= {} if value is None else {column.name: value}
        else:
            words[column.name] = _text(text, column, spot=spot)
    sound = not any(i.severity == "error" for i in spot.found[before:])
    return Row(spot, numbers, words, sound)


def mark_in(rows: Iterable[Mapping[str, object]], columns: Sequence[Column]) -> Mark:
    """The decimal mark that the numbers in a table agree on; empty where they show none.

    >>> mark_in([{"kw": "0,5"}, {"kw": "1.250"}], [Column("kw", "number")])
    ','
    """
    names = [c.name for c in columns if c.kind in NUMERIC]
    cells = (row.get(name) for row in rows for name in names)
    return common_mark(cell.strip() for cell in cells if isinstance(cell, str))


def plain(value: object) -> str:
    """Any value of a cell as text; nothing, NaN and NaT are empty; a whole number has no decimals.

    >>> plain(12.0), plain(None), plain(" a ")
    ('12', '', ' a ')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, (bool, np.bool_)):
        return str(int(value))
    if isinstance(value, (float, np.floating)):
        return "" if np.isnan(value) else written(float(value))
    missing = value is None or value is pd.NaT or value is pd.NA
    return "" if missing else str(value)


def number(text: str, column: Column, *, spot: Spot, mark: Mark = "") -> float | None:
    """A number with a decimal comma or point within the bounds of its column, or None with a finding."""
    value = parsed(text, mark)
    if unclear(text, mark):
        bare = re.sub("[.,]", "", text)
        spot.say("number_unclear", column.name, value=shown(text), whole=bare, decimal=f"{text}0")
    elif value is None:
        spot.say("number_unreadable", column.name, value=shown(text))
    elif not np.isfinite(value):
        spot.say("number_not_finite", column.name, value=shown(text))
    elif value < 0 <= column.low:
        spot.say("number_negative", column.name, value=value)
    elif not column.low <= value <= column.high:
        spot.say("number_absurd", column.name, value=value, low=column.low, high=column.high)
    elif column.kind == "whole" and not value.is_integer():
        spot.say("number_not_whole", column.name, value=shown(text))
    else:
        _tell_small(text, value, column, spot=spot)
        return value
    return None


def _tell_small(text: str, value: float, column: Column, *, spot: Spot) -> None:
    """Say it where euros were read with three decimals: nobody writes these, and thousands look the same."""
    if column.name.endswith("_eur") and unclear(text) and abs(value) < LEAST_THOUSANDS:
        spot.say("amount_small", column.name, value=shown(text), read=value, whole=re.sub("[.,]", "", text))


def flag(text: str, column: Column, *, spot: Spot) -> float | None:
    """Yes (1) or no (0), or None with a finding."""
    value = FLAGS.get(text.lower())
    if value is None:
        spot.say("choice_unknown", column.name, value=shown(text), choices="0, 1")
    return value


def tell_columns(present: Iterable[str], columns: Sequence[Column], *, spot: Spot) -> None:
    """Say which needed columns are missing and which columns nobody knows."""
    names = set(present)
    for column in columns:
        if column.needed and column.name not in names:
            spot.say("column_missing", column.name)
    known = {c.name for c in columns}
    for name in sorted(names - known):
        spot.say("column_unknown", shown(name)[1:-1])


def tell_doubles(ids: Sequence[str], spot: Spot, *, field: str = "id") -> None:
    """Say which ids are there more than once."""
    for name, count in sorted(pd.Series(list(ids), dtype=object).value_counts().items()):
        if count > 1:
            spot.at(spot.where, str(name)).say("id_duplicate", field, value=int(count))


def _text(text: str, column: Column, *, spot: Spot) -> str:
    """A word, id or choice; spaces around it are removed."""
    word = text.strip()
    if column.kind == "written":
        return word
    if column.kind == "text":
        most = column.longest
        word = "".join(c if c.isprintable() else " " for c in word[: most + 1])
        if len(word) > most:
            spot.say("name_shortened", column.name, before=str(len(text)), after=str(most), wanted=most)
        return word[:most].strip()
    if word != text:
        spot.say("id_trimmed", column.name, before=shown(text), after=shown(word))
    if column.kind == "choice":
        return _choice(word, column, spot=spot)
    pattern, wanted = (PLAIN_ID, PLAIN_ID_WORDS) if column.kind == "plain_id" else (LOOSE_ID, LOOSE_ID_WORDS)
    if not pattern.fullmatch(word):
        spot.say("id_invalid", column.name, value=shown(word), wanted=wanted)
    return word


def _choice(word: str, column: Column, *, spot: Spot) -> str:
    """One of the words of the column, in any case."""
    found = next((c for c in column.choices if c.lower() == word.lower()), None)
    if found is not None:
        return found
    words = {"value": shown(word), "choices": ", ".join(column.choices)}
    if column.default is None:
        spot.say("choice_unknown", column.name, **words)
        return word
    spot.say("choice_default", column.name, before=shown(word), after=column.default, **words)
    return column.default
