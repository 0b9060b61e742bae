"""What there is to say of a heat network: who connects and why, its pipes, what comes first, what is risked.

Of the network in the plan; where there is none, of each customer what it would need for itself, and of all together.
Worths are of typical days at the price of network heat by the hour; heat is of the year as lived.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

import networkx as nx

from collectief.errors import Infeasible
from collectief.heat.design import Demand, Design
from collectief.heat.dug import dug
from collectief.heat.hydraulics import Flowing, as_designed
from collectief.heat.judged import BAR_PA, judge
from collectief.heat.regime import HeatCustomer, HeatRegime, heat_regime
from collectief.heat.weighed import Ask, Weighed, for_everybody, in_order, may_leave, weighed
from collectief.heat.year import steps_of, year_of
from collectief.measure import Build, Setting
from collectief.measure.build import PIPES
from collectief.measure.heat_network import CONNECT, PIPE, too_hot
from collectief.measure.homes import home_node
from collectief.measure.measure import BUILT
from collectief.measure.setting import Array
from collectief.plan.network_homes import homes_served
from collectief.plan.network_passes import OF_NETWORK, RESIDUAL, Pass, Passes
from collectief.plan.network_said import NetworkReport, Segment, Water
from collectief.plan.network_water import both_ways, network_of, pipe_name
from collectief.plan.outcome import Living
from collectief.plan.screen import Screening

KWH_PER_MWH = 1000.0
NOTHING = Design((), (), 0.0, 0.0, 0.0, "proven")


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
    ask = passes.designer(price)
    made = _of_plan(demands, sizes, ask) if built else None
    best = made or NOTHING
    segments = _segments(passes, sizes, life, builds) if made else ()
    customers = weighed(made, demands, ask) if made else _each_alone(demands, ask)
    report = NetworkReport(
        made is not None, passes.steady, best, customers, in_order(best, demands), may_leave(best, demands),
        for_everybody(demands, ask) if made else None, answer.found, answer.most, segments,
        hotter=_hotter(passes.setting), ending=_ending(passes, sizes), homes=homes_served(passes.setting, sizes),
    )  # fmt: skip
    if not segments:
        return report
    return _with_water(passes, replace(report, regime=_regime(passes, report)), sizes, life)


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
    """Who feeds the network with heat that may end, and the year."""
    gives = [c for c in passes.setting.park.companies if f"{RESIDUAL}{c.id}" in sizes]
    return tuple((c.id, heat.until) for c in gives if (heat := c.residual_heat) and heat.until is not None)


def _hotter(setting: Setting) -> tuple[str, ...]:
    """Companies and dwellings that need hotter water than the network gives."""
    cold = [home_node(one) for one in setting.park.dwellings if too_hot(one)]
    return (*(c.id for c in setting.park.companies if too_hot(c)), *cold)


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
    ways = {pipe_name(s, start): (s, start, end) for s in passes.stretches for start, end in both_ways(s)}
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
        pipe = dug(stretch, sizes[name])
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
    """The same with its water; as it is where its pipes are no tree for each source."""
    network = network_of(passes.stretches, sizes)
    if network is None:
        return report
    water = as_designed(network)
    at = {p.id: i for i, p in enumerate(network.pipes)}
    segments = tuple(
        replace(
            s, velocity_m_s=float(water.velocity_m_s[at[s.id], 0]),
            gradient_pa_per_m=float(water.gradient_pa_per_m[at[s.id], 0]),
        )
        for s in report.segments
    )  # fmt: skip
    kw = {n: life.flows[f"{CONNECT}{n}:kw"] for n in network.consumers}
    return replace(report, segments=segments, water=_water(water, kw))


def _water(water: Flowing, kw: Mapping[str, Array]) -> Water:
    hours, taken = steps_of(kw)
    year, nodes = year_of(water.network, hours, taken), list(water.network.consumers)
    coldest, hardest = int(water.arrival_degc[:, 0].argmin()), int(water.path_pa[:, 0].argmax())
    return Water(
        nodes[coldest], float(water.arrival_degc[coldest, 0]), nodes[hardest],
        float(water.needed_pa.max()) / BAR_PA, float(water.pump_kw.sum()),
        year.loss_kwh / KWH_PER_MWH, year.pump_kwh / KWH_PER_MWH, judge(water),
    )  # fmt: skip
