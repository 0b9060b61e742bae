"""What changes the outcome: the tornado, tipping points, what the input rests on, and the range of the peak."""

from collections import Counter
from collections.abc import Sequence

from collectief.plan.outcome import Outcome
from collectief.plan.sureness import End, Sureness, Swing, Tipping
from collectief.presentation.blocks import Block, Bullets, Chart, Column, Folded, Paragraph, Section, Table, cells
from collectief.presentation.chart_tornado import tornado
from collectief.presentation.escape import clean
from collectief.presentation.fact_words import unit_words
from collectief.presentation.speech import Speech
from collectief.presentation.sure_words import SKIPPED, figure, figure_name, figure_row, intro
from collectief.presentation.words import CASE

SHOWN = 12
"""Bars and rows that are shown at once; all others are folded away."""
LEAST_EUR = 0.5


def sure(outcome: Outcome, speech: Speech) -> Section | None:
    """The chapter on how sure the plan is, or None where it was not looked into."""
    found = outcome.sureness
    if found is None:
        return None
    wide = [s for s in found.swings if max(s.saving_width_eur, s.cost_width_eur) >= LEAST_EUR]
    blocks: list[Block] = [Paragraph(intro(found, speech))]
    chart = tornado([s for s in wide if s.saving_width_eur >= LEAST_EUR][:SHOWN], outcome.saving_eur, speech)
    caption = speech(
        nl="Streep: de besparing van dit plan. Balk: de besparing bij een laag en een hoog kengetal.",
        en="Line: the saving of this plan. Bar: the saving at a low and a high key figure.",
    )
    blocks += [Chart(chart, caption)] if chart else []
    blocks += _anew(found, speech)
    blocks += _tipping(found, speech)
    blocks += _tables(wide, found, speech)
    blocks += _peaks(found, speech)
    blocks.append(_skipped(found, speech))
    return Section("zeker", speech(nl="Wat de uitkomst verandert", en="What changes the outcome"), tuple(blocks))


def _anew(found: Sureness, speech: Speech) -> list[Block]:
    """Whether planning anew decides otherwise at the ends of the widest figures."""
    done = [s for s in found.swings if s.low_replanned or s.high_replanned]
    if not found.replanned or not done:
        return []
    count = len(done)
    start = speech(
        nl=f"De {count} grootste zijn aan beide kanten helemaal opnieuw gepland, met alles wat dan anders kan.",
        en=f"The {count} largest were planned anew altogether at both ends, with all that may change then.",
    )
    items = [item for s in done for item in _others(s, speech)]
    if not items:
        stays = speech(
            nl=" Steeds komt hetzelfde besluit eruit: dezelfde groepen en dezelfde gedeelde projecten.",
            en=" The decision is always the same: the same groups and the same shared projects.",
        )
        return [Paragraph(start + stays)]
    other = speech(nl=" Dan valt het besluit soms anders uit:", en=" Then the decision is sometimes another one:")
    return [Paragraph(start + other), Bullets(tuple(items))]


def _others(swing: Swing, speech: Speech) -> list[tuple[str, str]]:
    """The ends at which a plan made anew decides otherwise, or at which there is none."""
    found = []
    for end, anew in ((swing.low, swing.low_replanned), (swing.high, swing.high_replanned)):
        at = f"{figure_name(swing, speech)} {figure(end.value, speech)} {unit_words(swing.fact.unit, speech)}:"
        if anew is None:
            found.append((at, speech(nl="geen plan blijft binnen de grenzen.", en="no plan keeps the limits.")))
        elif anew.decision is not None:
            found.append((at, clean(anew.decision[speech.language])))
    return found


def _tipping(found: Sureness, speech: Speech) -> list[Block]:
    blocks: list[Block] = []
    if found.tipping:
        note = speech(
            nl="Waar het omslaat. De plannen blijven zoals zij zijn; alleen mag wie apart blijft, en wie meedoet, een "
            "eigen maatregel laten vallen.",
            en="Where it tips. Plans stay as they are; only who stays alone, and who joins, may drop one measure of "
            "its own.",
        )
        blocks += [Paragraph(note), Bullets(_sentences(found.tipping, speech))]
    if found.firm:
        things = speech.listing([t[speech.language] for t in found.firm])
        firm = speech(
            nl=f"Geen enkel kengetal doet dit omslaan, ook niet op drie keer zijn bandbreedte: {things}.",
            en=f"No single key figure makes this tip, not even at three times its range: {things}.",
        )
        blocks.append(Paragraph(firm))
    if found.entries:
        out = speech(
            nl="Wat nu net buiten het plan valt (een schatting op typische dagen):",
            en="What is just out of the plan now (an estimate on typical days):",
        )
        blocks += [Paragraph(out), Bullets(_sentences(found.entries, speech))]
    return blocks


