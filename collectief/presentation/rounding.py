"""Rounding for readers: three significant digits in prose, whole euros that add up in tables."""

import math
from collections.abc import Sequence


def significant(value: float, digits: int = 3) -> float:
    """Value rounded to significant digits; 0 where it is not a finite number.

    >>> significant(241_723.0)
    242000.0
    """
    if value == 0 or not math.isfinite(value):
        return 0.0
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def adding_up(values: Sequence[float]) -> list[int]:
    """Whole numbers next to the values that sum to the rounded sum (largest remainders get the odd euros).

    >>> adding_up([1.4, 1.4, 1.4])
    [2, 1, 1]
    """
    floors = [math.floor(v) for v in values]
    missing = round(math.fsum(values)) - sum(floors)
    order = sorted(range(len(values)), key=lambda i: (floors[i] - values[i], i))
    raised = set(order[:missing])
    return [floor + (i in raised) for i, floor in enumerate(floors)]
