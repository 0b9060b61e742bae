"""Yes, no, or possible after a look: one scheme for one investment, with the condition that decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from collectief.facts.schemes import Condition, Scheme, conditions, schemes
from collectief.money.schemes.asset import Applicant, Asset, Value, subjects
from collectief.money.schemes.condition import applies, met
from collectief.money.schemes.words import look, refused, said, together, window_words
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
    ('no', 'dwellings', 'No: it takes that the heat network gets at least 250 connections up to 100 kW of dwellings.
    Found: 0.')
    """
    if asset.measure not in scheme.measures:
        return Answer(scheme, "no", "measure", _other_measure(scheme))
    gross = granted(scheme, who, asset)
    found = subjects(who, asset, most_grant_eur=gross[1] if gross else None)
    asked = [c for c in conditions() if applies(c, scheme, asset.measure, found)]
    results = [(c, met(c, found)) for c in asked]
    failed = next((c for c, good in results if good is False and c.fails == "no"), None)
    if failed is not None:
        return Answer(scheme, "no", failed.subject, refused(failed, found.get(failed.subject)))
    is_open = open_on(scheme, on)
    if is_open is False and scheme.later == "no":
        lead = Text(nl="Nee", en="No")
        return Answer(scheme, "no", "window", together(lead, (window_words(scheme),), replace(scheme, order="")))
    return _possible(scheme, results, found, is_open=is_open, worth_eur=worth(scheme, who, asset))


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


def _other_measure(scheme: Scheme) -> Text:
    return Text(
        nl=f"Nee: deze regeling is niet voor deze maatregel. {scheme.what.nl}",
        en=f"No: this scheme is not for this measure. {scheme.what.en}",
    )


def _possible(
    scheme: Scheme,
    results: Sequence[tuple[Condition, bool | None]],
    found: Mapping[str, Value],
    *,
    is_open: bool | None,
    worth_eur: Worth | None,
) -> Answer:
    """Yes where all is known and good, else what has to be looked up."""
    unsure = [c for c, good in results if not good]
    parts = [look(c, found.get(c.subject)) for c in unsure]
    if is_open is not True:
        parts.append(window_words(scheme))
    if scheme.confidence == "low":
        parts.append(Text(nl="de regeling zelf: niet bevestigd", en="the scheme itself: not confirmed"))
    if parts:
        lead = Text(nl="Misschien, kijk na", en="Possible, check")
        decided = unsure[0].subject if unsure else "window" if is_open is not True else "confidence"
        return Answer(scheme, "check", decided, together(lead, parts, scheme), worth_eur, is_open)
    good = [
        Text(nl=f"{c.asked.nl} ({said(found.get(c.subject)).nl})", en=f"{c.asked.en} ({said(found.get(c.subject)).en})")
        for c, _ in results
    ]
    lead = Text(nl="Ja, voor zover bekend", en="Yes, as far as known")
    decided = results[-1][0].subject if results else ""
    return Answer(scheme, "yes", decided, together(lead, good, scheme), worth_eur, is_open)


def answers(who: Applicant, asset: Asset, on: date | None = None) -> tuple[Answer, ...]:
    """What every scheme says to one investment, in the order of the table; what excludes each other is chosen from."""
    return stacked(tuple(answer(s, who, asset, on) for s in schemes()))


def stacked(found: Sequence[Answer]) -> tuple[Answer, ...]:
    """The same where of two schemes that exclude each other only the better one is left, and says so.

    A yes goes before a check; then the one that brings more. Where one has no amount both stay, to be reckoned.
    """
    by_key = {a.scheme.key: a for a in found}
    left = []
    for mine in found:
        rivals = [by_key[k] for k in mine.scheme.excludes if k in by_key and by_key[k].verdict != "no"]
        better = next((r for r in rivals if mine.verdict != "no" and _beats(r, mine)), None)
        left.append(_beaten(mine, better) if better is not None else _noted(mine, rivals, by_key))
    return tuple(left)


def _rank(one: Answer) -> tuple[bool, float]:
    return one.verdict == "yes", one.worth.middle_eur if one.worth is not None else 0.0


def _beats(rival: Answer, mine: Answer) -> bool:
    """Whether a rival is chosen instead; equal ones are chosen by their order in the table."""
    if rival.worth is None or mine.worth is None:
        return False
    keys = [s.key for s in schemes()]
    if _rank(rival) == _rank(mine):
        return keys.index(rival.scheme.key) < keys.index(mine.scheme.key)
    return _rank(rival) > _rank(mine)


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
    eur = said(float(round(one.worth.middle_eur))) if one.worth is not None else said(None)
    return Text(nl=f"EUR {eur.nl}", en=f"EUR {eur.en}")


def _noted(mine: Answer, rivals: Sequence[Answer], by_key: Mapping[str, Answer]) -> Answer:
    """With a note where another scheme cannot be had beside it, or only perhaps."""
    perhaps = [by_key[k] for k in mine.scheme.beside if k in by_key and by_key[k].verdict != "no"]
    others = [*rivals, *perhaps]
    if mine.verdict == "no" or not others:
        return mine
    nl, en = (", ".join(o.scheme.name[language] for o in others) for language in ("nl", "en"))
    sure = bool(rivals)
    text = Text(
        nl=f"{mine.text.nl} {'Niet naast' if sure else 'Kijk na of het mag naast'} {nl}.",
        en=f"{mine.text.en} {'Not beside' if sure else 'Check whether it may go beside'} {en}.",
    )
    return replace(mine, text=text)
