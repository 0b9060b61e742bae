"""A bound made of months is below the exact answer and comes close to it: the direct problem is the oracle."""

from dataclasses import replace

import numpy as np
import pytest
from small_setting import SUMMER, WINTER, days, measures
from test_options_random import setting_like

from collectief.measure import MEASURES, PARK
from collectief.model import Limit, Steps, amounts, solve, to_rows
from collectief.model.bound import Way, bounds
from collectief.model.priced import priced
from collectief.model.warm import Warm
from collectief.plan.design import all_parts, any_size, own_parts

pytestmark = pytest.mark.slow

HALF_A_YEAR = 6.0
SEEDS = 24
OWN = tuple(m.key for m in MEASURES if m.key != "group_contract")


def halves() -> tuple[Steps, Steps, Steps]:
    """A day in winter and one in summer, each half a year of six months; and both in one."""
    one, other = (
        replace(days(d), weight=np.full(24, 365 / 2), months=np.array([HALF_A_YEAR])) for d in (WINTER, SUMMER)
    )
    both = days(WINTER, SUMMER)
    both = replace(both, period=np.repeat([0, 1], 24).astype(np.int64), months=np.full(2, HALF_A_YEAR))
    return one, other, both


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_bound_is_below_the_exact_cost_and_within_a_thousandth_of_it(seed: int) -> None:
    """Every company of a random park with every measure of its own, yes/no and all."""
    setting = setting_like(seed)
    one, other, both = halves()
    for company in setting.park.companies:
        parts = any_size(own_parts(setting, measures(*OWN), company))
        rows = to_rows(parts, both)
        exact = solve(rows, gap=1e-7)
        start = amounts(parts, rows, exact.x)
        found = bounds(parts, (one, other), [Way(start)], gap=1e-5, passes=40)[0]
        scale = max(abs(exact.upper), 1_000.0)
        assert found.lower <= exact.upper + 1e-6 * scale
        assert found.lower >= exact.lower - 1e-3 * scale


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_the_prices_taking_limits_apart_makes_no_plan_dearer(seed: int) -> None:
    """What a group shares, at prices drawn at random; those of a peak add up to no more than the peak costs.

    A price is per hour of the year, so here each hour stands for itself.
    """
    rng, setting, (_, _, both) = np.random.default_rng(seed), setting_like(seed), halves()
    both = replace(both, weight=np.ones(len(both)))
    parts = tuple(all_parts(setting, measures("group_contract", "solar", "battery")))
    shared = [p for p in parts if isinstance(p, Limit) and p.owner == PARK and p.per != "design"]
    prices = {}
    for limit in shared:
        price = np.zeros(8760)
        for half in range(2):
            share = rng.dirichlet(np.full(24, 0.1)) * rng.uniform(0.0, 1.0)
            price[both.pick[both.period == half]] = share * (HALF_A_YEAR * limit.eur_per_kw or 50.0)
        prices[limit.name] = price
    apart, constant = priced(parts, prices)
    exact, least = (Warm(to_rows(p, both).relaxed(), presolve=True).solve().upper for p in (parts, apart))
    assert not any(p.name in prices for p in apart)
    assert least + constant <= exact + 0.01
