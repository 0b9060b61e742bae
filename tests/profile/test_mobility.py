"""Vehicles charge what they drove, between arrival and the next departure.

Mon 17:00 ---- window 1 ---- Tue 07:00   on the road   Tue 17:00 ---- window 2 ---- Wed 07:00
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from collectief.park import Company, Mobility
from collectief.profile import Year, driving, windows


def test_the_years_kwh_fit_in_the_windows(year: Year, company: Callable[..., Company]) -> None:
    made = driving(company(van_kwh=20_000.0, lorry_kwh=90_000.0), year)
    assert made.vans.kwh.sum() == pytest.approx(20_000.0)
    assert made.lorries.kwh.sum() == pytest.approx(90_000.0)
    assert made.lorries.even_kw.sum() == pytest.approx(90_000.0)


def test_without_driving_nothing_is_charged(year: Year, company: Callable[..., Company]) -> None:
    assert driving(company(), year).vans.even_kw.max() == 0.0


def test_vans_leave_at_seven_and_return_at_five_on_a_working_day(year: Year) -> None:
    day = np.asarray((year.local.month == 6) & (year.local.day == 17))  # a Tuesday
    home = windows("van", 1.0, year=year).plugged[day]
    assert home.tolist() == [1.0] * 7 + [0.0] * 10 + [1.0] * 7


def test_lorries_are_home_from_six_in_the_evening_to_five(year: Year) -> None:
    day = np.asarray((year.local.month == 1) & (year.local.day == 15))
    assert np.flatnonzero(windows("lorry", 1.0, year=year).plugged[day] == 0).tolist() == list(range(5, 18))


def test_a_weekend_is_one_window(year: Year) -> None:
    window = windows("van", 1.0, year=year).window
    friday = int(np.flatnonzero((year.local.month == 6) & (year.local.day == 13) & (year.local.hour == 17))[0])
    monday = friday + 2 * 24 + 14
    assert len(set(window[friday:monday].tolist())) == 1
    assert window[monday] == -1


def test_a_holiday_is_spent_at_home(year: Year) -> None:
    ascension = np.asarray((year.local.month == 5) & (year.local.day == 29))
    assert windows("lorry", 1.0, year=year).plugged[ascension].all()


def test_every_window_but_the_cut_new_years_night_asks_the_same(year: Year) -> None:
    made = windows("van", 1000.0, year=year)
    inner = made.kwh[1:-1]
    assert inner.max() == pytest.approx(inner.min())
    assert made.kwh[0] + made.kwh[-1] == pytest.approx(inner[0])
    assert 245 <= inner.size <= 260


def test_windows_are_numbered_in_order_without_gaps(year: Year) -> None:
    made = windows("van", 1000.0, year=year)
    at_home = made.window[made.window >= 0]
    assert (np.diff(at_home) >= 0).all()
    assert np.unique(at_home).tolist() == list(range(made.kwh.size))


def test_hours_of_the_company_come_before_the_key_figures(year: Year, company: Callable[..., Company]) -> None:
    known = replace(company(), mobility=Mobility(9_000.0, 9_000.0, van_arrive_h=15.0, lorry_depart_h=3.0))
    made, usual = driving(known, year), driving(company(van_kwh=9_000.0, lorry_kwh=9_000.0), year)
    tuesday = np.asarray((year.local.month == 6) & (year.local.day == 17))
    assert np.flatnonzero(made.vans.plugged[tuesday] == 0).tolist() == list(range(7, 15))
    assert np.flatnonzero(made.lorries.plugged[tuesday] == 0).tolist() == list(range(3, 18))
    assert np.flatnonzero(usual.vans.plugged[tuesday] == 0).tolist() == list(range(7, 17))
    assert made.vans.kwh.sum() == pytest.approx(9_000.0)


def test_who_drives_by_night_stands_by_day_and_through_the_weekend(year: Year) -> None:
    """Leaves at eight in the evening of each working day and is back at five, on Saturday too; 9 June is a holiday."""
    home = windows("lorry", 1000.0, year=year, arrive_h=5.0, depart_h=20.0).plugged
    days = {day: home[np.asarray((year.local.month == 6) & (year.local.day == day))] for day in range(10, 17)}
    away = {day: np.flatnonzero(plugged == 0).tolist() for day, plugged in days.items()}
    night = [*range(5), *range(20, 24)]
    assert away == {10: night[5:], 11: night, 12: night, 13: night, 14: night[:5], 15: [], 16: night[5:]}


@pytest.mark.parametrize(("arrive", "depart"), [(5.0, 20.0), (24.0, 1.0), (0.0, 24.0 - 1), (13.0, 12.0), (12.0, 13.0)])
def test_every_stand_of_whatever_hours_holds_its_part_of_the_year(arrive: float, depart: float, year: Year) -> None:
    made = windows("van", 1000.0, year=year, arrive_h=arrive, depart_h=depart)
    assert made.kwh.sum() == pytest.approx(1000.0)
    assert made.even_kw.sum() == pytest.approx(1000.0)
    assert 245 <= made.kwh.size <= 262
    assert np.bincount(made.window[made.window >= 0]).min() >= 1


def test_cars_of_people_charge_while_they_work(year: Year, company: Callable[..., Company]) -> None:
    commuting = replace(company(), mobility=Mobility(commuter_kwh=25_000.0))
    cars = driving(commuting, year).cars
    assert cars.kwh.sum() == pytest.approx(25_000.0)
    tuesday = np.asarray((year.local.month == 6) & (year.local.day == 17))
    assert np.flatnonzero(cars.plugged[tuesday]).tolist() == list(range(8, 17))
    sunday = np.asarray((year.local.month == 6) & (year.local.day == 15))
    assert not cars.plugged[sunday].any()
    assert cars.kwh.max() == pytest.approx(cars.kwh.min())
    assert 245 <= cars.kwh.size <= 260
