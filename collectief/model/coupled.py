"""A year of months with several owners and what they share: sizes, what they cost, and what none cost less than.

The master problem of `model/shared_year` proposes sizes, its months answer with cuts. Half of each proposal is taken
from the best sizes so far (in-out). First without whole numbers, until these are all that is left; then with them. The
cheapest sizes that were seen in full, with no row off, are the upper bound.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic

import numpy as np

from collectief.errors import Infeasible
from collectief.model.bound import IN_OUT
from collectief.model.no_plan import OUT_OF_TIME
from collectief.model.parts import Array, Part, Steps
from collectief.model.shared_year import OFF_KW, Year

THREADS = 2
SLACK_EUR = 1000.0
"""EUR per kW that a row is off in a step: far above what a kW of anything costs a year."""
SETTLED = frozenset((1, 5, 10, 15, 20, 30, 40, 60, 80))
"""After which passes spreads are set by the prices at the best sizes so far: these settle quickly, and cuts are new."""
MASTER_GAP = 1e-6
RELAXED, WHOLE = 0.5, 0.2
"""The parts of the gap asked at which whole numbers come in, and to which the master is then solved."""


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """No sizes cost less than ``lower``; ``sizes`` cost ``upper`` (both EUR), with the row that is furthest off.

    Without sizes that keep every row, ``upper`` is infinite and nothing is proven but the lower bound.
    """

    sizes: Mapping[str, float]
    lower: float
    upper: float
    passes: int
    off_kw: float

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
    """The state of one search: the cheapest sizes so far and the bound."""

    def __init__(self, year: Year, threads: ThreadPoolExecutor, began: float, seconds: float) -> None:
        self.year, self.lower, self.passes = year, -np.inf, 0
        self.upper, self.best, self.off_kw = np.inf, np.zeros(len(year.names)), np.inf
        self.inside, self.inside_eur, self.inside_visit = self.best, np.inf, 0
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
        if off <= OFF_KW and eur < self.upper and self.year.allowed(amounts):
            self.upper, self.best, self.off_kw = eur, amounts, off
        elif not np.isfinite(self.upper):
            self.best, self.off_kw = amounts, max(off, 2 * OFF_KW)

    def step(self, *, whole: bool, gap: float) -> Array | None:
        """A proposal of the master, which raises the bound; None where there was no time for one."""
        if self.left <= 0:
            return None
        try:
            lower, outside = self.year.lowest(whole=whole, gap=gap, seconds=self.left)
        except Infeasible as nothing:
            if nothing.ended == OUT_OF_TIME:
                return None
            raise
        self.lower = max(self.lower, lower)
        return outside

    def near(self, eur: float, gap: float) -> bool:
        """Whether a cost is this close to the bound."""
        return bool(np.isfinite(eur)) and eur - self.lower <= gap * max(abs(eur), 1.0)


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
    sizes = {name: float(search.best[i]) for i, name in enumerate(year.names) if name in year.sizes}
    return Proof(sizes, search.lower, search.upper, search.passes, search.off_kw)


def _relaxed(search: _Search, gap: float, passes: int, *, at_last: bool) -> None:
    """Passes without whole numbers; ``at_last`` asks for sizes that keep every row, as far as there are any."""
    while search.passes < passes and (outside := search.step(whole=False, gap=MASTER_GAP)) is not None:
        if search.near(search.upper if at_last else search.inside_eur, gap) or search.near(
            search.inside_eur, MASTER_GAP
        ):
            return
        search.see(search.year.repaired(IN_OUT * search.inside + (1.0 - IN_OUT) * outside))


def _whole(search: _Search, gap: float, passes: int) -> None:
    """Passes with whole numbers: the bound is the one that the solver proved."""
    while search.passes < passes and (outside := search.step(whole=True, gap=gap * WHOLE)) is not None:
        if search.near(search.upper, gap):
            return
        search.see(search.year.repaired(outside))
