"""A booster: a heat pump at a connection to a heat network, for heating that needs hotter water than the network gives.

It takes its heat from the network, cools that water to the usual return, and adds its own electricity. Its size counts
the heat that it takes, so that pipes and sources see every connection alike. What it takes as coldest, the return, is
what its COP is reckoned from: with a part of the heat exchanged directly it would be better.
"""

import numpy as np

from collectief.facts import fact
from collectief.measure.build import Price, priced
from collectief.measure.heating import network_degc
from collectief.park import Company
from collectief.profile.cop import water_cop

MACHINE = "industrial_heat_pump"
"""The machine whose price, life and limits a booster has; not its COP, as its source is warm."""


def boosted(one: Company) -> bool:
    """Whether a company says that its heating needs hotter water than the network gives."""
    return one.heat_degc is not None and one.heat_degc > network_degc()


def booster_reaches(one: Company, top_kw: float) -> bool:
    """Whether there is a booster as hot as a company asks, and as small as its heat at the most, kW."""
    hot_enough = one.heat_degc is None or one.heat_degc <= fact(f"{MACHINE}.limit_degc").value
    return hot_enough and top_kw >= fact(f"{MACHINE}.least_kw").value


def booster_cop(degc: float) -> float:
    """Heat per kWh of electricity, from the return of the network to this temperature.

    >>> round(booster_cop(90.0), 2), round(booster_cop(120.0), 2)
    (3.63, 2.46)
    """
    return float(water_cop(np.array([fact("heat_network.return_degc").value]), degc)[0])


def heat_per_taken(one: Company) -> float:
    """What a company has of 1 kWh that it takes from the network: 1, and with a booster its electricity as well."""
    if not boosted(one) or one.heat_degc is None:
        return 1.0
    cop = booster_cop(one.heat_degc)
    return cop / (cop - 1.0)


def booster_price() -> Price:
    """Per kW of heat that it gives."""
    return priced(MACHINE, "kw")
