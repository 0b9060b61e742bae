"""One more measure never costs more, and other laws that hold between the bounds of proven plans."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import BY_KEY, LOADS, Plan, area, companies, company, dairy, days, measures, park, setting_of, small

from collectief.facts import Window, swung
from collectief.measure import Setting
from collectief.measure.capacity_limitation import called
from collectief.model import solve
from collectief.park import Limitation
from collectief.profile.year import QUARTERS

pytestmark = pytest.mark.slow

MARCH = days(78)
ASKED = ("direct_line", "let_roof", "transport_right")
"""On offer only where a park asks for them: they have a test of their own, and shared cars have a file."""
KEYS = tuple(key for key in BY_KEY if key not in (*ASKED, "shared_mobility"))
LIGHT = ("solar", "battery", "charging_hub", "group_contract")
"""Measures without streets: quick to solve."""
SHARED = ("group_contract", "heat_network", "charging_hub", "battery", "wind")
"""Measures that a park can share: left out one by one in every run, the others among the long tests."""
CENT = 0.01
"""Two sums of the same thousands of numbers differ by less."""


@cache
def plan(keys: frozenset[str], kind: str = "red") -> Plan:
    """The best plan with these measures on one day in March."""
    return Plan(kinds(kind), measures(*keys), when=MARCH, gap=1e-3 if len(keys) <= len(LIGHT) else 4e-3)


@cache
def kinds(kind: str) -> Setting:
    """The park in an area where contracts stay, where they may be lowered, or that is nearly full; or with a dairy."""
    if kind == "red":
        return small()
    if kind == "dairy":
        return dairy()
    if kind == "called":
        rules = replace(park().rules, limitation=Limitation(200, 150.0, 0.5, Window(hours=(16, 21))))
        return setting_of(replace(park(), rules=rules))
    if kind == "free":
        return setting_of(park(where=area(free=True)))
    others = np.full(QUARTERS, 700.0)
    return setting_of(park(where=area(offtake_kw=1_000.0, others_kw=others)))


@pytest.mark.parametrize("key", [key if key in SHARED else pytest.param(key, marks=pytest.mark.long) for key in KEYS])
def test_one_more_measure_never_costs_more_beside_all_others(key: str) -> None:
    more, less = plan(frozenset(KEYS)), plan(frozenset(KEYS) - {key})
    assert more.answer.lower <= less.answer.upper + CENT


@pytest.mark.parametrize("key", KEYS)
def test_one_measure_never_costs_more_than_none(key: str) -> None:
    more, less = plan(frozenset([key])), plan(frozenset())
    assert more.answer.lower <= less.answer.upper + CENT
    assert more.answer.upper <= less.answer.upper * (1 + 1e-3)


@pytest.mark.parametrize("kind", ["free", "full"])
@pytest.mark.parametrize("key", LIGHT)
def test_the_law_holds_in_every_kind_of_area(kind: str, key: str) -> None:
    more, less = plan(frozenset(LIGHT), kind), plan(frozenset(LIGHT) - {key}, kind)
    assert more.answer.lower <= less.answer.upper + CENT


@pytest.mark.parametrize("key", ["efficiency", "solar", "heat_network", "charging_hub", "group_contract"])
def test_each_measure_is_worth_something_here(key: str) -> None:
    """Else the law above would hold for a measure that does nothing."""
    alone, other = plan(frozenset([key])), plan(frozenset())
    assert alone.answer.upper < other.answer.lower - 100.0


DAIRY = ("solar", "carport", "heat_pump", "heat_tank", "process_heat", "cold_shift")
"""Measures of who makes and keeps cheese."""


@pytest.mark.parametrize("key", ["process_heat", "cold_shift", "heat_tank", "carport"])
def test_what_a_dairy_can_do_never_costs_more(key: str) -> None:
    more, less = plan(frozenset(DAIRY), "dairy"), plan(frozenset(DAIRY) - {key}, "dairy")
    assert more.answer.lower <= less.answer.upper + CENT


@pytest.mark.parametrize("key", ["process_heat", "cold_shift"])
def test_what_a_dairy_can_do_is_worth_something_there(key: str) -> None:
    more, less = plan(frozenset(DAIRY), "dairy"), plan(frozenset(DAIRY) - {key}, "dairy")
    assert more.answer.upper < less.answer.lower - 100.0


def test_a_shared_turbine_never_costs_more_where_there_may_be_one() -> None:
    keys = ("wind", "solar", "group_contract")
    more, less = plan(frozenset(keys), "dairy"), plan(frozenset(keys[1:]), "dairy")
    assert more.answer.lower <= less.answer.upper + CENT
    with swung({"wind.eur_per_kw": 100.0, "wind.upkeep_eur_per_kw": 1.0}):
        cheap = Plan(dairy(), measures(*keys), when=MARCH)
    assert cheap.answer.upper < less.answer.lower - 100.0


@pytest.mark.parametrize("key", ASKED)
def test_a_line_to_a_neighbour_and_a_right_at_night_never_cost_more(key: str) -> None:
    keys = ("solar", "battery", "charging_hub", "capacity_limitation", *ASKED)
    more, less = plan(frozenset(keys), "dairy"), plan(frozenset(keys) - {key}, "dairy")
    assert more.answer.lower <= less.answer.upper + CENT


def test_lowering_when_called_only_adds_an_option() -> None:
    more, less = (plan(frozenset(keys), "called") for keys in ((*LIGHT, "capacity_limitation"), LIGHT))
    assert more.answer.lower <= less.answer.upper + CENT
    assert more.answer.upper < less.answer.lower - 100.0


def test_who_is_paid_to_lower_does_so_in_every_called_hour() -> None:
    setting, found = kinds("called"), plan(frozenset(["capacity_limitation"]), "called")
    yes = [c for c in setting.park.companies if found.sizes.get(f"limitation/{c.id}", 0.0) > 0.5]
    assert yes
    for one in yes:
        hours = called(setting, setting.park.area("noord"))[found.steps.pick] > 0
        rise = setting.uses[one.id].rise_kw[found.steps.pick]
        low_kw = 0.5 * one.connection.offtake_kw
        assert (found.offtake(one.id) + rise)[hours].max(initial=0.0) <= low_kw + 1e-6


def test_without_an_offer_nobody_is_paid() -> None:
    found = plan(frozenset(["capacity_limitation"]))
    assert not [name for name in found.sizes if name.startswith("limitation/")]


def test_what_only_serves_together_does_nothing_by_itself() -> None:
    """A central heat pump has no power without a group's site, residual heat no price but the gas it replaces."""
    network = plan(frozenset(["heat_network"]))
    assert network.sizes["central/noord"] == pytest.approx(0.0, abs=1e-6)
    assert network.sizes["residual/koel"] > 1.0


