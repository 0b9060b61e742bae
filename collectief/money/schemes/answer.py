"""Yes, no, or possible after a look: one scheme for one investment, with the condition that decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from collectief.facts.schemes import Condition, Scheme, conditions, schemes
from collectief.money.schemes.asset import Applicant, Asset, Value, subjects
from collectief.money.schemes.condition import answered, applies, in_case
from collectief.money.schemes.found_words import said
from collectief.money.schemes.window_words import closed, window_words
from collectief.money.schemes.words import granted_words, holds, look, other_measure, refused, unsure
from collectief.money.schemes.worth import Worth, granted, worth
from collectief.money.tax import TAX_YEAR
from collectief.text import Text

Verdict = Literal["yes", "check", "no"]
"""``check`` is "possible, check": something has to be looked up first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a scheme says to one investment. ``decided_by`` is the subject of the condition that decided.

    ``worth`` is what it would bring if granted; it is never part of a plan's euros. ``is_open``: the counter is open
    then; None where it is for a part of the year.
    """

    scheme: Scheme
    verdict: Verdict
    decided_by: str
    text: Text
    worth: Worth | None = None
    is_open: bool | None = None


def answer(scheme: Scheme, who: Applicant, asset: Asset, on: date | None = None) -> Answer:
    """What one scheme says; ``on`` is the day of deciding, None any day of the year of the tax tables.

    >>> from collectief.facts.schemes import scheme
    >>> found = answer(scheme("wis"), Applicant(kind="bv"), Asset("heat_network", investment_eur=2e6))
    >>> found.verdict, found.decided_by, found.text.en
    ('no', 'dwellings', 'No. Condition: the heat network gets at least 250 connections up to 100 kW of dwellings.
    Here: 0 dwellings.')
    """
    if asset.measure not in scheme.measures:
        return Answer(scheme, "no", "measure", other_measure(scheme, asset.measure))
    gross = granted(scheme, who, asset)
    found = subjects(who, asset, most_grant_eur=gross[1] if gross else None)
    asked = [c for c in conditions() if applies(c, scheme, asset.measure, found) is not False]
    results = [(c, answered(c, scheme, found)) for c in asked]
    failed = next((c for c, good in results if good is False and c.fails == "no"), None)
    if failed is not None:
        return Answer(scheme, "no", failed.subject, refused(failed, found.get(failed.subject)))
    is_open = open_on(scheme, on)
    if is_open is False and scheme.later == "no":
        return Answer(scheme, "no", "window", closed(scheme, on))
    window = window_words(scheme, is_open=is_open, on=on)
    return replace(_possible(scheme, results, found, window), worth=worth(scheme, who, asset), is_open=is_open)


def open_on(scheme: Scheme, on: date | None) -> bool | None:
    """Whether a scheme can be asked on a day, or, without a day, all through the year of the tax tables.

    None where it is open for a part of that year.
    """
    first, last = scheme.from_date or date.min, scheme.to_date or date.max
    if on is not None:
        return first <= on <= last
    start, end = date(TAX_YEAR, 1, 1), date(TAX_YEAR, 12, 31)
    if last < start or end < first:
        return False
    return True if first <= start and end <= last else None


def _possible(
    scheme: Scheme, results: Sequence[tuple[Condition, bool | None]], found: Mapping[str, Value], window: Text
) -> Answer:
    """Yes where all is known and good, else what has to be looked up."""
    left = [c for c, good in results if not good]
    if left or window.nl or scheme.confidence == "low":
        parts = [look(c, found.get(c.subject), case_known=in_case(c, scheme, found) is not None) for c in left]
        decided = left[0].subject if left else "window" if window.nl else "confidence"
        return Answer(scheme, "check", decided, unsure(parts, scheme, window))
    good = [holds(c, found.get(c.subject)) for c, _ in results]
    return Answer(scheme, "yes", results[-1][0].subject if results else "", granted_words(good, scheme))


def answers(who: Applicant, asset: Asset, on: date | None = None) -> tuple[Answer, ...]:
    """What every scheme says to one investment, in the order of the table; what excludes each other is chosen from."""
    return stacked(tuple(answer(s, who, asset, on) for s in schemes()))


def stacked(found: Sequence[Answer]) -> tuple[Answer, ...]:
    """The same where of two schemes that exclude each other one is refused if the other is surely no worse.

    It is where it is as sure and never brings less. Where their amounts overlap, or one has none, both stay and say
    that only one of them can be had.
    """
    by_key = {a.scheme.key: a for a in found}
    left = []
    for mine in found:
        rivals = [by_key[k] for k in mine.scheme.excludes if k in by_key and by_key[k].verdict != "no"]
        better = next((r for r in rivals if mine.verdict != "no" and _beats(r, mine)), None)
        left.append(_beaten(mine, better) if better is not None else _noted(mine, rivals, by_key))
    return tuple(left)


def _beats(rival: Answer, mine: Answer) -> bool:
    """Whether a rival is chosen instead: as sure, and never less; equal ones are chosen by their order in the table."""
    if rival.worth is None or mine.worth is None or (mine.verdict == "yes" and rival.verdict != "yes"):
        return False
    its, own = rival.worth.span_eur, mine.worth.span_eur
    if its == own and rival.verdict == mine.verdict:
        keys = [s.key for s in schemes()]
        return keys.index(rival.scheme.key) < keys.index(mine.scheme.key)
    return its[0] >= own[1]


def _beaten(mine: Answer, better: Answer) -> Answer:
    its, own = _amount(better), _amount(mine)
    text = Text(
        nl=f"Nee: niet naast {better.scheme.name.nl} op dezelfde investering. Die is gekozen: na belasting {its.nl} "
        f"tegen {own.nl}.",
        en=f"No: not beside {better.scheme.name.en} on the same investment. That one is chosen: after tax {its.en} "
        f"against {own.en}.",
    )
    return Answer(mine.scheme, "no", "stacking", text)


def _amount(one: Answer) -> Text:
    low, high = one.worth.span_eur if one.worth is not None else (0.0, 0.0)
    least, most = said(float(round(low))), said(float(round(high)))
    if least == most:
        return Text(nl=f"EUR {least.nl}", en=f"EUR {least.en}")
    return Text(nl=f"EUR {least.nl} tot {most.nl}", en=f"EUR {least.en} to {most.en}")


def _noted(mine: Answer, rivals: Sequence[Answer], by_key: Mapping[str, Answer]) -> Answer:
    """With a note where another scheme cannot be had beside it, or only perhaps."""
    perhaps = [by_key[k] for k in mine.scheme.beside if k in by_key and by_key[k].verdict != "no"]
    if mine.verdict == "no" or not (rivals or perhaps):
        return mine
    text = mine.text
    if rivals:
        nl, en = _names(rivals)
        text = Text(
            nl=f"{text.nl} Niet naast {nl} op dezelfde investering: kies er één.",
            en=f"{text.en} Not beside {en} on the same investment: choose one.",
        )
    if perhaps:
        nl, en = _names(perhaps)
        text = Text(
            nl=f"{text.nl} Kijk na of het mag naast {nl}.", en=f"{text.en} Check whether it may go beside {en}."
        )
    return replace(mine, text=text)


def _names(found: Sequence[Answer]) -> tuple[str, str]:
    return ", ".join(a.scheme.name.nl for a in found), ", ".join(a.scheme.name.en for a in found)
