"""What a measure of one owner earns back on the bill, and how soon that pays for it."""

from dataclasses import dataclass

from collectief.money.schemes import Span


def simple_payback(extra_eur: float, saved_eur: float) -> float | None:
    """Extra investment over the yearly saving without interest; None where it is never earned back.

    >>> simple_payback(100.0, 25.0), simple_payback(-5.0, 1.0), simple_payback(100.0, 0.0)
    (4.0, 0.0, None)
    """
    if extra_eur <= 0:
        return 0.0
    return extra_eur / saved_eur if saved_eur > 0 else None


@dataclass(frozen=True, slots=True)
class Earning:
    """What one owner invests in a measure and what its bill is lower for it, EUR a year before upkeep.

    ``measures`` are several where they were only lived through together. ``required``: the energy-saving duty asks for
    it. ``estimate``: the bill was reckoned without the measure while all else runs on, or at today's rates; else the
    year was lived through without it. ``least_eur`` and ``most_eur`` are the investment at the low and high prices.
    """

    owner: str
    measures: tuple[str, ...]
    investment_eur: float
    least_eur: float
    most_eur: float
    upkeep_eur: float
    saved_eur: float
    required: bool = False
    estimate: bool = True

    @property
    def payback_years(self) -> float | None:
        """Years until saving less upkeep has paid for it; None where it never does.

        >>> Earning("a", ("solar",), 1000.0, 800.0, 1200.0, 10.0, 210.0).payback_years
        5.0
        """
        return simple_payback(self.investment_eur, self.saved_eur - self.upkeep_eur)

    @property
    def payback_known(self) -> float | Span | None:
        """The same for a scheme: between low and high prices where it is an estimate; infinite where it never does.

        >>> Earning("a", ("solar",), 1000.0, 800.0, 1200.0, 10.0, 210.0).payback_known
        Span(low=4.0, middle=5.0, high=6.0)
        """
        net = self.saved_eur - self.upkeep_eur
        low, middle, high = (
            years if (years := simple_payback(eur, net)) is not None else float("inf")
            for eur in (self.least_eur, self.investment_eur, self.most_eur)
        )
        return Span(low, middle, high) if self.estimate else middle
