"""A series of one year as read from a file: hourly values, what was repaired, and all that is wrong with the file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collectief.errors import BadSeries
from collectief.park import Issue
from collectief.profile.clock import hours_of
from collectief.text import Text

Array = NDArray[np.float64]
LONGEST_GAP_H = 6
"""A straight line over at most this many hours keeps the day's shape; beyond that it would invent a day."""
MOST_GAPS_H = 88
"""At most one hour in a hundred is filled; beyond that the file is another kind of file."""
EXAMPLES = 3
HOUR_S = 3600
UNUSABLE = "year_unusable"


def bad_series(issues: Sequence[Issue]) -> BadSeries:
    """The error with all these findings, which also stand in its message."""
    nl = " ".join(f"{i.where}: {i.message.nl} {i.advice.nl}" for i in issues)
    en = " ".join(f"{i.where}: {i.message.en} {i.advice.en}" for i in issues)
    return BadSeries(Text(nl=nl, en=en), issues)


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Hourly values in UTC+1, shape (8760,), and what was repaired on the way."""

    values: Array
    repairs: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with one file: gathered, then said at once."""

    path: Path
    found: list[Issue] = field(default_factory=list)

    def say(self, column: str, message: Text, advice: Text) -> None:
        """Add one finding; the same sentence counts once."""
        said = Text(nl=message.nl[:1].upper() + message.nl[1:], en=message.en[:1].upper() + message.en[1:])
        if all(one.message != said for one in self.found):
            self.found.append(Issue("error", UNUSABLE, self.path.name, column, (), said, advice))

    def stop(self) -> None:
        """Raise BadSeries where anything was found."""
        if self.found:
            raise bad_series(self.found)


def to_year(
    faults: Faults, number: int, *, times: pd.DatetimeIndex | None, values: Array, column: str, energy: bool = False
) -> Series:
    """Values at their moments (UTC) as the 8760 hours of a year; without values where that is a fault.

    Parts of hours count as their mean, with ``energy`` as their sum, where they fill the hour evenly; hours with
    other times count as missing. Rows of other years are ignored. Gaps of up to six hours are filled by a straight
    line and listed; longer ones, or more than one hour in a hundred, are a fault.
    """
    if times is None:
        return Series(np.zeros(0))
    found = pd.Series(values, index=times)[np.asarray(times.notna())].dropna()
    double = int(found.index.duplicated().sum())
    found = found[~found.index.duplicated()].sort_index()
    hours = hours_of(number)
    whole, odd = _whole_hours(found, energy=energy)
    hourly = whole.reindex(hours.tz_convert("UTC"))
    gaps = np.asarray(hourly.isna())
    if _longest_run(gaps) > LONGEST_GAP_H or gaps.sum() > MOST_GAPS_H:
        held = pd.DatetimeIndex(found.index).tz_convert(hours.tz)
        _tell_too_few(faults, number, missing=hours[gaps], held=held, column=column)
        return Series(np.zeros(0))
    filled = np.interp(np.arange(len(hours)), np.flatnonzero(~gaps), hourly.to_numpy()[~gaps])
    odd = odd.intersection(hours.tz_convert("UTC")).tz_convert(hours.tz)
    return Series(filled, _repairs(faults.path.name, missing=hours[gaps], odd=odd, double=double))


def _whole_hours(found: "pd.Series[float]", *, energy: bool) -> "tuple[pd.Series[float], pd.DatetimeIndex]":
    """The hours that are evenly filled, and the starts of those that are not.

    An hour has as many parts as an hour beside it: one row at a wrong time makes no half hours.
    """
    times = pd.DatetimeIndex(found.index)
    hour = times.floor("h")
    parts = found.groupby(hour).size()
    many = parts.reindex(hour).to_numpy()
    rank = found.groupby(hour).cumcount().to_numpy()
    seconds = np.asarray((times - hour) / pd.Timedelta(seconds=1))
    even = pd.Series(seconds * many == rank * HOUR_S, index=hour).groupby(level=0).all()
    same = np.diff(parts.to_numpy()) == 0
    like = np.concatenate((same[:1], same[:-1] | same[1:], same[-1:])) if same.size else np.ones(len(parts), bool)
    fits = even.to_numpy() & like
    together = found.groupby(hour).sum() if energy else found.groupby(hour).mean()
    return together[fits], pd.DatetimeIndex(together.index[~fits])


def _longest_run(flags: NDArray[np.bool_]) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return int(np.max(edges[1::2] - edges[::2], initial=0))


def _tell_too_few(
    faults: Faults, number: int, *, missing: pd.DatetimeIndex, held: pd.DatetimeIndex, column: str
) -> None:
    first, count = f"{missing[0]:%d-%m-%Y %H:%M}", len(missing)
    years = pd.Series(held.year, dtype=object).value_counts()
    usual = [str(year) for year, rows in years.items() if rows > len(held) // 10][:EXAMPLES]
    nl, en = (f" {words} {', '.join(usual)}." if usual else "" for words in ("Dit bestand heeft", "This file has"))
    message = Text(
        nl=f"er ontbreken {count} uren van {number}, het eerst {first} (wintertijd).",
        en=f"{count} hours of {number} are missing, first {first} (winter time).",
    )
    faults.say(column, message, Text(nl=f"Geef heel {number}.{nl}", en=f"Give all of {number}.{en}"))


def _repairs(file: str, *, missing: pd.DatetimeIndex, odd: pd.DatetimeIndex, double: int) -> tuple[Text, ...]:
    found, some, none = [], _some(odd), _some(missing)
    if len(odd):
        found.append(
            Text(
                nl=f"{file}: {len(odd)} uren met tijden die het uur niet gelijk verdelen ({some}) tellen niet mee.",
                en=f"{file}: {len(odd)} hours with times that do not divide the hour evenly ({some}) do not count.",
            )
        )
    if len(missing):
        found.append(
            Text(
                nl=f"{file}: {len(missing)} ontbrekende uren ingevuld uit de uren ernaast (zoals {none}).",
                en=f"{file}: {len(missing)} missing hours filled from the hours beside them (such as {none}).",
            )
        )
    if double:
        found.append(
            Text(
                nl=f"{file}: {double} dubbele tijden; de eerste telt.",
                en=f"{file}: {double} times occur twice; the first counts.",
            )
        )
    return tuple(found)


def _some(moments: pd.DatetimeIndex) -> str:
    return ", ".join(f"{moment:%d-%m-%Y %H:%M}" for moment in moments[:EXAMPLES])
