"""Looks for tempting coalitions in a game of linear programmes, among all 2^n of them, by cuts that plans have proven.

Every plan that is solved, of any coalition and under any shares, gives a cut: what all coalitions cost at least. The
most tempted coalition against all cuts is a small programme with a yes/no per player and the whole numbers of the game;
a plan of the coalition that it finds gives the next cut. What it proves needs no list of coalitions.
"""

from collections.abc import Callable
from math import inf, isfinite

import numpy as np

from collectief.allocation.cut_search import CutSearch, Learned
from collectief.allocation.found import Tempting, first
from collectief.allocation.linear_game import LPGame
from collectief.allocation.table import Array, Savings

EPS, SECONDS = 1e-6, 60.0
FINE = 1e3
"""A search counts in thousandths of the scale: the solver keeps rows to a millionth of what it counts in."""
ROUNDS = 60
"""How often at most a search goes on without whole numbers before it asks for these."""
SLOW = 1e-3
"""And it does so where a round brought the bound nearer by less than this part of what is left."""


class Pooled:
    """The cuts of one game; all searches share them."""

    def __init__(self, game: LPGame, *, euro: float | None = None) -> None:
        """``euro``: a gain of so much is none; by default a millionth of what is saved."""
        self._game, self._learned = game, Learned()
        self._sign = -game.side
        self._first: Tempting | None = None
        everybody = game(game.players)
        alone = np.array([game([player]) for player in game.players])
        saved = self._sign * (everybody - float(alone.sum()))
        scale = max(abs(saved), 1e-6 * float(np.abs(alone).sum()), 1e-9)
        self.table = Savings(game.players, alone, saved / scale, scale, self._sign)
        self.eps = EPS if euro is None else euro / scale

    def start(self) -> Tempting:
        """Single players, and all but one; their plans are solved once."""
        if self._first is None:
            self._first = self._begun()
        return self._first

    def _begun(self) -> Tempting:
        count = len(self.table.players)
        rows = [*np.eye(count), *(1.0 - np.eye(count))] if count > 2 else list(np.eye(count))
        for row in (np.ones(count), *rows):
            self._learned.look(self._game, row, np.mean(self._game.ends(row), axis=0))
        values = [self._game(p for p, here in zip(self.table.players, row, strict=True) if here) for row in rows]
        return first(rows, [self.table.saved(row, value) for row, value in zip(rows, values, strict=True)])

    def tempting(self, saving: Array, above: float, free: Array | None = None) -> Tempting:
        """As `Searcher` says; the bound counts what the solver left open."""
        unit, eps = self.table.scale / FINE, self.eps * FINE
        paid = (-self._sign * self.table.alone - saving * self.table.scale) / unit
        search = CutSearch(self._game, self._learned, paid, free, unit=unit)
        goal = above * FINE + eps

        single = self._single(search, paid, unit)
        alone = max((gain for _, gain, _ in single), default=-inf)

        def done(most: float) -> bool:
            best = max(alone, search.best)
            return most <= best + eps if not isfinite(above) else most <= goal or best > goal

        most = inf
        if len(saving) < 3:
            most = -inf
        elif not done(inf):
            most = max(search.floor, self._proven(search, done, goal if isfinite(above) else search.best))
        most = max(most, *(left for _, _, left in single), search.best, -inf)
        least = goal if isfinite(above) else max(alone, search.best) - eps
        found = [(plan.row, self.table.saved(plan.row, -self._sign * plan.cost)) for plan in search.above(least)]
        found += [(row, 0.0) for row, gain, _ in single if gain > least]
        members = np.array([row for row, _ in found]).reshape(-1, len(saving))
        return Tempting(members, np.array([saved for _, saved in found]), most / FINE)

    @property
    def looked_at(self) -> int:
        """Of how many coalitions, not of all together, a plan was solved."""
        count = len(self.table.players)
        return count + sum(1 for plan in self._learned.plans.values() if plan.row.sum() < count)

    def _proven(self, search: CutSearch, done: Callable[[float], bool], goal: float) -> float:
        """Search until it is done, or nothing helps any more; no coalition of two or more gains more than this."""
        most = self._relaxed(search, done)
        if not done(most):
            search.climb(goal)
        while not done(most):
            answer = search.master.whole(gap=self.eps * FINE / 4, seconds=SECONDS)
            most = min(most, -answer.lower)
            if not len(answer.x) or not isfinite(answer.upper) or not search.next(answer.x):
                break
        return most

    def _single(self, search: CutSearch, paid: Array, unit: float) -> list[tuple[Array, float, float]]:
        """Single players whose gain can change: who, what they gain, and what they could gain at most, in units."""
        game, gains = self._game, paid + self._sign * self.table.alone / unit
        left = [game.left_of(frozenset([player])) / unit for player in game.players]
        each = zip(np.eye(len(paid)), map(float, gains), left, strict=True)
        return [(row, gain, gain + more) for row, gain, more in each if search.open(row)]

    def _relaxed(self, search: CutSearch, done: Callable[[float], bool]) -> float:
        """Cuts at points between coalitions, which cost less to find; what is proven by them."""
        before = inf
        for _ in range(ROUNDS):
            point = search.master.solve(SECONDS)
            most = -point.bound
            slow = isfinite(before) and before - most <= SLOW * abs(before)
            if done(most) or slow or not search.between(point.x):
                break
            before = most
        return most
