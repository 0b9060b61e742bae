"""A year of 35,040 quarter-hours: its months and its Dutch clock."""

import numpy as np
import pandas as pd
import pytest

from collectief.money.charges import Months


@pytest.fixture(scope="session")
def local() -> pd.DatetimeIndex:
    """Quarter starts of 2026 on the Dutch clock, summer time included."""
    return pd.date_range("2026-01-01", periods=35_040, freq="15min", tz="Etc/GMT-1").tz_convert("Europe/Amsterdam")


@pytest.fixture(scope="session")
def months() -> Months:
    """Month 0..11 of each quarter-hour, shape (35040,)."""
    start = pd.date_range("2026-01-01", periods=35_040, freq="15min")
    return np.asarray(start.month, dtype=np.int64) - 1