def test_a_free_contract_never_costs_more_than_a_fixed_one() -> None:
    free, fixed = plan(frozenset(LIGHT), "free"), plan(frozenset(LIGHT), "red")
    assert free.answer.lower <= fixed.answer.upper + CENT


def test_a_full_area_never_costs_less_than_an_empty_one() -> None:
    full, empty = plan(frozenset(LIGHT), "full"), plan(frozenset(LIGHT), "red")
    assert empty.answer.lower <= full.answer.upper + CENT


@pytest.mark.parametrize("keys", [LIGHT, ("heat_pump", "heat_recovery", "heat_network")], ids=["power", "heat"])
def test_the_order_of_companies_changes_nothing(keys: tuple[str, ...]) -> None:
    there, back = (
        Plan(setting_of(park(who)), measures(*keys), when=MARCH, gap=1e-5)
        for who in (companies(), tuple(reversed(companies())))
    )
    assert there.answer.lower <= back.answer.upper + CENT
    assert back.answer.lower <= there.answer.upper + CENT
    assert there.answer.upper == pytest.approx(back.answer.upper, rel=1e-5)


def test_twice_the_park_costs_at_most_twice() -> None:
    """The same two companies again, on the same street and in the same area."""
    once = companies()[1:3]
    again = tuple(replace(c, id=f"{c.id}2", name=f"{c.name}2") for c in once)
    keys = ("solar", "battery", "charging_hub", "group_contract", "heat_network", "heat_recovery")
    single, double = (
        Plan(setting_of(park(who)), measures(*keys), when=MARCH, gap=2e-3) for who in (once, (*once, *again))
    )
    assert double.answer.lower <= 2 * single.answer.upper + CENT


def test_a_company_that_uses_nothing_costs_its_fixed_charges() -> None:
    """No load and no gas: the standing charge, the contract and nothing else."""
    idle = replace(company("pers"), electricity_kwh=0.0)
    which = replace(park([idle, companies()[1]]), profiles={"pers": 0.0 * LOADS["pers"], "koel": LOADS["koel"]})
    setting = setting_of(which)
    mine = Plan(setting, (), when=MARCH).rows.only(["pers"])
    tariff = setting.rates["pers"].tariff
    fixed = tariff.standing_eur_year + tariff.connection_fee_eur_year + 200.0 * tariff.contract_eur_kw_year
    assert solve(mine).upper == pytest.approx(fixed)
