"""What an independent check found, in words: the alarm, the kinds of things looked at, and where something is off."""

from collections.abc import Mapping
from dataclasses import dataclass

from collectief.plan.outcome import Outcome
from collectief.presentation.figures import place_name
from collectief.presentation.speech import Speech
from collectief.presentation.words import CASE, DIRECTION, FIGURE, LINE, RULE
from collectief.text import Text
from collectief.verification import Check, Verdict

_FIRST: Mapping[str, Text] = {**RULE, **CASE}
_LATER: Mapping[str, Text] = {**LINE, **DIRECTION, **FIGURE}
"""The first part of a place is a case or a key, what follows an owner and a line; some words are both."""


@dataclass(frozen=True, slots=True)
class Kind:
    """All checks with one name: how many, how many are off, and by how much at most."""

    name: Text
    checks: tuple[Check, ...]

    @property
    def failed(self) -> int:
        """How many are off."""
        return sum(not c.ok for c in self.checks)

    @property
    def furthest(self) -> float:
        """How far the worst is off, in the unit of the name."""
        return max(abs(c.amount) for c in self.checks)


def kinds(verdict: Verdict) -> tuple[Kind, ...]:
    """The checks by name, in the order in which names first occur."""
    found: dict[Text, list[Check]] = {}
    for check in verdict.checks:
        found.setdefault(check.name, []).append(check)
    return tuple(Kind(name, tuple(checks)) for name, checks in found.items())


def alarm(verdict: Verdict | None, speech: Speech) -> str:
    """The sentence that must not be missed where a check failed; empty where none did or nothing was asked."""
    if verdict is None or verdict.ok:
        return ""
    if not verdict.checks:
        return speech(nl="De controle van dit plan bekeek niets.", en="The check of this plan looked at nothing.")
    failed, total = (speech.number(len(found)) for found in (verdict.failed, verdict.checks))
    return speech(
        nl=f"Controles die niet kloppen: {failed} van {total}. Gebruik dit plan nog niet voor een besluit.",
        en=f"Checks that failed: {failed} of {total}. Do not base a decision on this plan yet.",
    )


def spoken_place(outcome: Outcome, where: str, speech: Speech) -> str:
    """Case, owner and line of a check in words; what is no key of ours stays as it is."""
    first, _, rest = where.partition("/")
    later = [one for part in rest.split("/") for one in part.split(", ") if one]
    return ", ".join([speech.word(_FIRST, first), *(_part(outcome, one, speech) for one in later)])


def _part(outcome: Outcome, part: str, speech: Speech) -> str:
    return _LATER[part][speech.language] if part in _LATER else place_name(outcome, part, speech)
