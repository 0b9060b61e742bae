"""The smallest pipes that keep the limits at the flow they are designed for, larger until all limits are kept."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, pairwise

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact, pipes
from collectief.heat.friction import gradient_pa_per_m, heat_kj_per_kg_k, velocity_m_s
from collectief.heat.hydraulics import Flowing, as_designed
from collectief.heat.judged import Limits, judge, usual_limits
from collectief.heat.laid import Network, checked
from collectief.heat.rooted import most, rooted

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]
EAGER = 1.2
"""How much more pressure each round wins than the last: ways may take turns in asking most."""


def sized(network: Network, limits: Limits | None = None) -> Network:
    """The same network in the smallest pipes with which all limits are kept at design, whatever was laid.

    Where the largest pipe of the catalogue is too small it is taken, and the verdict (``judge``) says so.
    """
    within = limits or usual_limits()
    return resized(_laid(network, _smallest(checked(network), within)), within)


def resized(network: Network, limits: Limits | None = None) -> Network:
    """The same network with pipes made larger, a size at a time, where a limit is not kept at design.

    A trunk is never smaller than its largest branch. A larger pipe does not help against cooling: that stays.
    """
    within = limits or usual_limits()
    places = {pipe.dn: i for i, pipe in enumerate(pipes())}
    at = _no_narrower(network, np.array([places[one.dn] for one in checked(network).pipes], dtype=np.int64))
    for tried in count():
        found = _laid(network, at)
        water = as_designed(found)
        grow = np.zeros(len(at), dtype=np.bool_)
        grow[list(_too_small(water, within, EAGER**tried))] = True
        larger = _no_narrower(network, np.minimum(at + grow, len(places) - 1))
        if (larger == at).all():
            break
        at = larger
    return found


def _laid(network: Network, at: Numbers) -> Network:
    sizes = [pipes()[i].dn for i in at]
    return replace(network, pipes=tuple(replace(one, dn=dn) for one, dn in zip(network.pipes, sizes, strict=True)))


def _no_narrower(network: Network, at: Numbers) -> Numbers:
    return most(rooted(network), at.astype(np.float64)).astype(np.int64)


def _smallest(network: Network, limits: Limits) -> Numbers:
    """The place in the catalogue of the first pipe that keeps gradient and velocity, for each pipe by itself."""
    kw = np.array([one.kw for one in network.pipes]).reshape(-1, 1)
    kept = _kept(kw, (network.supply_degc, network.return_degc), limits)
    return np.asarray(np.where(kept.any(axis=1), kept.argmax(axis=1), kept.shape[1] - 1), dtype=np.int64)


def _kept(kw: Array, degc: tuple[float, float], limits: Limits) -> NDArray[np.bool_]:
    """Whether friction and speed of each pipe of the catalogue keep the limits both ways, shape (kw, pipes)."""
    both = np.array(degc)
    flow = kw.reshape(-1, 1, 1) / (heat_kj_per_kg_k(float(both.mean())) * (degc[0] - degc[1]))
    inner = np.array([pipe.inner_d_m for pipe in pipes()]).reshape(1, -1, 1)
    slope = gradient_pa_per_m(flow, both, inner, roughness_m=fact("heat_network.roughness_m").value)
    kept = (velocity_m_s(flow, both, inner) <= limits.velocity_m_s) & (slope <= limits.gradient_pa_per_m)
    return np.asarray(kept.all(axis=2))


def _too_small(water: Flowing, limits: Limits, eager: float) -> Iterator[int]:
    """Pipes that a larger size would help."""
    by_id = {one.id: i for i, one in enumerate(water.network.pipes)}
    for one in judge(water, limits):
        if one.kind in ("gradient", "velocity"):
            yield by_id[one.where]
        elif one.kind == "pressure":
            yield from _tight(water, water.network.sources.index(one.where), limits, eager)


def _tight(water: Flowing, source: int, limits: Limits, eager: float) -> Iterator[int]:
    """On ways from this source that ask too much, pipes with as much friction as must go on the worst of them."""
    tree, slope = water.tree, water.gradient_pa_per_m[:, 0]
    mine = (tree.sources == source) & (water.kw[:, 0] > 0) & (tree.ends < len(slope))
    may_pa = limits.pressure_pa - limits.static_pressure_pa - fact("heat_network.consumer_pressure_pa").value
    over = np.full(len(slope), -np.inf)
    over[tree.ends[mine]] = water.path_pa[mine, 0] - may_pa
    behind = most(tree, over)
    at, way = int(over.argmax()), []
    while at < len(slope):
        way.append(at)
        at = int(tree.jumps[0][at])
    least = _least_friction(water, way, float(behind.max()) * eager)
    yield from (int(i) for i in np.flatnonzero((behind > 0) & (slope >= least)))


def _least_friction(water: Flowing, way: list[int], over_pa: float) -> float:
    """The friction down to which pipes of a way must grow a size to win so much, Pa/m; infinite where none can.

    What a size wins is told by the fifth power of the diameter.
    """
    wider = {pipe.dn: larger.inner_d_m / pipe.inner_d_m for pipe, larger in pairwise(pipes())}
    least = np.inf
    for i in sorted(way, key=lambda i: -water.gradient_pa_per_m[i, 0]):
        one, slope = water.network.pipes[i], float(water.gradient_pa_per_m[i, 0])
        if over_pa > 0 and one.dn in wider and one.length_m > 0:
            least = slope
            over_pa -= 2 * slope * one.length_m * (1 - wider[one.dn] ** -5)
    return least
