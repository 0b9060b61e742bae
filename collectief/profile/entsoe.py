"""Day-ahead prices from a file: ``time,price_eur_per_mwh``, hourly or per quarter-hour."""

from pathlib import Path

import numpy as np

from collectief.profile.series import Series, bad, moments, numbers, read_columns, to_year

KWH_PER_MWH = 1000.0
LOWEST_TOP_EUR_PER_MWH = 5.0
"""No year of Dutch prices stayed below this; a file that does is in EUR/kWh."""


def read_prices(path: Path, year: int) -> Series:
    """Day-ahead price in EUR/kWh per hour of a year, UTC+1; quarter-hours are averaged.

    The zone stands in the time, so the 23 and 25 hour days fall into place by themselves.

    Raises:
        BadSeries: a column, the zone or hours of the year are missing, or the prices are in EUR/kWh.
    """
    times, cells = read_columns(path, ("time", "price_eur_per_mwh"))
    prices = numbers(cells)
    if np.nanmax(np.abs(prices), initial=0.0) < LOWEST_TOP_EUR_PER_MWH:
        raise bad(
            path,
            nl="alle prijzen liggen onder 5 EUR/MWh. Geef de prijzen in EUR/MWh, niet in EUR/kWh.",
            en="all prices are below 5 EUR/MWh. Give the prices in EUR/MWh, not in EUR/kWh.",
        )
    series = to_year(path, year, times=moments(path, times), values=prices)
    return Series(series.values / KWH_PER_MWH, series.repairs)
