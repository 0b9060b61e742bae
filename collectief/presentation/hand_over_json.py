"""What the hand-over sheets say beside the rest of plan.json: parts of what is shared, groups, cash with the loan."""

from dataclasses import asdict
from typing import Any

from collectief.plan.business_case import BusinessCase
from collectief.plan.hand_over import HandOver, hand_overs
from collectief.plan.outcome import PARK, Outcome


def hand_over_values(outcome: Outcome, case: BusinessCase) -> dict[str, Any]:
    """Per owner (a company, or what is shared) what it hands over."""
    return {one.owner: _one(one, case) for one in hand_overs(outcome, case)}


def _one(one: HandOver, case: BusinessCase) -> dict[str, Any]:
    flow = case.whole["now"] if one.owner == PARK else case.companies["now"][one.owner]
    return {
        "takes_part_in": sorted(one.shared),
        "own_investment_eur": one.own_eur,
        "shared_investment_eur": one.shared_eur,
        "groups": [asdict(g) for g in one.groups],
        "loan_cover": flow.loan.cover,
        "eur_by_year_with_loan": flow.eur_by_year_with_loan,
    }
