"""What sources of heat are to a network: when they give, what their heat costs to make, what one adds to another."""

from collections.abc import Container, Mapping, Sequence

import numpy as np

from collectief.heat.design import Demand, Source
from collectief.heat.laid import Network
from collectief.measure import Setting
from collectief.measure.heat_network import HEAT
from collectief.measure.heating import BOILERS
from collectief.measure.network_names import OUTSIDE, RESIDUAL
from collectief.measure.setting import Array
from collectief.model import Flow, Size, Steps
from collectief.plan.network_water import mains
from collectief.profile.year import HOURS

ROOTS = 2
"""So many sources are tried as the one that others add to."""


def running_eur(setting: Setting, flow: Flow) -> Array:
    """What a kWh of heat of a source costs in each hour, EUR, shape (8760,): electricity, gas, and what it asks.

    Electricity of a site at the price of who pays least.
    """
    owner = setting.rates.get(flow.owner)
    rates = [owner] if owner else list(setting.rates.values())
    power, heat = (_taken(flow, kinds) for kinds in (("electricity", "site"), BOILERS))
    eur = power * np.min([r.offtake_eur_per_kwh for r in rates], axis=0)
    return np.asarray(eur + heat * min(r.heat_eur_per_kwh for r in rates) + flow.eur_per_kwh)


def _taken(flow: Flow, kinds: Container[str]) -> Array:
    """What a kWh of heat of a source takes of some kinds of bus in each hour, kWh, shape (8760,)."""
    taken = sum((-np.asarray(c) for bus, c in flow.into.items() if bus != HEAT and bus[1] in kinds), np.zeros(1))
    return np.broadcast_to(taken, HOURS)


def together(sizes: Sequence[Size]) -> tuple[float, float]:
    """The kW of sizes that stand in one place, and what a kW of them costs a year on average."""
    kw = sum(s.upper for s in sizes)
    return kw, sum(s.upper * s.eur_per_unit for s in sizes) / max(kw, 1.0)


def steady(flow: Flow, steps: Steps) -> bool:
    """Whether a source gives heat in every hour."""
    return float(np.min(steps.of(flow.upper))) > 0.0


def joined(
    setting: Setting, root: Source, sources: Sequence[Source], flows: Mapping[str, Flow], steps: Steps
) -> tuple[Source, list[Demand]]:
    """A source as large as all together, and what each other is worth to it: heat that costs less to make than its own.

    What others give at most is what all buildings ask; a pipe to them carries little in the direction of the root.
    """
    own = steps.of(running_eur(setting, flows[root.node]))
    asked = sum((steps.of(u.space_kw) for u in setting.uses.values()), steps.of(0.0))
    asked = asked + sum((steps.of(kw) for kw in setting.dwelling_kw.values()), steps.of(0.0))
    found = []
    for one in (s for s in sources if s.node != root.node and s.node in flows):
        gives = np.minimum(steps.of(flows[one.node].upper) * one.most_kw, asked)
        cheaper = np.maximum(own - steps.of(running_eur(setting, flows[one.node])), 0.0)
        eur = float((gives * cheaper) @ steps.weight) - one.eur_per_kw * one.most_kw
        if eur > 0:
            found.append(Demand(one.node, 1.0, eur))
    whole = Source(root.node, sum(s.most_kw for s in sources), root.eur_per_kw)
    return whole, found


def as_if_one(networks: Sequence[Network], sources: Sequence[Source]) -> list[Source]:
    """The same sources, those of one net as its largest: as if that gave the heat of all, at what all cost a kW."""
    left = {s.node: s for s in sources}
    found = []
    for net in mains(networks):
        (root,), nodes = net.sources, {n for p in net.pipes for n in (p.start, p.end)}
        mine = [left.pop(n) for n in sorted(nodes & left.keys())]
        kw = sum(s.most_kw for s in mine)
        found.append(Source(root, kw, sum(s.most_kw * s.eur_per_kw for s in mine) / max(kw, 1.0)))
    return [*found, *left.values()]


def flows_of(flows: Sequence[Flow]) -> dict[str, Flow]:
    """Residual heat by the company that gives it, and sources of the map, by node."""
    named = ((f.size or "", f) for f in flows)
    return {name.partition("/")[2]: f for name, f in named if name.startswith((RESIDUAL, OUTSIDE))}
