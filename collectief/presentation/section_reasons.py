"""Why this plan, why not another, and which wishes to grow fit in it."""

from collectief.plan.outcome import Outcome, Reason
from collectief.presentation.blocks import Block, Bullets, Column, Notice, Paragraph, Section, Table, cells, columns
from collectief.presentation.escape import clean
from collectief.presentation.figures import owner_name
from collectief.presentation.growth_words import growth_words
from collectief.presentation.rounding import adding_up
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
    return speech.number(round(reason.eur_per_year))


def growth(outcome: Outcome, speech: Speech) -> Section:
    """The chapter on wishes that fit, apart from the hard euros."""
    title = speech(nl="Welke wensen passen", en="Which wishes fit")
    if not outcome.growth:
        none = speech(nl="Geen bedrijf heeft een wens om te groeien opgegeven.", en="No company stated a wish to grow.")
        return Section("groei", title, (Paragraph(none),))
    worth = adding_up([g.eur_per_year for g in outcome.growth])
    rows = tuple(
        cells(
            owner_name(outcome, g.company, speech),
            *(speech.number(kw) for kw in (g.asked_kw, g.alone_kw, g.together_kw)),
            speech.number(worth[i]),
        )
        for i, g in enumerate(outcome.growth)
    )
    total = cells(
        speech(nl="Samen", en="Sum"),
        *(
            speech.number(sum(kw))
            for kw in (
                [g.asked_kw for g in outcome.growth],
                [g.alone_kw for g in outcome.growth],
                [g.together_kw for g in outcome.growth],
            )
        ),
        speech.number(sum(worth)),
    )
    heads = columns(
        speech(nl="Bedrijf", en="Company"),
        speech(nl="Gevraagd (kW)", en="Asked (kW)"),
        speech(nl="Past alleen (kW)", en="Fits alone (kW)"),
        speech(nl="Past in de groep (kW)", en="Fits in the group (kW)"),
        speech(nl="Waarde volgens het bedrijf (EUR per jaar)", en="Worth stated by its owner (EUR per year)"),
    )
    caption = speech(nl="Wensen om te groeien", en="Wishes to grow")
    table = Table(caption, heads, rows, (total,))
    told = tuple(found for g in outcome.growth if (found := growth_words(outcome, g, speech)) is not None)
    return Section("groei", title, (_apart(speech), table, *((Bullets(told),) if told else ())))


def _apart(speech: Speech) -> Notice:
    return Notice(
        "plain",
        speech(nl="Apart van de besparing.", en="Apart from the saving."),
        speech(
            nl="De waarde van groei is door het bedrijf zelf opgegeven, voor de hele wens. Zij telt niet mee in de "
            "euro's hierboven. Wat past, past elk kwartier binnen het contract en op de eigen kabel. Uren waarin het "
            "hele station vol is, lost de netbeheerder op: zie het hoofdstuk over het stroomnet.",
            en="The worth of growth is stated by the company itself, for the whole wish. It is not part of the euros "
            "above. What fits does so in every quarter-hour, within the contract and on the own cable. Hours in which "
            "the whole station is full are the operator's to solve: see the chapter on the grid.",
        ),
    )
