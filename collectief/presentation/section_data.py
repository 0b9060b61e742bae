"""What was found in the data and every figure about the world that was used."""

from collectief.facts import Fact
from collectief.park import Issue
from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Block, Bullets, Cell, Column, Folded, Paragraph, Section, Table, cells
from collectief.presentation.escape import clean
from collectief.presentation.figures import place_name
from collectief.presentation.speech import Speech
from collectief.presentation.words import CONFIDENCE, ORIGIN, SERIES, SEVERITY

MANY = 25
"""A table with more rows is folded."""


def findings(outcome: Outcome, speech: Speech) -> Section:
    """The chapter with all issues: errors, what was repaired (before and after) and warnings."""
    title = speech(nl="Wat vonden we in de gegevens", en="What we found in the data")
    if not outcome.issues:
        return Section("bevindingen", title, (Paragraph(speech(nl="Niets bijzonders.", en="Nothing special.")),))
    ordered = sorted(outcome.issues, key=lambda i: list(SEVERITY).index(i.severity))
    counts = [(SEVERITY[key][speech.language], sum(i.severity == key for i in ordered)) for key in SEVERITY]
    summary = "; ".join(f"{word}: {number}" for word, number in counts)
    heads = tuple(
        Column(t)
        for t in (
            speech(nl="Ernst", en="Severity"),
            speech(nl="Waar", en="Where"),
            speech(nl="Wie of wat", en="Who or what"),
            speech(nl="Bevinding", en="Finding"),
            speech(nl="Voor → na", en="Before → after"),
            speech(nl="Wat te doen", en="What to do"),
        )
    )
    rows = tuple(_finding(outcome, issue, speech) for issue in ordered)
    table = Table(speech(nl="Alle bevindingen", en="All findings"), heads, rows)
    return Section("bevindingen", title, (Paragraph(f"{summary}."), _perhaps_folded(table)))


def _finding(outcome: Outcome, issue: Issue, speech: Speech) -> tuple[Cell, ...]:
    changed = f"{clean(issue.before)} → {clean(issue.after)}" if issue.before or issue.after else "–"
    where = f"{clean(issue.where)}, {clean(issue.field)}" if issue.field else clean(issue.where)
    who = ", ".join(place_name(outcome, i, speech) for i in issue.ids) or "–"
    return (
        Cell(SEVERITY[issue.severity][speech.language], "worse" if issue.severity == "error" else ""),
        *cells(where, who, clean(issue.message[speech.language]), changed, clean(issue.advice[speech.language])),
    )


def _perhaps_folded(table: Table) -> Block:
    return Folded(f"{table.caption} ({len(table.rows)})", (table,)) if len(table.rows) > MANY else table


def assumptions(outcome: Outcome, speech: Speech) -> Section:
    """The chapter with every figure used: unit, year, source and confidence, and the series of the year."""
    number = speech.number(len(outcome.facts))
    intro = speech(
        nl=f"Kengetallen in dit plan: {number}. Wat niet bevestigd is, is gemerkt. De tabel is in het Engels.",
        en=f"Key figures in this plan: {number}. What is not confirmed is marked.",
    )
    numeric = (False, True, False, True, True, True, False, False)
    titles = (
        speech(nl="Kengetal", en="Key figure"),
        speech(nl="Waarde", en="Value"),
        speech(nl="Eenheid", en="Unit"),
        speech(nl="Laag", en="Low"),
        speech(nl="Hoog", en="High"),
        speech(nl="Jaar", en="Year"),
        speech(nl="Zekerheid", en="Confidence"),
        speech(nl="Bron en opmerking", en="Source and note"),
    )
    heads = tuple(Column(t, numeric=n) for t, n in zip(titles, numeric, strict=True))
    caption = speech(nl="Gebruikte kengetallen", en="Key figures used")
    table = Table(caption, heads, tuple(_fact(f, speech) for f in outcome.facts))
    series = tuple((f"{speech.word(SERIES, name)}:", f"{clean(source)}.") for name, source in outcome.year.sources)
    blocks: list[Block] = [Paragraph(f"{intro} {_years(outcome, speech)}")]
    blocks.extend([Bullets(series)] if series else [])
    blocks.extend([_perhaps_folded(table), _origins(outcome, speech)])
    return Section("aannames", speech(nl="Aannames en bronnen", en="Assumptions and sources"), tuple(blocks))


def _years(outcome: Outcome, speech: Speech) -> str:
    """Of which years a bill is made: the series, the grid tariffs and the energy tax."""
    park, series, tax = outcome.park, outcome.year.number, outcome.park.tax_year
    tariffs = speech.listing([str(y) for y in sorted({park.tariff(c.connection.tariff).year for c in park.companies})])
    return speech(
        nl=f"Gerekend met het jaar {series}; nettarieven van {tariffs}, energiebelasting van {tax}.",
        en=f"Calculated for the year {series}; grid tariffs of {tariffs}, energy tax of {tax}.",
    )


def _fact(fact: Fact, speech: Speech) -> tuple[Cell, ...]:
    source = f"{clean(fact.source)} – {clean(fact.note)}" if fact.note else clean(fact.source)
    low, high = ("–" if v is None else _value(v, speech) for v in (fact.low, fact.high))
    doubt = Cell(CONFIDENCE[fact.confidence][speech.language], "low" if fact.confidence == "low" else "")
    return (
        *cells(clean(fact.key), _value(fact.value, speech), clean(fact.unit), low, high, str(fact.year)),
        doubt,
        Cell(source),
    )


def _value(value: float, speech: Speech) -> str:
    """All digits that a figure has, up to six decimals."""
    digits = next((d for d in range(6) if round(value, d) == value), 6)
    return speech.number(value, digits)


def _origins(outcome: Outcome, speech: Speech) -> Folded:
    heads = tuple(Column(t) for t in (speech(nl="Bedrijf", en="Company"), speech(nl="Gegevens", en="Data")))
    rows = tuple(
        cells(clean(c.name), speech.word(ORIGIN, "measured" if c.id in outcome.park.profiles else c.origin))
        for c in outcome.park.companies
    )
    caption = speech(nl="Waar de gegevens van elk bedrijf vandaan komen", en="Where the data of each company come from")
    return Folded(caption, (Table(caption, heads, rows),))
