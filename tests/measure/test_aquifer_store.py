"""Heat and cold in an aquifer: even over the year, by warm air or by what cools goods, and never dearer.

air --> dry cooler --> warm well --> heat pump --> heat       the ground: as much in as out
goods --> condensers ------^
"""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import Plan, companies, dairy, dear_gas, halves, measures, small

from collectief.facts import fact, swung
from collectief.measure import AquiferStore, Setting
from collectief.measure.aquifer_store import from_ground, power_per_air_heat, power_per_heat, store_cop
from collectief.measure.cooling import condensers, cooling_kw
from collectief.measure.ground_heat_pump import ground_cop
from collectief.model import Limit, Size, amounts, solve, to_rows
from collectief.model.bound import Way, bounds
from collectief.model.parts import Array
from collectief.money import annuity
from collectief.plan.design import any_size, own_parts

ME, STORE, COOLER = "koel", "aquifer_store/koel", "dry_cooler/koel"
CHEAP = {"aquifer_store.eur_fixed": 1_000.0, "aquifer_store.eur_per_kw": 300.0}
HEAT_KW = 300.0


def heated(setting: Setting, kw: float = HEAT_KW) -> Setting:
    """Koel with a building of so many kW at the coldest, and gas at 0.30 EUR per kWh of heat."""
    use = setting.uses[ME]
    use = replace(use, space_kw=use.space_kw * kw / float(use.space_kw.max()))
    return dear_gas(replace(setting, uses={**setting.uses, ME: use}), 0.3)


@cache
def plan(*keys: str, cold: bool) -> Plan:
    """The best plan; koel is a cold store, or a wholesaler that cools nothing."""
    with swung(CHEAP):
        return Plan(heated(dairy() if cold else small()), measures(*keys), gap=1e-4)


def kwh(found: Plan, flow: str) -> float:
    return float((found.flow(flow) * found.steps.weight).sum())


def test_its_cop_is_half_of_carnot_from_13_to_55_degrees() -> None:
    """328.15 K over 42 K is 7.81; of each kWh of heat 0.744 comes out of the well, and 3 % of that moves the water."""
    assert store_cop(55.0) == pytest.approx(0.5 * 328.15 / 42.0)
    assert store_cop(55.0) > ground_cop(55.0)
    assert from_ground(companies()[0]) == pytest.approx(0.744, abs=1e-3)
    assert power_per_heat(companies()[0]) == pytest.approx(0.256 + 0.03 * 0.744, abs=1e-3)


def test_water_of_25_degrees_saves_two_sevenths_where_air_is_25() -> None:
    """From -5 degrees to air and 12 K is 42 K, to the water 30 K; below 13 degrees of air there is nothing to save."""
    setting = replace(dairy(), air_degc=np.where(np.arange(8760) % 2 == 0, 25.0, 12.9))
    plant = condensers(setting, setting.park.company(ME))
    assert plant is not None
    cooling, cop = cooling_kw(setting, setting.park.company(ME)), 0.5 * 268.15 / 42.0
    assert plant.saved_kw_per_kw * plant.heat_kw == pytest.approx(np.where(setting.air_degc > 13, 2 / 7, 0.0) * cooling)
    assert plant.heat_kw[0] == pytest.approx(cooling[0] * (cop + 5 / 7))
    assert plant.heat_kw[1] == 0.0


def test_who_cools_nothing_puts_back_by_warm_air_what_it_takes() -> None:
    found = plan("aquifer_store", cold=False)
    assert kwh(found, f"{STORE}:kw") > 100_000.0
    assert kwh(found, f"{COOLER}:kw") == pytest.approx(
        kwh(found, f"{STORE}:kw") * from_ground(companies()[0]), rel=1e-6
    )
    assert f"{STORE}:cold" not in found.rows.columns
    warm = found.steps.of(found.setting.air_degc) >= fact("dry_cooler.least_air_degc").value
    assert not found.flow(f"{COOLER}:kw")[~warm].any()
    assert found.sizes[COOLER] <= from_ground(companies()[0]) * found.sizes[STORE] + 1e-6


def test_its_power_is_that_of_heat_pump_wells_and_fans() -> None:
    found, none = plan("aquifer_store", cold=False), plan(cold=False)
    power = (
        found.flow(f"{STORE}:kw") * power_per_heat(companies()[0]) + found.flow(f"{COOLER}:kw") * power_per_air_heat()
    )
    assert found.net(ME) - none.net(ME) == pytest.approx(power, abs=1e-4)


def test_a_cold_store_warms_the_well_by_its_condensers_and_pays_less_for_cooling() -> None:
    found = plan("aquifer_store", cold=True)
    put_in = kwh(found, f"{STORE}:cold") + kwh(found, f"{COOLER}:kw")
    assert kwh(found, f"{STORE}:cold") > 0.9 * put_in > 10_000.0
    assert put_in == pytest.approx(kwh(found, f"{STORE}:kw") * from_ground(companies()[0]), rel=1e-6)
    plant = condensers(found.setting, found.setting.park.company(ME))
    assert plant is not None
    assert np.all(found.flow(f"{STORE}:cold") <= found.steps.of(plant.heat_kw) + 1e-5)
    spared = found.steps.of(plant.saved_kw_per_kw) * found.flow(f"{STORE}:cold")
    assert np.all(spared <= found.steps.of(plant.cooling_kw))
    assert spared.sum() > 0.0


