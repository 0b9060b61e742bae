"""The sheet that settles afterwards: formulas follow what is typed, and always add up to what was paid."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from spreadsheet import value

from collectief import Outcome
from collectief.presentation import write_workbook

SHEET = "Verrekening"


@pytest.fixture
def book(grouped: Outcome, tmp_path: Path) -> Workbook:
    write_workbook(grouped, tmp_path / "b.xlsx")
    return load_workbook(tmp_path / "b.xlsx")


def test_before_anything_is_typed_all_pay_what_the_plan_pays_together(grouped: Outcome, book: Workbook) -> None:
    sheet, count = book[SHEET], sum(map(len, grouped.members.values()))
    shared = grouped.cases["together"].bills["park"].total
    last = 9 + count
    assert sheet[f"A{last}"].value == "Samen"
    assert value(book, SHEET, f"F{last}") == pytest.approx(shared, abs=1.0)
    assert value(book, SHEET, f"G{last}") == pytest.approx(shared, abs=1.0)
    by_use = grouped.allocations["use"].shares
    bills, names = grouped.cases["together"].bills, {c.name: c.id for c in grouped.park.companies}
    for row in range(9, 9 + count):
        company = names[str(sheet[f"A{row}"].value)]
        assert value(book, SHEET, f"F{row}") == pytest.approx(by_use[company] - bills[company].total, rel=1e-3)


def test_what_was_measured_and_paid_changes_what_each_pays(grouped: Outcome, book: Workbook) -> None:
    sheet, count = book[SHEET], sum(map(len, grouped.members.values()))
    sheet["B4"], sheet["B5"] = 10_000.0, 1_000.0
    for row in range(9, 9 + count):
        sheet[f"B{row}"], sheet[f"C{row}"] = (30.0, 0.0) if row == 9 else (0.0, 500.0)
    assert value(book, SHEET, "F9") == pytest.approx(10_000.0)
    assert value(book, SHEET, "F10") == pytest.approx(1_000.0 / (count - 1))
    assert value(book, SHEET, f"F{9 + count}") == pytest.approx(11_000.0)
    for row in range(9, 9 + count):
        sheet[f"B{row}"] = 0.0
    assert value(book, SHEET, f"F{9 + count}") == pytest.approx(11_000.0)  # nothing measured: all the same


def test_without_a_group_there_is_nothing_to_settle(grouped: Outcome, tmp_path: Path) -> None:
    nobody = replace(grouped, members=dict.fromkeys(grouped.members, ()))
    write_workbook(nobody, tmp_path / "b.xlsx")
    assert SHEET not in load_workbook(tmp_path / "b.xlsx").sheetnames
