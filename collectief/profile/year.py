"""One year: its local time, weather, prices and CO2, all of the same year, hour by hour."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collectief.text import Text

Array = NDArray[np.float64]
HOURS = 8760
QUARTERS = 35040


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """Series of one year, each of shape (8760,), in Dutch winter time without gaps.

    ``start`` are the 8760 hour starts in UTC+1; ``local`` the same moments on the Dutch clock
    (summer time included), which is what people, shifts and tariffs follow. A leap day is dropped.

    ``degc`` outdoor temperature; ``ghi_w_m2`` global radiation; ``wind_m_s``;
    ``price_eur_per_kwh`` day-ahead price; ``co2_kg_per_kwh`` average factor of the grid.
    ``sources`` names where each series comes from; ``repairs`` what was mended in them; ``mixed`` which of them
    are of another year. ``roof_kw_per_kwp`` is the measured yield of a roof, None where it is calculated.
    """

    number: int
    start: pd.DatetimeIndex
    local: pd.DatetimeIndex
    degc: Array
    ghi_w_m2: Array
    wind_m_s: Array
    price_eur_per_kwh: Array
    co2_kg_per_kwh: Array
    sources: tuple[tuple[str, Text | str], ...] = ()
    repairs: tuple[Text, ...] = ()
    mixed: tuple[Text, ...] = ()
    roof_kw_per_kwp: Array | None = None

    @property
    def month(self) -> NDArray[np.int64]:
        """Month 0..11 of each hour by the local clock, shape (8760,). The last hour never leaves December."""
        return np.asarray(self.start.month, dtype=np.int64) - 1


def to_quarters(hourly: Array) -> Array:
    """Hold each hourly value for four quarter-hours: shape (8760,) to (35040,)."""
    return np.repeat(hourly, 4)


def to_hours(quarters: Array) -> Array:
    """Mean of each four quarter-hours: shape (35040,) to (8760,)."""
    return np.asarray(quarters.reshape(-1, 4).mean(axis=1))


def product_sum(one: Array, other: Array) -> float:
    """Sum of one series times the other, step by step, such as kWh times EUR per kWh.

    Without ``@``: that starts threads for a year of quarter-hours, which took 14 ms instead of 0.04 where another
    program kept the cores busy, and adds up in an order that depends on their number.

    >>> product_sum(np.array([1.0, 2.0]), np.array([10.0, 100.0]))
    210.0
    """
    return float((one * other).sum())
