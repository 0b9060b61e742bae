"""Two sheets: cash of each company against now, which adds up to that of all, and every scheme with its answer."""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from collectief.plan.business_case import BusinessCase
from collectief.plan.outcome import Outcome
from collectief.plan.schemes import fitting_schemes
from collectief.presentation.fact_words import source_words
from collectief.presentation.figures import owner_name
from collectief.presentation.scheme_rows import SchemeRow, scheme_rows
from collectief.presentation.scheme_words import VERDICT, sure, window
from collectief.presentation.speech import Speech
from collectief.presentation.workbook_cell import (
    PERCENT,
    TENTH,
    address,
    at,
    heading,
    put_formula,
    put_number,
    put_text,
    strong,
    sum_above,
    widths,
)

FIRST_YEAR = 8
"""Column of year 0."""


def company_cash(sheet: Worksheet, outcome: Outcome, case: BusinessCase, speech: Speech) -> str:
    """Cash by year of each company against now; address of what differs from that of all, which must be 0."""
    flows, whole = case.companies["now"], case.whole["now"]
    years = range(len(whole.eur_by_year))
    titles = (
        speech(nl="Bedrijf", en="Company"),
        speech(nl="Waarde nu (EUR)", en="Present value (EUR)"),
        speech(nl="Rendement per jaar", en="Return a year"),
        speech(nl="Terugverdientijd (jaar)", en="Payback (years)"),
        speech(nl="Subsidie, laag (EUR)", en="Grants, low (EUR)"),
        speech(nl="Subsidie, hoog (EUR)", en="Grants, high (EUR)"),
        speech(nl="Lening per jaar (EUR)", en="Loan a year (EUR)"),
        *(speech(nl=f"Jaar {y} (EUR)", en=f"Year {y} (EUR)") for y in years),
    )
    heading(sheet, 1, titles)
    widths(sheet, 34, *(16.0 for _ in titles[1:]))
    sheet.freeze_panes = "B2"
    for row, (company, flow) in enumerate(flows.items(), start=2):
        granted = case.granted[company]
        put_text(sheet, row, 1, text=owner_name(outcome, company, speech))
        put_number(sheet, row, 2, value=flow.npv_eur)
        for column, value, form in ((3, flow.irr, PERCENT), (4, flow.payback_years, TENTH)):
            if value is not None:
                put_number(sheet, row, column, value=value, form=form)
        for column, eur in enumerate((granted.low_eur, granted.high_eur, flow.loan.eur_per_year), start=5):
            put_number(sheet, row, column, value=eur)
        for year in years:
            put_number(sheet, row, FIRST_YEAR + year, value=flow.eur_by_year[year])
    return _against_all(sheet, case, speech, last=len(flows) + 2)


def _against_all(sheet: Worksheet, case: BusinessCase, speech: Speech, *, last: int) -> str:
    """The sum row, the same of all by itself, and the difference."""
    whole = case.whole["now"]
    put_text(sheet, last, 1, text=speech(nl="Alle bedrijven", en="All companies"))
    put_text(sheet, last + 1, 1, text=speech(nl="Het plan als geheel", en="The plan as a whole"))
    put_text(sheet, last + 2, 1, text=speech(nl="Verschil (moet 0 zijn)", en="Difference (must be 0)"))
    columns = [2, *(FIRST_YEAR + y for y in range(len(whole.eur_by_year)))]
    for column, eur in zip(columns, (whole.npv_eur, *whole.eur_by_year), strict=True):
        letter = get_column_letter(column)
        put_formula(sheet, last, column, formula=sum_above(2, last - 1, column))
        put_number(sheet, last + 1, column, value=eur)
        put_formula(sheet, last + 2, column, formula=f"{letter}{last}-{letter}{last + 1}")
    strong([at(sheet, last, column) for column in (1, *columns)], summed=True)
    span = f"{get_column_letter(FIRST_YEAR)}{last + 2}:{get_column_letter(columns[-1])}{last + 2}"
    put_formula(sheet, last + 3, 2, formula=f"MAX(MAX({span}),0)-MIN(MIN({span}),0)")
    put_text(sheet, last + 3, 1, text=speech(nl="Grootste verschil", en="Largest difference"))
    return address(sheet, last + 3, 2)


def scheme_sheet(sheet: Worksheet, outcome: Outcome, speech: Speech) -> None:
    """Every scheme for every owner, with the answer, why, what it brings after tax, and its source."""
    heading(
        sheet,
        1,
        [
            speech(nl="Bedrijf", en="Company"),
            speech(nl="Waarvoor", en="What for"),
            speech(nl="Regeling", en="Scheme"),
            speech(nl="Antwoord", en="Answer"),
            speech(nl="Waarom", en="Why"),
            speech(nl="Na belasting, laag (EUR)", en="After tax, low (EUR)"),
            speech(nl="Na belasting, hoog (EUR)", en="After tax, high (EUR)"),
            speech(nl="Loket", en="Counter"),
            speech(nl="Open", en="Open"),
            speech(nl="Zekerheid", en="Confidence"),
            speech(nl="Bron", en="Source"),
        ],
    )
    widths(sheet, 30, 24, 30, 20, 90, 16, 16, 18, 26, 22, 60)
    sheet.freeze_panes = "D2"
    found = fitting_schemes(outcome)
    owners = dict.fromkeys(f.investment.owner for f in found)
    rows = [(o, r) for o in owners for r in scheme_rows(o, [f for f in found if f.investment.owner == o], speech)]
    for number, (owner, row) in enumerate(rows, start=2):
        put_text(sheet, number, 1, text=owner_name(outcome, owner, speech))
        _scheme_row(sheet, number, row, speech)
    sheet.auto_filter.ref = f"A1:K{len(rows) + 1}"


def _scheme_row(sheet: Worksheet, number: int, row: SchemeRow, speech: Speech) -> None:
    scheme, worth = row.scheme, row.worth
    words = (
        (2, row.what),
        (3, scheme.name[speech.language]),
        (4, VERDICT[row.verdict][speech.language]),
        (5, row.text[speech.language]),
        (8, scheme.counter[speech.language]),
        (9, window(scheme, speech)),
        (10, sure(scheme, speech)),
        (11, source_words(scheme.source, speech)),
    )
    for column, text in words:
        put_text(sheet, number, column, text=text)
    if worth is not None and worth.low_after_tax_eur is not None and worth.high_after_tax_eur is not None:
        put_number(sheet, number, 6, value=worth.low_after_tax_eur)
        put_number(sheet, number, 7, value=worth.high_after_tax_eur)
