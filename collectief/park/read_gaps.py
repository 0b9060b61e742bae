"""Fills gaps in a year of quarter-hours: short ones by a straight line, longer ones from other weeks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collectief.park.things import Array

SHORT_QUARTERS = 4
"""Longest gap that is bridged by a straight line: an hour, in which use changes little."""
WEEK_QUARTERS = 7 * 24 * 4


@dataclass(frozen=True, slots=True)
class Run:
    """Quarter-hours in a row: the first one and how many."""

    start: int
    quarters: int


def runs(marked: NDArray[np.bool_]) -> tuple[Run, ...]:
    """The runs of marked quarter-hours, in order.

    >>> runs(np.array([True, False, True, True]))
    (Run(start=0, quarters=1), Run(start=2, quarters=2))
    """
    edges = np.diff(np.concatenate(([0], marked.astype(np.int8), [0])))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return tuple(Run(int(a), int(b - a)) for a, b in zip(starts, ends, strict=True))


def bridged(gap: Run, length: int) -> bool:
    """Whether a straight line bridges this gap: it is short and has a value on both sides."""
    return gap.quarters <= SHORT_QUARTERS and gap.start > 0 and gap.start + gap.quarters < length


def filled(kw: Array) -> Array:
    """The series without gaps (NaN), shape as given: it needs at least one value.

    >>> filled(np.array([1.0, np.nan, 3.0])).tolist()
    [1.0, 2.0, 3.0]
    """
    known = np.isfinite(kw)
    at = np.arange(len(kw))
    straight = np.interp(at, at[known], kw[known])
    whole = kw.copy()
    for gap in runs(~known):
        span = slice(gap.start, gap.start + gap.quarters)
        if bridged(gap, len(kw)):
            whole[span] = straight[span]
    other = _other_weeks(kw)
    whole = np.where(np.isfinite(whole), whole, other)
    return np.where(np.isfinite(whole), whole, straight)


def _other_weeks(kw: Array) -> Array:
    """For each gap the mean of the same quarter-hour in the nearest week before and after that has it, else NaN."""
    found = np.full(len(kw), np.nan)
    for weeks in range(1, len(kw) // WEEK_QUARTERS + 1):
        lag = weeks * WEEK_QUARTERS
        before = np.concatenate((np.full(lag, np.nan), kw[:-lag]))
        after = np.concatenate((kw[lag:], np.full(lag, np.nan)))
        mean = np.where(np.isfinite(before) & np.isfinite(after), (before + after) / 2, np.fmax(before, after))
        found = np.where(np.isfinite(found), found, mean)
        if np.isfinite(found[~np.isfinite(kw)]).all():
            break
    return found
