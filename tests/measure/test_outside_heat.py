"""Sources of the map: what a network takes of them, when, at which price, and who may count on how much."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from shapely.geometry import Point
from small_setting import SUMMER, WINTER, Plan, X, Y, companies, days, dear_gas, measures, park, setting_of

from collectief.facts import PRICE_OF_CO2, fact, swung
from collectief.heat.stretch import plant_node
from collectief.measure import PARK, HeatNetwork, Setting
from collectief.measure.build import SOURCE
from collectief.measure.heat_network import HEAT, heat_ways
from collectief.measure.outside_heat import (
    bought_eur,
    bought_kg,
    given_kw,
    outside_parts,
    outside_sources,
    power_per_outside,
)
from collectief.model import Flow, Size
from collectief.park import HeatSource
from collectief.plan.network_screen import passes_of
from collectief.plan.network_sources import flows_of, running_eur
from collectief.plan.steps import design_steps

WELL = HeatSource("put", "geothermal", Point(X + 80, Y - 20), 120.0, 75.0, eur_per_kwh=0.02)
LAKE = HeatSource("plas", "surface_water", Point(X + 80, Y - 20), 100.0, 15.0, eur_per_kwh=0.01)
PLACE = HeatSource("plek", "plant_site", Point(X + 200, Y))
SIZE, FLOW = "outside/source/put", "outside/source/put:kw"


def beside(*sources: HeatSource, eur_per_kwh: float = 0.5) -> Setting:
    """Nobody on the park has heat to spare; gas is dear."""
    bare = [replace(c, residual_heat=None) for c in companies()]
    return dear_gas(setting_of(replace(park(bare), heat_sources=sources)), eur_per_kwh)


@cache
def warm() -> Plan:
    return Plan(beside(WELL), measures("heat_network"), gap=1e-5)


def flow(setting: Setting) -> Flow:
    (found,) = (p for p in outside_parts(setting, HEAT) if isinstance(p, Flow))
    return found


def test_a_network_takes_of_a_source_and_pays_its_price() -> None:
    plan = warm()
    given = plan.flow(FLOW)
    assert given.max() > 10.0
    assert np.all(given <= min(WELL.kw, plan.sizes[SIZE]) + 1e-4)
    assert given.sum() > plan.flows("connect/", ":kw").sum()  # pipes lose
    hour = np.full(8760, 10.0)
    assert bought_eur(plan.setting.park, plan.sizes, {FLOW: hour}) == pytest.approx(10.0 * 8760 * 0.02)
    assert bought_eur(plan.setting.park, {}, {FLOW: hour}) == 0.0


def test_its_price_is_in_what_the_plan_costs() -> None:
    """A cent more for each kWh costs as much more as is taken, where nothing else changes."""
    plan = warm()
    dearer = Plan(beside(replace(WELL, eur_per_kwh=0.021)), plan.measures, gap=1e-6, known=plan.sizes)
    same = Plan(plan.setting, plan.measures, gap=1e-6, known=plan.sizes)
    kwh = float(same.flow(FLOW) @ same.steps.weight)
    assert dearer.answer.upper - same.answer.upper == pytest.approx(0.001 * kwh, rel=1e-3)


def test_what_it_emits_weighs_while_a_plan_chooses_and_is_in_no_bill() -> None:
    """Lifted heat: only the part that is the source's own."""
    for source in (replace(WELL, co2_kg_per_kwh=0.05), replace(LAKE, co2_kg_per_kwh=0.05)):
        setting = beside(source)
        own = 1.0 - power_per_outside(setting.park, source)
        with swung({PRICE_OF_CO2: 200.0}):
            weighed = flow(setting).eur_per_kwh
        assert np.all(np.asarray(weighed) - flow(setting).eur_per_kwh == pytest.approx(0.05 * 0.2 * own))
        size, hour = f"outside/source/{source.id}", np.full(8760, 10.0)
        given = {f"{size}:kw": hour}
        with swung({PRICE_OF_CO2: 200.0}):
            paid = bought_eur(setting.park, {size: 20.0}, given)
        assert paid == pytest.approx(87_600.0 * own * source.eur_per_kwh)
        assert bought_kg(setting.park, {size: 20.0}, given) == pytest.approx(87_600.0 * own * 0.05)


