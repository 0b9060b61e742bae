"""Wells once more: over the year no more heat goes into the ground than comes out of it, and no more out than in."""

from collections.abc import Iterator, Mapping
from math import inf

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.plan.outcome import Outcome
from collectief.text import Text
from collectief.verification.lived import flows_of
from collectief.verification.verdict import WATTS_KW, Check, at_most

Array = NDArray[np.float64]
STORE, COOLER = "aquifer_store/", "dry_cooler/"
KELVIN = 273.15
ROUNDING = 1e-6
"""Sums of 8,760 numbers in another order differ by less than this part."""
WARMER = Text(
    nl="Meer warmte de bodem in dan eruit over het jaar (kWh)", en="More heat into the ground than out in a year (kWh)"
)
COLDER = Text(
    nl="Meer warmte uit de bodem dan erin over het jaar (kWh)", en="More heat out of the ground than in a year (kWh)"
)
BUILT = Text(
    nl="Wat de bronnen geven boven wat er is gebouwd (kW warmte)", en="What wells give above what is built (kW of heat)"
)


def check_ground(outcome: Outcome) -> Iterator[Check]:
    """Every pair of wells of both plans, by what its heat pump, condensers and dry cooler did."""
    for case in outcome.cases.values():
        flows = flows_of(outcome, case.key)
        kw = {b.owner: b.amount for b in case.builds if f"{b.measure}/" == STORE and not b.part}
        for company, degc in ((c.id, c.heat_degc) for c in outcome.park.companies):
            heat = flows.get(f"{STORE}{company}:kw", np.zeros(1))
            put_in = _kwh(flows, f"{STORE}{company}:cold") + _kwh(flows, f"{COOLER}{company}:kw")
            if heat.any() or put_in:
                out, where = float(heat.sum()) * _from_ground(degc), f"{case.key}/{company}"
                within = ROUNDING * (1.0 + out + put_in)
                yield at_most(WARMER, put_in - out, where, within=within)
                yield at_most(COLDER, out - put_in, where, within=within)
                yield at_most(BUILT, float(heat.max()) - kw.get(company, -inf), where, within=WATTS_KW)


def _kwh(flows: Mapping[str, Array], name: str) -> float:
    return float(flows[name].sum()) if name in flows else 0.0


def _from_ground(stated_degc: float | None) -> float:
    """Part of the heat that a heat pump at its part of Carnot takes from the warm well."""
    degc = fact("heat_pump.supply_degc").value if stated_degc is None else stated_degc
    lift_k = max(degc - fact("aquifer_store.source_degc").value, 1.0)
    cop = fact("heat_pump.grade_water").value * (degc + KELVIN) / lift_k
    return 1.0 - 1.0 / min(cop, fact("heat_pump.cop_max").value)
