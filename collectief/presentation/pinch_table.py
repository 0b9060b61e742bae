"""Where the grid pinches who lives alone: the limit, the hours, and what one kW more would be worth."""

from collectief.plan.outcome import Outcome
from collectief.plan.pinch import Pinch
from collectief.presentation.blocks import Block, Cell, Column, Paragraph, Table, cells
from collectief.presentation.figures import owner_name
from collectief.presentation.speech import Speech
from collectief.presentation.words import DIRECTION
from collectief.text import Text

CAUSE = {
    "contract": Text(nl="eigen contract of aansluiting", en="own contract or connection"),
    "area": Text(nl="ruimte op het net", en="room on the grid"),
}


def pinch_table(outcome: Outcome, speech: Speech) -> list[Block]:
    """The table, or a sentence where nothing pinches; nothing where it was not looked into."""
    if not outcome.lives:
        return []
    if not outcome.pinches:
        free = speech(
            nl="Ieder apart knelt geen enkel contract: een kW meer scheelt niemand een halve euro per jaar.",
            en="Each alone no contract pinches: one kW more saves nobody half a euro a year.",
        )
        return [Paragraph(free)]
    heads = (
        Column(speech(nl="Bedrijf", en="Company")),
        Column(speech(nl="Richting", en="Direction")),
        Column(speech(nl="Wat knelt", en="What pinches")),
        Column(speech(nl="Uren per jaar", en="Hours a year"), numeric=True),
        Column(speech(nl="Een kW meer is waard (EUR per jaar)", en="One kW more is worth (EUR a year)"), numeric=True),
    )
    note = speech(
        nl="Met de maatregelen van ieder apart. Het is de waarde van de eerste kW erbij, zonder wat die kost; een "
        "volgende kW is minder waard. Wat in een kwartier nodig is, is al meegeteld.",
        en="With the measures of each alone. It is the worth of the first kW more, without what that costs; a next kW "
        "is worth less. What a quarter-hour needs is counted.",
    )
    caption = speech(nl="Waar het net knelt, ieder apart", en="Where the grid pinches, each alone")
    return [Table(caption, heads, tuple(_row(outcome, p, speech) for p in outcome.pinches), note=note)]


def _row(outcome: Outcome, one: Pinch, speech: Speech) -> tuple[Cell, ...]:
    return cells(
        owner_name(outcome, one.company, speech),
        speech.word(DIRECTION, one.side),
        speech.word(CAUSE, one.cause),
        speech.number(one.hours),
        speech.number(one.eur_per_kw),
    )
