"""One figure about the world, with its unit, year, source and confidence."""

from dataclasses import dataclass
from typing import Literal

Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that a calculation uses. ``low`` and ``high`` bound what it may be, where known.

    Confidence ``low`` marks what is unverified; the reader sees that mark.
    """

    key: str
    value: float
    unit: str
    year: int
    source: str
    confidence: Confidence
    low: float | None = None
    high: float | None = None
    note: str = ""
