"""Koel has little heat in every hour and pers asks much in the morning: a tank beside koel waits with the night's."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from shapely.geometry import LineString, Point
from small_setting import Plan, X, Y, companies, days, dear_gas, measures, park, setting_of

from collectief.facts import HeatLevelKey, fact, swung, usual_level
from collectief.heat.pipe import trenches
from collectief.heat.stretch import Stretch
from collectief.measure import PARK, HeatNetwork, Setting
from collectief.measure.build import STORED
from collectief.measure.hot_water import coldest_day_kwh, kept
from collectief.measure.nets import parted
from collectief.measure.network_tank import tank_kw, tank_price
from collectief.model import Flow, Limit, Part, Size, Steps, Store
from collectief.park import HeatSource, ResidualHeat
from collectief.plan.network_screen import passes_of
from collectief.plan.network_water import networks_of
from collectief.plan.steps import coarse, design_steps

TANK = "network_tank/koel"
LEAST_KWH = 50.0
INTO, OUT, STOCK = f"{TANK}:fills", f"{TANK}:gives", f"{TANK}:store:stock"


def setting(*, spare_kw: float = 95.0, level: HeatLevelKey | None = None) -> Setting:
    pers, koel, *_ = companies()
    koel = replace(koel, gas_m3=0.0, residual_heat=ResidualHeat(spare_kw, 95.0, True))
    which = park([pers, koel])
    rules = replace(which.rules, heat_level=level)
    return dear_gas(setting_of(replace(which, rules=rules)), 2.0)


def planned(when: Steps | None = None, known: dict[str, float] | None = None) -> Plan:
    """With tanks as small as this park."""
    with swung({"heat_tank.least_kwh": LEAST_KWH}):
        return Plan(setting(), measures("heat_network"), gap=1e-5, when=when, known=known)


@cache
def plan() -> Plan:
    return planned()


def test_heat_of_the_night_is_there_in_the_morning() -> None:
    found = plan()
    given, into, out = (found.flow(name) for name in ("residual/koel:kw", INTO, OUT))
    taken = found.flow("connect/pers:kw")
    assert found.sizes[TANK] >= LEAST_KWH
    assert taken.max() > given.max() + 1.0
    assert np.all(into <= given + 1e-4)
    assert np.all(taken <= given - into + out + 1e-4)
    assert into.sum() * kept() == pytest.approx(out.sum(), rel=1e-4)
    assert found.flow(STOCK).max() <= found.sizes[TANK] + 1e-4
    assert max(into.max(), out.max()) <= tank_kw(found.sizes[TANK]) + 1e-4


def test_without_it_pers_burns_more() -> None:
    without = planned(known={TANK: 0.0, f"{TANK}?": 0.0})
    assert without.flow("connect/pers:kw").max() <= without.flow("residual/koel:kw").max() + 1e-4
    assert plan().answer.upper < without.answer.lower - 1.0


def test_pipes_carry_what_the_tank_gives_as_well() -> None:
    sizes = plan().sizes
    assert sizes["connect/pers"] > sizes["residual/koel"] + 1.0
    assert sizes["connect/pers"] <= sizes["residual/koel"] + tank_kw(sizes[TANK]) + 1e-4


def test_it_is_built_by_who_has_the_source_at_the_price_of_the_tables() -> None:
    found = plan()
    (built,) = (b for b in HeatNetwork().builds(found.setting, found.sizes) if b.part == STORED)
    assert (built.owner, built.place, built.unit) == ("koel", "koel", "kWh")
    assert built.amount == pytest.approx(found.sizes[TANK])
    assert built.investment_eur == pytest.approx(fact("heat_tank.eur_per_kwh").value * built.amount)
    assert built.eur_per_year == pytest.approx(tank_price(found.setting).yearly(found.setting.interest) * built.amount)


def test_colder_water_holds_less_between_supply_and_return() -> None:
    """55/30 has 25 degrees of the 30 for which the price is."""
    usual, cold = tank_price(setting()), tank_price(setting(level="lt"))
    assert cold.investment_eur == pytest.approx(usual.investment_eur * 30 / 25)
    assert cold.upkeep_eur == pytest.approx(usual.upkeep_eur * 30 / 25)


def test_it_holds_no_more_than_the_coldest_day_and_is_not_for_a_small_one() -> None:
    made = setting()
    (size,) = (p for p in HeatNetwork().shared_parts(made) if isinstance(p, Size) and p.name == TANK)
    asked = sum(u.space_kw for u in made.uses.values())
    assert size.upper == pytest.approx(coldest_day_kwh(np.asarray(asked)))
    with swung({"heat_tank.least_kwh": size.upper + 1.0}):
        assert not [p for p in HeatNetwork().shared_parts(made) if p.name.startswith(TANK)]


def test_only_what_its_own_source_gives_goes_in() -> None:
    limits = {p.name: p for p in HeatNetwork().shared_parts(setting()) if isinstance(p, Limit)}
    assert set(limits[f"{TANK}:own"].terms) == {INTO, "residual/koel:kw", "reserve/koel:kw"}
    assert [p.size for p in HeatNetwork().shared_parts(setting()) if isinstance(p, Store)] == [TANK]


def test_a_source_of_the_map_has_a_tank_of_nobody() -> None:
    bare = [replace(c, residual_heat=None) for c in companies()[:2]]
    well = HeatSource("put", "geothermal", Point(X + 80, Y - 20), 120.0, 75.0, eur_per_kwh=0.02)
    made = setting_of(replace(park(bare), heat_sources=(well,)))
    (size,) = (
        p for p in HeatNetwork().shared_parts(made) if isinstance(p, Size) and p.name.startswith("network_tank/")
    )
    assert (size.name, size.owner) == ("network_tank/source/put", PARK)
    (built,) = (b for b in HeatNetwork().builds(made, {size.name: 300.0}) if b.part == STORED)
    assert (built.owner, built.place) == (PARK, "source/put")


def test_a_tank_makes_no_heat() -> None:
    """What heat costs is what the source asks, and a source that is off in summer leaves hours without heat."""
    passes = passes_of(setting(), design_steps(setting(), 2), agreed={})
    assert passes is not None
    assert [p.name for p in passes._sources_of_heat()] == ["residual/koel:kw"]
    few = HeatSource("put", "geothermal", Point(X + 80, Y - 20), 120.0, 75.0, months=(10, 4), eur_per_kwh=0.02)
    bare = [replace(c, residual_heat=None) for c in companies()[:2]]
    made = dear_gas(setting_of(replace(park(bare), heat_sources=(few,))), 0.5)
    seasonal = passes_of(made, design_steps(made, 2), agreed={})
    assert seasonal is not None
    assert not seasonal.steady
    assert float(seasonal.price(None)[seasonal.steps.pick].min()) > 0.01


def test_its_tie_is_in_no_bound() -> None:
    """What steers a store is on no bill: a bound that held it could lie above what a plan costs."""
    flows = [p for p in HeatNetwork().shared_parts(setting()) if isinstance(p, Flow) and p.size == TANK]
    assert len(flows) == 2
    assert not any(np.any(p.eur_per_kwh) for p in flows)


def test_it_stands_in_the_net_of_its_source() -> None:
    edges = [Stretch("1", "koel", "pers", 10.0, LineString([(0, 0), (10, 0)]))]
    heat = ("park", "network_heat")
    parts: list[Part] = [
        Flow("residual/koel:kw", "koel", {heat: 1.0}, 1.0, "residual/koel"),
        Flow(OUT, "koel", {heat: 1.0, ("koel", "tank"): -1.0}, 0.5, TANK),
    ]
    source, tank = (p for p in parted(parts, edges, heat=heat, dug=("pipe/1/out",)) if isinstance(p, Flow))
    assert source.into.keys() < tank.into.keys()
    assert heat not in tank.into


def test_the_water_of_a_net_counts_on_it() -> None:
    row = (Stretch("1", "koel", "pers", 10.0, LineString([(0, 0), (10, 0)])),)
    sizes = {"pipe/1/out": trenches()[3].most_kw, "residual/koel": 40.0, TANK: 60.0, "connect/pers": 80.0}
    (net,) = networks_of(row, sizes, usual_level()) or ()
    assert [p.kw for p in net.pipes] == [pytest.approx(40.0 + tank_kw(60.0))]


def test_days_of_three_hours_a_step_know_how_long_a_tank_fills() -> None:
    """The same day in steps of one hour and of three costs about the same, with a tank of about the same size."""
    one = plan()
    three = planned(coarse(days(), every=3))
    assert three.sizes[TANK] == pytest.approx(one.sizes[TANK], rel=0.25)
    assert three.flow(OUT) @ three.steps.weight == pytest.approx(one.flow(OUT) @ one.steps.weight, rel=0.25)
