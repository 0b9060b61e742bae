"""CO2 of a plan: scope 1 and 2 per owner and case, against the goals of the park, and what each measure lowers.

Scope 1 is gas that is burnt; the format of a park holds no diesel yet. Scope 2 is electricity from the grid at the
average factor of each hour, public charging at that of the year, and heat of the map at what its source says. Feed-in
gives no credit: what it avoids elsewhere is shown apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.measure import Build, Measure, Setting
from collectief.measure.capacity_limitation import LIMITATION
from collectief.measure.efficiency import ELECTRIC, saved_kw
from collectief.measure.heating import BOILERS
from collectief.measure.shared_mobility import SHARED_MOBILITY
from collectief.model import Flow, Part
from collectief.park import Goals
from collectief.plan.billing import heat_to_m3
from collectief.plan.climate_report import KG_PER_TONNE, Climate, GoalReport, Reduction, Scopes
from collectief.plan.earning import Earning
from collectief.plan.outcome import Case, CaseKey, LifeKey, Living
from collectief.profile.year import Year, product_sum, to_hours

Array = NDArray[np.float64]
GRID = ("electricity", "site")
"""Buses that hang on the grid; on all other buses only heat of a boiler has CO2."""
AGREED = ("group_contract", LIMITATION, SHARED_MOBILITY)
"""What is agreed and not built."""


@dataclass(frozen=True, slots=True)
class _Target:
    year: int
    reduction: float


def climate(
    setting: Setting,
    measures: Sequence[Measure],
    cases: Mapping[CaseKey, Case],
    lives: Mapping[LifeKey, Living],
    earned: Sequence[Earning] = (),
) -> Climate:
    """Scopes of the four cases, the goals of the park, and what each measure of the plan lowers."""
    scopes: dict[str, Mapping[str, Scopes]] = {}
    totals: dict[CaseKey, float] = {}
    for key, case in cases.items():
        scopes[key] = {owner: scopes_of(case, owner, setting.year) for owner in case.net_kw}
        totals[key] = sum(s.total_kg for s in scopes[key].values())
    return Climate(
        scopes=scopes,
        goals=goal_reports(setting.park.goals, totals),
        reductions=_reductions(setting, measures, cases["together"], lives["together"].flows, earned=earned),
    )


def scopes_of(case: Case, owner: str, year: Year) -> Scopes:
    """kg CO2 a year of one owner in a case: gas, grid by the hour, public charging, heat; and what feed-in avoids."""
    net, energy = case.net_kw[owner], case.energy[owner]
    return Scopes(
        gas_kg=energy.gas_m3 * fact("co2.gas_kg_per_m3").value,
        grid_kg=product_sum(to_hours(np.maximum(net, 0.0)), year.co2_kg_per_kwh),
        charging_kg=energy.public_charging_kwh * float(year.co2_kg_per_kwh.mean()),
        avoided_kg=product_sum(to_hours(np.maximum(-net, 0.0)), year.co2_kg_per_kwh),
        heat_kg=energy.heat_co2_kg,
    )


def goal_reports(goals: Goals, totals_kg: Mapping[CaseKey, float]) -> tuple[GoalReport, ...]:
    """Each goal as kg CO2 a year, and by how much each case is above it (negative: below it).

    The base is what the user gave, else the park as it is now.
    """
    base_kg = totals_kg["now"] if goals.base_tonnes is None else goals.base_tonnes * KG_PER_TONNE
    targets = (
        _Target(goals.first_year, goals.first_reduction),
        _Target(goals.last_year, goals.last_reduction),
    )
    return tuple(
        GoalReport(
            t.year, t.reduction, base_kg * (1 - t.reduction),
            {key: kg - base_kg * (1 - t.reduction) for key, kg in totals_kg.items()},
        )
        for t in targets
    )  # fmt: skip


def _reductions(
    setting: Setting,
    measures: Sequence[Measure],
    together: Case,
    flows: Mapping[str, Array],
    *,
    earned: Sequence[Earning],
) -> tuple[Reduction, ...]:
    """What each measure lowers by its own flows at the factor of each hour, cheapest per tonne first.

    Cheapest after what it saves on the bill, then where that is not known. What is only agreed lowers nothing itself.
    """
    by_key = {m.key: m for m in measures}
    found = []
    for key in dict.fromkeys(b.measure for b in together.builds if b.measure not in AGREED):
        parts = _parts(setting, by_key[key]) if key in by_key else ()
        kg = sum(_flow_kg(setting, part, flows, together) for part in parts)
        kg += _duty_kg(setting) if key == "efficiency" else 0.0  # asked for by law, whatever the measures
        kg -= sum(e.heat_co2_kg for e in together.energy.values()) if key == "heat_network" else 0.0
        builds = [b for b in together.builds if b.measure == key]
        found.append(Reduction(key, kg, sum(b.eur_per_year for b in builds), _saved_eur(builds, key, earned)))
    return tuple(sorted(found, key=_rank))


def _rank(one: Reduction) -> tuple[bool, bool, float, str]:
    net = one.net_eur_per_tonne
    return one.kg <= 0, net is None, (one.eur_per_tonne or 0.0) if net is None else net, one.measure


def _saved_eur(builds: Sequence[Build], measure: str, earned: Sequence[Earning]) -> float | None:
    """What all owners of a measure save with it; None where that is not known of each by itself."""
    mine = [e for e in earned if e.measures == (measure,)]
    known = {e.owner for e in mine}
    return sum(e.saved_eur for e in mine) if builds and {b.owner for b in builds} <= known else None


def _parts(setting: Setting, measure: Measure) -> Sequence[Part]:
    own = [p for c in setting.park.companies for p in measure.own_parts(setting, c)]
    return (*own, *measure.shared_parts(setting))


def _flow_kg(setting: Setting, part: Part, flows: Mapping[str, Array], together: Case) -> float:
    """kg CO2 a year that a flow takes away: heat that no boiler burns, power not taken."""
    if not isinstance(part, Flow) or part.name not in flows:
        return 0.0
    kw, factor = flows[part.name], setting.year.co2_kg_per_kwh
    kg, driving = 0.0, {fleet.kind for use in setting.uses.values() for fleet in use.fleets}
    for (place, carrier), amount in part.into.items():
        given = np.broadcast_to(np.asarray(amount, dtype=np.float64), kw.shape) * kw
        if carrier in BOILERS:
            kg += heat_to_m3(1.0) * float(given.sum()) * fact("co2.gas_kg_per_m3").value
        elif carrier in GRID:
            kg += product_sum(given - _fed_in(together, place, given), factor)
        elif carrier in driving:  # what is no longer charged in public
            kg += float(given.sum()) * float(factor.mean())
    return kg


def _fed_in(together: Case, place: str, given: Array) -> Array:
    """The part of what is made that leaves the connection in the same hour: no credit in scope 2."""
    if place not in together.net_kw or not (given > 0).any():
        return np.zeros_like(given)
    out = to_hours(np.maximum(-together.net_kw[place], 0.0))
    return np.asarray(np.minimum(np.maximum(given, 0.0), out))


def _duty_kg(setting: Setting) -> float:
    """What the energy-saving duty asks for: done before the plan, so in no flow of it."""
    kg = 0.0
    for company, package in sorted(setting.duty):
        saved = saved_kw(setting, setting.park.company(company), package)
        if package in ELECTRIC:
            kg += product_sum(saved, setting.year.co2_kg_per_kwh)
        else:
            kg += heat_to_m3(float(saved.sum())) * fact("co2.gas_kg_per_m3").value
    return kg
