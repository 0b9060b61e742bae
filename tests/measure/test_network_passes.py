"""Streets and year decide together: what passes find lies between a bound of straight pipes and another network."""

from dataclasses import replace
from functools import cache

import pytest
from shapely.geometry import Point
from small_setting import X, Y, companies, days, dear_gas, park, setting_of

from collectief.heat.pipe import trench_for
from collectief.measure import HeatNetwork, Setting
from collectief.park import ResidualHeat
from collectief.plan.design import any_size
from collectief.plan.network_passes import Pass, Passes
from collectief.plan.network_screen import OWN_HEAT, heat_parts, network
from collectief.plan.run import Run

DEAR = 0.5
"""EUR per kWh of gas: enough for a network of three."""


@cache
def dear() -> Setting:
    """Koel has heat of 50 degrees to spare, so that lifting it takes little."""
    pers, koel, *others = companies()
    warm = replace(koel, residual_heat=ResidualHeat(90.0, 50.0, True))
    return dear_gas(setting_of(park([pers, warm, *others])), DEAR)


def passes(setting: Setting) -> Passes:
    shared = any_size(HeatNetwork().shared_parts(setting))
    own = tuple(heat_parts(setting, setting.park.companies, set(), (*OWN_HEAT, HeatNetwork()), shared))
    return Passes(setting, HeatNetwork(), own, days(), run=Run())


@cache
def found() -> Pass:
    made = passes(dear()).best({})
    assert made is not None
    return made


def test_the_engine_finds_a_network_by_itself() -> None:
    """Without any sizes to begin with: who connects, and pipes of the catalogue that carry them."""
    assert {n for n in found().sizes if n.startswith("connect/")}
    assert found().laid
    for kw in found().laid.values():
        assert trench_for(kw).most_kw == pytest.approx(kw)


def test_it_is_no_dearer_than_the_one_it_began_with_and_no_cheaper_than_the_bound() -> None:
    """A programme with yes/no for each trench bounds it: what it saves lies below what any network could save."""
    screened = network(dear(), days(), agreed={})
    assert screened.found > 1_000.0
    assert screened.found <= screened.most + 1e-6
    assert screened.found >= 0.9 * screened.most
    without = found().eur + screened.found
    again = passes(dear()).best(screened.sizes)
    assert again is not None
    assert again.eur <= without - screened.found + 1.0


def test_a_design_says_how_near_the_best_it_is() -> None:
    made = found().design
    assert made is not None
    assert made.bound_eur <= made.value_eur < 0.0
    assert made.gap_of_cost < 1e-3
    assert set(made.served) >= {n.removeprefix("connect/") for n in found().sizes if n.startswith("connect/")}


def test_where_heat_is_cheap_there_is_no_network_and_a_bound_says_so() -> None:
    """Gas as cheap as it is and hardly any heat to share: less can be saved than a trench costs."""
    who = [replace(c, residual_heat=None, location=Point(X + 900.0 * i, Y)) for i, c in enumerate(companies())]
    screened = network(setting_of(park(who)), days(), agreed={})
    assert screened.sizes == {}
    assert screened.found == 0.0
