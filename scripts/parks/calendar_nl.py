"""The Dutch calendar of one year in quarter-hours: clock, weekday, holidays, weather of the season."""

from dataclasses import dataclass

import holidays
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from parks.files import Array, starts

Flags = NDArray[np.bool_]
QUARTERS_PER_DAY = 96


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Quarter-hours of a year, each of shape (35040,): hour of the Dutch clock, weekday (Monday 0), day of the year.

    ``closed`` are Sundays' equals: public holidays and the days between Christmas and New Year; ``summer`` the three
    weeks in which many workshops shut (bouwvak); ``degc`` an invented outdoor temperature.
    """

    hour: Array
    weekday: NDArray[np.int64]
    day: NDArray[np.int64]
    closed: Flags
    summer: Flags
    degc: Array

    def between(self, start: float, end: float, weekdays: str = "01234") -> Array:
        """1 on these weekdays from start to end on the clock, else 0; over midnight where end is below start."""
        today = np.isin(self.weekday, [int(d) for d in weekdays]) & ~self.closed
        if start < end:
            return np.asarray(today & (self.hour >= start) & (self.hour < end), dtype=np.float64)
        yesterday = np.roll(today, QUARTERS_PER_DAY)
        return np.asarray((today & (self.hour >= start)) | (yesterday & (self.hour < end)), dtype=np.float64)


def calendar(year: int, seed: int) -> Calendar:
    """The calendar of a year of 365 days; ``seed`` fixes the temperature."""
    utc1 = starts(year, minutes=15)
    local = utc1.tz_convert("Europe/Amsterdam")
    days = pd.DatetimeIndex(local.date)
    free = [pd.Timestamp(d) for d in holidays.country_holidays("NL", years=year)]
    christmas = (days >= pd.Timestamp(year, 12, 24)) | (days <= pd.Timestamp(year, 1, 1))
    day = np.asarray(utc1.dayofyear, dtype=np.int64) - 1
    hour = np.asarray(local.hour + local.minute / 60.0, dtype=np.float64)
    return Calendar(
        hour=hour,
        weekday=np.asarray(local.weekday, dtype=np.int64),
        day=day,
        closed=np.asarray(days.isin(free) | christmas),
        summer=np.asarray((days >= pd.Timestamp(year, 8, 4)) & (days <= pd.Timestamp(year, 8, 22))),
        degc=_degc(day, hour, np.random.default_rng(seed)),
    )


def _degc(day: NDArray[np.int64], hour: Array, rng: np.random.Generator) -> Array:
    season = 10.6 - 7.6 * np.cos(2 * np.pi * (day - 22) / 365)
    daily = (2.2 + 1.6 * np.cos(2 * np.pi * (day - 180) / 365)) * np.cos(2 * np.pi * (hour - 15) / 24)
    weather = drift(rng, 366, keep=0.8, spread=2.1)
    return np.asarray(season + daily + np.interp(day + hour / 24, np.arange(366), weather))


def drift(rng: np.random.Generator, steps: int, *, keep: float, spread: float) -> Array:
    """Noise that remembers: each step keeps a part of the last; deviation ``spread / sqrt(1 - keep^2)``."""
    shocks = rng.normal(0.0, spread, steps)
    found = np.empty(steps)
    last = 0.0
    for k in range(steps):
        last = keep * last + shocks[k]
        found[k] = last
    return found


def smooth(values: Array, quarters: int) -> Array:
    """Moving mean, so that shifts start and end over some quarters instead of at once."""
    return np.convolve(values, np.full(quarters, 1.0 / quarters), mode="same")
