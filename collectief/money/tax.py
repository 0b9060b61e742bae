"""Energy tax (energiebelasting): marginal brackets per connection and year, EUR excluding VAT."""

from dataclasses import dataclass
from math import inf
from typing import Literal

from collectief.errors import ModelError
from collectief.facts import fact
from collectief.text import Text

Carrier = Literal["electricity", "gas"]
TAX_YEAR = 2026
"""Last year whose rates are in the tables, for what names no year itself; a bill always names its own."""
BRACKETS = 4


@dataclass(frozen=True, slots=True)
class Bracket:
    """The units above ``lower`` up to ``upper`` (kWh or m3 a year) pay ``rate`` EUR each.

    >>> brackets("gas", 2026)[1]
    Bracket(lower=170000.0, upper=1000000.0, rate=0.33085)
    """

    lower: float
    upper: float
    rate: float


def brackets(carrier: Carrier, year: int) -> tuple[Bracket, ...]:
    """The brackets of one carrier, low to high; raises MissingFact for a year without rates."""
    inner = [fact(f"tax.{carrier}.{year}.bound.{i}").value for i in range(1, BRACKETS)]
    bounds = [0.0, *inner, inf]
    rates = [fact(f"tax.{carrier}.{year}.{i}").value for i in range(1, BRACKETS + 1)]
    return tuple(Bracket(lower, upper, rate) for lower, upper, rate in zip(bounds[:-1], bounds[1:], rates, strict=True))


def energy_tax_eur(units: float, carrier: Carrier, year: int) -> float:
    """Tax of one connection on a year's offtake (kWh or m3): each bracket's rate on the units inside it.

    Raises ModelError for a negative offtake: what is fed in is never taxed.

    >>> round(energy_tax_eur(50_000, "electricity", 2026), 2)
    3584.5
    """
    _check(units)
    return sum(max(0.0, min(units, b.upper) - b.lower) * b.rate for b in brackets(carrier, year))


def bracket_of(units: float, carrier: Carrier, year: int) -> Bracket:
    """The bracket that holds the last unit of this offtake; its upper bound belongs to it."""
    _check(units)
    return next(b for b in brackets(carrier, year) if units <= b.upper)


def marginal_rate(units: float, carrier: Carrier, year: int) -> float:
    """EUR that the last unit (kWh or m3) costs.

    >>> marginal_rate(10_000, "electricity", 2026), marginal_rate(10_001, "electricity", 2026)
    (0.09161, 0.06671)
    """
    return bracket_of(units, carrier, year).rate


def tangent(units: float, carrier: Carrier, year: int) -> tuple[float, float]:
    """The line through the tax in the bracket of ``units``: (constant EUR, EUR per unit).

    Tax = constant + rate x units inside the bracket; as rates fall, never less than the tax elsewhere.

    >>> constant, rate = tangent(60_000, "electricity", 2026)
    >>> round(constant, 2), rate
    (1717.0, 0.03735)
    """
    b = bracket_of(units, carrier, year)
    return energy_tax_eur(b.lower, carrier, year) - b.rate * b.lower, b.rate


def tax_reduction_eur(*, residence: bool, year: int) -> float:
    """Tax reduction of one electricity connection, as revenue (negative EUR a year).

    Only a connection with a residence function (people live or work there) gets it, however little it uses.

    >>> tax_reduction_eur(residence=False, year=2026), tax_reduction_eur(residence=True, year=2026)
    (0.0, -519.8)
    """
    return -fact(f"tax.reduction.{year}").value if residence else 0.0


def _check(units: float) -> None:
    if not units >= 0:
        raise ModelError(
            Text(
                nl=f"Belasting over {units} eenheden: reken alleen met afname, 0 of meer.",
                en=f"Tax on {units} units: count offtake only, 0 or more.",
            )
        )
