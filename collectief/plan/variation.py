"""Another answer to the same question: without a measure or a company, with other figures, or with CO2 that weighs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal

from collectief.facts import PRICE_OF_CO2
from collectief.park.check_words import Spot
from collectief.park.other_rules import Line, under
from collectief.plan.caps import Prices
from collectief.plan.other_figures import with_figures
from collectief.plan.robust import with_high_peaks
from collectief.plan.scenario import Scenario

Kind = Literal["plan", "without", "with", "apart", "co2", "cap", "robust"]
Figures = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Variation:
    """What is otherwise than in the plan itself: keys of measures or ids of companies, figures or rules by key.

    >>> Variation.co2(50.0).figures
    (('co2.internal_eur_per_tonne', 50.0),)
    """

    kind: Kind = "plan"
    what: tuple[str, ...] = ()
    figures: Figures = ()
    rules: tuple[Line, ...] = ()
    """Rules on contracts, as they would be spelled in ``park.toml``."""

    @classmethod
    def co2(cls, eur_per_tonne: float) -> "Variation":
        """A tonne of CO2 weighs so much in every choice, and stands in no bill."""
        return cls("co2", (), ((PRICE_OF_CO2, eur_per_tonne),))

    @classmethod
    def cap(cls, tonnes: float, prices: Prices) -> "Variation":
        """At most so many tonnes a year, for which a tonne weighs so much in every choice.

        >>> Variation.cap(500.0, Prices(40.0)).what
        ('500.0',)
        """
        return cls("cap", (f"{tonnes:.1f}",), ((PRICE_OF_CO2, prices.eur_per_tonne),))

    @property
    def comparable(self) -> bool:
        """Whether it is a choice in the world of the plan: the same companies with the same use at the same prices."""
        return self.kind not in ("with", "robust")


@contextmanager
def varied(scenario: Scenario, variation: Variation) -> Iterator[Scenario]:
    """The scenario of a variation, while it lasts: figures are swung for the whole process."""
    rules = scenario.park.rules
    if variation.kind == "without":
        kept = tuple(m for m in scenario.measures if m.key not in variation.what)
        scenario = replace(scenario, measures=kept)
    elif variation.kind == "apart":
        apart = replace(rules, apart=(*rules.apart, *variation.what))
        scenario = replace(scenario, park=replace(scenario.park, rules=apart))
    elif variation.kind == "robust":
        scenario = replace(scenario, park=with_high_peaks(scenario.park, scenario.year))
    with with_figures(scenario, dict(variation.figures)) as other:
        yield replace(other, park=under(other.park, variation.rules, Spot("", []))) if variation.rules else other
