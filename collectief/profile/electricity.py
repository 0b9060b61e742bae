"""Electricity of one company per quarter-hour: metered, or made from its sector's working hours.

Standard profiles make every company peak in the same quarter and hide what a group contract is worth
(BDEW G1+G3: 0.99 of the summed peaks). Here each company has its own start, day-to-day and quarter noise.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import brentq

from collectief.errors import BadSeries
from collectief.facts import fact, sector_row
from collectief.park import Company
from collectief.profile.clock import (
    SATURDAY,
    SUNDAY,
    WORKING,
    clock_hour,
    dates_of,
    day_kinds,
    day_numbers,
    quarters_of,
)
from collectief.profile.noise import generator, remembering
from collectief.profile.smooth import running_mean
from collectief.profile.year import HOURS, QUARTERS, Year, to_quarters
from collectief.text import Text

Array = NDArray[np.float64]
QUARTER_H = 0.25
FLATTEST, SHARPEST = 0.5, 50.0
"""Ends of the search for the exponent that gives the full-load hours; below the first a day has no shape left."""
MOST_BASE = 0.6
"""At most this part of the mean runs day and night, so that there is a working day at all."""
RAMP_QUARTERS = 5
"""People and machines start and stop over about an hour."""
OUTLIER = 2.0
"""Full-load hours stay within two spreads of the sector's figure."""
LEAST_HOURS = 300.0
"""No company works so little at its peak; a peak that says so is a slip."""
FULLEST = 0.98
"""Highest mean over peak: a load that never varies has no peak to share."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Working hours of a shift: local begin and end (above 24: past midnight), and activity on other days."""

    begin_h: float
    end_h: float
    saturday: float
    sunday: float
    quiet: float


def working_hours(shift: str) -> Hours:
    """The hours of one shift from the facts ``shift.<shift>.*``.

    >>> working_hours("bakery_night").begin_h
    22.0
    """
    names = ("begin_h", "end_h", "saturday", "sunday", "quiet")
    return Hours(*(fact(f"shift.{shift}.{name}").value for name in names))


def activity(shift: str, moments: pd.DatetimeIndex, *, earlier_h: float = 0.0) -> Array:
    """How busy a shift is at moments on the Dutch clock, 0..1, shape of ``moments``.

    Holidays count as Sundays; the holiday weeks and the days after Christmas are quiet. Work past midnight
    belongs to the day on which it began.
    """
    hours = working_hours(shift)
    begin, length = hours.begin_h - earlier_h, (hours.end_h - hours.begin_h) % 24 or 24.0
    since = (clock_hour(moments) - begin) % 24
    started = moments - pd.Timedelta(hours=begin)
    kinds = day_kinds(started)
    level = np.select([kinds == WORKING, kinds == SATURDAY, kinds == SUNDAY], [1.0, hours.saturday, hours.sunday])
    return np.asarray((since < length) * level * np.where(_quiet(started), hours.quiet, 1.0))


def _quiet(moments: pd.DatetimeIndex) -> NDArray[np.bool_]:
    days, place = dates_of(moments)
    week = np.asarray(days.isocalendar().week, dtype=np.int64)
    summer = (week >= fact("profile.season_week_first").value) & (week <= fact("profile.season_week_last").value)
    return np.asarray(summer | (np.asarray(days.day_of_year) >= fact("profile.christmas_from_day").value))[place]


