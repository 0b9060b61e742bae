"""Buses without memory: what flows through them in a step follows from prices alone, without a solver.

At such a bus stand a load, flows of its own (a roof) and flows to the world outside (import, export), which all use
what is shared in the same way. So in each step it is one line to the rest of the model: own flows are used in order of
price (a merit order), and the rest goes in or out. That gives two things in closed form: how the use of what is shared
could change and at what price (`Merit.line`), and a cut at any price of it (`Merit.apart`, `Merit.exact`).

A cut keeps the spread, what buying costs above the next best, apart (`Merit.spread`): it depends on the sizes of this
bus only, whatever the price of what is shared, so a few cuts of it serve every pass. Where a price has moved far from
that at which the spread was set, the cut is lower than it could be, never higher than it may be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from collectief.model.block import Cut
from collectief.model.parts import Array, Flow, Size, Steps
from collectief.model.plain import PlainBus, place_of

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """What each bus takes at least from what is shared (kW, shape (buses, steps)), and what all that costs, EUR.

    ``more`` has shape (buses, slots, steps): kW that each could take more at the price of the slot (`Merit.slopes`).
    """

    least: Array
    eur: float
    more: Array


@dataclass(frozen=True, slots=True, eq=False)
class Planes:
    """A cut for each bus: ``constant`` has shape (buses,), ``slopes`` and the amounts they are of (buses, flows)."""

    constant: Array
    slopes: Array
    place: Whole

    def of(self, bus: int, amounts: int) -> Cut:
        """The cut of one bus."""
        return Cut(float(self.constant[bus]), _by(self.place[bus], self.slopes[bus], amounts))

    def total(self, amounts: int) -> Cut:
        """All together."""
        return Cut(float(self.constant.sum()), _by(self.place.ravel(), self.slopes.ravel(), amounts))


@dataclass(frozen=True, slots=True, eq=False)
class Merit:
    """Buses with flows of the same kinds, in some steps; arrays have shape (buses, flows, steps), EUR per kW and step.

    A flow carries up to ``start + slope * amounts[place]`` kW. ``way`` is 1 for buying, -1 for selling, 0 for what is
    the bus's own. ``outside`` and ``own`` say in which order of price flows come; ``load`` has shape (buses, steps).
    """

    load: Array
    eur: Array
    start: Array
    slope: Array
    place: Whole
    way: Whole
    outside: Whole
    own: Whole
    spread_eur: Array

    def part(self, steps: slice) -> "Merit":
        """The same buses in some of the steps."""
        names = ("load", "eur", "start", "slope", "outside", "own", "spread_eur")
        return replace(self, **{name: getattr(self, name)[..., steps] for name in names})

    def upper(self, amounts: Array) -> Array:
        """What each flow can carry, kW."""
        return np.asarray(self.start + self.slope * amounts[self.place][..., None] if len(amounts) else self.start)

    @property
    def slopes(self) -> Array:
        """What one kW more of use costs the bus in each slot, EUR, shape (buses, slots, steps)."""
        bought = np.take_along_axis(self.eur, self.outside, axis=1)[:, :, None]
        return _slots(bought - np.take_along_axis(self.eur, self.own, axis=1)[:, None])

    def line(self, amounts: Array) -> Line:
        """The line of each bus to the rest of the model at these amounts."""
        upper, lowest = self.upper(amounts), self._lowest(amounts)
        out = _ends(np.take_along_axis(upper, self.outside, axis=1)) + lowest[:, None]
        own = self.load[:, None] - _ends(np.take_along_axis(upper, self.own, axis=1))
        least = np.maximum(lowest, own[:, -1])
        top, bottom = np.minimum(out[:, 1:, None], own[:, None, :-1]), np.maximum(out[:, :-1, None], own[:, None, 1:])
        bought = np.clip(least[:, None] - out[:, :-1], 0.0, np.diff(out, axis=1))
        made = np.clip(own[:, :-1] - least[:, None], 0.0, -np.diff(own, axis=1))
        eur = -_sum(self.eur[:, self.way < 0], upper[:, self.way < 0])
        eur += _sum(np.take_along_axis(self.eur, self.outside, axis=1), bought)
        eur += _sum(np.take_along_axis(self.eur, self.own, axis=1), made)
        return Line(least, eur, _slots(np.maximum(top - bottom, 0.0)))

    def _lowest(self, amounts: Array) -> Array:
        """The least that can go in, which is minus what can go out, kW, shape (buses, steps)."""
        return np.asarray(-self.upper(amounts)[:, self.way < 0].sum(axis=1))

    def apart(self, amounts: Array, price: Array) -> Planes:
        """Planes below what the buses cost without their spread, where use is charged at ``price``, shape (steps,)."""
        return self._planes(self.eur - self.spread_eur + np.where(self._out, price, 0.0), amounts)

    def exact(self, amounts: Array, price: Array) -> Planes:
        """Planes below all that the buses cost where use is charged at ``price``; they touch at these amounts."""
        return self._planes(self.eur + np.where(self._out, price, 0.0), amounts)

    def spread(self, amounts: Array) -> Planes:
        """Planes below what buying costs above the next best; they touch at these amounts."""
        return self._planes(self.spread_eur, amounts)

    @property
    def _out(self) -> NDArray[np.bool_]:
        return np.asarray(self.way != 0)[:, None]

    def kept_apart(self, price: Array) -> "Merit":
        """The same buses in which what buying costs above the next best is kept apart, as it is at this price.

        The next best is selling less, or using less of its own where selling is not worth it.
        """
        sold, own = (self.eur[:, self.way == way].max(axis=1, initial=-np.inf) for way in (-1, 0))
        level = np.maximum(sold, own - price)[:, None]
        above = np.where(np.isfinite(level), np.maximum(self.eur - level, 0.0), 0.0)
        return replace(self, spread_eur=np.where((self.way > 0)[:, None], above, 0.0))

    def _planes(self, eur: Array, amounts: Array) -> Planes:
        """The highest planes that one price per bus and step gives at these amounts; any prices give some that hold.

        For any price, the least of the sum of ``eur * flow`` is no less than price * load less what each flow would
        gain at that price. Only prices of flows can be the best.
        """
        sign = np.where(self.way < 0, -1.0, 1.0)[:, None]
        gains = np.maximum(sign * (eur[:, :, None] - eur[:, None]), 0.0)  # (buses, price, flow, steps)
        worth = eur * self.load[:, None] - np.einsum("ipjt,ijt->ipt", gains, self.upper(amounts))
        price = np.take_along_axis(eur, worth.argmax(axis=1)[:, None], axis=1)
        gain = np.maximum(sign * (price - eur), 0.0)
        constant = np.einsum("it,it->i", price[:, 0], self.load) - np.einsum("ijt,ijt->i", gain, self.start)
        return Planes(constant, -np.einsum("ijt,ijt->ij", gain, self.slope), self.place)

    def short(self, amounts: Array) -> Array:
        """What cannot be served in each step, kW, shape (buses, steps)."""
        return np.asarray(np.maximum(self.load - self.upper(amounts)[:, self.way >= 0].sum(axis=1), 0.0))


def _by(place: Whole, slopes: Array, amounts: int) -> Array:
    """Slopes added up by the amount that they are of."""
    return np.bincount(place, slopes, amounts).astype(np.float64)


def _ends(widths: Array) -> Array:
    """Where pieces of these widths end, one behind the other from zero."""
    return np.concatenate([np.zeros((len(widths), 1, widths.shape[-1])), widths.cumsum(axis=1)], axis=1)


def _slots(pairs: Array) -> Array:
    """Every pair of a flow outside and one of its own as a slot."""
    return pairs.reshape(len(pairs), pairs.shape[1] * pairs.shape[2], pairs.shape[-1])


def _sum(eur: Array, kw: Array) -> float:
    return float(np.einsum("ijt,ijt->", eur, kw))


def kinds(bus: PlainBus) -> tuple[object, ...]:
    """What buses must have in common to be one `Merit`: how they use what is shared, and their ways in and out."""
    return (bus.line, tuple(f.into[bus.bus] > 0 for f in bus.out), len(bus.own))


def merit(buses: Sequence[PlainBus], steps: Steps, sizes: Mapping[str, Size], names: Sequence[str]) -> Merit:
    """Buses of one kind in these steps; ``names`` says of which size or yes/no each amount is."""
    first = buses[0]
    flows = [(*bus.out, *bus.own) for bus in buses]
    kw = np.array([[float(f.into[bus.bus]) for f in here] for bus, here in zip(buses, flows, strict=True)])
    eur = np.array([[steps.of(f.eur_per_kwh) * steps.weight for f in here] for here in flows]) / kw[..., None]
    most = np.array([[_most(f, steps, sizes) for f in here] for here in flows]) * np.abs(kw)[..., None]
    bound = np.array([[_bounds(f, sizes) for f in here] for here in flows])[..., None]
    place = np.array([[names.index(place_of(f)) if _bounds(f, sizes) else 0 for f in here] for here in flows])
    way = np.where(np.arange(len(flows[0])) < len(first.out), np.sign(kw[0]), 0.0).astype(np.int64)
    load = np.array([bus.load_kw(steps) for bus in buses])
    kinds_of = (np.flatnonzero(way), np.flatnonzero(way == 0))
    outside, own = (which[np.argsort(eur[:, which], axis=1, kind="stable")] for which in kinds_of)
    start, slope = np.where(bound, 0.0, most), np.where(bound, most, 0.0)
    return Merit(load, eur, start, slope, place, way, outside, own, np.zeros_like(eur))


def _bounds(flow: Flow, sizes: Mapping[str, Size]) -> bool:
    """Whether a size that is still to be chosen bounds a flow."""
    return flow.size is not None and sizes[flow.size].lower < sizes[flow.size].upper


def _most(flow: Flow, steps: Steps, sizes: Mapping[str, Size]) -> Array:
    """What a flow can carry per unit of the amount that bounds it, or at all, kW."""
    upper = steps.of(flow.upper)
    if flow.size is None or _bounds(flow, sizes):
        return upper
    size = sizes[flow.size].upper
    return upper * (float(size > 0) if flow.per_built else size)