def test_it_gives_only_in_its_months() -> None:
    """From October on, over New Year, to April; by hour of the year of the park."""
    setting = beside(replace(WELL, months=(10, 4)))
    there, month = np.asarray(flow(setting).upper), np.asarray(setting.year.start.month)
    assert np.all(there == np.where((month >= 10) | (month <= 4), 1.0, 0.0))
    assert days(WINTER, SUMMER).of(there).tolist() == [1.0] * 24 + [0.0] * 24


def test_what_is_colder_than_the_network_is_lifted_with_power_of_the_site() -> None:
    """Half of Carnot from 15 to 70 degrees, as residual heat; its own kW come beside the electricity."""
    setting = beside(LAKE)
    power = 55.0 / (0.5 * (70.0 + 273.15))
    assert power_per_outside(beside(LAKE).park, LAKE) == pytest.approx(power)
    assert given_kw(beside(LAKE).park, LAKE) == pytest.approx(100.0 / (1.0 - power))
    lifted = flow(setting)
    pumped = fact("heat_network.pump_share").value
    assert lifted.into == pytest.approx({HEAT: 1.0, ("noord", "site"): -power - pumped})
    assert lifted.eur_per_kwh == pytest.approx(0.01 * (1.0 - power))
    rate = np.min([r.offtake_eur_per_kwh for r in setting.rates.values()], axis=0)
    assert running_eur(setting, lifted) == pytest.approx(rate * (power + pumped) + lifted.eur_per_kwh)


def test_a_source_to_be_lifted_needs_a_connection_of_the_group() -> None:
    steps = design_steps(beside(LAKE), 1)
    assert passes_of(beside(LAKE), steps, agreed={}) is None
    assert passes_of(beside(WELL), steps, agreed={}) is not None


def test_what_is_built_is_an_exchanger_or_a_heat_pump() -> None:
    for one, key in ((WELL, "residual_heat"), (LAKE, "residual_heat_pump")):
        setting, name = beside(one), f"outside/source/{one.id}"
        (made,) = (b for b in HeatNetwork().builds(setting, {name: 50.0}) if b.part == SOURCE)
        assert (made.owner, made.place, made.amount) == (PARK, f"source/{one.id}", 50.0)
        assert made.investment_eur == pytest.approx(50.0 * fact(f"{key}.eur_per_kw").value)
        (size,) = (p for p in outside_parts(setting, HEAT) if isinstance(p, Size))
        assert made.eur_per_year == pytest.approx(50.0 * size.eur_per_unit)


@pytest.mark.parametrize(
    "one",
    [PLACE, replace(WELL, until=2024), replace(WELL, kw=2.0), replace(WELL, degc=None)],
    ids=["a place only", "it has ended", "less than an exchanger", "no temperature"],
)
def test_what_gives_nothing_is_no_source(one: HeatSource) -> None:
    assert outside_sources(beside(one).park) == ()


def test_a_source_gives_up_to_and_with_its_last_year() -> None:
    assert outside_sources(beside(replace(WELL, until=2025)).park) != ()


def test_a_plant_stands_where_the_map_has_a_place_for_it() -> None:
    ways = heat_ways(beside(PLACE))
    assert plant_node(ways) == "plant/plek"
    assert plant_node(heat_ways(beside())).startswith("crossing/")
    parts = list(HeatNetwork().shared_parts(beside(PLACE)))
    (plant,) = (p for p in parts if isinstance(p, Size) and p.name.startswith("central/"))
    assert plant.into == {("plant/plek", "feed"): 1.0}  # it has to reach a pipe first


def test_sources_are_told_from_residual_heat_by_their_node() -> None:
    found = flows_of([flow(beside(WELL))])
    assert list(found) == ["source/put"]
