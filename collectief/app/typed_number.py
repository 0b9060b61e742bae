"""A number as it was typed."""

from typing import Final

MOST: Final = 1e12
"""No figure of a park comes near it: in euros it is about what the whole country earns in a year."""


def number(typed: str) -> float | None:
    """A number that can be meant, or None.

    >>> number("0.04"), number("inf"), number("veel"), number("1e300")
    (0.04, None, None, None)
    """
    try:
        found = float(typed)
    except ValueError:
        return None
    return found if abs(found) <= MOST else None
