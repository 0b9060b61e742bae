"""What water does in a network: how fast, how hard to push, how warm it arrives and what is lost on the way."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from collectief.errors import ModelError
from collectief.facts import fact, pipes
from collectief.heat.friction import density_kg_m3, gradient_pa_per_m, velocity_m_s
from collectief.heat.laid import Network, checked
from collectief.heat.rooted import Rooted, at_ends, down, rooted, up
from collectief.heat.settled import Line, Settled, settle
from collectief.text import Text

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Flowing:
    """A network with the water that flows in it, for one or more steps.

    Pipes, consumers and sources stand in the order of the network: shapes (pipes, steps), (consumers, steps),
    (sources, steps). Velocity and gradient (Pa/m of straight pipe) are of the supply or the return, whichever is
    larger; a loss of a metre is of both. ``path_pa`` is what friction takes from the source to a consumer and back,
    bends and branches included; ``needed_pa`` what the pump of a source must lift, the consumer's own part included.
    ``heat_kw`` is what a source gives: what consumers take and pipes lose.
    """

    network: Network
    tree: Rooted
    kw: Array
    flow_kg_s: Array
    velocity_m_s: Array
    gradient_pa_per_m: Array
    supply: Line
    back: Line
    arrival_degc: Array
    loss_w_per_m: Array
    path_pa: Array
    needed_pa: Array
    pump_kw: Array
    heat_kw: Array

    @property
    def loss_kw(self) -> Array:
        """What all pipes lose together, shape (steps,)."""
        length = np.array([one.length_m for one in self.network.pipes])
        return np.asarray(length @ self.loss_w_per_m / 1000)


def flowing(network: Network, kw: Mapping[str, ArrayLike] | None = None, *, kept_degc: float | None = None) -> Flowing:
    """Water for what consumers take: ``kw`` by consumer, a number or shape (steps,); as in design where not given.

    Flows add up: what all take at once runs through the first pipe. A consumer that takes nothing gets no water; what
    leads only to such is as cold as the ground, or is held at ``kept_degc`` (between ground and supply) by bypasses,
    whose water is not counted but whose heat is. Raises ModelError where the network is no tree or what is taken makes
    no sense.
    """
    tree = rooted(checked(network))
    taken = _taken(network, network.consumers if kw is None else kw)
    share = np.ones((len(network.pipes), taken.shape[1]))
    kept = None if kept_degc is None else min(max(kept_degc, network.ground_degc), network.supply_degc)
    return _pushed(network, tree, taken, settle(network, tree, taken, share, kept))


def as_designed(network: Network) -> Flowing:
    """Water in each pipe for the kW that it was designed for, one step.

    These are less than the sum behind it, as not all take their most at once (``diversity``): every pipe is looked at
    in its own worst hour, so flows do not add up, and ``heat_kw`` is what all would take at once.
    """
    tree = rooted(checked(network))
    taken = _taken(network, network.consumers)
    behind = up(tree, np.ones(len(network.pipes)), _of_pipes(tree, taken[:, 0]))
    own = np.array([one.kw for one in network.pipes])
    share = np.divide(own, behind, out=np.ones_like(own), where=(behind > 0) & (own > 0))
    return _pushed(network, tree, taken, settle(network, tree, taken, share[:, None], None))


def _of_pipes(tree: Rooted, taken: Array) -> Array:
    return at_ends(tree, taken[:, None])[:, 0]


def _taken(network: Network, kw: Mapping[str, ArrayLike]) -> Array:
    """What each consumer takes, shape (consumers, steps)."""
    strange = sorted(set(kw) - set(network.consumers))
    given = [np.atleast_1d(np.asarray(kw.get(node, 0.0), dtype=np.float64)) for node in network.consumers]
    steps = max((len(one) for one in given), default=1)
    fits = all(one.ndim == 1 and len(one) in (1, steps) and np.isfinite(one).all() for one in given)
    if strange or not fits or any((one < 0).any() for one in given):
        raise ModelError(
            Text(
                nl="Wat afnemers nemen: geef van afnemers van dit net kW van nul of meer, voor elk evenveel stappen.",
                en="What consumers take: give kW of zero or more for consumers of this network, equally many steps.",
            )
        )
    return np.array([np.broadcast_to(one, steps) for one in given]).reshape(len(given), steps)


def _pushed(network: Network, tree: Rooted, kw: Array, water: Settled) -> Flowing:
    """Pressures and pumps that belong to settled flows."""
    known = {pipe.dn: pipe.inner_d_m for pipe in pipes()}
    inner = np.array([known[one.dn] for one in network.pipes]).reshape(-1, 1)
    length = np.array([one.length_m for one in network.pipes]).reshape(-1, 1)
    both = (water.supply.mean_degc, water.back.mean_degc)
    roughness_m = fact("heat_network.roughness_m").value
    speed = [velocity_m_s(water.flow_kg_s, degc, inner) for degc in both]
    slope = [gradient_pa_per_m(water.flow_kg_s, degc, inner, roughness_m=roughness_m) for degc in both]
    drop = (slope[0] + slope[1]) * length * (1 + fact("heat_network.fittings_share").value)
    path = np.concatenate([down(tree, np.ones_like(drop), drop), np.zeros((1, kw.shape[1]))])[tree.ends]
    loss = _loss_w_per_m(network, water)
    asked = np.where(kw > 0, path + fact("heat_network.consumer_pressure_pa").value, 0.0)
    needed = np.zeros((len(network.sources), kw.shape[1]))
    np.maximum.at(needed, tree.sources, asked)
    return Flowing(
        network,
        tree,
        kw,
        water.flow_kg_s,
        np.maximum(*speed),
        np.maximum(*slope),
        water.supply,
        water.back,
        water.arrival_degc,
        loss,
        path,
        needed,
        _pump_kw(network, tree, water, needed),
        _heat_kw(network, tree, kw, loss * length / 1000),
    )


def _loss_w_per_m(network: Network, water: Settled) -> Array:
    known = {pipe.dn: pipe.u1_w_m_k for pipe in pipes()}
    u1 = np.array([known[one.dn] for one in network.pipes]).reshape(-1, 1)
    return np.asarray(sum(u1 * (line.mean_degc - line.around_degc) for line in (water.supply, water.back)))


def _by_source(network: Network, source: NDArray[np.int64], what: Array) -> Array:
    found = np.zeros((len(network.sources), what.shape[1]))
    np.add.at(found, source, what)
    return found


def _at_source(tree: Rooted) -> NDArray[np.bool_]:
    """Which consumers need no pipe, shape (consumers,)."""
    return np.asarray(tree.ends == len(tree.source))


def _pump_kw(network: Network, tree: Rooted, water: Settled, needed_pa: Array) -> Array:
    """Volume times pressure by the efficiency of the pump; it stands in the return."""
    kg_s = _by_source(network, tree.source[tree.first], water.flow_kg_s[tree.first])
    here = _at_source(tree)
    kg_s += _by_source(network, tree.sources[here], water.taken_kg_s[here])
    m3_s = kg_s / density_kg_m3(network.return_degc)
    return np.asarray(m3_s * needed_pa / fact("heat_network.pump_efficiency").value / 1000)


def _heat_kw(network: Network, tree: Rooted, kw: Array, lost_kw: Array) -> Array:
    """What consumers of a source take and its pipes lose."""
    return _by_source(network, tree.sources, kw) + _by_source(network, tree.source, lost_kw)
