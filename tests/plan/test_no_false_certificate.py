"""A certificate is never printed where the search for it does not support it: each such case is forced here."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from math import inf, nan
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from collectief import MEASURES, Outcome, Scenario, optimise, prove_year, read_park, read_year
from collectief.errors import CollectiefError, Infeasible, ModelError
from collectief.facts import PRICE_OF_CO2, swung
from collectief.measure import GroupContract, Setting
from collectief.model import Flow, Load, Size, Steps
from collectief.model.no_plan import no_plan
from collectief.plan import decide
from collectief.plan import proof as plan_proof
from collectief.plan import prove_year as proving
from collectief.plan.bound_look import Least
from collectief.plan.breaches import further, with_slack
from collectief.plan.outcome import Breach
from collectief.plan.proof import cost_of
from collectief.plan.run import Run, Standing, Stop, Stopped
from collectief.plan.year_bound import YearBound
from collectief.presentation.blocks import Bullets
from collectief.presentation.plan_json import plan_json
from collectief.presentation.report import report
from collectief.presentation.section_proof import proof
from collectief.presentation.speech import Speech

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
NOTHING = Least(0.0, inf, 0.0, inf)


def bound_of(outcome: Outcome, **last: float) -> YearBound:
    """A bound that lies EUR 100 below the plan; of the last company something else."""
    companies, saved = outcome.park.companies, outcome.saving_eur + 100.0
    bills = {c.id: outcome.cases["alone"].bills[c.id].total - saved / len(companies) for c in companies}
    found = {me: Least(eur, inf, eur, inf) for me, eur in bills.items()}
    me, eur = list(bills.items())[-1]
    ways = {"alone": eur, "member": inf, "apart": eur, "joined": inf, **last}
    found[me] = Least(ways["alone"], ways["member"], ways["apart"], ways["joined"])
    return YearBound(found, NOTHING, organised=0.0, constant=0.0, passes=7)


def proven(outcome: Outcome, run: Run | None = None) -> Outcome:
    return prove_year(Scenario(outcome.park, outcome.year, measures=(GroupContract(),)), outcome, run)


def said(outcome: Outcome) -> str:
    """All that the chapter on proof says."""
    blocks = (block for block in proof(outcome, Speech("en")).blocks if isinstance(block, Bullets))
    return " ".join(f"{head} {text}" for block in blocks for head, text in block.items)


def claims(outcome: Outcome) -> set[str]:
    """The cases of which something is claimed over the whole year."""
    return {key for key, case in outcome.cases.items() if case.proof is not None and case.proof.year_lower is not None}


def bounded_by(monkeypatch: pytest.MonkeyPatch, bound: Callable[[], YearBound]) -> None:
    monkeypatch.setattr(proving, "year_bound", lambda *_given, **_named: bound())


def test_a_bound_that_holds_is_printed(grouped: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what follows can fail."""
    bounded_by(monkeypatch, lambda: bound_of(grouped))
    found = proven(grouped)
    assert claims(found) == {"alone", "together"}
    assert "no plan by these rules costs less than" in said(found)
    assert "Found in at most 7 passes" in said(found)


def test_stopped_early_nothing_is_claimed(grouped: Outcome) -> None:
    found = proven(grouped, Run(stop=Stop(seconds=0.0)))
    assert claims(found) == set()
    assert "no plan by these rules" not in said(found)


