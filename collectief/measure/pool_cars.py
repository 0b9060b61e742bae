"""What pool cars cost, for one company or for several that share them: vehicles, booking, and hire where none is there.

With N vehicles a trip takes the first that is there; one that finds none is hired. Every N from none up to one for
each trip at once is reckoned, and the cheapest taken. A pool holds amounts; euros are those of the figures as they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.park.pool_day import between_quarters
from collectief.profile.pool_trips import Everybody, car_of_trip

Array = NDArray[np.float64]
POOL = "pool/"


@dataclass(frozen=True, slots=True)
class Pool:
    """The cars of one company or of several: where they stand, of whom, how many, and what finds none.

    ``members`` are ids in alphabetical order; ``hired`` is the number of trips in a year that are hired, for so many
    hours and km together.
    """

    host: str
    members: tuple[str, ...]
    vehicles: int
    hired: int = 0
    hired_h: float = 0.0
    hired_km: float = 0.0

    @property
    def name(self) -> str:
        """Name of its size in the model.

        >>> Pool("drukker", ("bakker", "drukker"), 1).name
        'pool/bakker/drukker'
        """
        return f"{POOL}{'/'.join(self.members)}"

    @property
    def joint(self) -> bool:
        """Whether several companies share it."""
        return len(self.members) > 1

    @property
    def hire_eur(self) -> float:
        """What the hired trips cost, EUR a year."""
        per_trip, per_h, per_km = (fact(f"pool.hire_eur_per_{unit}").value for unit in ("trip", "h", "km"))
        return self.hired * per_trip + self.hired_h * per_h + self.hired_km * per_km

    @property
    def eur_per_year(self) -> float:
        """What all costs: vehicles, lock and booking where they are shared, membership of who shares or hires, hire."""
        vehicle = fact("pool.eur_per_vehicle").value
        vehicle += fact("pool.platform_eur_per_vehicle").value if self.joint else 0.0
        belongs = len(self.members) if self.joint or self.hired else 0
        return self.vehicles * vehicle + belongs * fact("pool.eur_per_member").value + self.hire_eur


@dataclass(frozen=True, slots=True, eq=False)
class PoolOffer:
    """The pools that a park could have.

    ``kept`` are the cars of each company as they are; ``own`` its best by itself, with fewer cars where hiring is
    cheaper; ``joint`` what several could share; ``near`` how many pairs of companies with pool cars lie within a walk.
    """

    kept: Mapping[str, Pool] = field(default_factory=dict)
    own: Mapping[str, Pool] = field(default_factory=dict)
    joint: tuple[Pool, ...] = ()
    near: int = 0

    def gain_eur(self, pool: Pool) -> float:
        """What a pool of several saves against the best of each by itself, EUR a year; below 0 where it costs more."""
        return sum(self.own[c].eur_per_year for c in pool.members) - pool.eur_per_year

    def own_gain_eur(self, company: str) -> float:
        """What a company saves by itself against its cars as they are, EUR a year."""
        return self.kept[company].eur_per_year - self.own[company].eur_per_year


def cheapest(trips: Everybody, members: Sequence[str], host: str) -> Pool:
    """The pool of these companies with the number of vehicles that costs least in a year, the fewest of equals."""
    who = tuple(sorted(members))
    together = trips.of(who)
    car = car_of_trip(together, between_quarters())
    most = int(car.max(initial=-1)) + 1
    hired = [_behind(car, amount, most) for amount in (np.ones(len(car)), together.hours, together.km)]
    amounts = zip(*(some.tolist() for some in hired), strict=True)
    pools = [Pool(host, who, fewer, round(count), hours, km) for fewer, (count, hours, km) in enumerate(amounts)]
    return min(pools, key=lambda pool: (pool.eur_per_year, pool.vehicles))


def _behind(car: NDArray[np.int64], amount: Array, most: int) -> Array:
    """The sum of what trips without a car have, with 0, 1, 2 ... up to ``most`` cars, shape (most + 1,)."""
    of_car = np.append(np.bincount(car, weights=amount, minlength=most), 0.0)
    return np.asarray(np.cumsum(of_car[::-1])[::-1])
