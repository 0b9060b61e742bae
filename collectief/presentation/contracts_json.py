"""Contracts with the grid operator as plain values for plan.json."""

from typing import Any

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
        "rights": [
            {
                "company": me, "kind": r.kind, "direction": r.direction, "kw": r.kw, "when": str(r.window),
                "contract_share": r.contract_share,
            }
            for me, r in found.rights
        ],
        "limitations": [
            {"company": me, "lowers_to_kw": kw, "eur_per_year": eur} for me, kw, eur in found.limitations
        ],
        "tariffs_approximated_in_search": list(found.approximated),
        "group_lead_years": found.lead_years,
    }  # fmt: skip
