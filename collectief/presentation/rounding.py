"""Rounding for readers: three significant digits in prose, whole euros that add up in tables."""

import math
from collections.abc import Sequence

SAME = 0.005
"""EUR: half a cent is no difference."""
REST = 1e-7
"""What is smaller is left of adding up, and differs with what was calculated and what was read of an earlier run."""


def without_rest(value: float) -> float:
    """The value, or 0 where it is no more than a rest of adding up.

    >>> without_rest(-1.6e-10), without_rest(1.6e-5)
    (0.0, 1.6e-05)
    """
    return 0.0 if abs(value) < REST else value


def significant(value: float, digits: int = 3) -> float:
    """Value rounded to significant digits; 0 where it is not a finite number.

    >>> significant(241_723.0)
    242000.0
    """
    if value == 0 or not math.isfinite(value):
        return 0.0
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def adding_up(values: Sequence[float], total: int | None = None) -> list[int]:
    """Whole numbers next to the values that sum to the rounded sum or to ``total`` (largest remainders go first).

    >>> adding_up([1.4, 1.4, 1.4])
    [2, 1, 1]
    """
    floors = [math.floor(v) for v in values]
    if not floors:
        return []
    missing = (round(math.fsum(values)) if total is None else total) - sum(floors)
    each, odd = divmod(missing, len(floors))
    order = sorted(range(len(values)), key=lambda i: (floors[i] - values[i], i))
    raised = set(order[:odd])
    return [floor + each + (i in raised) for i, floor in enumerate(floors)]


def side_by_side(columns: Sequence[Sequence[float]]) -> list[list[int]]:
    """Columns that each add up, where what is the same amount in two of them is shown the same.

    >>> side_by_side([[1.5, 9.5], [1.5, 9.0], [1.5, 9.5]])
    [[2, 9], [2, 8], [2, 9]]
    """
    shown: list[list[int]] = []
    for number, values in enumerate(columns):
        if not shown:
            shown.append(adding_up(values))
            continue
        at = [_first_same(columns[:number], i, value) for i, value in enumerate(values)]
        before = [columns[column][i] for i, column in enumerate(at)]
        shown.append(beside(values, before, [shown[column][i] for i, column in enumerate(at)]))
    return shown


def _first_same(columns: Sequence[Sequence[float]], row: int, value: float) -> int:
    """The first column that has this amount in this row; the last where none has."""
    same = (j for j, column in enumerate(columns) if abs(column[row] - value) < SAME)
    return next(same, len(columns) - 1)


def beside(values: Sequence[float], before: Sequence[float], shown: Sequence[int]) -> list[int]:
    """As ``adding_up``, where what did not change since ``before`` stays as it was ``shown``.

    >>> beside([1.5, 9.4], [1.5, 10.6], [2, 10])
    [2, 9]
    """
    free = [i for i, (now, was) in enumerate(zip(values, before, strict=True)) if abs(now - was) >= SAME]
    if not free and sum(shown) != round(math.fsum(values)):  # less than half a cent each, over the edge of a euro
        return adding_up(values)
    kept = sum(shown) - sum(shown[i] for i in free)
    changed = adding_up([values[i] for i in free], round(math.fsum(values)) - kept)
    return [dict(zip(free, changed, strict=True)).get(i, as_shown) for i, as_shown in enumerate(shown)]
