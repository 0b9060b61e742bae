"""The hours of one year: winter time without gaps, the Dutch clock beside it, and which days people work."""

import holidays
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collectief.profile.year import HOURS, Year

Days = NDArray[np.int64]
ZONE = "Europe/Amsterdam"
WINTER_TIME = "Etc/GMT-1"
WORKING, SATURDAY, SUNDAY = 0, 1, 2
"""Kinds of days. A public holiday counts as a Sunday."""


def hours_of(number: int) -> pd.DatetimeIndex:
    """The 8760 hour starts of a year in UTC+1; 29 February is left out.

    >>> len(hours_of(2024)), str(hours_of(2025)[0])
    (8760, '2025-01-01 00:00:00+01:00')
    """
    hours = pd.date_range(f"{number}-01-01", f"{number + 1}-01-01", freq="h", inclusive="left", tz=WINTER_TIME)
    return hours[~((hours.month == 2) & (hours.day == 29))]


def dutch_clock(moments: pd.DatetimeIndex) -> pd.DatetimeIndex:
    """The same moments on the Dutch clock, summer time included."""
    return moments.tz_convert(ZONE)


def quarters_of(year: Year) -> pd.DatetimeIndex:
    """The 35040 quarter-hour starts of a year on the Dutch clock."""
    minutes = pd.to_timedelta(np.tile([0, 15, 30, 45], HOURS), unit="min")
    return dutch_clock(year.start.repeat(4) + minutes)


def clock_hour(moments: pd.DatetimeIndex) -> NDArray[np.float64]:
    """Time of day in hours, 0 up to 24.

    >>> clock_hour(pd.DatetimeIndex(["2025-01-01 06:45"])).tolist()
    [6.75]
    """
    return np.asarray(moments.hour + moments.minute / 60, dtype=np.float64)


def day_kinds(moments: pd.DatetimeIndex) -> Days:
    """Kind of day of each moment: ``WORKING``, ``SATURDAY`` or ``SUNDAY`` (holidays too).

    >>> day_kinds(pd.DatetimeIndex(["2025-04-25", "2025-04-26", "2025-12-25"])).tolist()
    [0, 2, 2]
    """
    days, place = dates_of(moments)
    free = holidays.country_holidays("NL", years=sorted(set(days.year.tolist())))
    off = np.asarray(days.isin(pd.DatetimeIndex(sorted(free))))
    weekday = np.asarray(days.day_of_week)
    kinds = np.where(weekday == 6, SUNDAY, np.where(weekday == 5, SATURDAY, WORKING))
    return np.where(off, SUNDAY, kinds).astype(np.int64)[place]


def dates_of(moments: pd.DatetimeIndex) -> tuple[pd.DatetimeIndex, Days]:
    """The dates that occur among moments, and the place of each moment among them.

    What is true of a whole day is looked up once a day instead of 96 times.
    """
    place, days = pd.factorize(moments.tz_localize(None).normalize())
    return pd.DatetimeIndex(days), np.asarray(place, dtype=np.int64)


def day_numbers(moments: pd.DatetimeIndex) -> Days:
    """Number of the date of each moment counted from the first moment's date: 0, 1, 2 ..."""
    dates = moments.tz_localize(None).normalize()
    return np.asarray((dates - dates[0]).days, dtype=np.int64)
