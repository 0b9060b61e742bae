"""Which limits are broken, case by case: one row per limit, so that now stands beside each plan."""

from collections.abc import Iterable, Mapping

from collectief.plan.outcome import CASES, Breach, CaseKey, Outcome
from collectief.presentation.blocks import Block, Column, Notice, Paragraph, Table, cells
from collectief.presentation.figures import owner_name, place_name
from collectief.presentation.speech import Speech
from collectief.presentation.words import CASE, DIRECTION
from collectief.text import Text

LIMIT: Mapping[str, Text] = {
    "contract": Text(nl="eigen contract", en="own contract"),
    "connection": Text(nl="de aansluiting zelf", en="the connection itself"),
    "group": Text(nl="groepscontract", en="group contract"),
    "area": Text(nl="station, met de anderen", en="station, with the others"),
}
MOST_TOLD = 4
"""So many are named on the first screen; the table holds all of them."""
PLACES = ("group", "area")
"""Limits whose owner is an area."""


def limits_table(outcome: Outcome, speech: Speech) -> Block:
    """Every limit that is broken in some case, or one sentence where none is."""
    rows: dict[tuple[str, str, str, int], dict[str, Breach]] = {}
    for key in CASES:
        for b in outcome.cases[key].breaches if key in outcome.cases else ():
            rows.setdefault((b.owner, b.kind, b.direction, round(b.limit_kw)), {})[key] = b
    if not rows:
        return Paragraph(
            speech(
                nl="Geen contract, aansluiting of station gaat over zijn grens, voor zover die bekend is: nu niet, en "
                "in geen van de plannen.",
                en="No contract, connection or station goes over its limit, as far as that is known: not now, and in "
                "none of the plans.",
            )
        )
    heads = (
        Column(speech(nl="Wie", en="Who")),
        Column(speech(nl="Grens", en="Limit")),
        Column(speech(nl="Richting", en="Direction")),
        Column("kW", numeric=True),
        *(Column(CASE[key][speech.language], numeric=True) for key in CASES),
    )
    note = speech(
        nl="Het hoogste kwartier in kW, en tussen haakjes hoeveel kwartieren van het jaar erboven liggen. Nu is "
        "berekend, niet verbeterd. Een plan maakt niet erger wat nu al over de grens is.",
        en="The highest quarter-hour in kW, and in brackets how many quarter-hours of the year lie above. Now is "
        "calculated, not improved. No plan makes worse what is over the limit now.",
    )
    shown = tuple(
        cells(
            place_name(outcome, owner, speech) if kind in PLACES else owner_name(outcome, owner, speech),
            LIMIT[kind][speech.language],
            DIRECTION[way][speech.language],
            speech.number(limit_kw),
            *(_peak(found.get(key), speech) for key in CASES),
        )
        for (owner, kind, way, limit_kw), found in rows.items()
    )
    return Table(speech(nl="Grenzen die worden overschreden", en="Limits that are broken"), heads, shown, note=note)


def limits_notice(outcome: Outcome, speech: Speech) -> tuple[Notice, ...]:
    """Who is over which limit in the plan itself, for the first screen; nothing where the plan keeps all of them.

    A station that others fill is no matter of the park's own figures: that is told with the stations.
    """
    named = _named(outcome, (b for b in outcome.cases["together"].breaches if b.kind != "area"), speech)
    if not named:
        return ()
    text = speech(
        nl=f"{named}. Zie de grenzen in het hoofdstuk over het stroomnet, en kijk eerst na of de cijfers kloppen.",
        en=f"{named}. See the limits in the chapter on the grid, and check first whether the figures are right.",
    )
    return (Notice("care", speech(nl="Boven een grens, ook in dit plan:", en="Over a limit, in this plan too:"), text),)


def as_today(outcome: Outcome, key: CaseKey, speech: Speech) -> str:
    """That a plan is over a limit as today is, no further, and which; nothing where it keeps all limits.

    A certificate says that limits are kept: of these it says that they are broken no deeper than today.
    """
    named = _named(outcome, outcome.cases[key].breaches, speech)
    if not named:
        return ""
    return speech(
        nl=f"Gecontroleerd of bewezen wil zeggen: elke grens wordt gehouden, en wat nu al over een grens is, gaat niet "
        f"verder dan nu. Ook in dit plan over een grens: {named}.",
        en=f"Checked or proven means: every limit is kept, and what is over a limit today goes no further than today. "
        f"Over a limit in this plan too: {named}.",
    )


def _named(outcome: Outcome, broken: Iterable[Breach], speech: Speech) -> str:
    """Whose limits are broken, the first few by name."""
    told = dict.fromkeys(
        f"{place_name(outcome, b.owner, speech) if b.kind in PLACES else owner_name(outcome, b.owner, speech)} "
        f"({LIMIT[b.kind][speech.language]}, {DIRECTION[b.direction][speech.language]})"
        for b in broken
    )
    more = len(told) - MOST_TOLD
    return "; ".join(list(told)[:MOST_TOLD]) + (
        speech(nl=f"; en nog {more}", en=f"; and {more} more") if more > 0 else ""
    )


def _peak(found: Breach | None, speech: Speech) -> str:
    return f"{speech.number(found.peak_kw)} ({speech.number(found.quarters)}×)" if found else "–"
