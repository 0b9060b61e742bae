"""Which schemes fit: the best per company and measure, and folded everything with why not."""

from collections.abc import Sequence

from collectief.facts.schemes import schemes as all_schemes
from collectief.plan.investor import Investment
from collectief.plan.outcome import Outcome
from collectief.plan.schemes import Fitting, fitting_schemes
from collectief.presentation.blocks import Block, Cell, Column, Folded, Notice, Paragraph, Section, Table, cells
from collectief.presentation.escape import clean
from collectief.presentation.fact_words import source_words
from collectief.presentation.figures import owner_name
from collectief.presentation.scheme_rows import scheme_rows
from collectief.presentation.scheme_sums import sums
from collectief.presentation.scheme_words import VERDICT, brings, named, sure, thing, window
from collectief.presentation.speech import Speech

MOST_ROWS = 12
"""So many options are shown in the open; the rest may be unfolded."""
MOST_NAMED = 2


def schemes(outcome: Outcome, speech: Speech) -> Section:
    """The chapter on schemes."""
    found = fitting_schemes(outcome)
    ranked = sorted((f for f in found if f.options), key=lambda f: -_most(f))
    blocks: list[Block] = [_beside(speech)]
    if ranked:
        caption = speech(nl="De beste mogelijkheden", en="The best options")
        blocks.append(_options(outcome, ranked[:MOST_ROWS], caption, speech=speech))
    else:
        blocks.append(Paragraph(speech(nl="Geen enkele regeling past.", en="No scheme fits.")))
    if len(ranked) > MOST_ROWS:
        caption = speech(nl="Meer mogelijkheden", en="More options")
        blocks.append(Folded(caption, (_options(outcome, ranked[MOST_ROWS:], caption, speech=speech),)))
    blocks.append(sums(outcome, found, speech))
    all_of = speech(nl="Alle regelingen per bedrijf, met waarom niet", en="All schemes per company, with why not")
    blocks += [Folded(all_of, _everything(outcome, found, speech)), _sources(speech)]
    return Section("regelingen", speech(nl="Welke regelingen passen", en="Which schemes fit"), tuple(blocks))


def _most(one: Fitting) -> float:
    """What an investment could get from its best option, EUR after tax."""
    return one.best.worth.middle_eur if one.best is not None and one.best.worth is not None else 0.0


def _beside(speech: Speech) -> Notice:
    return Notice(
        "plain",
        speech(nl="Naast het plan.", en="Beside the plan."),
        speech(
            nl="Geen enkele regeling telt mee in de euro's van het plan. De bedragen zijn na belasting en gelden "
            "alleen als u de regeling krijgt. Bij subsidie: eerst de toekenning, dan pas tekenen.",
            en="No scheme counts in the euros of the plan. Amounts are after tax and only hold if it is granted. "
            "With a grant: first the grant, only then sign.",
        ),
    )


def _options(outcome: Outcome, found: Sequence[Fitting], caption: str, *, speech: Speech) -> Table:
    heads = (
        Column(speech(nl="Bedrijf", en="Company")),
        Column(speech(nl="Waarvoor", en="What for")),
        Column(speech(nl="Regeling", en="Scheme")),
        Column(speech(nl="Brengt op, na belasting", en="Brings, after tax")),
        Column(speech(nl="Wat u doet", en="What you do")),
    )
    return Table(caption, heads, tuple(_option(outcome, one, speech) for one in found))


def _option(outcome: Outcome, one: Fitting, speech: Speech) -> tuple[Cell, ...]:
    first = one.best or one.options[0]
    others = [o for o in one.options if o is not first][: MOST_NAMED - 1]
    said = speech.listing([named(o, speech) for o in (first, *others)])
    return cells(
        owner_name(outcome, one.investment.owner, speech),
        _what(one.investment, speech),
        said,
        brings(first.worth, speech, first.scheme.kind),
        clean(first.text[speech.language]),
    )


def _what(one: Investment, speech: Speech) -> str:
    return thing(one.asset.measure, speech, required=one.asset.required_by_law)


def _everything(outcome: Outcome, found: Sequence[Fitting], speech: Speech) -> tuple[Folded, ...]:
    """One part per owner that opens by itself."""
    owners = dict.fromkeys(f.investment.owner for f in found)
    each = ((o, [f for f in found if f.investment.owner == o]) for o in owners)
    return tuple(
        Folded(owner_name(outcome, o, speech), (_of_owner(outcome, o, mine, speech=speech),)) for o, mine in each
    )


def _of_owner(outcome: Outcome, owner: str, found: Sequence[Fitting], *, speech: Speech) -> Table:
    """Every scheme with its answer, why, and what it brings after tax."""
    rows = [
        cells(
            row.scheme.name[speech.language],
            row.what or "–",
            VERDICT[row.verdict][speech.language],
            brings(row.worth, speech, row.scheme.kind) if row.verdict != "no" else "–",
            clean(row.text[speech.language]),
        )
        for row in scheme_rows(owner, found, speech)
    ]
    heads = (
        Column(speech(nl="Regeling", en="Scheme")),
        Column(speech(nl="Waarvoor", en="What for")),
        Column(speech(nl="Antwoord", en="Answer")),
        Column(speech(nl="Brengt op, na belasting", en="Brings, after tax")),
        Column(speech(nl="Waarom", en="Why")),
    )
    name = owner_name(outcome, owner, speech)
    return Table(speech(nl=f"Regelingen: {name}", en=f"Schemes: {name}"), heads, tuple(rows))


def _sources(speech: Speech) -> Folded:
    """Where each scheme was found, and until when it runs."""
    rows = tuple(
        cells(
            s.name[speech.language], s.counter[speech.language], s.what[speech.language], window(s, speech),
            str(s.year), sure(s, speech), source_words(s.source, speech),
        )
        for s in all_schemes()
    )  # fmt: skip
    heads = tuple(
        Column(title)
        for title in (
            speech(nl="Regeling", en="Scheme"),
            speech(nl="Loket", en="Counter"),
            speech(nl="Wat het geeft", en="What it gives"),
            speech(nl="Open", en="Open"),
            speech(nl="Jaar", en="Year"),
            speech(nl="Zekerheid", en="Confidence"),
            speech(nl="Bron", en="Source"),
        )
    )
    caption = speech(nl="De regelingen en hun bron", en="The schemes and their source")
    return Folded(caption, (Table(caption, heads, rows),))
