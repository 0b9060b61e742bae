"""A lower bound on a year of many months with sizes of its own: no choice of sizes costs less.

The sizes stand in a small master problem, with what each month may use of a limit over the year (`model/rations`);
each month stands in a `Block`. The master proposes sizes, each block answers with a cut, and the master's own bound is
the answer: it holds after every pass, also after the first. Half of each proposal is taken from sizes that are known to
be good, which steadies the search (in-out).
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np

from collectief.model.block import Block, amounts_of, master_rows
from collectief.model.cuts import Cuts
from collectief.model.parts import Array, Flow, Load, Part, Size, Steps, Store
from collectief.model.rations import rations
from collectief.model.rows import Rows
from collectief.model.solve import solve
from collectief.model.warm import Warm

THREADS = 2
"""Months that are looked at side by side."""
MASTER_GAP, MASTER_EUR = 1e-5, 0.1
"""Where a master ends: a fraction, or EUR a year where it costs next to nothing."""
IN_OUT, HELPS = 0.5, 0.3
"""How far back from a proposal; not at all after a pass that closed less than this part of what was left."""


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One way to bound the same parts: sizes to start from, and sizes that stay at zero.

    A way that is ``rough`` ends so many times further from the cheapest it saw.
    """

    start: Mapping[str, float]
    closed: Collection[str] = ()
    rough: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """No sizes cost less than ``lower``, EUR a year; ``upper`` is the cheapest that was seen on the way.

    ``upper`` says how far the search is and proves nothing: on the way a yes/no may be half. ``sizes`` are the last
    that the master proposed.
    """

    lower: float
    upper: float
    passes: int
    sizes: Mapping[str, float] = field(default_factory=dict)

    @property
    def gap(self) -> float:
        """What the search has left, as a fraction."""
        return (self.upper - self.lower) / max(abs(self.upper), 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """A master without whole numbers: its value in EUR a year, the sizes, and the rows with their prices."""

    eur: float
    amounts: Array
    rows: Rows
    duals: Array


class Master:
    """Sizes with their costs, and all cuts so far; ``yes_no`` is what prices add to a yes/no, EUR a year by its name.

    ``shares`` are parts that no step connects: they are looked at apart. ``threads`` look at months side by side: one
    for who looks at several masters so.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        periods: Sequence[Steps],
        *,
        yes_no: Mapping[str, float] | None = None,
        shares: Sequence[Sequence[Part]] = (),
        threads: int = THREADS,
    ) -> None:
        self._rations = rations(parts, periods)
        self._rows = _dearer(master_rows([*parts, *self._rations.design()], periods[0]), yes_no or {})
        self.names = tuple(self._rows.sizes)
        units = {p.name: p.module or 1.0 for p in parts if isinstance(p, Size)}
        self._unit = np.array([units.get(name, 1.0) for name in self.names])
        self._several = np.asarray(self._rows.integer & (self._rows.upper > 1.0))
        moving = [share for share in shares or [parts] if any(map(_moves, share))]
        self._blocks = [
            Block(self._rations.month(share, number), steps, self.names)
            for share in moving
            for number, steps in enumerate(periods)
        ]
        self._cuts = Cuts(len(self._blocks), self._unit)
        self._threads = threads

    def start(self, given: Mapping[str, float]) -> Array:
        """Amounts to begin with: sizes as given, and rations that keep the limits of the year."""
        return amounts_of(self.names, {**self._rations.start(given), **given})

    def visit(self, amounts: Array) -> float:
        """Add the cuts of all months at these amounts; what a year with these costs, EUR."""
        total = float(self._rows.cost @ (amounts / self._unit))
        with ThreadPoolExecutor(self._threads) as pool:
            for number, (value, cut) in enumerate(pool.map(lambda block: block.value(amounts), self._blocks)):
                self._cuts.add(number, cut)
                total += value
        return total

    def between(self, inside: Array, outside: Array, inward: float) -> Array:
        """Amounts so far back from a proposal, in whole modules: half a module would cost less than any can."""
        amounts = inward * inside + (1.0 - inward) * outside
        return np.where(self._several, np.round(amounts / self._unit) * self._unit, amounts)

    def lowest(self, closed: Collection[str]) -> tuple[float, Array]:
        """What no sizes go below as far as the cuts say, EUR a year, and the sizes that come out."""
        answer = solve(self._cuts.above(self._rows.close(closed)), gap=MASTER_GAP, eur=MASTER_EUR)
        return answer.lower, answer.x[: len(self.names)] * self._unit

    def relaxed(self) -> Relaxed:
        """What comes out without whole numbers: no certificate."""
        rows = self._cuts.above(self._rows).relaxed()
        warm = Warm(rows, presolve=True)
        found = warm.solve()
        return Relaxed(found.upper, found.x[: len(self.names)] * self._unit, rows, warm.duals)


def _moves(part: Part) -> bool:
    return isinstance(part, Flow | Store) or (isinstance(part, Load) and not part.design)


def _dearer(rows: Rows, yes_no: Mapping[str, float]) -> Rows:
    """The same rows with something added to the cost of each yes/no."""
    cost = rows.cost.copy()
    for name in (n for n in yes_no if n in rows.columns):
        cost[rows.columns[name]] += yes_no[name]
    return replace(rows, cost=cost)


def bounds(
    parts: Sequence[Part],
    periods: Sequence[Steps],
    ways: Sequence[Way],
    *,
    gap: float,
    passes: int,
    enough: Sequence[float] = (),
    yes_no: Mapping[str, float] | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Bound, ...]:
    """A bound for each way, EUR a year, on the sum of all ``periods``; a cut that one way finds serves all.

    Ends where every way is within ``gap`` of the cheapest it saw or above ``enough``, or after ``passes`` each. Raises
    Infeasible where no sizes keep what is asked of sizes. ``yes_no``: what prices add, as in `priced`. Where it is to
    ``stop`` the bounds are those so far.
    """
    return search(Master(parts, periods, yes_no=yes_no), ways, gap=gap, passes=passes, enough=enough, stop=stop)


def search(
    master: Master,
    ways: Sequence[Way],
    *,
    gap: float,
    passes: int,
    enough: Sequence[float] = (),
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Bound, ...]:
    """The same of a master that is there."""
    inside = [master.start(way.start) for way in ways]
    found = [Bound(-np.inf, master.visit(amounts), 1) for amounts in inside]
    wanted, helps = list(enough) or [np.inf] * len(ways), [True] * len(ways)
    for _ in range(passes):
        for number, way in enumerate(ways):
            now = found[number]
            if now.gap <= gap * way.rough or now.lower >= wanted[number] or stop():
                continue
            lower, outside = master.lowest(way.closed)
            found[number] = replace(now, lower=max(now.lower, lower))
            if found[number].gap <= gap * way.rough:
                continue
            inward = IN_OUT if helps[number] else 0.0
            seen = master.visit(master.between(inside[number], outside, inward))
            helps[number] = lower - now.lower > HELPS * (now.upper - lower)
            found[number] = replace(found[number], upper=min(now.upper, seen), passes=now.passes + 1)
    return tuple(_last(master, way, one) for one, way in zip(found, ways, strict=True))


def _last(master: Master, way: Way, one: Bound) -> Bound:
    """A bound with what all cuts together say."""
    lower, amounts = master.lowest(way.closed)
    return replace(one, lower=max(one.lower, lower), sizes=dict(zip(master.names, map(float, amounts), strict=True)))