def electricity_kw(
    company: Company, floor_m2: float, *, year: Year, metered: Array | None = None, seed: int = 1
) -> Array:
    """Use before own solar per quarter-hour of the year, kW, shape (35040,).

    A metered series is returned as it is. Otherwise the sector's working hours with noise, raised to the power
    that gives the full-load hours (yearly kWh / peak), times what makes the year exactly
    ``company.electricity_kwh``. The peak is ``company.peak_kw`` where that is known and can be, otherwise the
    sector's with the company's own deviation. The same company and seed give the same bytes.

    Raises:
        BadSeries: the metered series does not have 35040 finite values.
        MissingFact: the sector is unknown.
    """
    if metered is not None:
        return _checked(company, metered)
    row = sector_row(company.sector, floor_m2)
    rng = generator("electricity", company.id, seed)
    busy, season = _busy(row.shift, year, rng=rng), _season(row.shift, year)
    spread = fact("profile.hours_spread").value
    wanted = row.full_load_hours * float(np.exp(spread * np.clip(rng.standard_normal(), -OUTLIER, OUTLIER)))
    if company.peak_kw:
        wanted = max(company.electricity_kwh / company.peak_kw, LEAST_HOURS)
    night = fact(f"shift.{row.shift}.night_share").value
    kw = _at_full_load(busy, season, mean=min(wanted / HOURS, FULLEST), night=night)
    return np.asarray(kw * company.electricity_kwh / (kw.sum() * QUARTER_H))


def _checked(company: Company, metered: Array) -> Array:
    series = np.asarray(metered, dtype=np.float64)
    if series.shape == (QUARTERS,) and bool(np.isfinite(series).all()):
        return series
    count = int(np.isfinite(series).sum())
    raise BadSeries(
        Text(
            nl=f"Profiel van {company.id}: {count} bruikbare kwartieren, nodig zijn er {QUARTERS}. Vul de gaten aan.",
            en=f"Profile of {company.id}: {count} usable quarter-hours, {QUARTERS} are needed. Fill the gaps.",
        )
    )


def _busy(shift: str, year: Year, *, rng: np.random.Generator) -> Array:
    """How much the company does per quarter, at least 0: hours, and noise of days and quarters."""
    moments = quarters_of(year)
    spread_h = fact("profile.start_spread_h").value
    earlier_h = float(np.round(rng.uniform(-spread_h, spread_h) * 4) / 4)
    days = day_numbers(moments)
    daily = remembering(rng, int(days[-1]) + 2, memory=fact("profile.day_memory").value)[days]
    quarterly = remembering(rng, QUARTERS, memory=fact("profile.quarter_memory").value)
    factor = 1 + fact(f"shift.{shift}.day_noise").value * daily + fact(f"shift.{shift}.quarter_noise").value * quarterly
    ramped = running_mean(activity(shift, moments, earlier_h=earlier_h), RAMP_QUARTERS)
    return np.asarray(np.maximum(ramped * np.maximum(factor, 0.0), 0.0))


def _season(shift: str, year: Year) -> Array:
    """What cooling makes of a quarter: 1 up to the mean temperature of the year, and more on warm days."""
    warm = to_quarters(np.maximum(year.degc - year.degc.mean(), 0.0) / (year.degc.max() - year.degc.mean()))
    return np.asarray(1 + fact(f"shift.{shift}.warm").value * warm)


def _at_full_load(busy: Array, season: Array, *, mean: float, night: float) -> Array:
    """``base + (1 - base) shape^k`` with peak 1 and the wanted mean (full-load hours / 8760), shape (35040,).

    The base is the night share, lower where the wanted mean leaves no room for it. Where even a flat working day does
    not reach the mean (cold stores, data centres) a part runs at all hours; what is not that follows the season by
    night as well.
    """
    base = min(night, MOST_BASE * mean)
    shape = busy * season
    shape = shape / shape.max()

    def surplus(exponent: float) -> float:
        return float(np.mean(base + (1 - base) * shape**exponent)) - mean

    if surplus(FLATTEST) > 0:
        return np.asarray(base + (1 - base) * shape ** brentq(surplus, FLATTEST, SHARPEST, xtol=1e-4))
    flat = (base + (1 - base) * (busy / busy.max()) ** FLATTEST) * season
    flat = flat / flat.max()
    always = (mean - float(flat.mean())) / (1 - float(flat.mean()))
    return np.asarray(always + (1 - always) * flat)
