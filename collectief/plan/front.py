"""Cost against CO2: the answers as points, and which of them another one beats at both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collectief.plan.answer import Comparison, Sums
from collectief.plan.climate_report import KG_PER_TONNE
from collectief.plan.outcome import ROUNDING_EUR, CaseKey

OTHERWISE: tuple[CaseKey, ...] = ("now", "alone")
"""Cases of the plan that lie on the chart beside the plans; only calculated or alone, so they beat nobody."""
ROUNDING_TONNE = 0.01
"""Ten kilograms a year is no difference."""


@dataclass(frozen=True, slots=True)
class Point:
    """EUR and tonnes CO2 a year of one answer by its number, or of a case of the plan.

    ``beaten_by`` is the number of an answer that costs and emits no more, and one of both less; None where there is
    none, or where it is no choice in the same world.
    """

    eur: float
    tonnes: float
    number: int
    case: CaseKey = "together"
    beaten_by: int | None = None


def points(found: Comparison) -> tuple[Point, ...]:
    """Now and alone, then every answer that has a plan, numbered as in the comparison (the plan is 0)."""
    here = [(number, a.plan.together) for number, a in enumerate(found.answers) if a.plan and a.variation.comparable]
    return tuple(_points(found, here))


def _points(found: Comparison, here: Sequence[tuple[int, Sums]]) -> Iterator[Point]:
    for case in OTHERWISE:
        yield _point(found.plan.cases[case], 0, case, here=here)
    for number, one in enumerate(found.answers):
        if one.plan is not None:
            rivals = here if one.variation.comparable else ()
            yield _point(one.plan.together, number, "together", here=rivals)


def _point(sums: Sums, number: int, case: CaseKey, *, here: Sequence[tuple[int, Sums]]) -> Point:
    better = (n for n, other in here if beats(other, sums))
    return Point(sums.eur, sums.co2_kg / KG_PER_TONNE, number, case, next(better, None))


def beats(one: Sums, other: Sums) -> bool:
    """Whether one costs and emits no more than the other, and one of both clearly less.

    >>> beats(Sums(90.0, 1000.0, 0, 0, 0), Sums(100.0, 1000.0, 0, 0, 0))
    True
    """
    eur, tonnes = other.eur - one.eur, (other.co2_kg - one.co2_kg) / KG_PER_TONNE
    no_worse = eur >= -ROUNDING_EUR and tonnes >= -ROUNDING_TONNE
    return no_worse and (eur > ROUNDING_EUR or tonnes > ROUNDING_TONNE)
