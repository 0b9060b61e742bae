"""Rules on the cars that people share: their trips fit a day and a year, and kilometres are driven on trips."""

import numpy as np

from collectief.facts import fact
from collectief.park.check_driving import WORKING_DAYS
from collectief.park.check_words import Spot
from collectief.park.mobility import Mobility
from collectief.park.pool_day import QUARTERS_AN_HOUR, km_a_year, most_on_a_day, trip_h, trip_quarters, trips_a_year

MOST_DIFFERENCE = 0.05
"""Part that the hours of trips may differ from what is stated before it is told: nine minutes in three hours."""
DRAWS = (np.arange(200) + 0.5) / 200
"""Evenly from 0 to 1, for the mean length of trips of which the length is drawn."""


def check_pool_cars(mobility: Mobility, spot: Spot) -> None:
    """Say which trips cannot be, and where those that are made differ from what is stated."""
    if mobility.pool_cars == 0:
        return
    hours, trips = trip_h(mobility), trips_a_year(mobility, mobility.pool_cars * WORKING_DAYS)
    begin_h, end_h = fact("pool.begin_h").value, fact("pool.end_h").value
    if not 0 < hours <= end_h - begin_h:
        spot.say("pool_trip_impossible", "pool_hours", value=hours, most=end_h - begin_h, begin=begin_h, end=end_h)
    elif trips > (most := _most_trips(mobility.pool_cars, hours)):
        field = "pool_hours" if mobility.pool_trips is None else "pool_trips"
        spot.say("pool_too_busy", field, value=mobility.pool_cars, trips=trips, hours=hours, most=most)
    elif round(trips) == 0:
        _tell_loose_km(mobility, spot)
    elif abs((made := _made_h(mobility.pool_cars, round(trips), hours)) / hours - 1) > MOST_DIFFERENCE:
        spot.say("pool_hours_differ", "pool_hours", value=hours, made=made, begin=begin_h, end=end_h)


def _most_trips(cars: int, hours: float) -> float:
    """So many trips of these hours fit in a year, with the time between two of them."""
    between_h = fact("pool.between_h").value
    day_h = fact("pool.end_h").value - fact("pool.begin_h").value + between_h
    return cars * WORKING_DAYS * min(day_h / (hours + between_h), most_on_a_day())


def _made_h(cars: int, trips: int, hours: float) -> float:
    """How long trips take on average as they are made: as many on each day as whole numbers allow."""
    fewer, part = divmod(trips / (cars * WORKING_DAYS), 1.0)
    each = [(fewer, fewer * (1.0 - part)), (fewer + 1.0, (fewer + 1.0) * part)]
    sums = [
        weight * trip_quarters(np.full(len(DRAWS), int(many)), DRAWS, mean_h=hours).mean()
        for many, weight in each
        if weight > 0
    ]
    return float(sum(sums) / sum(weight for _, weight in each)) / QUARTERS_AN_HOUR


def _tell_loose_km(mobility: Mobility, spot: Spot) -> None:
    """Kilometres that are driven on no trip count for nothing, and cars without trips look as if nobody needs them."""
    if (km := km_a_year(mobility)) > 0:
        spot.say("pool_without_trips", "pool_trips", value=mobility.pool_cars, km=km)
