"""What there is to say of a heat network: who connects and why, its pipes, what comes first, what is risked.

The network of the plan, or where there is none the best that the design engine finds: then who comes nearest to paying.
Worths are of typical days at the price of network heat by the hour; heat is of the year as lived.
"""

from collections.abc import Mapping
from dataclasses import replace

import networkx as nx

from collectief.errors import Infeasible
from collectief.heat.design import Demand, Design
from collectief.heat.pipe import trench_for
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


def network_report(passes: Passes, answer: Screening, life: Living, builds: tuple[Build, ...]) -> NetworkReport | None:
    """The report of the network in the plan (``life`` and its ``builds``), or of the best there could be.

    None where nobody could gain anything by a connection, or time was up.
    """
    sizes = {n: a for n, a in life.sizes.items() if n.startswith(OF_NETWORK) and a > BUILT}
    built = any(n.startswith(PIPE) for n in sizes)
    price = passes.price(Pass(0.0, sizes) if built else None)
    demands = [d for d in passes.demands(price) if d.kw > 0]
    ask = passes.designer(price)
    try:
        best = ask(_as_built(demands, sizes) if built else demands)
    except Infeasible:
        return None
    if not best.pipes and not demands:
        return None
    segments = _segments(passes, sizes, life, builds) if built else ()
    customers = weighed(best, demands, ask) if best.pipes else _none_alone(demands, ask)
    return NetworkReport(
        built, best, customers, in_order(best, demands), may_leave(best, demands), for_everybody(demands, ask),
        answer.found, answer.most, segments,
    )  # fmt: skip


def _as_built(demands: list[Demand], sizes: Mapping[str, float]) -> list[Demand]:
    """Those who are connected in the plan, who must be; with the worth of each."""
    return [replace(d, forced=True) for d in demands if f"{CONNECT}{d.node}" in sizes]


def _none_alone(demands: list[Demand], ask: Ask) -> tuple[Weighed, ...]:
    """Where no network pays: each customer against nothing, with the network that it alone would need."""
    return weighed(Design((), (), 0.0, 0.0, 0.0, "proven"), demands, lambda some: ask([d for d in some if d.forced]))


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
