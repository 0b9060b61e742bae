"""What a heat tank gives a company: gas that no boiler burns when it empties, for the power that filled it.

Without the tank its heat would not have been made in the hours in which it fills, and a boiler would have to give it
in those in which it empties: a way of living that is always there. What fills it is the mix of that hour.
"""

import numpy as np
from numpy.typing import NDArray

from collectief.measure import MEASURES, Setting
from collectief.model import Flow, Store, store_blocks
from collectief.park import Company
from collectief.plan.replay import Dispatch

Array = NDArray[np.float64]


def through_tank(setting: Setting, dispatch: Dispatch, company: Company, store: Store) -> tuple[Array, float]:
    """Power that the tank gives, kW, shape (8760,), negative as it takes; and kWh of heat that no boiler makes."""
    charge, discharge = (dispatch.of(name) for name in store_blocks(store.name)[:2])
    boiler = dispatch.of(f"boiler/{company.id}")
    made, power = boiler.copy(), np.zeros(len(boiler))
    for flow in _heaters(setting, company):
        kw = dispatch.of(flow.name)
        made = made + kw
        power = power + kw * flow.into.get((company.id, "electricity"), 0.0)
    stored = np.minimum(np.divide(charge, made, out=np.zeros(len(made)), where=made > 0), 1.0)
    return power * stored, float(np.sum(discharge - boiler * stored))


def _heaters(setting: Setting, company: Company) -> list[Flow]:
    """Flows that make heat for the building; what saving spares cannot be stored."""
    parts = (p for m in MEASURES if m.key != "efficiency" for p in m.own_parts(setting, company))
    return [p for p in parts if isinstance(p, Flow) and (company.id, "heat") in p.into]
