"""A few real days that stand for the whole year: for a first design, never for a decision.

Typical days leave out peaks: designs on them broke group limits by 3-28 kW in 488 and undersized contracts
by 9-23 % (measured), so every plan is replayed on the full year. The extreme day of each period softens that.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collectief.errors import ModelError
from collectief.profile.clock import WORKING, day_kinds
from collectief.profile.year import HOURS, Year
from collectief.text import Text

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
DAYS, DAY_H = 365, 24
MONTHS = 12
TOTAL_COUNTS = 20.0
"""How much the mean of a day counts against its shape. Measured on two parks with four seasons: at 20 the chosen days
hold 99-102 % of the year's heat, power, sun and price; at 0 only 86-89 % of its heat, which no network survives."""


@dataclass(frozen=True, slots=True, eq=False)
class TypicalDays:
    """Chosen days of the year and what each stands for.

    ``days`` numbers 0..364 in order of period, shape (d,); ``weight`` days each stands for, summing to 365;
    ``period`` 0.. of each day; ``extreme`` marks the days of the highest load, which stand for themselves;
    ``months_of_period`` how many months each period has, shape (periods,).
    """

    days: Ints
    weight: Array
    period: Ints
    months_of_period: Ints
    extreme: NDArray[np.bool_]

    @property
    def step_hours(self) -> Array:
        """Hours of the year that each chosen hour stands for, shape (d*24,), summing to 8760."""
        return np.repeat(self.weight, DAY_H)

    @property
    def step_period(self) -> Ints:
        """Period of each chosen hour, shape (d*24,)."""
        return np.repeat(self.period, DAY_H)


def typical_days(loads: Array, year: Year, *, periods: int = 4) -> TypicalDays:
    """Per period a working day, a day off and the extreme day.

    ``loads`` has shape (n, 8760): everything that should look alike (loads, sun, prices). Each row counts
    equally (divided by its spread). Working day and day off are the real days nearest to the mean of their kind,
    where what a day adds up to counts far more than its shape: so the year's totals are kept. The extreme day has
    the highest hour of the summed loads of its period, as they are (kW). Periods are equal groups of months; four are
    winter (December-February), spring, summer and autumn.

    Raises:
        ModelError: the loads are not (n, 8760), or 12 months do not divide into the periods.
    """
    table = np.atleast_2d(np.asarray(loads, dtype=np.float64))
    if table.shape[1] != HOURS or periods < 1 or MONTHS % periods:
        given = f"{table.shape}, {periods}"
        raise ModelError(
            Text(
                nl=f"Typische dagen: vorm en perioden zijn {given}. Nodig: (n, {HOURS}) en een deler van {MONTHS}.",
                en=f"Typical days: shape and periods are {given}. Needed: (n, {HOURS}) and a divisor of {MONTHS}.",
            )
        )
    features, peaks = _features(table), table.sum(axis=0).reshape(DAYS, DAY_H).max(axis=1)
    period = period_of_day(year, periods)
    off = day_kinds(year.local[12::DAY_H]) != WORKING
    inside = [np.flatnonzero(period == one) for one in range(periods)]
    chosen = [day for days in inside for day in _of_period(features, peaks, days=days, off=off)]
    days = np.asarray([day for day, _, _ in chosen], dtype=np.int64)
    return TypicalDays(
        days=days,
        weight=np.asarray([weight for _, weight, _ in chosen], dtype=np.float64),
        period=period[days],
        months_of_period=np.full(periods, MONTHS // periods, dtype=np.int64),
        extreme=np.asarray([extreme for _, _, extreme in chosen], dtype=np.bool_),
    )


def select(array: Array, days: Ints) -> Array:
    """The hours of these days: shape (..., 8760) to (..., d*24).

    >>> select(np.arange(8760.0), np.array([1]))[:3].tolist()
    [24.0, 25.0, 26.0]
    """
    series = np.asarray(array)
    cut = series.reshape(*series.shape[:-1], DAYS, DAY_H)[..., days, :]
    return np.asarray(cut.reshape(*series.shape[:-1], len(days) * DAY_H))


def _features(table: Array) -> Array:
    """Each day as one point: all rows by their spread, and the mean of each row, shape (365, n*25)."""
    spread = table.std(axis=1, keepdims=True)
    scaled = np.divide(table, spread, out=np.zeros_like(table), where=spread > 0).reshape(len(table), DAYS, DAY_H)
    mean = TOTAL_COUNTS * scaled.mean(axis=2, keepdims=True)
    return np.asarray(np.concatenate([scaled, mean], axis=2).transpose(1, 0, 2).reshape(DAYS, -1))


def period_of_day(year: Year, periods: int) -> Ints:
    """Period of each day; the first is centred on New Year, so that four are the seasons. Shape (365,)."""
    width = MONTHS // periods
    month = year.month[12::DAY_H]
    return np.asarray(((month + width // 2) % MONTHS) // width, dtype=np.int64)


def _of_period(features: Array, peaks: Array, *, days: Ints, off: NDArray[np.bool_]) -> list[tuple[int, float, bool]]:
    """(day, weight, extreme) of one period: the extreme day, then the most usual of each kind of the others."""
    extreme = int(days[np.argmax(peaks[days])])
    rest = days[days != extreme]
    groups = [group for group in (rest[~off[rest]], rest[off[rest]]) if group.size]
    return [*((_usual(features, group), float(group.size), False) for group in groups), (extreme, 1.0, True)]


def _usual(features: Array, days: Ints) -> int:
    """The day nearest to the mean of these days; the earliest of equals."""
    points = features[days]
    distance = ((points - points.mean(axis=0)) ** 2).sum(axis=1)
    return int(days[np.argmin(np.round(distance, 9))])
