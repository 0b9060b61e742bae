"""The four ways through the year: now, required by law, each alone, all together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from collectief.measure import PARK, Build, Measure, Setting
from collectief.measure.efficiency import electric_share, package_build
from collectief.measure.group_contract import group_name, joined
from collectief.measure.homes import sold_eur
from collectief.measure.membership import levels
from collectief.measure.outside_heat import bought_eur, bought_kg
from collectief.measure.rights import beside_kw, right_kw, taken
from collectief.money import Bill
from collectief.park import Company
from collectief.plan.as_is import served_kw
from collectief.plan.billing import building_lines, company_bill, energy_of, group_lines, vehicle_lines
from collectief.plan.breaches import GroupLoad, breaches
from collectief.plan.outcome import Case, CaseKey, Energy, Proof
from collectief.plan.prepare import quarter_net
from collectief.plan.replay import Dispatch

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A group contract in a plan: where, at which network level, with whom, and for how many kW."""

    area: str
    level: str
    members: tuple[Company, ...]
    contract_kw: float

    @property
    def site(self) -> str:
        """Name of the group's own connection."""
        return f"site/{self.area}/{self.level}"


def groups_of(setting: Setting, sizes: Mapping[str, float]) -> tuple[Group, ...]:
    """The group contracts that a design has chosen."""
    found = []
    for area in setting.park.areas:
        for level in levels(setting, area):
            members = joined(setting, sizes, area, level)
            if members:
                brought = sum(setting.rates[c.id].group_kw for c in members)
                kw = sizes.get(f"{group_name(area.id, level)}:kw", brought)
                found.append(Group(area.id, level, members, kw))
    return tuple(found)


def today(setting: Setting, load_kw: Mapping[str, Array]) -> Case:
    """Now, calculated and never optimised: it may break limits."""
    return _calculated(setting, load_kw, "now")


def by_law(setting: Setting, load_kw: Mapping[str, Array]) -> Case:
    """Now, with the saving that the law asks for."""
    return _calculated(setting, load_kw, "required")


def _calculated(setting: Setting, load_kw: Mapping[str, Array], key: CaseKey) -> Case:
    builds = duty_builds(setting) if key == "required" else ()
    bills: dict[str, Bill] = {}
    energy: dict[str, Energy] = {}
    net: dict[str, Array] = {}
    for c in setting.park.companies:
        use = setting.uses[c.id]
        power, heat = served_kw(setting, c) if key == "required" else (use.electricity_kw, use.space_kw)
        boiler_kwh, public_kwh = float(heat.sum() + use.process_kw.sum()), use.driving_kwh
        kept = 1.0 - electric_share(setting, c, {}) if key == "required" else 1.0
        net[c.id] = quarter_net(power - use.solar_now_kw, load_kw[c.id] * kept)
        bills[c.id] = company_bill(
            setting, c, net[c.id], boiler_kwh=boiler_kwh, public_kwh=public_kwh,
            contract_kw=setting.rates[c.id].contract_kw,
        ).plus(building_lines(b for b in builds if b.owner == c.id)).plus(vehicle_lines(setting, (), c.id))  # fmt: skip
        energy[c.id] = energy_of(setting, net[c.id], boiler_kwh=boiler_kwh, public_kwh=public_kwh)
    own_kw = {c.id: setting.rates[c.id].contract_kw for c in setting.park.companies}
    return Case(key, bills, builds, energy, net, breaches=breaches(setting, net, own_kw=own_kw))


def duty_builds(setting: Setting) -> tuple[Build, ...]:
    """What the energy-saving duty asks for."""
    return tuple(package_build(setting, setting.park.company(c), p, 1.0) for c, p in sorted(setting.duty))


