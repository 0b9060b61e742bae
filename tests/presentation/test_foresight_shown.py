"""What is left of the saving when nobody knows tomorrow: said in both languages, or how to ask for it."""

import json
from dataclasses import replace

import pytest
from block_reader import tables, texts, words

from collectief.plan.foresight import Foresight, Lived
from collectief.plan.outcome import Outcome
from collectief.presentation import plan_json
from collectief.presentation.section_proof import proof
from collectief.presentation.speech import NBSP, Speech

FOUND = Foresight(200_000.0, Lived(120_000.0, 124_000.0, 1.5, 7), Lived(100_000.0, 102_000.0, 0.0, 0, 30.0, 2))
"""20,000 saved in the plan, 22,000 day by day: 110 %; of 100,000 against now 98,000 is left."""


def test_a_plan_says_how_to_ask_for_it(outcome: Outcome) -> None:
    for language in ("nl", "en"):
        assert "collectief plan --rolling" in words(proof(outcome, Speech(language)))
    assert json.loads(plan_json(outcome))["rolling"] is None


def test_the_share_that_is_left_is_said_with_its_euros(outcome: Outcome) -> None:
    shown = proof(replace(outcome, foresight=FOUND), Speech("en"))
    said = words(shown).replace(NBSP, " ")
    assert "110% is left of what together saves against each alone: EUR 22,000 a year" in said
    assert "That is more than in the plan" in said
    assert "Of all that the plan saves against now 98% is left: EUR 98,000 a year" in said
    assert "in at most 7 quarter-hours a limit is then broken further than in the plan, by 1.5 kW at most" in said
    assert "In at most 2 nights, counted per cold store, it is not at its usual temperature" in said
    rows = texts(tables(shown)["Without knowing tomorrow, a year"])
    assert [row[1:] for row in rows] == [["120,000", "124,000", "4,000"], ["100,000", "102,000", "2,000"]]


def test_in_dutch_it_is_said_as_well(outcome: Outcome) -> None:
    said = words(proof(replace(outcome, foresight=FOUND), Speech("nl")))
    assert "Als niemand weet wat morgen brengt" in said
    assert f"110{NBSP}%" in said


def test_where_nothing_is_saved_no_share_is_said(outcome: Outcome) -> None:
    nothing = Foresight(100.0, Lived(100.0, 101.0), Lived(100.0, 101.0))
    assert nothing.saving_share is None
    assert nothing.measures_share is None
    assert "is left" not in words(proof(replace(outcome, foresight=nothing), Speech("en")))


def test_the_json_holds_the_share_and_both_years(outcome: Outcome) -> None:
    told = json.loads(plan_json(replace(outcome, foresight=FOUND)))["rolling"]
    assert told["saving_share"] == pytest.approx(1.1)
    assert told["measures_share"] == pytest.approx(0.98)
    assert told["saving_eur"] == pytest.approx(22_000.0)
    assert told["alone"]["over_quarters"] == 7
    assert told["together"] == {
        "daily_eur": 102_000.0, "known_eur": 100_000.0, "late_days": 2, "late_kwh": 30.0, "over_kw": 0.0,
        "over_quarters": 0,
    }  # fmt: skip
