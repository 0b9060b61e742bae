"""Whether the companies stay together under a key: who would leave, what that brings, and how sure that is."""

import math
from dataclasses import replace

from collectief.allocation import CoreReport
from collectief.plan.outcome import Outcome
from collectief.plan.tempted import TEMPTS_EUR
from collectief.presentation.blocks import Notice
from collectief.presentation.speech import Speech
from collectief.presentation.tempted_words import group_of, outsiders, seen_in, tempted
from collectief.presentation.words import RULE

WHOLE_EURO = 0.5
"""Less than half a euro is rounding."""


def stability(outcome: Outcome, speech: Speech, rule: str | None = None) -> Notice:
    """Whether some group is better off without the rest, as far as it is proven, for a key."""
    key = rule or outcome.chosen_rule
    said = _stability(outcome, key, speech)
    more = outsiders(outcome, key, speech)
    return replace(said, text=f"{said.text} {more}") if more else said


def _stability(outcome: Outcome, key: str, speech: Speech) -> Notice:
    name = speech.quoted(speech.word(RULE, key))
    report = outcome.core.get(key)
    if report is None and not outcome.core and not any(outcome.members.values()):
        lead = speech(nl="Er is geen groep.", en="There is no group.")
        alone = speech(nl="Niemand deelt kosten, dus niemand kan weggaan.", en="Nobody shares costs or could leave.")
        return Notice("plain", lead, alone)
    if report is None:
        lead = speech(nl="Stabiliteit niet onderzocht.", en="Stability not examined.")
        return Notice("care", lead, speech(nl=f"Voor de sleutel {name}.", en=f"For the key {name}."))
    group = group_of(outcome, report.worst, speech)
    seen = seen_in(report, speech)
    if report.stable is True:
        return _stable(name, group, report, seen=seen, speech=speech)
    if report.stable is False:
        return tempted(outcome, key, report, speech)
    if report.surplus <= 0 and any(p.adopted for p in outcome.projects):
        return _staying(outcome, group, -report.surplus, speech=speech)
    return _unproven(name, group, report, speech=speech)


def _unproven(name: str, group: str, report: CoreReport, *, speech: Speech) -> Notice:
    """A search found nothing certain: what it found, and how far it may be off."""
    seen = seen_in(report, speech)
    if report.way in ("all", "parts"):
        seen += speech(nl=", wat gedeeld wordt op typische dagen", en=", what is shared on typical days")
    most = (
        speech(nl="er is geen bovengrens", en="there is no upper bound")
        if math.isinf(report.upper)
        else speech(nl=f"ten hoogste {speech.euro(report.upper)}", en=f"at most {speech.euro(report.upper)}")
    )
    return Notice(
        "care",
        speech(nl="Stabiel: niet bewezen.", en="Stable: not proven."),
        speech(
            nl=f"Sleutel {name}; {seen}. De groep die het meest wint door weg te gaan, voor zover gevonden: {group}, "
            f"met {speech.euro(report.surplus)} per jaar ({most}; een min betekent dat weggaan geld kost).",
            en=f"Key {name}; {seen}. The group that gains most by leaving, as far as found: {group}, "
            f"with {speech.euro(report.surplus)} a year ({most}; a minus means that leaving costs money).",
        ),
    )


def _staying(outcome: Outcome, group: str, loss: float, *, speech: Speech) -> Notice:
    """Nobody found that gains by leaving, with a project whose worth is of typical days."""
    keys = [p.key for p in outcome.projects if p.adopted]
    nl, en = (
        ("het warmtenet", "the heat network") if keys == ["heat_network"] else ("wat gedeeld wordt", "what is shared")
    )
    eur = speech.euro(loss)
    return Notice(
        "plain",
        speech(
            nl="Niemand wint door weg te gaan, voor zover berekend.", en="Nobody gains by leaving, as far as known."
        ),
        speech(
            nl=f"Wie het minst verliest bij weggaan is {group}: {eur} per jaar. Voor {nl} is dat op typische dagen "
            "berekend, dus niet bewezen voor het hele jaar.",
            en=f"Who loses least by leaving is {group}: {eur} a year. For {en} this was calculated on typical days, "
            "so it is not proven for the whole year.",
        ),
    )


def _stable(name: str, group: str, report: CoreReport, *, seen: str, speech: Speech) -> Notice:
    margin, least = speech.euro(abs(report.surplus)), speech.euro(TEMPTS_EUR)
    tightest = speech(
        nl=f"die houdt {margin} per jaar over door mee te doen", en=f"it keeps {margin} a year by taking part"
    )
    if report.surplus > WHOLE_EURO:
        tightest = speech(
            nl=f"die wint {margin} per jaar door weg te gaan, te weinig om dat te doen",
            en=f"it gains {margin} a year by leaving, too little to do so",
        )
    found = "" if report.way in ("all", "parts") else speech(nl=" die wij vonden", en=" that we found")
    return Notice(
        "good",
        speech(nl="Stabiel, met wat ieder nu bouwt.", en="Stable, with what each builds here."),
        speech(
            nl=f"Met de sleutel {name} is geen enkele groep bedrijven meer dan {least} per jaar beter af zonder de "
            f"rest ({seen}). De krapste groep{found}: {group}; {tightest}. Gerekend is met de installaties uit dit "
            "plan; of een groep met andere installaties beter af is, is niet bewezen.",
            en=f"With the key {name} no group of companies is more than {least} a year better off without the rest "
            f"({seen}). The tightest group{found}: {group}; {tightest}. Each group is billed with the installations "
            "of this plan; whether one would do better with others is not proven.",
        ),
    )
