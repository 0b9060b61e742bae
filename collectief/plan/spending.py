"""What a company can spend at most on what it owns, what it spends, and what one euro more would be worth."""

from dataclasses import dataclass

FELT = 1e-3
"""EUR a year per euro: what is worth less than a tenth of a cent holds nobody back."""


@dataclass(frozen=True, slots=True)
class Spending:
    """EUR of investment: the budget, what the law takes of it, and all that a company owns in each plan.

    ``beyond_eur_per_eur`` is what one euro beyond the budget, and beyond what the law asks, would save a year, each
    alone, with what that euro itself costs a year taken off: on typical days and as if everything could be built in
    part, so an estimate.

    >>> Spending("bakker", 10_000.0, 4_000.0, 10_000.0, 9_000.0, 0.08).eur_per_eur
    0.08
    >>> Spending("bakker", 3_000.0, 4_000.0, 4_000.0, 4_000.0, 0.08).eur_per_eur
    0.0
    """

    company: str
    budget_eur: float
    required_eur: float
    alone_eur: float
    together_eur: float
    beyond_eur_per_eur: float

    @property
    def eur_per_eur(self) -> float:
        """EUR a year that one euro more saves: nothing while it only makes up for what the law asks anyway."""
        return 0.0 if self.short_eur > 0 else self.beyond_eur_per_eur

    @property
    def binds(self) -> bool:
        """Whether more money would be worth something, be it only beyond what the law asks."""
        return self.beyond_eur_per_eur > FELT

    @property
    def short_eur(self) -> float:
        """What the law asks beyond the budget, EUR."""
        return max(0.0, self.required_eur - self.budget_eur)
