"""A number as it was typed."""

from math import isfinite


def number(typed: str) -> float | None:
    """A finite number, or None.

    >>> number("0.04"), number("inf"), number("veel")
    (0.04, None, None)
    """
    try:
        found = float(typed)
    except ValueError:
        return None
    return found if isfinite(found) else None
