"""HERKOMST.md of Proeftuin Delen: what pool cars cost now, and the fewest that the hours alone would ask."""

from math import ceil

from parks.hand import STREET_M, filled, number, table
from parks.squares import SquarePark

CAR_EUR, TRIP_H, BETWEEN_H, BEGIN_H, END_H, WALK_M = 6600, 3, 0.5, 7, 18, 400
"""As in collectief/facts/pool.csv."""
WORKING_DAYS = 253
"""Of 2025: 261 from Monday to Friday, less 8 holidays on such a day."""


def sharing_text(park: SquarePark) -> str:
    """HERKOMST.md of Proeftuin Delen."""
    mine = [(c.id, *c.cars) for c in park.companies if c.cars]
    head = ["bedrijf", "auto's", "ritten per jaar", "km per jaar", "nu, EUR per jaar"]
    rows = [[key, str(cars), number(trips), number(km), number(cars * CAR_EUR)] for key, cars, trips, km in mine]
    cars, trips = sum(m[1] for m in mine), sum(m[2] for m in mine)
    each, day = TRIP_H + BETWEEN_H, END_H - BEGIN_H + BETWEEN_H
    return filled(
        park,
        "delen",
        cars=table(head, rows),
        car=number(CAR_EUR),
        all_cars=cars,
        now=number(cars * CAR_EUR),
        street=number(STREET_M),
        walk=number(WALK_M),
        hours=TRIP_H,
        trips=number(trips),
        each=number(each, 1),
        busy=number(trips * each),
        days=WORKING_DAYS,
        day=number(day, 1),
        room=number(WORKING_DAYS * day, 1),
        least=ceil(trips * each / (WORKING_DAYS * day)),
    )
