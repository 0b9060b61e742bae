"""What was found in the data and every figure about the world that was used."""

from collectief.facts import Fact
from collectief.park import Issue
from collectief.plan.outcome import Outcome
from collectief.presentation.blocks import Block, Bullets, Cell, Column, Folded, Paragraph, Section, Table, cells
from collectief.presentation.escape import clean
from collectief.presentation.fact_words import unit_words, whence
from collectief.presentation.figures import place_name
from collectief.presentation.speech import Speech
from collectief.presentation.words import CONFIDENCE, ORIGIN, SERIES, SEVERITY
from collectief.text import Text

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
    in_json = speech(nl="Niet afgedrukt: zie plan.json, issues.", en="Not printed: see plan.json, issues.")
    return Section("bevindingen", title, (Paragraph(f"{summary}."), _perhaps_folded(table, in_json)))


def _finding(outcome: Outcome, issue: Issue, speech: Speech) -> tuple[Cell, ...]:
    before, after = issue.change(speech.language)
    changed = f"{clean(before)} → {clean(after)}" if before or after else "–"
    who = ", ".join(place_name(outcome, i, speech) for i in issue.ids) or "–"
    return (
        Cell(SEVERITY[issue.severity][speech.language], "worse" if issue.severity == "error" else ""),
        *cells(
            _where(issue, speech),
            who,
            clean(issue.message[speech.language]),
            changed,
            clean(issue.advice[speech.language]),
        ),
    )


def _where(issue: Issue, speech: Speech) -> str:
    """File and field; the folder itself is written as a dot in the data."""
    file = clean(issue.where.removeprefix("./"))
    place = speech(nl="map van het park", en="folder of the park") if file in ("", ".") else file
    return f"{place}, {clean(issue.field)}" if issue.field else place


def _perhaps_folded(table: Table, elsewhere: str) -> Block:
    many = len(table.rows) > MANY
    return Folded(f"{table.caption} ({len(table.rows)})", (table,), elsewhere) if many else table


def assumptions(outcome: Outcome, speech: Speech) -> Section:
    """The chapter with every figure used: unit, year, source and confidence, and the series of the year."""
    number = speech.number(len(outcome.facts))
    intro = speech(
        nl=f"Kengetallen in dit plan: {number}. Wat niet bevestigd is, is gemerkt. Bronnen zijn in het Engels.",
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
    series = tuple(
        (f"{speech.word(SERIES, name)}:", f"{_origin(source, speech)}.") for name, source in outcome.year.sources
    )
    blocks: list[Block] = [Paragraph(f"{intro} {_years(outcome, speech)}")]
    blocks.extend([Bullets(series)] if series else [])
    sheet = speech(
        nl="Niet afgedrukt: zie bedrijven.xlsx, blad Aannames.",
        en="Not printed: see bedrijven.xlsx, sheet Assumptions.",
    )
    blocks.extend([_perhaps_folded(table, sheet), _origins(outcome, speech)])
    return Section("aannames", speech(nl="Aannames en bronnen", en="Assumptions and sources"), tuple(blocks))


def _years(outcome: Outcome, speech: Speech) -> str:
    """Of which years a bill is made: the series, the grid tariffs and the energy tax."""
    park, series, tax = outcome.park, outcome.year.number, outcome.park.tax_year
    tariffs = speech.listing([str(y) for y in sorted({park.tariff(c.connection.tariff).year for c in park.companies})])
    return speech(
        nl=f"Gerekend met het jaar {series}; nettarieven van {tariffs}, energiebelasting van {tax}.",
        en=f"Calculated for the year {series}; grid tariffs of {tariffs}, energy tax of {tax}.",
    )


def _origin(source: Text | str, speech: Speech) -> str:
    """A sentence on how a series was made, or the name of its file."""
    return clean(source[speech.language] if isinstance(source, Text) else source)


def _fact(fact: Fact, speech: Speech) -> tuple[Cell, ...]:
    low, high = (_value(v, speech) for v in (fact.low, fact.high))
    doubt = Cell(CONFIDENCE[fact.confidence][speech.language], "low" if fact.confidence == "low" else "")
    return (
        *cells(clean(fact.key), _value(fact.value, speech), unit_words(fact.unit, speech), low, high, str(fact.year)),
        doubt,
        Cell(whence(fact, speech), language="en" if speech.language == "nl" else ""),
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
    in_json = speech(nl="Niet afgedrukt: zie plan.json, companies.", en="Not printed: see plan.json, companies.")
    return Folded(caption, (Table(caption, heads, rows),), in_json)
