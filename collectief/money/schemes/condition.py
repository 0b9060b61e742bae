"""Whether what was found meets a condition: yes, no, or not known."""

from collections.abc import Callable, Mapping

from collectief.errors import ModelError
from collectief.facts.schemes import Condition, Scheme
from collectief.money.schemes.asset import Span, Value
from collectief.text import Text

COMPARED: Mapping[str, Callable[[float, float], bool]] = {
    "at_least": lambda found, wanted: found >= wanted,
    "at_most": lambda found, wanted: found <= wanted,
    "above": lambda found, wanted: found > wanted,
    "below": lambda found, wanted: found < wanted,
}


def met(condition: Condition, found: Mapping[str, Value]) -> bool | None:
    """Whether a condition is met; None where it is not known or only the reader can look it up.

    An estimate is met or not where both its ends say the same. Raises ModelError for a subject or value that does not
    fit its test: a mistake in the table.
    """
    if condition.test in ("look_up", "never"):
        return None if condition.test == "look_up" else False
    if condition.subject not in found:
        raise _wrong(condition)
    value = found[condition.subject]
    if value is None:
        return None
    if condition.test == "is":
        return value == {"yes": True, "no": False}.get(condition.value, condition.value)
    if condition.test == "in":
        return _inside(condition, value)
    ends = (value.low, value.high) if isinstance(value, Span) else (value,)
    answers = {_passes(condition, end) for end in ends}
    return answers.pop() if len(answers) == 1 else None


def _passes(condition: Condition, value: Value) -> bool:
    if not isinstance(value, int | float):
        raise _wrong(condition)
    return COMPARED[condition.test](float(value), float(condition.value))


def applies(condition: Condition, scheme: Scheme, measure: str, found: Mapping[str, Value]) -> bool | None:
    """Whether a condition holds for this scheme and measure; None where its case (``when``) is not known."""
    if condition.scheme not in ("*", scheme.key) or (condition.measures and measure not in condition.measures):
        return False
    return in_case(condition, scheme, found)


def in_case(condition: Condition, scheme: Scheme, found: Mapping[str, Value]) -> bool | None:
    """Whether this is the case that a condition is for; None where that is not known."""
    if not condition.when:
        return True
    subject, _, word = condition.when.partition("=")
    value = scheme.order if subject == "order" else found.get(subject)
    return None if value is None else value == word


def answered(condition: Condition, scheme: Scheme, found: Mapping[str, Value]) -> bool | None:
    """Whether a condition that may apply is met; where it fails in a case that is not known, that is not known."""
    good = met(condition, found)
    return None if good is False and in_case(condition, scheme, found) is None else good


def _inside(condition: Condition, value: Value) -> bool | None:
    """Whether a word is in a list, or all of some SBI divisions are in ranges; None where only some are."""
    if isinstance(value, str):
        return value in condition.value.split()
    if not isinstance(value, tuple):
        raise _wrong(condition)
    ranges = [tuple(map(int, one.split("-"))) for one in condition.value.split()]
    within = {any(one[0] <= division <= one[-1] for one in ranges) for division in value}
    return within.pop() if len(within) == 1 else None


def _wrong(condition: Condition) -> ModelError:
    return ModelError(
        Text(
            nl=f"Voorwaarde '{condition.subject}' van '{condition.scheme}' past niet bij '{condition.test}'.",
            en=f"Condition '{condition.subject}' of '{condition.scheme}' does not fit '{condition.test}'.",
        )
    )
