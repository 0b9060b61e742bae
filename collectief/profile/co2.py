"""CO2 factor of the grid from a file: ``validfrom_utc,co2_factor_kg_per_kwh``."""

from pathlib import Path

import numpy as np

from collectief.profile.series import Series, bad, moments, numbers, read_columns, to_year

HIGHEST_KG_PER_KWH = 1.5
"""No power station emits more per kWh (brown coal about 1.2); a higher figure is in g/kWh."""


def read_co2(path: Path, year: int) -> Series:
    """Average CO2 factor in kg/kWh per hour of a year, UTC+1.

    Raises:
        BadSeries: a column, the zone or hours of the year are missing, or the figures cannot be kg/kWh.
    """
    times, cells = read_columns(path, ("validfrom_utc", "co2_factor_kg_per_kwh"))
    factors = numbers(cells)
    if np.nanmin(factors, initial=0.0) < 0 or np.nanmax(factors, initial=0.0) > HIGHEST_KG_PER_KWH:
        raise bad(
            path,
            nl="de CO2-factor ligt niet tussen 0 en 1,5. Geef hem in kg/kWh.",
            en="the CO2 factor is not between 0 and 1.5. Give it in kg/kWh.",
        )
    return to_year(path, year, times=moments(path, times), values=factors)
