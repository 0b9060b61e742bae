"""The workbook for who wants to recalculate: summary, companies, measures, cash, schemes, assumptions, checks."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from collectief.plan.business_case import business_case
from collectief.plan.outcome import Outcome
from collectief.presentation.reading_order import in_reading_order
from collectief.presentation.speech import Speech
from collectief.presentation.verdict_words import alarm
from collectief.presentation.words import CASE, RULE
from collectief.presentation.workbook_budgets import budgets, has_budgets
from collectief.presentation.workbook_business import company_cash, scheme_sheet
from collectief.presentation.workbook_cashflow import cash_flow
from collectief.presentation.workbook_cell import ALARM, heading, put_formula, put_text, strong, widths
from collectief.presentation.workbook_limits import has_limits, limits
from collectief.presentation.workbook_settle import settle, settles
from collectief.presentation.workbook_sheets import Sums, assumptions, companies, measures, summary
from collectief.presentation.workbook_verdict import checked
from collectief.text import Language, Text
from collectief.verification import Verdict

SHEETS: Mapping[str, Text] = {
    "summary": Text(nl="Samenvatting", en="Summary"),
    "companies": Text(nl="Bedrijven", en="Companies"),
    "measures": Text(nl="Maatregelen", en="Measures"),
    "cash_flow": Text(nl="Kasstroom", en="Cashflow"),
    "company_cash": Text(nl="Kas per bedrijf", en="Cash per company"),
    "schemes": Text(nl="Regelingen", en="Schemes"),
    "assumptions": Text(nl="Aannames", en="Assumptions"),
    "checks": Text(nl="Controle", en="Checks"),
}
VERDICT = Text(nl="Nagerekend", en="Recalculated")
"""The sheet that is there when the plan was checked by other means."""
BUDGETS = Text(nl="Budget en huur", en="Budget and rent")
"""The sheet that is there when a company has a budget or a roof is let."""
LIMITS = Text(nl="Grenzen", en="Limits")
"""The sheet that is there when a limit is worth anything."""
SETTLE = Text(nl="Verrekening", en="Settlement")
"""The sheet that is there when a group has a joint account."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def write_workbook(outcome: Outcome, file: Path, language: Language = "nl", *, verdict: Verdict | None = None) -> None:
    """Write the workbook; same outcome, same bytes."""
    speech, book, outcome = Speech(language), Workbook(), in_reading_order(outcome)
    sheets = {key: book.create_sheet(name[language]) for key, name in SHEETS.items()}
    del book["Sheet"]
    sums = summary(sheets["summary"], outcome, speech)
    shares = companies(sheets["companies"], outcome, speech)
    invested, cost = measures(sheets["measures"], outcome, speech)
    case = business_case(outcome)
    cash_flow(sheets["cash_flow"], outcome, case, speech, sums=sums, invested=invested)
    off = company_cash(sheets["company_cash"], outcome, case, speech)
    if has_budgets(outcome):
        sheets["budgets"] = book.create_sheet(BUDGETS[language], list(SHEETS).index("schemes"))
        budgets(sheets["budgets"], outcome, speech)
    if has_limits(outcome):
        sheets["limits"] = book.create_sheet(LIMITS[language], book.index(sheets["schemes"]))
        limits(sheets["limits"], outcome, speech)
    if settles(outcome):
        sheets["settle"] = book.create_sheet(SETTLE[language], book.index(sheets["schemes"]))
        settle(sheets["settle"], outcome, speech)
    scheme_sheet(sheets["schemes"], outcome, speech)
    assumptions(sheets["assumptions"], outcome, speech)
    differences = _differences(outcome, speech, sums, shares=shares, built=(invested, cost))
    cash = speech(nl="Kas van de bedrijven min die van het plan", en="Cash of the companies minus that of the plan")
    _checks(sheets["checks"], [*differences, (cash, off)], speech)
    if verdict is not None:
        sheets["verdict"] = book.create_sheet(VERDICT[language])
        checked(sheets["verdict"], outcome, verdict, speech)
        put_text(sheets["summary"], 3, 1, text=alarm(verdict, speech)).font = ALARM
    for sheet in sheets.values():
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    written = BytesIO()
    book.save(written)
    _without_clock(written, file)


def _differences(
    outcome: Outcome, speech: Speech, sums: Sums, *, shares: Mapping[str, str], built: tuple[str, str]
) -> list[tuple[str, str]]:
    """What must be 0: words and formula."""
    less = speech(nl="min de kosten", en="minus the cost")
    lines = speech(nl="Som van de regels", en="Sum of the lines")
    bills = speech(nl="Som over de bedrijven", en="Sum over the companies")
    found = [
        (f"{lines} {less}: {CASE[key][speech.language]}", f"{address}-{sums.cost[key]}")
        for key, address in sums.lines.items()
    ]
    found += [
        (f"{bills} {less}: {CASE[key][speech.language]}", f"{shares[key]}-{sums.cost[key]}")
        for key in sums.cost
        if key in shares
    ]
    found += [
        (f"{bills} {less}: {speech.word(RULE, rule)}", f"{shares[rule]}-{sums.cost['together']}")
        for rule in outcome.allocations
    ]
    investment, cost = built
    measured = speech(nl="Maatregelen en de rest", en="Measures and the rest")
    money = speech(nl="Investering van de maatregelen", en="Investment of the measures")
    return [
        *found,
        (f"{measured} {less}", f"{cost}-{sums.cost['together']}"),
        (
            f"{money} {speech(nl='min de samenvatting', en='minus the summary')}",
            f"{investment}-{sums.investment['together']}",
        ),
    ]


def _checks(sheet: Worksheet, differences: list[tuple[str, str]], speech: Speech) -> None:
    widths(sheet, 64, 16)
    heading(sheet, 1, [speech(nl="Moet 0 zijn", en="Must be 0"), speech(nl="Verschil (EUR)", en="Difference (EUR)")])
    for row, (words, formula) in enumerate(differences, start=2):
        put_text(sheet, row, 1, text=words)
        put_formula(sheet, row, 2, formula=f"ROUND({formula},2)", form="0.00")
    last = len(differences) + 1
    right, wrong = speech(nl="klopt", en="correct"), speech(nl="klopt niet", en="not correct")
    put_text(sheet, last + 2, 1, text=speech(nl="Alles bij elkaar", en="All together"))
    verdict = f'IF(AND(MAX(B2:B{last})=0,MIN(B2:B{last})=0),"{right}","{wrong}")'
    strong([put_formula(sheet, last + 2, 2, formula=verdict)])


def _without_clock(written: BytesIO, file: Path) -> None:
    """Copy the archive with one fixed date in place of the moment of writing."""
    with ZipFile(written) as made, ZipFile(file, "w", ZIP_DEFLATED) as kept:
        for part in made.infolist():
            content = _CLOCK.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", made.read(part))
            kept.writestr(ZipInfo(part.filename, _EPOCH), content, ZIP_DEFLATED)
