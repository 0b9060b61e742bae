"""The sheets with figures: summary with bill lines, companies, measures and assumptions."""

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from collectief.plan.outcome import CASES, Case, CaseKey, Outcome
from collectief.presentation.fact_words import unit_words, whence
from collectief.presentation.figures import (
    beside_builds,
    measure_name,
    owner_name,
    paid,
    payers,
    place_name,
    sector_name,
)
from collectief.presentation.speech import Speech
from collectief.presentation.why_together import WHOLE_EURO
from collectief.presentation.words import BESIDE, CASE, CONFIDENCE, LINE, RULE, UNIT
from collectief.presentation.workbook_cell import (
    PARTS,
    TENTH,
    address,
    at,
    heading,
    put_formula,
    put_number,
    put_text,
    strong,
    sum_row,
    widths,
    wrapped,
)


@dataclass(frozen=True, slots=True)
class Sums:
    """Addresses of sums: the cost and investment of each case, its lines, and what the sheets add up to."""

    cost: Mapping[CaseKey, str]
    investment: Mapping[CaseKey, str]
    lines: Mapping[CaseKey, str]


def summary(sheet: Worksheet, outcome: Outcome, speech: Speech) -> Sums:
    """Decision, the four cases and their bill lines."""
    widths(sheet, 60, 16, 16, 16, 16)
    strong([wrapped(put_text(sheet, 1, 1, text=outcome.decision[speech.language]))])
    put_text(sheet, 2, 1, text=f"{outcome.park.name}, {outcome.year.number}")
    shown = [key for key in CASES if key in outcome.cases]
    names = [CASE[key][speech.language] for key in shown]
    heading(sheet, 4, [speech(nl="Vier manieren", en="Four ways"), *names])
    for offset, (label, values) in enumerate(_figures(outcome, shown, speech)):
        put_text(sheet, 5 + offset, 1, text=label)
        for column, value in enumerate(values, start=2):
            put_number(sheet, 5 + offset, column, value=value)
    strong([at(sheet, 5, column) for column in range(1, len(shown) + 2)])
    start = 13
    heading(sheet, start, [speech(nl="Kosten per regel, EUR per jaar", en="Cost per line, EUR per year"), *names])
    last = _lines(sheet, outcome, speech, first=start + 1)
    return Sums(
        {key: address(sheet, 5, i) for i, key in enumerate(shown, start=2)},
        {key: address(sheet, 6, i) for i, key in enumerate(shown, start=2)},
        {key: address(sheet, last, i) for i, key in enumerate(shown, start=2)},
    )


def _figures(outcome: Outcome, shown: list[CaseKey], speech: Speech) -> list[tuple[str, list[float]]]:
    cases = [outcome.cases[key] for key in shown]
    return [
        (speech(nl="Kosten (EUR per jaar)", en="Cost (EUR per year)"), [c.eur_per_year for c in cases]),
        (speech(nl="Investering (EUR)", en="Investment (EUR)"), [c.investment_eur for c in cases]),
        (speech(nl="Gas (m³ per jaar)", en="Gas (m³ per year)"), [c.gas_m3 for c in cases]),
        (speech(nl="CO₂ (kg per jaar)", en="CO₂ (kg per year)"), [c.co2_kg for c in cases]),
        (speech(nl="Piek afname (kW)", en="Peak offtake (kW)"), [c.peak_kw("offtake") for c in cases]),
        (speech(nl="Piek teruglevering (kW)", en="Peak feed-in (kW)"), [c.peak_kw("feed_in") for c in cases]),
    ]


def _lines(sheet: Worksheet, outcome: Outcome, speech: Speech, *, first: int) -> int:
    shown = [key for key in CASES if key in outcome.cases]
    used = {str(line) for key in shown for bill in outcome.cases[key].bills.values() for line in bill.lines}
    ordered = [line for line in LINE if line in used] + sorted(used - set(LINE))
    for row, line in enumerate(ordered, start=first):
        put_text(sheet, row, 1, text=speech.word(LINE, line))
        for column, key in enumerate(shown, start=2):
            bills = outcome.cases[key].bills.values()
            put_number(
                sheet, row, column, value=sum(eur for b in bills for name, eur in b.lines.items() if name == line)
            )
    last = first + len(ordered)
    put_text(sheet, last, 1, text=speech(nl="Totaal", en="Total"))
    sum_row(sheet, last, columns=range(2, len(shown) + 2), first=first)
    return last


