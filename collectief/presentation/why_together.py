"""Why together is cheaper than alone: what it changes on the bills, and the peaks and rights behind that."""

from collections.abc import Mapping

import numpy as np

from collectief.plan.outcome import CaseKey, Outcome
from collectief.presentation.blocks import Block, Bullets, Table, cells, columns
from collectief.presentation.speech import Speech
from collectief.presentation.together_rows import built_more
from collectief.presentation.words import LINE
from collectief.text import Text

PARTS: Mapping[str, tuple[Text, tuple[str, ...]]] = {
    "peak": (
        Text(nl="Contract en maandpieken van het net", en="Contract and monthly peaks of the grid"),
        ("standing", "contract_kw", "contract_rights", "peak_kw"),
    ),
    "running": (
        Text(nl="Toeslag en organisatie van de groep", en="Surcharge and running of the group"),
        ("group_surcharge", "group_running"),
    ),
    "own": (Text(nl="Meer investeringen en onderhoud", en="More investment and upkeep"), ("investment", "upkeep")),
    "cars": (Text(nl="Poolauto's", en="Pool cars"), ("vehicles",)),
    "sold": (Text(nl="Warmte verkocht aan woningen", en="Heat sold to dwellings"), ("heat_sold",)),
    "bought": (LINE["heat_bought"], ("heat_bought",)),
    "energy": (Text(nl="Stroom, gas, transport en belasting", en="Power, gas, transport and tax"), ()),
}
"""Bill lines by what acting together does to them; what is named nowhere is energy."""
WHOLE_EURO, WHOLE_KW = 0.5, 1.0
"""Less is rounding."""


def why_together(outcome: Outcome, speech: Speech) -> tuple[Block, ...]:
    """The table of what changes on the bills, and what was measured behind it; nothing where nothing changes."""
    changes = bill_changes(outcome)
    if not changes:
        return ()
    rows = tuple(cells(PARTS[key][0][speech.language], speech.more(eur)) for key, eur in changes.items())
    total = cells(speech(nl="Samen tegen ieder apart", en="Together against alone"), speech.more(sum(changes.values())))
    heads = columns(speech(nl="Op de rekeningen", en="On the bills"), speech(nl="EUR per jaar", en="EUR per year"))
    caption = speech(nl="Wat samen anders is op de rekening", en="What together changes on the bill")
    note = speech(
        nl="Een min is minder kosten. Stroom en gas zijn na aftrek van wat teruglevering opbrengt.",
        en="A minus is less cost. Power and gas are after what feed-in earns.",
    )
    told = tuple(found for found in (_peaks(outcome, speech), _rights(outcome, speech)) if found is not None)
    return (Table(caption, heads, rows, (total,), note), *((Bullets(told),) if told else ()))


def bill_changes(outcome: Outcome) -> dict[str, float]:
    """EUR a year more (or less) together than alone, by part of the bill."""
    named = {line for _, lines in PARTS.values() for line in lines}
    changes: dict[str, float] = {}
    for key, (_, lines) in PARTS.items():
        eur = {
            case: sum(
                amount
                for bill in outcome.cases[case].bills.values()
                for line, amount in bill.lines.items()
                if line in lines or (not lines and line not in named)
            )
            for case in _COMPARED
        }
        changes[key] = eur["together"] - eur["alone"]
    return {key: eur for key, eur in changes.items() if abs(eur) >= WHOLE_EURO}


_COMPARED: tuple[CaseKey, ...] = ("alone", "together")


def _peaks(outcome: Outcome, speech: Speech) -> tuple[str, str] | None:
    """What peaks members pay for alone, each its own, and in their groups, the net of all."""
    groups = [g.members for g in outcome.groups]
    alone, together = (outcome.cases[key].net_kw for key in _COMPARED)
    if not groups or not all(m in net for net in (alone, together) for members in groups for m in members):
        return None
    own = sum(max(float(alone[m].max()), 0.0) for members in groups for m in members)
    net = sum(max(float(np.sum([together[m] for m in members], axis=0).max()), 0.0) for members in groups)
    each, all_of = speech.quantity(own, "kW"), speech.quantity(net, "kW")
    lead = speech(nl="Eén piek in plaats van vele:", en="One peak instead of many:")
    return lead, speech(
        nl=f"ieder apart betalen de leden voor hun eigen hoogste kwartier, bij elkaar {each}. De groep betaalt voor "
        f"haar gezamenlijke piek: {all_of}. Wat het ene lid aan zijn piek doet, helpt zo allen.",
        en=f"alone the members pay for their own highest quarter-hour, {each} added up. The group pays for its joint "
        f"peak: {all_of}. So what one member does about its peak helps all.",
    )


def _rights(outcome: Outcome, speech: Speech) -> tuple[str, str] | None:
    """Members that feed in only as part of the group, and how much solar they add."""
    alone, together = (outcome.cases[key].energy for key in _COMPARED)
    freed = [
        m
        for members in outcome.members.values()
        for m in members
        if alone[m].feed_in_peak_kw < WHOLE_KW <= together[m].feed_in_peak_kw
    ]
    if not freed:
        return None
    more = built_more(outcome, "solar")
    theirs, all_of = (speech.quantity(sum(kwp), "kWp") for kwp in ([more.get(m, 0.0) for m in freed], more.values()))
    number = speech.number(len(freed))
    lead = speech(nl="Terugleveren kan samen wel:", en="Feeding in is possible together:")
    added = speech(
        nl=f" Van de {all_of} zon die er meer komt, ligt {theirs} daar.",
        en=f" Of the {all_of} of solar that is added, {theirs} is there.",
    )
    who = speech(nl="1 lid levert", en="1 member feeds")
    if len(freed) > 1:
        who = speech(nl=f"{number} leden leveren", en=f"{number} members feed")
    return lead, speech(
        nl=f"{who} apart niets terug. In de groep kan dat wel, binnen wat de groep samen mag.",
        en=f"{who} nothing in alone. In the group that is possible, within what the group may together.",
    ) + (added if more else "")