def _sentences(tips: Sequence[Tipping], speech: Speech) -> tuple[tuple[str, str], ...]:
    likely = speech(nl="Kan gebeuren:", en="May happen:")
    far = speech(nl="Buiten de bekende bandbreedte:", en="Outside the known range:")
    return tuple((likely if t.inside else far, clean(t.text[speech.language])) for t in tips)


def _tables(wide: list[Swing], found: Sureness, speech: Speech) -> list[Block]:
    first, rest = wide[:SHOWN], wide[SHOWN:]
    caption = speech(nl="Kengetallen die het meest uitmaken", en="Key figures that matter most")
    more = speech(nl=f"De andere kengetallen ({len(rest)})", en=f"The other key figures ({len(rest)})")
    blocks: list[Block] = [_table(first, caption, found, speech=speech)] if first else []
    return blocks + ([Folded(more, (_table(rest, more, found, speech=speech),))] if rest else [])


def _table(swings: list[Swing], caption: str, found: Sureness, *, speech: Speech) -> Table:
    low, high = speech(nl="laag", en="low"), speech(nl="hoog", en="high")
    saving, cost = speech(nl="Besparing", en="Saving"), speech(nl="Kosten samen", en="Cost together")
    anew = speech(nl="Besparing, opnieuw gepland", en="Saving, planned anew")
    named: tuple[str, ...] = (f"{saving} {low}", f"{saving} {high}", f"{cost} {low}", f"{cost} {high}")
    named = (*named, f"{anew}, {low}", f"{anew}, {high}") if found.replanned else named
    heads = (
        Column(speech(nl="Kengetal (laag – nu – hoog)", en="Key figure (low – now – high)")),
        *(Column(n, numeric=True) for n in named),
    )
    rows = tuple(cells(figure_row(s, speech), *_amounts(s, found, speech)) for s in swings)
    return Table(f"{caption}, {speech(nl='EUR per jaar', en='EUR per year')}", heads, rows)


def _amounts(swing: Swing, found: Sureness, speech: Speech) -> tuple[str, ...]:
    ends = (swing.low, swing.high)
    plain = (*(speech.number(e.saving_eur) for e in ends), *(speech.number(e.together_eur) for e in ends))
    if not found.replanned:
        return plain
    return (*plain, *(_anew_eur(e, speech) for e in (swing.low_replanned, swing.high_replanned)))


def _anew_eur(end: End | None, speech: Speech) -> str:
    return "–" if end is None else speech.number(end.saving_eur)


def _peaks(found: Sureness, speech: Speech) -> list[Block]:
    if not found.peaks:
        return []
    heads = (
        Column(speech(nl="Manier", en="Way")),
        *(Column(t, numeric=True) for t in (speech(nl="In dit plan", en="In this plan"), "P50", "P90")),
    )
    rows = tuple(
        cells(speech.word(CASE, p.case), *(speech.number(kw) for kw in (p.planned_kw, p.p50_kw, p.p90_kw)))
        for p in found.peaks
    )
    first = found.peaks[0]
    note = speech(
        nl=f"Van {first.made} bedrijven is het profiel gemaakt; het is {first.profiles} keer anders getrokken. "
        "P90: in negen van de tien trekkingen is de piek lager. Bedrijven met een meter veranderen niet.",
        en=f"The profile of {first.made} companies was made; it was drawn {first.profiles} times. P90: in nine of ten "
        "draws the peak is lower. Companies with a meter do not change.",
    )
    caption = speech(nl="Hoogste afname van het park tegelijk, kW", en="Highest simultaneous offtake of the park, kW")
    return [Table(caption, heads, rows, note=note)]


def _skipped(found: Sureness, speech: Speech) -> Folded:
    counts = Counter(found.skipped.values())
    summary = speech(
        nl=f"Kengetallen zonder balk: {sum(counts.values())}", en=f"Key figures without a bar: {sum(counts.values())}"
    )
    items = tuple(
        (
            f"{words[speech.language]} ({counts[why]}):",
            ", ".join(sorted(k for k, w in found.skipped.items() if w == why)),
        )
        for why, words in SKIPPED.items()
        if counts[why]
    )
    return Folded(summary, (Bullets(items),))
