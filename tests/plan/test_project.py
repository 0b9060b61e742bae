"""A shared project lives through the full year: a heat network next to a source of residual heat."""

from dataclasses import replace
from itertools import combinations
from typing import cast

import numpy as np
import pytest

from collectief import MEASURES, Scenario, verify
from collectief.measure import PARK
from collectief.measure.digging import ROUTE
from collectief.plan import worth as worths
from collectief.plan.decide import FEW_PERIODS, setting_of
from collectief.plan.outcome import Breach, Outcome, Project
from collectief.plan.prepare import quarters
from collectief.plan.project import fits
from collectief.plan.proof import prove
from collectief.plan.steps import design_steps
from collectief.plan.worth import Worth

NEIGHBOURS = ("hout", "auto")
SOURCE = "smelt"
HEATING = tuple(m for m in MEASURES if m.key in ("heat_pump", "heat_network", "heat_recovery", "group_contract"))


def test_a_network_that_pays_is_in_the_plan(warm: Outcome) -> None:
    (project,) = warm.projects
    assert project.key == "heat_network"
    assert project.adopted
    assert set(project.members) == {SOURCE, *NEIGHBOURS}
    assert "warmtenet" in warm.decision.nl
    assert any(b.measure == "heat_network" and b.owner == PARK for b in warm.cases["together"].builds)


def test_its_gain_is_the_difference_between_bills(warm: Outcome) -> None:
    """All of the saving but what the group's contract saves by itself, here less than a hundredth."""
    by_contract = warm.saving_eur - sum(p.gain_eur for p in warm.projects)
    assert 0.0 <= by_contract < 0.01 * warm.saving_eur


def test_the_boilers_burn_less_and_the_park_emits_less(warm: Outcome) -> None:
    alone, together = warm.cases["alone"], warm.cases["together"]
    for company in NEIGHBOURS:
        assert together.energy[company].gas_m3 < alone.energy[company].gas_m3
    assert together.co2_kg < alone.co2_kg


def test_every_rule_divides_the_cost_of_the_plan_and_nobody_pays_more_than_alone(warm: Outcome) -> None:
    cost, alone = warm.cases["together"].eur_per_year, warm.cases["alone"].bills
    for allocation in warm.allocations.values():
        assert sum(allocation.shares.values()) == pytest.approx(cost, abs=1e-6)
        for company, eur in allocation.shares.items():
            assert eur <= alone[company].total + 0.01, (allocation.rule, company)


def test_stability_of_a_project_is_unknown_unless_somebody_would_leave(warm: Outcome) -> None:
    assert warm.core
    assert all(report.stable is not True for report in warm.core.values())


def test_without_the_source_no_set_saves_anything_and_more_companies_never_save_less(warm: Outcome) -> None:
    """Seen through the shares: Shapley gives the source most, for nothing works without it."""
    shapley, alone = warm.allocations["shapley"].shares, warm.cases["alone"].bills
    gain = {c: alone[c].total - shapley[c] for c in (SOURCE, *NEIGHBOURS)}
    assert max(gain, key=lambda c: gain[c]) == SOURCE
    assert gain[SOURCE] == pytest.approx(sum(gain[c] for c in NEIGHBOURS), rel=0.2)


def test_a_network_costs_the_same_on_typical_days_whichever_way_its_heat_is_counted(warm: Outcome) -> None:
    """After a second project a plan holds no capacities of routes: of Koelpoort no gap was known for that."""
    assert warm.cases["together"].proof is not None
    load_kw = quarters(warm.park, warm.year)
    setting = setting_of(Scenario(warm.park, warm.year, measures=HEATING), load_kw)
    sizes = dict.fromkeys((n for n in warm.lives["together"].sizes if n.startswith(ROUTE)), 0.0)
    assert sizes
    assert any(warm.lives["together"].sizes[n] > 1.0 for n in sizes)
    found = prove(
        setting, HEATING, design_steps(setting, FEW_PERIODS), {**warm.lives["together"].sizes, **sizes}, replayed=0.0
    )
    assert found.design_upper == pytest.approx(warm.cases["together"].proof.design_upper)


def test_who_all_others_cannot_do_without_adds_what_all_save_and_no_more() -> None:
    """Without the second the rest cannot live at all: minus infinity, which is nothing saved and no reason to share."""

    class Served:
        givers = frozenset({"a"})

        def best(self, some: frozenset[str]) -> float:
            return float("-inf") if "b" not in some else float(len(some))

        def fed(self, some: frozenset[str]) -> bool:
            return "a" in some

    value = worths._by_margin(cast("worths._Served", Served()), frozenset("abc"))
    assert [value(frozenset(some)) for some in ("abc", "ab", "ac", "bc")] == [4.0, 3.0, 1.0, 0.0]


def test_the_plan_with_a_network_stands_the_independent_check(warm: Outcome) -> None:
    verdict = verify(warm)
    assert [c for c in verdict.checks if not c.ok] == []


def test_a_project_that_needs_everybody_is_worth_nothing_to_fewer() -> None:
    project = Project("site", ("a", "b", "c"), frozenset({"hub/x"}), gain_eur=90.0)
    everybody = frozenset(project.members)
    value = Worth(project, lambda group: 90.0 * (group == everybody))
    for size in (0, 1, 2):
        for group in combinations(project.members, size):
            assert value(group) == 0.0
    assert value("abcz") == 90.0
    assert value.shapley() == pytest.approx(dict.fromkeys("abc", 30.0))


def test_a_project_that_saves_less_than_a_euro_is_left_out() -> None:
    assert not Project("site", ("a",), frozenset(), gain_eur=0.5).adopted
    assert not Project("site", ("a",), frozenset(), gain_eur=-np.inf).adopted


def test_no_way_through_a_pipe_that_nobody_digs(warm: Outcome) -> None:
    """A member that answers the group's bill may not choose one: with it the bound of De Vlasakker had no plan."""
    for life in warm.lives.values():
        ways = [n for n, share in life.sizes.items() if n.startswith("route/") and share > 0.5]
        dug = {f"pipe/{way.split('/', 2)[2]}" for way in ways if way.endswith(("/out", "/back"))}
        assert dug <= {n for n, kw in life.sizes.items() if kw > 0}


def test_a_project_that_breaks_a_contract_further_does_not_fit(warm: Outcome) -> None:
    before = replace(warm.cases["together"], breaches=(Breach("hout", "offtake", 100.0, 110.0, 4, "contract"),))
    assert fits(before, before)
    for kw, ok in ((109.0, True), (110.0, True), (110.5, False)):
        now = Breach("hout", "offtake", 100.0, kw, 4, "contract")
        assert fits(replace(before, breaches=(now,)), before) is ok
    assert not fits(replace(before, breaches=(Breach("hout", "feed_in", 0.0, 1.0, 1, "group"),)), before)
    assert fits(replace(before, breaches=(Breach("noord", "offtake", 0.0, 1.0, 1, "area"),)), before)
