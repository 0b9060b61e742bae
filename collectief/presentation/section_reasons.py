"""Why this plan and why not another."""

from collectief.plan.outcome import Outcome, Reason
from collectief.presentation.blocks import Block, Column, Paragraph, Section, Table, cells
from collectief.presentation.escape import clean
from collectief.presentation.speech import Speech
from collectief.presentation.words import MEASURE


def reasons(outcome: Outcome, speech: Speech) -> Section:
    """The chapter on the measures chosen and not chosen."""
    chosen = [r for r in outcome.reasons if r.chosen]
    left = [r for r in outcome.reasons if not r.chosen]
    ranked = sorted(chosen, key=lambda r: -(r.eur_per_year or 0.0))
    blocks: list[Block] = []
    if ranked:
        caption = speech(nl="Wel in het plan, belangrijkste eerst", en="In the plan, most important first")
        blocks.append(_table(ranked, caption, speech))
    if left:
        blocks.append(_table(left, speech(nl="Niet in het plan", en="Not in the plan"), speech))
    if not blocks:
        blocks.append(Paragraph(speech(nl="Geen redenen vastgelegd.", en="No reasons recorded.")))
    return Section("waarom", speech(nl="Waarom dit plan", en="Why this plan"), tuple(blocks))


def _table(found: list[Reason], caption: str, speech: Speech) -> Table:
    heads = (Column(speech(nl="Maatregel", en="Measure")), Column(speech(nl="Waarom", en="Why")))
    words = [cells(speech.word(MEASURE, r.measure), clean(r.text[speech.language])) for r in found]
    if all(r.eur_per_year is None for r in found):
        return Table(caption, heads, tuple(words))
    dearer = (
        speech(nl="Zonder deze maatregel duurder (EUR per jaar)", en="Dearer without it (EUR per year)")
        if found[0].chosen
        else speech(nl="Met deze maatregel duurder (EUR per jaar)", en="Dearer with it (EUR per year)")
    )
    rows = tuple((*row, *cells(_amount(r, speech))) for row, r in zip(words, found, strict=True))
    note = speech(
        nl="De bedragen mag u niet optellen: maatregelen werken op elkaar in.",
        en="Do not add these amounts: measures act on one another.",
    )
    return Table(caption, (*heads, Column(dearer, numeric=True)), rows, note=note)


def _amount(reason: Reason, speech: Speech) -> str:
    if reason.eur_per_year is None:
        return speech(nl="niet doorgerekend", en="not calculated")
    return speech.rounded(reason.eur_per_year)
