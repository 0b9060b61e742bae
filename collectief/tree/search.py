"""The search: trees from above, a programme whose rows grow from below, until they meet or the time is over."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from collectief.errors import Infeasible
from collectief.model.growing import Found, Growing, Relaxed
from collectief.model.no_plan import no_plan
from collectief.tree.cuts import Cuts
from collectief.tree.grown import Grown, Look, chosen
from collectief.tree.improve import improve
from collectief.tree.mixed import Mixed
from collectief.tree.net import Array, Net
from collectief.tree.problem import Ended
from collectief.tree.relaxation import asked_of, columns_of, cost_of, point, rows_of
from collectief.tree.shake import shaken
from collectief.tree.sizes import too_large
from collectief.tree.spread import spread
from collectief.tree.trim import bare, trim

ROUNDS, STALLED, LITTLE, SLOW, OFTEN = 200, 4, 0.1, 1e-3, 3
"""At most so many rounds of rows; they end where so many together take away less than this part of what is left
and of the value. Each third tree is worked on however far it is."""
WANTED, WHOLE_CUT, NEARLY = 0.2, 1e-3, 0.25
"""A place is tried that is served so much; a row that a whole point breaks; a tree is worked on that is off by no more
than this part of what is left to prove."""
PATIENT, BRISK = 3, 1
"""A row goes out that had no price in so many solves; with many steps sooner, as there the programme is slow."""
ASKED = 1e-3
"""By how much a row that is known beforehand is broken before it comes in."""
SHAKES, SOON = 32, 0.05
"""So many parts of the best tree are made anew after each point, once the bound is off by no more than this part."""
STARTS = 8
"""Trees to begin with where each has a root of its own."""


@dataclass(frozen=True, slots=True)
class Clock:
    """When to end, and whether somebody said stop."""

    until: float
    stop: Callable[[], bool] | None = None

    def left(self) -> float:
        """Seconds that are left."""
        return self.until - time.monotonic()

    def stopped(self) -> bool:
        """Whether somebody said stop."""
        return self.stop is not None and self.stop()

    def over(self) -> bool:
        """Whether it has to end."""
        return self.left() <= 0 or self.stopped()


class Search:
    """The best tree so far and the bound so far; ``gap`` is the distance between them that is good enough."""

    def __init__(self, net: Net, *, gap: float, clock: Clock) -> None:
        self.net, self.look, self.gap, self.clock = net, Look(net), gap, clock
        self.best = self.look.valued({}, [p for p in range(len(net.places)) if not net.spot[p]])
        self.bound = -math.inf
        self._tried: set[float] = set()
        self._random = np.random.default_rng(0)
        self._weight = [steps[0].fixed + steps[0].per for steps in self.look.steps]

    def run(self) -> Ended:
        """Search; how it ended."""
        if not len(self.net.tail):
            self.bound = self.best.value
            return "proven"
        self._first()
        self.columns = columns_of(self.net)
        self.growing = Growing(rows_of(self.net, self.look, self.columns))
        self.asked = asked_of(self.net, self.look, self.columns)
        self.cuts = Cuts(self.net, self.columns)
        self.mixed = Mixed(self.net, self.look, self.columns) if self.net.flowing else None
        self.bound = float(np.minimum(cost_of(self.net, self.columns) * self.growing.upper, 0.0).sum())
        self.bound *= self.columns.cost_unit
        if self.look.linear:  # with many steps they are too many
            self.growing.add(self.asked.rows)
        if not self._rows():
            self._whole()
        if self._near():
            return "proven"
        return "stop" if self.clock.stopped() else "time"

    def _near(self) -> bool:
        return self.best.value - self.bound <= self.gap * max(abs(self.best.value), 1.0) + 1e-9 * abs(self.best.value)

    def _raise(self, bound: float) -> None:
        """A bound that was proven of all trees that could be better than the best one."""
        grain = self.net.grain
        whole = math.ceil(bound / grain - 1e-5) * grain if grain and math.isfinite(bound) else bound
        self.bound = max(self.bound, min(whole, self.best.value))

    def _offer(self, tree: Grown, *, always: bool = False) -> None:
        """Keep a tree if it is better; one that is new and near is worked on first, or one that ``always`` is."""
        apart = min(self.best.value - self.bound, abs(self.best.value))
        near = always or (tree.fits and tree.value < self.best.value + NEARLY * apart)
        if (near or not self.best.fits) and tree.value not in self._tried:
            self._tried.add(tree.value)
            tree = improve(self.look, tree, self.clock.over)
            self._tried.add(tree.value)
        if (not self.best.fits and tree.fits) or tree.value < self.best.value - 1e-9 * abs(self.best.value):
            self.best = tree

    def _first(self) -> None:
        spots = sorted({int(n) for n in self.net.spot})
        forced = {int(self.net.spot[p]) for p in self.look.forced}
        firsts: list[int | None] = [None]
        if self.net.one_root:
            rank = sorted(self.look.out[0], key=lambda arc: (-self._worth(self.look.head[arc]), arc))
            firsts += rank[:STARTS]
        for first in firsts:
            for wanted in (spots, sorted(forced)):
                self._offer(trim(self.look, spread(self.look, self._weight, wanted, first), closely=True))

    def _worth(self, node: int) -> float:
        return sum(self.look.prize[p] for p in self.look.places[node])

    def _rows(self) -> bool:
        """Add rows that are broken until none is, or they bring nothing; whether that was enough."""
        bounds: list[float] = []
        deep = self.look.linear
        for done in range(ROUNDS):
            if self.clock.over():
                return True
            before = self.bound
            try:
                found = self.growing.solve(self.clock.left())
            except Infeasible as none:
                return self._ended(none)
            self._raise(found.bound * self.columns.cost_unit)
            self._from(found.x, always=done % OFTEN == OFTEN - 1)
            if self._near():
                return True
            self._fix(found)
            left = self.best.value - self.bound
            bounds += [self.bound] if deep else []
            most = min(LITTLE * left, SLOW * abs(self.best.value))
            if len(bounds) > STALLED and bounds[-1] - bounds[-1 - STALLED] < most:
                return False
            deep = deep or self.bound - before < LITTLE * left
            rows = self._broken(found.x, deep=deep)
            if not rows:
                return False
            if done % 2:
                self.growing.purge(PATIENT if self.look.linear else BRISK)
            self.growing.add(rows)
        return False

    def _broken(self, x: Array, *, deep: bool) -> list[Found]:
        rows = self.cuts.broken(x)
        asked = self.asked.broken(x, ASKED)
        if self.mixed is not None:
            rows += too_large(x, self.look, self.columns)
            rows += self.mixed.broken(x, [dict(self.best.into), self.mixed.near(x)], deep=deep or not rows)
        return rows + asked

    def _ended(self, none: Infeasible) -> bool:
        """No point is left: after columns were fixed that says that no tree is better than the best one."""
        if none.ended != "Infeasible":
            return True
        if not self.best.fits:
            raise none
        self.bound = self.best.value
        return True

    def _from(self, x: Array, *, always: bool) -> None:
        """Trees that a point points to; the first is ``always`` worked on, or only if it is near."""
        served = np.clip(x[self.columns.x :], 0.0, 1.0)
        used = self.columns.used(x)
        most = np.zeros(len(self._weight))
        np.maximum.at(most, self.net.link, used)
        weight = [w * max(1e-3, 1.0 - u) for w, u in zip(self._weight, most.tolist(), strict=True)]
        wanted = {int(n) for n in self.net.spot[served > WANTED]}
        first = None
        if self.net.one_root:
            first = max(self.look.out[0], key=lambda arc: (used[arc], -arc))
        self._offer(trim(self.look, spread(self.look, weight, wanted, first), closely=True), always=always)
        self._read(x)
        self._shake()

    def _shake(self) -> None:
        """Trees near the best one, where steps make the best hard to find and the bound is not far."""
        far = self.best.value - self.bound > SOON * abs(self.best.value)
        if self.look.linear or far or self.net.one_root or not self.best.fits:
            return
        for _ in range(SHAKES):
            if self.clock.over():
                return
            self._offer(shaken(self.look, self.best, self._weight, self._random))

    def _read(self, x: Array) -> None:
        """The tree that a point is, where it is one: with the places that it serves, and with those that pay."""
        into = chosen(self.net, np.flatnonzero(self.columns.used(x) > 0.5).tolist())
        served = frozenset(p for p in self.look.reached(into) if x[self.columns.x + p] > 0.5)
        self._offer(bare(self.look, into, served))
        self._offer(trim(self.look, into))

    def _fix(self, found: Relaxed) -> None:
        """Hold yes/no columns that no better tree has otherwise; those of the best tree stay as they are in it."""
        slack = (self.best.value - self.net.grain) / self.columns.cost_unit - found.bound + 1e-7
        now = point(self.net, self.look, self.columns, self.best)
        if now is None or not self.best.fits:
            return
        yes = np.r_[np.arange(len(self.columns.arc)), np.arange(self.columns.x, self.columns.count)]
        open_ = yes[self.growing.lower[yes] < self.growing.upper[yes]]
        never = open_[(found.reduced[open_] > slack) & (now[open_] < 0.5)]
        always = open_[(found.reduced[open_] < -slack) & (now[open_] > 0.5)]
        for columns, value in ((never, 0.0), (always, 1.0)):
            if len(columns):
                self.growing.fix(columns, value)

    def _whole(self) -> None:
        """Whole numbers, again and again until the answer breaks no row."""
        unit = self.columns.cost_unit
        while not self.clock.over():
            gap = self.gap * max(abs(self.best.value), 1.0) / unit
            near = (self.net.grain * (1 - 1e-4) / unit) if self.net.grain else gap
            start = point(self.net, self.look, self.columns, self.best) if self.best.fits else None
            found = self.growing.whole(gap=max(near, gap), seconds=self.clock.left(), stop=self.clock.stop, start=start)
            if found.status == "Infeasible":
                self._ended(Infeasible(no_plan("Infeasible"), "Infeasible"))
                return
            self._raise(found.lower * unit)
            if not math.isfinite(found.upper):
                return
            self._read(found.x)
            rows = self.cuts.broken(np.round(found.x), WHOLE_CUT)
            if self._near() or not rows:
                return
            self.growing.add(rows)
