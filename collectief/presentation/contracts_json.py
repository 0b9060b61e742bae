"""Contracts with the grid operator as plain values for plan.json."""

from typing import Any

from collectief.park import TransportRight
from collectief.plan.contracts import Contracts


def contracts_json(found: Contracts) -> dict[str, Any]:
    """Capacity and entitlements of groups, rights, lowering when called and capacity at risk."""
    return {
        "groups": [
            {
                "area": c.area, "rule_asked": c.asked, "rule_used": c.used, "divided_by": c.divided, "kw": c.kw,
                "free_quarters": c.free_quarters, "entitlement_kw": dict(c.entitlement_kw),
            }
            for c in found.capacities
        ],
        "at_risk": [
            {
                "company": r.company, "contract_kw": r.contract_kw, "used_kw": r.used_kw, "growth_kw": r.growth_kw,
                "at_risk_kw": r.at_risk_kw, "measured": r.measured,
            }
            for r in found.at_risk
        ],
        "rights": [_right(me, r) for me, r in found.rights],
        **_taken(found),
        "limitations": [
            {"company": me, "lowers_to_kw": kw, "eur_per_year": eur} for me, kw, eur in found.limitations
        ],
        "tariffs_approximated_in_search": list(found.approximated),
        "group_lead_years": found.lead_years,
    }  # fmt: skip


def _right(company: str, right: TransportRight) -> dict[str, Any]:
    return {
        "company": company, "kind": right.kind, "direction": right.direction, "kw": right.kw,
        "when": str(right.window), "contract_share": right.contract_share,
    }  # fmt: skip


def _taken(found: Contracts) -> dict[str, Any]:
    """Rights that are taken in the plan, where there are any."""
    return {"rights_taken": [_right(me, r) for me, r in found.taken]} if found.taken else {}
