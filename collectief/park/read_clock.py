"""Reads the times of a profile, in any zone or on the Dutch clock, as moments in UTC+1 without jumps."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collectief.park.check_words import Spot, shown

DUTCH_CLOCK = "Europe/Amsterdam"
WINTER_TIME = "Etc/GMT-1"
"""UTC+1 all year, in the notation of the time zone database (the sign is turned there)."""
ZONE = r"(?:[zZ]|[+-]\d{2}:?\d{2})\s*$"
HAS_ZONE = rf"(?:[Tt:\s]\d{{2}}(?:\d{{2}}){{0,2}}(?:[.,]\d+)?\s*){ZONE}"
"""A zone stands behind a time of day: the year at the end of 01-03-2025 is none."""
END_CHARACTERS = len("24:00:00")
FORMATS = ("ISO8601", "%d-%m-%Y %H:%M", "%d-%m-%Y %H:%M:%S", "%d/%m/%Y %H:%M")
"""International first; then as Dutch spreadsheets write times."""


def moments(given: "pd.Series[Any]", spot: Spot) -> pd.DatetimeIndex | None:
    """The moments in UTC+1 without a zone, shape (rows,), or None with a finding; NaT where the clock skips."""
    if isinstance(given.dtype, pd.DatetimeTZDtype):
        return None if _tell(given, given, spot=spot) else _in_winter_time(given)
    if pd.api.types.is_datetime64_dtype(given.dtype):
        return None if _tell(given, given, spot=spot) else _from_dutch_clock(pd.DatetimeIndex(given), spot)
    text = given.astype(str).str.strip()
    zoned = fitting(text, HAS_ZONE, end=ZONE)
    if zoned.any():
        aware = pd.to_datetime(text.where(zoned), utc=True, errors="coerce", format="ISO8601")
        return None if _tell(given, aware, spot=spot) else _in_winter_time(aware)
    naive = _parsed(text)
    return None if _tell(given, naive, spot=spot) else _from_dutch_clock(pd.DatetimeIndex(naive), spot)


def fitting(text: "pd.Series[str]", notation: str, *, end: str) -> NDArray[np.bool_]:
    """Which times fit a notation that ends in ``end``, of at most ``END_CHARACTERS`` signs, shape (rows,).

    A year of times has few different ends: only where the end fits the whole is searched.
    """
    place, ends = pd.factorize(text.str[-END_CHARACTERS:], use_na_sentinel=False)
    found = pd.Series(ends, dtype=str).str.contains(end).to_numpy(dtype=bool)[place]
    if found.any():
        found[found] = text[found].str.contains(notation).to_numpy(dtype=bool)
    return np.asarray(found)


def _in_winter_time(aware: "pd.Series[pd.Timestamp]") -> pd.DatetimeIndex:
    """Moments with a zone as moments in UTC+1 without one."""
    return pd.DatetimeIndex(aware.dt.tz_convert(WINTER_TIME).dt.tz_localize(None))


def _parsed(text: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    """The times by the first notation that each of them fits; NaT where none does."""
    found = pd.to_datetime(text, format=FORMATS[0], errors="coerce")
    for notation in FORMATS[1:]:
        if not found.isna().any():
            break
        found = found.fillna(pd.to_datetime(text, format=notation, errors="coerce"))
    return found


def _tell(given: "pd.Series[Any]", found: "pd.Series[pd.Timestamp]", *, spot: Spot) -> bool:
    """Whether there are times that cannot be read, with a finding."""
    wrong = found.isna().to_numpy()
    if wrong.any():
        first = given.iloc[int(np.argmax(wrong))]
        spot.say("profile_time_unreadable", "time", value=int(wrong.sum()), first=shown(first))
    return bool(wrong.any())


def _from_dutch_clock(local: pd.DatetimeIndex, spot: Spot) -> pd.DatetimeIndex:
    """Moments in UTC+1 of times on the Dutch clock; times that know no summer time are taken as they are."""
    skipped = _never_shown(local)
    twice = _shown_twice(local)
    if skipped.any() and not local[twice].has_duplicates:
        spot.say("profile_winter_time", "time")
        return local
    first = ~local.duplicated(keep="first")
    aware = local.tz_localize(DUTCH_CLOCK, ambiguous=first, nonexistent="NaT")
    moved = aware.tz_convert(WINTER_TIME).tz_localize(None)
    if local[twice].has_duplicates:
        spot.say("profile_summer_time", "time", before="92/100 x 15 min", after="96 x 15 min", quarters="92/100")
    return moved


def _never_shown(local: pd.DatetimeIndex) -> NDArray[np.bool_]:
    """Which times the clock skips in spring."""
    return np.asarray(local.tz_localize(DUTCH_CLOCK, ambiguous=np.ones(len(local), bool), nonexistent="NaT").isna())


def _shown_twice(local: pd.DatetimeIndex) -> NDArray[np.bool_]:
    """Which times the clock shows twice in autumn: they mean two moments."""
    summer = np.ones(len(local), bool)
    early = local.tz_localize(DUTCH_CLOCK, ambiguous=summer, nonexistent="shift_forward")
    late = local.tz_localize(DUTCH_CLOCK, ambiguous=~summer, nonexistent="shift_forward")
    return np.asarray(early != late)
