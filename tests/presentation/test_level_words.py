"""What a plan is called in every file: checked or proven to so many percent, and nothing where it cannot be."""

import json
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest
from openpyxl import load_workbook
from page_reader import PageReader

from collectief.plan.breaches import with_slack
from collectief.plan.outcome import Breach, Outcome, Proof
from collectief.presentation import report, write_workbook
from collectief.presentation.blocks import Table
from collectief.presentation.hand_over import hand_over
from collectief.presentation.plan_json import plan_json
from collectief.presentation.section_proof import proof
from collectief.presentation.speech import Speech
from collectief.text import Language

CHEAPER = ("hooguit", "at most")


def with_proof(outcome: Outcome, **changed: object) -> Outcome:
    """The outcome in which something else is known of the plan together."""
    together = outcome.cases["together"]
    assert together.proof is not None
    proof: Proof = replace(together.proof, **changed)  # type: ignore[arg-type]
    return replace(outcome, cases={**outcome.cases, "together": replace(together, proof=proof)})


def proven(outcome: Outcome, less_eur: float) -> Outcome:
    proof = outcome.cases["together"].proof
    assert proof is not None
    return with_proof(outcome, level="proven", year_lower=proof.replayed - less_eur, passes=7)


def words_of(outcome: Outcome, language: Language) -> str:
    return PageReader(report(outcome, language)).words.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_file_calls_a_plan_the_best_on_the_word_of_a_solver(
    language: Language, outcome: Outcome, tmp_path: Path
) -> None:
    ended = with_proof(outcome, status="Optimal; Time limit reached; optimal")
    write_workbook(ended, tmp_path / "b.xlsx", language)
    cells = [c for sheet in load_workbook(tmp_path / "b.xlsx") for row in sheet.values for c in row]
    said = [report(ended, language), plan_json(ended), *hand_over(ended, language).values(), *map(str, cells)]
    assert [text for text in said if "optima" in text.lower()] == []
    status = json.loads(plan_json(ended))["cases"]["together"]["proof"]["status"]
    assert status == "finished; Time limit reached; finished"


def test_a_proven_plan_is_proven_to_so_many_percent(outcome: Outcome) -> None:
    proof = outcome.cases["together"].proof
    assert proof is not None
    found = proven(outcome, 0.0123 * proof.replayed)
    assert words_of(found, "nl").count("bewezen tot 1,23 %: ook op het hele jaar") >= 2  # first screen and chapter
    assert "proven to 1.23%: with a lower bound on the full year" in words_of(found, "en")


def test_the_gap_is_given_in_parts_of_the_cost_in_euro_and_in_parts_of_the_saving(outcome: Outcome) -> None:
    proof, saved = outcome.cases["together"].proof, outcome.saving_eur
    assert proof is not None
    for found, eur, part, of in (
        (outcome, proof.design_upper - proof.design_lower, proof.design_gap, "typical_days"),
        (proven(outcome, 5_000.0), 5_000.0, 5_000.0 / proof.replayed, "year"),
    ):
        plan = json.loads(plan_json(found))
        assert plan["gap_eur_per_year"] == pytest.approx(eur, abs=1e-3)
        assert plan["gap"] == pytest.approx(part, rel=1e-5)
        assert plan["gap_of"] == of
        assert plan["gap_of_saving"] == pytest.approx(eur / saved, rel=1e-3)
        first = words_of(found, "en").partition("What it rests on.")[2][:900]
        assert f"{100 * part:.1f}% (EUR {eur:,.0f} a year, {100 * eur / saved:.0f}% of what together saves)" in first


def test_of_no_saving_nothing_is_a_part(outcome: Outcome) -> None:
    together = outcome.cases["together"]
    none = replace(outcome, cases={**outcome.cases, "alone": replace(together, key="alone")})
    assert json.loads(plan_json(none))["gap_of_saving"] is None
    assert json.loads(plan_json(none))["gap_eur_per_year"] is not None


@pytest.mark.parametrize(
    ("language", "said", "who"),
    [
        (
            "nl",
            "gaat niet verder dan nu. Ook in dit plan over een grens: {} (eigen contract, afname).",
            "Grenzen, samen:",
        ),
        (
            "en",
            "no further than today. Over a limit in this plan too: {} (own contract, offtake).",
            "Limits, together:",
        ),
    ],
)
def test_who_is_over_a_contract_today_is_told_what_checked_or_proven_means(
    language: Language, said: str, who: str, outcome: Outcome
) -> None:
    """Metaal takes 740 kW on a contract of 700 today and 730 in the plan: no deeper, so the plan has its label."""
    together = outcome.cases["together"]
    still = replace(together, breaches=(Breach("metaal", "offtake", 700.0, 730.0, 30),))
    found = replace(outcome, cases={**outcome.cases, "together": with_slack(still, outcome.cases["now"])})
    words = words_of(found, language)
    name = outcome.park.company("metaal").name
    assert words.count(said.format(name)) == 2  # first screen and chapter on proof
    assert who in words
    assert said.format(name) not in words_of(outcome, language)
    assert who not in words_of(outcome, language)
    deeper = replace(still, breaches=(Breach("metaal", "offtake", 700.0, 741.0, 46),))
    worse = replace(outcome, cases={**outcome.cases, "together": with_slack(deeper, outcome.cases["now"])})
    assert said.format(name) not in words_of(worse, language)


@pytest.mark.parametrize(("language", "said"), [("nl", "niet bewezen"), ("en", "not proven")])
def test_a_plan_that_breaks_a_limit_further_than_today_has_no_gap_anywhere(
    language: Language, said: str, outcome: Outcome
) -> None:
    broken = with_proof(outcome, over_kw=1.5)
    plan = json.loads(plan_json(broken))
    assert [plan[key] for key in ("gap", "gap_eur_per_year", "gap_of", "gap_of_saving")] == [None] * 4
    assert plan["cases"]["together"]["proof"]["slack_zero"] is False
    lead = {"nl": "Waar het op rust.", "en": "What it rests on."}[language]
    first = words_of(broken, language).partition(lead)[2][:900]
    assert f"{said}: " in first
    assert not any(word in first.partition(said)[0] for word in CHEAPER)
    chapter = proof(broken, Speech(language))
    (table,) = (block for block in chapter.blocks if isinstance(block, Table) and "%" in block.rows[0][4].text)
    assert [row[4].text for row in table.rows][1:] == ["-"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_of_a_plan_without_a_lower_bound_no_gap_is_told_anywhere(language: Language, outcome: Outcome) -> None:
    """Nor is anything said to be without end: what is not known is not a number."""
    unbound = with_proof(outcome, design_lower=-inf, design_gap=inf)
    plan = json.loads(plan_json(unbound))
    assert [plan[key] for key in ("gap", "gap_eur_per_year", "gap_of", "gap_of_saving")] == [None] * 4
    lead = {"nl": "Waar het op rust.", "en": "What it rests on."}[language]
    first = words_of(unbound, language).partition(lead)[2][:900]
    assert {"nl": "op typische dagen kan is niet bekend", "en": "on typical days is not known"}[language] in first
    cells = [cell.text for block in proof(unbound, Speech(language)).blocks if isinstance(block, Table)
             for row in block.rows for cell in row]  # fmt: skip
    assert not any("inf" in cell or "∞" in cell for cell in cells)
