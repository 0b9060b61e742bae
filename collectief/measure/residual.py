"""Residual heat of a company: how much there is in each hour, what lifts it, and what that costs."""

import numpy as np

from collectief.facts import fact
from collectief.measure.build import Price, priced
from collectief.measure.measure import BUILT
from collectief.measure.setting import Array, Setting
from collectief.model import Bus
from collectief.park import Company


def warm_enough(company: Company) -> bool:
    """Whether residual heat can be used as it is, without a heat pump."""
    heat = company.residual_heat
    return heat is not None and heat.degc >= fact("heat_network.supply_degc").value


def spare_kw(setting: Setting, company: Company) -> Array | None:
    """Useful heat to spare in each hour, kW, shape (8760,), or None where there is none.

    In the company's hours of work (as its electricity goes), unless it is always there; a heat pump that
    lifts it adds its own electricity.
    """
    heat = company.residual_heat
    if heat is None or heat.kw <= 0:
        return None
    load = setting.uses[company.id].electricity_kw
    there = np.ones_like(load) if heat.always else load / max(float(load.max()), BUILT)
    cop = fact("residual_heat_pump.cop").value
    return np.asarray(heat.kw * there * (1.0 if warm_enough(company) else cop / (cop - 1)))


def lifting(company: Company) -> dict[Bus, float]:
    """Electricity that one kW of lifted heat takes from the company's own bus."""
    if warm_enough(company):
        return {}
    return {(company.id, "electricity"): -1.0 / fact("residual_heat_pump.cop").value}


def recovery_price(company: Company) -> Price:
    """A heat exchanger, or the heat pump that lifts lukewarm heat, per kW."""
    return priced("residual_heat" if warm_enough(company) else "residual_heat_pump", "kw")
