"""The heat network in plan.json: customers, pipes, water, how sure, and the law."""

from dataclasses import asdict
from typing import Any

from collectief.plan.network_said import NetworkReport
from collectief.plan.outcome import Outcome


def network_part(outcome: Outcome) -> dict[str, Any] | None:
    """What is told of the heat network; None where nobody could gain by one."""
    found = outcome.network
    return None if found is None else _values(found)


def _values(found: NetworkReport) -> dict[str, Any]:
    design, everybody, regime = found.design, found.everybody, found.regime
    return {
        "built": found.built,
        "steady_source": found.steady,
        "supply_degc": found.level.supply_degc,
        "return_degc": found.level.return_degc,
        "levels": [
            {"key": at.key, "supply_degc": at.supply_degc, "return_degc": at.return_degc, "found_eur_per_year": eur}
            for at, eur in found.looks
        ],
        "found_eur_per_year": found.found_eur,
        "most_eur_per_year": found.most_eur,
        "network_gap_eur_per_year": design.value_eur - design.bound_eur,
        "network_gap_of_cost": design.gap_of_cost,
        "customers": [{**asdict(c), "margin_eur": c.margin_eur} for c in found.customers],
        "order": [asdict(j) for j in found.order],
        "may_leave": found.may_leave,
        "everybody_cost_eur_per_year": None if everybody is None else everybody.cost_eur,
        "everybody_more_eur_per_year": None if everybody is None else everybody.value_eur - design.value_eur,
        "heat_mwh": found.heat_mwh,
        "segments": [asdict(s) for s in found.segments],
        "water": None if found.water is None else asdict(found.water),
        "homes": [asdict(one) for one in found.homes],
        "regime": None if regime is None else {"kind": regime.kind, "law": regime.law.key, "on": regime.on.isoformat()},
    }
