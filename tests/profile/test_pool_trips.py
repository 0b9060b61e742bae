"""Trips of pool cars: as many as stated, on working days, never two of one car at once, the same on every run."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point

from collectief.facts import fact
from collectief.park import Company, Connection, Mobility
from collectief.park.pool_day import between_quarters
from collectief.profile import synthetic_year
from collectief.profile.pool_trips import Trips, car_of_trip, everybody, pool_trips, working_days
from collectief.profile.year import Year

DRIVES = st.builds(
    Mobility,
    pool_cars=st.integers(1, 5),
    pool_trips=st.one_of(st.none(), st.floats(0.0, 700.0)),
    pool_hours=st.one_of(st.none(), st.floats(0.25, 9.0)),
    pool_km=st.one_of(st.none(), st.floats(0.0, 90_000.0)),
)


@pytest.fixture(scope="module")
def year() -> Year:
    return synthetic_year(2025, 1)


def company(drives: Mobility, key: str = "bakker") -> Company:
    connection = Connection("large", "stedin_2026.MSLS", 80.0, 0.0, 90.0)
    return Company(key, key, "wholesale", "noord", connection, Point(0, 0), 1e5, 0.0, mobility=drives)


def most_out(trips: Trips, between: int) -> int:
    """Most cars that are away or not ready at once, counted in quarter-hours."""
    count = np.zeros((366, 130), dtype=int)
    for day, leaves, back in zip(trips.day, trips.leaves, trips.back, strict=True):
        count[day, leaves : back + between] += 1
    return int(count.max(initial=0))


def test_who_has_no_pool_cars_makes_no_trips(year: Year) -> None:
    assert len(pool_trips(company(Mobility(pool_trips=100.0)), year)) == 0


def test_what_is_not_said_is_a_key_figure(year: Year) -> None:
    found = pool_trips(company(Mobility(pool_cars=2)), year)
    days = len(working_days(year))
    assert len(found) == round(fact("pool.trips_per_day").value * 2 * days)
    assert found.km.sum() == pytest.approx(2 * fact("mobility.car_km_per_year").value)
    assert found.hours.mean() == pytest.approx(fact("pool.trip_h").value, rel=0.03)
    assert 248 <= days <= 256


@settings(max_examples=30, deadline=None)
@given(drives=DRIVES)
def test_all_trips_are_made_on_working_days_by_the_cars_that_there_are(drives: Mobility, year: Year) -> None:
    found = pool_trips(company(drives), year)
    if drives.pool_trips is not None and drives.pool_trips <= drives.pool_cars * 240:
        assert len(found) == round(drives.pool_trips)
    assert set(found.day.tolist()) <= set(working_days(year).tolist())
    assert np.all(found.back > found.leaves)
    assert np.all(found.leaves >= fact("pool.begin_h").value * 4)
    assert np.all(found.back <= fact("pool.end_h").value * 4)
    assert most_out(found, between_quarters()) <= drives.pool_cars
    if len(found) and drives.pool_km is not None:
        assert found.km.sum() == pytest.approx(drives.pool_km)


@settings(max_examples=30, deadline=None)
@given(drives=DRIVES, cars=st.integers(0, 6))
def test_the_cars_that_are_needed_are_those_that_are_out_at_once(drives: Mobility, cars: int, year: Year) -> None:
    """And with fewer cars the trips of the first cars stay: what finds none has a higher number."""
    both = everybody({key: pool_trips(company(drives, key), year) for key in ("bakker", "drukker")}).trips
    between = between_quarters()
    car = car_of_trip(both, between)
    assert int(car.max(initial=-1)) + 1 == most_out(both, between)
    served = car < cars
    kept = Trips(both.day[served], both.leaves[served], both.back[served], both.km[served])
    assert most_out(kept, between) <= cars


def test_the_same_company_makes_the_same_trips_and_another_makes_others(year: Year) -> None:
    drives = Mobility(pool_cars=2, pool_trips=200.0)
    once, again, other = (pool_trips(company(drives, key), year) for key in ("bakker", "bakker", "drukker"))
    assert np.array_equal(once.leaves, again.leaves)
    assert not np.array_equal(once.leaves, other.leaves)
    renamed = replace(company(drives), name="Nieuw")
    assert np.array_equal(pool_trips(renamed, year).day, once.day)
