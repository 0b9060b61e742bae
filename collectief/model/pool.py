"""Plain buses that use what is shared alike, taken together: a month of many companies becomes one of a few lines.

Each bus is a line to what is shared (`model/merit`), and lines of one kind add up. So the month's own problem holds,
per step, the least that all of them use together and a few amounts that they could use more at a price, however many
they are. That is exact: which company gives way first is a question of price only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from collectief.model.block import Block, Cut
from collectief.model.merit import Line, Merit
from collectief.model.parts import Array, Bus, Flow, Limit, Part, Steps
from collectief.model.plain import Key

PRICE_DIGITS = 10
"""Prices that are as equal as this are one price."""


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Plain buses of one kind in one month.

    ``line`` says what their use takes of what is shared; ``group`` numbers the price of each bus and slot, shape
    (buses, slots), and ``slopes`` gives those prices, EUR per kW, shape (groups, steps).
    """

    name: str
    line: tuple[tuple[Key, float], ...]
    merit: Merit
    group: np.ndarray
    slopes: Array

    @property
    def least(self) -> str:
        """The flow that is the least use of all together."""
        return f"{self.name}:least"

    def slot(self, group: int) -> str:
        """The flow that is what they could use more at one price."""
        return f"{self.name}:{group}"

    def bounds(self, line: Line) -> dict[str, tuple[Array, Array]]:
        """Bounds of the flows of this pool, kW."""
        least = line.least.sum(axis=0)
        found = {self.least: (least, least)}
        for number in range(len(self.slopes)):
            more = line.more[self.group == number].sum(axis=0)
            found[self.slot(number)] = (np.zeros(len(more)), more)
        return found


def pool(name: str, line: tuple[tuple[Key, float], ...], merit: Merit) -> Pool:
    """A pool with slots of one price as one."""
    found: dict[bytes, int] = {}
    slopes: list[Array] = []
    group = np.zeros(merit.slopes.shape[:2], dtype=np.int64)
    for bus, mine in enumerate(merit.slopes):
        for slot, slope in enumerate(mine):
            key = (np.round(slope, PRICE_DIGITS) + 0.0).tobytes()
            if key not in found:
                found[key] = len(slopes)
                slopes.append(slope)
            group[bus, slot] = found[key]
    return Pool(name, line, merit, group, np.array(slopes).reshape(len(slopes), merit.load.shape[1]))


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a month costs at some amounts, EUR, the row that is furthest off, kW, and planes below the cost.

    ``exact`` lies below all of it. ``shared`` is the part of the plane that plain buses have no part in, and ``prices``
    what use is charged in each pool, from which planes of these follow.
    """

    eur: float
    off_kw: float
    exact: Cut
    shared: Cut
    prices: tuple[Array, ...]


class PooledMonth:
    """One month: what is shared in a `Block` of its own, and every plain bus in closed form."""

    def __init__(
        self,
        parts: Sequence[Part],
        steps: Steps,
        names: Sequence[str],
        *,
        pools: Sequence[Pool],
        top: Array,
        levels: Mapping[str, tuple[str, str]],
        slack_eur: float,
    ) -> None:
        self._pools = tuple(pools)
        more = [(one, flow) for one in pools for flow in _flows(one, steps, top)]
        shared = [_with_terms(part, more) for part in parts]
        flows = [flow for _, flow in more]
        self._block = Block([*shared, *flows], steps, names, slack_eur=slack_eur, levels=levels)

    def keep_apart(self, merits: Sequence[Merit]) -> None:
        """Take these merit orders, which differ in what is kept apart only."""
        self._pools = tuple(replace(one, merit=merit) for one, merit in zip(self._pools, merits, strict=True))

    def see(self, amounts: Array) -> Seen:
        """The cheapest way through the month."""
        lines = [one.merit.line(amounts) for one in self._pools]
        given = {name: b for one, line in zip(self._pools, lines, strict=True) for name, b in one.bounds(line).items()}
        eur, shared = self._block.value(amounts, given)
        prices = tuple(self._block.price(one.least) for one in self._pools)
        exact = shared
        for one, price in zip(self._pools, prices, strict=True):
            exact += one.merit.exact(amounts, price).total(len(amounts))
        return Seen(eur + sum(line.eur for line in lines), self._block.off_kw, exact, shared, prices)

    def apart(self, amounts: Array, seen: Seen) -> Cut:
        """A plane below what the month costs, without the spread of plain buses, from what was seen there."""
        cut = seen.shared
        for one, price in zip(self._pools, seen.prices, strict=True):
            cut += one.merit.apart(amounts, price).total(len(amounts))
        return cut


def _flows(pool: Pool, steps: Steps, top: Array) -> list[Flow]:
    """The flows of a pool, with bounds that hold for any sizes."""
    load = pool.merit.load.sum(axis=0)
    most = pool.merit.upper(top)[:, pool.merit.way != 0].sum(axis=(0, 1))
    into: dict[Bus, float] = {key: share for key, share in pool.line if isinstance(key, tuple)}
    slots = [
        Flow(pool.slot(g), pool.name, into, _year(most, steps), eur_per_kwh=_year(slope / steps.weight, steps))
        for g, slope in enumerate(pool.slopes)
    ]
    return [Flow(pool.least, pool.name, into, _year(load, steps), lower=_year(-most, steps)), *slots]


def _year(values: Array, steps: Steps) -> Array:
    """A series that has these values in the steps."""
    series = np.zeros(int(steps.pick.max()) + 1)
    series[steps.pick] = values
    return series


def _with_terms(part: Part, flows: Sequence[tuple[Pool, Flow]]) -> Part:
    """A limit with the flows of pools beside those that it has: those of plain buses are no longer there."""
    if not isinstance(part, Limit):
        return part
    more = {flow.name: share for one, flow in flows for key, share in one.line if key == part.name}
    return Limit(part.name, part.owner, {**part.terms, **more}, part.upper, part.per, part.eur_per_kw)
