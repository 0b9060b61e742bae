"""Trips of the cars that the people of a company share: when each leaves and is back, through the year.

Made, not measured: the stated number of trips is spread over the working days and over the cars of the company, and
within a day over the hours in which they drive. No two trips of one car overlap, so a company always has enough of its
own cars. Companies are made apart from each other, by their own id: who else is there changes nothing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collectief.park import Company
from collectief.park.pool_day import (
    QUARTERS_AN_HOUR,
    begin_quarter,
    between_quarters,
    km_a_year,
    most_on_a_day,
    part_quarters,
    trip_h,
    trip_quarters,
    trips_a_year,
)
from collectief.profile.clock import WORKING, dates_of, day_kinds
from collectief.profile.noise import generator
from collectief.profile.year import Year

Ints = NDArray[np.int64]
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Trips:
    """Trips in the order in which they leave, each array of shape (trips,).

    ``day`` is the number of the date in the year, ``leaves`` and ``back`` are quarter-hours of that day on the Dutch
    clock (``back`` is the first in which the car is there again), ``km`` what is driven.
    """

    day: Ints
    leaves: Ints
    back: Ints
    km: Array

    def __len__(self) -> int:
        return len(self.day)

    @property
    def hours(self) -> Array:
        """How long each car is away, h."""
        return np.asarray((self.back - self.leaves) / QUARTERS_AN_HOUR)


def no_trips() -> Trips:
    """Nobody drives."""
    none = np.zeros(0, dtype=np.int64)
    return Trips(none, none, none, np.zeros(0))


def pool_trips(company: Company, year: Year) -> Trips:
    """All trips of a year of a company's pool cars; what it does not say is a key figure (facts ``pool.*``)."""
    drives, days = company.mobility, working_days(year)
    slots = drives.pool_cars * len(days)
    if slots == 0:
        return no_trips()
    rng = generator("pool", company.id, year.number)
    in_slot = _spread(round(trips_a_year(drives, slots)), slots, rng)
    slot, number = np.repeat(np.arange(slots), in_slot), _numbers(in_slot)
    leaves, back = _times(in_slot[slot], number, mean_h=trip_h(drives), rng=rng)
    km = np.full(len(slot), km_a_year(drives) / max(len(slot), 1))
    return everybody({company.id: Trips(days[slot // drives.pool_cars], leaves, back, km)}).trips


def working_days(year: Year) -> Ints:
    """Numbers of the dates of a year on which people work."""
    dates, _ = dates_of(year.local)
    return np.flatnonzero(day_kinds(dates) == WORKING).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Everybody:
    """The trips of all companies in the order in which they leave, with the place of each one's company in ``ids``."""

    ids: tuple[str, ...]
    trips: Trips
    whose: Ints

    def of(self, members: Collection[str]) -> Trips:
        """Those of some companies, in the same order."""
        asked = np.flatnonzero(np.array([one in members for one in self.ids], dtype=bool)[self.whose])
        trips = self.trips
        return Trips(trips.day[asked], trips.leaves[asked], trips.back[asked], trips.km[asked])


def everybody(trips: Mapping[str, Trips]) -> Everybody:
    """The trips of all companies sorted once: sets of companies are then picked from them.

    Who leaves together goes by when it is back, by km, and by id.
    """
    ids = tuple(sorted(trips))
    whose = np.repeat(np.arange(len(ids)), [len(trips[c]) for c in ids])
    day, leaves, back, km = (
        np.concatenate([getattr(trips[c], name) for c in ids]) for name in ("day", "leaves", "back", "km")
    )
    order = np.lexsort((whose, km, back, leaves, day))
    return Everybody(ids, Trips(day[order], leaves[order], back[order], km[order]), whose[order])


def car_of_trip(trips: Trips, between: int) -> Ints:
    """Number of the car that makes each trip when it takes the first that is there, from 0; shape (trips,).

    ``between`` quarter-hours after a trip its car can leave again. As the first cars do not know of those behind them,
    the trips with a number of N and up are those that find no car where there are N.
    """
    turn = _numbers(np.bincount(trips.day))
    in_turns = np.argsort(turn, kind="stable")
    turns = np.bincount(turn)
    ready = np.zeros((int(trips.day.max(initial=0)) + 1, len(turns)), dtype=np.int64)
    found = np.zeros(len(trips), dtype=np.int64)
    for now in np.split(in_turns, np.cumsum(turns)[:-1]) if len(turns) else ():
        day = trips.day[now]
        car = (ready[day] <= trips.leaves[now, None]).argmax(axis=1)
        ready[day, car] = trips.back[now] + between
        found[now] = car
    return found


def _spread(count: int, slots: int, rng: np.random.Generator) -> Ints:
    """How many trips each car makes on each day: as even as whole numbers allow, and no more than fit."""
    count = min(count, slots * most_on_a_day())
    found = np.full(slots, count // slots, dtype=np.int64)
    found[rng.permutation(slots)[: count % slots]] += 1
    return found


def _numbers(sizes: Ints) -> Ints:
    """0, 1, 2 ... within each group of these sizes.

    >>> _numbers(np.array([2, 0, 3])).tolist()
    [0, 1, 0, 1, 2]
    """
    return np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def _times(many: Ints, number: Ints, *, mean_h: float, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """When trips leave and are back: each in its own equal part of the day, with the time between trips behind it."""
    part = part_quarters(many)
    takes = trip_quarters(many, rng.random(len(many)), mean_h=mean_h)
    spare = part - between_quarters() - takes
    waits = np.floor(rng.random(len(many)) * (spare + 1)).astype(np.int64)
    leaves = begin_quarter() + part * number + waits
    return leaves, leaves + takes
