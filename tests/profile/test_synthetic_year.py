"""The made year has the sourced statistics, belongs together, and is the same on every run."""

import time

import numpy as np
import pytest

from collectief.facts import fact
from collectief.profile import Year, roof_profile, synthetic_year
from collectief.profile.synthetic_market import made_market

SEEDS = [(2025, 1), (2025, 2), (2024, 1), (2030, 7)]


@pytest.fixture(scope="module", params=SEEDS, ids=str)
def any_year(request: pytest.FixtureRequest) -> Year:
    return synthetic_year(*request.param)


def summer_midday(year: Year) -> np.ndarray:
    local = year.local
    return np.asarray((local.month >= 4) & (local.month <= 9) & (local.hour >= 10) & (local.hour < 16))


def test_mean_price_is_the_measured_one_within_2_percent(any_year: Year) -> None:
    assert any_year.price_eur_per_kwh.mean() * 1000 == pytest.approx(
        fact("year.2025.price_mean_eur_per_mwh").value, rel=0.02
    )


def test_as_many_hours_are_negative_as_measured(any_year: Year) -> None:
    assert (any_year.price_eur_per_kwh < 0).sum() == pytest.approx(fact("year.2025.price_negative_hours").value, abs=1)


def test_summer_middays_are_as_cheap_as_measured_within_10_percent(any_year: Year) -> None:
    mean = any_year.price_eur_per_kwh[summer_midday(any_year)].mean() * 1000
    assert mean == pytest.approx(fact("year.2025.price_summer_midday_eur_per_mwh").value, rel=0.10)


def test_prices_spread_over_a_day_as_measured_within_5_percent(any_year: Year) -> None:
    spread = np.ptp(any_year.price_eur_per_kwh.reshape(365, 24), axis=1).mean() * 1000
    assert spread == pytest.approx(fact("year.2025.price_daily_spread_eur_per_mwh").value, rel=0.05)


def test_solar_earns_what_it_earned_in_2025_within_20_percent(any_year: Year) -> None:
    roof = roof_profile(any_year)
    capture = (roof * any_year.price_eur_per_kwh).sum() / roof.sum() * 1000
    assert capture == pytest.approx(fact("market.solar_capture_eur_per_mwh").value, rel=0.20)


def test_co2_has_the_measured_mean_within_10_percent_and_tails_within_5(any_year: Year) -> None:
    # The sourced mean 0.198 is weighted by volume; the plain hourly mean of the same series is 0.210.
    co2 = any_year.co2_kg_per_kwh
    assert co2.mean() == pytest.approx(fact("year.2025.co2_mean_kg_per_kwh").value, rel=0.10)
    assert np.quantile(co2, 0.05) == pytest.approx(fact("year.2025.co2_p5_kg_per_kwh").value, rel=0.05)
    assert np.quantile(co2, 0.95) == pytest.approx(fact("year.2025.co2_p95_kg_per_kwh").value, rel=0.05)


def test_sunny_and_windy_hours_are_cheap_and_clean(any_year: Year) -> None:
    price, co2 = any_year.price_eur_per_kwh, any_year.co2_kg_per_kwh
    assert np.corrcoef(price, any_year.ghi_w_m2)[0, 1] < -0.4
    assert np.corrcoef(price, any_year.wind_m_s)[0, 1] < -0.3
    assert np.corrcoef(price, co2)[0, 1] == pytest.approx(0.70, abs=0.10)  # measured on 2025: 0.70


def test_degree_days_are_those_of_de_bilt(any_year: Year) -> None:
    days = any_year.degc.reshape(365, 24).mean(axis=1)
    assert np.maximum(18 - days, 0).sum() == pytest.approx(fact("year.2025.degree_days").value, rel=1e-4)


def test_temperature_looks_like_a_dutch_year(any_year: Year) -> None:
    assert any_year.degc.mean() == pytest.approx(11.4, abs=0.4)
    assert -14 < any_year.degc.min() < 0
    assert 25 < any_year.degc.max() < 37
    month = any_year.month
    assert any_year.degc[month == 6].mean() - any_year.degc[month == 0].mean() == pytest.approx(15, abs=4)


def test_radiation_and_wind_have_their_yearly_figures(any_year: Year) -> None:
    assert any_year.ghi_w_m2.sum() / 1000 == pytest.approx(fact("weather.ghi_kwh_m2").value, rel=1e-4)
    assert any_year.wind_m_s.mean() == pytest.approx(fact("weather.wind_m_s").value, rel=1e-6)
    assert any_year.ghi_w_m2.min() == 0.0
    assert any_year.ghi_w_m2.max() < 1100


def test_it_never_shines_at_night(any_year: Year) -> None:
    assert any_year.ghi_w_m2[np.asarray(any_year.start.hour) < 3].max() == 0.0


def test_same_seed_same_bytes_and_another_seed_another_year() -> None:
    first, second, other = synthetic_year(2025, 4), synthetic_year(2025, 4), synthetic_year(2025, 5)
    for name in ("degc", "ghi_w_m2", "wind_m_s", "price_eur_per_kwh", "co2_kg_per_kwh"):
        assert getattr(first, name).tobytes() == getattr(second, name).tobytes()
        assert not np.array_equal(getattr(first, name), getattr(other, name))


def test_a_leap_year_has_8760_hours_and_no_29_february() -> None:
    leap = synthetic_year(2024, 1)
    assert leap.start.shape == leap.degc.shape == (8760,)
    assert not ((leap.start.month == 2) & (leap.start.day == 29)).any()


def test_the_clock_jumps_twice_but_the_hours_do_not(year: Year) -> None:
    assert (np.diff(year.start.asi8) == np.diff(year.start.asi8)[0]).all()
    offsets = np.asarray((year.local.tz_localize(None) - year.start.tz_localize(None))[::24])
    assert (offsets[1:] != offsets[:-1]).sum() == 2


def test_more_wind_in_an_hour_never_makes_that_hour_dearer(year: Year) -> None:
    # One hour changes, so the searched strengths hardly move: the map from residual load never falls.
    hour = int(np.argsort(year.price_eur_per_kwh)[4380])
    windy = year.wind_m_s.copy()
    windy[hour] = 15.0
    before = made_market(year.start, year.ghi_w_m2, wind_m_s=year.wind_m_s, seed=1)
    after = made_market(year.start, year.ghi_w_m2, wind_m_s=windy, seed=1)
    assert after.price_eur_per_kwh[hour] < before.price_eur_per_kwh[hour]
    assert after.co2_kg_per_kwh[hour] < before.co2_kg_per_kwh[hour]


def test_a_year_is_made_within_a_few_seconds_even_on_a_busy_machine() -> None:
    begin = time.process_time()
    synthetic_year(2026, 3)
    assert time.process_time() - begin < 2.0  # 0.3 s measured
