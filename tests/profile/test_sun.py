"""Solar yields agree with the measured Cabauw series, and the sun stands where it should."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from collectief.facts import fact
from collectief.park import Park, YearFiles
from collectief.profile import Year, read_year, roof_profile, solar_kw_per_kwp
from collectief.profile.sun import clear_sky_w_m2

KNMI = "knmi_uurgegevens_260_deBilt_2025.txt"
EAST_WEST = fact("year.2023.solar_yield_ew15_kwh_per_kwp").value
SOUTH = fact("year.2023.solar_yield_s35_kwh_per_kwp").value


@pytest.fixture
def real(sample: Callable[[str], Path]) -> Year:
    return read_year(Park("p", "P", (), (), (), (), year=YearFiles(2025, weather=KNMI)), sample(KNMI).parent)


def test_no_radiation_gives_no_power(year: Year) -> None:
    dark = replace(year, ghi_w_m2=np.zeros(8760))
    assert solar_kw_per_kwp(dark, 35, azimuth_deg=180).max() == 0.0


def test_made_year_yields_what_cabauw_measured_within_5_percent(year: Year) -> None:
    assert solar_kw_per_kwp(year, 35, azimuth_deg=180).sum() == pytest.approx(SOUTH, rel=0.05)
    assert roof_profile(year).sum() == pytest.approx(EAST_WEST, rel=0.05)


def test_real_2025_yields_more_than_cabauw_2023_because_it_was_sunnier(real: Year) -> None:
    # De Bilt 2025 had 1211 kWh/m2, 11 % above an ordinary year; beam light favours the south.
    # Measured here: south 1139 (+18 %), east-west 936 (+12 %); per ordinary radiation +7 % and +1 %.
    ordinary = fact("weather.ghi_kwh_m2").value / (real.ghi_w_m2.sum() / 1000)
    south, roof = solar_kw_per_kwp(real, 35, azimuth_deg=180).sum(), roof_profile(real).sum()
    assert roof == pytest.approx(EAST_WEST, rel=0.12)
    assert south * ordinary == pytest.approx(SOUTH, rel=0.08)
    assert roof * ordinary == pytest.approx(EAST_WEST, rel=0.03)


def test_hours_follow_the_cabauw_day_within_half_an_hour(sample: Callable[[str], Path], year: Year) -> None:
    # Middle of the yearly energy over the day, in UT, of the south roof.
    table = pd.read_csv(sample("pv_cabauw_2023_S35_kwh_per_kwp.csv"))
    measured = table["kwh_per_kwp"].to_numpy().reshape(-1, 24).sum(axis=0)
    made = solar_kw_per_kwp(year, 35, azimuth_deg=180).reshape(-1, 24).sum(axis=0)
    middle = (np.arange(24) * measured).sum() / measured.sum()
    assert (np.arange(24) * made).sum() / made.sum() - 1 == pytest.approx(middle, abs=0.5)


def test_clear_sky_is_symmetric_about_solar_noon(year: Year) -> None:
    # De Bilt (5.18 degrees east): noon at 12:39 in UTC+1 on average, so the day's middle lies there.
    sky = clear_sky_w_m2(year.start).reshape(365, 24)
    middles = (sky * (np.arange(24) + 0.5)).sum(axis=1) / sky.sum(axis=1)
    assert middles.mean() == pytest.approx(12.65, abs=0.05)


def test_east_peaks_before_noon_and_west_after(year: Year) -> None:
    east = solar_kw_per_kwp(year, 15, azimuth_deg=90).reshape(365, 24).sum(axis=0)
    west = solar_kw_per_kwp(year, 15, azimuth_deg=270).reshape(365, 24).sum(axis=0)
    assert east[:12].sum() > west[:12].sum()
    assert west[13:].sum() > east[13:].sum()


def test_power_stays_between_zero_and_the_panels_own(year: Year) -> None:
    roof = roof_profile(year)
    assert roof.shape == (8760,)
    assert roof.min() >= 0.0
    assert 0.5 < roof.max() <= 1.0


def test_a_hotter_day_gives_less(year: Year) -> None:
    hot = replace(year, degc=year.degc + 10.0)
    assert roof_profile(hot).sum() == pytest.approx(roof_profile(year).sum() * (1 - 0.035), rel=0.01)
