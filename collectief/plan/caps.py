"""What a plan as a whole may emit and cost to build, and what was found about plans that keep to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite

from collectief.errors import ModelError
from collectief.plan.climate_report import KG_PER_TONNE
from collectief.plan.outcome_sums import Sums
from collectief.text import Text

ROUNDING = 1e-9
"""A sum of many numbers in another order is no breach."""


@dataclass(frozen=True, slots=True)
class Caps:
    """At most so many tonnes CO2 a year, and at most so many EUR invested, by all together; None is no cap.

    CO2 is scope 1 and 2 of the case *together*, as reported. What is invested is all that is built in it, by companies
    and by the park, with what the law asks for. Raises ModelError for what is no number of 0 or more.

    >>> Caps(co2_tonnes=500.0).kept_by(Sums(1.0, 500_000.0, 0.0, 0.0, 9e9))
    True
    """

    co2_tonnes: float | None = None
    budget_eur: float | None = None

    def __post_init__(self) -> None:
        odd = [x for x in (self.co2_tonnes, self.budget_eur) if x is not None and not (isfinite(x) and x >= 0)]
        if odd:
            raise ModelError(
                Text(
                    nl=f"Een grens van {odd[0]} kan niet: geef een getal van 0 of meer.",
                    en=f"A cap of {odd[0]} cannot be: give a number of 0 or more.",
                )
            )

    def kept_by(self, sums: Sums) -> bool:
        """Whether a plan emits and invests no more than it may."""
        return self.tonnes_over(sums) <= 0 and self.eur_over(sums) <= 0

    def tonnes_over(self, sums: Sums) -> float:
        """Tonnes a year above the cap; 0 where it is kept."""
        return _over(sums.co2_kg / KG_PER_TONNE, self.co2_tonnes)

    def eur_over(self, sums: Sums) -> float:
        """EUR invested above the budget; 0 where it is kept."""
        return _over(sums.investment_eur, self.budget_eur)


def _over(amount: float, most: float | None) -> float:
    return 0.0 if most is None or amount <= most * (1 + ROUNDING) + ROUNDING else amount - most


@dataclass(frozen=True, slots=True)
class Prices:
    """What weighs in choices and is in no bill: EUR per tonne CO2, and EUR a year per EUR that is invested."""

    eur_per_tonne: float = 0.0
    eur_per_eur: float = 0.0


@dataclass(frozen=True, slots=True)
class Tried:
    """A plan that was lived through the year, and the prices at which it was chosen.

    ``invested`` is what each company invests beyond what the law asks, EUR. ``rationed``: whether each had a ration.
    """

    prices: Prices
    sums: Sums
    invested: Mapping[str, float] = field(default_factory=dict)
    rationed: bool = False

    @property
    def tonnes(self) -> float:
        """Tonnes CO2 a year."""
        return self.sums.co2_kg / KG_PER_TONNE

    def weighed_eur(self, prices: Prices) -> float:
        """Its bills, with what its CO2 and its investment weigh at some prices, EUR a year."""
        return self.sums.eur + prices.eur_per_tonne * self.tonnes + prices.eur_per_eur * self.sums.investment_eur


@dataclass(frozen=True, slots=True)
class Capped:
    """How a plan came to keep its caps.

    ``prices`` are what a tonne, and a euro of budget, more would be worth: 0 where a cap does not bind. ``line_eur`` is
    what keeping the caps would cost on the line between the plans that were found, EUR a year; ``least_eur`` a bound
    below which no plan by these rules that keeps them costs, on all hours of the year (None: not looked at).
    """

    caps: Caps
    free: Tried
    """The plan without caps."""
    plan: Tried
    prices: Prices
    line_eur: float
    alone: Sums
    """Each alone, chosen at the same prices; it need not keep the caps."""
    tried: tuple[Tried, ...]
    """Every plan that was lived through, in turn; the plan without caps first."""
    least_eur: float | None = None

    @property
    def neighbour(self) -> Tried | None:
        """The plan beside this one that keeps not all caps (`neighbour`); None where the caps cost nothing."""
        return neighbour(self.caps, self.plan, self.tried)

    @property
    def left_eur(self) -> float:
        """EUR a year between the plan and that line: what a plan in a dent of it may save, as far as was found."""
        return max(0.0, self.plan.sums.eur - self.line_eur)


def neighbour(caps: Caps, plan: Tried, tried: Sequence[Tried]) -> Tried | None:
    """Of the plans that are cheaper than this one and keep not all caps, the dearest that no other of them beats."""
    cheaper = [one for one in tried if one.sums.eur < plan.sums.eur and not caps.kept_by(one.sums)]
    good = [one for one in cheaper if not any(_beats(caps, other, one) for other in cheaper)]
    return max(good, key=lambda one: one.sums.eur, default=None)


def _beats(caps: Caps, one: Tried, other: Tried) -> bool:
    """Whether one costs no more and is no further above any cap, and one of these less."""
    mine, its = ((t.sums.eur, caps.tonnes_over(t.sums), caps.eur_over(t.sums)) for t in (one, other))
    return mine != its and all(a <= b for a, b in zip(mine, its, strict=True))
