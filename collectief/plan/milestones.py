"""Days that a plan cannot move: when counters open and close, and from when operators must offer a group contract."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from collectief.facts import Confidence, fact
from collectief.plan.concern import concerns
from collectief.plan.grant_first import from_day, grants_first
from collectief.plan.outcome import Outcome
from collectief.plan.schemes import Fitting
from collectief.text import Text


@dataclass(frozen=True, slots=True)
class Milestone:
    """What happens on a day, with where that comes from."""

    day: date
    text: Text
    source: str
    year: int
    confidence: Confidence


def milestones(
    outcome: Outcome,
    *,
    start: date | None = None,
    owner: str | None = None,
    found: Sequence[Fitting] | None = None,
) -> tuple[Milestone, ...]:
    """The days for everybody or for one owner, first day first; what lies before the day of deciding is left out."""
    every, day = (*_group(outcome, owner), *_counters(outcome, start, owner, found)), from_day(outcome, start)
    return tuple(sorted((m for m in every if m.day >= day), key=lambda m: (m.day, m.text.nl)))


def _group(outcome: Outcome, owner: str | None) -> Iterator[Milestone]:
    """From when an operator must offer a group contract, where the plan has one."""
    if "group_contract" in concerns(outcome, owner):
        offered = fact("group.offered_from_year")
        text = Text(
            nl="De netbeheerder moet een groepscontract aanbieden; eerder kan alleen als hij meewerkt",
            en="The operator must offer a group contract; earlier only if it is willing",
        )
        yield Milestone(date(round(offered.value), 1, 1), text, offered.source, offered.year, offered.confidence)


def _counters(
    outcome: Outcome, start: date | None, owner: str | None, found: Sequence[Fitting] | None
) -> Iterator[Milestone]:
    """When the counters open and close of what must be asked before the order."""
    first, day = grants_first(outcome, found, owner=owner, start=start), from_day(outcome, start)
    for s in {s.key: s for schemes in first.values() for s in schemes}.values():
        if s.from_date is not None and s.from_date > day:
            text = Text(nl=f"Loket open: {s.name.nl}", en=f"Counter opens: {s.name.en}")
            yield Milestone(s.from_date, text, s.source, s.year, s.confidence)
        if s.to_date is not None:
            text = Text(nl=f"Laatste dag om aan te vragen: {s.name.nl}", en=f"Last day to apply: {s.name.en}")
            yield Milestone(s.to_date, text, s.source, s.year, s.confidence)
