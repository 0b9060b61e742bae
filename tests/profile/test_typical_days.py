"""Typical days stand for exactly one year, are real days, and keep the peak."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectief.errors import ModelError
from collectief.park import Company
from collectief.profile import Year, electricity_kw, roof_profile, select, to_hours, typical_days

SECTORS = ("office", "metalworking", "industrial_bakery", "cold_store", "logistics")


@pytest.fixture(scope="module")
def loads(year: Year, company: Callable[..., Company]) -> np.ndarray:
    return np.array([to_hours(electricity_kw(company(s, name=s), 2000.0, year=year)) for s in SECTORS])


@pytest.mark.parametrize("periods", [1, 2, 3, 4, 6, 12])
def test_the_weights_are_a_year(periods: int, loads: np.ndarray, year: Year) -> None:
    days = typical_days(loads, year, periods=periods)
    assert days.weight.sum() == 365
    assert days.step_hours.sum() == 8760
    assert days.months_of_period.sum() == 12
    assert len(days.days) == len(set(days.days.tolist())) == 3 * periods
    assert days.extreme.sum() == periods


def test_four_periods_are_the_seasons(loads: np.ndarray, year: Year) -> None:
    days = typical_days(loads, year)
    months = year.month[days.days * 24 + 12]
    season = {11: 0, 0: 0, 1: 0, 2: 1, 3: 1, 4: 1, 5: 2, 6: 2, 7: 2, 8: 3, 9: 3, 10: 3}
    assert [season[int(m)] for m in months] == days.period.tolist()


def test_each_period_has_its_own_number_of_days(loads: np.ndarray, year: Year) -> None:
    days = typical_days(loads, year)
    assert [days.weight[days.period == p].sum() for p in range(4)] == [90, 92, 92, 91]


def test_the_extreme_days_hold_the_peak_of_the_year(loads: np.ndarray, year: Year) -> None:
    days = typical_days(loads, year)
    assert select(loads, days.days[days.extreme]).sum(axis=0).max() == loads.sum(axis=0).max()
    assert (days.weight[days.extreme] == 1).all()


def test_the_years_energy_comes_back_within_3_percent_and_sun_within_12(loads: np.ndarray, year: Year) -> None:
    roof = roof_profile(year)
    days = typical_days(np.vstack([loads, roof]), year)
    assert (select(loads, days.days) * days.step_hours).sum() == pytest.approx(loads.sum(), rel=0.03)
    assert (select(roof, days.days) * days.step_hours).sum() == pytest.approx(roof.sum(), rel=0.12)


def test_a_year_of_equal_days_is_met_exactly(year: Year) -> None:
    same = np.tile(np.arange(24.0), 365)
    days = typical_days(same, year)
    assert (select(same, days.days) * days.step_hours).sum() == pytest.approx(same.sum(), rel=1e-12)


def test_the_day_of_a_kind_is_the_one_in_the_middle(year: Year) -> None:
    # Every working day is flat at 1, 2, 3 ... in order: the middle one of the year is nearest to all.
    flat = np.repeat(np.arange(365.0), 24)
    days = typical_days(flat, year, periods=1)
    assert abs(int(days.days[0]) - 182) <= 3
    assert days.days[2] == 364


def test_select_keeps_the_axes_in_front() -> None:
    array = np.arange(2 * 3 * 8760.0).reshape(2, 3, 8760)
    cut = select(array, np.array([0, 364]))
    assert cut.shape == (2, 3, 48)
    assert cut[1, 2, 47] == array[1, 2, 8759]


def test_same_loads_same_days(loads: np.ndarray, year: Year) -> None:
    assert typical_days(loads, year).days.tolist() == typical_days(loads.copy(), year).days.tolist()


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_companies_changes_nothing(loads: np.ndarray, year: Year, seed: int) -> None:
    shuffled = np.random.default_rng(seed).permutation(loads)
    assert typical_days(shuffled, year).days.tolist() == typical_days(loads, year).days.tolist()


@pytest.mark.parametrize(("shape", "periods"), [((2, 35040), 4), ((2, 8760), 5), ((2, 8760), 0)])
def test_wrong_shapes_and_periods_are_refused(shape: tuple[int, int], periods: int, year: Year) -> None:
    with pytest.raises(ModelError, match="Typical days"):
        typical_days(np.ones(shape), year, periods=periods)
