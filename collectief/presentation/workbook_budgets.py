"""The sheet with money that is in no bill: what each company may spend and spends, and the rent of a roof it lets."""

from openpyxl.worksheet.worksheet import Worksheet

from collectief.plan.let_roofs import LetPanels, let_panels
from collectief.plan.outcome import Outcome
from collectief.plan.spending import Spending
from collectief.presentation.figures import owner_name
from collectief.presentation.speech import Speech
from collectief.presentation.workbook_cell import (
    PARTS,
    TENTH,
    at,
    heading,
    put_formula,
    put_number,
    put_text,
    sum_row,
    widths,
)

BUDGET, SPENT, LEFT, WORTH, LET, RENT = 3, 6, 7, 8, 10, 12
"""Columns in which the parts of a row begin."""


def has_budgets(outcome: Outcome) -> bool:
    """Whether there is anything for this sheet."""
    return bool(outcome.budgets or let_panels(outcome))


def budgets(sheet: Worksheet, outcome: Outcome, speech: Speech) -> None:
    """A row for each company with a budget, or with panels of the park on its roof."""
    heading(sheet, 1, _titles(speech))
    widths(sheet, 16, 34, *(16.0 for _ in range(RENT - 2)))
    sheet.freeze_panes = "C2"
    spent, let = {s.company: s for s in outcome.budgets}, {one.company: one for one in let_panels(outcome)}
    shown = [c.id for c in outcome.park.companies if c.id in spent or c.id in let]
    for row, company in enumerate(shown, start=2):
        put_text(sheet, row, 1, text=company)
        put_text(sheet, row, 2, text=owner_name(outcome, company, speech))
        if company in spent:
            _budget(sheet, row, spent[company])
        if company in let:
            _roof(sheet, row, let[company])
    last = len(shown) + 2
    put_text(sheet, last, 2, text=speech(nl="Alle bedrijven", en="All companies"))
    sum_row(sheet, last, columns=range(LET, RENT + 1))


def _titles(speech: Speech) -> list[str]:
    return [
        speech(nl="Kenmerk", en="Id"),
        speech(nl="Bedrijf", en="Company"),
        speech(nl="Budget voor investeren, EUR", en="Budget for investing, EUR"),
        speech(nl="Vraagt de wet, EUR", en="Asked by law, EUR"),
        speech(nl="Ieder apart, EUR", en="Each alone, EUR"),
        speech(nl="Samen, EUR", en="Together, EUR"),
        speech(nl="Over (min: de wet vraagt meer), EUR", en="Left (minus: the law asks more), EUR"),
        speech(
            nl="Een euro meer is waard, EUR per jaar (schatting)", en="One euro more is worth, EUR a year (estimate)"
        ),
        speech(nl="Idem, boven budget en wet", en="The same, beyond budget and law"),
        speech(nl="Panelen van het park, kWp", en="Panels of the park, kWp"),
        speech(nl="Investering van het park, EUR", en="Investment of the park, EUR"),
        speech(
            nl="Huur, park aan bedrijf, EUR per jaar (schatting, in geen rekening)",
            en="Rent, park to company, EUR a year (estimate, in no bill)",
        ),
    ]


def _budget(sheet: Worksheet, row: int, one: Spending) -> None:
    for column, eur in enumerate((one.budget_eur, one.required_eur, one.alone_eur, one.together_eur), start=BUDGET):
        put_number(sheet, row, column, value=eur)
    left = f"{at(sheet, row, BUDGET).coordinate}-{at(sheet, row, SPENT).coordinate}"
    put_formula(sheet, row, LEFT, formula=left)
    for column, eur in enumerate((one.eur_per_eur, one.beyond_eur_per_eur), start=WORTH):
        put_number(sheet, row, column, value=eur, form=PARTS)


def _roof(sheet: Worksheet, row: int, one: LetPanels) -> None:
    put_number(sheet, row, LET, value=one.kwp, form=TENTH)
    put_number(sheet, row, LET + 1, value=one.investment_eur)
    put_number(sheet, row, RENT, value=one.rent_eur)
