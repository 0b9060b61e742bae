"""What a plan is called: checked, or proven to so many percent; and how much cheaper another can be at most.

Every plan is replayed on all quarter-hours of the year before it is told: none is called by its typical days alone.
"""

from collectief.plan.outcome import Outcome, Proof
from collectief.presentation.level_looks import water
from collectief.presentation.speech import Speech, in_sentence
from collectief.presentation.words import LEVEL, MEASURE

EURO = 1.0
"""Of a saving that is smaller nothing is a part."""


def level_in_words(proof: Proof, speech: Speech) -> str:
    """The label; of what is proven with the gap over the whole year.

    >>> proof = Proof("proven", "bounded", 98.0, 99.0, 0.01, 100.0, 288, year_lower=97.5)
    >>> level_in_words(proof, Speech("en"))
    'proven to 2.50%: with a lower bound on the full year as well'
    """
    gap = "" if proof.year_gap is None else speech.percent(max(proof.year_gap, 0.0), 2)
    return LEVEL[proof.level][speech.language].format(gap=gap)


def cheaper_in_words(part: float, eur: float, saved: float, speech: Speech, *, digits: int = 2) -> str:
    """How much cheaper a plan can be: as a part of its cost, in EUR, and as a part of what together saves."""
    share, euro, of_all = speech.percent(part, digits), speech.euro(eur), part_of_saving(eur, saved)
    if of_all is None:
        return speech(nl=f"{share} ({euro} per jaar)", en=f"{share} ({euro} a year)")
    of_saving = speech.percent(of_all, 0)
    return speech(
        nl=f"{share} ({euro} per jaar, {of_saving} van wat samen bespaart)",
        en=f"{share} ({euro} a year, {of_saving} of what together saves)",
    )


def part_of_saving(eur: float | None, saved: float) -> float | None:
    """A gap as a part of what is saved; None where either is not known, or nothing is saved.

    >>> part_of_saving(50.0, 200.0)
    0.25
    """
    return None if eur is None or saved < EURO else eur / saved


def not_looked_at(outcome: Outcome, proof: Proof, speech: Speech) -> str:
    """What the bound does not look at, in brackets: of a heat network in the plan, water of other temperatures."""
    if not proof.left_out:
        if outcome.network is None or not outcome.network.built:
            return ""
        degc = water(outcome.network.level, speech)
        return speech(nl=f" (een warmtenet alleen van {degc})", en=f" (a heat network of {degc} only)")
    names = speech.listing([in_sentence(speech.word(MEASURE, key)) for key in proof.left_out])
    return speech(nl=f" (zonder {names})", en=f" (without a {names})")
