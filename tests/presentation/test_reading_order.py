"""Companies stand in the order of their names wherever a reader looks, whatever their ids; programs get that of ids."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from outcome_fixture import make_outcome
from page_reader import PageReader, ReadTable
from path_fixture import make_path

from collectief.plan.outcome import Outcome
from collectief.presentation import plan_json, report, write_workbook
from collectief.presentation.hand_over import hand_over
from collectief.presentation.reading_order import by_name, in_reading_order, natural, path_in_reading_order

SHOWN = ("Abeel", "Hal 9", "hal 10", "Îlot", "Veer", "Zon")
"""Names in the order of a reader, given to the companies of the fixture in the reverse order of their ids."""
BY_AMOUNT = ("De beste mogelijkheden", "Meer mogelijkheden")
"""Tables that go by what most brings."""


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    ids = [c.id for c in make_outcome().park.companies]
    return make_outcome(dict(zip(ids, reversed(SHOWN), strict=True)))


def names(outcome: Outcome) -> list[str]:
    """All names as a reader expects them."""
    assert {c.name for c in outcome.park.companies} == set(SHOWN)
    return list(SHOWN)


def shown(texts: list[str]) -> list[str]:
    """The names among these texts, each where it first stands."""
    return list(dict.fromkeys(text for text in texts if text in SHOWN))


def first_column(table: ReadTable) -> list[str]:
    return [row[0] for row in table.body]


def test_numbers_go_by_their_size_and_accents_and_capitals_do_not_count() -> None:
    assert sorted(("Zon", "hal 10", "Veer", "Hal 9", "Îlot", "Abeel"), key=natural) == list(SHOWN)


def test_equal_names_go_by_their_ids() -> None:
    assert by_name({"b": "Zon", "a": "zon", "c": "Aarde"}) == ("c", "a", "b")


def test_every_table_of_the_report_goes_by_name(outcome: Outcome) -> None:
    tables = [t for t in PageReader(report(outcome)).tables if t.caption not in BY_AMOUNT]
    found = {table.caption: shown(first_column(table)) for table in tables}
    assert sum(len(listed) > 1 for listed in found.values()) > 3
    assert found == {caption: sorted(listed, key=SHOWN.index) for caption, listed in found.items()}


def test_sheets_of_the_workbook_go_by_name(outcome: Outcome, tmp_path: Path) -> None:
    write_workbook(outcome, tmp_path / "book.xlsx")
    sheet = load_workbook(tmp_path / "book.xlsx")["Bedrijven"]
    assert shown([str(cell.value) for cell in sheet["B"]]) == names(outcome)


def test_hand_over_sheets_are_numbered_by_name(outcome: Outcome) -> None:
    assert [page.split("-", 1)[1].removesuffix(".html") for page in hand_over(outcome) if "samen" not in page] == [
        name.lower().replace(" ", "-").replace("î", "i") for name in names(outcome)
    ]


def test_who_leaves_goes_by_name_on_the_sheet_of_the_association(outcome: Outcome) -> None:
    page = next(page for name, page in hand_over(outcome).items() if "samen" in name)
    table = next(t for t in PageReader(page).tables if t.caption.startswith("Als een bedrijf of groep weggaat"))
    listed = shown(first_column(table))
    assert len(listed) > 1
    assert listed == sorted(listed, key=SHOWN.index)


def test_a_path_goes_by_name() -> None:
    named = replace(make_path(), names={"a": "Hal 10", "b": "Abeel", "c": "Hal 9"})
    assert list(path_in_reading_order(named).names) == ["b", "c", "a"]


def test_values_for_programs_keep_the_order_of_ids(outcome: Outcome) -> None:
    ids = [c["id"] for c in json.loads(plan_json(outcome))["companies"]]
    assert ids[: len(outcome.park.companies)] == [c.id for c in outcome.park.companies]


def test_no_amount_changes_and_ordering_twice_changes_nothing(outcome: Outcome) -> None:
    once = in_reading_order(outcome)
    assert [c.name for c in once.park.companies] == names(outcome)
    for key, case in outcome.cases.items():
        assert dict(once.cases[key].bills) == dict(case.bills)
        assert all(build in case.builds for build in once.cases[key].builds)
    twice = in_reading_order(once)
    assert twice.park.companies == once.park.companies
    assert twice.cases["together"].builds == once.cases["together"].builds
