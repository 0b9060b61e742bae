"""The cash flow sheet: live formulas per year, with free cells for an extra subsidy, interest and price rise."""

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from collectief.plan.business_case import BusinessCase
from collectief.plan.outcome import Outcome
from collectief.presentation.figures import running_eur
from collectief.presentation.speech import Speech
from collectief.presentation.workbook_cell import (
    PERCENT,
    at,
    free,
    heading,
    put_formula,
    put_number,
    put_text,
    strong,
    widths,
)
from collectief.presentation.workbook_sheets import Sums

TOP = 15
"""Row of the table's heading; year 0 is the row below."""


def cash_flow(
    sheet: Worksheet, outcome: Outcome, case: BusinessCase, speech: Speech, *, sums: Sums, invested: str
) -> None:
    """Investment, subsidy, saving, replacement and what is left, by year, beyond the law or against alone."""
    widths(sheet, 46, 18, 16, 16, 16, 18, 18, 20, 20, 20, 20)
    strong([put_text(sheet, 1, 1, text=speech(nl="Kasstroom van het plan samen", en="Cash flow of the plan together"))])
    text = speech(
        nl="Gele cellen mag u veranderen; alles rekent mee. Wat slijt wordt vervangen; aan het eind telt restwaarde.",
        en="Yellow cells may be changed; everything follows. What wears out is replaced; the end has a residual value.",
    )
    put_text(sheet, 2, 1, text=text)
    _inputs(sheet, outcome, case, speech, sums=sums, invested=invested)
    titles = (
        speech(nl="Jaar", en="Year"),
        speech(nl="Investering", en="Investment"),
        speech(nl="Subsidie", en="Subsidy"),
        speech(nl="Besparing", en="Saving"),
        speech(nl="Per jaar", en="In the year"),
        speech(nl="Opgeteld", en="Added up"),
        speech(nl="Waarde nu", en="Present value"),
        speech(nl="Waarde nu, opgeteld", en="Present value, added up"),
        speech(nl="Vervanging en restwaarde", en="Replacement and residual value"),
        speech(nl="Vervanging en restwaarde boven de wet", en="Replacement and residual value beyond the law"),
        speech(nl="Vervanging en restwaarde tegen apart", en="Replacement and residual value against alone"),
    )
    heading(sheet, TOP, titles)
    for year in range(case.terms.horizon_years + 1):
        _year(sheet, TOP + 1 + year, year)
        for column, against in ((10, case.whole["required"]), (11, case.whole["alone"])):
            put_number(sheet, TOP + 1 + year, column, value=against.later_eur[year])
    sheet.freeze_panes = f"B{TOP + 1}"


def _inputs(
    sheet: Worksheet, outcome: Outcome, case: BusinessCase, speech: Speech, *, sums: Sums, invested: str
) -> None:
    labels = (
        speech(
            nl="Vergelijken met (1 = wat de wet vraagt, 2 = ieder apart)",
            en="Compare with (1 = what the law asks for, 2 = each alone)",
        ),
        speech(nl="Extra subsidie (EUR)", en="Extra subsidy (EUR)"),
        speech(nl="Rente per jaar", en="Interest per year"),
        speech(nl="Stijging van de besparing per jaar", en="Rise of the saving per year"),
        speech(nl="Investering samen (EUR)", en="Investment together (EUR)"),
        speech(nl="Investering waarmee u vergelijkt (EUR)", en="Investment compared with (EUR)"),
        speech(
            nl="Jaarkosten zonder investering: wat de wet vraagt (EUR)",
            en="Yearly cost without investment: what the law asks (EUR)",
        ),
        speech(nl="Jaarkosten zonder investering: ieder apart (EUR)", en="Yearly cost without investment: alone (EUR)"),
        speech(nl="Jaarkosten zonder investering: samen (EUR)", en="Yearly cost without investment: together (EUR)"),
        speech(nl="Besparing in jaar 1 (EUR)", en="Saving in year 1 (EUR)"),
        speech(nl="Jaren tot de kas positief is; waarde nu (EUR)", en="Years until positive; present value (EUR)"),
    )
    for row, label in enumerate(labels, start=3):
        put_text(sheet, row, 1, text=label)
    for row, value, form in ((3, 1.0, "0"), (4, 0.0, "#,##0"), (5, case.terms.discount, PERCENT), (6, 0.0, PERCENT)):
        free(put_number(sheet, row, 2, value=value, form=form))
    only = DataValidation(type="list", formula1='"1,2"', allow_blank=False)
    only.add("B3")
    sheet.add_data_validation(only)
    put_formula(sheet, 7, 2, formula=invested)
    put_formula(sheet, 8, 2, formula=f"IF(B3=2,{sums.investment['alone']},{sums.investment['required']})")
    for row, key in ((9, "required"), (10, "alone"), (11, "together")):
        put_number(sheet, row, 2, value=running_eur(outcome.cases[key]))  # type: ignore[index]
    put_formula(sheet, 12, 2, formula="IF(B3=2,B10,B9)-B11")
    first, last = TOP + 1, TOP + 1 + case.terms.horizon_years
    put_formula(sheet, 13, 2, formula=f'COUNTIF(F{first}:F{last},"<0")', form="0")
    put_formula(sheet, 13, 3, formula=f"H{last}")
    strong([at(sheet, 13, column) for column in (1, 2, 3)])


def _year(sheet: Worksheet, row: int, year: int) -> None:
    put_number(sheet, row, 1, value=float(year), form="0")
    put_formula(sheet, row, 2, formula="B8-B7" if year == 0 else "0")
    put_formula(sheet, row, 3, formula="B4" if year == 0 else "0")
    put_formula(sheet, row, 4, formula="0" if year == 0 else f"B12*(1+B6)^(A{row}-1)")
    put_formula(sheet, row, 5, formula=f"B{row}+C{row}+D{row}+I{row}")
    put_formula(sheet, row, 6, formula=f"E{row}" if year == 0 else f"F{row - 1}+E{row}")
    put_formula(sheet, row, 7, formula=f"E{row}/(1+B5)^A{row}")
    put_formula(sheet, row, 8, formula=f"G{row}" if year == 0 else f"H{row - 1}+G{row}")
    put_formula(sheet, row, 9, formula=f"IF(B3=2,K{row},J{row})")
