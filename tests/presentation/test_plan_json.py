"""The plan for other programs: complete, finite, the same each time."""

import json
from dataclasses import replace

import pytest
from outcome_fixture import make_outcome

from collectief.plan.outcome import Outcome, Project
from collectief.presentation import plan_json


def test_the_same_outcome_gives_the_same_text(outcome: Outcome) -> None:
    assert plan_json(make_outcome()) == plan_json(outcome)


def test_keys_are_sorted_and_nothing_is_infinite(outcome: Outcome) -> None:
    text = plan_json(outcome)
    assert json.dumps(json.loads(text), sort_keys=True) == json.dumps(json.loads(text))
    assert "Infinity" not in text
    assert "NaN" not in text
    assert json.loads(text)["allocation"]["rules"]["shapley"]["core"]["upper"] is None


def test_it_holds_the_answer(outcome: Outcome) -> None:
    plan = json.loads(plan_json(outcome))
    assert plan["decision"] == {"nl": outcome.decision.nl, "en": outcome.decision.en}
    assert plan["cost_eur_per_year"]["now"] == pytest.approx(outcome.cases["now"].eur_per_year, abs=0.001)
    assert plan["saving_eur_per_year"] == pytest.approx(outcome.saving_eur, abs=0.001)
    assert plan["cases"]["together"]["proof"]["level"] == "checked"
    assert plan["allocation"]["rules"]["shapley"]["interval_eur"]["koel"] == 2150.0
    assert [i["severity"] for i in plan["issues"]] == ["warning", "repaired", "error"]
    assert len(plan["cases"]["together"]["builds"]) == len(outcome.cases["together"].builds)


def test_the_gap_is_found_without_looking_for_it(outcome: Outcome) -> None:
    """Issue 2 asks decision, costs, gap, companies, allocation and areas in one object."""
    plan, proof = json.loads(plan_json(outcome)), outcome.cases["together"].proof
    assert proof is not None
    assert plan["gap"] == pytest.approx(proof.design_gap, rel=1e-5)
    assert {"decision", "cost_eur_per_year", "gap", "companies", "allocation", "areas"} <= set(plan)


def test_the_gap_of_a_proven_plan_is_that_of_the_whole_year(outcome: Outcome) -> None:
    """Not the one of typical days, which may be smaller: what is proven is what the label says."""
    case = outcome.cases["together"]
    assert case.proof is not None
    proof = replace(case.proof, level="proven", year_lower=0.75 * case.proof.replayed)
    proven = replace(outcome, cases={**outcome.cases, "together": replace(case, proof=proof)})
    assert json.loads(plan_json(proven))["gap"] == pytest.approx(0.25)


def test_of_a_plan_that_breaks_a_limit_deeper_than_today_no_bound_is_told(outcome: Outcome) -> None:
    case = outcome.cases["together"]
    assert case.proof is not None
    sure = replace(case.proof, year_lower=0.9 * case.proof.replayed, grouped_lower=0.95 * case.proof.replayed)
    for over_kw, told in ((0.0, True), (1.5, False)):
        off = replace(case, proof=replace(sure, over_kw=over_kw))
        plan = json.loads(plan_json(replace(outcome, cases={**outcome.cases, "together": off})))
        known, proof = ("design_lower", "design_gap", "year_lower", "grouped_lower"), plan["cases"]["together"]["proof"]
        assert [proof[name] is not None for name in known] == [told] * 4
        assert (plan["gap"] is not None, proof["slack_zero"]) == (told, told)


def test_where_nothing_was_bounded_there_is_no_gap(outcome: Outcome) -> None:
    unbounded = replace(outcome.cases["together"], proof=None)
    bare = replace(outcome, cases={**outcome.cases, "together": unbounded})
    assert json.loads(plan_json(bare))["gap"] is None


def test_shares_of_every_rule_sum_to_the_cost_together(outcome: Outcome) -> None:
    plan = json.loads(plan_json(outcome))
    for rule in plan["allocation"]["rules"].values():
        total = sum(rule["shares_eur_per_year"].values())
        assert total == pytest.approx(plan["cost_eur_per_year"]["together"], abs=0.01)


def test_a_small_figure_keeps_its_digits(outcome: Outcome) -> None:
    facts = {f["key"]: f for f in json.loads(plan_json(outcome))["facts"]}
    assert facts["interest"]["value"] == 0.05
    assert facts["heat_network.eur_per_m"]["confidence"] == "low"


def test_each_company_says_what_it_takes_part_in(outcome: Outcome) -> None:
    project = Project("heat_network", ("koel", "druk"), frozenset(), 25_000.0)
    left = Project("site", ("garage",), frozenset(), -5.0)
    plan = json.loads(plan_json(replace(outcome, projects=(project, left))))
    part = {c["id"]: c["takes_part_in"] for c in plan["companies"]}
    assert part["koel"] == ["group_contract", "heat_network"]
    assert part["druk"] == ["heat_network"]
    assert part["garage"] == []
