"""Looks for tempting coalitions by climbing, in a game too large to list of which nothing is known but its values."""

from itertools import chain

import numpy as np

from collectief.allocation.found import AT_A_TIME, Tempting, first, moves
from collectief.allocation.game import Coalition, Game
from collectief.allocation.search import most_tempted
from collectief.allocation.table import ROUNDING, Array, Savings


class Climbing:
    """Coalitions that are known of a game, and those that a climb from them finds; nothing is proven of the others.

    For two players or more. ``budget`` values are asked at most in all searches together. What is found holds: a core
    that is empty with these coalitions is empty. Shares with which none of them gains may tempt one that was not found:
    `Allocation.worst` of an answer has no upper end.
    """

    def __init__(self, game: Game, *, budget: int, seed: int = 0) -> None:
        self._game, self._left, self._seed = game, budget, seed
        players, sign = game.players, -game.side
        alone = np.array([game([player]) for player in players])
        saved = [sign * (game(group) - float(alone @ self._row(group))) for group in self._first()]
        largest = max(map(abs, saved), default=0.0)
        scale = largest if largest > 1e-12 * float(np.abs(alone).sum()) else 1.0
        total = sign * (game(game.grand) - float(alone.sum()))
        self.table = Savings(players, alone, total / scale, scale, sign)
        self.eps = ROUNDING

    def start(self) -> Tempting:
        """Single players, and all but one."""
        groups = self._first()
        return first(map(self._row, groups), map(self._saved, groups))

    def tempting(self, saving: Array, above: float, free: Array | None = None) -> Tempting:
        """As `Searcher` says, of those that are known after a climb; the bound is infinite."""
        shares = self.table.shares(saving)
        before = len(self._game.known)
        most_tempted(self._game, shares, self._game.grand, budget=max(self._left, 0), seed=self._seed)
        self._left -= len(self._game.known) - before
        groups = sorted((g for g in self._game.known if g and g != self._game.grand), key=sorted)
        members, saved = np.array([self._row(g) for g in groups]), np.array([self._saved(g) for g in groups])
        gain = saved - members @ saving
        if free is not None:
            gain = np.where(moves(members, free), gain, -np.inf)
        if not np.isfinite(above):  # the one that gains most
            above = float(gain.max()) - 2 * self.eps
        chosen = np.argsort(-gain, kind="stable")[:AT_A_TIME]
        chosen = chosen[gain[chosen] > above + self.eps]
        return Tempting(members[chosen], saved[chosen], np.inf)

    def _first(self) -> list[Coalition]:
        players, grand = self._game.players, self._game.grand
        return list(dict.fromkeys(chain((frozenset([p]) for p in players), (grand - {p} for p in players))))

    def _row(self, group: Coalition) -> Array:
        return np.array([float(player in group) for player in self._game.players])

    def _saved(self, group: Coalition) -> float:
        return self.table.saved(self._row(group), self._game(group))
