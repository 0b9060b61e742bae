"""One transport contract for a group of large users in an energy area (groepstransportovereenkomst).

The group pays one kW contract and twelve monthly peaks of its net load at the category of its highest
network level; members on MS/LS in a group of a higher level add a surcharge on their own monthly peaks
(Tarievencode 3.7.2a and 3.7.19). Standing charge, kWh charge, commodity and energy tax stay with each connection,
so power from one member to another saves none of these. Each company may join or keep its own contract.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from collectief.facts import fact
from collectief.measure.build import PARK, Build
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.membership import candidates, level_of, levels, member_name, top_tariff
from collectief.measure.setting import Array, Setting
from collectief.model import Flow, Limit, Part, Series, Size
from collectief.money import surcharge_eur_per_kw
from collectief.park import Company, EnergyArea
from collectief.text import Text

LEAST_MEMBERS = 2
ORGANISATION = "group_organisation"
"""One association with one energy management system runs all groups of a park."""


def group_name(area: str, level: str) -> str:
    """Name of the group of one area at one level."""
    return f"group/{area}/{level}"


@dataclass(frozen=True)
class GroupContract:
    """A yes/no per company, and per area and network level a group; small users cannot join."""

    key: str = "group_contract"
    title: Text = Text(nl="Groepscontract", en="Group contract")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """Nothing: one company has its own contract."""
        del setting, company
        yield from ()

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """The organisation that runs it, and a group for each area and level with two candidates or more."""
        yield Size(ORGANISATION, PARK, 1.0, eur_per_unit=setting.group_fixed_eur, module=1.0)
        for area in setting.park.areas:
            for level in levels(setting, area):
                members = candidates(setting, area, level)
                if len(members) >= LEAST_MEMBERS:
                    yield from _group(setting, area, level, members)

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """The agreement per area with the kW that members bring; the first also carries the organisation."""
        fixed = setting.group_fixed_eur
        for area in setting.park.areas:
            for level in levels(setting, area):
                members = joined(setting, amounts, area, level)
                if members:
                    running = fixed + len(members) * setting.group_member_eur
                    kw = sum(setting.rates[c.id].group_kw for c in members)
                    yield Build(self.key, PARK, area.id, kw, "kW", 0.0, running, running)
                    fixed = 0.0


def joined(setting: Setting, amounts: Amounts, area: EnergyArea, level: str) -> tuple[Company, ...]:
    """Companies that join the group of this area and level in a plan."""
    return tuple(c for c in candidates(setting, area, level) if amounts.get(member_name(c.id, level), 0.0) > BUILT)


def _group(setting: Setting, area: EnergyArea, level: str, members: Sequence[Company]) -> Iterator[Part]:
    group = group_name(area.id, level)
    yield Size(group, PARK, 1.0, module=1.0)
    yield Limit(f"{group}:run", PARK, {group: 1.0, ORGANISATION: -1.0}, per="design")
    for c in members:
        yield from _member(setting, c, area, level)
    yield from _site(setting, area, level, members)
    anchors = [c for c in members if level_of(setting, c) == level]
    anchored = {group: 1.0, **{member_name(c.id, level): -1.0 for c in anchors}}
    yield Limit(f"{group}:anchor", PARK, anchored, per="design")
    yield from _charges(setting, area, level, members)
    yield from _caps(setting, area, level, members)


def _member(setting: Setting, company: Company, area: EnergyArea, level: str) -> Iterator[Part]:
    """Joining: the share in the kW contract, and power that runs under the group's contract."""
    use, rates, member = setting.uses[company.id], setting.rates[company.id], member_name(company.id, level)
    top = top_tariff(setting, area, level)
    yearly = setting.group_member_eur + (0.0 if rates.free_contract else rates.group_kw * top.contract_eur_kw_year)
    bus = (company.id, "electricity")
    yield Size(member, company.id, 1.0, eur_per_unit=yearly, module=1.0, into={(company.id, "contract"): 1.0})
    yield Limit(f"{member}:in", PARK, {member: 1.0, group_name(area.id, level): -1.0}, per="design")
    physical_kw = company.connection.physical_kva * fact("grid.power_factor").value
    into_limit = np.maximum(physical_kw - use.rise_kw, use.electricity_kw)
    yield Flow(f"{member}:offtake", company.id, {bus: 1.0}, into_limit, member, eur_per_kwh=rates.offtake_eur_per_kwh)
    out_limit = np.maximum(physical_kw - use.fall_kw, 0.0)
    yield Flow(f"{member}:feed_in", company.id, {bus: -1.0}, out_limit, member, eur_per_kwh=-rates.feed_in_eur_per_kwh)
    if rates.offtake_headroom_kw is not None:  # what its own saving takes off the group's room, in `efficiency`
        yield Flow(f"{member}:calm", company.id, {(company.id, "calm"): -1.0}, use.fall_kw, member)


