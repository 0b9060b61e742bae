"""A booster: a heat pump at a connection to a heat network, for heating that needs hotter water than the network gives.

It takes its heat from the network, cools that water to the usual return, and adds its own electricity. Its size counts
the heat that it takes, so that pipes and sources see every connection alike. What it takes as coldest, the return, is
what its COP is reckoned from: with a part of the heat exchanged directly it would be better.
"""

import numpy as np

from collectief.facts import HeatLevel, fact
from collectief.measure.build import Price, priced
from collectief.measure.heating import heating_degc, pump_reaches
from collectief.park import Company
from collectief.profile.cop import water_cop

COMMON, HOT = "heat_pump", "industrial_heat_pump"
"""The machines whose price, life and limits a booster has; not their COP, as its source is warm."""


def boosted(one: Company, level: HeatLevel) -> bool:
    """Whether the heating of a company needs hotter water than a network of this level gives."""
    return heating_degc(one) > level.supply_degc


def _machine(one: Company) -> str:
    """A common heat pump where that makes water as hot as asked, else an industrial one."""
    return COMMON if pump_reaches(one) else HOT


def booster_reaches(one: Company, top_kw: float) -> bool:
    """Whether there is a booster as hot as a company asks, and as small as its heat at the most, kW."""
    machine = _machine(one)
    return heating_degc(one) <= fact(f"{machine}.limit_degc").value and top_kw >= fact(f"{machine}.least_kw").value


def booster_cop(degc: float, level: HeatLevel) -> float:
    """Heat per kWh of electricity, from the return of a network of this level to this temperature.

    >>> from collectief.facts import usual_level
    >>> round(booster_cop(90.0, usual_level()), 2), round(booster_cop(120.0, usual_level()), 2)
    (3.63, 2.46)
    """
    return float(water_cop(np.array([level.return_degc]), degc)[0])


def heat_per_taken(one: Company, level: HeatLevel) -> float:
    """What a company has of 1 kWh that it takes from the network: 1, and with a booster its electricity as well."""
    if not boosted(one, level):
        return 1.0
    cop = booster_cop(heating_degc(one), level)
    return cop / (cop - 1.0)


def booster_price(one: Company) -> Price:
    """Per kW of heat that it gives."""
    return priced(_machine(one), "kw")
