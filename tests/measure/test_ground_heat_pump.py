"""A heat pump on the ground: one COP all year, dearer to buy than one on air, and each where it is the cheaper one."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import Plan, dear_gas, measures, small

from collectief.facts import fact, swung
from collectief.measure import AquiferStore, GroundHeatPump, Measure, Setting
from collectief.measure.build import priced
from collectief.measure.ground_heat_pump import ground_cop
from collectief.model import Size
from collectief.profile.cop import air_cop

PUMP = "ground_heat_pump/pers"


@cache
def ground() -> Plan:
    """Gas at 2 EUR per kWh of heat, and no pump on air."""
    return Plan(dear_gas(small()), measures("ground_heat_pump"))


def test_its_cop_is_half_of_carnot_from_8_to_55_degrees() -> None:
    """328.15 K over a lift of 47 K is 6.98."""
    assert ground_cop(55.0) == pytest.approx(0.5 * 328.15 / 47.0)


def test_it_is_dearer_than_one_on_air_and_gives_more_in_the_cold() -> None:
    assert priced("ground_heat_pump", "kw").yearly(0.05) > priced("heat_pump", "kw").yearly(0.05)
    assert ground_cop(55.0) > air_cop(np.array([0.0]), fact("heat_pump.supply_degc").value)[0]


def test_the_same_heat_takes_the_same_power_in_every_hour() -> None:
    none = Plan(dear_gas(small()), ())
    heat = ground().flow(f"{PUMP}:kw")
    assert heat.sum() > 1.0
    assert ground().net("pers") - none.net("pers") == pytest.approx(heat / ground_cop(55.0), abs=1e-4)


def test_heat_is_served_by_the_pump_and_the_boiler() -> None:
    given = ground().flow(f"{PUMP}:kw") + ground().flow("boiler/pers")
    assert given == pytest.approx(ground().steps.of(small().uses["pers"].space_kw), abs=1e-5)


@pytest.mark.parametrize(("most_kw", "offered"), [(149.9, False), (150.1, True)])
def test_a_building_of_which_half_the_peak_is_less_than_the_smallest_is_offered_none(
    most_kw: float, offered: bool
) -> None:
    pers, heat = small().park.company("pers"), small().uses["pers"].space_kw
    use = replace(small().uses["pers"], space_kw=heat * most_kw / heat.max())
    setting = replace(small(), uses={**small().uses, "pers": use})
    assert bool([p for p in GroundHeatPump().own_parts(setting, pers) if isinstance(p, Size)]) is offered


@pytest.mark.parametrize("measure", [GroundHeatPump(), AquiferStore()])
@pytest.mark.parametrize(("share", "offered"), [(0.4, False), (0.7, True)])
def test_one_figure_says_which_part_of_the_peak_a_source_in_the_ground_serves(
    measure: Measure, share: float, offered: bool
) -> None:
    """Of 200 kW 0.4 is 80 and 0.7 is 140; the smallest is 90 kW here for both."""
    pers, heat = small().park.company("pers"), small().uses["pers"].space_kw
    use = replace(small().uses["pers"], space_kw=heat * 200.0 / heat.max())
    setting = replace(small(), uses={**small().uses, "pers": use})
    smallest = {"ground_heat_pump.least_kw": 90.0, "aquifer_store.least_kw": 90.0}
    with swung({**smallest, "ground_heat_pump.base_share": share}):
        assert bool(list(measure.own_parts(setting, pers))) is offered


def chosen(setting: Setting) -> tuple[float, float]:
    """kW on air and on the ground at pers where both may be built."""
    found = Plan(setting, measures("heat_pump", "ground_heat_pump"))
    return found.sizes["heat_pump/pers"], found.sizes[PUMP]


def test_the_cheaper_source_is_chosen_where_both_are_on_offer() -> None:
    """As dear as air, the ground wins for its COP; ten times as dear, it is left alone."""
    with swung({"ground_heat_pump.eur_per_kw": fact("heat_pump.eur_per_kw").value}):
        air, deep = chosen(dear_gas(small(), 0.3))
    assert deep > 20.0
    assert air == pytest.approx(0.0, abs=1e-6)
    with swung({"ground_heat_pump.eur_per_kw": 14_000.0}):
        air, deep = chosen(dear_gas(small(), 0.3))
    assert air > 20.0
    assert deep == pytest.approx(0.0, abs=1e-6)


def test_a_kilowatt_costs_its_annuity_and_upkeep() -> None:
    (found,) = GroundHeatPump().builds(small(), {PUMP: 50.0})
    assert (found.measure, found.owner, found.amount, found.unit) == ("ground_heat_pump", "pers", 50.0, "kW")
    assert found.investment_eur == pytest.approx(70_000.0)
    assert found.eur_per_year == pytest.approx(50.0 * priced("ground_heat_pump", "kw").yearly(small().interest))
