"""CO2 factor of the grid from a file: ``validfrom_utc,co2_factor_kg_per_kwh``."""

from pathlib import Path

from collectief.profile.series import Faults, Series, to_year
from collectief.profile.series_file import figures, moments, read_columns
from collectief.text import Text

TIME, FACTOR = "validfrom_utc", "co2_factor_kg_per_kwh"
HIGHEST_KG_PER_KWH = 1.5
"""No power station emits more per kWh (brown coal about 1.2); a higher figure is in g/kWh."""
UNIT = Text(nl="Geef de CO2-factor in kg/kWh.", en="Give the CO2 factor in kg/kWh.")


def read_co2(path: Path, year: int) -> Series:
    """Average CO2 factor in kg/kWh per hour of a year, UTC+1.

    Raises:
        BadSeries: with all that is wrong: a column, the zone or hours are missing, or figures cannot be kg/kWh.
    """
    faults = Faults(path)
    times, cells = read_columns(path, (TIME, FACTOR), faults)
    factors = figures(cells, faults, low=0.0, high=HIGHEST_KG_PER_KWH, advice=UNIT)
    series = to_year(faults, year, times=moments(times, faults), values=factors, column=FACTOR)
    faults.stop()
    return series
