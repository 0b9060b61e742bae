"""What is said of CO2: scopes per owner and case, goals, and what each measure lowers."""

from collections.abc import Mapping
from dataclasses import dataclass

KG_PER_TONNE = 1000.0


@dataclass(frozen=True, slots=True)
class Scopes:
    """kg CO2 a year of one owner: gas (scope 1); grid by the hour, charging elsewhere and bought heat (scope 2).

    ``avoided_kg`` is what feed-in saves elsewhere; it is no credit and in no sum.
    """

    gas_kg: float
    grid_kg: float
    charging_kg: float
    avoided_kg: float
    heat_kg: float = 0.0

    @property
    def bought_kg(self) -> float:
        """Scope 2: what others emit for what is bought.

        >>> Scopes(10.0, 5.0, 1.0, 99.0, 2.0).bought_kg
        8.0
        """
        return self.grid_kg + self.charging_kg + self.heat_kg

    @property
    def total_kg(self) -> float:
        """Scope 1 and 2.

        >>> Scopes(10.0, 5.0, 1.0, 99.0).total_kg
        16.0
        """
        return self.gas_kg + self.bought_kg


@dataclass(frozen=True, slots=True)
class GoalReport:
    """One goal: what may be emitted from its year on, kg a year, and how far each case is above it."""

    year: int
    reduction: float
    allowed_kg: float
    above_kg: Mapping[str, float]

    def reached(self, case: str) -> bool:
        """Whether a case meets the goal; a kilogram is no difference."""
        return self.above_kg[case] <= 1.0


@dataclass(frozen=True, slots=True)
class Reduction:
    """What a measure lowers by its own flows, kg a year, and what it costs, EUR a year, before any saving.

    ``saved_eur`` is what it takes off the bill in a year; None where that is not known for the measure by itself.
    """

    measure: str
    kg: float
    eur_per_year: float
    saved_eur: float | None = None

    @property
    def eur_per_tonne(self) -> float | None:
        """EUR per tonne CO2, without what is saved on the bill; None where nothing is lowered.

        >>> Reduction("solar", 2000.0, 300.0).eur_per_tonne
        150.0
        """
        return self.eur_per_year / (self.kg / KG_PER_TONNE) if self.kg > 0 else None

    @property
    def net_eur_per_tonne(self) -> float | None:
        """EUR per tonne CO2 after what is saved on the bill (negative: it earns money); None where not known.

        >>> Reduction("solar", 2000.0, 300.0, 500.0).net_eur_per_tonne
        -100.0
        """
        if self.saved_eur is None or self.kg <= 0:
            return None
        return (self.eur_per_year - self.saved_eur) / (self.kg / KG_PER_TONNE)


@dataclass(frozen=True, slots=True)
class Climate:
    """Scopes per case and owner, the goals, and the measures, cheapest per tonne after their saving first."""

    scopes: Mapping[str, Mapping[str, Scopes]]
    goals: tuple[GoalReport, ...]
    reductions: tuple[Reduction, ...]

    def total_kg(self, case: str) -> float:
        """kg CO2 a year of all owners in a case."""
        return sum(s.total_kg for s in self.scopes[case].values())
