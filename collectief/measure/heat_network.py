"""A heat network under the streets, fed by residual heat, sources of the map and a plant of its own.

The network is one bus of heat in every hour; the pipes are a flow of capacity from sources to connections over the
street graph, so that what is dug can carry what is connected. Boilers stay as backup, and in reserve for the network
where their owner feeds it. Inside the park heat has no price: its value is the boiler that does not burn.

While it is not known which pipes lie, trenches are yes/no and cost and lose what no pipe of the catalogue goes below
(`heat/pipe.line_below`): a bound on these is one on real pipes. A plan has real ones: ``laid`` says which lie and how
many kW each carries; the smallest of the catalogue that does is what it costs and loses.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from collectief.facts import fact
from collectief.heat.dug import dug, lies, worth_eur
from collectief.heat.pipe import Line, Trench, line_below, trenches
from collectief.heat.stretch import Stretch, candidates, heat_ends
from collectief.measure.booster import boosted, booster_reaches
from collectief.measure.build import PARK, PIPES, RESERVED, SOURCE, Build, Price, bought
from collectief.measure.connection import connection_builds, connection_parts, connection_price
from collectief.measure.digging import ROUTE, enters, routes
from collectief.measure.heating import heating_degc, level_of, network_degc
from collectief.measure.homes import home_builds, home_kw, home_node, home_parts, homes
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.network_names import PIPE, RESERVE, RESIDUAL, pipe_ways
from collectief.measure.network_tank import Fed, tank_builds, tank_parts
from collectief.measure.outside_heat import (
    outside_builds,
    outside_ends,
    outside_parts,
    outside_sources,
    source_node,
    source_size,
)
from collectief.measure.plant import placed, plant_builds, plant_flows, plant_parts
from collectief.measure.reserve import reserve_parts, reserve_price
from collectief.measure.residual import network_spare_kw, power_per_lifted, pump_share, recovery_price
from collectief.measure.setting import Array, Setting
from collectief.model import Bus, Flow, Limit, Part, Size, built
from collectief.park import Company, Dwellings
from collectief.text import Text

HEAT: Bus = (PARK, "network_heat")
MOST_ROUTED = 5_000
"""Buyers times stretches up to which routes help; with 116 and 354 they only make the problem large."""


@dataclass(frozen=True)
class HeatNetwork:
    """Who connects, which trenches are dug, and how much the sources give."""

    key: str = "heat_network"
    title: Text = Text(nl="Warmtenet", en="Heat network")
    laid: Mapping[str, float] | None = None
    """Pipes by name with the kW that each carries, where it is known which lie: no others are possible then."""

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """Nothing: a network takes two."""
        del setting, company
        yield from ()

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """Connections, sources and trenches; nothing where nobody has heat to buy or none to give."""
        companies = consumers(setting)
        buyers = {c.id: c.id for c in companies} | {home_node(one): PARK for one in homes(setting)}
        edges = heat_ways(setting)
        if not buyers or not edges:
            return
        for company in companies:
            yield from connection_parts(setting, company, HEAT)
        yield from home_parts(setting, HEAT)
        for company in setting.park.companies:
            if company.residual_heat is not None and setting.may_share(company):
                yield from _residual(setting, company)
        yield from outside_parts(setting, HEAT)
        yield from plant_parts(setting, HEAT, edges, _most_kw(setting, setting.park.companies))
        givers = [
            c.id for c in setting.park.companies if network_spare_kw(setting, c) is not None and setting.may_share(c)
        ]
        yield from tank_parts(setting, HEAT, _fed(setting, edges), _asked_kw(setting, companies))
        for one in (c for c in companies if c.id in givers):
            yield from _own(setting, one, edges, laid=self.laid is not None)
        if self.laid is not None:
            yield from (part for edge in edges for part in _pipes(setting, edge, self.laid))
            return
        choice = trenches(level_of(setting.park))
        most_kw = min(_most_kw(setting, companies), choice[-1].most_kw)
        line = line_below(choice, most_kw)
        for edge in edges:
            yield from _trench(setting, edge, line, most_kw)
        if len(buyers) * len(edges) <= MOST_ROUTED:
            yield from routes(edges, buyers, [*givers, *map(source_node, outside_sources(setting.park))])

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """Connections, sources, the plant, and each trench with its length."""
        yield from _company_builds(setting, amounts)
        yield from plant_builds(setting, self.key, amounts)
        yield from outside_builds(setting, self.key, amounts)
        yield from tank_builds(setting, self.key, amounts)
        if not any(kw > BUILT for name, kw in amounts.items() if name.startswith(PIPE)):
            return  # the streets need not be laid out for nothing
        for edge in heat_ways(setting):
            for name, _, _ in pipe_ways(edge):
                kw = amounts.get(name, 0.0)
                if kw > BUILT:
                    price = pipe_price(edge, dug(edge, kw, level_of(setting.park)))
                    one = bought(self.key, PARK, edge.id, 1.0, "m", price=price, interest=setting.interest)
                    yield replace(one, amount=edge.length_m, shape=edge.line, kw=kw, part=PIPES)
        yield from home_builds(setting, self.key, amounts)


def heat_ways(setting: Setting) -> tuple[Stretch, ...]:
    """Where pipes could lie between all who buy or have heat, dwellings that could be served, sources of the map."""
    ends = {home_node(one): one.location for one in homes(setting)} | outside_ends(setting.park)
    return candidates(setting.park, {**heat_ends(setting.park, consumers(setting)), **ends})


def _fed(setting: Setting, edges: Sequence[Stretch]) -> dict[str, Fed]:
    """Where a tank may wait with heat of a source, by node: whose that is, and the flows that bring it in.

    Beside a plant where the map has a place for it: elsewhere it has no ground for a tank.
    """
    mine = (c.id for c in setting.park.companies if setting.may_share(c) and _spare(setting, c) is not None)
    found: dict[str, Fed] = {c: (c, (f"{RESIDUAL}{c}:kw", f"{RESERVE}{c}:kw")) for c in mine}
    found |= {source_node(one): (PARK, (f"{source_size(one)}:kw",)) for one in outside_sources(setting.park)}
    plant = placed(edges)
    return found if plant is None or not setting.park.areas else found | {plant: (PARK, plant_flows(setting))}


def _spare(setting: Setting, company: Company) -> Array | None:
    """What a company has to spare for others in each hour, kW; None where that is too little for an exchanger."""
    spare = network_spare_kw(setting, company)
    return None if spare is None or float(np.max(spare)) < fact("residual_heat.least_kw").value else spare


def _asked_kw(setting: Setting, companies: Iterable[Company]) -> Array:
    """What these companies and all dwellings ask in each hour, kW, shape (8760,)."""
    asked = [setting.uses[c.id].space_kw for c in companies]
    return np.asarray(np.sum([*asked, *(setting.dwelling_kw[one.id] for one in homes(setting))], axis=0))


def _most_kw(setting: Setting, companies: Iterable[Company]) -> float:
    """What these companies and all dwellings could take at once, kW."""
    mine = sum(float(setting.uses[c.id].space_kw.max()) for c in companies)
    return mine + sum(home_kw(setting, one) for one in homes(setting))


def consumers(setting: Setting) -> tuple[Company, ...]:
    """Companies that may share, for which free heat would be worth more a year than their own connection costs.

    Not those that say that their heating needs hotter water than the network gives, even with a booster.
    """
    those = (c for c in setting.park.companies if setting.may_share(c) and _worth(setting, c))
    return tuple(c for c in those if not too_hot(setting, c))


def too_hot(setting: Setting, one: Company | Dwellings) -> bool:
    """Whether a company or a row of dwellings needs hotter water than it could have, as far as that is said.

    A company may have a booster at its connection, dwellings have none.
    """
    if isinstance(one, Dwellings):
        return one.degc > network_degc(setting.park)
    return boosted(one, level_of(setting.park)) and not booster_reaches(one, float(setting.uses[one.id].space_kw.max()))


def _worth(setting: Setting, company: Company) -> bool:
    space, rates = setting.uses[company.id].space_kw, setting.rates[company.id]
    eur = float(space.sum()) * rates.heat_eur_per_kwh
    if boosted(company, level_of(setting.park)):  # who is paid to use electricity may want a booster for that
        eur += float((space * np.maximum(-rates.offtake_eur_per_kwh, 0.0)).sum())
    return eur > connection_price().yearly(setting.interest)


def _residual(setting: Setting, company: Company) -> Iterator[Part]:
    """What a company has to spare for others, beside what it uses itself."""
    spare, least_kw = _spare(setting, company), fact("residual_heat.least_kw").value
    if spare is None:
        return
    size, top = f"{RESIDUAL}{company.id}", float(np.max(spare))
    degc = network_degc(setting.park)
    eur = recovery_price(company, degc).yearly(setting.interest)
    there = spare / top
    power = power_per_lifted(company, degc) + pump_share()
    into: dict[Bus, float] = {HEAT: 1.0, (company.id, "electricity"): -power}
    yield Size(size, company.id, top, eur_per_unit=eur, into={enters(company.id): 1.0}, least=least_kw)
    yield Flow(f"{size}:kw", company.id, into, there, size)
    here, away = (1.0 - power_per_lifted(company, one) for one in (heating_degc(company), degc))
    terms = {f"{size}:kw": 1.0, f"recovery/{company.id}:kw": here / away}
    yield Limit(f"{size}:there", company.id, terms, upper={company.id: there * top})
    yield from reserve_parts(setting, company, HEAT)


def _own(setting: Setting, company: Company, edges: Iterable[Stretch], *, laid: bool) -> Iterator[Part]:
    """What a company that feeds the network takes back of its own heat: through no pipe, but one has to reach it.

    As much as a pipe that lies there carries. Before it is known which do any pipe will do, so that a bound stays one.
    """
    own, most_kw = f"{ROUTE}own/{company.id}", float(setting.uses[company.id].space_kw.max())
    near = [name for e in edges if company.id in (e.start, e.end) for name, _, _ in pipe_ways(e)]
    reached = dict.fromkeys(near, -1.0) if laid else {built(name): -most_kw for name in near}
    yield Size(own, company.id, most_kw, into={enters(company.id): -1.0, (company.id, "pipe"): 1.0})
    yield Limit(f"{own}:reached", company.id, {own: 1.0, **reached}, per="design")


def pipe_price(edge: Stretch, pipe: Trench) -> Price:
    """What a stretch with these pipes costs; those that lie already only their upkeep."""
    eur = worth_eur(edge, pipe)
    upkeep = fact("heat_network.upkeep_outdoor").value * eur
    return Price(0.0 if lies(edge, pipe) else eur, fact("heat_network.life_years").value, upkeep)


def _through(start: str, end: str) -> dict[Bus, float]:
    """The capacity that a pipe takes at one end and brings to the other."""
    return {enters(start): -1.0, (end, "pipe"): 1.0}


def _trench(setting: Setting, edge: Stretch, line: Line, most_kw: float) -> Iterator[Part]:
    """Capacity either way; the heat it loses has to be fed in every hour once it is dug."""
    least = Trench(edge.laid_dn or 0, most_kw, line.eur_per_m, line.loss_kw_per_m)
    fixed = pipe_price(edge, least).yearly(setting.interest)
    larger = pipe_price(edge, replace(least, eur_per_m=line.eur_per_m + line.eur_per_m_kw)).yearly(setting.interest)
    loss_kw, more_kw = line.loss_kw_per_m * edge.length_m, line.loss_kw_per_m_kw * edge.length_m
    for size, start, end in pipe_ways(edge):
        yield Size(size, PARK, most_kw, eur_per_unit=larger - fixed, eur_fixed=fixed, into=_through(start, end))
        yield Flow(f"{size}:loss", PARK, {HEAT: -1.0}, loss_kw, size, lower=loss_kw, per_built=True)
        if more_kw > 0:
            yield Flow(f"{size}:more", PARK, {HEAT: -1.0}, more_kw, size, lower=more_kw)


def _pipes(setting: Setting, edge: Stretch, laid: Mapping[str, float]) -> Iterator[Part]:
    """The pipes of a stretch that lie, at the price and with the loss of the catalogue, used in full or in part.

    Water may run either way: where a net has more than one source it does.
    """
    for size, start, end in pipe_ways(edge):
        if (kw := laid.get(size, 0.0)) > BUILT:
            pipe = dug(edge, kw, level_of(setting.park))
            loss_kw, eur = pipe.loss_kw_per_m * edge.length_m, pipe_price(edge, pipe).yearly(setting.interest)
            yield Size(size, PARK, kw, eur_fixed=eur)
            yield Flow(f"{size}:loss", PARK, {HEAT: -1.0}, loss_kw, size, lower=loss_kw, per_built=True)
            along, against = f"{ROUTE}{size}", f"{ROUTE}{size}:against"
            yield Size(along, PARK, kw, into=_through(start, end))
            yield Size(against, PARK, kw, into=_through(end, start))
            yield Limit(f"{along}:lies", PARK, {along: 1.0, against: 1.0, size: -1.0}, per="design")


def _company_builds(setting: Setting, amounts: Amounts) -> Iterator[Build]:
    key, interest, level = "heat_network", setting.interest, level_of(setting.park)
    for company in setting.park.companies:
        yield from connection_builds(setting, company, key, amounts)
        given = amounts.get(f"{RESIDUAL}{company.id}", 0.0)
        if given > BUILT:
            price = recovery_price(company, level.supply_degc)
            one = bought(key, company.id, company.id, given, "kW", price=price, interest=interest)
            yield replace(one, part=SOURCE)
        kept = amounts.get(f"{RESERVE}{company.id}", 0.0)
        if kept > BUILT:
            one = bought(key, company.id, company.id, kept, "kW", price=reserve_price(), interest=interest)
            yield replace(one, part=RESERVED)
