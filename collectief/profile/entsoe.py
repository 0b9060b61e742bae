"""Day-ahead prices from a file: ``time,price_eur_per_mwh``, hourly or per quarter-hour."""

from pathlib import Path

import numpy as np

from collectief.profile.series import Faults, Series, to_year
from collectief.profile.series_file import figures, moments, read_columns
from collectief.text import Text

TIME, PRICE = "time", "price_eur_per_mwh"
KWH_PER_MWH = 1000.0
LOWEST_TOP_EUR_PER_MWH = 5.0
"""No year of Dutch prices stayed below this; a file that does is in EUR/kWh."""
MOST_EUR_PER_MWH = 10_000.0
"""The market's own ceiling is some thousands either way; beyond this is another unit or a slip."""


def read_prices(path: Path, year: int) -> Series:
    """Day-ahead price in EUR/kWh per hour of a year, UTC+1; quarter-hours are averaged.

    The zone stands in the time, so the 23 and 25 hour days fall into place by themselves.

    Raises:
        BadSeries: with all that is wrong: a column, the zone or hours are missing, or the prices are in EUR/kWh.
    """
    faults = Faults(path)
    times, cells = read_columns(path, (TIME, PRICE), faults)
    prices = figures(cells, faults, low=-MOST_EUR_PER_MWH, high=MOST_EUR_PER_MWH)
    highest = np.nanmax(np.abs(prices), initial=0.0)
    if not faults.found and np.isfinite(prices).any() and highest < LOWEST_TOP_EUR_PER_MWH:
        faults.say(
            PRICE,
            Text(nl="alle prijzen liggen onder 5 EUR/MWh.", en="all prices are below 5 EUR/MWh."),
            Text(
                nl="Geef de prijzen in EUR/MWh, niet in EUR/kWh. Een jaar zonder uur van 5 EUR/MWh rekenen wij niet.",
                en="Give the prices in EUR/MWh, not in EUR/kWh. A year without an hour of 5 EUR/MWh is not calculated.",
            ),
        )
    series = to_year(faults, year, times=moments(times, faults), values=prices, column=PRICE)
    faults.stop()
    return Series(series.values / KWH_PER_MWH, series.repairs)
