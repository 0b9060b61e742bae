"""Where the grid pinches, each alone and together: the limit, the hours, and what one kW more would be worth."""

from collections.abc import Sequence

from collectief.plan.outcome import Outcome
from collectief.plan.pinch import Pinch
from collectief.presentation.blocks import Block, Cell, Column, Paragraph, Table, cells
from collectief.presentation.figures import place_name
from collectief.presentation.speech import Speech
from collectief.presentation.words import DIRECTION
from collectief.text import Text

CAUSE = {
    "contract": Text(nl="eigen contract of aansluiting", en="own contract or connection"),
    "area": Text(nl="ruimte op het net", en="room on the grid"),
    "cable": Text(nl="eigen aansluiting als lid van de groep", en="own connection as a member of the group"),
    "group": Text(nl="contract van de groep", en="contract of the group"),
    "group_area": Text(nl="ruimte op het net voor de groep", en="room on the grid for the group"),
}


def pinch_table(outcome: Outcome, speech: Speech) -> list[Block]:
    """A table or a sentence for each way to live; nothing where it was not looked into."""
    if not outcome.lives:
        return []
    return [_alone(outcome, speech), _together(outcome, speech)]


def _alone(outcome: Outcome, speech: Speech) -> Block:
    if not outcome.pinches:
        free = speech(
            nl="Ieder apart knelt geen enkel contract: een kW meer scheelt niemand een halve euro per jaar.",
            en="Each alone no contract pinches: one kW more saves nobody half a euro a year.",
        )
        return Paragraph(free)
    note = speech(
        nl="Met de maatregelen van ieder apart. Het is de waarde van de eerste kW erbij, zonder wat die kost; een "
        "volgende kW is minder waard. Wat in een kwartier nodig is, is al meegeteld.",
        en="With the measures of each alone. It is the worth of the first kW more, without what that costs; a next kW "
        "is worth less. What a quarter-hour needs is counted.",
    )
    caption = speech(nl="Waar het net knelt, ieder apart", en="Where the grid pinches, each alone")
    return _table(outcome, outcome.pinches, caption, note, speech=speech)


def _together(outcome: Outcome, speech: Speech) -> Block:
    found = outcome.pinches_together
    if found is None:
        unknown = speech(
            nl="Wat een kW meer waard is in het plan samen, is niet berekend: de tijd was op, of het plan past in een "
            "uur niet binnen een grens.",
            en="What one kW more is worth in the plan together was not calculated: time was up, or in some hour the "
            "plan does not fit a limit.",
        )
        return Paragraph(unknown)
    if not found:
        free = speech(
            nl="In het plan samen knelt geen enkele grens van het net: een kW meer scheelt nog geen halve euro per "
            "jaar.",
            en="In the plan together no limit of the grid pinches: one kW more saves less than half a euro a year.",
        )
        return Paragraph(free)
    note = speech(
        nl="Met de maatregelen van dit plan: zoveel kost het jaar van alle bedrijven samen minder met een kW meer van "
        "deze grens, zonder wat die kW kost. Het geldt alleen voor een kleine verandering: een volgende kW is minder "
        "waard. Met meer ruimte kan ook een ander plan beter zijn; dat telt hier niet mee.",
        en="With the measures of this plan: so much less does the year of all companies together cost with one kW more "
        "of this limit, without what that kW costs. It holds for a small change only: a next kW is worth less. With "
        "more room another plan may be better too; that is not counted here.",
    )
    caption = speech(nl="Waar het net knelt in het plan samen", en="Where the grid pinches in the plan together")
    return _table(outcome, found, caption, note, speech=speech)


def heads(speech: Speech) -> tuple[Column, ...]:
    """What the columns of a row say."""
    return (
        Column(speech(nl="Wie", en="Who")),
        Column(speech(nl="Richting", en="Direction")),
        Column(speech(nl="Wat knelt", en="What pinches")),
        Column(speech(nl="Uren per jaar", en="Hours a year"), numeric=True),
        Column(speech(nl="Een kW meer is waard (EUR per jaar)", en="One kW more is worth (EUR a year)"), numeric=True),
    )


def _table(outcome: Outcome, found: Sequence[Pinch], caption: str, note: str, *, speech: Speech) -> Table:
    return Table(caption, heads(speech), tuple(_row(outcome, p, speech) for p in found), note=note)


def _row(outcome: Outcome, one: Pinch, speech: Speech) -> tuple[Cell, ...]:
    return cells(
        place_name(outcome, one.owner, speech),
        speech.word(DIRECTION, one.side),
        speech.word(CAUSE, one.cause),
        speech.number(one.hours),
        speech.number(one.eur_per_kw),
    )
