"""pers heats with hotter water than the network gives: a booster at its connection, or no connection."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import Plan, companies, dear_gas, measures, park, setting_of

from collectief.facts import fact, usual_level
from collectief.measure import HeatNetwork, Setting
from collectief.measure.booster import booster_cop, booster_price, heat_per_taken
from collectief.measure.build import BOOSTER, CONNECTED
from collectief.measure.heat_network import consumers
from collectief.model import Flow, Size

SUPPLY, HOTTEST = fact("heat_network.supply_degc").value, fact("industrial_heat_pump.limit_degc").value


def asking(degc: float | None) -> Setting:
    return setting_of(park([replace(companies()[0], heat_degc=degc), *companies()[1:]]))


@cache
def at(degc: float | None) -> Plan:
    """Gas is dear: the network is worth it, with a booster too."""
    return Plan(dear_gas(asking(degc), 0.5), measures("heat_network"), gap=1e-5)


@pytest.mark.parametrize(
    ("degc", "buys"), [(None, True), (SUPPLY, True), (SUPPLY + 5.0, True), (HOTTEST, True), (HOTTEST + 1.0, False)]
)
def test_who_needs_hotter_water_is_a_customer_as_far_as_boosters_reach(degc: float | None, buys: bool) -> None:
    assert ("pers" in {c.id for c in consumers(asking(degc))}) is buys


def test_who_is_smaller_than_the_smallest_booster_is_no_customer() -> None:
    small = [replace(companies()[0], gas_m3=7_000.0, heat_degc=SUPPLY + 5.0), *companies()[1:]]
    assert "pers" not in {c.id for c in consumers(setting_of(park(small)))}
    usual = [replace(small[0], heat_degc=None), *companies()[1:]]
    assert "pers" in {c.id for c in consumers(setting_of(park(usual)))}


def test_heat_of_a_booster_is_of_the_network_and_its_electricity() -> None:
    """Energy closes: what the company gets is what it took and the electricity; the COP is that of the whole."""
    plan, gives = at(90.0), heat_per_taken(replace(companies()[0], heat_degc=90.0), usual_level())
    taken = plan.flow("connect/pers:kw")
    assert float(taken.max()) > 10.0
    power = plan.net("pers") - at_zero().net("pers")
    assert power == pytest.approx(taken * (gives - 1.0), abs=1e-4)
    assert float((taken + power).sum() / power.sum()) == pytest.approx(booster_cop(90.0, usual_level()))
    part = next(p for p in HeatNetwork().shared_parts(plan.setting) if p.name == "connect/pers:kw")
    assert isinstance(part, Flow)
    assert sum(np.asarray(one) for one in part.into.values()) == pytest.approx(0.0)


@cache
def at_zero() -> Plan:
    """The same park without a network."""
    return Plan(dear_gas(asking(90.0), 0.5), measures(), gap=1e-5)


def test_a_booster_is_weighed_with_its_electricity() -> None:
    """Where a kWh costs it ten times that of gas, pers connects only where it needs no booster."""
    for degc, connects in ((None, True), (120.0, False)):
        setting = dear_gas(asking(degc), 0.5)
        dear = {"pers": replace(setting.rates["pers"], offtake_eur_per_kwh=np.full(8760, 5.0))}
        plan = Plan(replace(setting, rates={**setting.rates, **dear}), measures("heat_network"), gap=1e-5)
        assert (plan.sizes["connect/pers"] > 1.0) is connects


def test_a_booster_is_in_the_builds_at_its_price() -> None:
    setting = asking(90.0)
    built = tuple(HeatNetwork().builds(setting, {"connect/pers": 50.0}))
    kw = {b.part: b.amount for b in built if b.place == "pers"}
    gives = heat_per_taken(setting.park.companies[0], usual_level())
    assert kw == {CONNECTED: 50.0, BOOSTER: pytest.approx(50.0 * gives)}
    eur = sum(b.eur_per_year for b in built)
    plain = sum(b.eur_per_year for b in HeatNetwork().builds(asking(None), {"connect/pers": 50.0}))
    assert eur - plain == pytest.approx(
        50.0 * gives * booster_price(setting.park.companies[0]).yearly(setting.interest)
    )


def test_builds_add_up_to_the_price_of_parts() -> None:
    setting = asking(90.0)
    size = next(p for p in HeatNetwork().shared_parts(setting) if p.name == "connect/pers")
    assert isinstance(size, Size)
    eur = 40.0 * size.eur_per_unit + size.eur_fixed
    assert eur == pytest.approx(sum(b.eur_per_year for b in HeatNetwork().builds(setting, {"connect/pers": 40.0})))
    top = float(np.max(setting.uses["pers"].space_kw))
    assert size.upper * heat_per_taken(setting.park.companies[0], usual_level()) == pytest.approx(top)
