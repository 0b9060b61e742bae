"""A year of months with several owners and what they share: sizes, what they cost, and what none cost less than.

The master problem of `model/shared_year` proposes sizes, its months answer with cuts. A part of each proposal is taken
from the best sizes so far (in-out). First without whole numbers, until these are all that is left; then with them. The
cheapest sizes that were seen in full, with no row off, are the upper bound.
"""

from collections.abc import Container, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic

import numpy as np

from collectief.model.bound import THREADS
from collectief.model.incumbent import OFF_KW, Incumbent, in_time
from collectief.model.parts import Array, Part, Steps
from collectief.model.shared_year import Year

SLACK_EUR = 1000.0
"""EUR per kW that a row is off in a step: far above what a kW of anything costs a year."""
SETTLED = frozenset((1, 5, 10, 15, 20, 30, 40, 60, 80))
"""After which passes spreads are set by the prices at the best sizes so far: these settle quickly, and cuts are new."""
INWARD = 0.3
"""How far from what the master proposes to the best sizes so far: with half, 5 to 17 % more time on 27 parks."""
MASTER_GAP = 1e-6
RELAXED, WHOLE = 0.5, 0.2
"""The parts of the gap asked at which whole numbers come in, and to which the master is then solved."""


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """No sizes cost less than ``lower``; ``sizes`` cost ``upper`` (both EUR), with the row that is furthest off.

    Without sizes that keep every row, ``upper`` is infinite and nothing is proven but the lower bound. A search that
    goes on from here begins at ``begin``: the sizes with their yes/no, and what each store holds at the borders of
    months; without a plan they are the last that were looked at.
    """

    sizes: Mapping[str, float]
    lower: float
    upper: float
    passes: int
    off_kw: float
    begin: Mapping[str, float] = field(default_factory=dict)

    @property
    def gap(self) -> float:
        """What is left between the two, as a part of the cost."""
        return (self.upper - self.lower) / max(abs(self.upper), 1.0) if np.isfinite(self.upper) else np.inf

    def certified(self, gap: float) -> bool:
        """Whether sizes are known that keep every row and cost at most this much above the cheapest."""
        return self.slack_zero and self.gap <= gap

    @property
    def slack_zero(self) -> bool:
        """Whether the sizes keep every row."""
        return self.off_kw <= OFF_KW and bool(np.isfinite(self.upper))


class _Search:
    """The state of one search: the best so far, and what to go on from."""

    def __init__(self, year: Year, threads: ThreadPoolExecutor, began: float, seconds: float) -> None:
        self.year, self.best, self.passes = year, Incumbent(len(year.names)), 0
        self.inside, self.inside_eur, self.inside_visit = self.best.amounts, np.inf, 0
        self._threads, self._ends = threads, began + seconds

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self._ends - monotonic()

    def see(self, amounts: Array) -> None:
        """Look at sizes in full; they may be the cheapest so far."""
        eur, off = self.year.visit(amounts, self._threads)
        self.passes += 1
        if eur < self.inside_eur:
            self.inside, self.inside_eur, self.inside_visit = amounts, eur, self.passes - 1
        if self.passes in SETTLED:
            self.year.settle(self.inside_visit, self._threads)
        self.best.offer(amounts, eur, off, allowed=lambda: self.year.allowed(amounts))

    def step(self, *, whole: bool, gap: float) -> Array | None:
        """A proposal of the master, which raises the bound; None where there was no time for one."""
        left = self.left
        found = in_time(lambda: self.year.lowest(whole=whole, gap=gap, seconds=left)) if left > 0 else None
        if found is None:
            return None
        self.best.lower = max(self.best.lower, found[0])
        return found[1]


def prove(
    parts: Sequence[Part],
    periods: Sequence[Steps],
    *,
    gap: float,
    passes: int = 100,
    seconds: float = 600.0,
    start: Mapping[str, float] | None = None,
    slack_eur: float = SLACK_EUR,
) -> Proof:
    """Size the year that ``periods`` make together, until the gap is reached or passes or time are over.

    Each period is a month (one cycle); stores carry over its borders and around the year. ``start`` are sizes to begin
    from. Raises Infeasible where no sizes keep what is asked of sizes.
    """
    began = monotonic()
    with ThreadPoolExecutor(THREADS) as threads:
        year = Year(parts, periods, slack_eur=slack_eur)
        search = _Search(year, threads, began, seconds)
        search.see(year.start(start or {}))
        if year.rows.integer.any():
            _relaxed(search, gap * RELAXED, passes, at_last=False)
            _whole(search, gap, passes)
        else:
            _relaxed(search, gap, passes, at_last=True)
    return proof_of(search.best, year.names, year.sizes, passes=search.passes)


def proof_of(best: Incumbent, names: Sequence[str], sizes: Container[str], *, passes: int) -> Proof:
    """What a search came to; of all ``names`` only ``sizes`` are sizes."""
    begin = {name: float(amount) for name, amount in zip(names, best.amounts, strict=True)}
    found = {name: amount for name, amount in begin.items() if name in sizes}
    return Proof(found, best.lower, best.upper, passes, best.off_kw, begin)


def _relaxed(search: _Search, gap: float, passes: int, *, at_last: bool) -> None:
    """Passes without whole numbers; ``at_last`` asks for sizes that keep every row, as far as there are any."""
    while search.passes < passes and (outside := search.step(whole=False, gap=MASTER_GAP)) is not None:
        best = search.best
        if best.near(best.upper if at_last else search.inside_eur, gap) or best.near(search.inside_eur, MASTER_GAP):
            return
        search.see(search.year.repaired(INWARD * search.inside + (1.0 - INWARD) * outside))


def _whole(search: _Search, gap: float, passes: int) -> None:
    """Passes with whole numbers: the bound is the one that the solver proved."""
    while search.passes < passes and (outside := search.step(whole=True, gap=gap * WHOLE)) is not None:
        if search.best.near(search.best.upper, gap):
            return
        search.see(search.year.repaired(outside))
