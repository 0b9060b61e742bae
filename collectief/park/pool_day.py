"""The day in which the cars that people share are out: how many trips of which length one car can make.

Checks ask it what fits before a trip is made, and trips are made by it.
"""

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact

Ints = NDArray[np.int64]
Array = NDArray[np.float64]
QUARTERS_AN_HOUR = 4


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
