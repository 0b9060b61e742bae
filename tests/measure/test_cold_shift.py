"""Shifting of cooling: from dear hours to cheap ones, never more than is cooled, and even again every day."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import Plan, dairy, days, measures, small

from collectief.facts import fact
from collectief.measure import ColdShift, Setting
from collectief.measure.cold_shift import shift_kwh
from collectief.measure.cooling import SECTORS, cooling_kw
from collectief.model import Limit, Part, Size, Store, amounts, solve, store_blocks, to_rows
from collectief.model.parts import Array
from collectief.money import annuity
from collectief.park import Company
from collectief.plan.design import all_parts

SHIFT = "cold_shift/koel"


def koel() -> Company:
    return dairy().park.company("koel")


@cache
def cheap_noon() -> Setting:
    """Power costs 1 EUR from 17 to 21 h, nothing from 11 to 15 h and 0.5 EUR else; there is no peak to pay."""
    hour = np.arange(8760) % 24
    price = np.where((hour >= 17) & (hour < 21), 1.0, np.where((hour >= 11) & (hour < 15), 0.0, 0.5))
    mine = replace(dairy().rates["koel"], offtake_eur_per_kwh=price, peaks=())
    return replace(dairy(), rates={**dairy().rates, "koel": mine})


@cache
def plan() -> Plan:
    return Plan(cheap_noon(), measures("cold_shift"))


@cache
def none() -> Plan:
    return Plan(cheap_noon(), ())


def moved() -> Array:
    """What koel takes more than without shifting, kW."""
    return np.asarray(plan().net("koel") - none().net("koel"))


def test_a_cold_store_cools_with_seven_tenths_of_its_power_and_holds_three_hours_of_it() -> None:
    """Koel takes 130 kW by night and 40 by day: 59.5 kW of cooling on average, 178.5 kWh at once."""
    cooling = cooling_kw(dairy(), koel())
    assert cooling == pytest.approx(0.7 * dairy().uses["koel"].electricity_kw)
    assert shift_kwh(cooling) == pytest.approx(178.5)


def test_only_who_keeps_goods_cold_and_has_a_contract_may_shift() -> None:
    offered = [c.id for c in dairy().park.companies if list(ColdShift().own_parts(dairy(), c))]
    assert offered == ["koel"]
    assert not [p for c in small().park.companies for p in ColdShift().own_parts(small(), c)]
    tiny = replace(koel(), connection=replace(koel().connection, kind="small"))
    assert not list(ColdShift().own_parts(dairy(), tiny))


@pytest.mark.parametrize("sector", SECTORS)
def test_cooling_and_all_that_can_be_saved_leave_something(sector: str) -> None:
    """So that shifting never takes more away than is still used once everything is saved."""
    saved = sum(fact(f"efficiency.{package}.saving_share").value for package in ("lighting", "process"))
    assert fact(f"cold_shift.share.{sector}").high + saved < 1.0


def test_cooling_moves_from_the_dear_hours_to_the_cheap_ones() -> None:
    hour = plan().steps.pick % 24
    assert moved()[(hour >= 17) & (hour < 21)].sum() < -10.0
    assert moved()[(hour >= 11) & (hour < 15)].sum() > 10.0
    assert plan().answer.upper < none().answer.lower


def test_never_more_than_the_cooling_of_the_hour_is_left_out_nor_more_than_the_machines_can_is_added() -> None:
    cooling = plan().steps.of(cooling_kw(dairy(), koel()))
    assert np.all(-moved() <= cooling + 1e-5)
    assert np.all(cooling + moved() <= cooling_kw(dairy(), koel()).max() + 1e-5)
    assert np.all(plan().net("koel") >= 0.3 * plan().steps.of(dairy().uses["koel"].electricity_kw) - 1e-5)


@pytest.mark.parametrize("day", [0, 1])
def test_every_day_ends_as_cold_as_it_began_and_the_more_is_what_colder_costs(day: int) -> None:
    hours = slice(24 * day, 24 * day + 24)
    more, less = (plan().flow(f"{SHIFT}:{way}")[hours] for way in ("more", "less"))
    assert fact("cold_shift.efficiency").value * more.sum() == pytest.approx(less.sum(), abs=1e-4)
    assert moved()[hours].sum() == pytest.approx(more.sum() - less.sum(), abs=1e-4)
    stock = plan().flow(store_blocks(f"{SHIFT}:store")[2])[hours]
    assert stock[-1] == pytest.approx(178.5 / 2, abs=1e-4)
    assert stock.max() <= 178.5 + 1e-5


def test_cold_of_one_day_is_not_kept_for_the_next_one_in_a_year_that_is_lived() -> None:
    """Two days in a row in one cycle, the second dear all day: the first may not cool ahead for it."""
    price = np.where(np.arange(8760) // 24 % 2 == 0, 0.0, 1.0)
    mine = replace(dairy().rates["koel"], offtake_eur_per_kwh=price, peaks=())
    setting = replace(dairy(), rates={**dairy().rates, "koel": mine})
    row = replace(days(20, 21), cycle=np.zeros(48, dtype=np.int64))
    found = Plan(setting, measures("cold_shift"), when=row, known={SHIFT: 178.5})
    for day in (slice(0, 24), slice(24, 48)):
        more, less = (found.flow(f"{SHIFT}:{way}")[day].sum() for way in ("more", "less"))
        assert fact("cold_shift.efficiency").value * more == pytest.approx(less, abs=1e-4)


def cost_of_two_days(parts: tuple[Part, ...]) -> float:
    rows = to_rows(parts, replace(days(20, 21), cycle=np.zeros(48, dtype=np.int64)))
    found = solve(rows)
    assert amounts(parts, rows, found.x)
    return found.upper


def test_without_the_rule_of_midnight_two_days_would_cost_less() -> None:
    """So the rule does something."""
    price = np.where(np.arange(8760) // 24 % 2 == 0, 0.0, 1.0)
    mine = replace(dairy().rates["koel"], offtake_eur_per_kwh=price, peaks=())
    setting = replace(dairy(), rates={**dairy().rates, "koel": mine})
    parts = tuple(all_parts(setting, measures("cold_shift")))
    free = tuple(p for p in parts if not (isinstance(p, Limit) and p.name.startswith(SHIFT)))
    assert cost_of_two_days(free) < cost_of_two_days(parts) - 100.0


def test_controls_cost_once_whatever_is_shifted_and_are_bought_for_the_whole_store() -> None:
    (found,) = ColdShift().builds(dairy(), {SHIFT: 178.5})
    assert (found.measure, found.owner, found.unit, found.investment_eur) == ("cold_shift", "koel", "kWh", 5_000.0)
    assert found.eur_per_year == pytest.approx(5_000.0 * annuity(dairy().interest, 10.0))
    (size,) = (p for p in ColdShift().own_parts(dairy(), koel()) if isinstance(p, Size))
    assert size.least == size.upper
    assert size.eur_fixed == pytest.approx(found.eur_per_year)


def test_where_power_costs_nothing_no_cold_is_shifted_for_nothing() -> None:
    """Every way to shift costs the same then, so the model pays a little for each kWh."""
    (store,) = (p for p in ColdShift().own_parts(cheap_noon(), koel()) if isinstance(p, Store))
    assert 0.0 < store.eur_per_kwh < 1e-4
    price = np.zeros(8760)
    free = replace(cheap_noon().rates["koel"], offtake_eur_per_kwh=price, feed_in_eur_per_kwh=price)
    there = replace(cheap_noon(), rates={**cheap_noon().rates, "koel": free})
    idle = Plan(there, measures("cold_shift"), known={SHIFT: shift_kwh(cooling_kw(there, koel()))})
    assert idle.sizes[SHIFT] > 0
    assert idle.flow(f"{SHIFT}:less").sum() == pytest.approx(0.0, abs=1e-6)
