"""Yield of a roof of solar panels from a file: measured kWh per kWp with times, or a curve of the ETM without."""

from pathlib import Path

import numpy as np

from collectief.facts import fact
from collectief.facts.written import parsed
from collectief.profile.series import Faults, Series, to_year
from collectief.profile.series_file import Column, figures, moments, read_columns, read_lines
from collectief.profile.year import HOURS
from collectief.text import Text

TIME, YIELD = "utc", "kwh_per_kwp"
MOST_KW_PER_KWP = 1.2
"""Cold panels under bright clouds give a little more than their name plate; more is another unit."""
LEAST_KWH, MOST_KWH = 300.0, 1400.0
"""Yearly kWh per kWp between a shaded north roof and the best field in the country."""
CURVE_SUM, CURVE_WITHIN = 1.0 / 3600.0, 0.01
"""The ETM scales its curves so that they sum to 1/3600; rounding of the file is well within a hundredth."""
NO_CURVE = Text(nl="dit is geen curve van het ETM.", en="this is no curve of the ETM.")
CURVE = Text(nl="Nodig zijn 8760 getallen die optellen tot 1/3600.", en="8760 numbers that sum to 1/3600 are needed.")
UNIT = Text(nl="Geef kWh per kWp, zonder negatieve waarden.", en="Give kWh per kWp, without negative values.")


def read_solar(path: Path, year: int) -> tuple[Series, tuple[Text, ...]]:
    """kW per kWp in each hour of the year in UTC+1, and what is to be known of its year.

    Either ``utc,kwh_per_kwp`` with a zone in the times, per hour or part of an hour, or a curve of the ETM: 8760
    numbers that sum to 1/3600, which get the yield of a usual flat roof
    (fact ``year.2023.solar_yield_ew15_kwh_per_kwp``).

    Raises:
        BadSeries: with all that is wrong: the file lacks hours, or cannot be a yield in kWh per kWp.
    """
    faults = Faults(path)
    lines = [line.strip() for line in read_lines(path, faults)]
    lines = lines[: max((at for at, line in enumerate(lines, start=1) if line), default=0)]
    if len(lines) in (HOURS, HOURS + 1) and "," not in lines[-1] and ";" not in lines[-1]:
        return _curve(lines, year, faults)
    times, cells = read_columns(path, (TIME, YIELD), faults)
    values = figures(cells, faults, low=0.0, high=MOST_KW_PER_KWP, advice=UNIT)
    series = to_year(faults, year, times=moments(times, faults), values=values, column=YIELD, energy=True)
    faults.stop()
    total = float(series.values.sum())
    if series.values.max() > MOST_KW_PER_KWP or not LEAST_KWH <= total <= MOST_KWH:
        what = Text(nl=f"de opbrengst telt op tot {total:.0f} per kWp.", en=f"the yield sums to {total:.0f} per kWp.")
        faults.say(YIELD, what, UNIT)
    faults.stop()
    return series, ()


def _curve(lines: list[str], year: int, faults: Faults) -> tuple[Series, tuple[Text, ...]]:
    """The curve of the ETM, on the calendar of the year; a line more is a header and holds no number."""
    first = len(lines) - HOURS
    values = figures(Column(YIELD, lines[first:], list(range(first + 1, len(lines) + 1))), faults, low=0.0, high=1.0)
    total = float(np.nansum(values))
    if first and parsed(lines[0]) is not None:
        faults.say(YIELD, NO_CURVE, CURVE)
    if not faults.found and (np.isnan(values).any() or abs(total / CURVE_SUM - 1.0) > CURVE_WITHIN):
        faults.say(YIELD, NO_CURVE, CURVE)
    faults.stop()
    made = values / total * fact("year.2023.solar_yield_ew15_kwh_per_kwp").value
    return Series(made), (
        Text(
            nl=f"{faults.path.name}: deze curve noemt geen jaar; hij is op de kalender van {year} gelegd.",
            en=f"{faults.path.name}: this curve names no year; it was put on the calendar of {year}.",
        ),
    )
