"""Looks for tempting coalitions among all of them: up to twelve players, or twenty where all values are known."""

from collections.abc import Sequence

import numpy as np

from collectief.allocation.found import AT_A_TIME, Tempting, first, moves
from collectief.allocation.game import Game
from collectief.allocation.table import ROUNDING, Array, Savings, check_small, most_listed, rows_of, sums, values


class Listed:
    """All coalitions of a game, or of some of its players, in one table."""

    def __init__(self, game: Game, players: Sequence[str] | None = None) -> None:
        """Raises ModelError where there are too many players."""
        names = tuple(game.players if players is None else players)
        check_small(len(names), most_listed(game))
        worth = values(game, names)
        count = len(names)
        alone = worth[2 ** np.arange(count)]
        sign = -game.side
        saved = sign * (worth - sums(alone))
        largest = float(np.abs(saved).max())
        only_rounding = largest <= 1e-12 * float(np.abs(worth).max())
        scale = 1.0 if only_rounding else largest
        self._saved = np.zeros_like(saved) if only_rounding else saved / scale
        self.table = Savings(names, alone, float(self._saved[-1]), scale, sign)
        self.eps = ROUNDING

    def start(self) -> Tempting:
        """Single players, and all but one."""
        count = len(self.table.players)
        single, whole = 2 ** np.arange(count), 2**count - 1
        bits = np.unique(np.concatenate([single, whole - single]))
        bits = bits[(bits > 0) & (bits < whole)]
        return first(rows_of(bits, count), self._saved[bits])

    def gains(self, saving: Array) -> Array:
        """What each coalition gains by leaving where players save so much, shape (2^n,): of none and all, minus inf."""
        gain = np.asarray(self._saved - sums(saving))
        gain[0] = gain[-1] = -np.inf
        return gain

    def tempting(self, saving: Array, above: float, free: Array | None = None) -> Tempting:
        """As `Searcher` says; the bound is exact."""
        count = len(self.table.players)
        gain = self.gains(saving)
        while True:
            few = min(16 * AT_A_TIME, len(gain))
            top = np.argpartition(-gain, few - 1)[:few]
            top = top[np.argsort(-gain[top], kind="stable")]
            top = top[np.isfinite(gain[top])]
            members = rows_of(top, count)
            if not len(top):
                return Tempting(members, np.zeros(0), -np.inf)
            open_ = np.full(len(top), fill_value=True) if free is None else moves(members, free)
            if open_.any():
                most = float(gain[top[open_][0]])
                tempted = np.asarray(gain[top], dtype=np.float64)
                chosen = np.flatnonzero(np.logical_and(open_, tempted > min(above, most - self.eps)))[:AT_A_TIME]
                return Tempting(members[chosen], self._saved[top[chosen]], most)
            gain[top] = -np.inf
