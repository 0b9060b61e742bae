"""What each company can spend on what it owns, what it spends, and what one euro more would be worth."""

from collections.abc import Iterator

from collectief.plan.outcome import Outcome
from collectief.plan.spending import Spending
from collectief.presentation.blocks import Block, Cell, Table, cells, columns
from collectief.presentation.figures import owner_name
from collectief.presentation.speech import Speech

CENTS = 2
"""Decimals of euros a year per euro."""


def budget_table(outcome: Outcome, speech: Speech) -> Iterator[Block]:
    """The table, where any company has a budget."""
    if not outcome.budgets:
        return
    heads = columns(
        speech(nl="Bedrijf", en="Company"),
        speech(nl="Budget", en="Budget"),
        speech(nl="Vraagt de wet", en="Asked by law"),
        speech(nl="Ieder apart", en="Each alone"),
        speech(nl="Samen", en="Together"),
        speech(nl="Een euro meer is waard (EUR per jaar)", en="One euro more is worth (EUR a year)"),
    )
    note = speech(
        nl="EUR investering in wat het bedrijf zelf bezit, zonder btw en vóór subsidie. Wat de wet vraagt, gaat eerst "
        "van het budget af en komt er ook als het budget te klein is: een euro meer koopt dan eerst niets nieuws. Wat "
        "van allen samen is, zit er niet in. De waarde van een euro meer is een schatting: ieder apart, op typische "
        "dagen, alsof alles ook half kan worden gebouwd, na rente en afschrijving.",
        en="EUR of investment in what the company owns itself, excluding VAT and before subsidy. What the law asks is "
        "taken off the budget first and is there too where the budget is too small: a euro more then buys nothing new "
        "at first. What belongs to all together is not in it. The worth of a euro more is an estimate: each alone, on "
        "typical days, as if all could be built by half as well, after interest and write-off.",
    )
    rows = tuple(_row(outcome, one, speech) for one in outcome.budgets)
    yield Table(speech(nl="Budgetten voor investeren (EUR)", en="Budgets for investing (EUR)"), heads, rows, note=note)


def _row(outcome: Outcome, one: Spending, speech: Speech) -> tuple[Cell, ...]:
    amounts = (one.budget_eur, one.required_eur, one.alone_eur, one.together_eur)
    return cells(
        owner_name(outcome, one.company, speech), *(speech.rounded(eur) for eur in amounts), _worth(one, speech)
    )


def _worth(one: Spending, speech: Speech) -> str:
    """What a euro more saves a year; where the law asks more than the budget nothing, up to what it asks."""
    if not one.binds:
        return speech(nl="niets", en="nothing")
    worth = speech.number(one.beyond_eur_per_eur, CENTS)
    if one.short_eur <= 0:
        return worth
    law = speech.euro(one.required_eur)
    return speech(nl=f"niets tot {law}, daarna {worth}", en=f"nothing up to {law}, then {worth}")
