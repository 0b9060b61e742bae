"""Yield of a roof of solar panels from a file: measured kWh per kWp with times, or a curve of the ETM without."""

from pathlib import Path

import numpy as np

from collectief.facts import fact
from collectief.profile.series import Series, bad, moments, numbers, read_columns, read_lines, to_year
from collectief.profile.year import HOURS
from collectief.text import Text

COLUMNS = ("utc", "kwh_per_kwp")
MOST_KW_PER_KWP = 1.2
"""Cold panels under bright clouds give a little more than their name plate; more is another unit."""
LEAST_KWH, MOST_KWH = 300.0, 1400.0
"""Yearly kWh per kWp between a shaded north roof and the best field in the country."""
CURVE_SUM, CURVE_WITHIN = 1.0 / 3600.0, 0.01
"""The ETM scales its curves so that they sum to 1/3600; rounding of the file is well within a hundredth."""


def read_solar(path: Path, year: int) -> tuple[Series, tuple[Text, ...]]:
    """kW per kWp in each hour of the year in UTC+1, and what is to be known of its year.

    Either ``utc,kwh_per_kwp`` with a zone in the times, or a curve of the ETM: 8760 numbers that sum to 1/3600,
    which get the yield of a usual flat roof (fact ``year.2023.solar_yield_ew15_kwh_per_kwp``).

    Raises:
        BadSeries: the file cannot be read, lacks hours, or cannot be a yield in kWh per kWp.
    """
    lines = [line.strip() for line in read_lines(path) if line.strip()]
    if len(lines) in (HOURS, HOURS + 1) and "," not in lines[-1] and ";" not in lines[-1]:
        return _curve(path, lines, year)
    times, cells = read_columns(path, COLUMNS)
    values = numbers(cells)
    series = to_year(path, year, times=moments(path, times), values=values)
    total = float(series.values.sum())
    if series.values.min() < 0 or series.values.max() > MOST_KW_PER_KWP or not LEAST_KWH <= total <= MOST_KWH:
        raise bad(
            path,
            nl=f"de opbrengst telt op tot {total:.0f} per kWp. Geef kWh per kWp, zonder negatieve waarden.",
            en=f"the yield sums to {total:.0f} per kWp. Give kWh per kWp, without negative values.",
        )
    return series, ()


def _curve(path: Path, lines: list[str], year: int) -> tuple[Series, tuple[Text, ...]]:
    values = numbers(lines[-HOURS:])
    total = float(np.nansum(values))
    if not np.isfinite(values).all() or (values < 0).any() or abs(total / CURVE_SUM - 1.0) > CURVE_WITHIN:
        raise bad(
            path,
            nl="dit is geen curve van het ETM: nodig zijn 8760 getallen die optellen tot 1/3600.",
            en="this is no curve of the ETM: 8760 numbers that sum to 1/3600 are needed.",
        )
    made = values / total * fact("year.2023.solar_yield_ew15_kwh_per_kwp").value
    return Series(made), (
        Text(
            nl=f"{path.name}: deze curve noemt geen jaar; hij is op de kalender van {year} gelegd.",
            en=f"{path.name}: this curve names no year; it was put on the calendar of {year}.",
        ),
    )