def _site(setting: Setting, area: EnergyArea, level: str, members: Sequence[Company]) -> Iterator[Part]:
    """A connection of the group's own, for what it shares: battery, hub, central heat pump."""
    top = top_tariff(setting, area, level)
    site, bus = f"site/{area.id}/{level}", (area.id, "site")
    most_kw = sum(setting.rates[c.id].group_kw for c in members)
    yield Size(site, PARK, most_kw, eur_fixed=top.standing_eur_year + top.connection_fee_eur_year)
    yield Limit(f"{site}:in", PARK, {site: 1.0, group_name(area.id, level): -most_kw}, per="design")
    anchor = next(c for c in members if level_of(setting, c) == level)
    rates = setting.rates[anchor.id]
    yield Flow(f"{site}:offtake", PARK, {bus: 1.0}, 1.0, site, eur_per_kwh=rates.offtake_eur_per_kwh)
    yield Flow(f"{site}:feed_in", PARK, {bus: -1.0}, 1.0, site, eur_per_kwh=-rates.feed_in_eur_per_kwh)


def _charges(setting: Setting, area: EnergyArea, level: str, members: Sequence[Company]) -> Iterator[Part]:
    """Twelve monthly peaks of the net group load, and the surcharge on own peaks of MS/LS."""
    top, group = top_tariff(setting, area, level), group_name(area.id, level)
    rise = {member_name(c.id, level): setting.uses[c.id].area_rise_kw for c in members}
    net = _net(area, level, members)
    anchor = next(c for c in members if setting.rates[c.id].tariff == top)
    for number, (where, eur) in enumerate(setting.rates[anchor.id].peak_prices):
        terms: dict[str, Series] = {n: where * x for n, x in net.items()} | {n: where * x for n, x in rise.items()}
        yield Limit(f"{group}:peak{number or ''}", PARK, terms, per="month", eur_per_kw=eur)
    for c in members:
        extra = surcharge_eur_per_kw(setting.rates[c.id].tariff, top)
        if extra > 0:
            member = member_name(c.id, level)
            own: dict[str, Series] = {f"{member}:offtake": 1.0, f"{member}:feed_in": -1.0}
            own[member] = setting.uses[c.id].rise_kw
            yield Limit(f"{member}:surcharge", c.id, own, per="month", eur_per_kw=extra)


def _caps(setting: Setting, area: EnergyArea, level: str, members: Sequence[Company]) -> Iterator[Part]:
    """What members may use together: the sum of what each brings, in contract and in area headroom.

    Who feeds in above its contract today brings that contract, not what it takes above it.
    """
    group, net = group_name(area.id, level), _net(area, level, members)
    named = {c.id: member_name(c.id, level) for c in members}
    yield from _contract(setting, area, level, members)
    back = {name: -c for name, c in net.items()}
    calm = {f"{named[c.id]}:calm": 1.0 for c in members}
    room = {named[c.id]: setting.uses[c.id].area_fall_kw - c.connection.feed_in_kw for c in members}
    yield Limit(f"{group}:feed_in", PARK, {**back, **room})
    for side, terms in (("offtake", {**net, **calm}), ("feed_in", back)):
        headroom = {named[c.id]: -h for c in members if (h := _headroom(setting, c, side)) is not None}
        if len(headroom) == len(members):
            yield Limit(f"{group}:{side}_area", PARK, {**terms, **headroom})


def _contract(setting: Setting, area: EnergyArea, level: str, members: Sequence[Company]) -> Iterator[Part]:
    """The group's kW: what members bring, or, where contracts may change, what the group chooses to pay for."""
    group, net = group_name(area.id, level), _net(area, level, members)
    free = all(setting.rates[c.id].free_contract for c in members)
    rates = {c.id: setting.rates[c.id] for c in members}
    brings = {me: r.brings_spare_kw + (0.0 if free else r.group_kw) for me, r in rates.items()}
    terms = {member_name(c.id, level): setting.uses[c.id].area_rise_kw - brings[c.id] for c in members}
    if free:
        most_kw = sum(r.group_kw for r in rates.values())
        eur = top_tariff(setting, area, level).contract_eur_kw_year
        yield Size(f"{group}:kw", PARK, most_kw, eur_per_unit=eur)
        yield Limit(f"{group}:offtake", PARK, {**net, **terms, f"{group}:kw": -1.0})
    else:
        yield Limit(f"{group}:offtake", PARK, {**net, **terms})


def _headroom(setting: Setting, company: Company, side: str) -> Array | None:
    rates = setting.rates[company.id]
    return rates.offtake_headroom_kw if side == "offtake" else rates.feed_in_headroom_kw


def _net(area: EnergyArea, level: str, members: Sequence[Company]) -> dict[str, float]:
    """Net offtake of a group as terms: what members and the site take, less what they give."""
    terms = {f"site/{area.id}/{level}:offtake": 1.0, f"site/{area.id}/{level}:feed_in": -1.0}
    for c in members:
        terms[f"{member_name(c.id, level)}:offtake"] = 1.0
        terms[f"{member_name(c.id, level)}:feed_in"] = -1.0
    return terms
