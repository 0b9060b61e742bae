"""A heat network once more, by its water: pressure, speed and warmth of pipes as built, and what they must carry."""

from collections.abc import Iterator, Mapping

import networkx as nx
import numpy as np

from collectief.facts import fact, pipes
from collectief.heat.diversity import design_kw
from collectief.heat.hydraulics import as_designed
from collectief.heat.judged import Kind, judge
from collectief.heat.laid import Laid, Network
from collectief.measure.build import CONNECTED
from collectief.measure.heat_network import CONNECT
from collectief.plan.outcome import Outcome
from collectief.text import Text
from collectief.verification.verdict import WATTS_KW, Check, at_most

NAMES: Mapping[Kind, Text] = {
    "gradient": Text(nl="Drukverlies in warmteleidingen boven de grens (Pa/m)", en="Friction above the limit (Pa/m)"),
    "velocity": Text(nl="Water sneller dan de grens (m/s)", en="Water faster than the limit (m/s)"),
    "arrival": Text(nl="Water komt kouder aan dan nodig (K)", en="Water arrives colder than needed (K)"),
    "pressure": Text(nl="Druk boven wat het warmtenet verdraagt (bar)", en="Pressure above what pipes bear (bar)"),
}
CARRIED = Text(
    nl="Leidingen te klein voor wie erachter zit (kW)", en="Pipes designed for less than is behind them (kW)"
)


LOST = Text(
    nl="Warmte die leidingen verliezen en niet is ingevoed (kW)", en="Heat that pipes lose and nothing feeds in (kW)"
)
FED = ("residual/", "central/")


def check_heat(outcome: Outcome) -> Iterator[Check]:
    """The network of the plan: its water with every connection at its most, and its loss fed in in each hour."""
    found = outcome.network
    if found is None or not found.segments:
        return
    takes = {b.place: b.amount for b in outcome.cases["together"].builds if b.part == CONNECTED}
    graph = nx.DiGraph((s.start, s.end) for s in found.segments)
    behind = {n: sum(takes.get(m, 0.0) for m in {n, *nx.descendants(graph, n)}) for n in graph}
    laid = tuple(Laid(s.id, s.start, s.end, s.length_m, s.dn, behind[s.end]) for s in found.segments)
    sources = tuple(sorted(n for n in graph if graph.in_degree(n) == 0))
    yield from check_network(Network(laid, sources, {n: kw for n, kw in takes.items() if n in graph}), "together")
    flows = outcome.lives["together"].flows
    fed = sum(kw for n, kw in flows.items() if n.startswith(FED) and n.endswith(":kw"))
    taken = sum(kw for n, kw in flows.items() if n.startswith(CONNECT) and n.endswith(":kw"))
    yield at_most(LOST, float(np.max(_loss_kw(laid) - (fed - taken))), "together", within=WATTS_KW)


def _loss_kw(laid: tuple[Laid, ...]) -> float:
    """What these pipes lose at the temperatures of the network, kW, from the catalogue."""
    supply, back, ground = (fact(f"heat_network.{which}_degc").value for which in ("supply", "return", "ground"))
    per_k = {p.dn: (p.u1_w_m_k - p.u2_w_m_k) / 1000 for p in pipes()}
    return sum(one.length_m * per_k[one.dn] for one in laid) * (supply + back - 2 * ground)


def check_network(network: Network, where: str, *, needs_degc: Mapping[str, float] | None = None) -> Iterator[Check]:
    """What its water does at design, one check for each limit: by how much the worst is over, and where that is.

    Raises ModelError where the pipes are no network (``heat/laid``).
    """
    asked = design_kw(network)
    short = asked - np.array([one.kw for one in network.pipes])
    worst = int(short.argmax()) if len(short) else None
    at = where if worst is None else f"{where}/{network.pipes[worst].id}"
    yield at_most(CARRIED, 0.0 if worst is None else float(short[worst]), at, within=WATTS_KW)
    found = judge(as_designed(network), needs_degc=needs_degc)
    for kind, name in NAMES.items():
        over = [(abs(one.value - one.limit), one.where) for one in found if one.kind == kind]
        amount, place = max(over, default=(0.0, ""))
        yield Check(name, not over, amount, f"{where}/{place}" if place else where)
