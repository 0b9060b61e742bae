"""What ``rechten.csv`` says becomes the contract of a company: its firm kW, and the rights beside it."""

from pathlib import Path

import pytest
from damage import cells

from collectief.facts import Window
from collectief.park import Connection, TransportRight, check, read_park

HEAD = "company;kind;direction;kw;months;days;hours;contract_share"
BLOCK = TransportRight("block", "offtake", 30.0, Window((11, 2), (1, 5), (22, 6)), 0.4)


def drukker(folder: Path, *rows: str, **columns: str) -> Connection:
    """The connection of the printer, 60 kW firm and 63.2 kVA, with these rights and columns."""
    (folder / "rechten.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    cells(folder, dict(columns), row=1)
    return read_park(folder).company("drukker").connection


def test_a_right_beside_the_contract_is_read_with_its_window_and_share(folder: Path) -> None:
    found = drukker(folder, "drukker;block;offtake;30;11-2;1-5;22-6;0,4", physical_kva="120")
    assert found.rights == (BLOCK,)
    assert (found.offtake_kw, found.feed_in_kw, found.physical_kva) == (60.0, 0.0, 120.0)


def test_several_rights_stand_in_the_order_of_the_file_and_none_goes_to_another(folder: Path) -> None:
    rows = ("drukker;variable;offtake;20;;;;", "bakker;variable;feed_in;5;;;;", "drukker;block;feed_in;15;;;10-16;")
    assert drukker(folder, *rows, physical_kva="120").rights == (
        TransportRight("variable", "offtake", 20.0),
        TransportRight("block", "feed_in", 15.0, Window(hours=(10, 16))),
    )
    assert read_park(folder).company("bakker").connection.rights == (TransportRight("variable", "feed_in", 5.0),)


def test_firm_rows_add_up_to_the_contract_and_are_no_right_beside_it(folder: Path) -> None:
    rows = ("drukker;firm;offtake;40;;;;", "drukker;firm;offtake;30;;;;", "drukker;firm;feed_in;12;;;;")
    found = drukker(folder, *rows, "drukker;block;offtake;30;11-2;1-5;22-6;0.4", physical_kva="120")
    assert (found.offtake_kw, found.feed_in_kw, found.rights) == (70.0, 12.0, (BLOCK,))


def test_a_firm_row_that_says_otherwise_than_the_table_is_told_with_both_figures(folder: Path) -> None:
    drukker(folder, "drukker;firm;offtake;70;;;;", physical_kva="120")
    (issue,) = (i for i in check(folder) if i.code == "right_firm_differs")
    assert (issue.field, issue.ids, float(str(issue.before)), float(str(issue.after))) == (
        "offtake_kw",
        ("drukker",),
        60.0,
        70.0,
    )


def test_who_has_only_a_block_has_no_firm_contract(folder: Path) -> None:
    found = drukker(folder, "drukker;block;offtake;57;;;22-6;1", offtake_kw="", physical_kva="")
    assert found.offtake_kw == 0.0
    assert found.physical_kva == pytest.approx(60.0)  # 57 kW at a power factor of 0.95


def test_a_cable_that_is_not_known_carries_the_contract_and_what_may_be_taken_beside_it(folder: Path) -> None:
    """60 firm and 35 kW beside it, at a power factor of 0.95; a right to feed in asks for no thicker cable."""
    rows = ("drukker;variable;offtake;35;;;;", "drukker;block;feed_in;500;;;10-16;")
    assert drukker(folder, *rows, physical_kva="").physical_kva == pytest.approx(100.0)
