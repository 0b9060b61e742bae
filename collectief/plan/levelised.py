"""What a kWh costs over the life of what makes it: heat (LCOH) and solar electricity (LCOE), for what is built."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from collectief.facts import fact
from collectief.measure import Build
from collectief.measure.aquifer_store import power_per_air_heat, power_per_heat
from collectief.measure.booster import heat_per_taken
from collectief.measure.ground_heat_pump import ground_cop
from collectief.measure.heating import heating_degc, level_of
from collectief.measure.network_names import BOILER, CENTRAL, CONNECT, PLANTS, RESERVE, RESIDUAL
from collectief.measure.outside_heat import bought_eur, outside_sources, power_taken, source_size
from collectief.measure.plant import boiler_efficiency, plant_cop
from collectief.measure.process_heat import MACHINES
from collectief.measure.residual import power_per_lifted, pump_share
from collectief.money import Bill
from collectief.park import Company
from collectief.plan.billing import heat_to_m3
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
    """Cost per MWh of one measure in the plan: yearly cost of what is built, and of its electricity and gas.

    ``kind`` says whether MWh are of heat or of electricity; ``mwh`` a year.
    """

    measure: str
    kind: Literal["heat", "electricity"]
    mwh: float
    build_eur_per_year: float
    energy_eur_per_year: float

    @property
    def eur_per_mwh(self) -> float:
        """EUR per MWh over the life.

        >>> Levelised("solar", "electricity", 10.0, 600.0, 0.0).eur_per_mwh
        60.0
        """
        return (self.build_eur_per_year + self.energy_eur_per_year) / self.mwh


def levelised(outcome: Outcome) -> tuple[Levelised, ...]:
    """Every measure of the plan that makes heat or electricity; nothing where the plan's flows are not at hand."""
    life = outcome.lives.get("together")
    if life is None:
        return ()
    price = mean_price(outcome)
    park, air, level = outcome.park, outcome.year.degc, level_of(outcome.park)
    by_machine = {m: _sum(life, f"{m}/") for m in MACHINES}
    process_kwh = sum(kwh / fact(f"{m}.efficiency").value for m, kwh in by_machine.items())
    boost_kwh = _taken(outcome, life, CONNECT, lambda c: heat_per_taken(c, level) - 1.0)
    plant_kwh = float(np.sum(_flow(life, CENTRAL) / plant_cop(air, level))) + _sum(life, BOILER) / boiler_efficiency()
    network_kwh = plant_kwh + _taken(outcome, life, RESIDUAL, lambda c: power_per_lifted(c, level.supply_degc))
    network_kwh += sum(_sum(life, f"{source_size(o)}:") * power_taken(park, o) for o in outside_sources(park))
    recovered_kwh = _taken(outcome, life, RECOVERED, lambda c: power_per_lifted(c, heating_degc(c)))
    own_kwh = _taken(outcome, life, PUMP, lambda c: 1.0 / air_cop(air, heating_degc(c)))
    ground_kwh = _taken(outcome, life, GROUND, lambda c: 1.0 / ground_cop(heating_degc(c)))
    wells_kwh = _taken(outcome, life, STORED, power_per_heat) + _sum(life, COOLER) * power_per_air_heat()
    network_kwh += pump_share() * sum(_sum(life, one) for one in (*PLANTS, RESIDUAL, RESERVE))
    paid_eur = _taken(outcome, life, RESERVE, lambda c: _gas_eur_per_kwh(outcome, c))
    paid_eur += bought_eur(park, life.sizes, life.flows)
    found = (
        _one(outcome, "solar", _sum(life, PANELS), 0.0),
        _one(outcome, "carport", _sum(life, COVERED), 0.0),
        _one(outcome, "wind", _sum(life, TURBINE), 0.0),
        _one(outcome, "heat_pump", _sum(life, PUMP), own_kwh * price),
        _one(outcome, "ground_heat_pump", _sum(life, GROUND), ground_kwh * price),
        _one(outcome, "aquifer_store", _sum(life, STORED), wells_kwh * price),
        _one(outcome, "heat_recovery", _sum(life, RECOVERED), recovered_kwh * price),
        _one(outcome, "process_heat", sum(by_machine.values()), process_kwh * price),
        _one(outcome, "heat_network", _sum(life, CONNECT) + boost_kwh, (network_kwh + boost_kwh) * price + paid_eur),
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


def _gas_eur_per_kwh(outcome: Outcome, company: Company) -> float:
    """What a kWh of heat of its boiler costs a company on average in the plan, EUR: gas and tax."""
    case = outcome.cases["together"]
    lines, gas_m3 = case.bills[company.id].lines, case.energy[company.id].gas_m3
    eur = lines.get("gas", 0.0) + lines.get("gas_tax", 0.0)
    return eur / gas_m3 * heat_to_m3(1.0) if gas_m3 > 0 else 0.0


def _one(outcome: Outcome, measure: str, kwh: float, energy_eur: float) -> Levelised | None:
    builds: Sequence[Build] = [b for b in outcome.cases["together"].builds if b.measure == measure]
    if not builds or kwh < KWH_PER_MWH:
        return None
    kind: Literal["heat", "electricity"] = "electricity" if measure in POWER else "heat"
    return Levelised(measure, kind, kwh / KWH_PER_MWH, sum(b.eur_per_year for b in builds), energy_eur)


def _flow(life: Living, start: str) -> Array:
    """All flows of a kind together, kW, shape (8760,)."""
    named = [kw for name, kw in life.flows.items() if name.startswith(start) and name.endswith(":kw")]
    return np.asarray(np.sum(named, axis=0)) if named else np.zeros(len(next(iter(life.flows.values()), np.zeros(1))))


def _sum(life: Living, start: str) -> float:
    return float(_flow(life, start).sum())


def _taken(outcome: Outcome, life: Living, start: str, per_heat: Callable[[Company], float | Array]) -> float:
    """What flows of a kind take, by what a kWh of heat of each company takes: kWh or EUR a year."""
    flows = ((c, life.flows.get(f"{start}{c.id}:kw")) for c in outcome.park.companies)
    return float(sum(np.sum(kw * per_heat(c)) for c, kw in flows if kw is not None))
