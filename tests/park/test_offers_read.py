"""What ``aanbod.csv`` says becomes the rights on offer in an area; what is wrong with it is told and offers nothing."""

from pathlib import Path

import pytest

from collectief.facts import Window
from collectief.park import TransportRight, check, inspect, read_park

HEAD = "area;kind;kw;months;days;hours;contract_share"
BLOCK = TransportRight("block", "offtake", 80.0, Window((11, 2), (1, 5), (22, 6)), 0.4)


def offered(folder: Path, *rows: str) -> tuple[tuple[str, TransportRight], ...]:
    """The offers of a park with these rows."""
    (folder / "aanbod.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return read_park(folder).offers


def told(folder: Path, row: str) -> list[str]:
    """What is found in the file with this row."""
    (folder / "aanbod.csv").write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    return [i.code for i in check(folder) if i.where.startswith("aanbod.csv")]


def test_an_offer_is_read_with_its_area_its_window_and_its_share(folder: Path) -> None:
    assert offered(folder, "noord;block;80;11-2;1-5;22-6;0,4") == (("noord", BLOCK),)
    assert [c.connection.rights for c in read_park(folder).companies if c.connection.rights] == []


def test_of_each_kind_an_area_has_one_offer(folder: Path) -> None:
    rows = ("noord;block;80;11-2;1-5;22-6;0,4", "noord;variable;50;;;10-16;", "noord;block;20;;;0-6;")
    assert [(area, r.kind, r.kw) for area, r in offered(folder, *rows)] == [
        ("noord", "block", 80.0),
        ("noord", "variable", 50.0),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("<b>zuid</b>;block;80;;;22-6;1", "id_invalid"),
        ("zuid;block;80;;;22-6;1", "area_unknown"),
        ("noord;firm;80;;;22-6;1", "choice_unknown"),
        ("noord;block;-80;;;22-6;1", "number_negative"),
        ("noord;block;1e12;;;22-6;1", "number_absurd"),
        ("noord;block;;;;22-6;1", "value_missing"),
        ("noord;block;80;;;22-99;1", "right_hours_wrong"),
        ("noord;block;80;;;22-6;2", "number_absurd"),
    ],
)
def test_what_is_wrong_is_told_and_stops_the_plan(folder: Path, row: str, code: str) -> None:
    assert code in told(folder, row)
    assert inspect(folder).park is None


@pytest.mark.parametrize(
    ("row", "code"),
    [("noord;variable;50;;;10-16;", "right_not_firm"), ("noord;block;50;;;22-6;", "right_price_estimated")],
)
def test_what_is_not_certain_of_an_offer_is_told(folder: Path, row: str, code: str) -> None:
    assert told(folder, row) == [code]
    assert inspect(folder).park is not None
