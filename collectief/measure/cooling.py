"""Cooling of who keeps goods cold: the power it takes, the heat that it gives off, and what cool water would save.

A machine of refrigeration takes heat in at the temperature of its evaporator and gives it off at that of its condenser;
at one part of Carnot its power goes with the distance between the two. Against warm air that distance grows with the
weather, against water of a well it does not.
"""

from dataclasses import dataclass

import numpy as np

from collectief.facts import fact
from collectief.measure.setting import Array, Setting
from collectief.park import Company
from collectief.profile.cop import KELVIN

SECTORS = ("cold_store", "wholesale_cooled", "retail_cooled")
"""Sectors that keep goods cold; what part of their load that is, is ``cold_shift.share.<sector>``."""


@dataclass(frozen=True, slots=True, eq=False)
class Condensers:
    """Power for cooling, heat to give off where a well saves power, and what it saves; kW or kW/kW, shape (8760,)."""

    cooling_kw: Array
    heat_kw: Array
    saved_kw_per_kw: Array


def cooling_kw(setting: Setting, company: Company) -> Array:
    """The part of the load that is cooling, kW, shape (8760,); nothing in sectors without a cold store."""
    load = setting.uses[company.id].electricity_kw
    return fact(f"cold_shift.share.{company.sector}").value * load if company.sector in SECTORS else 0.0 * load


def condensers(setting: Setting, company: Company) -> Condensers | None:
    """The condensers of a company against a well; None where it keeps nothing cold."""
    cooling = cooling_kw(setting, company)
    if not cooling.any():
        return None
    cold_degc, water_degc = fact("condenser.evaporator_degc").value, fact("condenser.water_degc").value
    air_degc = setting.air_degc + fact("condenser.air_approach_k").value
    warm = air_degc > water_degc
    lift_k = np.where(warm, air_degc, water_degc) - cold_degc
    saved = 1.0 - (water_degc - cold_degc) / lift_k
    given_off = fact("heat_pump.grade_water").value * (cold_degc + KELVIN) / lift_k + 1.0 - saved
    return Condensers(cooling, np.where(warm, cooling * given_off, 0.0), saved / given_off)
