"""What there is to say of a heat network: who connects and why, its pipes, what comes first, what is risked.

Of the network in the plan; where there is none, of each customer what it would need for itself, and of all together.
Worths are of typical days at the price of network heat by the hour; heat is of the year as lived.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import networkx as nx

from collectief.errors import Infeasible
from collectief.heat.design import Demand, Design, Source
from collectief.heat.dug import dug
from collectief.heat.hydraulics import Flowing, as_designed
from collectief.heat.judged import BAR_PA, judge
from collectief.heat.regime import HeatCustomer, HeatRegime, heat_regime
from collectief.heat.stretch import plant_node
from collectief.heat.weighed import NOTHING, Ask, Weighed, beside, for_everybody, in_order, may_leave, weighed
from collectief.heat.year import steps_of, year_of
from collectief.measure import Build, Setting
from collectief.measure.build import PIPES
from collectief.measure.heat_network import too_hot
from collectief.measure.homes import home_node
from collectief.measure.measure import BUILT
from collectief.measure.network_names import CONNECT, PIPE, PLANTS, RESIDUAL, TANK, pipe_ways
from collectief.measure.network_tank import tank_kw
from collectief.measure.outside_heat import outside_sources, source_node, source_size
from collectief.measure.setting import Array
from collectief.plan.network_days import OF_NETWORK
from collectief.plan.network_homes import homes_served
from collectief.plan.network_passes import Pass, Passes
from collectief.plan.network_said import NetworkReport, Segment, Water
from collectief.plan.network_sources import as_if_one
from collectief.plan.network_water import mains, networks_of
from collectief.plan.outcome import Living
from collectief.plan.screen import Screening

KWH_PER_MWH = 1000.0


def network_report(passes: Passes, answer: Screening, life: Living, builds: tuple[Build, ...]) -> NetworkReport | None:
    """The report of the network in the plan (``life`` and its ``builds``), or of how near one comes to paying.

    None where nobody could gain by a connection even for heat at what it costs to make.
    """
    sizes = {n: a for n, a in life.sizes.items() if n.startswith(OF_NETWORK) and a > BUILT}
    built = any(n.startswith(PIPE) for n in sizes)
    price = passes.price(Pass(0.0, sizes) if built else None)
    demands = [d for d in _as_connected(passes.demands(price), sizes) if d.kw > 0]
    if not demands:
        return None
    networks = networks_of(passes.stretches, sizes, passes.level) if built else None
    ask = passes.designer(price, as_if_one(networks, _with_tanks(passes.sources(), sizes)) if networks else None)
    made = _of_plan(demands, sizes, ask) if built else None
    best = made or NOTHING
    segments = _segments(passes, sizes, life, builds) if built else ()
    customers = weighed(made, demands, beside(made, ask)) if made else _each_alone(demands, ask)
    customers = tuple(replace(c, connected=f"{CONNECT}{c.node}" in sizes) for c in customers)
    report = NetworkReport(
        built, passes.steady, best, customers, in_order(best, demands), may_leave(best, demands),
        for_everybody(demands, ask) if made else None, answer.found, answer.most, segments,
        plant=plant_node(passes.stretches) if any(n.startswith(PLANTS) for n in sizes) else "",
        joined=len(networks or ()) > len(list(mains(networks or ()))),
        hotter=_hotter(passes.setting), ending=_ending(passes, sizes), homes=homes_served(passes.setting, sizes),
        level=passes.level, looks=answer.looks, outsiders=not built and _of_outsiders(passes.setting, answer),
    )  # fmt: skip
    if not segments:
        return report
    return _with_water(passes, replace(report, regime=_regime(passes, report)), sizes, life)


def _with_tanks(sources: Iterable[Source], sizes: Mapping[str, float]) -> list[Source]:
    """The same sources with what a tank beside them gives."""
    return [replace(s, most_kw=s.most_kw + tank_kw(sizes.get(f"{TANK}{s.node}", 0.0))) for s in sources]


def _as_connected(demands: Iterable[Demand], sizes: Mapping[str, float]) -> Iterator[Demand]:
    """The same customers; those who are connected in the plan with the kW of their connection."""
    yield from (replace(d, kw=sizes.get(f"{CONNECT}{d.node}", d.kw)) for d in demands)


def _of_plan(demands: list[Demand], sizes: Mapping[str, float], ask: Ask) -> Design | None:
    """The network for those who are connected in the plan, and for no others; None where there is none for them."""
    try:
        return ask([replace(d, forced=True) for d in demands if f"{CONNECT}{d.node}" in sizes])
    except Infeasible:
        return None


def _each_alone(demands: list[Demand], ask: Ask) -> tuple[Weighed, ...]:
    """Where there is no network: each customer with the one that it would need for itself."""
    return weighed(NOTHING, demands, lambda some: ask([d for d in some if d.forced]))


def _ending(passes: Passes, sizes: Mapping[str, float]) -> tuple[tuple[str, int], ...]:
    """Who feeds the network with heat that may end, and sources of the map that do, and the year."""
    park = passes.setting.park
    gives = [c for c in park.companies if f"{RESIDUAL}{c.id}" in sizes]
    found = [(c.id, heat.until) for c in gives if (heat := c.residual_heat)]
    found += [(source_node(one), one.until) for one in outside_sources(park) if source_size(one) in sizes]
    return tuple((node, year) for node, year in found if year is not None)


def _of_outsiders(setting: Setting, answer: Screening) -> bool:
    """Whether a network was found that pays and has no company at it, neither as customer nor as source."""
    mine = {f"{kind}{c.id}" for c in setting.park.companies for kind in (CONNECT, RESIDUAL)}
    return answer.found > 0 and bool(answer.sizes) and mine.isdisjoint(answer.sizes)


def _hotter(setting: Setting) -> tuple[str, ...]:
    """Companies and dwellings that need hotter water than the network, with what they may add to it, gives."""
    cold = [home_node(one) for one in setting.park.dwellings if too_hot(setting, one)]
    return (*(c.id for c in setting.park.companies if too_hot(setting, c)), *cold)


def _regime(passes: Passes, report: NetworkReport) -> HeatRegime:
    """The law for those who are connected, on the first day of the year of the tax that the plan pays."""
    mwh, rows = {s.end: s.mwh for s in report.segments}, {one.node: one for one in report.homes}
    found = [
        HeatCustomer(c.node, c.kw, member=True, heat_mwh=mwh.get(c.node))
        if (row := rows.get(c.node)) is None
        else HeatCustomer(c.node, c.kw / row.dwellings, dwellings=row.dwellings, heat_mwh=row.mwh)
        for c in report.customers
        if c.connected
    ]
    return heat_regime(found, date(passes.setting.park.tax_year, 1, 1))


def _segments(
    passes: Passes, sizes: Mapping[str, float], life: Living, builds: tuple[Build, ...]
) -> tuple[Segment, ...]:
    paid = {b.place: b.investment_eur for b in builds if b.part == PIPES}
    ways = {name: (s, start, end) for s in passes.stretches for name, start, end in pipe_ways(s)}
    laid = [(name, *ways[name]) for name in sorted(sizes.keys() & ways.keys())]
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_weighted_edges_from((start, end, stretch.length_m) for _, stretch, start, end in laid)
    series = {n: life.flows[f"{CONNECT}{n}:kw"] for n in graph if f"{CONNECT}{n}:kw" in life.flows}
    mwh = {n: float(kw.sum()) / KWH_PER_MWH for n, kw in series.items()}
    found = []
    for name, stretch, start, end in laid:
        below = sorted({end, *nx.descendants(graph, end)})
        heat, kw = (sum(of.get(n, 0.0) for n in below) for of in (mwh, _connected(sizes)))
        metres = stretch.length_m + float(sum(data["weight"] for _, _, data in graph.edges(below, data=True)))
        pipe = dug(stretch, sizes[name], passes.level)
        found.append(
            Segment(
                stretch.id, start, end, pipe.dn, stretch.length_m, paid.get(stretch.id, 0.0), pipe.most_kw,
                pipe.loss_kw_per_m * 1000, heat, heat / max(metres, BUILT), kw,
            )
        )  # fmt: skip
    return tuple(found)


def _connected(sizes: Mapping[str, float]) -> dict[str, float]:
    return {n.removeprefix(CONNECT): kw for n, kw in sizes.items() if n.startswith(CONNECT)}


def _with_water(passes: Passes, report: NetworkReport, sizes: Mapping[str, float], life: Living) -> NetworkReport:
    """The same with its water; as it is where it is not told how that flows."""
    networks = networks_of(passes.stretches, sizes, passes.level)
    if networks is None:
        return report
    waters = [as_designed(one) for one in networks]
    worst: dict[str, tuple[float, ...]] = {}
    for water in waters:
        for pipe, *seen in zip(water.network.pipes, water.velocity_m_s, water.gradient_pa_per_m, strict=True):
            now = pipe.kw, *(float(one[0]) for one in seen)
            worst[pipe.id] = tuple(map(max, worst.get(pipe.id, now), now))
    segments = tuple(
        replace(s, kw=kw, velocity_m_s=speed, gradient_pa_per_m=slope)
        for s, (kw, speed, slope) in ((s, worst[s.id]) for s in report.segments)
    )
    return replace(report, segments=segments, water=_water(waters, life))


def _water(waters: Sequence[Flowing], life: Living) -> Water:
    """Of the worst hours as seen from every source; the year with all heat of a net from its largest source."""
    arrivals = [(float(degc), node) for w in waters for degc, node in _by_node(w, w.arrival_degc)]
    ways = [(float(pa), node) for w in waters for pa, node in _by_node(w, w.path_pa)]
    nets = list(mains([w.network for w in waters]))
    first = [w for w in waters if w.network in nets]
    loss, pump = 0.0, 0.0
    for net in nets:
        hours, taken = steps_of({n: life.flows[f"{CONNECT}{n}:kw"] for n in net.consumers})
        year = year_of(net, hours, taken)
        loss, pump = loss + year.loss_kwh, pump + year.pump_kwh
    breaches = {(b.kind, b.where): b for w in waters for b in judge(w)}
    (degc, coldest), (_, hardest) = min(arrivals), max(ways)
    return Water(
        coldest, degc, hardest, max(float(w.needed_pa.max()) for w in waters) / BAR_PA,
        sum(float(w.pump_kw.sum()) for w in first), loss / KWH_PER_MWH, pump / KWH_PER_MWH, tuple(breaches.values()),
    )  # fmt: skip


def _by_node(water: Flowing, values: Array) -> Iterator[tuple[float, str]]:
    """What each customer has in the one step of design."""
    yield from zip(values[:, 0], water.network.consumers, strict=True)
