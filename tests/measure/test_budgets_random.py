"""Budgets in random parks: what is built keeps them, a larger one never costs more, and a bound stays below."""

from dataclasses import replace

import pytest
from small_setting import days, dear_gas, halves, measures, small
from test_bound_oracle import OWN
from test_options_random import setting_like

from collectief.measure import MEASURES, Setting
from collectief.model import amounts, solve, to_rows
from collectief.model.bound import Way, bounds
from collectief.plan.budget import RATION, left_eur, ration
from collectief.plan.design import all_parts, any_size, find_design, own_parts

pytestmark = pytest.mark.slow

SEEDS, SHARING = 4, 3
CENT = 0.01
SHARED = ("solar", "battery", "heat_pump", "heat_network", "charging_hub", "group_contract")


def with_budget(setting: Setting, budget_eur: float | None) -> Setting:
    companies = tuple(replace(c, budget_eur=budget_eur) for c in setting.park.companies)
    return replace(setting, park=replace(setting.park, companies=companies), duty=frozenset())


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_larger_budget_never_costs_more_and_the_bound_lies_below_each(seed: int) -> None:
    """By company, from nothing to plenty: what is proven with more is no more than what was found with less."""
    base, (one, other, both) = setting_like(seed), halves()
    before: float | None = None
    for budget_eur in (0.0, 3_000.0, 30_000.0, None):
        setting = with_budget(base, budget_eur)
        company = setting.park.companies[0]
        parts = any_size(own_parts(setting, measures(*OWN), company))
        rows = to_rows(parts, both)
        exact = solve(rows, gap=1e-7)
        found = bounds(parts, (one, other), [Way(amounts(parts, rows, exact.x))], gap=1e-5, passes=40)[0]
        scale = max(abs(exact.upper), 1_000.0)
        assert exact.lower - 1e-3 * scale <= found.lower <= exact.upper + 1e-6 * scale
        assert before is None or exact.lower <= before + CENT
        before = exact.upper


@pytest.mark.parametrize("seed", range(SHARING))
def test_what_is_built_keeps_each_budget_to_the_cent(seed: int) -> None:
    """With everything that can be shared: what a company owns of it is paid from its budget too."""
    setting = setting_like(seed)
    used = measures(*SHARED)
    parts = tuple(all_parts(setting, used))
    made = find_design(parts, days(), gap=1e-3, seconds=60.0)
    builds = [build for measure in used for build in measure.builds(setting, made.sizes)]
    for company in setting.park.companies:
        left = left_eur(setting, company)
        owned = sum(b.investment_eur for b in builds if b.owner == company.id)
        assert left is None or owned <= left + CENT


def test_a_budget_pays_the_connection_to_a_network_and_the_park_pays_the_pipe() -> None:
    setting = with_budget(dear_gas(small()), 1_000.0)
    shared = [p for m in MEASURES for p in m.shared_parts(setting)]
    company = next(c for c in setting.park.companies if any(p.name == f"connect/{c.id}" for p in shared))
    (limit,) = ration(setting, MEASURES, company, shared)
    assert limit.name == f"{RATION}{company.id}"
    assert {f"connect/{company.id}", f"connect/{company.id}?"} <= set(limit.terms)
    assert not any(name.startswith(("pipe/", "central/", "hub/")) for name in limit.terms)
    (alone,) = ration(setting, MEASURES, company)
    assert set(limit.terms) > set(alone.terms)
