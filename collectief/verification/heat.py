"""A heat network once more, by its water: pressure, speed and warmth of pipes as built, and what they must carry."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import networkx as nx
import numpy as np

from collectief.facts import fact, heat_level, pipes
from collectief.heat.diversity import design_kw
from collectief.heat.hydraulics import as_designed
from collectief.heat.judged import Kind, judge
from collectief.heat.laid import Laid, Network
from collectief.measure.build import BOILED, CONNECTED, PARK, RESERVED, SOURCE, STORED, Build
from collectief.measure.network_names import CONNECT, OUTSIDE, PLANTS, RESERVE, RESIDUAL
from collectief.plan.network_said import NetworkReport, Segment
from collectief.plan.outcome import Outcome
from collectief.text import Text
from collectief.verification.tanks import tank_flows
from collectief.verification.verdict import WATTS_KW, Check, at_most, near

NAMES: Mapping[Kind, Text] = {
    "gradient": Text(nl="Drukverlies in warmteleidingen boven de grens (Pa/m)", en="Friction above the limit (Pa/m)"),
    "velocity": Text(nl="Water sneller dan de grens (m/s)", en="Water faster than the limit (m/s)"),
    "arrival": Text(nl="Water komt kouder aan dan nodig (K)", en="Water arrives colder than needed (K)"),
    "pressure": Text(nl="Druk boven wat het warmtenet verdraagt (bar)", en="Pressure above what pipes bear (bar)"),
}
CARRIED = Text(
    nl="Leidingen te klein voor wie erachter zit (kW)", en="Pipes designed for less than is behind them (kW)"
)


RINGS = Text(nl="Warmteleidingen die een ring sluiten (aantal)", en="Heat pipes that close a ring (number)")
LOOSE = Text(nl="Centrale bronnen die aan geen leiding staan (aantal)", en="Central plants at no pipe (number)")
LOST = Text(
    nl="Warmte die leidingen verliezen en niet is ingevoed (kW)", en="Heat that pipes lose and nothing feeds in (kW)"
)
FED = (RESIDUAL, RESERVE, *PLANTS, OUTSIDE)
OF_MAP = "source/"
"""How the place of a source of the map begins, which belongs to nobody and is no plant."""


def check_heat(outcome: Outcome) -> Iterator[Check]:
    """The network of the plan: its water with every connection at its most, and its loss fed in in each hour."""
    found = outcome.network
    if found is None or not found.segments:
        return
    yield near(RINGS, _rings(found.segments), "together", within=0)
    if _rings(found.segments):
        return
    places = {node for s in found.segments for node in (s.start, s.end)}
    plants = [b for b in outcome.cases["together"].builds if b.part in (SOURCE, BOILED) and _central(b)]
    yield near(LOOSE, len([b for b in plants if found.plant not in places]), "together", within=0)
    for network in seen_from_sources(outcome, found):
        yield from check_water(network, "together")
        carries = {s.id: s.most_kw for s in found.segments}
        short = {p.id: p.kw - carries[p.id] for p in network.pipes}
        worst = max(short, key=lambda one: short[one], default="")
        yield at_most(CARRIED, short.get(worst, 0.0), f"together/{worst}", within=WATTS_KW)
    flows = outcome.lives["together"].flows
    fed = sum(kw for n, kw in flows.items() if n.startswith(FED) and n.endswith(":kw"))
    out, into = (sum(tank_flows(flows, end).values()) for end in (":gives", ":fills"))
    taken = sum(kw for n, kw in flows.items() if n.startswith(CONNECT) and n.endswith(":kw"))
    lost_kw = _loss_kw(((s.length_m, s.dn) for s in found.segments), sum(_degc(outcome)))
    yield at_most(LOST, float(np.max(lost_kw - (fed + out - into - taken))), "together", within=WATTS_KW)


def _rings(segments: Sequence[Segment]) -> int:
    """How many pipes close a ring."""
    graph: nx.MultiGraph[str] = nx.MultiGraph((s.start, s.end) for s in segments)
    return int(graph.number_of_edges() - graph.number_of_nodes() + nx.number_connected_components(graph))


def _central(build: Build) -> bool:
    """Whether a source is the plant of an area: its place is not where it stands."""
    return build.owner == PARK and not build.place.startswith(OF_MAP)


def seen_from_sources(outcome: Outcome, found: NetworkReport) -> Iterator[Network]:
    """The pipes of a plan away from each of its sources, each with the kW that may come through it that way.

    That is what connections behind it take, or what sources before it give where that is less.
    """
    segments = found.segments
    builds = outcome.cases["together"].builds
    takes = {b.place: b.amount for b in builds if b.part == CONNECTED}
    gives: dict[str, float] = {}
    for one in (b for b in builds if b.part in (SOURCE, RESERVED) and not _central(b)):
        gives[one.place] = gives.get(one.place, 0.0) + one.amount
    for tank in (b for b in builds if b.part == STORED):
        gives[tank.place] = gives.get(tank.place, 0.0) + tank.amount / fact("heat_tank.hours_to_fill").value
    plant_kw = sum(b.amount for b in builds if b.part in (SOURCE, BOILED) and _central(b))
    graph = nx.Graph((s.start, s.end) for s in segments)
    if plant_kw > 0:
        gives[found.plant] = gives.get(found.plant, 0.0) + plant_kw
    for root in sorted(gives.keys() & set(graph)):
        nodes = nx.node_connected_component(graph, root)
        pipes = tuple(_away(graph, root, segments, (gives, takes)))
        yield Network(pipes, (root,), {n: kw for n, kw in sorted(takes.items()) if n in nodes}, *_degc(outcome))


def _away(
    graph: "nx.Graph[str]", root: str, segments: Sequence[Segment], kw: tuple[Mapping[str, float], Mapping[str, float]]
) -> Iterator[Laid]:
    tree, (gives, takes) = nx.bfs_tree(graph, root), kw
    for s in segments:
        for start, end in ((s.start, s.end), (s.end, s.start)):
            if tree.has_edge(start, end):
                behind = {end, *nx.descendants(tree, end)}
                before = sum(gives.get(n, 0.0) for n in set(tree) - behind)
                yield Laid(s.id, start, end, s.length_m, s.dn, min(sum(takes.get(n, 0.0) for n in behind), before))


def _degc(outcome: Outcome) -> tuple[float, float]:
    """The temperatures of supply and return of the network of the plan."""
    level = heat_level(outcome.park.rules.heat_level)
    return level.supply_degc, level.return_degc


def _loss_kw(laid: Iterable[tuple[float, int]], both_degc: float) -> float:
    """What these metres of a DN lose, kW, from the catalogue; ``both_degc`` is that of supply and return together."""
    ground = fact("heat_network.ground_degc").value
    per_k = {p.dn: (p.u1_w_m_k - p.u2_w_m_k) / 1000 for p in pipes()}
    return sum(m * per_k[dn] for m, dn in laid) * (both_degc - 2 * ground)


def check_network(network: Network, where: str, *, needs_degc: Mapping[str, float] | None = None) -> Iterator[Check]:
    """What its water does at design, one check for each limit: by how much the worst is over, and where that is.

    Raises ModelError where the pipes are no network (``heat/laid``).
    """
    asked = design_kw(network)
    short = asked - np.array([one.kw for one in network.pipes])
    worst = int(short.argmax()) if len(short) else None
    at = where if worst is None else f"{where}/{network.pipes[worst].id}"
    yield at_most(CARRIED, 0.0 if worst is None else float(short[worst]), at, within=WATTS_KW)
    yield from check_water(network, where, needs_degc=needs_degc)


def check_water(network: Network, where: str, *, needs_degc: Mapping[str, float] | None = None) -> Iterator[Check]:
    """What its water does where every pipe carries what it was designed for, one check for each limit."""
    found = judge(as_designed(network), needs_degc=needs_degc)
    for kind, name in NAMES.items():
        over = [(abs(one.value - one.limit), one.where) for one in found if one.kind == kind]
        amount, place = max(over, default=(0.0, ""))
        yield Check(name, not over, amount, f"{where}/{place}" if place else where)
