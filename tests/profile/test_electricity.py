"""Made profiles have the year's kWh, the sector's full-load hours and their own peak hour."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from collectief.errors import MissingFact
from collectief.facts import fact, sector_keys, sector_row, swung
from collectief.park import Company
from collectief.profile import BadSeries, Year, activity, clock_hour, day_kinds, electricity_kw, quarters_of
from collectief.profile.clock import dates_of
from collectief.profile.year import to_quarters

Make = Callable[..., Company]
FLOOR_M2 = 2000.0


@pytest.mark.parametrize("sector", sector_keys())
def test_yearly_kwh_is_exact_and_the_peak_fits_the_sector(sector: str, year: Year, company: Make) -> None:
    kw = electricity_kw(company(sector, kwh=123_456.0), FLOOR_M2, year=year)
    assert kw.shape == (35040,)
    assert kw.sum() / 4 == pytest.approx(123_456.0, rel=1e-12)
    assert kw.min() >= 0.0
    wanted = sector_row(sector, FLOOR_M2).full_load_hours
    spread = float(np.exp(2 * fact("profile.hours_spread").value))
    assert wanted / spread * 0.999 <= kw.sum() / 4 / kw.max() <= wanted * spread * 1.001


def test_no_kwh_gives_no_load(year: Year, company: Make) -> None:
    assert electricity_kw(company(kwh=0.0), FLOOR_M2, year=year).max() == 0.0


def test_a_metered_profile_is_passed_on_untouched(year: Year, company: Make) -> None:
    metered = np.linspace(0.0, 100.0, 35040)
    assert electricity_kw(company(), FLOOR_M2, year=year, metered=metered).tobytes() == metered.tobytes()


def test_a_metered_profile_with_gaps_is_refused(year: Year, company: Make) -> None:
    gaps = np.ones(35040)
    gaps[5:9] = np.nan
    with pytest.raises(BadSeries, match="smid: 35036 usable"):
        electricity_kw(company(), FLOOR_M2, year=year, metered=gaps)


def test_an_unknown_sector_is_named(year: Year, company: Make) -> None:
    with pytest.raises(MissingFact, match="ruimtevaart"):
        electricity_kw(company("ruimtevaart"), FLOOR_M2, year=year)


def test_same_company_same_bytes_and_neighbours_differ(year: Year, company: Make) -> None:
    first = electricity_kw(company(name="a"), FLOOR_M2, year=year)
    again = electricity_kw(company(name="a"), FLOOR_M2, year=year)
    other = electricity_kw(company(name="b"), FLOOR_M2, year=year)
    assert first.tobytes() == again.tobytes()
    assert np.corrcoef(first, other)[0, 1] < 0.98


def share(kw: np.ndarray, pick: np.ndarray) -> float:
    """Mean of some quarters over the yearly mean."""
    return float(kw[pick].mean() / kw.mean())


@pytest.mark.parametrize(
    ("sector", "busy_from", "busy_to", "low", "high"),
    [("office", 10, 16, 1.8, 3.5), ("wholesale", 10, 15, 1.8, 3.5), ("industrial_bakery", 1, 5, 1.5, 2.5),
     ("logistics", 17, 23, 1.5, 2.8), ("plastics", 1, 5, 0.9, 1.3), ("cold_store", 1, 5, 0.7, 1.0)],
)  # fmt: skip
def test_companies_are_busy_in_the_hours_of_their_shift(
    sector: str, busy_from: int, busy_to: int, *, low: float, high: float, year: Year, company: Make
) -> None:
    moments = quarters_of(year)
    hour = clock_hour(moments)
    pick = (hour >= busy_from) & (hour < busy_to) & (day_kinds(moments) == 0)
    assert low < share(electricity_kw(company(sector), FLOOR_M2, year=year), pick) < high


def test_an_office_sleeps_on_christmas_day_and_at_night(year: Year, company: Make) -> None:
    moments = quarters_of(year)
    kw = electricity_kw(company("office"), FLOOR_M2, year=year)
    christmas = np.asarray((moments.month == 12) & (moments.day == 25))
    night = clock_hour(moments) < 5
    assert kw[christmas].max() < 0.5 * kw.max()
    assert np.median(kw[night]) / kw.max() == pytest.approx(fact("shift.office.night_share").value, abs=0.03)


@pytest.mark.parametrize("earlier_h", [-1.0, 0.0, 1.0])
def test_round_the_clock_work_keeps_its_weekdays_when_it_starts_earlier(earlier_h: float) -> None:
    # Wednesday 12 March and Sunday 16 March 2025 at noon.
    noon = pd.DatetimeIndex(["2025-03-12 12:00", "2025-03-16 12:00"], tz="Europe/Amsterdam")
    busy = activity("three_shift", noon, earlier_h=earlier_h)
    assert busy.tolist() == [1.0, fact("shift.three_shift.sunday").value]


def test_work_past_midnight_belongs_to_the_evening_before() -> None:
    # A bakery that starts on Friday at 22:00 still bakes at full strength on Saturday at 03:00.
    moments = pd.DatetimeIndex(["2025-03-15 03:00", "2025-03-14 12:00"], tz="Europe/Amsterdam")
    assert activity("bakery_night", moments).tolist() == [1.0, 0.0]


def test_working_hours_follow_the_dutch_clock_in_summer(year: Year) -> None:
    # Days are cut in winter time; in summer the office opens an hour earlier on that clock.
    busy = activity("office", quarters_of(year)).reshape(365, 96)
    winter, summer = busy[14], busy[166]  # 15 January and 16 June, both working days
    assert np.flatnonzero(winter)[0] - np.flatnonzero(summer)[0] == 4


def warm_over_cold(sector: str, name: str, *, year: Year, company: Make) -> float:
    """What warm days add by cooling: mean use above 25 degC over that below 5, against the same without cooling."""
    degc, warm = to_quarters(year.degc), f"shift.{sector_row(sector, FLOOR_M2).shift}.warm"
    found = []
    for values in ({}, {warm: 0.0}):
        with swung(values):
            kw = electricity_kw(company(sector, name=name), FLOOR_M2, year=year)
        found.append(float(kw[degc > 25].mean() / kw[degc < 5].mean()))
    return found[0] / found[1]


@pytest.mark.parametrize("name", ["a", "d"])
@pytest.mark.parametrize("sector", ["cold_store", "retail_cooled", "wholesale_cooled"])
def test_cold_stores_use_more_on_warm_days_and_feel_them_most(
    sector: str, name: str, year: Year, company: Make
) -> None:
    """Measured 1.06 to 1.13; an office 1.02 to 1.04, a workshop 1.01."""
    cooled = warm_over_cold(sector, name, year=year, company=company)
    assert cooled > 1.05
    assert cooled > warm_over_cold("office", name, year=year, company=company) > 1.01


def holiday_dip(busy: np.ndarray, year: Year) -> float:
    """Mean by day in the quiet weeks of summer over that in as many weeks before, Monday to Friday."""
    moments = quarters_of(year)
    days, place = dates_of(moments)
    week = np.asarray(days.isocalendar().week)[place]
    first, last = (int(fact(f"profile.season_week_{end}").value) for end in ("first", "last"))
    by_day = (day_kinds(moments) == 0) & (clock_hour(moments) >= 9) & (clock_hour(moments) < 16)
    quiet, before = (by_day & (week >= low) & (week < low + last - first + 1) for low in (first, 2 * first - last - 1))
    return float(busy[quiet].mean() / busy[before].mean())


@pytest.mark.parametrize(
    ("sector", "low", "high"), [("metalworking", 0.6, 0.8), ("office", 0.7, 0.9), ("cold_store", 0.98, 1.1)]
)
def test_in_the_summer_holiday_a_company_is_as_quiet_as_its_shift(
    sector: str, low: float, high: float, year: Year, company: Make
) -> None:
    """What works is exactly the part that stays at work; of the use a part runs by itself."""
    shift = sector_row(sector, FLOOR_M2).shift
    assert holiday_dip(activity(shift, quarters_of(year)), year) == pytest.approx(fact(f"shift.{shift}.quiet").value)
    for name in "ab":
        kw = electricity_kw(company(sector, name=name), FLOOR_M2, year=year)
        assert low < holiday_dip(kw, year) < high


def test_twenty_mixed_companies_do_not_peak_together(year: Year, company: Make) -> None:
    """Simultaneous peak over summed peaks; measured 0.72. Standard profiles give 0.84-0.99 (BDEW G0-G6)."""
    sectors = (
        ["metalworking"] * 4 + ["electroplating", "joinery"] + ["garage"] * 4 + ["printing", "industrial_bakery"]
        + ["wholesale"] * 4 + ["office"] * 3 + ["construction_yard"]
    )  # fmt: skip
    made = [company(sector, name=f"v{k}", kwh=200_000.0 + 50_000.0 * (k % 5)) for k, sector in enumerate(sectors)]
    loads = np.array([electricity_kw(one, FLOOR_M2, year=year) for one in made])
    coincidence = loads.sum(axis=0).max() / loads.max(axis=1).sum()
    assert len(made) == 20
    assert coincidence == pytest.approx(0.72, abs=0.02)
    assert 0.65 < coincidence < 0.84


def test_even_twenty_offices_stay_below_a_standard_profile(year: Year, company: Make) -> None:
    """Measured 0.77: all work the same hours, but not all peak on the same day."""
    loads = np.array([electricity_kw(company("office", name=f"k{k}"), FLOOR_M2, year=year) for k in range(20)])
    assert 0.65 < loads.sum(axis=0).max() / loads.max(axis=1).sum() < 0.85
