"""Temperatures and flows of a network that fit each other: a colder arrival asks for more water, more water cools less.

Along a pipe the water cools towards what surrounds it: dT/dx = -u1 (T - T*) / (m c), with T* the ground a little warmed
by the other pipe: T* = ground + u2/u1 (T other - ground), its mean for T other. So the supply loses
u1 (T - ground) - u2 (T other - ground) = (u1 - u2)(T - ground) + u2 (T - T other), W/m (twin pipes in one trench;
u1 and u2 as in ``facts/pipes.csv``).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collectief.errors import ModelError
from collectief.facts import pipes
from collectief.heat.friction import heat_kj_per_kg_k
from collectief.heat.laid import Network
from collectief.heat.rooted import Rooted, at_ends, down, up
from collectief.text import Text

Array = NDArray[np.float64]
ROUNDS = 500
"""Most rounds; in practice five to ten, and some tens where nearly all heat is lost on the way."""
SETTLED = 1e-9
"""Part of a flow, and degrees, that a round may still change: far below what any meter sees."""
FARTHEST = 1.0
"""Most by which the logarithm of a flow changes in a round: rounds may begin far from where they end."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Temperatures of the water in all supply pipes, or all return pipes, shape (pipes, steps), degC.

    ``start_degc`` is at the end nearest to the source for a supply pipe, and farthest from it for a return pipe.
    """

    start_degc: Array
    end_degc: Array
    mean_degc: Array
    around_degc: Array


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """Water that flows, shapes (pipes, steps) and (consumers, steps): kg/s and degC."""

    flow_kg_s: Array
    taken_kg_s: Array
    arrival_degc: Array
    supply: Line
    back: Line


@dataclass(frozen=True, slots=True, eq=False)
class _Bed:
    """What stays while flows settle: the tree, what its pipes let through of heat, shape (pipes, 1), and of water."""

    network: Network
    tree: Rooted
    loss_w_per_k: Array
    coupling: Array
    heat_kj_per_kg_k: float


def _bed(network: Network, tree: Rooted) -> _Bed:
    """Losses by the catalogue, and the heat of water at the mean of supply and return."""
    known = {pipe.dn: pipe for pipe in pipes()}
    u1 = np.array([known[one.dn].u1_w_m_k for one in network.pipes]).reshape(-1, 1)
    u2 = np.array([known[one.dn].u2_w_m_k for one in network.pipes]).reshape(-1, 1)
    length = np.array([one.length_m for one in network.pipes]).reshape(-1, 1)
    heat = heat_kj_per_kg_k((network.supply_degc + network.return_degc) / 2)
    return _Bed(network, tree, u1 * length, u2 / u1, heat)


def settle(network: Network, tree: Rooted, kw: Array, share: Array, kept_degc: float | None) -> Settled:
    """Flows at which each consumer gets its ``kw`` and gives water back at the return temperature.

    ``kw`` has shape (consumers, steps); ``share`` is the part of the flows behind a pipe that runs through it at once,
    shape (pipes, steps). Supply pipes that would cool below ``kept_degc`` are held there by bypasses, and return pipes
    at as large a part of their own warmth. Without it a pipe in which nothing flows is as cold as the ground.
    Raises ModelError where no flow was found that fits.
    """
    bed = _bed(network, tree)
    taken = kw / (bed.heat_kj_per_kg_k * (network.supply_degc - network.return_degc))
    back = Line(*(np.full((len(network.pipes), kw.shape[1]), network.return_degc),) * 4)
    for _ in range(ROUNDS):
        behind = up(tree, np.ones_like(share), at_ends(tree, taken))
        supply, warmer = _supply(bed, behind * share, back, kept_degc)
        arrival = _at(tree, supply.end_degc, network.supply_degc)
        given = at_ends(tree, taken * arrival - kw / bed.heat_kj_per_kg_k)
        was, back = back, _back(bed, (behind, share, given), supply, kept_degc)
        asked = np.divide(kw, bed.heat_kj_per_kg_k * taken, out=np.zeros_like(kw), where=kw > 0)
        short = network.return_degc + asked - arrival
        warmer_here = _at(tree, warmer, 0.0) + asked
        turn = np.clip(np.divide(short, warmer_here, out=np.zeros_like(kw), where=kw > 0), -FARTHEST, FARTHEST)
        taken = taken * np.exp(turn)
        if max(_largest(turn), _largest(back.mean_degc - was.mean_degc)) < SETTLED:
            return Settled(behind * share, taken, arrival, supply, back)
    raise ModelError(
        Text(
            nl="De stromen in het warmtenet komen niet tot rust: controleer lengtes, kW en temperaturen.",
            en="The flows in the heat network do not settle: check lengths, kW and temperatures.",
        )
    )


def _largest(of: Array) -> float:
    return float(np.abs(of).max(initial=0.0))


def _at(tree: Rooted, of_pipes: Array, at_source: float) -> Array:
    """What consumers find at the end of their pipe, shape (consumers, steps)."""
    return np.concatenate([of_pipes, np.full((1, of_pipes.shape[1]), at_source)])[tree.ends]


def _cooling(bed: _Bed, flow: Array) -> Array:
    """How many times the heat that water carries a pipe would take per degree; without end where nothing flows."""
    carried = flow * bed.heat_kj_per_kg_k * 1000
    still = np.where(bed.loss_w_per_k > 0, np.inf, 0.0) + np.zeros_like(flow)
    return np.divide(bed.loss_w_per_k, carried, out=still, where=carried > 0)


def _mean_share(cooling: Array) -> Array:
    """The mean of exp(-x) from 0 to ``cooling``."""
    long = np.where(cooling > 0, cooling, 1.0)
    return np.where(cooling > 0, -np.expm1(-long) / long, 1.0)


def _supply(bed: _Bed, flow: Array, other: Line, kept_degc: float | None) -> tuple[Line, Array]:
    """Supply temperatures, and how many degrees one part more water everywhere would warm the end of each pipe."""
    ground, hot = bed.network.ground_degc, bed.network.supply_degc
    cooling = _cooling(bed, flow)
    left = np.exp(-cooling)
    around = ground + bed.coupling * (other.mean_degc - ground)
    end = down(bed.tree, left, around * (1 - left) + left * np.where(bed.tree.first[:, None], hot, 0.0))
    start = np.concatenate([end, np.full((1, end.shape[1]), hot)])[bed.tree.jumps[0]]
    mean = around + (start - around) * _mean_share(cooling)
    warmer = down(bed.tree, left, (start - around) * left * np.where(np.isfinite(cooling), cooling, 0.0))
    if kept_degc is None:
        return Line(start, end, mean, around), warmer
    return _held(Line(start, end, mean, around), cooling, kept_degc), np.where(end < kept_degc, 0.0, warmer)


def _held(line: Line, cooling: Array, kept_degc: float) -> Line:
    """The same line where bypasses hold what would cool further.

    Water only cools on its way, so all that comes after the place where it is held is held as well.
    """
    start, end = np.maximum(line.start_degc, kept_degc), np.maximum(line.end_degc, kept_degc)
    over, held = start - line.around_degc, np.maximum(kept_degc - line.around_degc, SETTLED)
    until = np.minimum(np.log(np.maximum(over / held, 1.0)), cooling)  # where the water is held from
    part = np.divide(until, cooling, out=np.zeros_like(until), where=(cooling > 0) & np.isfinite(cooling))
    mean = part * (line.around_degc + over * _mean_share(until)) + (1 - part) * kept_degc
    return Line(start, end, np.where(cooling > 0, mean, start), line.around_degc)


def _back(bed: _Bed, flows: tuple[Array, Array, Array], supply: Line, kept_degc: float | None) -> Line:
    """Return temperatures: each node mixes what its consumer and the pipes after it give back.

    ``flows`` are the kg/s behind each pipe, the share of it that flows at once, and kg/s times degC given at its end.
    """
    behind, share, given = flows
    ground = bed.network.ground_degc
    cooling = _cooling(bed, behind * share)
    left = np.exp(-cooling)
    around = ground + bed.coupling * (supply.mean_degc - ground)
    mixed = up(bed.tree, left, given + bed.tree.gather[0] @ (behind * around * (1 - left)))
    start = np.divide(mixed, behind, out=around.copy(), where=behind > 0)
    mean = around + (start - around) * _mean_share(cooling)
    line = Line(start, around + (start - around) * left, mean, around)
    if kept_degc is None:
        return line
    part = (kept_degc - ground) / (bed.network.supply_degc - ground)
    return _held(line, cooling, ground + part * (bed.network.return_degc - ground))
