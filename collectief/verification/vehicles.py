"""Pool cars once more: every trip of the year walked through day by day, with the euros of what it takes."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from collectief.facts import fact
from collectief.park import Company
from collectief.plan.outcome import PARK, Build, Case, Outcome
from collectief.profile.pool_trips import Trips, pool_trips
from collectief.text import Text
from collectief.verification.verdict import CENT, Check, at_most, near

Array = NDArray[np.float64]
SHARED_MOBILITY, QUARTERS_AN_HOUR = "shared_mobility", 4
EUROS = Text(
    nl="Poolauto's, nagerekend uit alle ritten van het jaar (EUR)", en="Pool cars, from all trips of the year (EUR)"
)
ONCE = Text(nl="Ieder in hooguit één pool van auto's (aantal)", en="Everybody in one pool of cars at most (number)")
MEMBERS = Text(nl="Auto's van wie ze niet heeft of niet deelt (aantal)", en="Cars of who has or shares none (number)")
NEAR = Text(nl="Verder van een deelauto dan men loopt (m)", en="Farther from a shared car than a walk (m)")


def vehicles_eur(outcome: Outcome, case: Case, owner: str) -> float:
    """What the pool cars of one owner cost in a case, EUR a year: as they are, or as a plan changes them."""
    mine = [b for b in _builds(case) if b.owner == owner]
    eur = sum(pool_eur(outcome, b) for b in mine)
    if owner == PARK or any(owner in _members(b) for b in _builds(case)):
        return eur
    return eur + outcome.park.company(owner).mobility.pool_cars * fact("pool.eur_per_vehicle").value


def check_vehicles(outcome: Outcome) -> Iterator[Check]:
    """Every pool of every case: its euros, and that that its members may be in it, once, and not too far."""
    for case in outcome.cases.values():
        pooled = [c for b in _builds(case) for c in _members(b)]
        if pooled:
            yield near(ONCE, len(pooled) - len(set(pooled)), f"{case.key}/{', '.join(sorted(pooled))}", within=0)
        for build in _builds(case):
            where = f"{case.key}/{build.part}"
            yield near(EUROS, build.eur_per_year - pool_eur(outcome, build), where, within=CENT)
            yield near(MEMBERS, sum(not _may(outcome, c, build) for c in _members(build)), where, within=0)
            if build.owner == PARK:
                far_m = max((_straight_m(outcome, c, build.place) for c in _members(build)), default=0.0)
                yield at_most(NEAR, far_m - fact("pool.walk_m").value, where, within=0.0)


def pool_eur(outcome: Outcome, build: Build) -> float:
    """What a pool with so many vehicles costs, EUR a year: those, who belongs to it, and trips that find none."""
    members = [outcome.park.company(c) for c in _members(build) if c in {x.id for x in outcome.park.companies}]
    trips = [pool_trips(c, outcome.year) for c in members]
    missed = [_missed(several, round(build.amount)) for several in _by_day(trips)]
    hours, km = (np.concatenate([each[n] for each in missed] or [np.zeros(0)]) for n in (0, 1))
    per_trip, per_h, per_km = (fact(f"pool.hire_eur_per_{unit}").value for unit in ("trip", "h", "km"))
    shared = len(members) > 1
    vehicle = fact("pool.eur_per_vehicle").value + shared * fact("pool.platform_eur_per_vehicle").value
    belongs = len(members) * fact("pool.eur_per_member").value if shared or len(hours) else 0.0
    hire = len(hours) * per_trip + float(hours.sum()) * per_h + float(km.sum()) * per_km
    return build.amount * vehicle + belongs + hire


def _by_day(trips: Sequence[Trips]) -> Iterator[Array]:
    """Trips of each day, rows of leaving, ready again (in quarter-hours), hours away and km, in order of leaving."""
    if not trips:
        return
    between = np.ceil(fact("pool.between_h").value * QUARTERS_AN_HOUR)
    each = [
        np.stack([t.day, t.leaves, t.back + between, (t.back - t.leaves) / QUARTERS_AN_HOUR, t.km], axis=1)
        for t in trips
    ]
    table = np.concatenate(each)
    ordered = table[np.lexsort((table[:, 4], table[:, 2], table[:, 1], table[:, 0]))]
    for day in np.unique(ordered[:, 0]):
        yield ordered[ordered[:, 0] == day, 1:]


def _missed(day: Array, vehicles: int) -> tuple[Array, Array]:
    """Hours and km of the trips of a day that find no vehicle: so many are away or not ready already."""
    ready = np.zeros(0)
    missed: list[Array] = []
    for trip in day:
        ready = ready[ready > trip[0]]
        if len(ready) < vehicles:
            ready = np.append(ready, trip[1])
        else:
            missed.append(trip)
    rows = np.array(missed).reshape(-1, day.shape[1])
    return rows[:, 2], rows[:, 3]


def _builds(case: Case) -> list[Build]:
    return [b for b in case.builds if b.measure == SHARED_MOBILITY]


def _members(build: Build) -> list[str]:
    return build.part.split("/")


def _may(outcome: Outcome, company: str, build: Build) -> bool:
    """Whether a company is there, has pool cars, and in a pool of several may share."""
    has = {c.id for c in outcome.park.companies if c.mobility.pool_cars > 0}
    return company in has and (build.owner == company or company not in outcome.park.rules.apart)


def _straight_m(outcome: Outcome, one: str, other: str) -> float:
    """Metres between the walls of two companies in a straight line: less than any walk."""
    ids = {c.id: c for c in outcome.park.companies}
    if one not in ids or other not in ids:
        return float("inf")
    return min(float(a.distance(b)) for a in _places(outcome, ids[one]) for b in _places(outcome, ids[other]))


def _places(outcome: Outcome, company: Company) -> list[BaseGeometry]:
    return [b.footprint for b in outcome.park.buildings_of(company.id)] or [company.location]
