"""What there is to say of a heat network: who connects and why, its pipes, what comes first, what is risked.

Of the network in the plan; where there is none, of each customer what it would need for itself, and of all together.
Worths are of typical days at the price of network heat by the hour; heat is of the year as lived.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import networkx as nx

from collectief.errors import Infeasible
from collectief.heat.design import Demand, Design
from collectief.heat.pipe import trench_for
from collectief.heat.regime import HeatCustomer, HeatRegime, heat_regime
from collectief.heat.weighed import Ask, Weighed, for_everybody, in_order, may_leave, weighed
from collectief.measure import Build
from collectief.measure.build import PIPES
from collectief.measure.heat_network import PIPE
from collectief.measure.measure import BUILT
from collectief.plan.network_passes import CONNECT, OF_NETWORK, Pass, Passes
from collectief.plan.network_said import NetworkReport, Segment
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
    demands = [d for d in passes.demands(price) if d.kw > 0]
    if not demands:
        return None
    ask = passes.designer(price)
    made = _of_plan(demands, sizes, ask) if built else None
    best = made or NOTHING
    segments = _segments(passes, sizes, life, builds) if made else ()
    customers = weighed(made, demands, ask) if made else _each_alone(demands, ask)
    report = NetworkReport(
        made is not None, passes.steady, best, customers, in_order(best, demands), may_leave(best, demands),
        for_everybody(demands, ask), answer.found, answer.most, segments,
    )  # fmt: skip
    return replace(report, regime=_regime(passes, report)) if segments else report


def _of_plan(demands: list[Demand], sizes: Mapping[str, float], ask: Ask) -> Design | None:
    """The network for those who are connected in the plan, and for no others; None where there is none for them."""
    try:
        return ask([replace(d, forced=True) for d in demands if f"{CONNECT}{d.node}" in sizes])
    except Infeasible:
        return None


def _each_alone(demands: list[Demand], ask: Ask) -> tuple[Weighed, ...]:
    """Where there is no network: each customer with the one that it would need for itself."""
    return weighed(NOTHING, demands, lambda some: ask([d for d in some if d.forced]))


def _regime(passes: Passes, report: NetworkReport) -> HeatRegime:
    """The law for those who are connected, on the first day of the year of the tax that the plan pays."""
    mwh = {s.end: s.mwh for s in report.segments}
    found = [HeatCustomer(c.node, c.kw, member=True, heat_mwh=mwh.get(c.node)) for c in report.customers if c.connected]
    return heat_regime(found, date(passes.setting.park.tax_year, 1, 1))


def _segments(
    passes: Passes, sizes: Mapping[str, float], life: Living, builds: tuple[Build, ...]
) -> tuple[Segment, ...]:
    paid = {b.place: b.investment_eur for b in builds if b.part == PIPES}
    ways = {f"{PIPE}{s.id}/out": (s, s.start, s.end) for s in passes.stretches}
    ways |= {f"{PIPE}{s.id}/back": (s, s.end, s.start) for s in passes.stretches}
    graph: nx.DiGraph[str] = nx.DiGraph()
    for name in sizes.keys() & ways.keys():
        stretch, start, end = ways[name]
        graph.add_edge(start, end, m=stretch.length_m)
    mwh = {
        n: float(life.flows[f"{CONNECT}{n}:kw"].sum()) / KWH_PER_MWH for n in graph if f"{CONNECT}{n}:kw" in life.flows
    }
    found = []
    for name in sorted(sizes.keys() & ways.keys()):
        stretch, start, end = ways[name]
        below = {end, *nx.descendants(graph, end)}
        heat = sum(mwh.get(n, 0.0) for n in sorted(below))
        metres = stretch.length_m + sum(data["m"] for a, _, data in graph.edges(sorted(below), data=True))
        pipe = trench_for(sizes[name])
        found.append(
            Segment(
                stretch.id, start, end, pipe.dn, stretch.length_m, paid.get(stretch.id, 0.0), pipe.most_kw,
                pipe.loss_kw_per_m * 1000, heat, heat / max(metres, BUILT),
            )
        )  # fmt: skip
    return tuple(found)
