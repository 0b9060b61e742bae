"""Shared cars: which companies share, where the cars stand, how many they were and are, and what they cost."""

from collections.abc import Sequence

from collectief.measure import Build
from collectief.plan.outcome import PARK, CaseKey, Outcome
from collectief.presentation.blocks import Cell, Column, Paragraph, Section, Table, cells, columns
from collectief.presentation.figures import owner_name, place_name, pools_of
from collectief.presentation.speech import Speech

BY_ITSELF: tuple[CaseKey, ...] = ("now", "alone")


def mobility(outcome: Outcome, speech: Speech) -> Section | None:
    """The chapter on shared cars, or None where the plan changes nothing on cars."""
    found = pools_of(outcome, alone=True)
    if not found:
        return None
    where = Column(speech(nl="De auto's staan bij", en="The cars stand at"))
    numbers = columns(
        speech(nl="Van", en="Of"),
        speech(nl="Auto's nu", en="Cars now"),
        speech(nl="Auto's in het plan", en="Cars in the plan"),
        speech(nl="Nu, EUR per jaar", en="Now, EUR a year"),
        speech(nl="Ieder apart, EUR per jaar", en="Each alone, EUR a year"),
        speech(nl="In het plan, EUR per jaar", en="In the plan, EUR a year"),
    )
    rows = tuple(_row(outcome, pool, members, speech) for pool, members in found)
    caption = speech(nl="Poolauto's voor en na", en="Pool cars before and after")
    blocks = (Paragraph(_lead(found, speech)), Table(caption, (where, *numbers), rows), Paragraph(_unsure(speech)))
    return Section("deelautos", speech(nl="Deelauto's", en="Shared cars"), blocks)


def _row(outcome: Outcome, pool: Build, members: Sequence[str], speech: Speech) -> tuple[Cell, ...]:
    had = sum(outcome.park.company(c).mobility.pool_cars for c in members)
    now, alone = (sum(outcome.cases[key].bills[c].lines.get("vehicles", 0.0) for c in members) for key in BY_ITSELF)
    return cells(
        place_name(outcome, pool.place, speech),
        ", ".join(owner_name(outcome, c, speech) for c in members),
        speech.number(had),
        speech.number(pool.amount),
        speech.rounded(now),
        speech.rounded(alone),
        speech.rounded(pool.eur_per_year),
    )


def _lead(found: Sequence[tuple[Build, Sequence[str]]], speech: Speech) -> str:
    if any(pool.owner == PARK for pool, _ in found):
        return speech(
            nl="Auto's die van meer dan een bedrijf zijn, staan minder stil. Wie geen auto vindt, huurt: dat zit in "
            "het bedrag. Stroom en brandstof zitten er niet in, want er wordt evenveel gereden.",
            en="Cars of more than one company stand still less. Who finds no car hires one: that is in the amount. "
            "Power and fuel are not, as just as much is driven.",
        )
    return speech(
        nl="Delen loont hier niet, maar met minder eigen auto's en af en toe huren is een bedrijf goedkoper uit.",
        en="Sharing does not pay here, but fewer cars of its own and hiring now and then are cheaper for a company.",
    )


def _unsure(speech: Speech) -> str:
    return speech(
        nl="Wanneer auto's weg zijn is niet gemeten maar gemaakt, uit het aantal ritten en hun duur. Houd voor u iets "
        "tekent een maand de ritten bij, en kijk of drukke dagen van de bedrijven samenvallen.",
        en="When cars are away was not measured but made, from the number of trips and how long they take. Before you "
        "sign anything keep track of trips for a month, and see whether busy days of companies coincide.",
    )
