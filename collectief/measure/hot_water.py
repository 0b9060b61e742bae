"""What a tank of hot water holds and loses, beside a machine of a building or a source of a network.

A store of the model loses on the way in and not while it stands, so the standing loss is counted there: heat waits
``heat_tank.hours_held`` on average and loses ``heat_tank.loss_per_hour`` of itself in each. What waits for days loses
more than that; a day's spread of prices is what a tank lives on, so few kWh do.
"""

from collectief.facts import fact
from collectief.measure.setting import Array

HOURS_A_DAY = 24
TIE_EUR_PER_KWH = 1e-4
"""Breaks ties between equal ways to use the tank in favour of the least throughput."""


def coldest_day_kwh(space_kw: Array) -> float:
    """The heat of the day that asks most: a larger tank has no work left to do within a day."""
    return float(space_kw.reshape(-1, HOURS_A_DAY).sum(axis=1).max())


def kept() -> float:
    """What is left of a kWh after the hours that it waits."""
    return float((1.0 - fact("heat_tank.loss_per_hour").value) ** fact("heat_tank.hours_held").value)


def tank_m3(kwh: float, spread_k: float | None = None) -> float:
    """Water that holds so much heat between the warm and the cold end of the tank: that of a building, unless given.

    >>> round(tank_m3(342.0), 1), round(tank_m3(342.0, 15.0), 1)
    (10.0, 20.0)
    """
    between_k = fact("heat_tank.spread_k").value if spread_k is None else spread_k
    return kwh / (fact("water.heat_kwh_per_m3_k").value * between_k)
