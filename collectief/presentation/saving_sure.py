"""How firm the saving is, for the first screen: how small, what it rests on, and what would make it vanish."""

from math import inf

from collectief.facts import fact
from collectief.facts.names import fact_name
from collectief.money.bill import Line
from collectief.money.group import running_bill
from collectief.plan.outcome import PARK, ROUNDING_EUR, Outcome
from collectief.presentation.blocks import Notice
from collectief.presentation.escape import clean
from collectief.presentation.speech import Speech

RUNNING: Line = "group_running"
BUILT: tuple[Line, ...] = ("investment", "upkeep")
NAMED = 3
"""So many figures are named; more are counted."""
FIXED, MEMBER = "group.fixed_eur_per_year", "group.member_eur_per_year"


def saving_notice(outcome: Outcome, speech: Speech) -> tuple[Notice, ...]:
    """What would make the saving vanish; nothing where there is no saving.

    Its tone warns where that lies within the known range, or where the saving is less than the design is known to.
    """
    if outcome.saving_eur < ROUNDING_EUR:
        return ()
    said = [_size(outcome, speech), *_limits(outcome, speech), *_others(outcome, speech), *_gap(outcome, speech)]
    text = " ".join(one for one in said if one)
    unsure = saving_range_eur(outcome)[0] < 0 or gap_eur(outcome) > outcome.saving_eur
    lead = speech(nl="Hoe zeker is de besparing.", en="How sure the saving is.")
    return (Notice("care" if unsure else "plain", lead, text),)


def running_eur(outcome: Outcome) -> float:
    """EUR a year for running the groups of the plan."""
    bill = outcome.cases["together"].bills.get(PARK)
    return bill.lines.get(RUNNING, 0.0) if bill is not None else 0.0


def added_eur(outcome: Outcome) -> float:
    """EUR a year of investments and upkeep together beyond those alone."""
    cases = outcome.cases["together"], outcome.cases["alone"]
    together, alone = (sum(b.lines.get(line, 0.0) for b in c.bills.values() for line in BUILT) for c in cases)
    return together - alone


def gap_eur(outcome: Outcome) -> float:
    """EUR a year by which the design together could still be cheaper on typical days; without end where not known."""
    proof = outcome.cases["together"].proof
    if proof is None:
        return 0.0
    known = (proof.days_gap_eur, proof.gap_eur)  # of a year that is proven that gap counts where days have none
    return next((eur for eur in known if eur is not None), inf)


def _size(outcome: Outcome, speech: Speech) -> str:
    alone = outcome.cases["alone"].eur_per_year
    if alone <= 0:
        return ""
    part, eur = speech.percent(outcome.saving_eur / alone, 1), speech.euro(outcome.saving_eur)
    return speech(
        nl=f"{eur} per jaar is {part} van wat ieder apart kost.", en=f"{eur} a year is {part} of the cost alone."
    )


def _limits(outcome: Outcome, speech: Speech) -> list[str]:
    """The cost of running the group, and the price of what is added, at which nothing is left."""
    saving, running, added = outcome.saving_eur, running_eur(outcome), added_eur(outcome)
    nl, en = [], []
    built = any(p.adopted for p in outcome.projects)
    if running > 0 and (saving < running or not built):  # beside a shared project running the group is a detail
        most, now, guess = speech.euro(running + saving), speech.euro(running), _guess(outcome, speech)
        nl.append(f"als de organisatie van de groep meer kost dan {most} per jaar (gerekend: {now}{guess})")
        en.append(f"if running the group costs more than {most} a year (counted: {now}{guess})")
    if added > saving:  # more than twice as dear is no warning
        part = speech.percent(saving / added)
        nl.append(f"als wat er samen bij komt {part} duurder is dan gerekend")
        en.append(f"if what is added together is {part} dearer than counted")
    if not nl:
        return []
    return [speech(nl=f"De besparing vervalt {', of '.join(nl)}.", en=f"The saving vanishes {', or '.join(en)}.")]


def _guess(outcome: Outcome, speech: Speech) -> str:
    """That running the group is an estimate, with its range; nothing where the park gave both figures itself."""
    least, most = running_range_eur(outcome)
    if least >= most:
        return ""
    return speech(
        nl=f", een schatting die tussen {speech.euro(least)} en {speech.euro(most)} kan liggen",
        en=f", an estimate between {speech.euro(least)} and {speech.euro(most)}",
    )


def running_range_eur(outcome: Outcome) -> tuple[float, float]:
    """The least and the most that running the groups may cost, EUR a year; a figure that the park gave is as it is."""
    rules, members = outcome.park.rules, sum(len(m) for m in outcome.members.values())
    fixed, each = _ends(FIXED, rules.group_fixed_eur), _ends(MEMBER, rules.group_member_eur)
    least, most = (sum(running_bill(members, fixed_eur=fixed[i], member_eur=each[i]).values()) for i in (0, 1))
    return least, most


def saving_range_eur(outcome: Outcome) -> tuple[float, float]:
    """The saving where running the groups costs the most and the least that is known of it, EUR a year."""
    least, most = running_range_eur(outcome)
    before = outcome.saving_eur + running_eur(outcome)
    return before - most, before - least


def _ends(key: str, given: float | None) -> tuple[float, float]:
    if given is not None:
        return given, given
    figure = fact(key)
    return figure.low, figure.high


def _others(outcome: Outcome, speech: Speech) -> list[str]:
    """Other figures that make the saving vanish within their known range, where that was looked into."""
    tipping = outcome.sureness.tipping if outcome.sureness is not None else ()
    keys = dict.fromkeys(t.key for t in tipping if t.inside and t.about == "together" and t.key not in (FIXED, MEMBER))
    names = [clean(fact_name(key)[speech.language]) for key in keys]
    if not names:
        return []
    shown = speech.listing(names[:NAMED])
    more = len(names) - NAMED
    rest = speech(nl=f" en nog {more} kengetallen", en=f" and {more} more key figures") if more > 0 else ""
    return [
        speech(
            nl=f"Zij kan ook vervallen binnen de bekende bandbreedte van {shown}{rest}.",
            en=f"It may also vanish within the known range of {shown}{rest}.",
        )
    ]


def _gap(outcome: Outcome, speech: Speech) -> list[str]:
    """What the proof says of a saving that is smaller than the design is known to."""
    proof = outcome.cases["together"].proof
    if proof is None or proof.days_gap_eur is None or proof.days_gap_eur <= outcome.saving_eur:
        return []
    part, eur = speech.percent(proof.design_gap, 1), speech.euro(proof.days_gap_eur)
    return [
        speech(
            nl=f"De besparing is ook kleiner dan de onzekerheid van het ontwerp: op typische dagen kan het plan nog "
            f"hooguit {part} ({eur} per jaar) goedkoper.",
            en=f"The saving is also smaller than the uncertainty of the design: on typical days the plan could still "
            f"be at most {part} ({eur} a year) cheaper.",
        )
    ]
