"""What measures earn back: by hand at today's rates, and as the difference between two whole ways through the year."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from collectief import read_park, read_year
from collectief.facts import fact
from collectief.measure import (
    PARK,
    Battery,
    Build,
    Efficiency,
    GroupContract,
    HeatPump,
    HeatTank,
    Measure,
    ProcessHeat,
    Setting,
    Solar,
)
from collectief.measure.efficiency import saved_kw
from collectief.measure.group_contract import group_name
from collectief.model import Flow, store_blocks
from collectief.money.schemes import Span
from collectief.plan.as_is import served_kw
from collectief.plan.cases import lived
from collectief.plan.climate import climate
from collectief.plan.climate_report import Reduction
from collectief.plan.earn_back import earnings
from collectief.plan.earning import Earning
from collectief.plan.one_less import one_less, removable
from collectief.plan.outcome import Case, Living, Outcome, Project
from collectief.plan.possible_duty import may_be_required
from collectief.plan.prepare import prepare, quarters
from collectief.plan.replay import Dispatch

Array = NDArray[np.float64]
MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
HOURS = 8760


@cache
def prepared() -> tuple[Setting, Mapping[str, Array]]:
    """Proeftuin Mini without the duty, so that what is used is what is served."""
    park = read_park(MINI)
    year = read_year(park, MINI)
    load_kw = quarters(park, year)
    return replace(prepare(park, year, load_kw), duty=frozenset()), load_kw


def flows_of(setting: Setting, *others: tuple[str, Array | float]) -> dict[str, Array]:
    """Everybody as today, with other flows on top."""
    found: dict[str, Array] = {}
    for c in setting.park.companies:
        power, heat = served_kw(setting, c)
        found |= {f"grid/{c.id}:offtake": power, f"boiler/{c.id}": heat}
        found[f"process_boiler/{c.id}"] = setting.uses[c.id].process_kw
    for name, kw in others:
        found[name] = found.get(name, np.zeros(HOURS)) + kw
    return found


def way(
    sizes: Mapping[str, float], *others: tuple[str, Array | float], measures: tuple[Measure, ...]
) -> tuple[Case, tuple[Earning, ...]]:
    """The case with these sizes and flows, and what measures earn back in it."""
    setting, load_kw = prepared()
    flows = flows_of(setting, *others)
    case = lived(setting, measures, sizes, dispatch=Dispatch(flows, {}, 0.0), load_kw=load_kw, key="alone")
    return case, earnings(setting, measures, case, Living(sizes, flows), load_kw=load_kw)


def bills(case: Case) -> float:
    """All bills without what is built."""
    return case.eur_per_year - sum(b.eur_per_year for b in case.builds if b.measure != "group_contract")


def test_panels_of_a_small_user_save_their_kwh_at_the_rate_of_each_hour() -> None:
    """2 kW all year, and no peak to pay: 17,520 kWh of supply, and the tax of the bracket that it stays in."""
    sun = np.full(HOURS, 2.0)
    sizes, flows = {"solar/klein": 10.0}, (("solar/klein:kw", sun), ("grid/klein:offtake", -sun))
    _, (found,) = way(sizes, *flows, measures=(Solar(),))
    setting, _ = prepared()
    assert (found.owner, found.measures, found.estimate) == ("klein", ("solar",), True)
    assert found.saved_eur == pytest.approx(float((sun * setting.rates["klein"].offtake_eur_per_kwh).sum()), rel=1e-6)
    assert found.investment_eur == pytest.approx(10 * fact("solar.eur_per_kwp").value)
    assert found.upkeep_eur == pytest.approx(10 * fact("solar.upkeep_eur_per_kwp").value)
    assert found.payback_years == pytest.approx(found.investment_eur / (found.saved_eur - found.upkeep_eur))


def test_the_payback_lies_between_that_at_low_and_high_prices() -> None:
    sun = np.full(HOURS, 2.0)
    _, (found,) = way({"solar/klein": 10.0}, ("solar/klein:kw", sun), ("grid/klein:offtake", -sun), measures=(Solar(),))
    price, years = fact("solar.eur_per_kwp"), found.payback_years
    assert years is not None
    known = found.payback_known
    assert isinstance(known, Span)
    assert (known.low, known.middle, known.high) == pytest.approx(
        (years * price.low / price.value, years, years * price.high / price.value)
    )


def test_a_large_user_also_saves_its_monthly_peaks() -> None:
    """10 kW off a flat load is 10 kW off every one of the twelve peaks."""
    sun = np.full(HOURS, 10.0)
    _, (found,) = way({"solar/vlak": 40.0}, ("solar/vlak:kw", sun), ("grid/vlak:offtake", -sun), measures=(Solar(),))
    setting, _ = prepared()
    rates = setting.rates["vlak"]
    peaks = 12 * 10.0 * rates.tariff.peak_eur_kw_month
    assert found.saved_eur == pytest.approx(float((sun * rates.offtake_eur_per_kwh).sum()) + peaks, rel=1e-6)


def test_a_heat_pump_saves_gas_and_takes_power() -> None:
    setting, _ = prepared()
    space = setting.uses["klein"].space_kw
    heat = np.minimum(space, 1.0)
    measure, rates = HeatPump(), setting.rates["klein"]
    (pump,) = (p for p in measure.own_parts(setting, setting.park.company("klein")) if isinstance(p, Flow))
    power = -np.asarray(pump.into["klein", "electricity"]) * heat
    flows = (("heat_pump/klein:kw", heat), ("boiler/klein", -heat), ("grid/klein:offtake", power))
    _, (found,) = way({"heat_pump/klein": 1.0}, *flows, measures=(measure,))
    gas_eur, power_eur = float(heat.sum()) * rates.heat_eur_per_kwh, float((power * rates.offtake_eur_per_kwh).sum())
    assert gas_eur > power_eur > 0
    assert found.saved_eur == pytest.approx(gas_eur - power_eur, rel=1e-6)


def test_a_tank_saves_the_gas_of_the_hours_in_which_it_empties_for_the_power_that_filled_it() -> None:
    """In January 4 kWh are pumped at three in the night, twice what is asked, and given back at six in the evening."""
    setting, _ = prepared()
    measures: tuple[Measure, ...] = (HeatPump(), HeatTank())
    pump, charge, discharge = np.zeros(HOURS), np.zeros(HOURS), np.zeros(HOURS)
    pump[3 : 31 * 24 : 24], charge[3 : 31 * 24 : 24], discharge[18 : 31 * 24 : 24] = 8.0, 4.0, 4.0
    (flow,) = (p for p in HeatPump().own_parts(setting, setting.park.company("dag")) if isinstance(p, Flow))
    power = -np.asarray(flow.into["dag", "electricity"]) * pump
    stored = _stored("heat_tank/dag:store", charge, discharge)
    flows = (
        *stored,
        ("heat_pump/dag:kw", pump),
        ("grid/dag:offtake", power),
        ("boiler/dag", charge - pump - discharge),
    )
    with_it, found = way({"heat_pump/dag": 8.0, "heat_tank/dag": 40.0}, *flows, measures=measures)
    boiler = setting.uses["dag"].space_kw + charge - pump - discharge
    assert boiler.min() >= 0
    share = charge / np.maximum(boiler + pump, 1e-9)
    without, _ = way(
        {"heat_pump/dag": 8.0},
        ("heat_pump/dag:kw", pump * (1 - share)),
        ("grid/dag:offtake", power * (1 - share)),
        ("boiler/dag", (boiler * (1 - share) + discharge) - setting.uses["dag"].space_kw),
        measures=measures,
    )
    (tank,) = (e for e in found if e.measures == ("heat_tank",))
    assert tank.saved_eur == pytest.approx(bills(without) - bills(with_it), abs=0.01)


def electric_oven(kw: float = 10.0) -> tuple[Array, tuple[tuple[str, Array | float], ...]]:
    """An oven of the bakery on electricity, up to so many kW: its power, and what flows otherwise."""
    setting, _ = prepared()
    heat = np.minimum(setting.uses["nacht"].process_kw, kw)
    power = heat / fact("electric_oven.efficiency").value
    flows = (("electric_oven/nacht:kw", heat), ("process_boiler/nacht", -heat), ("grid/nacht:offtake", power))
    return heat, flows


def test_an_electric_oven_saves_gas_and_takes_power_and_peaks() -> None:
    """Against the whole bill of the year without it, and by hand but for the peaks."""
    setting, _ = prepared()
    heat, flows = electric_oven()
    measures: tuple[Measure, ...] = (ProcessHeat(),)
    with_it, (found,) = way({"electric_oven/nacht": 10.0}, *flows, measures=measures)
    without, _ = way({}, measures=measures)
    assert found.saved_eur == pytest.approx(bills(without) - bills(with_it), abs=0.01)
    rates = setting.rates["nacht"]
    gas_eur, power = float(heat.sum()) * rates.heat_eur_per_kwh, flows[2][1]
    power_eur = float(np.sum(power * rates.offtake_eur_per_kwh))
    most_eur = 12 * float(np.max(power)) * rates.tariff.peak_eur_kw_month
    assert gas_eur - power_eur - most_eur - 0.01 <= found.saved_eur <= gas_eur - power_eur + 0.01
    assert found.investment_eur == pytest.approx(10 * fact("electric_oven.eur_per_kw").value)


def test_a_year_without_the_oven_costs_what_the_bill_and_the_oven_differ() -> None:
    """One measure less: the whole year once more on gas, without the annuity of the oven."""
    setting, load_kw = prepared()
    _, flows = electric_oven()
    sizes = {"electric_oven/nacht": 10.0}
    case, (found,) = way(sizes, *flows, measures=(ProcessHeat(),))
    life = Living(sizes, flows_of(setting, *flows))
    assert removable(setting, sizes, (ProcessHeat(),)) == (ProcessHeat(),)
    left, _ = one_less(setting, case, life, ProcessHeat(), measures=(ProcessHeat(),), load_kw=load_kw)
    oven_eur = sum(b.eur_per_year for b in case.builds)
    assert left == pytest.approx(case.eur_per_year + found.saved_eur - oven_eur, abs=0.01)


def test_a_battery_saves_by_moving_power_from_dear_hours_to_cheap_ones() -> None:
    charge, discharge = np.zeros(HOURS), np.zeros(HOURS)
    charge[3::24], discharge[18::24] = 4.0, 3.5
    sizes = {"battery/vlak": 20.0}
    name = "battery/vlak:store"
    from_grid = charge - discharge
    _, (found,) = way(sizes, *_stored(name, charge, discharge), ("grid/vlak:offtake", from_grid), measures=(Battery(),))
    setting, _ = prepared()
    rates = setting.rates["vlak"]
    saved = float(((discharge - charge) * rates.offtake_eur_per_kwh).sum())
    higher = 12 * 4.0 * rates.tariff.peak_eur_kw_month  # it charges on top of a flat load
    assert found.saved_eur == pytest.approx(saved - higher, rel=1e-6)


def _stored(name: str, charge: Array, discharge: Array) -> tuple[tuple[str, Array], ...]:
    blocks = store_blocks(name)
    return (blocks[0], charge), (blocks[1], discharge)


def test_half_a_package_of_light_saves_its_share_in_every_quarter() -> None:
    """Against the whole bill of the year without it: the same to the cent, the spread within the hour included."""
    setting, _ = prepared()
    size, company = "efficiency/dag/lighting", setting.park.company("dag")
    less = 0.5 * saved_kw(setting, company, "lighting")
    with_it, (found,) = way({size: 0.5}, (f"{size}:kw", less), ("grid/dag:offtake", -less), measures=(Efficiency(),))
    without, _ = way({}, measures=(Efficiency(),))
    assert found.saved_eur == pytest.approx(bills(without) - bills(with_it), abs=0.01)


def test_in_a_group_its_peaks_count_too() -> None:
    """What panels of a member save is what all bills together are lower for them."""
    area = prepared()[0].park.areas[0].id
    group = {f"member/{c}/MS": 1.0 for c in ("dag", "nacht", "vlak")} | {group_name(area, "MS"): 1.0}
    moved = tuple((f"grid/{c}:offtake", 0.0) for c in ("dag", "nacht", "vlak"))
    sun = np.full(HOURS, 10.0)
    measures: tuple[Measure, ...] = (Solar(), GroupContract())
    setting, _ = prepared()
    assert len(setting.park.areas) == 1
    panels = (("solar/vlak:kw", sun), ("grid/vlak:offtake", -sun))
    with_it, earned = way({**group, "solar/vlak": 40.0}, *moved, *panels, measures=measures)
    without, _ = way(group, *moved, measures=measures)
    assert PARK in with_it.bills
    (found,) = earned
    assert found.saved_eur == pytest.approx(bills(without) - bills(with_it), abs=0.01)


def test_what_the_law_asks_for_is_weighed_at_todays_rates_and_is_never_the_limit_itself() -> None:
    setting, load_kw = prepared()
    bound = replace(setting, duty=frozenset({("dag", "lighting")}))
    flows = flows_of(bound)
    case = lived(bound, (), {}, dispatch=Dispatch(flows, {}, 0.0), load_kw=load_kw, key="alone")
    (found,) = earnings(bound, (), case, Living({}, flows), load_kw=load_kw)
    assert found.required
    assert found.payback_years is not None
    assert 0 < found.payback_years < fact("duty.payback_years").value
    assert found.investment_eur == pytest.approx(case.investment_eur)


def test_what_was_lived_through_with_and_without_is_no_estimate(mini: Outcome) -> None:
    together = mini.cases["together"]
    thing = Build("heat_network", PARK, "s1", 1.0, "m", 1_000.0, 90.0, 10.0)
    project = Project("heat_network", ("dag", "nacht"), frozenset(), gain_eur=60.0)
    case = replace(together, builds=(thing,))
    (found,) = earnings(prepared()[0], (), case, Living({}, {}), load_kw={}, projects=(project,))
    assert (found.saved_eur, found.payback_known, found.estimate) == (150.0, 1_000.0 / 140.0, False)


def test_what_never_pays_back_says_so() -> None:
    never = Earning("a", ("solar",), 1_000.0, 900.0, 1_100.0, 50.0, 40.0)
    assert never.payback_years is None
    assert never.payback_known == Span(*(float("inf"),) * 3)


def earned(mini: Outcome, measure: str, company: str, years: float, *, kwh: float) -> Outcome:
    """The same where one company of this use earns a measure back in so many years."""
    companies = tuple(replace(c, electricity_kwh=kwh, gas_m3=0.0) for c in mini.park.companies if c.id == company)
    one = Earning(company, (measure,), years * 100.0, years * 90.0, years * 110.0, 0.0, 100.0)
    return replace(mini, park=replace(mini.park, companies=companies), earnings={"alone": (one,)})


@pytest.mark.parametrize(
    ("measure", "years", "kwh", "asked"),
    [
        ("solar", 4.9, 60_000.0, True),
        ("heat_pump", 5.0, 60_000.0, True),
        ("heat_recovery", 1.0, 60_000.0, True),
        ("process_heat", 4.9, 60_000.0, True),
        ("carport", 4.9, 60_000.0, True),
        ("ground_heat_pump", 4.9, 60_000.0, True),
        ("solar", 5.1, 60_000.0, False),  # takes longer
        ("solar", 4.9, 49_000.0, False),  # too small a user
        ("battery", 1.0, 60_000.0, False),  # saves no CO2 by itself
        ("charging_hub", 1.0, 60_000.0, False),
    ],
)
def test_own_generation_that_pays_back_within_five_years_may_be_required(
    mini: Outcome, measure: str, years: float, kwh: float, asked: bool
) -> None:
    found = may_be_required(earned(mini, measure, "dag", years, kwh=kwh))
    assert found == (frozenset({("dag", measure)}) if asked else frozenset())


def test_a_capacity_limitation_is_no_measure_for_co2(mini: Outcome) -> None:
    agreed = Build("capacity_limitation", "dag", "dag", 100.0, "kW", 0.0, -3_000.0)
    together = mini.cases["together"]
    case = replace(together, builds=(*together.builds, agreed))
    found = climate(prepared()[0], (), {**mini.cases, "together": case}, {"together": Living({}, {})})
    assert "capacity_limitation" not in {r.measure for r in found.reductions}
    assert "group_contract" not in {r.measure for r in found.reductions}


def test_the_cheapest_tonne_is_that_after_the_lower_bill(mini: Outcome) -> None:
    """Dearer to build, but it saves far more: it comes first. What is not known apart comes last."""
    dear = Reduction("solar", 1_000.0, 300.0, 900.0)
    assert dear.net_eur_per_tonne == -600.0
    thing = (
        Build("solar", "dag", "dag", 1.0, "kWp", 1_000.0, 300.0),
        Build("efficiency", "dag", "dag", 1.0, "kWh", 1_000.0, 100.0),
        Build("heat_pump", "dag", "dag", 1.0, "kW", 1_000.0, 1.0),
    )
    setting, _ = prepared()
    sun, heat = np.full(HOURS, 5.0), np.full(HOURS, 1.0)
    size = "efficiency/dag/lighting"
    flows = {"solar/dag:kw": sun, f"{size}:kw": sun, "heat_pump/dag:kw": heat}
    earned = (
        Earning("dag", ("solar",), 1_000.0, 1_000.0, 1_000.0, 0.0, 900.0),
        Earning("dag", ("efficiency",), 1_000.0, 1_000.0, 1_000.0, 0.0, 120.0),
    )
    case = replace(mini.cases["together"], builds=thing)
    measures: tuple[Measure, ...] = (Efficiency(), HeatPump(), Solar())
    found = climate(setting, measures, {**mini.cases, "together": case}, {"together": Living({}, flows)}, earned)
    assert [r.measure for r in found.reductions] == ["solar", "efficiency", "heat_pump"]
    assert found.reductions[2].net_eur_per_tonne is None