def test_cooling_that_is_shifted_away_is_not_saved_once_more() -> None:
    found = plan("aquifer_store", "cold_shift", cold=True)
    plant = condensers(found.setting, found.setting.park.company(ME))
    assert plant is not None
    shifted = found.flow("cold_shift/koel:less") - found.flow("cold_shift/koel:more")
    spared = found.steps.of(plant.saved_kw_per_kw) * found.flow(f"{STORE}:cold")
    assert np.all(shifted + spared <= found.steps.of(plant.cooling_kw) + 1e-5)


@pytest.mark.parametrize("cold", [False, True])
@pytest.mark.parametrize("beside", [(), ("heat_pump", "ground_heat_pump", "cold_shift")])
def test_a_store_on_offer_never_costs_more(cold: bool, beside: tuple[str, ...]) -> None:
    more, less = plan("aquifer_store", *beside, cold=cold), plan(*beside, cold=cold)
    assert more.answer.lower <= less.answer.upper + 0.01
    if not beside:
        assert more.answer.upper < less.answer.lower - 1_000.0


@pytest.mark.parametrize(("most_kw", "offered"), [(199.9, False), (200.1, True)])
def test_a_building_of_which_half_the_peak_is_less_than_the_smallest_is_offered_none(
    most_kw: float, offered: bool
) -> None:
    setting = heated(small(), most_kw)
    parts = tuple(AquiferStore().own_parts(setting, setting.park.company(ME)))
    assert bool(parts) is offered
    yearly = [p.name for p in parts if isinstance(p, Limit) and p.per == "year"]
    assert yearly == ([f"{STORE}:warmer", f"{STORE}:colder"] if offered else [])


def test_where_no_air_is_ever_warm_enough_no_wells_are_drilled() -> None:
    with swung({**CHEAP, "dry_cooler.least_air_degc": 60.0}):
        found = Plan(heated(small()), measures("aquifer_store"))
    assert found.sizes[STORE] == pytest.approx(0.0, abs=1e-6)


def test_wells_cost_once_and_by_the_kilowatt() -> None:
    """100 kW: 75,000 + 90,000 EUR; their annuity, 15 EUR a kW and 5,000 a year. The cooler is a thing apart."""
    wells, cooler = AquiferStore().builds(small(), {STORE: 100.0, COOLER: 50.0})
    assert (wells.amount, wells.unit, wells.part) == (100.0, "kW", "")
    assert wells.investment_eur == pytest.approx(165_000.0)
    assert wells.eur_per_year == pytest.approx(165_000.0 * annuity(small().interest, 20.0) + 1_500.0 + 5_000.0)
    assert wells.upkeep_eur == pytest.approx(6_500.0)
    assert (cooler.amount, cooler.part) == (50.0, "dry_cooler")
    assert cooler.investment_eur == pytest.approx(5_000.0)
    setting = heated(small())
    (size,) = (p for p in own_parts(setting, (AquiferStore(),), setting.park.company(ME)) if p.name == STORE)
    assert isinstance(size, Size)
    assert 100.0 * size.eur_per_unit + size.eur_fixed == pytest.approx(wells.eur_per_year)


# ---------------------------------------------------------------- the bound of months apart


def like(seed: int) -> Setting:
    """Koel with another load, heat and weather at random; a cold store in every second. Today always fits."""
    rng, base = np.random.default_rng(seed), dairy() if seed % 2 else small()
    setting = heated(base, float(rng.uniform(210.0, 900.0)))
    load: Array = setting.uses[ME].electricity_kw * rng.uniform(0.2, 1.0, 8760)
    mine = replace(setting.uses[ME], electricity_kw=load)
    air = setting.air_degc + float(rng.uniform(-2.0, 6.0))
    gas = dear_gas(setting, float(rng.uniform(0.05, 0.4)))
    return replace(gas, uses={**setting.uses, ME: mine}, air_degc=air)


@pytest.mark.parametrize("seed", range(4))
def test_a_bound_of_months_apart_is_below_the_exact_cost_and_close_to_it(seed: int) -> None:
    setting, (one, other, both) = like(seed), halves(20, 190)
    with swung(CHEAP):
        company = setting.park.company(ME)
        parts = any_size(own_parts(setting, measures("aquifer_store", "heat_pump", "cold_shift"), company))
    rows = to_rows(parts, both)
    exact = solve(rows, gap=1e-7)
    start = amounts(parts, rows, exact.x)
    first, last = (bounds(parts, (one, other), [Way(start)], gap=1e-5, passes=p)[0] for p in (1, 40))
    scale = max(abs(exact.upper), 1_000.0)
    assert first.lower <= last.lower <= exact.upper + 1e-6 * scale
    assert last.lower >= exact.lower - 2e-3 * scale
