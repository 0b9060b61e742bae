"""What flows in and out year by year: what is built, replaced at the end of its life, and worth at the horizon."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.measure import Build
from collectief.money import annuity
from collectief.money.cash_flow import internal_rate, net_present_value
from collectief.park import Park
from collectief.plan.payback import simple_payback

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Terms:
    """How money is counted: years of the business case, discount rate, and the loan that is offered.

    Rates and shares are fractions a year without inflation; ``loan_share`` is the part of an investment that is lent.
    """

    horizon_years: int
    discount: float
    loan_share: float
    loan_interest: float
    loan_years: int


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan for part of the investment: own money in year 0, and what is paid each year of the loan, EUR."""

    amount_eur: float
    own_eur: float
    eur_per_year: float
    years: int
    left_eur_per_year: float
    """Saving less payment in a year of the loan."""

    @property
    def cover(self) -> float | None:
        """Saving over payment in a year of the loan, as banks ask; None where nothing is lent.

        >>> Loan(500.0, 500.0, 50.0, 10, 30.0).cover
        1.6
        """
        return (self.left_eur_per_year + self.eur_per_year) / self.eur_per_year if self.eur_per_year > 0 else None


@dataclass(frozen=True, slots=True)
class CashFlow:
    """Cash of one owner, or of all, against another way: EUR, positive is received.

    ``investment_eur`` is extra outlay in year 0 and ``saved_eur_per_year`` what running costs less each year;
    ``later_eur`` is replacement (negative) and residual value per year, shape (horizon + 1,), and ``eur_by_year`` all
    of it together. ``cost_eur_per_tonne`` is yearly cost with interest per tonne CO2 less; None where none is avoided.
    """

    investment_eur: float
    saved_eur_per_year: float
    later_eur: tuple[float, ...]
    eur_by_year: tuple[float, ...]
    npv_eur: float
    irr: float | None
    payback_years: float | None
    avoided_co2_kg: float
    cost_eur_per_tonne: float | None
    loan: Loan

    @property
    def eur_by_year_with_loan(self) -> tuple[float, ...]:
        """The same by year where the loan is taken: received in year 0, and paid for in the years after."""
        loan, cash = self.loan, self.eur_by_year
        paid = (cash[year] - (loan.eur_per_year if year <= loan.years else 0.0) for year in range(1, len(cash)))
        return (cash[0] + loan.amount_eur, *paid)


KG_PER_TONNE = 1000.0
WHOLE_EURO = 1.0
"""An outlay below a euro is no outlay: nothing has a return on it."""


def terms_of(park: Park) -> Terms:
    """What the park chose, and key figures for the rest.

    Without a discount rate of its own the interest of the plan discounts, so that both count the same.
    """
    chosen, interest = park.finance, park.rules.interest
    return Terms(
        int(_or(chosen.horizon_years, "finance.horizon_years")),
        _or(interest if chosen.discount is None else chosen.discount, "interest.real"),
        _or(chosen.loan_share, "finance.loan_share"),
        _or(chosen.loan_interest, "finance.loan_interest"),
        int(_or(chosen.loan_years, "finance.loan_years")),
    )


def _or(value: float | None, key: str) -> float:
    return fact(key).value if value is None else float(value)


def later_eur(builds: Iterable[Build], horizon_years: int) -> Array:
    """Replacements (negative) and what is left at the horizon, EUR, shape (horizon + 1,); year 0 is empty.

    A build is bought again when its life ends before the horizon; what then still has years to go is worth that part
    of its price. What has no known life is never replaced and worth nothing.

    >>> one = Build("solar", "a", "a", 1.0, "kWp", 100.0, 0.0, life_years=4.0)
    >>> later_eur([one], 6).tolist()
    [0.0, 0.0, 0.0, 0.0, -100.0, 0.0, 50.0]
    """
    found = np.zeros(horizon_years + 1)
    for build in builds:
        if build.life_years <= 0:
            continue
        life = max(1, round(build.life_years))
        bought = np.arange(life, horizon_years, life)
        found[bought] -= build.investment_eur
        last = int(bought[-1]) if len(bought) else 0
        found[-1] += build.investment_eur * (last + life - horizon_years) / life
    return found


def cash_flow(
    investment_eur: float,
    saved_eur_per_year: float,
    later: Array,
    *,
    terms: Terms,
    avoided_co2_kg: float = 0.0,
    dearer_eur_per_year: float = 0.0,
) -> CashFlow:
    """All figures of a case from its outlay, yearly saving and what comes later (shape (horizon + 1,)).

    ``dearer_eur_per_year`` is what the whole yearly cost, interest included, goes up (down: negative).
    """
    yearly = np.asarray(later, dtype=np.float64).copy()
    yearly[0] -= investment_eur
    yearly[1:] += saved_eur_per_year
    series = tuple(float(eur) for eur in yearly)
    tonnes = avoided_co2_kg / KG_PER_TONNE
    return CashFlow(
        investment_eur,
        saved_eur_per_year,
        tuple(float(eur) for eur in later),
        series,
        net_present_value(terms.discount, series),
        internal_rate(series) if abs(investment_eur) >= WHOLE_EURO else None,
        simple_payback(investment_eur, saved_eur_per_year),
        avoided_co2_kg,
        dearer_eur_per_year / tonnes if tonnes > 0 else None,
        loan(investment_eur, saved_eur_per_year, terms),
    )


def loan(investment_eur: float, saved_eur_per_year: float, terms: Terms) -> Loan:
    """The loan for an investment, paid back in equal yearly amounts; none where nothing extra is invested.

    >>> terms = Terms(20, 0.05, 0.5, 0.0, 10)
    >>> loan(1000.0, 80.0, terms)
    Loan(amount_eur=500.0, own_eur=500.0, eur_per_year=50.0, years=10, left_eur_per_year=30.0)
    """
    amount = max(investment_eur, 0.0) * terms.loan_share
    paid = amount * annuity(terms.loan_interest, terms.loan_years)
    return Loan(amount, investment_eur - amount, paid, terms.loan_years, saved_eur_per_year - paid)


def years_of(flow: CashFlow) -> int:
    """Years of the business case."""
    return len(flow.eur_by_year) - 1
