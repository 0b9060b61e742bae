"""The part of the plan's JSON on what all together may emit and invest; absent where nothing was asked."""

from dataclasses import asdict
from typing import Any

from collectief.plan.caps import Tried
from collectief.plan.outcome import Outcome


def caps_part(outcome: Outcome) -> dict[str, Any]:
    """The caps, what they are worth, and every plan that was lived through for them."""
    found = outcome.capped
    if found is None:
        return {}
    return {
        "caps": {
            **asdict(found.caps),
            "value": {
                "eur_per_tonne": found.prices.eur_per_tonne,
                "eur_per_year_per_eur_of_budget": found.prices.eur_per_eur,
            },
            "without_caps": _tried(found.free),
            "plan": _tried(found.plan),
            "neighbour": None if found.neighbour is None else _tried(found.neighbour),
            "line_eur_per_year": found.line_eur,
            "left_eur_per_year": found.left_eur,
            "least_eur_per_year": found.least_eur,
            "tried": [_tried(one) for one in found.tried],
        }
    }


def _tried(one: Tried) -> dict[str, float]:
    return {
        "eur_per_year": one.sums.eur,
        "co2_tonnes": one.tonnes,
        "investment_eur": one.sums.investment_eur,
        "weight_eur_per_tonne": one.prices.eur_per_tonne,
        "weight_eur_per_eur": one.prices.eur_per_eur,
    }
