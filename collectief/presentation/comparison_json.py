"""A comparison as one JSON object for other programs: no clock, no order by chance."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from collectief.plan.answer import Answer, Answered, Comparison
from collectief.plan.front import Point, points
from collectief.presentation.level_words import part_of_saving
from collectief.presentation.plan_json import plain

FORMAT = 1


def comparison_json(found: Comparison) -> str:
    """Every answer with its sums, what differs from the plan, and its place in cost against CO2."""
    value = {
        "format": FORMAT,
        "version": found.version,
        "park": {"name": found.park, "year": found.year},
        "answers": [_answer(number, one, found.plan) for number, one in enumerate(found.answers)],
        "points": [_point(point) for point in points(found)],
    }
    return json.dumps(plain(value), ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def _answer(number: int, one: Answer, base: Answered) -> dict[str, Any]:
    return {
        "number": number,
        "kind": one.variation.kind,
        "what": list(one.variation.what),
        "figures": dict(one.variation.figures),
        "rules": dict(one.variation.rules),
        "why_no_plan": one.why,
        "plan": None if one.plan is None else _plan(one.plan, base),
    }


def _plan(one: Answered, base: Answered) -> Mapping[str, Any]:
    mine, plan = asdict(one.together), asdict(base.together)
    return {
        "input_hash": one.input_hash,
        "decision": one.decision,
        "measures": list(one.chosen),
        "gap": one.gap,
        "gap_eur_per_year": one.gap_eur,
        "gap_of": None if one.gap is None else "typical_days",
        "gap_of_saving": part_of_saving(one.gap_eur, one.saving_eur),
        "ended_early": one.ended_early,
        "checked": one.checked,
        "cases": {key: asdict(sums) for key, sums in one.cases.items()},
        "saving_eur": one.saving_eur,
        "more_than_plan": {key: mine[key] - plan[key] for key in mine},
    }


def _point(one: Point) -> dict[str, Any]:
    return {
        "number": one.number,
        "case": one.case,
        "eur": one.eur,
        "co2_tonnes": one.tonnes,
        "beaten_by": one.beaten_by,
    }