def lived(
    setting: Setting,
    measures: Sequence[Measure],
    sizes: Mapping[str, float],
    *,
    dispatch: Dispatch,
    load_kw: Mapping[str, Array],
    key: CaseKey,
    proof: Proof | None = None,
) -> Case:
    """A case from a design and its replay: every bill by the exact tariffs."""
    final = {**sizes, **dispatch.contracts_kw}
    builds = (*duty_builds(setting), *(b for m in measures for b in m.builds(setting, final)))
    groups = groups_of(setting, final)
    grouped = {c.id: g for g in groups for c in g.members}
    bills: dict[str, Bill] = {}
    energy: dict[str, Energy] = {}
    net: dict[str, Array] = {}
    own_kw = {c.id: _own_kw(setting, c, final) for c in setting.park.companies if c.id not in grouped}
    for c in setting.park.companies:
        kept = 1.0 - electric_share(setting, c, final)
        net[c.id] = quarter_net(grid_kw(c, dispatch, grouped.get(c.id)), load_kw[c.id] * kept)
        boiler_kwh = dispatch.boiler_kwh(c.id)
        public_kwh = float(dispatch.total(f"public/{c.id}/{f.kind}" for f in setting.uses[c.id].fleets).sum())
        line_kwh = dispatch.line_kwh(c.id)
        bills[c.id] = company_bill(
            setting, c, net[c.id], boiler_kwh=boiler_kwh, public_kwh=public_kwh,
            contract_kw=own_kw.get(c.id), line_kwh=line_kwh, taken=taken(setting.park, c, builds),
        ).plus(building_lines(b for b in builds if b.owner == c.id and b.measure != "group_contract"))  # fmt: skip
        bills[c.id] = bills[c.id].plus(vehicle_lines(setting, builds, c.id))
        energy[c.id] = energy_of(setting, net[c.id], boiler_kwh=boiler_kwh, public_kwh=public_kwh, line_kwh=line_kwh)
    if groups or any(b.owner == PARK for b in builds):
        bills[PARK], energy[PARK], net[PARK] = _shared(setting, groups, builds, dispatch=dispatch, net=net)
        if sold := sold_eur(setting, final):
            bills[PARK] = bills[PARK].plus(Bill({"heat_sold": -sold}))
        if paid := bought_eur(setting.park, final, dispatch.flows):
            bills[PARK] = bills[PARK].plus(Bill({"heat_bought": paid}))
        energy[PARK] = energy[PARK].plus_heat(bought_kg(setting.park, final, dispatch.flows))
    loads = [_load(setting, dispatch, g) for g in groups]
    broken = breaches(with_rights(setting, builds), net, own_kw=own_kw, groups=loads)
    return Case(key, bills, builds, energy, net, broken, proof)


def _own_kw(setting: Setting, company: Company, sizes: Mapping[str, float]) -> float:
    """The contract of a company's own in a design."""
    return sizes.get(f"contract/{company.id}:kw", setting.rates[company.id].contract_kw)


def _load(setting: Setting, dispatch: Dispatch, group: Group) -> GroupLoad:
    spare = min(setting.rates[c.id].spare_quarters for c in group.members)
    return GroupLoad(group.area, group.members, group.contract_kw, site_kw(dispatch, group), spare)


def grid_kw(company: Company, dispatch: Dispatch, group: Group | None) -> Array:
    """Net offtake of a company in each hour, under its own contract or the group's, kW, shape (8760,)."""
    names = [f"grid/{company.id}"]
    if group is not None:
        names.append(f"member/{company.id}/{group.level}")
    taken_kw = dispatch.total(f"{n}:offtake" for n in names)
    return taken_kw + right_kw(dispatch.flows, company.id) - dispatch.total(f"{n}:feed_in" for n in names)


def with_rights(setting: Setting, builds: Sequence[Build]) -> Setting:
    """The setting in which everybody also has the rights that it takes in a plan."""
    rates = dict(setting.rates)
    for company in setting.park.companies:
        if mine := taken(setting.park, company, builds):
            more = rates[company.id].extra_offtake_kw + beside_kw(setting, mine)
            rates[company.id] = replace(rates[company.id], extra_offtake_kw=more)
    return replace(setting, rates=rates)


def site_kw(dispatch: Dispatch, group: Group) -> Array:
    """Net offtake of a group's own connection in quarters, kW, shape (35040,)."""
    return np.repeat(dispatch.of(f"{group.site}:offtake") - dispatch.of(f"{group.site}:feed_in"), 4)


def _shared(
    setting: Setting,
    groups: Sequence[Group],
    builds: Sequence[Build],
    *,
    dispatch: Dispatch,
    net: Mapping[str, Array],
) -> tuple[Bill, Energy, Array]:
    """Bill, energy and net load of what belongs to all members."""
    running = sum(b.eur_per_year for b in builds if b.measure == "group_contract")
    bill = building_lines(b for b in builds if b.owner == PARK and b.measure != "group_contract")
    bill = bill.plus(Bill({"group_running": running}))
    total = np.zeros(len(setting.year.month) * 4)
    for g in groups:
        site = site_kw(dispatch, g)
        total += site
        bill = bill.plus(group_lines(setting, g.members, net_kw=net, site_kw=site, contract_kw=g.contract_kw))
    return bill, energy_of(setting, total, boiler_kwh=0.0, public_kwh=0.0), total
