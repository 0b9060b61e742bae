"""Electric process heat: which machine at which temperature, beside gas, and what that costs."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import Plan, dairy, dear_gas, measures, small

from collectief.facts import fact
from collectief.measure import ProcessHeat, Setting
from collectief.measure.build import priced
from collectief.measure.process_heat import machines
from collectief.model import Size

PUMP, BOILER = "steam_heat_pump/pers", "e_boiler/pers"


@cache
def dear() -> Plan:
    """Gas at 2 EUR per kWh of heat: electricity is always cheaper."""
    return Plan(dear_gas(dairy()), measures("process_heat"))


@cache
def gas_only() -> Plan:
    return Plan(dear_gas(dairy()), ())


def sizes_at(degc: float | None) -> list[str]:
    """The machines on offer where pers needs its process heat at this temperature."""
    use = replace(dairy().uses["pers"], process_degc=degc)
    setting = replace(dairy(), uses={**dairy().uses, "pers": use})
    found = ProcessHeat().own_parts(setting, setting.park.company("pers"))
    return [p.name.partition("/")[0] for p in found if isinstance(p, Size)]


@pytest.mark.parametrize(
    ("degc", "on_offer"),
    [
        (90.0, ["industrial_heat_pump", "e_boiler"]),
        (125.0, ["industrial_heat_pump", "e_boiler"]),
        (126.0, ["steam_heat_pump", "e_boiler"]),
        (150.0, ["steam_heat_pump", "e_boiler"]),
        (151.0, ["e_boiler"]),
        (200.0, ["e_boiler"]),
        (201.0, ["electric_oven"]),
        (1_001.0, []),
        (None, []),
    ],
)
def test_each_machine_is_on_offer_up_to_its_temperature(degc: float | None, on_offer: list[str]) -> None:
    assert sizes_at(degc) == on_offer


@pytest.mark.parametrize(("most_kw", "on_offer"), [(149.0, 2), (99.0, 1), (19.0, 0)])
def test_a_process_smaller_than_the_smallest_machine_is_not_offered_it(most_kw: float, on_offer: int) -> None:
    """A heat pump for steam has 100 kW or more, an electric boiler 20."""
    process = dairy().uses["pers"].process_kw
    use = replace(dairy().uses["pers"], process_kw=process * most_kw / process.max())
    small_one = replace(dairy(), uses={**dairy().uses, "pers": use})
    found = ProcessHeat().own_parts(small_one, small_one.park.company("pers"))
    assert len([p for p in found if isinstance(p, Size)]) == on_offer


def test_who_has_no_process_is_offered_nothing() -> None:
    """A wholesaler burns all its gas for its building."""
    assert not small().uses["pers"].process_kw.any()
    assert not [p for c in small().park.companies for p in ProcessHeat().own_parts(small(), c)]


def test_every_hour_of_process_heat_is_served_by_gas_or_by_a_machine() -> None:
    for plan in (dear(), gas_only()):
        asked = plan.steps.of(dairy().uses["pers"].process_kw)
        electric = plan.flow(f"{PUMP}:kw") + plan.flow(f"{BOILER}:kw")
        assert electric + plan.flow("process_boiler/pers") == pytest.approx(asked, abs=1e-5)
    assert gas_only().flow("process_boiler/pers").sum() > 1.0


def test_gas_falls_by_what_electricity_gives_and_power_rises_by_that_over_the_efficiency() -> None:
    pump, boiler = dear().flow(f"{PUMP}:kw"), dear().flow(f"{BOILER}:kw")
    fewer = gas_only().flow("process_boiler/pers") - dear().flow("process_boiler/pers")
    assert fewer == pytest.approx(pump + boiler, abs=1e-5)
    assert (pump + boiler).sum() > 1.0
    power = pump / fact("steam_heat_pump.efficiency").value + boiler / fact("e_boiler.efficiency").value
    assert dear().net("pers") - gas_only().net("pers") == pytest.approx(power, abs=1e-4)


def test_a_machine_gives_no_more_than_its_power() -> None:
    assert dear().sizes[PUMP] >= fact("steam_heat_pump.least_kw").value
    for name in (PUMP, BOILER):
        assert np.all(dear().flow(f"{name}:kw") <= dear().sizes[name] + 1e-5)


def cheap_nights(setting: Setting) -> Setting:
    """Power costs nothing before noon and 1 EUR after it, gas lies between, and the connection takes it all."""
    price, room_kw = np.where(np.arange(8760) % 24 < 12, 0.0, 1.0), np.full(8760, 1_000.0)
    mine = replace(setting.rates["pers"], offtake_eur_per_kwh=price, heat_eur_per_kwh=0.5, peaks=())
    return replace(setting, rates={**setting.rates, "pers": replace(mine, offtake_limit_kw=room_kw)})


def test_where_power_is_cheap_in_some_hours_only_the_hybrid_uses_both() -> None:
    most_kw = float(dairy().uses["pers"].process_kw.max())
    plan = Plan(cheap_nights(dairy()), measures("process_heat"), known={BOILER: most_kw, PUMP: 0.0})
    asked = plan.steps.of(dairy().uses["pers"].process_kw)
    morning = plan.steps.pick % 24 < 12
    assert plan.flow(f"{BOILER}:kw")[morning] == pytest.approx(asked[morning], abs=1e-5)
    assert plan.flow("process_boiler/pers")[~morning] == pytest.approx(asked[~morning], abs=1e-5)
    assert plan.flow(f"{BOILER}:kw")[~morning].max() == pytest.approx(0.0, abs=1e-5)
    assert asked[morning].sum() > 1.0
    assert asked[~morning].sum() > 1.0


def test_a_kilowatt_costs_its_annuity_and_upkeep() -> None:
    """60 EUR per kW and 1 EUR of upkeep: an electric boiler of 50 kW is 3,000 EUR and 50 EUR a year."""
    (found,) = ProcessHeat().builds(dairy(), {BOILER: 50.0})
    assert (found.measure, found.owner, found.amount, found.unit) == ("process_heat", "pers", 50.0, "kW")
    assert (found.investment_eur, found.upkeep_eur) == pytest.approx((3_000.0, 50.0))
    assert found.eur_per_year == pytest.approx(50.0 * priced("e_boiler", "kw").yearly(dairy().interest))


def test_a_company_may_have_two_machines_and_each_is_a_build() -> None:
    found = list(ProcessHeat().builds(dairy(), {PUMP: 100.0, BOILER: 50.0}))
    assert [b.amount for b in found] == [100.0, 50.0]
    assert machines(140.0) == ("steam_heat_pump", "e_boiler")
