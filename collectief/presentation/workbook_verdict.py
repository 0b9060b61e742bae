"""The sheet with the independent check: each kind of thing that was looked at, and every failure with its place."""

from openpyxl.worksheet.worksheet import Worksheet

from collectief.plan.outcome import Outcome
from collectief.presentation.speech import Speech
from collectief.presentation.verdict_words import alarm, kinds, spoken_place
from collectief.presentation.workbook_cell import heading, put_number, put_text, strong, widths
from collectief.verification import Verdict


def checked(sheet: Worksheet, outcome: Outcome, verdict: Verdict, speech: Speech) -> None:
    """Conclusion, failures and kinds, from the top."""
    widths(sheet, 64, 44, 16, 18)
    fine = speech(nl="Alles klopt.", en="All is right.")
    strong([put_text(sheet, 1, 1, text=alarm(verdict, speech) or fine)])
    row = _failures(sheet, outcome, verdict, speech) if verdict.failed else 3
    _kinds(sheet, verdict, speech, first=row)


def _failures(sheet: Worksheet, outcome: Outcome, verdict: Verdict, speech: Speech) -> int:
    """Every failure from row 3; the row where the next table begins."""
    titles = [speech(nl="Wat niet klopt", en="What is not right"), speech(nl="Waar", en="Where")]
    heading(sheet, 3, [*titles, speech(nl="Verschil", en="Off by")])
    for row, check in enumerate(verdict.failed, start=4):
        put_text(sheet, row, 1, text=check.name[speech.language])
        put_text(sheet, row, 2, text=spoken_place(outcome, check.where, speech))
        put_number(sheet, row, 3, value=check.amount, form="#,##0.00")
    return len(verdict.failed) + 5


def _kinds(sheet: Worksheet, verdict: Verdict, speech: Speech, *, first: int) -> None:
    titles = [
        speech(nl="Wat is nagerekend", en="What was checked"),
        speech(nl="Aantal", en="Number"),
        speech(nl="Niet goed", en="Failed"),
        speech(nl="Grootste verschil", en="Largest difference"),
    ]
    heading(sheet, first, titles)
    for row, kind in enumerate(kinds(verdict), start=first + 1):
        put_text(sheet, row, 1, text=kind.name[speech.language])
        put_number(sheet, row, 2, value=len(kind.checks))
        put_number(sheet, row, 3, value=kind.failed)
        put_number(sheet, row, 4, value=kind.furthest, form="#,##0.00")
