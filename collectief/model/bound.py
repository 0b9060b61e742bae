"""A lower bound on a year of many months with sizes of its own: no choice of sizes costs less.

The sizes stand in a small master problem, each month in a `Block`. The master proposes sizes, each block answers with
a cut, and the master's own bound is the answer: it holds after every pass, also after the first. Half of each proposal
is taken from sizes that are known to be good, which steadies the search (in-out).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from collectief.model.block import Block, amounts_of, master_rows
from collectief.model.cuts import Cuts
from collectief.model.parts import Array, Part, Size, Steps
from collectief.model.solve import solve

MASTER_GAP = 1e-5
IN_OUT, HELPS = 0.5, 0.3
"""How far back from a proposal; not at all after a pass that closed less than this part of what was left."""


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One way to bound the same parts: sizes to start from, and sizes that stay at zero."""

    start: Mapping[str, float]
    closed: Collection[str] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """No sizes cost less than ``lower``, EUR a year; ``upper`` is the cheapest that was seen on the way.

    ``upper`` says how far the search is and proves nothing: on the way a yes/no may be half.
    """

    lower: float
    upper: float
    passes: int

    @property
    def gap(self) -> float:
        """What the search has left, as a fraction."""
        return (self.upper - self.lower) / max(abs(self.upper), 1.0)


class Master:
    """Sizes with their costs, and all cuts so far."""

    def __init__(self, parts: Sequence[Part], periods: Sequence[Steps]) -> None:
        self._rows = master_rows(parts, periods[0])
        self.names = tuple(self._rows.sizes)
        units = {p.name: p.module or 1.0 for p in parts if isinstance(p, Size)}
        self._unit = np.array([units.get(name, 1.0) for name in self.names])
        self._blocks = [Block(parts, steps, self.names) for steps in periods]
        self._cuts = Cuts(len(self._blocks), self._unit)

    def visit(self, amounts: Array) -> float:
        """Add the cuts of all months at these amounts; what a year with these costs, EUR."""
        total = float(self._rows.cost @ (amounts / self._unit))
        for number, block in enumerate(self._blocks):
            value, cut = block.value(amounts)
            self._cuts.add(number, cut)
            total += value
        return total

    def lowest(self, closed: Collection[str]) -> tuple[float, Array]:
        """What no sizes go below as far as the cuts say, EUR a year, and the sizes that come out."""
        answer = solve(self._cuts.above(self._rows.close(closed)), gap=MASTER_GAP)
        return answer.lower, answer.x[: len(self.names)] * self._unit


def bounds(
    parts: Sequence[Part],
    periods: Sequence[Steps],
    ways: Sequence[Way],
    *,
    gap: float,
    passes: int,
    enough: Sequence[float] = (),
) -> tuple[Bound, ...]:
    """A bound for each way, EUR a year, on the sum of all ``periods``; a cut that one way finds serves all.

    Ends where every way is within ``gap`` of the cheapest it saw or above ``enough``, or after ``passes`` each. Raises
    Infeasible where no sizes keep what is asked of sizes.
    """
    master = Master(parts, periods)
    inside = [amounts_of(master.names, way.start) for way in ways]
    found = [Bound(-np.inf, master.visit(amounts), 1) for amounts in inside]
    wanted, helps = list(enough) or [np.inf] * len(ways), [True] * len(ways)
    for _ in range(passes):
        for number, way in enumerate(ways):
            now = found[number]
            if now.gap <= gap or now.lower >= wanted[number]:
                continue
            lower, outside = master.lowest(way.closed)
            inward = IN_OUT if helps[number] else 0.0
            seen = master.visit(inward * inside[number] + (1.0 - inward) * outside)
            helps[number] = lower - now.lower > HELPS * (now.upper - lower)
            found[number] = Bound(max(now.lower, lower), min(now.upper, seen), now.passes + 1)
    return tuple(
        replace(one, lower=max(one.lower, master.lowest(way.closed)[0])) for one, way in zip(found, ways, strict=True)
    )
