"""Heat from gas: nothing lost, cold hours and working hours weigh, and heat pumps follow Carnot."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectief.facts import fact
from collectief.park import Company
from collectief.profile import Year, activity, air_cop, carnot_cop, day_kinds, heat_kw, water_cop

Make = Callable[..., Company]


@pytest.mark.parametrize("sector", ["office", "laundry", "metalworking", "plastics"])
def test_the_years_heat_is_the_gas_times_the_boiler(sector: str, year: Year, company: Make) -> None:
    heat = heat_kw(company(sector, m3=10_000.0), 2000.0, year=year, boiler_efficiency=0.9)
    assert heat.total_kw.sum() == pytest.approx(10_000 * fact("gas.kwh_per_m3").value * 0.9, rel=1e-12)


def test_no_gas_gives_no_heat(year: Year, company: Make) -> None:
    assert heat_kw(company(m3=0.0), 2000.0, year=year).total_kw.max() == 0.0


def test_an_office_has_no_process_and_a_laundry_hardly_a_building(year: Year, company: Make) -> None:
    office, laundry = (heat_kw(company(sector), 2000.0, year=year) for sector in ("office", "laundry"))
    assert office.process_kw.max() == 0.0
    assert office.process_degc is None
    assert laundry.space_kw.sum() / laundry.total_kw.sum() == pytest.approx(0.05)
    assert laundry.process_degc == 180.0


def test_buildings_are_heated_when_it_is_cold_and_not_in_july(year: Year, company: Make) -> None:
    space = heat_kw(company("office"), 2000.0, year=year).space_kw
    assert space[year.month == 6].sum() < 0.02 * space.sum()
    assert np.corrcoef(space, year.degc)[0, 1] < -0.7
    assert 1200 < space.sum() / space.max() < 2500  # full-load hours of space heating


def test_a_colder_year_moves_heat_but_makes_none(year: Year, company: Make) -> None:
    colder = replace(year, degc=np.where(year.month == 0, year.degc - 5.0, year.degc))
    before, after = (heat_kw(company("office"), 2000.0, year=one).space_kw for one in (year, colder))
    assert after[year.month == 0].sum() > 1.2 * before[year.month == 0].sum()
    assert after.sum() == pytest.approx(before.sum(), rel=1e-12)


def test_nights_and_weekends_are_set_back(year: Year, company: Make) -> None:
    space = heat_kw(company("office"), 2000.0, year=year).space_kw
    noon, cold = np.asarray(year.local.hour == 12), np.abs(year.degc - 5.0) < 1.0
    kinds = day_kinds(year.local)
    assert space[noon & cold & (kinds == 2)].mean() < 0.8 * space[noon & cold & (kinds == 0)].mean()


def test_process_heat_runs_in_shift_hours_only(year: Year, company: Make) -> None:
    process = heat_kw(company("industrial_bakery"), 2000.0, year=year).process_kw
    assert (process[activity("bakery_night", year.local) == 0] == 0).all()


def test_cop_of_half_carnot_by_hand() -> None:
    # 50 degC = 323.15 K, lift 40 K: Carnot 8.079, half of it 4.04.
    assert carnot_cop(np.array([10.0]), 50.0, grade=0.5)[0] == pytest.approx(323.15 / 40 / 2)


def test_frost_on_the_coil_costs_a_tenth() -> None:
    dry, icy = air_cop(np.array([2.0, 1.999]), 55.0)
    assert icy / dry == pytest.approx(0.9, abs=1e-3)


def test_a_source_hotter_than_the_sink_gives_the_highest_cop_and_no_more() -> None:
    assert water_cop(np.array([80.0]), 60.0)[0] == fact("heat_pump.cop_max").value


@given(st.floats(-20, 30), st.floats(0.1, 20), st.floats(30, 90))
def test_a_warmer_source_never_gives_less(source: float, more: float, sink: float) -> None:
    low, high = air_cop(np.array([source, source + more]), sink)
    assert 1.0 <= low <= high <= fact("heat_pump.cop_max").value


def test_air_on_radiators_of_55_degrees_gives_about_two_and_a_half_over_a_winter(year: Year, company: Make) -> None:
    space = heat_kw(company("office"), 2000.0, year=year).space_kw
    season = space.sum() / (space / air_cop(year.degc, 55.0)).sum()
    assert season == pytest.approx(2.6, abs=0.3)
