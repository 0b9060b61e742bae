"""Which schemes fit the plan: every scheme for every owner and measure. Nothing here is part of the plan's euros."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from collectief.money.schemes import Answer, Worth, answers
from collectief.plan.investor import Investment, investments
from collectief.plan.outcome import CaseKey, Outcome


@dataclass(frozen=True, slots=True)
class Fitting:
    """What every scheme says to one investment."""

    investment: Investment
    answers: tuple[Answer, ...]

    @property
    def options(self) -> tuple[Answer, ...]:
        """What fits or may fit: yes before check, open before closed, confirmed before not, what brings most first."""
        open_ = [a for a in self.answers if a.verdict != "no"]
        return tuple(sorted(open_, key=_place))

    @property
    def best(self) -> Answer | None:
        """The one option that is counted "if granted": with an amount, open, and not only from memory."""
        known = [a for a in self.options if a.worth and a.is_open and a.scheme.confidence != "low"]
        return known[0] if known else None

    @property
    def counted(self) -> Worth | None:
        """What that option brings; None where nothing is invested, and for what the law asks for.

        Whether what is required may be granted anything has to be looked up first.
        """
        asset = self.investment.asset
        if self.best is None or asset.investment_eur is None or asset.required_by_law:
            return None
        return self.best.worth


def _place(one: Answer) -> tuple[bool, bool, bool, float]:
    """Where an option stands in the list."""
    brings = one.worth.middle_eur if one.worth is not None else 0.0
    return one.verdict != "yes", not one.is_open, one.scheme.confidence == "low", -brings


def fitting_schemes(outcome: Outcome, way: CaseKey = "together") -> tuple[Fitting, ...]:
    """Every scheme for every owner and measure of the plan (or alone), and for advice and vehicles beside it."""
    on = outcome.park.schemes.decide_on or outcome.start
    return tuple(Fitting(one, answers(one.who, one.asset, on)) for one in investments(outcome, way))


def if_granted_eur(found: Sequence[Fitting]) -> Mapping[str, tuple[float, float]]:
    """Per owner what the best options would bring in once, EUR from low to high, if all are granted."""
    sums: dict[str, tuple[float, float]] = {}
    for one in found:
        if one.counted is not None:
            low, high = sums.get(one.investment.owner, (0.0, 0.0))
            sums[one.investment.owner] = low + one.counted.low_eur, high + one.counted.high_eur
    return sums
