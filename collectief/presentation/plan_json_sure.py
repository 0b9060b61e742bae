"""The parts of the plan's JSON on sensitivity, CO2, commitments, the calendar and the ladders."""

from dataclasses import asdict
from typing import Any

from collectief.plan.commitments import broken
from collectief.plan.decision_calendar import decisions, questions
from collectief.plan.grant_windows import grant_windows
from collectief.plan.ladder import ladder
from collectief.plan.milestones import milestones
from collectief.plan.outcome import Outcome
from collectief.plan.rung import Step


def sensitivity_part(outcome: Outcome) -> dict[str, Any] | None:
    """The tornado, tipping points and peaks as plain values; None where it was not looked into."""
    found = outcome.sureness
    if found is None:
        return None
    return {
        "swings": [{**asdict(s), "fact": s.fact.key} for s in found.swings],
        "tipping": [{**asdict(t), "text": t.text} for t in found.tipping],
        "entries": [{**asdict(t), "text": t.text} for t in found.entries],
        "firm": found.firm,
        "skipped": found.skipped,
        "input_shares": found.input_shares,
        "peaks": [asdict(p) for p in found.peaks],
        "replanned": found.replanned,
    }


def rolling_part(outcome: Outcome) -> dict[str, Any] | None:
    """The year lived day by day beside the year known beforehand; None where it was not looked at."""
    found = outcome.foresight
    if found is None:
        return None
    return {
        **asdict(found),
        "saving_eur": found.saving_eur,
        "saving_share": found.saving_share,
        "measures_share": found.measures_share,
    }


def climate_part(outcome: Outcome) -> dict[str, Any] | None:
    """Scopes, goals and reductions as plain values; None where these were not calculated."""
    found = outcome.climate
    if found is None:
        return None
    return {
        "scopes_kg": {case: {o: asdict(s) for o, s in owners.items()} for case, owners in found.scopes.items()},
        "goals": [asdict(g) for g in found.goals],
        "reductions": [
            {**asdict(r), "eur_per_tonne": r.eur_per_tonne, "net_eur_per_tonne": r.net_eur_per_tonne}
            for r in found.reductions
        ],
    }


def steps_part(outcome: Outcome) -> dict[str, Any]:
    """What to decide when, which question at which counter, the ladder per company, and who promises what."""
    return {
        "decisions": [
            {
                "key": d.key,
                "text": d.text,
                "weeks": d.weeks.value,
                "weeks_source": d.weeks.source,
                "weeks_confidence": d.weeks.confidence,
                "from_week": d.from_week,
                "begin": d.begin.isoformat() if d.begin else None,
                "latest": d.latest.isoformat() if d.latest else None,
                "after": d.after,
                "awaited": [s.key for s in d.awaited],
            }
            for d in decisions(outcome, start=outcome.start)
        ],
        "milestones": [
            {"day": m.day.isoformat(), "text": m.text, "source": m.source, "confidence": m.confidence}
            for m in milestones(outcome, start=outcome.start)
        ],
        "grant_windows": [
            {"scheme": w.scheme.key, "measures": w.measures, "open": w.is_open, "order": w.scheme.order}
            for w in grant_windows(outcome)
        ],
        "questions": [c.key for c in questions(outcome)],
        "ladders": {c.id: [_rung(s) for s in rungs] for c in outcome.park.companies if (rungs := ladder(outcome, c))},
        "commitments": [
            {"promise": b.commitment.promise, "company": b.commitment.company, "lost_eur": b.lost_eur, "how": b.how}
            for b in broken(outcome)
        ],
    }


def _rung(step: Step) -> dict[str, Any]:
    return {
        "key": step.key,
        "text": step.text,
        "kw": step.kw,
        "weeks": step.weeks,
        "weeks_source": step.lead.source if step.lead else None,
        "eur_per_year": step.eur_per_year,
        "estimate": step.estimate,
        "note": step.note,
    }
