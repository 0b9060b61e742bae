"""The plan as one JSON object for other programs: no clock, no order by chance, sensible decimals."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from collectief.park import Issue
from collectief.plan.business_case import business_case
from collectief.plan.let_roofs import let_panels
from collectief.plan.outcome import AreaReport, Build, Case, Energy, Growth, Outcome, Project, Proof, Reason
from collectief.plan.spending import Spending
from collectief.presentation.business_json import money_values
from collectief.presentation.caps_json import caps_part
from collectief.presentation.contracts_json import contracts_json
from collectief.presentation.figures import paid, payback_years, payers, quality, takes_part_in
from collectief.presentation.hand_over_json import hand_over_values
from collectief.presentation.level_words import part_of_saving
from collectief.presentation.network_json import network_part
from collectief.presentation.plan_json_sure import climate_part, rolling_part, sensitivity_part, steps_part
from collectief.presentation.rounding import significant, without_rest
from collectief.presentation.settlement import settlements
from collectief.presentation.verdict_words import kinds
from collectief.text import Text
from collectief.verification import Verdict

FORMAT = 1
DECIMALS = 3
"""A thousandth of a euro, a watt, a gram: finer digits are not known."""
FINISHED = "finished"
"""Of a search that ended by itself. The solver has another word for that, which says too much of a plan."""
DIGITS = 6
"""What is smaller than one (a fraction, EUR per kWh) keeps so many significant digits."""


def plan_json(outcome: Outcome, *, verdict: Verdict | None = None) -> str:
    """The whole outcome without the series, as JSON text; ``verification`` is null where nothing was checked."""
    plan = {**_plan(outcome), "verification": _verification(verdict) if verdict else None}
    return json.dumps(plain(plan), ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def plain(value: Any) -> Any:
    """Values as JSON knows them: rounded floats, null for what is not finite, text in both languages."""
    if isinstance(value, Text):
        return {"nl": value.nl, "en": value.en}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, bool | int | str) or value is None:
        return value
    number = without_rest(float(value))
    if not math.isfinite(number):
        return None
    return significant(number, DIGITS) if abs(number) < 1 else round(number, DECIMALS)


def _plan(outcome: Outcome) -> dict[str, Any]:
    case = business_case(outcome)
    return {
        **_head(outcome),
        "payback_years": payback_years(outcome.cases["required"], outcome.cases["together"]),
        "cases": {key: _case(case) for key, case in outcome.cases.items()},
        "companies": [_company(outcome, owner) for owner in payers(outcome)],
        "allocation": _allocation(outcome),
        "group_members": outcome.members,
        "group_contracts": [asdict(g) for g in outcome.groups],
        "projects": [_project(p) for p in outcome.projects],
        "heat_network": network_part(outcome),
        "areas": [_area(report) for report in outcome.areas],
        "contracts": contracts_json(outcome.contracts),
        "pinches": [asdict(p) for p in outcome.pinches],
        "pinches_together": None if (own := outcome.pinches_together) is None else [asdict(p) for p in own],
        "budgets": [_budget(b) for b in outcome.budgets],
        "roofs_to_let": [asdict(one) for one in let_panels(outcome)],
        "growth": [_growth(g) for g in outcome.growth],
        "reasons": [_reason(r) for r in outcome.reasons],
        "issues": [_both_languages(i) for i in outcome.issues],
        "facts": [asdict(f) for f in outcome.facts],
        "data_quality": asdict(quality(outcome)),
        "series": dict(outcome.year.sources),
        "sensitivity": sensitivity_part(outcome),
        "rolling": rolling_part(outcome),
        "climate": climate_part(outcome),
        "steps": steps_part(outcome),
        **caps_part(outcome),
        **money_values(outcome, case),
        "hand_over": hand_over_values(outcome, case),
    }


def _budget(one: Spending) -> dict[str, Any]:
    return {**asdict(one), "short_eur": one.short_eur, "eur_per_eur": one.eur_per_eur}


def _project(project: Project) -> dict[str, Any]:
    return {
        "measure": project.key,
        "members": project.members,
        "adopted": project.adopted,
        "gain_eur_per_year": project.gain_eur,
    }


def _growth(one: Growth) -> dict[str, Any]:
    return {**asdict(one), "worth_alone_eur": one.worth_alone_eur, "worth_together_eur": one.worth_together_eur}


def _reason(one: Reason) -> dict[str, Any]:
    return {"measure": one.measure, "chosen": one.chosen, "eur_per_year": one.eur_per_year, "text": one.text}


def _head(outcome: Outcome) -> dict[str, Any]:
    """Which program answered what, and the decision with what it costs."""
    return {
        "format": FORMAT,
        "version": outcome.version,
        "input_hash": outcome.input_hash,
        "every_hour": outcome.every_hour,
        "park": {
            "id": outcome.park.id,
            "name": outcome.park.name,
            "year": outcome.year.number,
            "tax_year": outcome.park.tax_year,
        },
        "decision": outcome.decision,
        "saving_eur_per_year": outcome.saving_eur,
        **_gap(outcome),
        "cost_eur_per_year": {key: case.eur_per_year for key, case in outcome.cases.items()},
    }


def _gap(outcome: Outcome) -> dict[str, float | str | None]:
    """How much cheaper a plan could be at most: as a part of its cost, in EUR, and as a part of what together saves.

    And of what that is known: of the whole year, or of typical days only.
    """
    proof, saved = outcome.cases["together"].proof, outcome.saving_eur
    eur = None if proof is None else proof.gap_eur
    return {
        "gap": None if proof is None else proof.gap,
        "gap_eur_per_year": eur,
        "gap_of": None if proof is None else proof.gap_of,
        "gap_of_saving": part_of_saving(eur, saved),
    }


def _verification(verdict: Verdict) -> dict[str, Any]:
    return {
        "ok": verdict.ok,
        "checks": len(verdict.checks),
        "failed": [{"name": c.name, "where": c.where, "off_by": c.amount} for c in verdict.failed],
        "kinds": [
            {"name": k.name, "checks": len(k.checks), "failed": k.failed, "furthest": round(k.furthest, DIGITS)}
            for k in kinds(verdict)
        ],
    }


def _both_languages(issue: Issue) -> dict[str, object]:
    words = {"message": issue.message, "advice": issue.advice, "before": issue.before, "after": issue.after}
    return {**issue.as_dict("nl"), **words}


def _case(case: Case) -> dict[str, Any]:
    return {
        "eur_per_year": case.eur_per_year,
        "investment_eur": case.investment_eur,
        "co2_kg": case.co2_kg,
        "gas_m3": case.gas_m3,
        "peak_kw": {"offtake": case.peak_kw("offtake"), "feed_in": case.peak_kw("feed_in")},
        "bills": {owner: dict(bill.lines) for owner, bill in case.bills.items()},
        "energy": {owner: _energy(energy) for owner, energy in case.energy.items()},
        "builds": [_build(b) for b in case.builds],
        "breaches": [asdict(b) for b in case.breaches],
        "proof": _proof(case.proof) if case.proof else None,
    }


def _proof(proof: Proof) -> dict[str, Any]:
    """What is known of a case; how its searches ended in words that claim no more than the bounds beside them.

    Of a plan that breaks a limit deeper than today nothing is known, so no bound of it stands here.
    """
    ended = "; ".join(FINISHED if word.lower() == "optimal" else word for word in proof.status.split("; "))
    unknown = {} if proof.slack_zero else dict.fromkeys(("design_lower", "design_gap", "year_lower", "grouped_lower"))
    return {**asdict(proof), **unknown, "status": ended, "slack_zero": proof.slack_zero}


def _energy(energy: Energy) -> dict[str, float]:
    """What one owner exchanges; what comes over direct lines only where there is any."""
    return {key: kwh for key, kwh in asdict(energy).items() if key != "line_kwh" or kwh}


def _build(build: Build) -> dict[str, Any]:
    return {
        "measure": build.measure,
        "owner": build.owner,
        "place": build.place,
        "amount": build.amount,
        "unit": build.unit,
        "investment_eur": build.investment_eur,
        "eur_per_year": build.eur_per_year,
        "upkeep_eur": build.upkeep_eur,
        "life_years": build.life_years,
        "kw": build.kw,
        "part": build.part,
    }


def _company(outcome: Outcome, owner: str) -> dict[str, Any]:
    settled = next((s for s in settlements(outcome) if s.owner == owner), None)
    named = next((c for c in outcome.park.companies if c.id == owner), None)
    return {
        "id": owner,
        "name": named.name if named else owner,
        "sector": named.sector if named else None,
        "area": named.area if named else None,
        "origin": named.origin if named else None,
        "takes_part_in": takes_part_in(outcome, owner),
        "cost_eur_per_year": {
            **{key: paid(case, owner) for key, case in outcome.cases.items() if key != "together"},
            "together": outcome.allocations[outcome.chosen_rule].shares.get(owner, 0.0),
        },
        "own_bill_together_eur_per_year": settled.own_eur if settled else None,
        "settlement_eur_per_year": settled.eur if settled else None,
    }


def _allocation(outcome: Outcome) -> dict[str, Any]:
    return {
        "chosen": outcome.chosen_rule,
        "keeping_everybody_eur_per_year": outcome.keeping_eur,
        "rules": {
            key: {
                "shares_eur_per_year": dict(found.shares),
                "interval_eur": dict(found.interval),
                "exact": found.exact,
                "note": found.note,
                "core": asdict(outcome.core[key]) if key in outcome.core else None,
            }
            for key, found in outcome.allocations.items()
        },
        "staying": None if outcome.staying is None else asdict(outcome.staying),
    }


def _area(report: AreaReport) -> dict[str, Any]:
    return {
        "area": report.area,
        "direction": report.direction,
        "contracts_kw": report.contracts_kw,
        "limit_kw": report.limit_kw,
        "against": report.against,
        "peak_kw": dict(report.peak_kw),
        "p999_kw": dict(report.p999_kw),
        "hours_over": dict(report.hours_over),
        "kwh_over": dict(report.kwh_over),
        "loading": dict(report.loading),
        "coincidence": report.coincidence,
    }
