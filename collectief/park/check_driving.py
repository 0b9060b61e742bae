"""Rules on the driving of a company: vehicles stand somewhere, and what they drove fits the chargers."""

from collectief.facts import fact
from collectief.park.check_words import Spot
from collectief.park.mobility import Mobility

HOURS_A_DAY = 24
WORKING_DAYS = 365 * 5 / 7
"""Days on which people work, a stand after each; holidays make them fewer, so what does not fit here fits nowhere."""


def check_driving(mobility: Mobility, spot: Spot) -> None:
    """Say which hours leave no stand, and which yearly kWh the chargers cannot give in the hours of the stands."""
    fleets = (
        ("van", mobility.van_kwh, mobility.van_arrive_h, mobility.van_depart_h),
        ("lorry", mobility.lorry_kwh, mobility.lorry_arrive_h, mobility.lorry_depart_h),
    )
    for fleet, kwh, arrive_h, depart_h in fleets:
        arrives = fact(f"mobility.{fleet}_arrive_h").value if arrive_h is None else arrive_h
        departs = fact(f"mobility.{fleet}_depart_h").value if depart_h is None else depart_h
        stands_h = (departs - arrives) % HOURS_A_DAY
        if kwh > 0 and stands_h == 0:
            given = "arrive" if arrive_h is not None else "depart"
            spot.say("stand_empty", f"{fleet}_{given}_h", value=arrives)
        elif kwh > 0 and mobility.charger_kw is not None:
            most_kwh = WORKING_DAYS * stands_h * mobility.charger_kw * fact("charging.efficiency").value
            if kwh > most_kwh:
                spot.say("charger_too_small", "charger_kw", value=mobility.charger_kw, kwh=kwh, most_kwh=most_kwh,
                         hours=stands_h)  # fmt: skip
