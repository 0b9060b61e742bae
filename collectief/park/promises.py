"""What a park aims at and who promised what: goals for CO2, and commitments (wederkerigheid)."""

from dataclasses import dataclass

from collectief.text import Text

PARTIES = ("company", "association", "municipality", "province", "operator", "other")
"""Kinds of who promises."""


@dataclass(frozen=True, slots=True)
class Goals:
    """CO2 goals: the part that must be gone by a year, against ``base_tonnes`` or else the park as it is now."""

    first_year: int = 2030
    first_reduction: float = 0.55
    last_year: int = 2050
    last_reduction: float = 1.0
    base_tonnes: float | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """Who promises what by when, on which condition, and what follows when it is not kept.

    ``party`` is the kind of who promises; ``company`` and ``measure`` say what it belongs to, or are empty.
    ``by_when`` is a year, or a year and month, as it was written.
    """

    party: str
    name: str
    promise: Text
    by_when: str
    condition: Text
    consequence: Text
    company: str = ""
    measure: str = ""
