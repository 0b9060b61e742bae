"""The sheet with what limits are worth: of the grid each alone and together, and of caps on the whole plan."""

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from collectief.plan.outcome import CaseKey, Outcome
from collectief.plan.pinch import Pinch
from collectief.presentation.figures import place_name
from collectief.presentation.pinch_table import CAUSE, heads
from collectief.presentation.speech import Speech
from collectief.presentation.words import CASE, DIRECTION
from collectief.presentation.workbook_cell import PARTS, heading, put_number, put_text, widths

HOURS, WORTH, UNIT = 5, 6, 7
"""Columns of the hours, of the worth, and of its unit."""


def has_limits(outcome: Outcome) -> bool:
    """Whether there is anything for this sheet."""
    return bool(outcome.pinches or outcome.pinches_together or outcome.capped)


def limits(sheet: Worksheet, outcome: Outcome, speech: Speech) -> None:
    """A row for each limit of the grid that pinches, and for each cap that was asked."""
    titles = [str(head.title) for head in heads(speech)[:-1]]
    worth = speech(nl="Een eenheid meer is waard", en="One unit more is worth")
    heading(sheet, 1, [speech(nl="Manier", en="Way"), *titles, worth, speech(nl="Eenheid", en="Unit")])
    widths(sheet, 20, 34, 14, 40, 14, 24, 34)
    sheet.freeze_panes = "A2"
    ways: Mapping[CaseKey, Sequence[Pinch]] = {"alone": outcome.pinches, "together": outcome.pinches_together or ()}
    found = [(key, one) for key, pinches in ways.items() for one in pinches]
    unit = speech(nl="EUR per kW per jaar", en="EUR per kW a year")
    for row, (key, one) in enumerate(found, start=2):
        put_text(sheet, row, 1, text=CASE[key][speech.language])
        put_text(sheet, row, 2, text=place_name(outcome, one.owner, speech))
        put_text(sheet, row, 3, text=speech.word(DIRECTION, one.side))
        put_text(sheet, row, 4, text=speech.word(CAUSE, one.cause))
        put_number(sheet, row, HOURS, value=one.hours, form="0")
        put_number(sheet, row, WORTH, value=one.eur_per_kw, form=PARTS)
        put_text(sheet, row, UNIT, text=unit)
    for row, (what, eur, per) in enumerate(_caps(outcome, speech), start=len(found) + 2):
        put_text(sheet, row, 1, text=CASE["together"][speech.language])
        put_text(sheet, row, 4, text=what)
        put_number(sheet, row, WORTH, value=eur, form=PARTS)
        put_text(sheet, row, UNIT, text=per)


def _caps(outcome: Outcome, speech: Speech) -> Iterator[tuple[str, float, str]]:
    """Which cap was asked, what more of it is worth, and in which unit."""
    found = outcome.capped
    if found is None:
        return
    if found.caps.co2_tonnes is not None:
        what = speech(nl="grens op de CO2 van het park", en="cap on the CO2 of the park")
        yield what, found.prices.eur_per_tonne, speech(nl="EUR per ton CO2", en="EUR per tonne CO2")
    if found.caps.budget_eur is not None:
        what = speech(nl="budget van het park", en="budget of the park")
        unit = speech(nl="EUR per jaar per EUR budget", en="EUR a year per EUR of budget")
        yield what, found.prices.eur_per_eur, unit
