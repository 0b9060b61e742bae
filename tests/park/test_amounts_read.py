"""An amount in euros is read by the mark of its table, and told where that makes it a thousand times smaller."""

import pytest

from collectief.park.check_words import Spot
from collectief.park.issue import Issue
from collectief.park.read_cell import EUR, FLAGS, Column, mark_in, read_row

COLUMNS = (Column("kw", "number", high=1e6), Column("budget_eur", "number", high=EUR), Column("let_roof", "flag"))


def read(kw: str, budget: str, let_roof: str = "") -> tuple[dict[str, float], list[Issue]]:
    """One row of a table in which nothing else tells the decimal mark."""
    row, found = {"kw": kw, "budget_eur": budget, "let_roof": let_roof}, list[Issue]()
    read = read_row(row, COLUMNS, spot=Spot("bedrijven.csv:2", found), mark=mark_in([row], COLUMNS))
    assert read.sound
    return dict(read.numbers), found


@pytest.mark.parametrize(("kw", "budget"), [("0.5", "50.000"), ("0,5", "50,000")])
def test_fifty_thousand_that_reads_as_fifty_is_told(kw: str, budget: str) -> None:
    numbers, (issue,) = read(kw, budget)
    assert numbers["budget_eur"] == 50.0
    assert (issue.severity, issue.code, issue.field) == ("warning", "amount_small", "budget_eur")
    assert "EUR 50," in issue.message.nl
    assert "50000" in issue.advice.nl
    assert "50000" in issue.advice.en


@pytest.mark.parametrize(
    ("kw", "budget", "eur"),
    [
        ("0,5", "50.000", 50_000.0),
        ("0.5", "50,000", 50_000.0),
        ("0.5", "50.00", 50.0),
        ("0.5", "50000", 50_000.0),
        ("0.5", "0.125", 0.125),
    ],
)
def test_what_can_be_read_in_one_way_is_not_doubted(kw: str, budget: str, eur: float) -> None:
    assert read(kw, budget) == ({"kw": 0.5, "budget_eur": eur}, [])


def test_a_kw_with_three_decimals_is_not_doubted_as_an_amount() -> None:
    assert read("50.125", "0.5") == ({"kw": 50.125, "budget_eur": 0.5}, [])


@pytest.mark.parametrize("word", FLAGS)
def test_yes_and_no_are_read_in_words(word: str) -> None:
    assert read("0.5", "", word)[0]["let_roof"] == (1.0 if word in ("1", "1.0", "true", "ja", "yes") else 0.0)
