"""What changes the outcome: the tornado, tipping points, what the input rests on, and the range of the peak."""

from collections import Counter

from collectief.plan.outcome import Outcome
from collectief.plan.sureness import End, Skipped, Sureness, Swing
from collectief.presentation.blocks import Block, Bullets, Chart, Column, Folded, Paragraph, Section, Table, cells
from collectief.presentation.chart_tornado import tornado
from collectief.presentation.escape import clean
from collectief.presentation.speech import Speech
from collectief.presentation.words import CASE
from collectief.text import Text

SHOWN = 12
"""Bars and rows that are shown at once; all others are folded away."""
LEAST_EUR = 0.5
SKIPPED: dict[Skipped, Text] = {
    "no_range": Text(nl="geen laag en hoog bekend", en="no low and high known"),
    "through_flows": Text(
        nl="werkt via verbruik en grootte, niet via de prijs", en="works through use and size, not through price"
    ),
    "not_in_plan": Text(nl="prijs van iets dat niet in dit plan zit", en="price of something that is not in this plan"),
}


def sure(outcome: Outcome, speech: Speech) -> Section | None:
    """The chapter on how sure the plan is, or None where it was not looked into."""
    found = outcome.sureness
    if found is None:
        return None
    wide = [s for s in found.swings if max(s.saving_width_eur, s.cost_width_eur) >= LEAST_EUR]
    blocks: list[Block] = [Paragraph(_intro(found, speech))]
    chart = tornado([s for s in wide if s.saving_width_eur >= LEAST_EUR][:SHOWN], outcome.saving_eur, speech)
    caption = speech(
        nl="Streep: de besparing van dit plan. Balk: de besparing bij een laag en een hoog kengetal.",
        en="Line: the saving of this plan. Bar: the saving at a low and a high key figure.",
    )
    blocks += [Chart(chart, caption)] if chart else []
    blocks += _tipping(found, speech)
    blocks += _tables(wide, found, speech)
    blocks += _peaks(found, speech)
    blocks.append(_skipped(found, speech))
    return Section("zeker", speech(nl="Wat de uitkomst verandert", en="What changes the outcome"), tuple(blocks))


def _intro(found: Sureness, speech: Speech) -> str:
    fixed = speech(
        nl="Elk kengetal is op zijn laagste en zijn hoogste waarde gezet, met hetzelfde plan: dezelfde maatregelen en "
        "hetzelfde gebruik, alleen andere rekeningen.",
        en="Each key figure was put at its lowest and its highest, with the same plan: the same measures and the same "
        "use, only other bills.",
    )
    anew = speech(
        nl=" De grootste zijn ook helemaal opnieuw gepland.", en=" The largest were also planned anew altogether."
    )
    shares = {k: speech.percent(v) for k, v in found.input_shares.items()}
    input_said = speech(
        nl=f" Van de energie in dit plan is {shares.get('measured', '–')} gemeten, {shares.get('derived', '–')} "
        f"opgegeven en {shares.get('key_figure', '–')} geschat met kengetallen.",
        en=f" Of the energy in this plan {shares.get('measured', '–')} is measured, {shares.get('derived', '–')} "
        f"stated and {shares.get('key_figure', '–')} estimated with key figures.",
    )
    return fixed + (anew if found.replanned else "") + input_said


def _tipping(found: Sureness, speech: Speech) -> list[Block]:
    if not found.tipping:
        none = speech(
            nl="Geen van deze kengetallen doet de besparing verdwijnen binnen driemaal zijn bandbreedte.",
            en="None of these key figures makes the saving vanish within three times its range.",
        )
        return [Paragraph(none)]
    likely = speech(nl="Kan gebeuren:", en="May happen:")
    far = speech(nl="Buiten de bekende bandbreedte:", en="Outside the known range:")
    items = tuple((likely if t.inside else far, clean(t.text[speech.language])) for t in found.tipping)
    note = speech(
        nl="Waar het omslaat, met hetzelfde plan. Wie het plan mag aanpassen, slaat later om.",
        en="Where it tips, with the same plan. Who may adapt the plan tips later.",
    )
    return [Paragraph(note), Bullets(items)]


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
    rows = tuple(cells(_named(s, speech), *_amounts(s, found, speech)) for s in swings)
    return Table(f"{caption}, {speech(nl='EUR per jaar', en='EUR per year')}", heads, rows)


def _named(swing: Swing, speech: Speech) -> str:
    values = (swing.low.value, swing.fact.value, swing.high.value)
    shown = " – ".join(_figure(v, speech) for v in values)
    mark = speech(nl=" (niet bevestigd)", en=" (not confirmed)") if swing.fact.confidence == "low" else ""
    return f"{clean(swing.fact.key)}: {shown} {clean(swing.fact.unit)}{mark}"


def _figure(value: float, speech: Speech) -> str:
    digits = next((d for d in range(6) if round(value, d) == round(value, 6)), 6)
    return speech.number(value, digits)


def _amounts(swing: Swing, found: Sureness, speech: Speech) -> tuple[str, ...]:
    ends = (swing.low, swing.high)
    plain = (*(speech.number(e.saving_eur) for e in ends), *(speech.number(e.together_eur) for e in ends))
    if not found.replanned:
        return plain
    return (*plain, *(_anew(e, speech) for e in (swing.low_replanned, swing.high_replanned)))


def _anew(end: End | None, speech: Speech) -> str:
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
        nl=f"Niet gevarieerd: {sum(counts.values())} kengetallen", en=f"Not swung: {sum(counts.values())} key figures"
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
