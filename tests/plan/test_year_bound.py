"""A bound on the whole year: no bill lies below it, whatever is built, and the plan lies close above it."""

from dataclasses import replace

import numpy as np
import pytest

from collectief import MEASURES, Outcome, Scenario, prove_year, verify
from collectief.facts import Tariff, Window
from collectief.facts.tariff_terms import Period, Tier
from collectief.measure import Setting
from collectief.model import Size
from collectief.model.block import amounts_of
from collectief.model.bound import Master
from collectief.plan.bound_look import months_of
from collectief.plan.capacity import by_rule
from collectief.plan.cases import lived
from collectief.plan.design import any_size, own_parts
from collectief.plan.floored import floored
from collectief.plan.lenient import lenient, unworn
from collectief.plan.outcome import CaseKey
from collectief.plan.prepare import prepare, quarters
from collectief.plan.replay import replay
from collectief.plan.run import Run, Standing
from collectief.plan.steps import month_steps

pytestmark = pytest.mark.slow

OWN = tuple(m for m in MEASURES if m.key not in ("group_contract", "heat_network"))


@pytest.fixture(scope="module")
def setting(sunny: Outcome) -> Setting:
    return setting_of(sunny)


@pytest.fixture(scope="module")
def heard() -> list[Standing]:
    return []


@pytest.fixture(scope="module")
def proven(sunny: Outcome, heard: list[Standing]) -> Outcome:
    used = tuple(m for m in MEASURES if m.key in ("solar", "heat_pump", "group_contract"))
    return prove_year(Scenario(sunny.park, sunny.year, measures=used), sunny, Run(stands=heard.append))


def test_who_listens_hears_the_bound_of_the_year_company_by_company_and_then_of_the_plan(
    proven: Outcome, heard: list[Standing]
) -> None:
    companies = len(proven.park.companies)
    assert [one.whole for one in heard] == [False] * companies + [True]
    assert all(one.all_hours and one.gap is not None and 0.0 <= one.gap < 0.03 for one in heard)
    for case, one in (("alone", heard[companies - 1]), ("together", heard[-1])):
        plan = proven.cases[case]  # type: ignore[index]
        assert plan.proof is not None
        assert one.eur == pytest.approx(plan.eur_per_year)
        assert one.lower_eur == plan.proof.year_lower


@pytest.mark.parametrize("seed", range(4))
def test_no_bill_of_a_year_lies_below_the_lenient_model_of_the_same_sizes(seed: int, setting: Setting) -> None:
    """Sizes drawn at random, lived through every quarter-hour and billed by the exact tariffs."""
    rng, load_kw = np.random.default_rng(seed), quarters(setting.park, setting.year)
    parts = {c.id: tuple(own_parts(setting, OWN, c)) for c in setting.park.companies}
    sizes = {p.name: _drawn(p, rng) for own in parts.values() for p in own if isinstance(p, Size)}
    year = replay(setting, [p for own in parts.values() for p in own], sizes)
    case = lived(setting, OWN, sizes, dispatch=year, load_kw=load_kw, key="alone")
    months = [month_steps(setting.year, month) for month in range(12)]
    for company in setting.park.companies:
        costs = []
        for kind in lenient(setting, company):
            master = Master(any_size(unworn(own_parts(kind, OWN, company))), months)
            costs.append(master.visit(amounts_of(master.names, {**sizes, **year.contracts_kw})))
        assert min(costs) <= case.bills[company.id].total + 0.01
        assert min(costs) >= 0.97 * case.bills[company.id].total


def _drawn(size: Size, rng: np.random.Generator) -> float:
    """Some amount between the bounds: often nothing, whole where it comes in modules."""
    if size.lower == size.upper or size.name.startswith("contract/"):
        return size.upper
    amount = float(rng.choice([0.0, rng.uniform(0.0, 1.0)])) * min(size.upper, 300.0)
    return round(amount / size.module) * size.module if size.module else amount


def test_a_peak_in_an_hour_that_gives_is_what_the_highest_quarter_takes(sunny: Outcome) -> None:
    """A big roof that is there already, and one quarter of 400 kW in each hour of much sun: taken from the roof."""
    first, sun = sunny.park.companies[0], setting_of(sunny).sun_kw_per_kwp
    load = np.full((8760, 4), 20.0)
    load[sun > 0.4, 0] = 400.0
    wide = replace(first.connection, feed_in_kw=2_000.0, physical_kva=2_000.0)
    rich = replace(first, solar_kwp=1_100.0, connection=wide, electricity_kwh=float(load.sum() / 4))
    park = replace(sunny.park.only([first.id]), companies=(rich,), profiles={first.id: load.ravel()})
    paid = replace(sunny.year, price_eur_per_kwh=np.maximum(sunny.year.price_eur_per_kwh, 0.05))
    assert_below(replace(sunny, park=park, year=paid), first.id)


