"""Ways to pay for what a company builds: own money, a loan, a loan with the state's guarantee, or a green loan.

A guarantee makes a bank lend sooner; it lowers no interest and costs a fee once. A green loan costs less interest.
Both only for what they are meant for; the rest is own money. Nothing here is in the euros of the plan.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from collectief.facts import fact
from collectief.measure import PARK
from collectief.money.schemes import Answer, Verdict
from collectief.plan.business_case import BusinessCase
from collectief.plan.cash_years import CashFlow, Terms, loan
from collectief.plan.schemes import Fitting

Way = Literal["own", "loan", "bmkb", "groen"]
WAYS: tuple[Way, ...] = ("own", "loan", "bmkb", "groen")
"""``bmkb`` and ``groen`` are schemes: who may use them, and for what, is in their tables."""


@dataclass(frozen=True, slots=True)
class Financing:
    """One way to pay, EUR: what is lent and what is own money, a fee beside it once, and what is paid each loan year.

    ``guaranteed_eur`` is what the state stands surety for. Payments are a range where the interest is. ``verdict`` says
    whether the company may use it; ``answers`` why, that on the largest investment first.
    """

    way: Way
    own_eur: float
    lent_eur: float
    years: int
    saved_eur_per_year: float
    low_eur_per_year: float = 0.0
    high_eur_per_year: float = 0.0
    once_eur: float = 0.0
    guaranteed_eur: float = 0.0
    verdict: Verdict = "yes"
    answers: tuple[Answer, ...] = ()

    @property
    def left_eur_per_year(self) -> tuple[float, float]:
        """What is left of the saving in a year of the loan, from least to most."""
        return self.saved_eur_per_year - self.high_eur_per_year, self.saved_eur_per_year - self.low_eur_per_year


def financings(case: BusinessCase, found: Sequence[Fitting]) -> Mapping[str, tuple[Financing, ...]]:
    """Per company that invests more than now: every way that it may pay for it."""
    ways: dict[str, tuple[Financing, ...]] = {}
    for company, flow in case.companies["now"].items():
        if flow.investment_eur > 0:
            ways[company] = tuple(_ways(case.terms, flow, company, case.parts[company], found))
    return ways


def _ways(terms: Terms, flow: CashFlow, company: str, part: float, found: Sequence[Fitting]) -> Iterator[Financing]:
    invested, saved, plain = flow.investment_eur, flow.saved_eur_per_year, flow.loan
    yield Financing("own", invested, 0.0, 0, saved)
    yield Financing("loan", plain.own_eur, plain.amount_eur, plain.years, saved, plain.eur_per_year, plain.eur_per_year)
    for way, make in (("bmkb", _guaranteed), ("groen", _green)):
        meant = min(_meant_eur(company, part, found, way), invested)
        asked = [(one, a) for one, a in _answers(company, part, found, way) if a.verdict != "no" and _eur(one) > 0]
        answers = tuple(a for _, a in sorted(asked, key=lambda pair: -_eur(pair[0])))
        if meant > 0:
            sure: Verdict = "yes" if all(a.verdict == "yes" for a in answers) else "check"
            yield replace(make(terms, flow, meant), verdict=sure, answers=answers)


def _guaranteed(terms: Terms, flow: CashFlow, meant_eur: float) -> Financing:
    """A loan with BMKB-Groen: as long as the guarantee at most, and a fee on the credit that it covers."""
    years = min(terms.loan_years, int(fact("finance.bmkb_most_years").value))
    lent = loan(meant_eur, flow.saved_eur_per_year, replace(terms, loan_years=years))
    credit = min(lent.amount_eur * fact("finance.bmkb_credit_share").value, fact("finance.bmkb_most_eur").value)
    short = years <= fact("finance.bmkb_short_years").value
    fee = fact("finance.bmkb_fee_short" if short else "finance.bmkb_fee_long").value
    return Financing(
        "bmkb",
        flow.investment_eur - lent.amount_eur,
        lent.amount_eur,
        years,
        flow.saved_eur_per_year,
        lent.eur_per_year,
        lent.eur_per_year,
        once_eur=fee * credit,
        guaranteed_eur=credit * fact("finance.bmkb_state_share").value,
    )


def _green(terms: Terms, flow: CashFlow, meant_eur: float) -> Financing:
    """A green loan: the same at less interest, between the low and the high figure for that."""
    less = fact("finance.green_interest_less")
    low, high = (
        loan(meant_eur, flow.saved_eur_per_year, replace(terms, loan_interest=max(terms.loan_interest - end, 0.0)))
        for end in (less.high, less.low)
    )
    return Financing(
        "groen",
        flow.investment_eur - low.amount_eur,
        low.amount_eur,
        low.years,
        flow.saved_eur_per_year,
        low.eur_per_year,
        high.eur_per_year,
    )


def _answers(company: str, part: float, found: Sequence[Fitting], key: str) -> Iterator[tuple[Fitting, Answer]]:
    """What a scheme says to what a company builds, and to its part of what is shared."""
    owners = (company, PARK) if part > 0 else (company,)
    for one in found:
        if one.investment.owner in owners:
            yield from ((one, a) for a in one.answers if a.scheme.key == key)


def _meant_eur(company: str, part: float, found: Sequence[Fitting], key: str) -> float:
    """What of a company's investment a scheme may be used for, EUR."""
    return sum(
        _eur(one) * (part if one.investment.owner == PARK else 1.0)
        for one, a in _answers(company, part, found, key)
        if a.verdict != "no"
    )


def _eur(one: Fitting) -> float:
    return one.investment.asset.investment_eur or 0.0
