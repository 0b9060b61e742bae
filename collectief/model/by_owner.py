"""A year of months in which every owner has much of its own: sizes, what they cost, and what none cost less than.

Like `model/coupled`, for owners with stores and peaks of their own, who cannot be looked through. A month of all owners
says what is shared is worth (a pass together); at those prices each owner answers by itself with planes in its own
sizes (a pass apart), which takes less time and says more. The master (`model/many_prices`) holds all of it.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import numpy as np

from collectief.model.bound import IN_OUT, THREADS
from collectief.model.coupled import MASTER_GAP, RELAXED, WHOLE, Proof, proof_of
from collectief.model.incumbent import OFF_KW, Incumbent, in_time
from collectief.model.many_prices import ManyPrices
from collectief.model.own import Own, Plane
from collectief.model.owned import OwnedMonth, Together
from collectief.model.owned_year import OwnedYear
from collectief.model.parts import Array, Part, Steps

SLACK_EUR = 300.0
"""EUR per kW that a row is off in a step: above what a kW costs a year, and not far, or prices say little."""
FIRST, BETWEEN, APART = 8, 2, 0.2
"""Passes apart after the first pass together, and after each of the others; and how far from what the master proposes.

Nearer than a pass together, as a plane says most where the master believes that nothing is scarce.
"""
PATIENT = 12
"""After so many passes together without sizes that keep every row, peaks that are in the way are free."""
MENDED = 0.3
"""A pass is made again with other sizes and stores while less than this part of what is off is left."""
HELPS = 0.02
"""A pass that closed less than this part of what was left is followed by one at what the master proposes itself."""
LAST = 0.25
"""The part of the passes that is kept for whole numbers: without them there may be a bound, but no plan."""
OFF_EUR = 1000.0
"""What a kW off counts where sizes that are off are compared."""


class _Search:
    """The state of one search: the best so far, what to go on from, and the prices that count in each month."""

    def __init__(
        self, year: OwnedYear, threads: ThreadPoolExecutor, *, gap: float, ends: float, stop: Callable[[], bool]
    ) -> None:
        self.year, self.best, self.passes, self._gap = year, Incumbent(len(year.names)), 0, gap
        self.inside, self.inside_eur = self.best.amounts, np.inf
        self._threads, self._ends, self._lasted, self._stop = threads, ends, 0.0, stop
        self._master = ManyPrices(year.unit, len(year.months))
        self._prices: dict[int, Array] = {}
        self._count: Sequence[int] = ()

    @property
    def in_time(self) -> bool:
        """Whether there is time for a pass as long as the one before, and nobody says ``stop``."""
        return self._goes_on(self._lasted)

    @property
    def over(self) -> bool:
        """Whether time is over, or somebody says stop."""
        return not self._goes_on(0.0)

    @property
    def done(self) -> bool:
        """Whether sizes are known that keep every row and come within the gap that is asked."""
        return self.best.near(self.best.upper, self._gap)

    def _goes_on(self, seconds: float) -> bool:
        return monotonic() + seconds < self._ends and not self._stop()

    def begin(self, amounts: Array) -> None:
        """Each owner by itself, where nothing is scarce and where nothing is shared: what the solver starts from."""
        work = [(one, month.free) for month in self.year.months for one in month.own]
        list(self._threads.map(lambda job: job[0].begin(amounts, job[1]), work))

    def together(self, amounts: Array, *, patient: bool = False) -> None:
        """All owners at once: what the year costs, and new prices of every month, with a plane of each owner.

        ``patient``: with peaks free where that is why a row is off, which takes long. A pass in which time runs out
        says nothing, but for the first.
        """
        began, asked = monotonic(), amounts
        looked = self._looked(self.year.months, amounts, patient=patient, needed=not self.passes)
        if looked is None:
            return
        amounts, seen = self._mended(amounts, looked, patient=patient)
        owners = [len(month.own) for month in self.year.months]
        self._count = [self._master.price(number, one.constant, owners[number]) for number, one in enumerate(seen)]
        self._prices |= {first: one.prices for first, one in zip(self._count, seen, strict=True)}
        self.apart(amounts)
        off = max(one.off_kw for one in seen)
        if amounts is not asked and (off > OFF_KW or not self.year.several) and not self.over:
            self.apart(asked)  # else nothing keeps the master from asking again for what was off
        self._keep(self.year.trimmed(amounts, [one.used for one in seen]), sum(one.eur for one in seen), off)
        self.passes += 1
        self._lasted = monotonic() - began

    def _looked(
        self, months: Sequence[OwnedMonth], amounts: Array, *, patient: bool, needed: bool = False
    ) -> list[Together] | None:
        """These months; None where time ran out before the last was begun, unless they are ``needed``."""

        def look(month: OwnedMonth) -> Together | None:
            return month.together(amounts, patient=patient) if needed or not self.over else None

        seen = list(self._threads.map(look, months))
        found = [one for one in seen if one is not None]
        return found if len(found) == len(seen) else None

    def _mended(self, amounts: Array, seen: list[Together], *, patient: bool) -> tuple[Array, list[Together]]:
        """Every month, with more of a size, or more or less in a store at a border, where that is why a row is off."""
        months, before = self.year.months, np.inf
        while True:
            off = max(one.off_kw for one in seen)
            better = self.year.mended(amounts, [one.wanted for one in seen])
            other = [k for k, month in enumerate(months) if month.hangs_on(better != amounts)]
            dear = self.year.cost(better) + sum(one.eur for one in seen) >= self.best.upper
            if dear or not other or not OFF_KW < off < MENDED * before:
                return amounts, seen
            again = self._looked([months[k] for k in other], better, patient=patient)
            if again is None:
                return amounts, seen
            amounts, before = better, off
            for k, one in zip(other, again, strict=True):
                seen[k] = one

    def _keep(self, amounts: Array, eur: float, off: float) -> None:
        total = self.year.cost(amounts) + eur
        if total + OFF_EUR * off < self.inside_eur:
            self.inside, self.inside_eur = amounts, total + OFF_EUR * off
        self.best.offer(amounts, total, off, allowed=lambda: self.year.allowed(amounts))

    def apart(self, amounts: Array) -> None:
        """Each owner by itself, at the prices that count in each month."""
        months = zip(self._count, self.year.months, strict=True)
        work = [(first + k, one, first) for first, month in months for k, one in enumerate(month.own)]

        def answer(job: tuple[int, Own, int]) -> Plane:
            return job[1].value(amounts, self._prices[job[2]])

        for (value, _, _), plane in zip(work, self._threads.map(answer, work), strict=True):
            self._master.add(value, plane)

    def propose(self, *, whole: bool = False, gap: float = MASTER_GAP) -> Array | None:
        """A proposal of the master, which raises the bound; None where there was no time for one."""
        left = self._ends - monotonic()
        rows, lowest = self.year.rows, self._master.lowest
        found = in_time(lambda: lowest(rows, whole=whole, gap=gap, seconds=left)) if left > 0 else None
        if found is None:
            return None
        self.best.lower, self._count = max(self.best.lower, found.lower), found.prices
        return found.amounts


def prove_by_owner(
    parts: Sequence[Part],
    periods: Sequence[Steps],
    *,
    gap: float,
    passes: int = 100,
    seconds: float = 600.0,
    start: Mapping[str, float] | None = None,
    slack_eur: float = SLACK_EUR,
    stop: Callable[[], bool] = lambda: False,
) -> Proof:
    """Size the year that ``periods`` make together, until the gap is reached or passes or time are over.

    As `coupled.prove`, with the same answer: a `Proof` counts passes together. ``start`` are sizes, or ``begin`` of
    proofs of some of the owners, so that a plan near what they cost alone is known after a pass. A plane of an owner
    holds for any prices (`own`), and a row that may be off at a price only makes the problem wider: so the bound holds
    after every pass.
    """
    ends = monotonic() + seconds
    with ThreadPoolExecutor(THREADS) as threads:
        year = OwnedYear(parts, periods, slack_eur=slack_eur)
        search = _Search(year, threads, gap=gap, ends=ends, stop=stop)
        first = year.start(start or {})
        search.begin(first)
        search.together(first)
        _apart(search, FIRST, search.inside, APART)
        whole = bool(year.rows.integer.any())
        if whole:
            _relaxed(search, gap * RELAXED, passes - max(1, round(LAST * passes)), at_last=False)
            _whole(search, gap, passes)
        else:
            _relaxed(search, gap, passes, at_last=True)
    return proof_of(search.best, year.names, year.sizes, passes=search.passes)


def _apart(search: _Search, passes: int, inside: Array, inward: float) -> bool:
    """So many passes of each owner by itself, between what is known to be good and what the master proposes.

    None for an owner who is alone: passes together are as quick, and say what a year costs as well. Whether any was.
    """
    for done in range(passes if search.year.several else 0):
        if search.over or search.done or (outside := search.propose()) is None:
            return done > 0
        search.apart(inward * inside + (1.0 - inward) * outside)
    return search.year.several


def _relaxed(search: _Search, gap: float, passes: int, *, at_last: bool) -> None:
    """Passes without whole numbers; ``at_last`` asks for sizes that keep every row. Time left is for the bound."""
    best, inward, before = search.best, IN_OUT, -np.inf
    while search.passes < passes and (outside := search.propose()) is not None:
        if search.done or best.near(best.upper if at_last else search.inside_eur, gap):
            return
        if not search.in_time:
            if _apart(search, FIRST, search.inside, min(inward, APART)):
                search.propose()
            return
        helped = best.lower - before > HELPS * (search.inside_eur - best.lower)
        inward, before = IN_OUT if helped or inward == 0.0 else 0.0, best.lower
        patient = search.passes >= PATIENT and not np.isfinite(best.upper)
        search.together(inward * search.inside + (1.0 - inward) * outside, patient=patient)
        _apart(search, BETWEEN, search.inside, min(inward, APART))


def _whole(search: _Search, gap: float, passes: int) -> None:
    """Passes with whole numbers: the bound is the one that the solver proved."""
    while search.passes < passes and search.in_time and not search.done:
        outside = search.propose(whole=True, gap=gap * WHOLE)
        if outside is None or search.done:
            return
        search.together(outside, patient=True)
