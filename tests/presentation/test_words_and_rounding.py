"""What a reader sees in each language: units, sectors, names of keys; figures without what computers leave behind."""

import re
from dataclasses import replace
from math import fsum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from page_reader import PageReader

from collectief.facts import all_facts, counters
from collectief.plan.outcome import Outcome
from collectief.presentation import report, write_workbook
from collectief.presentation.fact_words import source_words
from collectief.presentation.figures import sector_name
from collectief.presentation.plan_json import plain
from collectief.presentation.rounding import adding_up, beside
from collectief.presentation.speech import Speech
from collectief.presentation.workbook_cell import PARTS, WHOLE, put_number
from collectief.text import Language

AMOUNTS = st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=1, max_size=9)


def per_year(outcome: Outcome) -> Outcome:
    """The same outcome with its savings in kWh a year, as the measure writes them."""
    together = outcome.cases["together"]
    builds = tuple(replace(b, unit="kWh/jaar") if b.measure == "efficiency" else b for b in together.builds)
    return replace(outcome, cases={**outcome.cases, "together": replace(together, builds=builds)})


@pytest.mark.parametrize(
    ("language", "unit", "other"), [("nl", "kWh/jaar", "kWh/year"), ("en", "kWh/year", "kWh/jaar")]
)
def test_a_unit_is_written_in_the_language_of_the_reader(
    outcome: Outcome, tmp_path: Path, *, language: Language, unit: str, other: str
) -> None:
    words = PageReader(report(per_year(outcome), language)).words
    assert unit in words
    assert other not in words
    write_workbook(per_year(outcome), tmp_path / "b.xlsx", language)
    sheet = load_workbook(tmp_path / "b.xlsx").worksheets[2]
    assert sheet["D2"].value == unit


def test_what_a_source_says_of_itself_is_in_the_language_of_the_reader() -> None:
    sources = {one.source for one in all_facts()} | {one.source for one in counters()}
    english = {s for s in sources if re.search(r"transcri|line by line|from memory|expert estimate", s)}
    assert len(english) > 10
    for one in english:
        assert not re.search(r"transcri|line by line|from memory|expert estimate", source_words(one, Speech("nl")))
        assert source_words(one, Speech("en")) == one


def test_a_sector_has_a_name_and_an_unknown_one_its_key() -> None:
    assert (sector_name("office", Speech("nl")), sector_name("office", Speech("en"))) == ("Kantoor", "Office")
    assert sector_name("kermis\x00", Speech("nl")) == "kermis"


def test_the_word_of_the_solver_is_not_shown(outcome: Outcome) -> None:
    alone = outcome.cases["alone"]
    assert alone.proof is not None
    ended = replace(alone, proof=replace(alone.proof, status="Optimal; Time limit reached; odd"))
    words = PageReader(report(replace(outcome, cases={**outcome.cases, "alone": ended}))).words
    assert "(zoeken klaar, rekentijd om, odd)" in words


def test_where_nothing_is_shared_each_pays_its_own(outcome: Outcome) -> None:
    together = outcome.cases["together"]
    own = replace(together, builds=tuple(b for b in together.builds if b.owner != "park"))
    words = PageReader(report(replace(outcome, cases={**outcome.cases, "together": own}))).words
    assert "elk bedrijf betaalt wat het zelf bouwt" in words
    assert "EUR 0 van allen samen" not in words


def test_who_pays_the_same_is_shown_the_same() -> None:
    before = [18_625.54, 181_748.42, 145_815.32]
    shown = adding_up(before)
    after = beside([18_625.54, 180_236.01, 143_909.59], before, shown)
    assert after[0] == shown[0]
    assert sum(after) == round(18_625.54 + 180_236.01 + 143_909.59)


@given(AMOUNTS)
def test_what_is_shown_adds_up_whatever_changed(pairs: list[tuple[float, float]]) -> None:
    before, after = [p[0] for p in pairs], [p[1] for p in pairs]
    shown = beside(after, before, adding_up(before))
    assert sum(shown) == round(fsum(after))
    assert all(abs(a - b) < 1 + len(pairs) for a, b in zip(shown, after, strict=True))


@given(AMOUNTS)
def test_where_nothing_changed_nothing_is_shown_otherwise(pairs: list[tuple[float, float]]) -> None:
    before = [p[0] for p in pairs]
    assert beside(before, before, adding_up(before)) == adding_up(before)


def test_a_sum_over_the_edge_of_a_euro_is_still_met() -> None:
    assert beside([0.502], [0.498], [0]) == [1]


def test_a_total_that_is_asked_is_met() -> None:
    assert adding_up([1.4, 1.4], 5) == [3, 2]
    assert adding_up([1.4, 1.4], 1) == [1, 0]
    assert adding_up([], 0) == []


def test_a_workbook_holds_no_digits_that_nobody_knows() -> None:
    sheet = Workbook().worksheets[0]
    assert put_number(sheet, 1, 1, value=58399.99999999999).value == 58400.0
    assert put_number(sheet, 1, 2, value=-0.0035, form=PARTS).value == -0.0035
    assert put_number(sheet, 1, 3, value=400.0, form=PARTS).number_format == WHOLE
    assert put_number(sheet, 1, 4, value=0.88, form=PARTS).number_format == PARTS


def test_a_rest_of_adding_up_is_nothing_in_every_file() -> None:
    """Else a plan from kept steps has other bytes than the same plan calculated anew."""
    sheet = Workbook().create_sheet()
    assert plain({"deviation": -1.6e-10, "price": 1.6e-5}) == {"deviation": 0.0, "price": 1.6e-5}
    assert put_number(sheet, 1, 1, value=9.3e-10, form=PARTS).value == 0.0
