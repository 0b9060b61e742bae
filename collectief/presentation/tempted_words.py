"""Who would leave under a key and why, who is paid without taking part, and how many groups were looked at."""

from collections.abc import Sequence

from collectief.allocation import CoreReport
from collectief.plan.outcome import Outcome
from collectief.plan.tempted import TEMPTS_EUR
from collectief.presentation.blocks import Notice
from collectief.presentation.figures import owner_name
from collectief.presentation.speech import Speech
from collectief.presentation.words import RULE


def seen_in(report: CoreReport, speech: Speech) -> str:
    """How many groups were looked at, and whether that settles it."""
    number, total = speech.number(report.looked_at), speech.number(report.total)
    if report.way == "all":
        return speech(nl=f"alle {total} groepen zijn nagegaan", en=f"all {total} groups were examined")
    if report.way == "parts":
        return speech(
            nl=f"per gebied is elke groep nagegaan, {total} in totaal; dat beslist ook over groepen uit meer gebieden",
            en=f"in each area every group was examined, {total} in all; that settles groups across areas as well",
        )
    if report.way == "bound":
        return speech(
            nl=f"{number} van {total} groepen bekeken; een berekende bovengrens geldt voor alle",
            en=f"{number} of {total} groups examined; a calculated upper bound holds for all",
        )
    return speech(
        nl=f"er is gezocht, niet alles nagegaan: {number} van {total} groepen bekeken",
        en=f"by searching, not by examining all: {number} of {total} groups examined",
    )


def group_of(outcome: Outcome, members: Sequence[str], speech: Speech) -> str:
    """A group by its names; all who take part by one word, for a list of all of them says nothing."""
    if len(members) > 1 and set(members) == _taking_part(outcome):
        return speech(nl="de deelnemers samen, zonder wie niet meedoet", en="those who take part, without who does not")
    return speech.listing([owner_name(outcome, o, speech) for o in members]) or "–"


def tempted(outcome: Outcome, key: str, report: CoreReport, speech: Speech) -> Notice:
    """Who is better off in another way, and whether any division could prevent that."""
    none_holds = outcome.keeping_eur is not None and outcome.keeping_eur > TEMPTS_EUR
    words = _why_tempted(outcome, key, report, speech)
    if not none_holds:
        return Notice("care", speech(nl="Niet stabiel.", en="Not stable."), words)
    lead = speech(nl="Geen verdeling houdt iedereen bij elkaar.", en="No division keeps everybody together.")
    if key != outcome.chosen_rule:
        return Notice("care", lead, words)
    eur = speech.euro(outcome.keeping_eur or 0.0)
    return Notice(
        "care",
        lead,
        speech(
            nl=f"Hoe de kosten ook worden verdeeld, er is altijd een groep die op een andere manier beter af is. "
            f"Met de gekozen sleutel is dat verschil het kleinst. {words} Om iedereen bij elkaar te houden is "
            f"{eur} per jaar van buiten nodig.",
            en=f"However the cost is divided, there is always a group that is better off in another way. With "
            f"the chosen key that difference is smallest. {words} It takes {eur} a year from outside to keep "
            f"everybody together.",
        ),
    )


def _why_tempted(outcome: Outcome, key: str, report: CoreReport, speech: Speech) -> str:
    """What the tempted companies would do instead: stop paying others, or go on by themselves."""
    name, eur = speech.quoted(speech.word(RULE, key)), speech.euro(report.surplus)
    least = "" if report.upper == report.surplus else speech(nl="minstens ", en="at least ")
    seen = seen_in(report, speech)
    if set(report.worst) == _taking_part(outcome):
        return speech(
            nl=f"Met de sleutel {name} betalen de deelnemers aan bedrijven die niet meedoen. Zonder die "
            f"betaling zijn zij samen {least}{eur} per jaar beter af ({seen}).",
            en=f"With the key {name} those who take part pay companies that do not. Without that payment "
            f"they are {least}{eur} a year better off together ({seen}).",
        )
    group, verb = group_of(outcome, report.worst, speech), "is" if len(report.worst) == 1 else "zijn"
    return speech(
        nl=f"Met de sleutel {name} {verb} {group} zonder de rest {least}{eur} per jaar beter af ({seen}).",
        en=f"With the key {name}, {group} would be {least}{eur} a year better off without the rest ({seen}).",
    )


def _taking_part(outcome: Outcome) -> set[str]:
    """Members of groups and of shared projects."""
    grouped = {c for members in outcome.members.values() for c in members}
    return grouped | {c for p in outcome.projects if p.adopted for c in p.members}


def outsiders(outcome: Outcome, key: str, speech: Speech) -> str:
    """Why a company that shares nothing is paid, or pays, by this key; empty where none is."""
    inside, shares = _taking_part(outcome), outcome.allocations[key].shares if key in outcome.allocations else {}
    more = {
        c.id: shares.get(c.id, 0.0) - outcome.cases["together"].bills[c.id].total
        for c in outcome.park.companies
        if c.id not in inside
    }
    paid = [f"{owner_name(outcome, c, speech)} ({speech.euro(-eur)})" for c, eur in more.items() if eur < -TEMPTS_EUR]
    pays = [f"{owner_name(outcome, c, speech)} ({speech.euro(eur)})" for c, eur in more.items() if eur > TEMPTS_EUR]
    said = []
    if paid:
        said.append(
            speech(
                nl=f"Deze sleutel geeft ook geld aan wie niet meedoet: per jaar {speech.listing(paid)}. Reden: zo'n "
                f"bedrijf kan met een deel van de deelnemers ook een groep vormen. Met dit geld wordt dat minder "
                f"aantrekkelijk. De deelnemers mogen afspreken dat zij dit niet betalen.",
                en=f"This key also gives money to who does not take part: each year {speech.listing(paid)}. Reason: "
                f"such a company could form a group with some of those who do. This money makes that less attractive. "
                f"Those who take part may agree not to pay it.",
            )
        )
    if pays:
        said.append(
            speech(
                nl=f"Deze sleutel laat ook bedrijven betalen die niet meedoen: per jaar {speech.listing(pays)}. Zij "
                f"hebben daar geen reden voor.",
                en=f"This key also makes companies pay that do not take part: each year {speech.listing(pays)}. They "
                f"have no reason to.",
            )
        )
    return " ".join(said)