def companies(sheet: Worksheet, outcome: Outcome, speech: Speech) -> Mapping[str, str]:
    """What each company pays in each case and by each key; addresses of the sums by case or rule."""
    cases: tuple[CaseKey, ...] = ("now", "required", "alone")
    owners, rules = payers(outcome), list(outcome.allocations)
    titles = [speech(nl="Kenmerk", en="Id"), speech(nl="Bedrijf", en="Company"), speech(nl="Sector", en="Sector")]
    titles += [f"{CASE[key][speech.language]}, EUR" for key in cases]
    titles += [f"{CASE['together'][speech.language]}, {speech.word(RULE, key)}, EUR" for key in rules]
    gain = speech(nl="Voordeel met de gekozen sleutel, EUR", en="Gain by the chosen key, EUR")
    own = speech(nl="Eigen rekening in het plan, EUR", en="Own bill in the plan, EUR")
    settled = speech(nl="Naar de gezamenlijke rekening (min: krijgt), EUR", en="To joint account (minus: gets), EUR")
    heading(sheet, 1, [*titles, gain, own, settled])
    widths(sheet, 16, 34, 26, *(15.0 for _ in range(len(cases) + len(rules) + 3)))
    sheet.freeze_panes = "C2"
    sectors = {c.id: sector_name(c.sector, speech) for c in outcome.park.companies}
    chosen = 4 + len(cases) + rules.index(outcome.chosen_rule)
    for row, owner in enumerate(owners, start=2):
        put_text(sheet, row, 1, text=owner)
        put_text(sheet, row, 2, text=owner_name(outcome, owner, speech))
        put_text(sheet, row, 3, text=sectors.get(owner, ""))
        amounts = [paid(outcome.cases[key], owner) for key in cases]
        amounts += [outcome.allocations[key].shares.get(owner, 0.0) for key in rules]
        for column, eur in enumerate(amounts, start=4):
            put_number(sheet, row, column, value=eur)
        difference = f"{at(sheet, row, 6).coordinate}-{at(sheet, row, chosen).coordinate}"
        put_formula(sheet, row, 4 + len(amounts), formula=difference)
        mine = put_number(sheet, row, 5 + len(amounts), value=paid(outcome.cases["together"], owner))
        due = f"{at(sheet, row, chosen).coordinate}-{mine.coordinate}"
        put_formula(sheet, row, 6 + len(amounts), formula=due)
    last = len(owners) + 2
    put_text(sheet, last, 2, text=speech(nl="Alle bedrijven", en="All companies"))
    sum_row(sheet, last, columns=range(4, 7 + len(cases) + len(rules)))
    return {key: address(sheet, last, column) for column, key in enumerate([*cases, *rules], start=4)}


def measures(sheet: Worksheet, outcome: Outcome, speech: Speech) -> tuple[str, str]:
    """Everything that is built and the rest of the cost; addresses of the investment and of the whole cost."""
    heading(
        sheet,
        1,
        [
            speech(nl="Maatregel", en="Measure"),
            speech(nl="Waar", en="Where"),
            speech(nl="Omvang", en="Size"),
            speech(nl="Eenheid", en="Unit"),
            speech(nl="Wie betaalt", en="Who pays"),
            speech(nl="Investering (EUR)", en="Investment (EUR)"),
            speech(nl="EUR per jaar", en="EUR per year"),
            speech(nl="Draagt tot (kW)", en="Carries up to (kW)"),
        ],
    )
    widths(sheet, 44, 34, 14, 18, 34, 18, 16, 16)
    sheet.freeze_panes = "A2"
    case = outcome.cases["together"]
    for row, build in enumerate(case.builds, start=2):
        put_text(sheet, row, 1, text=measure_name(build, speech))
        put_text(sheet, row, 2, text=place_name(outcome, build.place, speech))
        put_number(sheet, row, 3, value=build.amount, form=TENTH)
        put_text(sheet, row, 4, text=speech.word(UNIT, build.unit))
        put_text(sheet, row, 5, text=owner_name(outcome, build.owner, speech))
        put_number(sheet, row, 6, value=build.investment_eur)
        put_number(sheet, row, 7, value=build.eur_per_year)
        if build.kw > 0:
            put_number(sheet, row, 8, value=build.kw, form=TENTH)
    last = len(case.builds) + 2
    put_text(sheet, last, 1, text=speech(nl="Alle maatregelen", en="All measures"))
    sum_row(sheet, last, columns=(6, 7))
    return address(sheet, last, 6), _whole_cost(sheet, case, speech, measures=last)


def _whole_cost(sheet: Worksheet, case: Case, speech: Speech, *, measures: int) -> str:
    """Rows under the sum of all measures: what the case costs beside them, and the whole cost; its address."""
    amounts = beside_builds(case).items()
    beside = {BESIDE[key][speech.language]: eur for key, eur in amounts if abs(eur) >= WHOLE_EURO or key == "energy"}
    whole = measures + len(beside) + 1
    for row, (words, eur) in enumerate(beside.items(), start=measures + 1):
        put_text(sheet, row, 1, text=words)
        put_number(sheet, row, 7, value=eur)
    put_text(sheet, whole, 1, text=speech(nl="Kosten samen per jaar", en="Cost together per year"))
    sum_row(sheet, whole, columns=(7,), first=measures)
    return address(sheet, whole, 7)


def assumptions(sheet: Worksheet, outcome: Outcome, speech: Speech) -> None:
    """Every figure used, with its unit, year, source and confidence."""
    heading(
        sheet,
        1,
        [
            speech(nl="Kengetal", en="Key figure"),
            speech(nl="Waarde", en="Value"),
            speech(nl="Eenheid", en="Unit"),
            speech(nl="Laag", en="Low"),
            speech(nl="Hoog", en="High"),
            speech(nl="Jaar", en="Year"),
            speech(nl="Zekerheid", en="Confidence"),
            speech(nl="Bron", en="Source"),
        ],
    )
    widths(sheet, 34, 14, 18, 12, 12, 8, 22, 100)
    sheet.freeze_panes = "B2"
    for row, fact in enumerate(outcome.facts, start=2):
        put_text(sheet, row, 1, text=fact.key)
        for column, value in ((2, fact.value), (4, fact.low), (5, fact.high)):
            put_number(sheet, row, column, value=value, form=PARTS)
        put_text(sheet, row, 3, text=unit_words(fact.unit, speech))
        put_number(sheet, row, 6, value=fact.year, form="0")
        put_text(sheet, row, 7, text=CONFIDENCE[fact.confidence][speech.language])
        put_text(sheet, row, 8, text=whence(fact, speech))
