"""A tank of hot water: what it holds, what it loses, and that it moves heat from cheap hours to dear ones."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import Plan, measures, small

from collectief.facts import fact
from collectief.measure import HeatTank, Setting
from collectief.measure.hot_water import coldest_day_kwh, kept, tank_m3
from collectief.model import Size, store_blocks

TANK, PUMP = "heat_tank/pers", "heat_pump/pers"


@cache
def cheap_mornings() -> Setting:
    """Power costs nothing before noon and 1 EUR after it, gas lies between, and the connection takes it all."""
    price, room_kw = np.where(np.arange(8760) % 24 < 12, 0.0, 1.0), np.full(8760, 1_000.0)
    mine = replace(small().rates["pers"], offtake_eur_per_kwh=price, heat_eur_per_kwh=0.1, peaks=())
    return replace(small(), rates={**small().rates, "pers": replace(mine, offtake_limit_kw=room_kw)})


@cache
def plan(tank_kwh: float) -> Plan:
    """Pers has a heat pump for its coldest hour and a tank of this size: what they cost no longer matters."""
    known = {PUMP: float(small().uses["pers"].space_kw.max()), TANK: tank_kwh}
    return Plan(cheap_mornings(), measures("heat_pump", "heat_tank"), known=known)


def test_a_cubic_metre_over_30_kelvin_holds_34_kilowatt_hours() -> None:
    """1.14 kWh for each m3 and kelvin."""
    assert tank_m3(34.2) == pytest.approx(1.0)


def test_what_waits_eight_hours_loses_eight_thousandths() -> None:
    assert kept() == pytest.approx(0.999**8)


def test_a_tank_holds_no_more_than_the_coldest_day_asks() -> None:
    day = np.zeros(8760)
    day[24:48], day[48:72] = 2.0, 3.0
    assert coldest_day_kwh(day) == pytest.approx(72.0)
    (size,) = (p for p in HeatTank().own_parts(small(), small().park.company("pers")) if isinstance(p, Size))
    assert size.upper == pytest.approx(coldest_day_kwh(small().uses["pers"].space_kw))
    assert size.least == fact("heat_tank.least_kwh").value


def test_who_could_not_fill_the_smallest_tank_in_time_is_offered_none() -> None:
    """Two hours of the peak."""
    least, pers = fact("heat_tank.least_kwh").value, small().park.company("pers")
    for share, offered in ((0.99, False), (1.01, True)):
        use = replace(small().uses["pers"], space_kw=np.full(8760, share * least / 2))
        setting = replace(small(), uses={**small().uses, "pers": use})
        assert bool(list(HeatTank().own_parts(setting, pers))) is offered


@pytest.mark.parametrize("day", [0, 1])
def test_a_tank_gives_back_what_it_took_less_its_loss_and_never_holds_more_than_it_can(day: int) -> None:
    found, hours = plan(200.0), slice(24 * day, 24 * day + 24)
    into, out, stock = (found.flow(n)[hours] for n in store_blocks(f"{TANK}:store"))
    assert kept() * into.sum() == pytest.approx(out.sum(), abs=1e-4)
    assert stock.max() <= 200.0 + 1e-5
    assert (into + out).max() <= 200.0 / fact("heat_tank.hours_to_fill").value + 1e-5


def test_every_hour_of_heat_is_served_with_the_tank_in_between() -> None:
    found = plan(200.0)
    into, out, _ = (found.flow(n) for n in store_blocks(f"{TANK}:store"))
    given = found.flow(f"{PUMP}:kw") + found.flow("boiler/pers") + out - into
    assert given == pytest.approx(found.steps.of(small().uses["pers"].space_kw), abs=1e-4)


def test_a_tank_lets_the_pump_work_in_the_cheap_hours_and_spares_gas_in_the_dear_ones() -> None:
    with_it, without = plan(200.0), plan(0.0)
    morning = with_it.steps.pick % 24 < 12
    more = with_it.flow(f"{PUMP}:kw") - without.flow(f"{PUMP}:kw")
    assert more[morning].sum() > 10.0
    assert more[~morning].sum() == pytest.approx(0.0, abs=1e-3)
    spared = without.flow("boiler/pers")[~morning].sum() - with_it.flow("boiler/pers")[~morning].sum()
    assert spared == pytest.approx(kept() * more[morning].sum(), abs=1e-2)
    assert with_it.answer.upper < without.answer.lower


def test_beside_a_boiler_alone_a_tank_has_nothing_to_do() -> None:
    found = Plan(cheap_mornings(), measures("heat_tank"), known={TANK: 200.0})
    assert found.flow(store_blocks(f"{TANK}:store")[1]).max() == pytest.approx(0.0, abs=1e-5)


def test_a_tank_costs_its_annuity_and_upkeep_per_kilowatt_hour() -> None:
    (found,) = HeatTank().builds(small(), {TANK: 100.0})
    assert (found.measure, found.owner, found.unit) == ("heat_tank", "pers", "kWh")
    assert found.investment_eur == pytest.approx(100.0 * fact("heat_tank.eur_per_kwh").value)
    assert found.upkeep_eur == pytest.approx(100.0 * fact("heat_tank.upkeep_eur_per_kwh").value)
