"""Weather from an EPW file (EnergyPlus), usually a typical year put together of months from several years."""

from pathlib import Path

import numpy as np
import pandas as pd
import pvlib

from collectief.profile.clock import WINTER_TIME
from collectief.profile.knmi import Weather
from collectief.profile.series import Array, bad, to_year
from collectief.text import Text

HOTTEST_DEGC, BRIGHTEST_W_M2, WINDIEST_M_S = 60.0, 1400.0, 60.0
"""Beyond these EPW writes that a value is missing (99.9, 9999, 999)."""
SUFFIX = ".epw"
DAYS_A_YEAR = 365


def read_epw(path: Path, year: int) -> tuple[Weather, tuple[Text, ...]]:
    """Weather placed in a calendar year, and what is to be known of the years that it really comes from.

    Raises:
        BadSeries: the file is missing, is no EPW, or misses hours for too long.
    """
    try:
        table, about = pvlib.iotools.read_epw(path)
        years = sorted({int(number) for number in table["year"]})
        times = _placed(pd.DatetimeIndex(table.index), year)
        columns = [np.asarray(table[name], dtype=np.float64) for name in ("temp_air", "ghi", "wind_speed")]
    except OSError as error:
        raise bad(path, nl="dit bestand is niet te openen.", en="this file cannot be opened.") from error
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError) as error:
        raise bad(
            path,
            nl="dit is geen EPW-bestand. Verwacht: acht kopregels en 35 kolommen per uur.",
            en="this is no EPW file. Expected: eight header lines and 35 columns per hour.",
        ) from error
    limits = (HOTTEST_DEGC, BRIGHTEST_W_M2, WINDIEST_M_S)
    known = [_known(column, most) for column, most in zip(columns, limits, strict=True)]
    there = np.asarray(times.notna())
    degc, ghi, wind = (to_year(path, year, times=times[there], values=column[there]) for column in known)
    repairs = tuple(dict.fromkeys((*degc.repairs, *ghi.repairs, *wind.repairs)))
    weather = Weather(degc.values, np.maximum(ghi.values, 0.0), np.maximum(wind.values, 0.0), repairs)
    return weather, _mixed(path, years, year, place=str(about.get("city", ""))[:40])


def _placed(written: pd.DatetimeIndex, year: int) -> pd.DatetimeIndex:
    """The hours on the calendar of a year, in UTC; NaT on a leap day that the year does not have.

    The hours that in UTC+1 belong to the day before New Year, or after New Year's Eve, go round to the other end.
    """
    parts = {"year": year, "month": written.month, "day": written.day, "hour": written.hour}
    local = pd.DatetimeIndex(pd.to_datetime(pd.DataFrame(parts), errors="coerce")).tz_localize(written.tz)
    winter = local.tz_convert(WINTER_TIME)
    late = np.asarray(winter.year - year).astype(float)
    around = pd.to_timedelta(np.where(np.isfinite(late), -late, 0.0) * DAYS_A_YEAR, unit="D")
    return pd.DatetimeIndex(winter + around).tz_convert("UTC")


def _known(column: Array, most: float) -> Array:
    return np.where(np.abs(column) < most, column, np.nan)


def _mixed(path: Path, years: list[int], year: int, *, place: str) -> tuple[Text, ...]:
    if years == [year]:
        return ()
    first, last = years[0], years[-1]
    said = str(first) if first == last else f"{first}-{last}"
    shown = "".join(c for c in place if c.isprintable())
    return (
        Text(
            nl=f"{path.name}: het weer ({shown}) komt uit {said} en is op de kalender van {year} gelegd.",
            en=f"{path.name}: the weather ({shown}) comes from {said} and was put on the calendar of {year}.",
        ),
    )