@pytest.mark.parametrize("error", [Stopped(), Infeasible(no_plan("Infeasible")), ModelError(no_plan("Unknown"))])
def test_a_search_that_breaks_off_claims_nothing(
    error: CollectiefError, grouped: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks() -> YearBound:
        raise error

    bounded_by(monkeypatch, breaks)
    assert proven(grouped) is grouped


@pytest.mark.parametrize("odd", [nan, -inf])
@pytest.mark.parametrize("way", ["alone", "member", "apart", "joined"])
def test_what_is_no_number_in_one_company_is_no_bound_on_all(
    way: str, odd: float, grouped: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounded_by(monkeypatch, lambda: bound_of(grouped, **{way: odd}))
    found = proven(grouped)
    assert "together" not in claims(found)
    assert ("alone" in claims(found)) == (way != "alone")
    together = found.cases["together"].proof
    assert together is not None
    assert together.level != "proven"


def test_a_bound_above_the_plan_contradicts_itself_and_is_not_printed(
    grouped: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounded_by(monkeypatch, lambda: bound_of(grouped, alone=1e9, member=1e9, apart=1e9, joined=1e9))
    assert claims(proven(grouped)) == set()


@pytest.mark.parametrize("kept", [nan, -inf, 1e9])
def test_what_one_master_of_all_did_not_find_is_not_claimed(
    kept: float, grouped: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounded_by(monkeypatch, lambda: replace(bound_of(grouped), kept=kept))
    assert claims(proven(grouped)) == {"alone"}


def test_what_investment_weighs_in_choices_is_in_no_bound(grouped: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bound that holds with what a euro weighs is none on the bill."""
    weights: list[float] = []

    def bound(setting: Setting, *_given: object, **_named: object) -> YearBound:
        weights.append(setting.capital_weight)
        return bound_of(grouped)

    monkeypatch.setattr(proving, "year_bound", bound)
    scenario = Scenario(grouped.park, grouped.year, measures=(GroupContract(),), capital_weight=0.3)
    with swung({PRICE_OF_CO2: 100.0}):
        prove_year(scenario, grouped)
    assert weights == [0.0]


def test_a_plan_that_breaks_a_limit_further_than_today_is_not_certified(
    grouped: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounded_by(monkeypatch, lambda: bound_of(grouped))
    together = grouped.cases["together"]
    broken = with_slack(replace(together, breaches=(Breach("dag", "offtake", 100.0, 101.5, 3),)), grouped.cases["now"])
    found = proven(replace(grouped, cases={**grouped.cases, "together": broken}))
    assert claims(found) == {"alone"}
    assert "a limit is broken 1.50 kW further than today" in said(found)


def test_a_plan_that_the_year_was_lived_with_but_that_does_not_fit_the_typical_days_is_told_without_a_gap(
    grouped: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a plan: every bill is of the year. Only what bounds it on those days says nothing of it."""

    def unfit(*_given: object) -> float:
        raise Infeasible(no_plan("Infeasible"))

    monkeypatch.setattr(plan_proof, "_cost_once", unfit)
    found = optimise(Scenario(grouped.park, grouped.year, measures=(GroupContract(),)))
    together = found.cases["together"]
    assert together.eur_per_year == pytest.approx(grouped.cases["together"].eur_per_year)
    assert together.proof is not None
    assert (together.proof.gap, together.proof.gap_eur, together.proof.moved) == (None, None, 0.0)
    for language in ("nl", "en"):
        page = report(found, language)
        assert ("past niet op typische dagen" if language == "nl" else "does not fit typical days") in page
        assert not re.search(r"\b(nan|inf)\b|∞", page.partition("<script")[0])
    told = json.loads(plan_json(found))["cases"]["together"]["proof"]
    assert (told["design_upper"], told["design_gap"]) == (None, None)
    assert told["design_lower"] is not None


def test_a_limit_that_is_broken_no_further_than_today_keeps_its_certificate(grouped: Outcome) -> None:
    now = replace(grouped.cases["now"], breaches=(Breach("dag", "offtake", 100.0, 101.5, 3),))
    case = with_slack(replace(grouped.cases["together"], breaches=now.breaches), now)
    assert case.proof is not None
    assert case.proof.slack_zero


def test_a_contract_that_is_lowered_is_kept_whatever_the_peak_of_today() -> None:
    now, cut = Breach("dag", "offtake", 100.0, 150.0, 9), Breach("dag", "offtake", 20.0, 70.0, 9)
    assert further((cut,), (now,)) == (50.0, 9)
    assert further((replace(cut, limit_kw=100.0, peak_kw=140.0),), (now,)) == (0.0, 0)


def test_what_a_plan_costs_at_least_adds_up_by_hand() -> None:
    """Two companies: with a group 7 + 9, with other things 8 + 10, with both 6 + 9; alone 10 + 10.

    Of all are 1, 2 and 3; a group is run for 4, and prices add 0.5 whatever is done.
    """
    companies = {"a": Least(10.0, 7.0, 8.0, 6.0), "b": Least(10.0, 9.0, 10.0, 9.0)}
    dear = YearBound(companies, Least(0.0, 1.0, 2.0, 3.0), organised=4.0, constant=0.5)
    assert (dear.alone, dear.grouped) == (20.0, 20.0)  # 16 + 1 + 4 + 0.5 is more
    assert dear.together == 20.0  # so are 18 + 2 + 0.5 and 15 + 3 + 4 + 0.5
    cheap = replace(dear, organised=0.0)
    assert cheap.grouped == 7.0 + 9.0 + 1.0 + 0.5
    assert cheap.together == cheap.grouped
    shared = replace(cheap, park=Least(0.0, 1.0, -2.0, 3.0))
    assert shared.together == 8.0 + 10.0 - 2.0 + 0.5
    both = replace(cheap, park=Least(0.0, 9.0, 9.0, 1.0), organised=1.0)
    assert both.together == 6.0 + 9.0 + 1.0 + 1.0 + 0.5
    nearly = replace(cheap, organised=2.0)
    assert nearly.grouped == 16.0 + 1.0 + 2.0 + 0.5
    assert replace(both, kept=12.0).together == 12.0


def test_shared_things_that_are_not_bounded_leave_what_is_said_of_groups_unsaid(
    grouped: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan is labelled proven by the bound on everything only."""
    bounded_by(monkeypatch, lambda: bound_of(grouped, joined=nan))
    together = proven(grouped).cases["together"].proof
    assert together is not None
    assert together.grouped_lower is None


def test_the_gap_is_told_in_euro_in_parts_of_cost_and_of_the_saving(
    grouped: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounded_by(monkeypatch, lambda: bound_of(grouped))
    found = proven(grouped)
    alone, together = (found.cases[key] for key in ("alone", "together"))
    assert together.proof is not None
    assert together.proof.year_lower is not None
    less = together.eur_per_year - together.proof.year_lower
    text, speech = said(found), Speech("en")
    assert speech.euro(less) in text
    assert speech.percent(less / together.eur_per_year, 2) in text
    assert f"{speech.percent(less / (alone.eur_per_year - together.eur_per_year), 0)} of what together saves" in text
    assert "optimal" not in text


def test_where_nothing_is_shared_the_bound_is_of_plans_that_could_share() -> None:
    """A group that is too dear: what everybody alone costs at least says nothing of a group that were cheaper."""
    park = read_park(MINI)
    dear = replace(park, rules=replace(park.rules, group_fixed_eur=1e6))
    some = tuple(m for m in MEASURES if m.key in ("group_contract", "heat_network", "solar"))
    found = optimise(Scenario(dear, read_year(dear, MINI), measures=some))
    alone, together = (found.cases[key].proof for key in ("alone", "together"))
    assert not any(found.members.values())
    assert alone is not None
    assert together is not None
    assert (alone.left_out, together.left_out) == ((), ("heat_network",))
    assert together.status.startswith("bounded")
    assert together.design_lower < together.design_upper
    mine = optimise(Scenario(dear, read_year(dear, MINI), measures=some[:0]))
    assert mine.cases["together"].proof == mine.cases["alone"].proof


def test_what_is_built_but_for_rounding_is_not_built_in_a_bound() -> None:
    """A size of 3e-13 with a smallest of 5 had no cost at all: its yes/no was taken for yes."""
    one = Size("tank", "me", 9.0, eur_per_unit=2.0, least=5.0)
    power = Flow("grid", "me", {("me", "electricity"): 1.0}, 10.0, eur_per_kwh=0.1)
    parts = (one, power, Load("use", "me", ("me", "electricity"), 4.0))
    day = np.zeros(2, dtype=np.int64)
    steps = Steps(np.arange(2), np.full(2, 10.0), day, day, np.ones(1))
    assert cost_of(parts, steps, {"tank": 3e-13}) == pytest.approx(0.1 * 4.0 * 20.0)
    assert cost_of(parts, steps, {"tank": 6.0}) == pytest.approx(0.1 * 4.0 * 20.0 + 12.0)


@pytest.mark.parametrize("change", [{"over_kw": 1.5}, {"design_lower": -inf, "design_gap": inf}, {}])
def test_who_listens_hears_no_bound_of_a_plan_of_which_it_says_nothing(
    change: dict[str, Any], grouped: Outcome
) -> None:
    """On typical days, and of the year; of a plan that keeps its limits it is heard."""
    case, heard = grouped.cases["together"], list[Standing]()
    assert case.proof is not None
    changed = replace(case, proof=replace(case.proof, **change))
    run, plan = Run(stands=heard.append), replace(grouped, cases={**grouped.cases, "together": changed})
    decide._stands(changed, run)
    assert [one.gap is None for one in heard] == [bool(change)]
    proving._stands(plan, run, case.eur_per_year - 10.0, None)
    assert len(heard) == (1 if "over_kw" in change else 2)
    for wrong in (case.eur_per_year + 10.0, -inf, nan):
        proving._stands(plan, run, wrong, None)
    assert len(heard) == (1 if "over_kw" in change else 2)
