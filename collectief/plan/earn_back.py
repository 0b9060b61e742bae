"""What each measure of a plan earns back: the bill of its owner without it, while all else runs on.

That is an estimate: without the measure its owner would live otherwise. What is shared was lived through without it
(`project`), and is no estimate. What the energy-saving duty asks for is weighed as the law weighs it here: at the
rates of today.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact, noted, swung
from collectief.measure import PARK, Build, Measure, Setting
from collectief.measure.efficiency import PACKAGES, electric_share, package_build, rate_eur_per_kwh, saved_kw
from collectief.measure.heating import BOILERS
from collectief.measure.rights import taken
from collectief.model import Flow, Store, store_blocks
from collectief.money.charges import peak_eur
from collectief.money.group import GroupMember, group_tariff, surcharge_eur
from collectief.park import Company
from collectief.plan.billing import company_bill, quarters
from collectief.plan.cases import Group, groups_of, site_kw
from collectief.plan.earning import Earning
from collectief.plan.outcome import Case, CaseKey, LifeKey, Living, Project
from collectief.plan.replay import Dispatch
from collectief.plan.through_tank import through_tank
from collectief.profile.year import to_hours, to_quarters

Array = NDArray[np.float64]
Ends = tuple[Sequence[Build], Sequence[Build], Sequence[Build]]
"""The same builds at low, usual and high prices."""
PROJECTS: Mapping[str, tuple[str, ...]] = {
    "heat_network": ("heat_network",),
    "site": ("battery", "charging_hub", "wind"),
    "direct_line": ("direct_line",),
    "shared_mobility": ("shared_mobility",),
    "let_roof": ("let_roof",),
}
"""Measures that a shared project may consist of."""


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One way through the year with all that its bills are made of."""

    setting: Setting
    case: Case
    life: Living
    groups: tuple[Group, ...]
    load_kw: Mapping[str, Array]
    group_kw: Mapping[str, Array] = field(default_factory=dict)
    """Net load of each group with its site, by the name of the site, kW in quarters; only its bill needs it."""

    @property
    def dispatch(self) -> Dispatch:
        """The flows as a replay gives them."""
        return Dispatch(self.life.flows, {}, 0.0)

    def group_of(self, company: str) -> Group | None:
        """The group contract that a company is in."""
        return next((g for g in self.groups if company in {c.id for c in g.members}), None)


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What a measure gives its owner: electricity in quarters (kW), heat and driving (kWh a year)."""

    power_kw: Array
    heat_kwh: float
    driving_kwh: float


def both_ways(
    setting: Setting,
    measures: Sequence[Measure],
    cases: Mapping[CaseKey, Case],
    lives: Mapping[LifeKey, Living],
    *,
    load_kw: Mapping[str, Array],
    projects: Sequence[Project],
) -> dict[CaseKey, tuple[Earning, ...]]:
    """What every owner earns back alone, and together with the shared projects."""
    shared: Mapping[LifeKey, Sequence[Project]] = {"alone": (), "together": projects}
    found: dict[CaseKey, tuple[Earning, ...]] = {}
    for key in ("alone", "together"):
        found[key] = earnings(setting, measures, cases[key], lives[key], load_kw=load_kw, projects=shared[key])
    return found


def earnings(
    setting: Setting,
    measures: Sequence[Measure],
    case: Case,
    life: Living,
    *,
    load_kw: Mapping[str, Array],
    projects: Sequence[Project] = (),
) -> tuple[Earning, ...]:
    """What every owner earns back with every measure it invests in, in this case."""
    groups, lived_by = groups_of(setting, life.sizes), Dispatch(life.flows, {}, 0.0)
    totals = {g.site: sum((case.net_kw[c.id] for c in g.members), site_kw(lived_by, g)) for g in groups}
    way = Way(setting, case, life, groups, load_kw, totals)
    return (*_duty(setting), *_own(way, measures), *_shared(case, projects))


def _duty(setting: Setting) -> Iterator[Earning]:
    """What the law asks for, at the rates of today: how it was found that the law asks for it."""
    for company in setting.park.companies:
        asked = [p for p in PACKAGES if (company.id, p) in setting.duty]
        if asked:
            saved = sum(
                float((saved_kw(setting, company, p) * rate_eur_per_kwh(setting, company, p)).sum()) for p in asked
            )
            yield _earning("efficiency", _at_prices(partial(_packages, setting, company, asked)), saved, required=True)


def _packages(setting: Setting, company: Company, packages: Sequence[str]) -> Sequence[Build]:
    return tuple(package_build(setting, company, p, 1.0) for p in packages)


def _own(way: Way, measures: Sequence[Measure]) -> Iterator[Earning]:
    """What companies choose for themselves, one at a time taken out of the plan."""
    with_all = {c.id: _bill_eur(way, c, None) for c in way.setting.park.companies}
    for measure in measures:
        built = {b.owner for b in way.case.builds if b.measure == measure.key and b.investment_eur > 0} - {PARK}
        ends = _at_prices(partial(_builds, way, measure)) if built else ((), (), ())
        for company in way.setting.park.companies:
            mine = tuple(tuple(b for b in builds if b.owner == company.id) for builds in ends)
            if mine[1]:
                given = given_by(way, measure, company)
                saved = _bill_eur(way, company, given) - with_all[company.id]
                yield _earning(measure.key, (mine[0], mine[1], mine[2]), saved)


def _builds(way: Way, measure: Measure) -> Sequence[Build]:
    return tuple(measure.builds(way.setting, way.life.sizes))


def _earning(measure: str, ends: Ends, saved_eur: float, *, required: bool = False) -> Earning:
    least, usual, most = (sum(b.investment_eur for b in builds) for builds in ends)
    upkeep = sum(b.upkeep_eur for b in ends[1])
    return Earning(ends[1][0].owner, (measure,), usual, least, most, upkeep, saved_eur, required=required)


def _at_prices(make: Callable[[], Sequence[Build]]) -> Ends:
    """What is built at the low, the usual and the high end of the prices that it was made with."""
    with noted() as keys:
        usual = make()
    prices = [f for k in sorted(keys) if (f := fact(k)).unit.startswith("EUR")]
    with swung({f.key: f.low for f in prices}):
        low = make()
    with swung({f.key: f.high for f in prices}):
        high = make()
    return low, usual, high


def given_by(way: Way, measure: Measure, company: Company) -> Given:
    """What a measure gives a company through the year, as the year was lived."""
    power, heat, driving = np.zeros(len(way.setting.air_degc)), 0.0, 0.0
    for part in measure.own_parts(way.setting, company):
        if isinstance(part, Store) and part.bus == (company.id, "electricity"):
            charge, discharge, _ = store_blocks(part.name)
            power = power + way.dispatch.of(discharge) - way.dispatch.of(charge)
        if isinstance(part, Store) and part.bus == (company.id, "heat"):
            taken, spared = through_tank(way.setting, way.dispatch, company, part)
            power, heat = power + taken, heat + spared
        if not isinstance(part, Flow):
            continue
        kw = way.dispatch.of(part.name)
        for (place, carrier), amount in part.into.items():
            if place != company.id:
                continue
            if carrier == "electricity":
                power = power + amount * kw
            elif carrier in BOILERS:
                heat += float(np.sum(amount * kw))
            elif carrier in {f.kind for f in way.setting.uses[company.id].fleets}:
                driving += float(np.sum(amount * kw))
    return Given(to_quarters(power) + _spread(way, measure, company), heat, driving)


def _spread(way: Way, measure: Measure, company: Company) -> Array:
    """Less use is also less spread within the hour, kW in quarters; nothing for what saves no electricity."""
    load, sizes = way.load_kw[company.id], way.life.sizes
    if measure.key != "efficiency":
        return np.zeros(len(load))
    share = electric_share(way.setting, company, sizes) - electric_share(way.setting, company, {})
    return np.asarray(share * (load - to_quarters(to_hours(load))))


def _bill_eur(way: Way, company: Company, given: Given | None) -> float:
    """EUR a year of a company and its group, without what is built; without what is ``given`` as well."""
    setting, group = way.setting, way.group_of(company.id)
    net, uses = way.case.net_kw[company.id], setting.uses[company.id]
    boiler_kwh = way.dispatch.boiler_kwh(company.id)
    public_kwh = float(way.dispatch.total(f"public/{company.id}/{f.kind}" for f in uses.fleets).sum())
    if given is not None:
        net, boiler_kwh, public_kwh = net + given.power_kw, boiler_kwh + given.heat_kwh, public_kwh + given.driving_kwh
    own_kw = way.life.sizes.get(f"contract/{company.id}:kw", setting.rates[company.id].contract_kw)
    bill = company_bill(
        setting, company, net, boiler_kwh=boiler_kwh, public_kwh=public_kwh, contract_kw=None if group else own_kw,
        line_kwh=way.dispatch.line_kwh(company.id), taken=taken(setting.park, company, way.case.builds),
    )  # fmt: skip
    return bill.total + (0.0 if group is None else _group_eur(way, group, company, net))


def _group_eur(way: Way, group: Group, company: Company, net_kw: Array) -> float:
    """What of the bill of a group moves with the load of one member, EUR a year: its peaks and the surcharge."""
    tariffs, clock = {c.id: way.setting.rates[c.id].tariff for c in group.members}, quarters(way.setting)
    top = group_tariff([GroupMember(t, net_kw) for t in tariffs.values()])
    total = way.group_kw[group.site] + net_kw - way.case.net_kw[company.id]
    peaks = peak_eur(top, total, months=clock.months, periods=clock.periods(top))
    return peaks + surcharge_eur(GroupMember(tariffs[company.id], net_kw), top, months=clock.months)


def _shared(case: Case, projects: Sequence[Project]) -> Iterator[Earning]:
    """What is shared, from the year that was lived through with and without it."""
    for project in projects:
        builds = [b for b in case.builds if b.owner == PARK and b.measure in PROJECTS.get(project.key, ())]
        invested = sum(b.investment_eur for b in builds)
        if project.adopted and invested > 0:
            upkeep = sum(b.upkeep_eur for b in builds)
            saved = project.gain_eur + sum(b.eur_per_year for b in builds)
            measures = tuple(dict.fromkeys(b.measure for b in builds))
            yield Earning(PARK, measures, invested, invested, invested, upkeep, saved, estimate=False)
