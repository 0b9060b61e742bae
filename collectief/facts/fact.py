"""One figure about the world, with its unit, year, source, confidence, and what it may be."""

from dataclasses import dataclass
from typing import Literal

Confidence = Literal["high", "medium", "low"]
Fixed = Literal["law", "constant", "measured", "curve"]
"""Why low and high are the value: set by law or published as a bound; a constant or a definition; measured of a year
that is over; one of the numbers of a fitted curve, which move together or not at all.
"""


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that a calculation uses. ``low`` and ``high`` bound what it may be; both are the value where ``fixed``.

    Confidence ``low`` marks what is unverified; the reader sees that mark. ``range_source`` says where low and high
    come from, where that is another source than that of the value.
    """

    key: str
    value: float
    unit: str
    year: int
    source: str
    confidence: Confidence
    low: float
    high: float
    note: str = ""
    fixed: Fixed | None = None
    range_source: str = ""
