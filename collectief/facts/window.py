"""When something holds: months, days of the week and hours, written in one cell of a table."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collectief.facts.written import wrong_cell

Flags = NDArray[np.bool_]
Span = tuple[int, int]
MONTHS: Span = (1, 12)
DAYS: Span = (1, 7)
HOURS: Span = (0, 24)
SPAN = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class Window:
    """Months 1 to 12, days 1 (Monday) to 7, hours 0 to 24, on the Dutch clock; a span may run over its end.

    Months and days hold both ends; hours hold up to, not with, the last one.

    >>> at = pd.DatetimeIndex(["2026-01-05 23:00", "2026-01-10 23:00", "2026-07-06 12:00"])
    >>> Window(days=(1, 5), hours=(22, 6)).holds(at)
    array([ True, False, False])
    """

    months: Span = MONTHS
    days: Span = DAYS
    hours: Span = HOURS

    def holds(self, local: pd.DatetimeIndex) -> Flags:
        """Whether the window holds at each moment of the Dutch clock, same shape."""
        hour, (first, last) = np.asarray(local.hour), self.hours
        in_hours = (hour >= first) & (hour < last) if first < last else (hour >= first) | (hour < last)
        in_months, in_days = _between(local.month, self.months), _between(local.day_of_week + 1, self.days)
        return np.asarray(in_hours & in_months & in_days)

    def __str__(self) -> str:
        """As it is written in a cell."""
        spans = (("months", self.months, MONTHS), ("days", self.days, DAYS), ("hours", self.hours, HOURS))
        return " ".join(f"{name}={span[0]}-{span[1]}" for name, span, whole in spans if span != whole)


def span(text: str, whole: Span) -> Span:
    """A span such as 22-6 within ``whole``; raises WrongCell for anything else.

    >>> span("22-6", HOURS), span("", DAYS)
    ((22, 6), (1, 7))
    """
    if not text.strip():
        return whole
    found = SPAN.fullmatch(text.strip())
    if found is None:
        raise wrong_cell(
            text,
            nl=f"schrijf twee hele getallen met een streepje, zoals {whole[0]}-{whole[1]}",
            en=f"write two whole numbers with a dash, such as {whole[0]}-{whole[1]}",
        )
    first, last = int(found[1]), int(found[2])
    if not (whole[0] <= first <= whole[1] and whole[0] <= last <= whole[1]) or (whole == HOURS and first == last):
        words = f"{whole[0]}-{whole[1]}"
        raise wrong_cell(text, nl=f"dat ligt niet binnen {words}", en=f"that does not lie within {words}")
    return first, last


def _between(values: pd.Index, ends: Span) -> Flags:
    number, (first, last) = np.asarray(values), ends
    inside = (number >= first) & (number <= last) if first <= last else (number >= first) | (number <= last)
    return np.asarray(inside)
