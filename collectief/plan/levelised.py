"""What a kWh costs over the life of what makes it: heat (LCOH) and solar electricity (LCOE), for what is built."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from collectief.facts import fact
from collectief.measure import Build
from collectief.measure.aquifer_store import power_per_air_heat, power_per_heat
from collectief.measure.booster import heat_per_taken
from collectief.measure.ground_heat_pump import ground_cop
from collectief.measure.network_names import CENTRAL, CONNECT, RESIDUAL
from collectief.measure.process_heat import MACHINES
from collectief.money import Bill
from collectief.plan.outcome import Array, Living, Outcome
from collectief.profile.cop import air_cop

KWH_PER_MWH = 1000.0
POWER = ("solar", "carport", "wind")
"""Measures that make electricity; all others here make heat."""
PUMP, RECOVERED, PANELS = "heat_pump/", "recovery/", "solar/"
GROUND, COVERED, TURBINE = "ground_heat_pump/", "carport/", "wind/"
STORED, COOLER = "aquifer_store/", "dry_cooler/"
"""Starts of the names of flows: heat delivered by the network, its plant, and what companies make themselves."""


@dataclass(frozen=True, slots=True)
class Levelised:
    """Cost per MWh of one measure in the plan: yearly cost of what is built, and of the electricity it takes.

    ``kind`` says whether MWh are of heat or of electricity; ``mwh`` a year.
    """

    measure: str
    kind: Literal["heat", "electricity"]
    mwh: float
    build_eur_per_year: float
    electricity_eur_per_year: float

    @property
    def eur_per_mwh(self) -> float:
        """EUR per MWh over the life.

        >>> Levelised("solar", "electricity", 10.0, 600.0, 0.0).eur_per_mwh
        60.0
        """
        return (self.build_eur_per_year + self.electricity_eur_per_year) / self.mwh


def levelised(outcome: Outcome) -> tuple[Levelised, ...]:
    """Every measure of the plan that makes heat or electricity; nothing where the plan's flows are not at hand."""
    life = outcome.lives.get("together")
    if life is None:
        return ()
    price = mean_price(outcome)
    cop = air_cop(outcome.year.degc, fact("heat_pump.supply_degc").value)
    pump_kwh = _sum(life, PUMP)
    by_machine = {m: _sum(life, f"{m}/") for m in MACHINES}
    process_kwh = sum(kwh / fact(f"{m}.efficiency").value for m, kwh in by_machine.items())
    boost_kwh = _boosted(outcome, life)
    network_kwh = _sum(life, CENTRAL) / fact("central_heat_pump.cop").value + _lifted(outcome, life, RESIDUAL)
    ground_kwh, stored_kwh = _sum(life, GROUND), _sum(life, STORED)
    wells_kwh = stored_kwh * power_per_heat() + _sum(life, COOLER) * power_per_air_heat()
    found = (
        _one(outcome, "solar", _sum(life, PANELS), 0.0),
        _one(outcome, "carport", _sum(life, COVERED), 0.0),
        _one(outcome, "wind", _sum(life, TURBINE), 0.0),
        _one(outcome, "heat_pump", pump_kwh, float(np.sum(_flow(life, PUMP) / cop)) * price),
        _one(outcome, "ground_heat_pump", ground_kwh, ground_kwh / ground_cop() * price),
        _one(outcome, "aquifer_store", stored_kwh, wells_kwh * price),
        _one(outcome, "heat_recovery", _sum(life, RECOVERED), _lifted(outcome, life, RECOVERED) * price),
        _one(outcome, "process_heat", sum(by_machine.values()), process_kwh * price),
        _one(outcome, "heat_network", _sum(life, CONNECT) + boost_kwh, (network_kwh + boost_kwh) * price),
    )
    return tuple(one for one in found if one is not None)


def mean_price(outcome: Outcome) -> float:
    """What a kWh from the grid costs on average in the plan, EUR: supply, transport and tax."""
    case = outcome.cases["together"]
    taken = sum(e.offtake_kwh for e in case.energy.values())
    return sum(_power_eur(bill) for bill in case.bills.values()) / taken if taken > 0 else 0.0


def _power_eur(bill: Bill) -> float:
    lines = bill.lines
    return lines.get("electricity", 0.0) + lines.get("transport_kwh", 0.0) + lines.get("electricity_tax", 0.0)


def _one(outcome: Outcome, measure: str, kwh: float, electricity_eur: float) -> Levelised | None:
    builds: Sequence[Build] = [b for b in outcome.cases["together"].builds if b.measure == measure]
    if not builds or kwh < KWH_PER_MWH:
        return None
    kind: Literal["heat", "electricity"] = "electricity" if measure in POWER else "heat"
    return Levelised(measure, kind, kwh / KWH_PER_MWH, sum(b.eur_per_year for b in builds), electricity_eur)


def _flow(life: Living, start: str) -> Array:
    """All flows of a kind together, kW, shape (8760,)."""
    named = [kw for name, kw in life.flows.items() if name.startswith(start) and name.endswith(":kw")]
    return np.asarray(np.sum(named, axis=0)) if named else np.zeros(len(next(iter(life.flows.values()), np.zeros(1))))


def _sum(life: Living, start: str) -> float:
    return float(_flow(life, start).sum())


def _lifted(outcome: Outcome, life: Living, start: str) -> float:
    """Electricity for heat that has to be lifted first, kWh a year."""
    warm = {c.id for c in outcome.park.companies if c.residual_heat and c.residual_heat.degc >= _supply_degc()}
    names = [n for n in life.flows if n.startswith(start) and n.endswith(":kw")]
    lifted = [n for n in names if n.removeprefix(start).removesuffix(":kw") not in warm]
    return float(sum(life.flows[n].sum() for n in lifted)) / fact("residual_heat_pump.cop").value


def _boosted(outcome: Outcome, life: Living) -> float:
    """Electricity of boosters, which becomes heat as well, kWh a year."""
    taken = ((c, life.flows.get(f"{CONNECT}{c.id}:kw")) for c in outcome.park.companies)
    return sum(float(kw.sum()) * (heat_per_taken(c) - 1.0) for c, kw in taken if kw is not None)


def _supply_degc() -> float:
    return fact("heat_network.supply_degc").value
