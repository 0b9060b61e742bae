"""Heat of dwellings: nothing lost, cold days weigh for rooms, habits for tap water; twice as many need twice the kW."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point

from collectief.facts import fact
from collectief.park import Company, Dwellings
from collectief.profile import Year, day_kinds, dwelling_heat, heat_kw
from collectief.profile.dwelling_heat import tap_day

Make = Callable[..., Company]


def flat(dwellings: int = 40, each_kwh: float = 8_000.0) -> Dwellings:
    """One building of so many dwellings."""
    return Dwellings("flat", dwellings, dwellings * each_kwh, 70.0, Point(0, 0))


def test_forty_flats_of_8000_kwh_use_320000_of_which_85320_for_tap_water(year: Year) -> None:
    heat = dwelling_heat(flat(), year)
    assert heat.total_kw.shape == (8760,)
    assert heat.total_kw.sum() == pytest.approx(320_000.0, rel=1e-12)
    assert heat.tap_kw.sum() == pytest.approx(40 * 2_133.0, rel=1e-12)


def test_nobody_who_needs_no_heat_gets_any(year: Year) -> None:
    assert dwelling_heat(flat(each_kwh=0.0), year).total_kw.max() == 0.0


def test_a_dwelling_with_little_heat_has_it_as_tap_water(year: Year) -> None:
    heat = dwelling_heat(flat(1, 1_800.0), year)
    assert heat.space_kw.max() == 0.0
    assert heat.tap_kw.sum() == pytest.approx(1_800.0)


def test_rooms_are_warmed_when_it_is_cold_and_not_in_july(year: Year) -> None:
    space = dwelling_heat(flat(), year).space_kw
    assert space[year.month == 6].sum() < 0.03 * space.sum()
    assert np.corrcoef(space, year.degc)[0, 1] < -0.8
    assert space[year.degc > fact("heat.base_degc").value + 5].max() < 0.1 * space.max()


def test_a_dwelling_is_set_back_less_at_night_than_an_office(year: Year, company: Make) -> None:
    cold = (np.abs(year.degc - 2.0) < 1.0) & (day_kinds(year.local) == 0)

    def night_over_day(kw: np.ndarray) -> float:
        night, day = (kw[cold & np.isin(year.local.hour, hours)].mean() for hours in ((1, 2, 3), (10, 11, 12)))
        return float(night / day)

    office, home = heat_kw(company("office"), 2_000.0, year=year), dwelling_heat(flat(), year)
    assert night_over_day(office.space_kw) < night_over_day(home.space_kw) < 0.95


def test_the_mean_dwelling_runs_at_its_peak_for_as_long_as_district_heating_is_known_for(year: Year) -> None:
    """Rooms and tap water together: 1,800 to 3,000 hours, between a boiler of one house and a factory."""
    heat = dwelling_heat(flat(each_kwh=10_928.0), year).total_kw
    assert 1_800 < heat.sum() / heat.max() < 3_000


def test_tap_water_peaks_in_the_morning_and_in_the_evening_every_day_alike(year: Year) -> None:
    tap = dwelling_heat(flat(), year).tap_kw
    by_hour = [tap[year.local.hour == hour] for hour in range(24)]
    assert all(np.ptp(hours) < 1e-9 for hours in by_hour)
    mean = [hours.mean() for hours in by_hour]
    assert mean[7] == max(mean[:12])
    assert mean[20] == max(mean[12:])
    assert mean[3] < 0.1 * mean[7]


def test_a_day_of_tap_water_is_whole() -> None:
    assert tap_day().sum() == pytest.approx(1.0)
    assert tap_day().min() > 0.0


@settings(deadline=None, max_examples=25)
@given(dwellings=st.integers(1, 500), each_kwh=st.floats(0.0, 60_000.0))
def test_heat_is_never_negative_and_twice_the_dwellings_need_twice_as_much(
    dwellings: int, each_kwh: float, year: Year
) -> None:
    one, two = (dwelling_heat(flat(n * dwellings, each_kwh), year).total_kw for n in (1, 2))
    assert one.min() >= 0.0
    assert two == pytest.approx(2 * one, rel=1e-9, abs=1e-9)
    assert one.sum() == pytest.approx(dwellings * each_kwh, rel=1e-9)


@settings(deadline=None, max_examples=25)
@given(each_kwh=st.floats(3_000.0, 30_000.0))
def test_insulation_takes_rooms_and_never_tap_water(each_kwh: float, year: Year) -> None:
    before, after = (dwelling_heat(flat(10, kwh), year) for kwh in (each_kwh, 0.8 * each_kwh))
    assert np.array_equal(before.tap_kw, after.tap_kw)
    assert (after.space_kw <= before.space_kw).all()
