"""The workbook adds up, follows its free cells, and never turns a name into a formula."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from outcome_fixture import make_outcome
from spreadsheet import value

from collectief.plan.outcome import Outcome
from collectief.presentation import write_workbook
from collectief.presentation.figures import running_eur


def written(outcome: Outcome, folder: Path, language: str = "nl") -> Workbook:
    write_workbook(outcome, folder / "b.xlsx", "nl" if language == "nl" else "en")
    return load_workbook(folder / "b.xlsx")


def differences(book: Workbook) -> list[float]:
    sheet = book.worksheets[-1]
    return [value(book, sheet.title, f"B{r}") for r in range(2, sheet.max_row - 1)]


def verdict(book: Workbook) -> str:
    sheet = book.worksheets[-1]
    return str(value(book, sheet.title, f"B{sheet.max_row}"))


def test_the_sheets_are_there_in_order(outcome: Outcome, tmp_path: Path) -> None:
    assert written(outcome, tmp_path).sheetnames == [
        "Samenvatting", "Bedrijven", "Maatregelen", "Kasstroom", "Kas per bedrijf", "Verrekening", "Regelingen",
        "Aannames", "Controle",
    ]  # fmt: skip
    assert written(outcome, tmp_path, "en").sheetnames[0] == "Summary"


@pytest.mark.parametrize(("language", "right"), [("nl", "klopt"), ("en", "correct")])
def test_every_check_is_zero(outcome: Outcome, tmp_path: Path, language: str, right: str) -> None:
    book = written(outcome, tmp_path, language)
    found = differences(book)
    assert len(found) == 4 + 3 + len(outcome.allocations) + 3
    assert found == [0.0] * len(found)
    assert verdict(book) == right


def test_a_share_that_is_off_by_ten_cents_shows_in_the_checks(outcome: Outcome, tmp_path: Path) -> None:
    kwh = outcome.allocations["kwh"]
    off = replace(kwh, shares={**kwh.shares, "koel": kwh.shares["koel"] + 0.1})
    book = written(replace(outcome, allocations={**outcome.allocations, "kwh": off}), tmp_path)
    assert sorted(differences(book))[-2:] == [0.0, 0.1]
    assert verdict(book) == "klopt niet"


def test_a_cell_changed_by_hand_shows_in_the_checks(outcome: Outcome, tmp_path: Path) -> None:
    book = written(outcome, tmp_path)
    book["Maatregelen"]["G2"] = float(book["Maatregelen"]["G2"].value) + 1.0
    assert max(differences(book)) == 1.0


@pytest.mark.parametrize("name", ["=1+1", "+31 6", "-3", "@SUM(A1)", "\t=1", "\r=1", "#N/A", "'quoted"])
def test_a_name_that_looks_like_a_formula_stays_text(tmp_path: Path, name: str) -> None:
    book = written(make_outcome({"metaal": name}), tmp_path)
    cell = shown_name(book)
    assert cell.data_type == "s"
    assert cell.value.strip() == name.strip()
    assert cell.quotePrefix == name.startswith(("=", "+", "-", "@"))
    assert verdict(book) == "klopt"


def test_signs_that_a_workbook_cannot_hold_are_left_out(tmp_path: Path) -> None:
    book = written(make_outcome({"metaal": "Me\x00ta\x0bal\ufffe"}), tmp_path)
    assert shown_name(book).value == "Metaal"


def shown_name(book: Workbook) -> Any:
    """The cell with the name of metaal, in whichever row that name puts it."""
    (row,) = (cells for cells in book["Bedrijven"].iter_rows(max_col=2) if cells[0].value == "metaal")
    return row[1]


def test_the_cash_flow_starts_with_the_investment_and_repeats_the_saving(outcome: Outcome, tmp_path: Path) -> None:
    book = written(outcome, tmp_path)
    together, required = outcome.cases["together"], outcome.cases["required"]
    assert value(book, "Kasstroom", "E16") == pytest.approx(required.investment_eur - together.investment_eur)
    assert value(book, "Kasstroom", "E17") == pytest.approx(running_eur(required) - running_eur(together))


def test_an_extra_subsidy_raises_the_present_value_by_itself(outcome: Outcome, tmp_path: Path) -> None:
    book = written(outcome, tmp_path)
    before = value(book, "Kasstroom", "C13")
    book["Kasstroom"]["B4"] = 100_000.0
    assert value(book, "Kasstroom", "C13") - before == pytest.approx(100_000.0)


def test_the_cash_flow_can_be_held_against_each_alone(outcome: Outcome, tmp_path: Path) -> None:
    book = written(outcome, tmp_path)
    book["Kasstroom"]["B3"] = 2.0
    extra = outcome.cases["together"].investment_eur - outcome.cases["alone"].investment_eur
    assert value(book, "Kasstroom", "E16") == pytest.approx(-extra)


def test_the_present_value_is_the_textbook_sum(outcome: Outcome, tmp_path: Path) -> None:
    book = written(outcome, tmp_path)
    saving = value(book, "Kasstroom", "B12")
    extra = outcome.cases["together"].investment_eur - outcome.cases["required"].investment_eur
    expected = -extra + sum(saving / 1.05**year for year in range(1, 21))
    assert value(book, "Kasstroom", "C13") == pytest.approx(expected)


def test_the_same_outcome_gives_the_same_workbook(outcome: Outcome, tmp_path: Path) -> None:
    write_workbook(outcome, tmp_path / "one.xlsx")
    write_workbook(make_outcome(), tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