@pytest.mark.parametrize("exempt", [0.4, 0.28, 0.63])
def test_a_use_that_is_exempt_in_part_keeps_all_its_tax_lines(exempt: float, sunny: Outcome) -> None:
    """60 MWh, 40 % exempt: the line of the second bracket must not get lost in rounding."""
    first = sunny.park.companies[0]
    part = replace(first.connection, tax_exempt_share=exempt)
    small = replace(first, electricity_kwh=60_000.0, connection=part)
    load = sunny.park.profiles[first.id]
    park = replace(
        sunny.park.only([first.id]), companies=(small,), profiles={first.id: load * 240_000.0 / float(load.sum())}
    )
    assert_below(replace(sunny, park=park), first.id)


def setting_of(outcome: Outcome) -> Setting:
    load_kw = quarters(outcome.park, outcome.year)
    return by_rule(prepare(outcome.park, outcome.year, load_kw), load_kw)


def assert_below(outcome: Outcome, company: str) -> None:
    """What is there now, billed exactly, costs no less than the lenient model of it."""
    here, load_kw = setting_of(outcome), quarters(outcome.park, outcome.year)
    low = floored(here)
    assert low is not None
    who = here.park.company(company)
    parts = tuple(own_parts(here, (), who))
    sizes = {p.name: p.upper for p in parts if isinstance(p, Size)}
    year = replay(here, parts, sizes)
    bill = lived(here, (), sizes, dispatch=year, load_kw=load_kw, key="alone").bills[company].total
    months = [month_steps(here.year, month) for month in range(12)]
    masters = [Master(any_size(unworn(own_parts(kind, (), who))), months) for kind in lenient(low, who)]
    least = min(m.visit(amounts_of(m.names, {**sizes, **year.contracts_kw})) for m in masters)
    assert least <= bill + 0.01


@pytest.mark.parametrize("key", ["alone", "together"])
def test_a_plan_is_close_above_what_no_plan_goes_below(key: CaseKey, proven: Outcome) -> None:
    proof = proven.cases[key].proof
    assert proof is not None
    assert proof.level == "proven"
    assert proof.year_lower is not None
    assert proof.year_gap is not None
    assert proof.year_lower <= proof.replayed
    assert 0.0 <= proof.year_gap < 0.02
    assert verify(proven).ok


def test_a_bound_above_the_cost_fails_the_check(proven: Outcome) -> None:
    case = proven.cases["together"]
    assert case.proof is not None
    wrong = replace(case, proof=replace(case.proof, year_lower=case.eur_per_year + 1.0))
    assert not verify(replace(proven, cases={**proven.cases, "together": wrong})).ok


def _dearer(tariff: Tariff, kind: str) -> Tariff:
    """A tariff in which kW or kWh above a first part cost another price, or peaks look back or have their hours."""
    evening = Period(Window(hours=(17, 21)), peak_eur_kw_month=tariff.peak_eur_kw_month * 2)
    return {
        "kwh": replace(tariff, kwh_tiers=(Tier(50_000.0, tariff.kwh_normal * 0.4),)),
        "peak": replace(tariff, peak_tiers=(Tier(20.0, tariff.peak_eur_kw_month * 1.5),)),
        "back": replace(tariff, lookback_months=12, lookback_share=0.8),
        "evening": replace(tariff, periods=(evening,)),
    }[kind]


@pytest.mark.parametrize("kind", ["kwh", "peak", "back", "evening"])
def test_tiers_looking_back_and_periods_are_bounded_at_their_lowest(kind: str, sunny: Outcome) -> None:
    first = sunny.park.companies[0]
    park = sunny.park.only([first.id])
    dear = _dearer(park.tariff(first.connection.tariff), kind)
    priced = replace(park, tariffs={**park.tariffs, first.connection.tariff: dear})
    assert setting_of(replace(sunny, park=priced)).rates[first.id].tariff == dear
    assert_below(replace(sunny, park=priced), first.id)


def test_a_group_with_a_contract_in_tiers_has_no_line_below_it(setting: Setting) -> None:
    company = setting.park.companies[0]
    rates = setting.rates[company.id]
    assert floored(setting) is setting
    tiered = replace(rates, tariff=replace(rates.tariff, contract_tiers=(Tier(100.0, 1.0),)))
    assert floored(replace(setting, rates={**setting.rates, company.id: tiered})) is None


@pytest.mark.parametrize("eur", [None, 0.0, 0.3])
def test_months_of_a_bound_have_open_borders_at_one_price_all_year(eur: float | None, setting: Setting) -> None:
    """Closed at each month a store could not carry anything over: a year that does would cost less than its bound."""
    found = months_of(setting, eur)
    usual = float(setting.year.price_eur_per_kwh.mean())
    assert [one.border_eur for one in found] == [usual if eur is None else eur] * 12
    assert np.concatenate([one.pick for one in found]).tolist() == list(range(8760))
    assert all(np.all(one.weight == 1.0) for one in found)  # so that what is bought is what is sold
