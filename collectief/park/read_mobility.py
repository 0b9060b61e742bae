"""Reads the driving of a company: kWh a year, when vehicles come and go, what its chargers give, and its pool cars."""

from typing import Final

from collectief.facts import fact
from collectief.park.mobility import Mobility
from collectief.park.read_cell import COUNT, KW, KWH, Column, Row
from collectief.text import Text

HOURS_A_DAY = 24.0
FLEETS = ("van", "lorry")
MOST_POOL_CARS, MOST_KM = 1e3, 1e8
"""Highest values that are believed of the cars that people share."""
POOL = ("pool_trips", "pool_hours", "pool_km")
DRIVING: Final = (
    Column("van_kwh", "number", high=KWH),
    Column("lorry_kwh", "number", high=KWH),
    Column("commuter_kwh", "number", high=KWH),
    Column("commuter_cars", "number", high=COUNT),
    *(Column(f"{fleet}_{when}_h", "whole", high=HOURS_A_DAY) for fleet in FLEETS for when in ("arrive", "depart")),
    Column("charger_kw", "number", high=KW),
    Column("pool_cars", "whole", high=MOST_POOL_CARS),
    Column("pool_trips", "number", high=COUNT),
    Column("pool_hours", "number", high=HOURS_A_DAY),
    Column("pool_km", "number", high=MOST_KM),
)
"""Columns of the table of companies; hours are whole, as the year is modelled."""


def mobility(row: Row) -> Mobility:
    """Driving of one row; of the cars of its people the number is enough."""
    numbers = row.numbers
    cars_kwh = numbers.get("commuter_cars", 0.0) * fact("mobility.commuter_kwh_per_car").value
    found = Mobility(
        numbers.get("van_kwh", 0.0),
        numbers.get("lorry_kwh", 0.0),
        numbers.get("commuter_kwh", cars_kwh),
        numbers.get("van_arrive_h"),
        numbers.get("van_depart_h"),
        numbers.get("lorry_arrive_h"),
        numbers.get("lorry_depart_h"),
        numbers.get("charger_kw"),
        row.whole("pool_cars") or 0,
        *(numbers.get(name) for name in POOL),
    )
    _tell_loose(row, found)
    return found


def _tell_loose(row: Row, found: Mobility) -> None:
    """Hours, chargers or trips without anything that drives count for nothing."""
    for fleet in FLEETS:
        hours = [name for name in (f"{fleet}_arrive_h", f"{fleet}_depart_h") if name in row.numbers]
        if hours and not row.numbers.get(f"{fleet}_kwh"):
            effect = Text(nl="de uren tellen niet", en="the hours do not count")
            row.spot.say("pair_incomplete", hours[0], other=f"{fleet}_kwh", effect=effect)
    if found.charger_kw is not None and found.driven_kwh == 0:
        effect = Text(nl="de laders tellen niet", en="the chargers do not count")
        row.spot.say("pair_incomplete", "charger_kw", other="van_kwh", effect=effect)
    for name in (name for name in POOL if name in row.numbers and not found.pool_cars):
        effect = Text(nl="de ritten tellen niet", en="the trips do not count")
        row.spot.say("pair_incomplete", name, other="pool_cars", effect=effect)
