"""The world of a later year: what grew, what was stated, who could grow, and where the queue ended."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from collectief import Scenario, Stated, read_park, read_year
from collectief.facts import fact
from collectief.measure import Setting
from collectief.model import Size
from collectief.park import HeatSource
from collectief.plan.as_is import as_is
from collectief.plan.one_stage import Question
from collectief.plan.prepare import load_of
from collectief.plan.stage_world import GAS, in_year, opens_by, raised, wish_fits

PARKS = Path(__file__).parents[2] / "data" / "parken"
ROLLER = "vlak"
"""Altijd Aan: asks for 60 kW from 2027; the queue of its area ends in 2030."""


@pytest.fixture(scope="module")
def today() -> Scenario:
    park = read_park(PARKS / "proeftuin-mini")
    return Scenario(park, read_year(park, PARKS / "proeftuin-mini"))


def test_the_example_waits_until_2030(today: Scenario) -> None:
    assert today.park.area("station").alleviation_year == 2030
    assert today.park.company(ROLLER).wish is not None


def test_prices_grow_from_the_year_of_their_figure_and_tax_is_the_last_known(today: Scenario) -> None:
    with in_year(today, 2030) as (then, world):
        assert fact(GAS).value == pytest.approx(40.7 * 1.02**5)
        assert world.gas_eur_per_mwh == fact(GAS).value
        assert then.park.tariff("stedin_2026.MS").peak_eur_kw_month == pytest.approx(3.0966 * 1.04**4)
        assert then.year.co2_kg_per_kwh == pytest.approx(today.year.co2_kg_per_kwh * 0.95**5)
        assert then.year.price_eur_per_kwh == pytest.approx(today.year.price_eur_per_kwh)
        assert (then.park.tax_year, world.tax_year) == (2026, 2026)
    assert fact(GAS).value == 40.7


def test_heat_is_there_up_to_and_with_its_last_year() -> None:
    park = read_park(PARKS / "proeftuin-warmte")
    smelter = park.company("smelt").residual_heat
    assert smelter is not None
    well = HeatSource("put", "geothermal", park.company("hout").location, 400.0, 75.0, until=2031)
    companies = (
        replace(c, residual_heat=replace(smelter, until=2028)) if c.id == "smelt" else c for c in park.companies
    )
    park = replace(park, companies=tuple(companies), heat_sources=(well, replace(well, id="bron", until=None)))
    today = Scenario(park, read_year(park, PARKS / "proeftuin-warmte"))
    for year, ended in ((2028, ()), (2029, ("smelt",)), (2031, ("smelt",)), (2032, ("smelt", "put"))):
        with in_year(today, year) as (then, world):
            assert world.ended == ended
            assert (then.park.company("smelt").residual_heat is None) == ("smelt" in ended)
            assert {one.id for one in then.park.heat_sources} == {"put", "bron"} - set(ended)


def test_a_year_with_a_tax_of_its_own_has_that_tax(today: Scenario) -> None:
    with in_year(today, 2025) as (then, _):
        assert then.park.tax_year == 2025


def test_what_is_stated_holds_from_its_year_and_grows_no_further(today: Scenario) -> None:
    stated = (Stated(GAS, 60.0, 2030), Stated("path.grid_tariff_per_year", 0.0))
    with in_year(today, 2027, stated) as (then, world):
        assert world.gas_eur_per_mwh == pytest.approx(40.7 * 1.02**2)
        assert then.park.tariff("stedin_2026.MS") == today.park.tariff("stedin_2026.MS")
    with in_year(today, 2035, stated) as (_, world):
        assert (world.gas_eur_per_mwh, fact(GAS).value) == (60.0, 60.0)


def test_a_price_of_power_that_is_stated_scales_every_hour(today: Scenario) -> None:
    with in_year(today, 2027, (Stated("path.electricity_per_year", 0.1),)) as (then, world):
        assert then.year.price_eur_per_kwh == pytest.approx(today.year.price_eur_per_kwh * 1.21)
        assert world.power_eur_per_mwh == pytest.approx(86.81 * 1.21)


def test_before_the_queue_ends_there_is_no_more_contract_and_after_it_there_is(today: Scenario) -> None:
    question = Question(today, (2029, 2030))
    found = {}
    for year in question.years:
        with question.at(year) as (then, world, setting):
            company = then.park.company(ROLLER)
            peak_kw = float(load_of(then.park, company, then.year).max())
            found[year] = (company.connection.offtake_kw, peak_kw, company.wish, world.grown, contract_kw(setting))
    before, after = found[2029], found[2030]
    assert before[0] == 120.0
    assert before[2] is not None
    assert before[3] == ()
    assert before[4] is None  # no kW can be chosen in a queue
    assert after[:1] == (180.0,)
    assert after[1] == pytest.approx(before[1] + 60.0)
    assert after[2] is None
    assert after[3] == ((ROLLER, 60.0),)
    assert after[4] == pytest.approx(180.0)


def contract_kw(setting: Setting) -> float | None:
    """The most that the company may contract, where it may choose at all."""
    parts = as_is(setting, setting.park.company(ROLLER))
    return next((p.upper for p in parts if isinstance(p, Size) and p.name == f"contract/{ROLLER}:kw"), None)


def test_a_wish_waits_for_its_own_year_and_for_ever_where_no_end_is_known(today: Scenario) -> None:
    park = today.park
    area = park.area("station")
    assert not wish_fits(park, park.company(ROLLER), 2029)
    assert wish_fits(park, park.company(ROLLER), 2030)
    endless = replace(park, areas=(replace(area, alleviation_year=None),))
    assert not wish_fits(endless, park.company(ROLLER), 2090)
    free = replace(park, areas=(replace(area, offtake="transparent"),))
    assert wish_fits(free, park.company(ROLLER), 2027)
    assert not wish_fits(free, park.company(ROLLER), 2026)
    assert not opens_by(free.areas[0], 2090)  # where there is no queue none ends
    assert not wish_fits(free, park.company("dag"), 2090)  # no wish


def test_electric_driving_grows_from_the_year_of_the_park(today: Scenario) -> None:
    drives = replace(today.park.company("dag"), mobility=replace(today.park.company("dag").mobility, van_kwh=1000.0))
    park = replace(today.park, companies=(drives,))
    with in_year(replace(today, park=park), 2027) as (then, world):
        assert then.park.companies[0].mobility.van_kwh == pytest.approx(1210.0)
        assert world.driving_factor == pytest.approx(1.21)


def test_every_term_of_a_tariff_grows_but_for_what_is_stated(today: Scenario) -> None:
    before = today.park.tariff("stedin_2026.MS")
    after = raised(before, 2028, {"tariff.stedin_2026.MS.kwh_low": 0.5})
    assert after.contract_eur_kw_year == pytest.approx(before.contract_eur_kw_year * 1.04**2)
    assert after.kwh_low == before.kwh_low  # as it is swung already
    assert np.isclose(after.kwh_normal / before.kwh_normal, 1.04**2)
