"""What a broken promise costs: for each commitment, what all lose a year when it is not kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from collectief.park import Commitment
from collectief.plan.outcome import Outcome, Project
from collectief.plan.sharing import Together

GROUP = "group_contract"
SHARED = {
    "heat_network": "heat_network", "charging_hub": "site", "direct_line": "direct_line", "let_roof": "let_roof",
    "shared_mobility": "shared_mobility",
}  # fmt: skip
"""Measures that are a shared project, and the key of that project."""
How = Literal["game", "measure", "unknown"]


def lost_without(value: Together, adopted: Sequence[Project], commitments: Sequence[Commitment]) -> dict[str, float]:
    """What all lose a year when a company that promised something stays out, EUR, by its id.

    What its groups save less without it, by the game of the plan; and the whole saving of a shared project in
    which it takes part: the most that can be lost there, for the others might go on with a smaller one.
    """
    everybody = frozenset(value.alone_eur)
    lost = {}
    for company in sorted({c.company for c in commitments} & everybody):
        grouped = value.saving(everybody) - value.saving(everybody - {company})
        lost[company] = max(0.0, grouped) + sum(p.gain_eur for p in adopted if company in p.members)
    return lost


@dataclass(frozen=True, slots=True)
class Broken:
    """A commitment and what is lost when it is broken, EUR a year; ``how`` says what that rests on."""

    commitment: Commitment
    lost_eur: float | None
    how: How


def broken(outcome: Outcome) -> tuple[Broken, ...]:
    """Every commitment of the park with what breaking it costs all together, as far as the plan knows."""
    return tuple(_broken(outcome, one) for one in outcome.park.commitments)


def _broken(outcome: Outcome, one: Commitment) -> Broken:
    if one.company in outcome.lost_eur:
        return Broken(one, outcome.lost_eur[one.company], "game")
    if one.measure:
        eur = _measure_eur(outcome, one.measure)
        return Broken(one, eur, "unknown" if eur is None else "measure")
    return Broken(one, None, "unknown")


def _measure_eur(outcome: Outcome, measure: str) -> float | None:
    """What the plan loses without a shared measure; 0 where it is not in the plan, None where it was not calculated."""
    projects = {p.key: p for p in outcome.projects if p.adopted}
    if measure == GROUP:
        return outcome.saving_eur - sum(p.gain_eur for p in projects.values()) if any(outcome.members.values()) else 0.0
    if measure in SHARED and SHARED[measure] in projects:
        return projects[SHARED[measure]].gain_eur
    if all(b.measure != measure for b in outcome.cases["together"].builds):
        return 0.0
    return None
