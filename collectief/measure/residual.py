"""Residual heat of a company: how much there is in each hour, what lifts it to what is asked, and what that costs."""

import numpy as np

from collectief.facts import fact
from collectief.measure.build import Price, priced
from collectief.measure.heating import network_degc
from collectief.measure.measure import BUILT
from collectief.measure.setting import Array, Setting
from collectief.model import Bus
from collectief.park import Company
from collectief.profile.cop import water_cop


def warm_enough(company: Company, degc: float) -> bool:
    """Whether residual heat can be used at ``degc`` as it is, without a heat pump."""
    heat = company.residual_heat
    return heat is not None and heat.degc >= degc


def power_per_lifted(company: Company, degc: float) -> float:
    """kWh of electricity in a kWh of residual heat that is lifted to ``degc``: none where it is as hot."""
    return 0.0 if company.residual_heat is None else power_per_lift(company.residual_heat.degc, degc)


def power_per_lift(source_degc: float, degc: float) -> float:
    """kWh of electricity in a kWh of heat that a large heat pump lifts to ``degc``: none where its source is as hot."""
    return 0.0 if source_degc >= degc else 1.0 / float(water_cop(np.array([source_degc]), degc)[0])


def spare_kw(setting: Setting, company: Company, degc: float) -> Array | None:
    """Useful heat of ``degc`` to spare in each hour, kW, shape (8760,), or None where there is none.

    In the company's hours of work (as its electricity goes), unless it is always there; a heat pump that
    lifts it adds its own electricity.
    """
    heat = company.residual_heat
    if heat is None or heat.kw <= 0:
        return None
    load = setting.uses[company.id].electricity_kw
    there = np.ones_like(load) if heat.always else load / max(float(load.max()), BUILT)
    return np.asarray(heat.kw * there / (1.0 - power_per_lifted(company, degc)))


def network_spare_kw(setting: Setting, company: Company) -> Array | None:
    """The same, as hot as the network."""
    return spare_kw(setting, company, network_degc(setting.park))


def pump_share() -> float:
    """kWh of electricity that pumps of a heat network take for each kWh of heat that is fed in."""
    return fact("heat_network.pump_share").value


def lifting(company: Company, degc: float) -> dict[Bus, float]:
    """Electricity that one kW of heat of ``degc`` takes from the company's own bus."""
    power = power_per_lifted(company, degc)
    return {(company.id, "electricity"): -power} if power > 0 else {}


def recovery_price(company: Company, degc: float) -> Price:
    """A heat exchanger, or the heat pump that lifts heat that is less hot, per kW."""
    return priced("residual_heat" if warm_enough(company, degc) else "residual_heat_pump", "kw")
