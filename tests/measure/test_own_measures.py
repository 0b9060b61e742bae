"""What one company can do by itself: save, sun, store, pump heat, recover heat and charge."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import Plan, companies, company, days, dear_gas, measures, park, setting_of, small

from collectief.facts import fact
from collectief.measure import PARK, Battery, ChargingHub, Efficiency, HeatPump, HeatRecovery, Setting, Solar
from collectief.measure.efficiency import ELECTRIC, PACKAGES, package_build, price, required, saved_kw, saving_share
from collectief.model import Flow, Size, Store, amounts, solve, store_blocks, to_rows
from collectief.model.parts import Array
from collectief.money import annuity
from collectief.park import Mobility
from collectief.profile.cop import air_cop


@cache
def plan(*keys: str) -> Plan:
    """The best plan of the park with these measures."""
    return Plan(small(), measures(*keys))


def part_of(setting: Setting, measure: Efficiency | Solar | Battery | HeatPump | ChargingHub, me: str) -> list[Size]:
    return [p for p in measure.own_parts(setting, setting.park.company(me)) if isinstance(p, Size)]


# --- efficiency


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_saves_its_share_of_every_hour(package: str) -> None:
    pers = small().park.company("pers")
    load = small().uses["pers"].electricity_kw if package in ELECTRIC else small().uses["pers"].space_kw
    assert saved_kw(small(), pers, package) == pytest.approx(saving_share(small(), pers, package) * load)


def test_light_saves_no_more_than_its_floor_can() -> None:
    """15 kWh for each m2 of floor, or 12 % of the use where that is less; 12 % too where no floor is known."""
    pers, (hall, *_) = small().park.company("pers"), small().park.buildings
    lit = [
        replace(small(), park=replace(small().park, buildings=halls))
        for halls in ((replace(hall, floor_m2=600.0),), (hall,), ())
    ]
    assert saved_kw(lit[0], pers, "lighting").sum() == pytest.approx(15 * 600)
    assert [saving_share(bright, pers, "lighting") for bright in lit[1:]] == [0.12, 0.12]
    assert saving_share(lit[0], pers, "process") == 0.06


def test_efficiency_saves_what_it_says() -> None:
    """Offtake and gas fall by the packages that are done, hour by hour."""
    done, none = plan("efficiency"), plan()
    for c in small().park.companies:
        share = {p: done.sizes.get(f"efficiency/{c.id}/{p}", 0.0) for p in PACKAGES}
        less = {p: share[p] * done.steps.of(saved_kw(small(), c, p)) for p in PACKAGES}
        electric = sum(less[p] for p in ELECTRIC)
        thermal = sum(less[p] for p in PACKAGES if p not in ELECTRIC)
        assert none.net(c.id) - done.net(c.id) == pytest.approx(electric, abs=1e-5)
        boiler = f"boiler/{c.id}"
        assert none.flow(boiler) - done.flow(boiler) == pytest.approx(thermal, abs=1e-5)
    assert sum(a for n, a in done.sizes.items() if n.startswith("efficiency/")) > 1.0


def test_half_a_package_saves_and_costs_half() -> None:
    pers = small().park.company("pers")
    whole, half = (package_build(small(), pers, "lighting", share) for share in (1.0, 0.5))
    assert whole.amount == pytest.approx(saving_share(small(), pers, "lighting") * pers.electricity_kwh)
    assert whole.investment_eur == pytest.approx(whole.amount * 0.45)
    assert (half.amount, half.investment_eur, half.eur_per_year) == pytest.approx(
        (whole.amount / 2, whole.investment_eur / 2, whole.eur_per_year / 2)
    )
    assert price(small(), pers, "lighting").investment_eur == pytest.approx(whole.investment_eur)


def test_what_the_law_asks_for_is_no_longer_a_choice() -> None:
    duty = replace(small(), duty=frozenset({("pers", "lighting")}))
    names = [s.name for s in part_of(duty, Efficiency(), "pers")]
    assert "efficiency/pers/lighting" not in names
    assert "efficiency/pers/process" in names


def test_the_duty_asks_only_large_users_and_only_what_pays_back() -> None:
    """Pers uses 788,400 kWh; a small shop with the same prices is left alone."""
    pers = small().park.company("pers")
    assert required(small(), pers, "lighting")
    assert not required(small(), replace(pers, electricity_kwh=40_000.0, gas_m3=0.0), "lighting")
    assert not required(small(), pers, "envelope")
    cheap = replace(small().rates["pers"], offtake_eur_per_kwh=np.full(8760, 0.01))
    assert not required(replace(small(), rates={**small().rates, "pers": cheap}), pers, "lighting")


# --- solar


def test_panels_never_exceed_the_roof() -> None:
    found = plan("solar")
    for c in small().park.companies:
        roof = 500.0 * fact("solar.kwp_per_m2").value
        assert small().uses[c.id].roof_kwp == pytest.approx(roof)
        assert found.sizes[f"solar/{c.id}"] <= roof + 1e-6


def test_panels_give_no_more_than_the_sun() -> None:
    found = plan("solar")
    sun = found.steps.of(small().sun_kw_per_kwp)
    for c in small().park.companies:
        assert np.all(found.flow(f"solar/{c.id}:kw") <= found.sizes[f"solar/{c.id}"] * sun + 1e-5)


def test_a_roof_that_is_full_takes_no_panels() -> None:
    full = setting_of(park([replace(company("pers"), solar_kwp=150.0), companies()[1]]))
    assert full.uses["pers"].roof_kwp == 0.0
    assert not part_of(full, Solar(), "pers")


def test_solar_leaves_less_to_buy_and_never_more_than_it_gives() -> None:
    less = sum(plan().net(c.id) - plan("solar").net(c.id) for c in small().park.companies)
    assert less == pytest.approx(plan("solar").flows("solar/", ":kw"), abs=1e-5)


# --- battery


@cache
def with_batteries() -> Plan:
    """The park in which pers and koel have a battery, in modules: what it costs no longer matters."""
    known = {"battery/pers": 2.0, "battery/koel": 1.0, "battery/vracht": 0.0}
    return Plan(small(), measures("battery", "solar"), known=known)


@pytest.mark.parametrize("day", [0, 1])
def test_a_battery_gives_back_what_it_took_less_its_loss(day: int) -> None:
    found = with_batteries()
    hours = slice(24 * day, 24 * day + 24)
    moved = 0.0
    for c in small().park.companies:
        charge, discharge, stock = (found.flow(n)[hours] for n in store_blocks(f"battery/{c.id}:store"))
        assert fact("battery.round_trip").value * charge.sum() == pytest.approx(discharge.sum(), abs=1e-4)
        assert np.all(stock <= found.sizes.get(f"battery/{c.id}", 0.0) + 1e-5)
        assert np.all(
            charge + discharge <= found.sizes.get(f"battery/{c.id}", 0.0) / fact("battery.hours").value + 1e-5
        )
        moved += float(charge.sum())
    assert moved > 1.0


def test_the_stock_follows_what_goes_in_and_out() -> None:
    found = with_batteries()
    charge, discharge, stock = (found.flow(n)[:24] for n in store_blocks("battery/koel:store"))
    change = fact("battery.round_trip").value * charge - discharge
    assert stock - np.roll(stock, 1) == pytest.approx(change, abs=1e-4)


def test_a_battery_is_never_filled_and_emptied_at_once_where_power_has_a_price() -> None:
    """Round trip loses power that has to be bought: only below zero would that pay."""
    found = with_batteries()
    dear = found.steps.of(small().year.price_eur_per_kwh) > 0.01
    charge, discharge, _ = (found.flow(n) for n in store_blocks("battery/koel:store"))
    assert np.minimum(charge, discharge)[dear].max() == pytest.approx(0.0, abs=1e-5)


def test_of_ways_that_cost_the_same_the_one_with_the_least_throughput_is_run() -> None:
    """A kWh out of a store has a price that decides between equals and nothing else: a hundredth of a cent."""
    setting = small()
    own = [p for m in measures("battery", "heat_tank") for c in setting.park.companies for p in m.own_parts(setting, c)]
    found = [p for p in (*own, *Battery().shared_parts(setting)) if isinstance(p, Store)]
    assert {p.name.partition("/")[0] for p in found} == {"battery", "heat_tank"}
    assert {p.owner for p in found} >= {"koel", PARK}
    assert all(0.0 < p.eur_per_kwh <= 1e-4 for p in found)


def test_a_small_user_gets_no_battery_of_its_own() -> None:
    assert not part_of(small(), Battery(), "klein")


def test_a_battery_is_as_many_whole_modules_as_hold_a_days_use() -> None:
    """A mean of 85 kW is 2,040 kWh a day: 63 modules of 32 kWh, and 24 kWh that are in none."""
    size = battery_of(small())
    assert (size.module, size.upper) == (fact("battery.module_kwh").value, 63 * 32.0)
    assert 0.0 < 24 * small().uses["koel"].electricity_kw.mean() - size.upper < size.module


def battery_of(setting: Setting, me: str = "koel") -> Size:
    """The battery that a company may build."""
    return part_of(setting, Battery(), me)[0]


def test_a_battery_pays_once_for_its_place_and_then_per_kwh() -> None:
    """10,000 EUR once and 400 EUR a kWh: 100 kWh is 50,000 EUR."""
    (found,) = Battery().builds(small(), {"battery/koel": 100.0})
    once, each = fact("battery.eur_fixed").value, fact("battery.eur_per_kwh").value
    assert found.investment_eur == pytest.approx(once + 100.0 * each) == pytest.approx(50_000.0)
    size = battery_of(small())
    assert found.eur_per_year == pytest.approx(size.eur_fixed + 100.0 * size.eur_per_unit)
    assert size.eur_fixed == pytest.approx(once * annuity(small().interest, fact("battery.life_years").value))


@pytest.mark.parametrize(("gain_eur_per_kwh", "kwh"), [(1.0, 0.0), (20.0, 0.0), (40.0, 32.0)])
def test_a_battery_has_to_earn_its_place(gain_eur_per_kwh: float, kwh: float) -> None:
    """Placing one is 963 EUR a year: 32 kWh that gain 20 EUR each above their own price stay away, 40 EUR builds."""
    size = replace(battery_of(small()), eur_per_unit=-gain_eur_per_kwh, upper=40.0)
    rows = to_rows([size], days())
    assert amounts([size], rows, solve(rows).x) == {size.name: pytest.approx(kwh)}


def test_who_uses_too_little_for_one_module_gets_no_battery() -> None:
    """A mean of 1.3 kW is 31.2 kWh a day."""
    use = replace(small().uses["koel"], electricity_kw=np.full(8760, 1.3))
    quiet = replace(small(), uses={**small().uses, "koel": use})
    assert not part_of(quiet, Battery(), "koel")


def test_chargers_are_no_smaller_than_one_charge_point() -> None:
    """Klein needs less than 3.7 kW, so it has that, or none."""
    assert fact("charging.least_kw").value == pytest.approx(0.23 * 16, abs=0.05)
    for me, found in ((c.id, plan("charging_hub").sizes.get(f"chargers/{c.id}", 0.0)) for c in companies()):
        assert found == pytest.approx(0.0, abs=1e-6) or found >= 3.7 - 1e-6, me
    assert plan("charging_hub").sizes["chargers/vracht"] > 3.7
    one = replace(company("klein", tariff="KV_3x63A"), mobility=Mobility(400.0))
    tiny = part_of(setting_of(park([one])), ChargingHub(), "klein")[0]
    assert (tiny.name, tiny.least, tiny.upper) == ("chargers/klein", 3.7, 3.7)


# --- heat pump and own residual heat


def test_a_heat_pump_takes_electricity_by_the_air() -> None:
    """Colder air, more power for the same heat."""
    dear = Plan(dear_gas(small()), measures("heat_pump"))
    none = Plan(dear_gas(small()), ())
    cop = dear.steps.of(air_cop(small().air_degc, fact("heat_pump.supply_degc").value))
    for me in ("pers", "koel", "vracht", "klein"):
        heat = dear.flow(f"heat_pump/{me}:kw")
        assert heat.sum() > 1.0
        assert dear.net(me) - none.net(me) == pytest.approx(heat / cop, abs=1e-4)


def test_a_heat_pump_never_serves_process_heat() -> None:
    """A bakery with gas at 2 EUR a kWh: ovens stay on gas, the pump gives no more than the building asks."""
    ovens = replace(companies()[0], sector="industrial_bakery")
    bakery = dear_gas(setting_of(park([ovens, *companies()[1:]])))
    dear = Plan(bakery, measures("heat_pump", "heat_recovery"))
    assert bakery.uses["pers"].process_kw.sum() > bakery.uses["pers"].space_kw.sum()
    for c in bakery.park.companies:
        space = dear.steps.of(bakery.uses[c.id].space_kw)
        given = dear.flow(f"heat_pump/{c.id}:kw") + dear.flow(f"recovery/{c.id}:kw")
        assert np.all(given <= space + 1e-5)
        assert given + dear.flow(f"boiler/{c.id}") == pytest.approx(space, abs=1e-5)


def test_without_space_heat_there_is_no_heat_pump() -> None:
    bakery = replace(company("pers", gas_m3=30_000.0), sector="industrial_bakery")
    cold = setting_of(park([replace(bakery, gas_m3=0.0), companies()[1]]))
    assert not part_of(cold, HeatPump(), "pers")
    assert not list(HeatRecovery().own_parts(cold, cold.park.company("pers")))


def test_own_residual_heat_is_lifted_by_own_power() -> None:
    """Cooling of 32 degrees, for heating of 55: half of Carnot would be 7.1, of which a kW of heat takes a part."""
    dear, none = Plan(dear_gas(small()), measures("heat_recovery")), Plan(dear_gas(small()), ())
    heat = dear.flow("recovery/koel:kw")
    assert heat.sum() > 1.0
    assert dear.net("koel") - none.net("koel") == pytest.approx(heat / (0.5 * 328.15 / 23.0), abs=1e-4)


# --- charging


def charged(found: Plan, me: str, kind: str) -> Array:
    """kW into the vehicles of a company, at home and on the hub."""
    home = found.flow(f"chargers/{me}/{kind}:kw")
    return np.asarray(home + found.flow(f"hub/noord/{me}/{kind}:kw")) * fact("charging.efficiency").value


@pytest.mark.parametrize("keys", [(), ("charging_hub",), ("charging_hub", "group_contract", "solar")])
@pytest.mark.parametrize("day", [0, 1])
def test_driving_is_always_served(keys: tuple[str, ...], day: int) -> None:
    """What is due in a day is charged at home, on the hub or in public in that day."""
    found, hours = plan(*keys), slice(24 * day, 24 * day + 24)
    for c in small().park.companies:
        for fleet in small().uses[c.id].fleets:
            due = found.steps.of(fleet.due_kw)[hours].sum()
            public = found.flow(f"public/{c.id}/{fleet.kind}")[hours].sum()
            assert public + charged(found, c.id, fleet.kind)[hours].sum() == pytest.approx(due, abs=1e-4)
            assert due > 0


def test_without_chargers_all_driving_is_charged_in_public() -> None:
    public = plan().flows("public/")
    due = sum(plan().steps.of(f.due_kw) for u in small().uses.values() for f in u.fleets)
    assert public == pytest.approx(due, abs=1e-6)


def test_vehicles_charge_only_while_they_are_plugged_in() -> None:
    found = plan("charging_hub")
    for c in small().park.companies:
        for fleet in small().uses[c.id].fleets:
            away = found.steps.of(fleet.plugged) == 0
            assert charged(found, c.id, fleet.kind)[away].max() == pytest.approx(0.0, abs=1e-6)
    assert found.flows("chargers/", ":kw").sum() > 0


def test_at_a_hub_too_vehicles_charge_only_while_they_are_not_on_the_road() -> None:
    flows = {p.name: p for p in ChargingHub().shared_parts(small()) if isinstance(p, Flow)}
    seen = 0
    for c in small().park.companies:
        for fleet in small().uses[c.id].fleets:
            most_kw = np.asarray(flows[f"hub/noord/{c.id}/{fleet.kind}:kw"].upper)
            assert np.all(most_kw[fleet.plugged == 0] == 0.0)
            assert np.all(most_kw[fleet.plugged == 1] == fleet.most_kwh)
            seen += int((fleet.plugged == 0).sum())
    assert seen > 0


def test_chargers_give_no_more_than_their_power() -> None:
    found = plan("charging_hub")
    for me in ("vracht", "klein"):
        assert np.all(found.flows(f"chargers/{me}/", ":kw") <= found.sizes[f"chargers/{me}"] + 1e-5)


@pytest.mark.parametrize(("known_kw", "most_kw"), [(8.0, 8.0), (3.0, 0.0), (0.0, 0.0), (1e6, None)])
def test_chargers_are_no_more_than_the_company_says_they_can_be(known_kw: float, most_kw: float | None) -> None:
    """Below 3.7 kW there is no charge point; what the chargers cannot give is charged in public."""
    truck = small().park.company("vracht")
    told = replace(truck, mobility=replace(truck.mobility, charger_kw=known_kw))
    here = setting_of(park([told if c.id == "vracht" else c for c in companies()]))
    free, bound = ({s.name: s.upper for s in part_of(one, ChargingHub(), "vracht")} for one in (small(), here))
    if most_kw is None:
        assert bound == free
        return
    assert bound.get("chargers/vracht", 0.0) == most_kw < free["chargers/vracht"]
    found = Plan(here, measures("charging_hub"))
    assert found.flows("chargers/vracht/", ":kw").max() <= most_kw + 1e-5
    assert found.flows("public/vracht/").sum() + found.flows("hub/noord/vracht/", ":kw").sum() > 0


def test_who_does_not_drive_gets_no_charger() -> None:
    assert not part_of(small(), ChargingHub(), "pers")
    assert len(part_of(small(), ChargingHub(), "vracht")) == 3  # chargers, and the batteries of vans and of lorries


def test_a_hub_needs_two_who_drive() -> None:
    one = setting_of(park(companies()[:3]))
    assert not list(ChargingHub().shared_parts(one))
    assert list(ChargingHub().shared_parts(small()))


def test_at_the_same_cost_vehicles_charge_at_home_and_not_on_the_hub() -> None:
    """What is charged on the hub stands in another bill than what is charged at home: which of both is no toss-up."""
    hub = [p for p in ChargingHub().shared_parts(small()) if isinstance(p, Flow) and p.owner != PARK]
    home = [p for c in companies() for p in ChargingHub().own_parts(small(), c) if isinstance(p, Flow)]
    assert hub
    assert home
    assert all(-1e-3 < float(np.min(p.eur_per_kwh)) < 0.0 for p in home)
    assert not any(np.any(p.eur_per_kwh) for p in hub)  # a bound on bills may be lower for a tie, never higher
