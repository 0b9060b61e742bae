"""A staged path as one JSON object for other programs: no clock, no order by chance."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from collectief.plan.stage import Path, Stage, StagedPath
from collectief.presentation.level_words import part_of_saving
from collectief.presentation.path_words import saved_eur
from collectief.presentation.plan_json import plain

FORMAT = 1


def path_json(found: StagedPath) -> str:
    """The best path stage by stage, every way with its total, and the bound."""
    value = {
        "format": FORMAT,
        "version": found.version,
        "park": {"name": found.park, "year": found.park_year},
        "years": list(found.years),
        "years_each": list(found.counted),
        "interest": found.interest,
        "stated": [asdict(one) for one in found.stated],
        "best": found.best.way,
        "complete": found.best.complete,
        "stages": [_stage(stage) for stage in found.best.stages],
        "ways": [_way(path) for path in found.paths],
        "bound": {
            "gap": found.gap,
            "gap_eur": found.gap_eur,
            "gap_of": None if found.gap is None else "typical_days",
            "gap_of_saving": part_of_saving(found.gap_eur, saved_eur(found.best) or 0.0),
            "stages": [asdict(one) for one in found.bounds],
            "why_none": found.no_bound,
        },
        "queues_end": dict(found.reliefs),
        "wishes": {c: {"kw": kw, "from_year": year, "area": area} for c, (kw, year, area) in found.wishes.items()},
        "names": dict(found.names),
    }
    return json.dumps(plain(value), ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def _stage(stage: Stage) -> dict[str, Any]:
    world = asdict(stage.world)
    return {
        "year": stage.year,
        "world": {**world, "grown": dict(stage.world.grown)},
        "eur": stage.eur,
        "idle_eur": stage.idle_eur,
        "co2_kg": stage.co2_kg,
        "nothing_more": asdict(stage.nothing_more),
        "cases": {key: asdict(sums) for key, sums in stage.cases.items()},
        "built": [asdict(lot) for lot in stage.added],
        "stood": [asdict(lot) for lot in stage.stood],
        "group_members": {area: list(members) for area, members in stage.members.items()},
        "pinches": [asdict(one) for one in stage.pinches],
        "growth": [asdict(one) for one in stage.growth],
        "breaches": [asdict(one) for one in stage.breaches],
        "decision": stage.decision,
        "ended_early": stage.ended_early,
        "input_hash": stage.input_hash,
    }


def _way(path: Path) -> Mapping[str, Any]:
    return {
        "way": path.way,
        "complete": path.complete,
        "why_not": path.why,
        "total_eur": path.total_eur,
        "nothing_more_eur": path.nothing_more_eur,
        "weights": list(path.weights),
        "years": [{"year": s.year, "eur": s.eur, "co2_kg": s.co2_kg} for s in path.stages],
    }
