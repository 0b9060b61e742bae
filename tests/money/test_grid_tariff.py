"""The grid operator's bill for one connection, by hand."""

import numpy as np
import pandas as pd
import pytest

from collectief.facts import tariff
from collectief.money import grid_bill, tariff_low_hours
from collectief.money.charges import Months

NEVER = np.zeros(35_040, dtype=np.bool_)


def test_stedin_ms_by_hand(months: Months) -> None:
    """100 kW all year, contract 120 kW."""
    bill = grid_bill(tariff("stedin_2026.MS"), np.full(35_040, 100.0), contract_kw=120, months=months, low_hours=NEVER)
    assert bill == {
        "standing": pytest.approx(1_946.00),  # 36.75 x 12 = 441; + 1,505
        "contract_kw": pytest.approx(2_912.832),  # 120 x 24.2736 (2.0228 x 12)
        "peak_kw": pytest.approx(3_715.92),  # 12 x 100 x 3.0966
        "transport_kwh": pytest.approx(17_344.80),  # 876,000 kWh x 0.0198
    }


def test_stedin_msls_with_one_high_quarter_by_hand(months: Months) -> None:
    """60 kW all year, one quarter-hour of 75 kW in March, contract 80 kW."""
    load_kw = np.full(35_040, 60.0)
    load_kw[7_000] = 75.0  # 14 March
    bill = grid_bill(tariff("stedin_2026.MSLS"), load_kw, contract_kw=80, months=months, low_hours=NEVER)
    assert bill == {
        "standing": pytest.approx(612.84),  # 441 + 171.84
        "contract_kw": pytest.approx(3_773.568),  # 80 x 47.1696 (3.9308 x 12)
        "peak_kw": pytest.approx(2_276.001),  # (11 x 60 + 75 = 735) x 3.0966
        "transport_kwh": pytest.approx(10_406.95425),  # (525,600 + 15 x 0.25 = 525,603.75) x 0.0198
    }


def test_enexis_msd_by_hand(months: Months) -> None:
    """400 kW all year, contract 500 kW."""
    bill = grid_bill(
        tariff("enexis_2025.MSD_1500"), np.full(35_040, 400.0), contract_kw=500, months=months, low_hours=NEVER
    )
    assert bill == {
        "standing": pytest.approx(2_094.00),  # 441 + 1,653
        "contract_kw": pytest.approx(14_640.00),  # 500 x 29.28
        "peak_kw": pytest.approx(17_808.00),  # 12 x 400 x 3.71
        "transport_kwh": pytest.approx(87_600.00),  # 3,504,000 kWh x 0.025
    }


def test_small_user_pays_the_fuse_whatever_the_load(months: Months) -> None:
    row = tariff("stedin_2026.KV_3x63A")
    for load_kw in (0.0, 40.0):
        bill = grid_bill(row, np.full(35_040, load_kw), contract_kw=40, months=months, low_hours=NEVER)
        assert bill == {"standing": 3_500.0}


def test_feed_in_pays_no_transport(months: Months) -> None:
    bill = grid_bill(tariff("stedin_2026.MS"), np.full(35_040, -80.0), contract_kw=0, months=months, low_hours=NEVER)
    assert bill == {"standing": 1_946.0, "contract_kw": 0.0, "peak_kw": 0.0, "transport_kwh": 0.0}


def test_stedin_low_hours_by_hand(months: Months, local: pd.DatetimeIndex) -> None:
    """10 kW all year in 2026.

    261 weekdays, of which 6 holidays (1 Jan, 6 and 27 Apr, 14 and 25 May, 25 Dec): 255 days x 16 h = 4,080
    normal hours and 4,680 low ones. 40,800 x 0.0749 + 46,800 x 0.046 = 3,055.92 + 2,152.80 = 5,208.72.
    """
    row = tariff("stedin_2026.LS")
    low = tariff_low_hours(row, local)
    bill = grid_bill(row, np.full(35_040, 10.0), contract_kw=10, months=months, low_hours=low)
    assert low.sum() == 4 * 4_680
    assert bill["transport_kwh"] == pytest.approx(5_208.72)
    assert bill["peak_kw"] == 0


def test_enexis_low_hours_are_the_nights_by_hand(months: Months, local: pd.DatetimeIndex) -> None:
    """10 kW all year: 365 x 8 = 2,920 low hours; 58,400 x 0.0804 + 29,200 x 0.0421 = 4,695.36 + 1,229.32."""
    row = tariff("enexis_2025.LS_50")
    low = tariff_low_hours(row, local)
    bill = grid_bill(row, np.full(35_040, 10.0), contract_kw=10, months=months, low_hours=low)
    assert bill["transport_kwh"] == pytest.approx(5_924.68)


def test_good_friday_and_liberation_day_are_working_days_for_the_meter() -> None:
    noon = pd.DatetimeIndex(["2025-04-18 12:00", "2025-05-05 12:00", "2025-04-21 12:00", "2025-06-09 12:00"])
    assert tariff_low_hours(tariff("stedin_2026.LS"), noon).tolist() == [False, False, True, True]


def test_low_hours_begin_at_23_and_end_at_7() -> None:
    tuesday = pd.DatetimeIndex(["2026-03-03 06:45", "2026-03-03 07:00", "2026-03-03 22:45", "2026-03-03 23:00"])
    for key in ("stedin_2026.LS", "enexis_2025.LS_50"):
        assert tariff_low_hours(tariff(key), tuesday).tolist() == [True, False, False, True]
