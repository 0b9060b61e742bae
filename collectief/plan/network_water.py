"""The water in a planned network: its pipes as a tree for each source, checked and made larger until it flows.

Pipes are designed for the kW of all connections behind them at once: companies heat on the same cold morning.
"""

from collections.abc import Mapping, Sequence

import networkx as nx

from collectief.heat.dug import dug
from collectief.heat.laid import Laid, Network, wrongs
from collectief.heat.pipe import trenches
from collectief.heat.sized import resized
from collectief.heat.stretch import Stretch
from collectief.measure.heat_network import CONNECT, PIPE, WAYS
from collectief.measure.measure import BUILT


def pipe_name(stretch: Stretch, start: str) -> str:
    """The size of a pipe in a stretch whose water runs away from this end."""
    return f"{PIPE}{stretch.id}/{WAYS[int(start != stretch.start)]}"


def both_ways(stretch: Stretch) -> tuple[tuple[str, str], tuple[str, str]]:
    """The ends of a stretch in either direction."""
    return (stretch.start, stretch.end), (stretch.end, stretch.start)


def network_of(stretches: Sequence[Stretch], sizes: Mapping[str, float]) -> Network | None:
    """The pipes of a plan with the kW that each has to carry; None where they are no tree for each source.

    A source is where water only goes out; what another source adds further on makes the flow before it no smaller.
    """
    found: list[tuple[Stretch, str, str, float]] = []
    graph: nx.DiGraph[str] = nx.DiGraph()
    for s in stretches:
        for start, end in both_ways(s):
            if (kw := sizes.get(pipe_name(s, start), 0.0)) > BUILT:
                found.append((s, start, end, kw))
                graph.add_edge(start, end)
    takes = {n: kw for n in sorted(graph) if (kw := sizes.get(f"{CONNECT}{n}", 0.0)) > BUILT}
    if not found or not nx.is_forest(graph.to_undirected()) or any(d > 1 for _, d in graph.in_degree()):
        return None
    below = {n: takes.get(n, 0.0) + sum(takes.get(m, 0.0) for m in sorted(nx.descendants(graph, n))) for n in graph}
    laid = tuple(Laid(s.id, start, end, s.length_m, dug(s, kw).dn, below[end]) for s, start, end, kw in found)
    sources = tuple(sorted(n for n in graph if graph.in_degree(n) == 0))
    network = Network(laid, sources, takes)
    return None if any(wrongs(network)) else network


def flowing_pipes(stretches: Sequence[Stretch], sizes: Mapping[str, float]) -> dict[str, float]:
    """The pipes of a plan, made larger where water does not keep the limits, with the kW that each carries then.

    Those that do stay as they are; so do all where they are no tree.
    """
    now = {n: kw for n, kw in sizes.items() if n.startswith(PIPE) and kw > BUILT}
    network = network_of(stretches, sizes)
    if network is None:
        return now
    carries = {t.dn: t.most_kw for t in trenches()}
    by_id = {s.id: s for s in stretches}
    for before, after in zip(network.pipes, resized(network).pipes, strict=True):
        if after.dn != before.dn:
            name = pipe_name(by_id[after.id], after.start)
            now[name] = next((kw for dn, kw in sorted(carries.items()) if dn >= after.dn), now[name])
    return now
