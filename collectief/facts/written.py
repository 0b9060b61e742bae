"""Numbers as people write them: with a decimal comma or point, with thousands, and where that cannot be told."""

import re
from collections.abc import Iterable
from typing import Final, Literal

from collectief.errors import CollectiefError
from collectief.text import Text

Mark = Literal["", ",", "."]
"""The decimal mark of a file; empty where its numbers do not tell."""
POINT: Final[Mark] = "."
COMMA: Final[Mark] = ","
NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]{1,4})?")
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(([.][0-9]{3})+,[0-9]*|([.][0-9]{3}){2,}|(,[0-9]{3})+[.][0-9]*|(,[0-9]{3}){2,})")
THOUSAND = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
"""One mark before three digits: 1.250 may be 1250 or one and a quarter."""
SHOWN_CHARACTERS = 60
"""Longest piece of a cell that is quoted."""
NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE)


class WrongCell(CollectiefError, ValueError):
    """A cell that cannot be read: says what was found and how to write it."""


def wrong_cell(text: str, *, nl: str, en: str) -> WrongCell:
    """The error for a cell, with the beginning of what is in it."""
    found = repr(text[:SHOWN_CHARACTERS])
    return WrongCell(Text(nl=f"{found}: {nl}", en=f"{found}: {en}"))


def parsed(text: str, mark: Mark = "") -> float | None:
    """The number that is written here, in the Dutch or the English way; None where it is not a number.

    ``mark`` is the decimal mark of the file, for a number that could be either (`unclear`).

    >>> parsed("1250,5"), parsed("1.250,5"), parsed("1250.5"), parsed("=cmd()")
    (1250.5, 1250.5, 1250.5, None)
    >>> parsed("1.250", ","), parsed("1.250", ".")
    (1250.0, 1.25)
    """
    if NOT_FINITE.fullmatch(text):
        return float(text)
    if GROUPED.fullmatch(text) or (mark and THOUSAND.fullmatch(text)):
        own = mark_of(text) or mark
        text = text.replace("." if own == COMMA else ",", "")
    return float(text.replace(",", ".")) if NUMBER.fullmatch(text) else None


def written(value: float) -> str:
    """A number with all its digits, so that it can be read in one way only.

    >>> written(12.0), written(43.65), written(43.648)
    ('12', '43.65', '43.6480')
    """
    text = repr(value).removesuffix(".0")
    return f"{text}0" if unclear(text) else text


def unclear(text: str, mark: Mark = "") -> bool:
    """Whether this may be thousands as well as decimals, and the file does not tell.

    >>> unclear("1.250"), unclear("1.250", ","), unclear("0,125"), unclear("1.250,5")
    (True, False, False, False)
    """
    return not mark and THOUSAND.fullmatch(text) is not None


def mark_of(text: str) -> Mark:
    """The decimal mark that one number shows; empty where it shows none.

    >>> mark_of("12,5"), mark_of("1,250,000"), mark_of("1.250"), mark_of("1250")
    (',', '.', '', '')
    """
    if THOUSAND.fullmatch(text):
        return ""
    last: Mark = COMMA if text.rfind(",") > text.rfind(".") else POINT
    if GROUPED.fullmatch(text):
        return last if text.count(last) == 1 else (POINT if last == COMMA else COMMA)
    return last if last in text and NUMBER.fullmatch(text) else ""


def common_mark(texts: Iterable[str]) -> Mark:
    """The decimal mark that all numbers of a file agree on; empty where they show none, or both.

    >>> common_mark(["1.250", "0,5"]), common_mark(["1.250"]), common_mark(["0.5", "0,5"])
    (',', '', '')
    """
    marks = {mark_of(text) for text in set(texts)} - {""}
    return next(iter(marks)) if len(marks) == 1 else ""
