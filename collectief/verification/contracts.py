"""Rights per quarter-hour, the kW of groups by rule and lowering when called: once more, from the park alone."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.park import Company, EnergyArea, TransportRight
from collectief.park.limits import Way
from collectief.plan.outcome import Case, Outcome
from collectief.text import Text
from collectief.verification.grid import inside
from collectief.verification.verdict import CENT, WATTS_KW, Check, at_most, near

Array = NDArray[np.float64]
LIMITATION = "capacity_limitation"
KW_PER_MW = 1000.0
CALLED = Text(
    nl="Afname boven wat is afgesproken als de netbeheerder roept (kW)",
    en="Offtake above what was agreed when the operator calls (kW)",
)
FEE = Text(nl="Vergoeding voor beperken, nagerekend (EUR)", en="Fee for lowering, once more (EUR)")


def rights_of(outcome: Outcome, case: Case, company: Company) -> tuple[TransportRight, ...]:
    """The rights of today, and those that a case takes beside them, which must be on offer in its area."""
    kw = {b.part: b.amount for b in case.builds if b.measure == "transport_right" and b.owner == company.id}
    offers = [r for area, r in outcome.park.offers if area == company.area and r.kind in kw]
    return (*company.connection.rights, *(replace(r, kw=min(kw[r.kind], r.kw)) for r in offers))


def extra_kw(outcome: Outcome, company: Company, way: Way, case: Case | None = None) -> Array:
    """kW of the rights beside the firm contract in each quarter, shape (35040,); with those that a case takes."""
    hours = np.zeros(len(outcome.year.local))
    for right in company.connection.rights if case is None else rights_of(outcome, case, company):
        if right.direction == way:
            hours[inside(right.window, outcome.year.local)] += right.kw
    return np.repeat(hours, 4)


def group_right_kw(outcome: Outcome, members: tuple[Company, ...]) -> float:
    """What these companies bring to a group contract by the rule of the park, kW."""
    area = outcome.park.area(members[0].area)
    all_of = [c for c in outcome.park.companies if c.area == area.id and _may_join(outcome, c)]
    rules, contracts = outcome.park.rules, {c.id: c.connection.offtake_kw for c in all_of}
    if rules.group_capacity == "sum_of_contracts" and rules.group_entitlement == "contract":
        return sum(contracts[c.id] for c in members)
    net = {c.id: outcome.cases["now"].net_kw[c.id] for c in all_of}
    total = sum(contracts.values())
    if rules.group_capacity == "operator":
        total = dict(rules.group_kw).get(area.id, total)
    elif rules.group_capacity == "p999" and set(net) <= set(outcome.park.profiles):
        total = _exceeded_35(np.sum(list(net.values()), axis=0))
    elif rules.group_capacity == "area_headroom":
        total = _headroom_kw(outcome, area, contracts)
    weight = dict(contracts)
    stated = {c.id: c.connection.group_kw or 0.0 for c in all_of if c.connection.group_kw is not None}
    own = {me: _exceeded_35(kw) for me, kw in net.items()}
    if rules.group_entitlement == "given" and len(stated) == len(all_of) and sum(stated.values()) > 0:
        weight = stated
    elif rules.group_entitlement == "p999" and sum(own.values()) > 0:
        weight = own
    whole = sum(weight.values())
    return total * sum(weight[c.id] for c in members) / whole if whole else total * len(members) / len(all_of)


def _headroom_kw(outcome: Outcome, area: EnergyArea, contracts: Mapping[str, float]) -> float:
    """Their part of what the area has left in its fullest quarter; the sum of contracts where that is unknown."""
    total = sum(contracts.values())
    if area.offtake_capacity_kw is None or area.others_kw is None:
        return total
    sizes = {c.id: _size_kw(c) for c in outcome.park.companies if c.area == area.id}
    part = sum(sizes[me] for me in contracts) / max(sum(sizes.values()), 1.0)
    left = max(0.0, part * (area.offtake_capacity_kw - float(np.max(area.others_kw))))
    return min(left, total) if area.offtake in ("amber", "red") else left


def spare_quarters(outcome: Outcome, members: tuple[Company, ...]) -> int:
    """How many quarters a year a group may lie above its contract: only where P99.9 gave it."""
    area = members[0].area
    all_of = [c.id for c in outcome.park.companies if c.area == area and _may_join(outcome, c)]
    measured = set(all_of) <= set(outcome.park.profiles)
    by_p999 = outcome.park.rules.group_capacity == "p999" and measured
    return int(fact("group.p999_quarters").value) if by_p999 else 0


def check_called(outcome: Outcome) -> Iterator[Check]:
    """Who is paid to lower its offtake does so in every called quarter, and is paid what was agreed."""
    offered = outcome.park.rules.limitation
    for case in outcome.cases.values():
        for build in (b for b in case.builds if b.measure == LIMITATION and offered is not None):
            company = outcome.park.company(build.owner)
            stated, contract_kw = company.connection.lowers_to_kw, company.connection.offtake_kw
            low_kw = offered.share * contract_kw if stated is None and offered else stated or 0.0
            hours = called(outcome, company)
            net, where = case.net_kw[company.id].reshape(-1, 4)[hours], f"{case.key}/{company.id}"
            yield at_most(CALLED, float(net.max(initial=low_kw)) - low_kw, where, within=WATTS_KW)
            eur = (offered.eur_per_mw_h if offered else 0.0) * (contract_kw - low_kw) / KW_PER_MW * len(hours)
            yield near(FEE, _said(case, company) + eur, where, within=CENT)


def called(outcome: Outcome, company: Company) -> NDArray[np.int64]:
    """The hours of the year that are called: the fullest in the window, the earliest first where equal."""
    offered, area = outcome.park.rules.limitation, outcome.park.area(company.area)
    load = np.sum([outcome.cases["now"].net_kw[c.id] for c in outcome.park.companies if c.area == area.id], axis=0)
    hourly = load.reshape(-1, 4).mean(axis=1)
    if area.others_kw is not None:
        hourly = hourly + np.asarray(area.others_kw).reshape(len(hourly), -1).mean(axis=1)
    if offered is None:
        return np.zeros(0, dtype=np.int64)
    # to a watt, so that the order in which loads were added up cannot change which hours are called
    ranked = sorted(np.flatnonzero(inside(offered.window, outcome.year.local)), key=lambda h: (-round(hourly[h], 3), h))
    return np.array(sorted(ranked[: offered.hours]), dtype=np.int64)


def _said(case: Case, company: Company) -> float:
    return case.bills[company.id].lines.get("limitation_fee", 0.0)


def _may_join(outcome: Outcome, company: Company) -> bool:
    return company.connection.kind == "large" and outcome.park.tariff(company.connection.tariff).charges_peaks


def _size_kw(company: Company) -> float:
    connection = company.connection
    return connection.offtake_kw if connection.kind == "large" else connection.physical_kva * _factor()


def _factor() -> float:
    return fact("grid.power_factor").value


def _exceeded_35(net_kw: Array) -> float:
    above = round(fact("group.p999_quarters").value) + 1
    return max(0.0, float(np.partition(net_kw, -above)[-above]))
