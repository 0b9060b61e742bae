"""Whether companies keep their budgets: what each owns, less or equal to what it can spend or what the law asks."""

from collections.abc import Iterator
from math import fsum

from collectief.plan.outcome import Case, Outcome
from collectief.text import Text
from collectief.verification.verdict import CENT, Check, at_most

PLANS = ("alone", "together")
SPENT = Text(nl="Eigen investeringen boven het budget (EUR)", en="Own investments above the budget (EUR)")


def check_budgets(outcome: Outcome) -> Iterator[Check]:
    """Both plans, for each company that has a budget; what the law asks is bought whatever the budget."""
    for company in outcome.park.companies:
        if company.budget_eur is not None:
            most = max(company.budget_eur, _owned_eur(outcome.cases["required"], company.id))
            for case in (outcome.cases[key] for key in outcome.cases if key in PLANS):
                over = _owned_eur(case, company.id) - most
                yield at_most(SPENT, over, f"{case.key}/{company.id}", within=CENT)


def _owned_eur(case: Case, company: str) -> float:
    return fsum(build.investment_eur for build in case.builds if build.owner == company)
