"""Chapters on sensitivity, CO2, calendar, ladders and commitments: in both languages, only with something to say."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from collectief.facts import fact
from collectief.park import Commitment, read_park
from collectief.plan.climate_report import Climate, GoalReport, Reduction, Scopes
from collectief.plan.outcome import Outcome
from collectief.plan.sureness import End, PeakRange, Sureness, Swing, Tipping
from collectief.presentation import plan_json, report
from collectief.presentation.blocks import Table
from collectief.presentation.chart_tornado import tornado
from collectief.presentation.section_calendar import calendar
from collectief.presentation.section_commitments import commitments
from collectief.presentation.section_goals import goals
from collectief.presentation.section_ladder import steps
from collectief.presentation.section_sure import sure
from collectief.presentation.speech import Speech
from collectief.text import Language, Text

VLASAKKER = Path(__file__).parents[2] / "data" / "parken" / "vlasakker"
NASTY = "<script>alert(1)</script>`${x}`"
LANGUAGES: tuple[Language, ...] = ("nl", "en")


def told(outcome: Outcome) -> Outcome:
    """The made-up outcome with something to say in every chapter."""
    gas = fact("gas.ttf_eur_per_mwh")
    swing = Swing(
        gas, End(34.6, 100.0, 60.0), End(50.0, 130.0, 70.0), End(34.6, 99.0, 58.0), None,
    )  # fmt: skip
    tip = Tipping(gas.key, "together", 20.0, below=True, inside=False, text=Text(nl="Onder 0,85", en="Below 0.85"))
    peak = PeakRange("now", 900.0, 910.0, 950.0, 11, 4)
    found = Sureness((swing,), (tip,), {"tax.vat": "law"}, {"measured": 0.5, "derived": 0.5, "key_figure": 0.0},
                     (peak,), replanned=True)  # fmt: skip
    one = {"bakker": Scopes(1000.0, 2000.0, 0.0, 500.0)}
    climate = Climate(
        dict.fromkeys(("now", "required", "alone", "together"), one),
        (GoalReport(2030, 0.55, 1350.0, dict.fromkeys(("now", "required", "alone", "together"), 1650.0)),),
        (Reduction("solar", 2000.0, 300.0), Reduction("battery", 0.0, 100.0)),
    )
    said = Text(nl=f"Belofte {NASTY}", en=f"Promise {NASTY}")
    promise = Commitment("operator", NASTY, said, "2027", said, said, "bakker", "group_contract")
    park = replace(outcome.park, commitments=(promise,))
    return replace(
        outcome, park=park, sureness=found, climate=climate, lost_eur={"bakker": 1234.0}, start=date(2026, 1, 5)
    )


@pytest.fixture(scope="module")
def pages_told(outcome: Outcome) -> Callable[[Language], str]:
    """The report with all of this in a language, made once."""
    return cache(lambda language: report(told(outcome), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_is_in_the_report(pages_told: Callable[[Language], str], language: Language) -> None:
    page = pages_told(language)
    for anchor in ("zeker", "co2", "kalender", "nu", "afspraken"):
        assert f'id="{anchor}"' in page
    assert "2026-01-05" in page
    assert ("Onder 0,85" if language == "nl" else "Below 0.85") in page


@pytest.mark.parametrize(
    ("language", "warning"),
    [("nl", "Maatregelen werken op elkaar in: wie er een weglaat, verandert ook wat de andere schelen."),
     ("en", "Measures act on one another: leaving one out changes what the others lower.")],
)  # fmt: skip
def test_the_report_warns_that_measures_act_on_one_another(
    pages_told: Callable[[Language], str], language: Language, warning: str
) -> None:
    assert warning in pages_told(language).partition('id="co2"')[2]


def test_a_promise_is_hostile_text(pages_told: Callable[[Language], str]) -> None:
    page = pages_told("nl")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_promises_of_de_vlasakker_are_all_in_its_report(outcome: Outcome, language: Language) -> None:
    park = read_park(VLASAKKER)
    plan = replace(outcome, park=replace(park, areas=outcome.park.areas), lost_eur={"galvano": 1230.0})
    found = commitments(plan, Speech(language))
    assert found is not None
    (table,) = found.blocks
    assert isinstance(table, Table)
    rows = [[cell.text for cell in row] for row in table.rows]
    who = {"nl": ("bedrijf", "gemeente", "netbeheerder"), "en": ("company", "municipality", "grid operator")}[language]
    assert [row[0].rpartition("(")[2].rstrip(")") for row in rows] == list(who)
    assert rows[0][0].startswith("Galvano De Roterij")
    assert [row[1:5] for row in rows] == [
        [one.promise[language], one.by_when, one.condition[language], one.consequence[language]]
        for one in park.commitments
    ]
    assert "1.230" in rows[0][5].replace(",", ".")


def test_where_there_is_nothing_to_say_there_is_no_chapter(outcome: Outcome) -> None:
    speech = Speech("nl")
    quiet = replace(outcome, park=replace(outcome.park, commitments=()), sureness=None, climate=None)
    assert sure(quiet, speech) is None
    assert goals(quiet, speech) is None
    assert commitments(quiet, speech) is None
    free = tuple(replace(a, offtake="transparent") for a in quiet.park.areas)
    assert steps(replace(quiet, park=replace(quiet.park, areas=free)), speech) is None
    empty = replace(quiet.cases["together"], builds=())
    assert calendar(replace(quiet, cases={**quiet.cases, "together": empty}), speech) is None


def test_a_bar_per_figure_and_none_without(outcome: Outcome) -> None:
    found = told(outcome).sureness
    assert found is not None
    drawn = str(tornado(found.swings, 50.0, Speech("nl")))
    assert "Gasprijs" in drawn
    assert drawn.count("<svg") == 1
    assert tornado((), 50.0, Speech("nl")) == ""


def test_the_json_holds_what_the_chapters_say(outcome: Outcome) -> None:
    plan = json.loads(plan_json(told(outcome)))
    assert plan["sensitivity"]["swings"][0]["low_replanned"]["together_eur"] == 58.0
    assert plan["sensitivity"]["tipping"][0]["text"] == {"nl": "Onder 0,85", "en": "Below 0.85"}
    assert plan["climate"]["reductions"][0]["eur_per_tonne"] == 150.0
    assert plan["steps"]["commitments"][0]["lost_eur"] == 1234.0
    assert plan["steps"]["decisions"][0]["begin"] == "2026-01-05"


def test_a_plan_that_was_not_looked_into_says_null(outcome: Outcome) -> None:
    plan = json.loads(plan_json(replace(outcome, sureness=None, climate=None)))
    assert plan["sensitivity"] is None
    assert plan["climate"] is None
