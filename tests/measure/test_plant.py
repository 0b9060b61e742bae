"""Nobody has heat to spare: a plant feeds the network, by a heat pump most of the year and a boiler when it is cold."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from shapely.geometry import Point
from small_setting import Plan, X, Y, companies, dear_gas, measures, park, setting_of

from collectief.facts import fact, swung, usual_level
from collectief.measure import PARK, HeatNetwork, Setting
from collectief.measure.build import BOILED, SOURCE, STORED
from collectief.measure.heat_network import HEAT, heat_ways
from collectief.measure.network_tank import tank_kw
from collectief.measure.plant import boiler_efficiency, placed, plant_cop
from collectief.measure.residual import pump_share
from collectief.model import Flow, Limit, Size
from collectief.park import HeatSource
from collectief.plan.network_moves import changed
from collectief.plan.network_water import networks_of

PUMP, BOILER, TANK = "central/noord", "plant_boiler/noord", "network_tank/plant/plek"
PLACE = HeatSource("plek", "plant_site", Point(X + 200, Y))


def setting(*sources: HeatSource) -> Setting:
    who = [replace(c, residual_heat=None) for c in companies()[:3]]
    return dear_gas(setting_of(replace(park(who), heat_sources=sources)), 3.0)


@cache
def plan(*sources: HeatSource, boiler: bool = True, tank: bool = True) -> Plan:
    """With tanks as small as this park."""
    known = {} if boiler else {BOILER: 0.0}
    known |= {TANK: 0.0} if sources and not tank else {}
    with swung({"heat_tank.least_kwh": 20.0}):
        return Plan(setting(*sources), measures("heat_network", "group_contract"), gap=1e-4, known=known)


def test_the_boiler_makes_the_peak_and_the_heat_pump_the_rest() -> None:
    found = plan()
    pump, boiler = found.flow(f"{PUMP}:kw"), found.flow(f"{BOILER}:kw")
    assert found.sizes[PUMP] > 1.0
    assert found.sizes[BOILER] > 1.0
    assert boiler.sum() < 0.3 * pump.sum()
    assert np.all(pump[boiler > 1e-3] > found.sizes[PUMP] - 1e-3)  # it runs where the heat pump can do no more
    assert np.all(boiler <= found.sizes[BOILER] + 1e-4)


def test_without_a_boiler_the_same_costs_more() -> None:
    assert plan(boiler=False).answer.lower > plan().answer.upper


def test_a_tank_beside_the_plant_waits_with_its_heat() -> None:
    found, without = plan(PLACE), plan(PLACE, tank=False)
    given = found.flow(f"{PUMP}:kw") + found.flow(f"{BOILER}:kw")
    into, out = found.flow(f"{TANK}:fills"), found.flow(f"{TANK}:gives")
    assert found.sizes[TANK] > 20.0
    assert out.max() > 1.0
    assert np.all(into <= given + 1e-4)
    assert max(into.max(), out.max()) <= tank_kw(found.sizes[TANK]) + 1e-4
    assert found.answer.upper < without.answer.lower


def test_each_machine_takes_its_power_and_that_of_the_pump_from_the_site() -> None:
    parts = {p.name: p for p in HeatNetwork().shared_parts(setting(PLACE)) if isinstance(p, Flow)}
    cop = plant_cop(setting().air_degc, usual_level())
    for name, taken in ((PUMP, 1.0 / cop), (BOILER, 1.0 / boiler_efficiency())):
        into = parts[f"{name}:kw"].into
        assert into[HEAT] == 1.0
        assert np.asarray(into["noord", "site"]) == pytest.approx(-taken - pump_share())


def test_a_tank_stands_beside_a_plant_where_the_map_has_its_place_and_nowhere_else() -> None:
    assert placed(heat_ways(setting())) is None
    assert placed(heat_ways(setting(PLACE))) == "plant/plek"
    without, with_place = (
        {p.name for p in HeatNetwork().shared_parts(setting(*s)) if isinstance(p, Size)} for s in ((), (PLACE,))
    )
    assert with_place - without >= {TANK}
    assert not any(name.startswith("network_tank/plant") for name in without)


def test_a_tank_of_a_plant_takes_heat_of_its_machines_only() -> None:
    parts = {p.name: p for p in HeatNetwork().shared_parts(setting(PLACE)) if isinstance(p, Limit)}
    assert parts[f"{TANK}:own"].terms == {f"{TANK}:fills": 1.0, f"{PUMP}:kw": -1.0, f"{BOILER}:kw": -1.0}
    assert parts[f"{TANK}:own"].upper == {PARK: 0.0}


def test_what_is_built_costs_what_the_plan_paid() -> None:
    amounts = {PUMP: 40.0, BOILER: 60.0, TANK: 500.0}
    made = {b.part: b for b in HeatNetwork().builds(setting(PLACE), amounts)}
    sizes = {p.name: p for p in HeatNetwork().shared_parts(setting(PLACE)) if isinstance(p, Size)}
    for part, name in ((SOURCE, PUMP), (BOILED, BOILER), (STORED, TANK)):
        assert made[part].eur_per_year == pytest.approx(amounts[name] * sizes[name].eur_per_unit)
    assert made[BOILED].investment_eur == pytest.approx(60.0 * fact("e_boiler.eur_per_kw").value)
    assert (made[BOILED].owner, made[BOILED].place, made[STORED].place) == (PARK, "noord", "plant/plek")


def test_all_that_a_plant_gives_counts_for_its_pipes() -> None:
    ways = heat_ways(setting(PLACE))
    sizes = {f"pipe/{s.id}/out": 500.0 for s in ways} | {PUMP: 40.0, BOILER: 60.0, TANK: 80.0, "connect/pers": 300.0}
    (seen,) = networks_of(ways, sizes, usual_level()) or ()
    assert seen.sources == ("plant/plek",)
    assert max(p.kw for p in seen.pipes) == pytest.approx(100.0 + tank_kw(80.0))


def test_a_boiler_alone_is_a_plant_that_stays() -> None:
    ways = heat_ways(setting(PLACE))
    sizes = {f"pipe/{s.id}/out": 500.0 for s in ways} | {BOILER: 60.0, TANK: 80.0, "connect/pers": 30.0}
    most = {"connect/pers": 30.0, "connect/koel": 20.0}
    assert all({BOILER, TANK} <= set(one) for one in changed(ways, sizes, most))
    assert [one for one in changed(ways, sizes, most) if "connect/koel" in one]
