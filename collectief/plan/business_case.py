"""The business case of each company and of all: what it costs to build and saves, beyond the law, alone and now.

What a plan is worth is counted from ``required``, now with what the energy-saving duty asks for: that must be built
anyway. Against ``now`` is what has to be paid for.

What is shared is paid for by the companies: its investment in parts (`parts_of_shared`), and each year what the
chosen rule asks beside their own bill less the interest on that part. So the companies' cash adds up to that of all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from collectief.measure import PARK, Build
from collectief.plan.cash_years import Array, CashFlow, Terms, cash_flow, later_eur, terms_of
from collectief.plan.levelised import Levelised, levelised
from collectief.plan.outcome import Case, Outcome
from collectief.plan.payback import running_bill_eur, running_eur
from collectief.plan.schemes import Fitting, fitting_schemes, if_granted_eur

Against = Literal["required", "alone", "now"]
AGAINST: tuple[Against, ...] = ("required", "alone", "now")


@dataclass(frozen=True, slots=True)
class Granted:
    """What schemes would bring in once if all are granted, EUR from low to high: a scenario, in no other figure.

    Only for what is built more than in the way that is compared with; what is required by law is left out.
    """

    low_eur: float
    high_eur: float


@dataclass(frozen=True, slots=True)
class BusinessCase:
    """The plan together as money: per reference the cash of all and of each company; grants beside it."""

    terms: Terms
    whole: Mapping[Against, CashFlow]
    companies: Mapping[Against, Mapping[str, CashFlow]]
    granted_extra: Mapping[Against, Mapping[str, Granted]]
    parts: Mapping[str, float]
    """Part of each company in what is shared, a fraction."""
    levelised: tuple[Levelised, ...]

    @property
    def granted(self) -> Mapping[str, Granted]:
        """What schemes would bring in per company: for all that is built beyond the law."""
        return self.granted_extra["required"]

    def granted_whole(self, way: Against = "required") -> Granted:
        """What schemes would bring in for all companies together against one way."""
        each = self.granted_extra[way].values()
        return Granted(sum(g.low_eur for g in each), sum(g.high_eur for g in each))


@dataclass(frozen=True, slots=True)
class _Life:
    """What one owner pays in a case: at the start, each year without interest, later, and all in; and its CO2."""

    investment_eur: float
    running_eur: float
    later: Array
    cost_eur: float
    co2_kg: float


def business_case(outcome: Outcome, found: Sequence[Fitting] | None = None) -> BusinessCase:
    """The business case of an outcome; ``found`` are its schemes, looked up where they are not given."""
    terms = terms_of(outcome.park)
    parts = parts_of_shared(outcome)
    fitting = fitting_schemes(outcome) if found is None else found
    together = {c.id: _together(outcome, c.id, parts[c.id], terms) for c in outcome.park.companies}
    companies = {
        way: {c: _against(_alone(outcome.cases[way], c, terms), life, terms) for c, life in together.items()}
        for way in AGAINST
    }
    after = _whole(outcome.cases["together"], terms)
    whole = {way: _against(_whole(outcome.cases[way], terms), after, terms) for way in AGAINST}
    beyond_law = _granted(fitting, (), parts)
    apart = _granted(fitting, fitting_schemes(outcome, "alone"), parts)
    granted: dict[Against, Mapping[str, Granted]] = {"required": beyond_law, "alone": apart, "now": beyond_law}
    return BusinessCase(terms, whole, companies, granted, parts, levelised(outcome))


def parts_of_shared(outcome: Outcome) -> dict[str, float]:
    """Part of each company in what is shared: by what it pays on top of its own bill; equal parts where nobody does.

    The parts sum to 1.
    """
    asked = {c.id: max(_asked_eur(outcome, c.id), 0.0) for c in outcome.park.companies}
    total = sum(asked.values())
    if total <= 0:
        return dict.fromkeys(asked, 1 / max(len(asked), 1))
    return {c: eur / total for c, eur in asked.items()}


def _asked_eur(outcome: Outcome, company: str) -> float:
    """What the chosen rule asks of a company a year beside its own bill; negative where it gets something."""
    share = outcome.allocations[outcome.chosen_rule].shares.get(company, 0.0)
    bills = outcome.cases["together"].bills
    return share - (bills[company].total if company in bills else 0.0)


def _together(outcome: Outcome, company: str, part: float, terms: Terms) -> _Life:
    """A company together: its own bill and builds, its part of what is shared, and what the rule settles."""
    case = outcome.cases["together"]
    own = _alone(case, company, terms)
    shared = [b for b in case.builds if b.owner == PARK]
    interest_eur = case.bills[PARK].lines.get("investment", 0.0) if PARK in case.bills else 0.0
    settled = _asked_eur(outcome, company)
    co2 = case.energy[PARK].co2_kg if PARK in case.energy else 0.0
    return _Life(
        own.investment_eur + part * sum(b.investment_eur for b in shared),
        own.running_eur + settled - part * interest_eur,
        own.later + part * later_eur(shared, terms.horizon_years),
        own.cost_eur + settled,
        own.co2_kg + part * co2,
    )


def _alone(case: Case, company: str, terms: Terms) -> _Life:
    """A company with its own bill and builds."""
    mine = [b for b in case.builds if b.owner == company]
    bill, energy = case.bills.get(company), case.energy.get(company)
    return _Life(
        _invested(mine),
        running_bill_eur(bill) if bill is not None else 0.0,
        later_eur(mine, terms.horizon_years),
        bill.total if bill is not None else 0.0,
        energy.co2_kg if energy is not None else 0.0,
    )


def _whole(case: Case, terms: Terms) -> _Life:
    """All owners of a case."""
    later = later_eur(case.builds, terms.horizon_years)
    return _Life(case.investment_eur, running_eur(case), later, case.eur_per_year, case.co2_kg)


def _invested(builds: Sequence[Build]) -> float:
    return float(np.sum([b.investment_eur for b in builds]))


def _against(before: _Life, after: _Life, terms: Terms) -> CashFlow:
    return cash_flow(
        after.investment_eur - before.investment_eur,
        before.running_eur - after.running_eur,
        after.later - before.later,
        terms=terms,
        avoided_co2_kg=before.co2_kg - after.co2_kg,
        dearer_eur_per_year=after.cost_eur - before.cost_eur,
    )


def _granted(together: Sequence[Fitting], before: Sequence[Fitting], parts: Mapping[str, float]) -> dict[str, Granted]:
    """Per company its own grants and its part of those for what is shared, less what it could get before as well."""
    after, apart = if_granted_eur(together), if_granted_eur(before)
    shared, found = after.get(PARK, (0.0, 0.0)), {}
    for company, part in parts.items():
        (low, high), (less_low, less_high) = after.get(company, (0.0, 0.0)), apart.get(company, (0.0, 0.0))
        ends = sorted((low - less_low + part * shared[0], high - less_high + part * shared[1]))
        found[company] = Granted(*ends)
    return found
