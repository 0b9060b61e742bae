"""The day in which the cars that people share are out: how many trips of which length one car can make.

Checks ask it what fits before a trip is made, and trips are made by it. What a company does not say of its trips is a
key figure here.
"""

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.park.mobility import Mobility

Ints = NDArray[np.int64]
Array = NDArray[np.float64]
QUARTERS_AN_HOUR = 4


def trips_a_year(mobility: Mobility, car_days: float) -> float:
    """Trips of all pool cars in a year; ``car_days`` is cars times working days, for who does not say.

    >>> trips_a_year(Mobility(pool_cars=2, pool_trips=400.0), 500), trips_a_year(Mobility(pool_cars=2), 500)
    (400.0, 600.0)
    """
    return fact("pool.trips_per_day").value * car_days if mobility.pool_trips is None else mobility.pool_trips


def trip_h(mobility: Mobility) -> float:
    """How long a trip takes on average, h."""
    return fact("pool.trip_h").value if mobility.pool_hours is None else mobility.pool_hours


def km_a_year(mobility: Mobility) -> float:
    """What all pool cars drive in a year, km."""
    usual = fact("mobility.car_km_per_year").value * mobility.pool_cars
    return usual if mobility.pool_km is None else mobility.pool_km


def begin_quarter() -> int:
    """The quarter-hour of the day in which the first car can leave."""
    return round(fact("pool.begin_h").value * QUARTERS_AN_HOUR)


def between_quarters() -> int:
    """Quarter-hours between two trips of one car, rounded up."""
    return int(np.ceil(fact("pool.between_h").value * QUARTERS_AN_HOUR))


def window_quarters() -> int:
    """Quarter-hours of the day in which cars are out, with the time after the last trip."""
    return round(fact("pool.end_h").value * QUARTERS_AN_HOUR) - begin_quarter() + between_quarters()


def most_on_a_day() -> int:
    """Trips that one car can make on a day: each takes a quarter-hour at least."""
    return window_quarters() // (between_quarters() + 1)


def part_quarters(many: Ints) -> Ints:
    """Quarter-hours for each of so many trips of one car on a day, with the time behind it."""
    return np.asarray(window_quarters() // many)


def trip_quarters(many: Ints, draws: Array, *, mean_h: float) -> Ints:
    """How long trips take, by draws from 0 to 1: whole quarter-hours around the mean, and no longer than fits.

    ``many`` is how many trips the car makes on the day of each; both arrays have shape (trips,).
    """
    spread = fact("pool.trip_spread").value
    wanted = mean_h * QUARTERS_AN_HOUR * (1.0 + spread * (2.0 * draws - 1.0))
    return np.clip(np.rint(wanted).astype(np.int64), 1, part_quarters(many) - between_quarters())
