"""What a scheme brings in euros: what comes in, and what is left of it after tax."""

from dataclasses import dataclass

from collectief.facts import fact
from collectief.facts.schemes import Scheme
from collectief.money.schemes.asset import Applicant, Asset, is_sme
from collectief.park.owners import OWNERS


@dataclass(frozen=True, slots=True)
class Worth:
    """EUR once, from low to high: what comes in (a grant, or tax saved), and after tax.

    A grant lowers what may be written off, so over the years tax takes its part; tax saved is not taxed. After tax
    is None for who pays income tax on profit: that rate is the owner's own.
    """

    low_eur: float
    high_eur: float
    low_after_tax_eur: float | None
    high_after_tax_eur: float | None

    @property
    def span_eur(self) -> tuple[float, float]:
        """From low to high, after tax where that is known: what schemes are compared by.

        >>> Worth(10.0, 20.0, 8.0, 16.0).span_eur, Worth(10.0, 20.0, None, None).span_eur
        ((8.0, 16.0), (10.0, 20.0))
        """
        if self.low_after_tax_eur is None or self.high_after_tax_eur is None:
            return self.low_eur, self.high_eur
        return self.low_after_tax_eur, self.high_after_tax_eur

    @property
    def middle_eur(self) -> float:
        """Half way: what options are put in order by."""
        return sum(self.span_eur) / 2


def worth(scheme: Scheme, who: Applicant, asset: Asset) -> Worth | None:
    """What a scheme would bring if it is granted; None where the table or the plan does not say.

    >>> from collectief.facts.schemes import scheme
    >>> heat_pump = Asset("heat_pump", 100.0, "kW", investment_eur=100_000.0)
    >>> w = worth(scheme("eia"), Applicant(kind="bv", profit_eur=1e6), heat_pump)
    >>> round(w.low_eur), round(w.high_eur)
    (10320, 10320)
    """
    gross = granted(scheme, who, asset)
    if gross is None:
        return None
    low, high = gross
    income = who.kind in OWNERS and OWNERS[who.kind].tax == "income"
    if scheme.kind == "deduction":
        saved_low, saved_high = tax_saved_eur(who, low)[0], tax_saved_eur(who, high)[1]
        return None if income else Worth(saved_low, saved_high, saved_low, saved_high)
    if scheme.kind != "grant":
        return None
    if income:
        return Worth(low, high, None, None)
    least, most = tax_rates(who)
    return Worth(low, high, low * (1 - most), high * (1 - least))


def granted(scheme: Scheme, who: Applicant, asset: Asset) -> tuple[float, float] | None:
    """The grant, or what is deducted from profit, EUR from low to high; None where that is not known."""
    if scheme.eur_per_unit is not None:
        if asset.unit != scheme.unit:
            return None
        large, small = (asset.amount * eur for eur in scheme.eur_per_unit)
        sme = is_sme(who)
        low, high = (small if sme else large), (large if sme is False else small)
    elif scheme.rates is not None and asset.investment_eur:
        low, high = (asset.investment_eur * rate for rate in scheme.rates)
    else:
        return None
    most = scheme.most_eur if scheme.most_eur is not None and scheme.kind == "grant" else None
    return (low, high) if most is None else (min(low, most), min(high, most))


def tax_saved_eur(who: Applicant, deduction_eur: float) -> tuple[float, float]:
    """Corporate tax that a deduction from profit saves, EUR from low to high; one figure where profit is known."""
    low_rate, high_rate, bound = _brackets()
    if who.kind in OWNERS and OWNERS[who.kind].tax == "none":
        return 0.0, 0.0
    if who.profit_eur is None:
        return deduction_eur * low_rate, deduction_eur * high_rate
    profit = max(who.profit_eur, 0.0)
    left = max(profit - deduction_eur, 0.0)
    above = max(profit - bound, 0.0) - max(left - bound, 0.0)
    below = min(profit, bound) - min(left, bound)
    return (above * high_rate + below * low_rate,) * 2


def tax_rates(who: Applicant) -> tuple[float, float]:
    """Least and most corporate tax on a euro of profit; 0 for who pays none."""
    low_rate, high_rate, bound = _brackets()
    if who.kind in OWNERS and OWNERS[who.kind].tax == "none":
        return 0.0, 0.0
    if who.profit_eur is None:
        return low_rate, high_rate
    return (low_rate, low_rate) if who.profit_eur <= bound else (high_rate, high_rate)


def _brackets() -> tuple[float, float, float]:
    family = "tax.profit.2026"
    return fact(f"{family}.low_rate").value, fact(f"{family}.high_rate").value, fact(f"{family}.bound_eur").value
