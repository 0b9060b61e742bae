"""What a group contract may have by rule, and what each member brings to it: its entitlement.

The rule fixes the kW of all who may join in an energy area; a smaller group has the sum of what its members bring. So
nobody's entitlement depends on who else joins. Where a rule lacks its data the sum of contracts holds, and says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.measure import Rates, Setting
from collectief.measure.membership import eligible
from collectief.park import CapacityRule, Company, EnergyArea, EntitlementRule, Park
from collectief.plan.by_weight import by_weight
from collectief.plan.rates import connection_kw
from collectief.profile.year import to_quarters

Array = NDArray[np.float64]
QUEUE = ("amber", "red")


@dataclass(frozen=True, slots=True)
class Capacity:
    """kW of the group of all who may join in one area, and each one's entitlement.

    ``asked`` is the rule of the park and ``used`` the one that its data allow; ``free_quarters`` a year may lie above.
    """

    area: str
    asked: CapacityRule
    used: CapacityRule
    divided: EntitlementRule
    kw: float
    entitlement_kw: Mapping[str, float]
    free_quarters: int = 0


def by_rule(setting: Setting, load_kw: Mapping[str, Array]) -> Setting:
    """The setting in which each company brings its entitlement to a group.

    ``load_kw``: use before own solar in quarter-hours, shape (35040,).
    """
    rates = dict(setting.rates)
    for capacity in capacities(setting, load_kw):
        if capacity.used != "sum_of_contracts" or capacity.divided != "contract":
            net = sum((_net(setting, c, load_kw) for c in capacity.entitlement_kw), np.zeros(1))
            rates |= _entitled(setting.rates, capacity, net)
    return replace(setting, rates=rates)


def capacities(setting: Setting, load_kw: Mapping[str, Array]) -> tuple[Capacity, ...]:
    """The capacity of every area in which two or more may join a group."""
    found = []
    for area in setting.park.areas:
        members = eligible(setting, area)
        if len(members) > 1:  # one company is no group
            net = {c.id: _net(setting, c.id, load_kw) for c in members}
            found.append(capacity_of(setting.park, area, members, net_kw=net))
    return tuple(found)


def _net(setting: Setting, company: str, load_kw: Mapping[str, Array]) -> Array:
    return load_kw[company] - to_quarters(setting.uses[company].solar_now_kw)


def capacity_of(park: Park, area: EnergyArea, members: Sequence[Company], *, net_kw: Mapping[str, Array]) -> Capacity:
    """The kW by the park's rule and how it is divided; ``net_kw`` per member is today's, in quarter-hours."""
    contracts = {c.id: c.connection.offtake_kw for c in members}
    asked, brought = park.rules.group_capacity, sum(contracts.values())
    kw = {
        "sum_of_contracts": brought,
        "operator": dict(park.rules.group_kw).get(area.id),
        "p999": _p999(sum(net_kw.values(), np.zeros(1))) if all(c.id in park.profiles for c in members) else None,
        "area_headroom": _headroom(park, area, members, contracts_kw=brought),
    }[asked]
    used: CapacityRule = asked if kw is not None else "sum_of_contracts"
    total = brought if kw is None else kw
    divided, weight = _weights(park, members, contracts, net_kw)
    spare = round(fact("group.p999_quarters").value) if used == "p999" else 0
    return Capacity(area.id, asked, used, divided, total, by_weight(total, weight), spare)


def _p999(net_kw: Array) -> float:
    """The load that is exceeded in 35 quarters of the year, kW, never below 0."""
    rank = round(fact("group.p999_quarters").value)
    return max(0.0, float(np.sort(net_kw)[-1 - rank]))


def _headroom(park: Park, area: EnergyArea, members: Sequence[Company], *, contracts_kw: float) -> float | None:
    """The members' part, by size of connection, of what is left beside the others in the fullest quarter.

    Where there is a queue never more than their contracts: what is free goes to the queue.
    """
    if area.offtake_capacity_kw is None or area.others_kw is None:
        return None
    neighbours = [c for c in park.companies if c.area == area.id]
    part = sum(map(connection_kw, members)) / max(sum(map(connection_kw, neighbours)), 1.0)
    left = max(0.0, part * (area.offtake_capacity_kw - float(area.others_kw.max())))
    return min(left, contracts_kw) if area.offtake in QUEUE else left


def _weights(
    park: Park, members: Sequence[Company], contracts: Mapping[str, float], net_kw: Mapping[str, Array]
) -> tuple[EntitlementRule, Mapping[str, float]]:
    """By what members divide the capacity: contract, own P99.9, or what they agreed."""
    rule = park.rules.group_entitlement
    given = {c.id: c.connection.group_kw for c in members}
    stated = {me: kw for me, kw in given.items() if kw is not None}
    if rule == "given" and len(stated) == len(members) and sum(stated.values()) > 0:
        return rule, stated
    measured = {c.id: _p999(net_kw[c.id]) for c in members}
    if rule == "p999" and sum(measured.values()) > 0:
        return rule, measured
    return "contract", contracts


def _entitled(rates: Mapping[str, Rates], capacity: Capacity, net_kw: Array) -> dict[str, Rates]:
    """Rates with what each brings; in the quarters that the rule leaves free it brings its part of today's load."""
    over = np.maximum(net_kw - capacity.kw, 0.0) if capacity.free_quarters else np.zeros(len(net_kw))
    hourly = over.reshape(-1, 4).max(axis=1)
    return {
        me: replace(
            rates[me],
            brings_kw=kw,
            brings_spare_kw=hourly * (kw / capacity.kw) if capacity.kw > 0 else 0.0,
            spare_quarters=capacity.free_quarters,
        )
        for me, kw in capacity.entitlement_kw.items()
    }
