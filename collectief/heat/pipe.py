"""Pipes as straight lines: what a metre of trench costs and loses, as a function of the kW it carries.

The steps of the catalogue are replaced by a line through them, so that a route can be chosen; exact
diameters are a later refinement. The price lies between catalogue and Dutch averages, which differ by a
factor of 1.5 to 2: where, is a figure (``heat_network.pipe_price_share``, midway).
"""

from dataclasses import dataclass

import numpy as np

from collectief.facts import fact, pipes
from collectief.facts.pipes import Pipe

LARGEST_DN = 200
"""Diameters a business park could need: the line is drawn through these."""


@dataclass(frozen=True, slots=True)
class Trench:
    """A metre of trench: EUR whatever it carries, EUR more per kW, and the heat it loses all year, kW."""

    eur_per_m: float
    eur_per_m_kw: float
    loss_kw_per_m: float


def capacity_kw(pipe: Pipe) -> float:
    """What a pipe carries at its usual velocity and the network's temperatures, kW.

    >>> from collectief.facts import pipes
    >>> 300 < capacity_kw(pipes()[5]) < 700
    True
    """
    area_m2 = np.pi * pipe.inner_d_m**2 / 4
    power = fact("heat_network.velocity_power").value
    velocity = (
        fact("heat_network.velocity_offset_m_s").value
        + fact("heat_network.velocity_factor").value * pipe.inner_d_m**power
    )
    lift_k = fact("heat_network.supply_degc").value - fact("heat_network.return_degc").value
    return float(velocity * area_m2 * 3600 * fact("water.heat_kwh_per_m3_k").value * lift_k)


def trench() -> Trench:
    """The line through the catalogue up to DN200, at prices between low and high."""
    fitting = [p for p in pipes() if p.dn <= LARGEST_DN]
    kw = np.array([capacity_kw(p) for p in fitting])
    share = fact("heat_network.pipe_price_share").value
    eur = np.array([p.eur_per_m_low + share * (p.eur_per_m_high - p.eur_per_m_low) for p in fitting])
    slope, start = np.polyfit(kw, eur, 1)
    loss = float(np.mean([p.loss_w_m_70_40 for p in fitting])) / 1000
    return Trench(float(start), float(slope), loss)
