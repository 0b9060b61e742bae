"""A budget of a company: kept by what it owns, never by what the law asks, and worth what one euro more saves."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from collectief import Outcome, Scenario, optimise, prove, read_park, read_year, verify
from collectief.measure import HeatPump, Measure, Solar
from collectief.model import Size, built
from collectief.plan import one_stage
from collectief.plan.as_is import as_is
from collectief.plan.budget import left_eur, ration, required_eur
from collectief.plan.decide import PERIODS, setting_of
from collectief.plan.design import any_size, find_design, own_parts
from collectief.plan.one_stage import FREE, Question, bound_stage, plan_stage
from collectief.plan.outcome import Breach
from collectief.plan.path_ways import walk
from collectief.plan.prepare import quarters
from collectief.plan.reasons_not import why_not
from collectief.plan.run import Run
from collectief.plan.stage_world import RATES, Stated
from collectief.plan.steps import design_steps
from collectief.presentation.budget_table import budget_table
from collectief.presentation.hand_over import hand_over
from collectief.presentation.plan_json import plan_json
from collectief.presentation.speech import NBSP, Speech
from collectief.text import Language
from collectief.verification.budgets import check_budgets

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
STILL = tuple(Stated(rate, 0.0) for rate in RATES)
"""Nothing grows."""
LAW = 48_973.0
"""EUR that the energy-saving duty asks of Dagwerk."""


@cache
def scenario(budget_eur: float | None, measure: Measure = Solar()) -> Scenario:  # noqa: B008 - frozen
    """Dagwerk alone, that may build one thing; without a budget EUR 128,873, most of it in panels."""
    park = read_park(MINI)
    park = replace(park, companies=tuple(replace(c, budget_eur=budget_eur) for c in park.companies))
    return Scenario(park, read_year(park, MINI), measures=(measure,)).only(("dag",))


@pytest.fixture(scope="module")
def held() -> Outcome:
    """EUR 80,000: 48,973 for the law, the rest for panels."""
    return optimise(scenario(80_000.0))


@pytest.fixture(scope="module")
def short() -> Outcome:
    """Less than the law asks."""
    return optimise(scenario(10_000.0))


def test_a_budget_is_used_up_and_kept(held: Outcome) -> None:
    for key in ("alone", "together"):
        assert held.cases[key].investment_eur == pytest.approx(80_000.0, abs=0.01)
    assert verify(held).ok
    assert len(list(check_budgets(held))) == 2
    assert held.issues == ()


def test_what_the_law_asks_is_bought_whatever_the_budget_and_a_warning_says_so(short: Outcome) -> None:
    (spent,) = short.budgets
    assert spent.required_eur == spent.alone_eur == spent.together_eur == pytest.approx(LAW, abs=1.0)
    assert spent.short_eur == pytest.approx(LAW - 10_000.0, abs=1.0)
    (issue,) = short.issues
    assert (issue.severity, issue.code, issue.ids) == ("warning", "budget_below_duty", ("dag",))
    assert "49.000" in issue.message.nl
    assert "49,000" in issue.message.en
    assert verify(short).ok


@pytest.mark.parametrize(
    ("language", "nothing", "sentence"),
    [
        ("nl", "niets tot EUR 49.000, daarna ", "De energiebesparingsplicht vraagt meer: EUR 49.000."),
        ("en", "nothing up to EUR 49,000, then ", "The energy-saving duty asks more: EUR 49,000."),
    ],
)
def test_below_the_law_a_euro_more_buys_nothing_and_no_budget_is_used_up(
    short: Outcome, language: Language, nothing: str, sentence: str
) -> None:
    (spent,), speech = short.budgets, Speech(language)
    assert spent.eur_per_eur == 0.0
    assert spent.binds
    assert spent.beyond_eur_per_eur > 0.02
    (table,) = budget_table(short, speech)
    beyond = speech.number(spent.beyond_eur_per_eur, 2)
    assert f"{nothing}{beyond}" in _words(str(table))
    assert "48.973" not in str(table)
    said = json.loads(plan_json(short))["budgets"][0]
    assert (said["eur_per_eur"], said["short_eur"]) == (0.0, pytest.approx(LAW - 10_000.0, abs=1.0))
    (page,) = hand_over(short, language).values()
    assert sentence in _words(page)
    assert "gebruikt daarvan" not in page
    assert "of it for what" not in page


def _words(text: str) -> str:
    return text.replace(NBSP, " ").replace(r"\xa0", " ")


def test_no_plan_within_the_budget_costs_less_than_the_bound_of_its_year(held: Outcome) -> None:
    """The bound holds the budget: it lies above what the plan costs that has all the money it wants."""
    proven, free = prove(scenario(80_000.0), held), optimise(scenario(None))
    for key in ("alone", "together"):
        proof = proven.cases[key].proof
        assert proof is not None
        assert proof.year_lower is not None
        cost = proven.cases[key].eur_per_year
        assert free.cases[key].eur_per_year < proof.year_lower <= cost
        assert proof.year_lower > 0.99 * cost
    assert verify(proven).ok


def test_a_budget_that_is_broken_is_caught_by_other_means(held: Outcome) -> None:
    companies = tuple(replace(c, budget_eur=79_999.0) for c in held.park.companies)
    found = verify(replace(held, park=replace(held.park, companies=companies))).failed
    assert {c.where for c in found} == {"alone/dag", "together/dag"}


def test_the_report_and_the_json_show_the_budget_and_what_a_euro_more_is_worth(held: Outcome) -> None:
    (spent,) = held.budgets
    assert spent.binds
    for language in ("nl", "en"):
        (table,) = budget_table(held, Speech(language))
        assert "80" in str(table)
        assert Speech(language).number(spent.eur_per_eur, 2) in str(table)
    assert '"budget_eur": 80000.0' in plan_json(held)
    assert list(budget_table(replace(held, budgets=()), Speech("nl"))) == []


def test_a_euro_more_is_worth_what_the_design_with_it_costs_less(held: Outcome) -> None:
    """The cost is convex in the budget: the difference to a larger one is no more, that to a smaller one no less."""
    less, here, more = (designed_eur(eur) for eur in (79_000.0, 80_000.0, 81_000.0))
    worth = held.budgets[0].eur_per_eur
    assert (here - more) / 1_000.0 <= worth + 1e-5
    assert (less - here) / 1_000.0 >= worth - 1e-5
    assert worth > 0.02


def designed_eur(budget_eur: float) -> float:
    """The design of Dagwerk on typical days, panels of any size, EUR a year."""
    here = scenario(budget_eur)
    setting = setting_of(here, quarters(here.park, here.year))
    parts = any_size(own_parts(setting, here.measures, here.park.companies[0]))
    return find_design(parts, design_steps(setting, PERIODS), gap=1e-9, seconds=60.0).upper


def test_by_hand_a_budget_buys_so_many_units() -> None:
    """Nothing else is asked: of panels at so much per kWp, what is left after the law over the price fits."""
    here = scenario(80_000.0)
    setting = setting_of(here, quarters(here.park, here.year))
    company = here.park.companies[0]
    law = required_eur(setting, company)
    assert law == pytest.approx(LAW, abs=1.0)
    assert left_eur(setting, company) == pytest.approx(80_000.0 - law)
    (limit,) = ration(setting, here.measures, company)
    (size,) = (p for p in Solar().own_parts(setting, company) if isinstance(p, Size))
    per_kwp = sum(b.investment_eur for b in Solar().builds(setting, {size.name: 1.0}))
    assert limit.terms == pytest.approx({size.name: per_kwp})
    assert built(size.name) not in limit.terms  # paid by the kWp, nothing once


def test_a_ration_of_a_search_and_a_budget_hold_both_and_what_stands_is_not_taken_down() -> None:
    here = scenario(80_000.0)
    setting = setting_of(here, quarters(here.park, here.year))
    company = here.park.companies[0]
    assert left_eur(replace(setting, rations={"dag": 5_000.0}), company) == 5_000.0
    assert left_eur(replace(setting, rations={"dag": 1e9}), company) == pytest.approx(80_000.0 - LAW, abs=1.0)
    (limit,) = ration(setting, (_Stands(),), replace(company, budget_eur=0.0))
    assert limit.upper["dag"] == pytest.approx(sum(b.investment_eur for b in Solar().builds(setting, {SIZE: 40.0})))


SIZE = "solar/dag"


class _Stands(Solar):
    """Panels of which 40 kWp stand."""

    def own_parts(self, setting, company):  # type: ignore[no-untyped-def]
        """Those of panels, from 40 kWp on."""
        return (replace(p, lower=40.0) if isinstance(p, Size) else p for p in super().own_parts(setting, company))


def test_why_not_names_who_is_out_of_money() -> None:
    here = scenario(LAW, HeatPump())
    setting = setting_of(here, quarters(here.park, here.year))
    assert "budget" in why_not(setting, HeatPump(), ["dag"]).nl
    assert "Dagwerk" in why_not(setting, HeatPump(), ["dag"]).en
    assert "budget" not in why_not(setting, HeatPump()).en


def test_without_a_budget_there_is_no_limit_and_nothing_to_check(held: Outcome) -> None:
    here = scenario(None)
    setting = setting_of(here, quarters(here.park, here.year))
    company = here.park.companies[0]
    assert list(ration(setting, here.measures, company)) == []
    assert list(own_parts(setting, (), company)) != []
    assert len(list(own_parts(setting, (), company))) == len(list(as_is(setting, company)))
    free = replace(held, park=here.park)
    assert list(check_budgets(free)) == []


def test_on_a_path_it_is_one_amount_for_all_that_is_owned_and_what_stands_stays() -> None:
    """Two years in which nothing grows: the first spends it, the second has nothing left, and the bound holds."""
    here = scenario(80_000.0)
    question = Question(here, (2027, 2029), STILL)
    path = walk(question, "forward", Run())
    first, second = (stage.added for stage in path.stages)
    assert sum(lot.investment_eur for lot in first) == pytest.approx(80_000.0, abs=0.01)
    assert sum(lot.investment_eur for lot in second) == pytest.approx(0.0, abs=0.01)
    poorer = Question(scenario(60_000.0), (2027, 2029), STILL)
    stood = path.stages[0].stands
    later = plan_stage(poorer, 2029, stood, room=FREE, run=Run())
    assert later.sizes["solar/dag"] == pytest.approx(path.stages[0].sizes["solar/dag"], abs=1e-3)
    bound = bound_stage(poorer, later, Run())
    assert bound.lower_eur <= bound.upper_eur


def test_a_stage_knows_how_much_deeper_its_plan_breaks_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(here: Scenario, run: Run) -> Outcome:
        outcome = optimise(here, run)
        over = replace(outcome.cases["together"], breaches=(Breach("dag", "offtake", 250.0, 257.0, 4),))
        return replace(outcome, cases={**outcome.cases, "together": over})

    question = Question(scenario(80_000.0), (2027,), STILL)
    assert plan_stage(question, 2027, (), room=FREE, run=Run()).over_kw == 0.0
    monkeypatch.setattr(one_stage, "optimise", broken)
    assert plan_stage(question, 2027, (), room=FREE, run=Run()).over_kw == pytest.approx(7.0)
