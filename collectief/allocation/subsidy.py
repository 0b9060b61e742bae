"""The cost of stability: the least subsidy that keeps everybody together."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from collectief.allocation.by_rows import Point, searcher_of, settle
from collectief.allocation.found import Known, Searcher
from collectief.allocation.game import Game
from collectief.allocation.linear import Rows, minimise, nearest
from collectief.allocation.listed import Listed


@dataclass(frozen=True, slots=True)
class Subsidy:
    """The least ``amount`` from outside that tempts nobody to leave, and the ``shares`` after it.

    The shares sum to v(N) - amount in a cost game and v(N) + amount in a profit game.
    """

    amount: float
    shares: Mapping[str, float]


def cost_of_stability(game: Game, *, searcher: Searcher | None = None) -> Subsidy:
    """The least subsidy after which no coalition gains by leaving, part by part, each at most twelve players.

    Or twenty where all values are known, and more in an `LPGame`; ``searcher`` keeps what it learned for the next rule.
    Of the shares that do so, those nearest to equal savings. 0 where the core is not empty.
    Source: Bachrach, Elkind, Meir, Pasechnik, Zuckerman, Rothe and Rosenschein (2009).

    >>> round(cost_of_stability(Game("abc", lambda s: float(len(s) + 1 >> 1))).amount, 6)
    0.5
    """
    if searcher is not None or len(game.parts) == 1:
        return _asked(searcher_of(game, None, searcher))
    found = [_asked(Listed(game, sorted(part))) for part in game.parts]
    shares = {player: share for part in found for player, share in part.shares.items()}
    return Subsidy(sum(part.amount for part in found), {player: shares[player] for player in game.players})


def _asked(look: Searcher) -> Subsidy:
    table = look.table
    count = len(table.players)
    if count == 1:
        return Subsidy(0.0, table.shares(np.array([table.total])))
    known = Known(look.start())

    def least(rows: Rows) -> Point:
        return Point(minimise(np.ones(count), rows, None).point, 0.0, np.zeros(0))

    missing = float(settle(look, known, least).point.saving.sum()) - table.total
    amount = missing if missing > look.eps else 0.0
    total = np.array([table.total + amount])

    def even(rows: Rows) -> Point:
        wish = np.full(count, float(total[0]) / count)
        return Point(nearest(wish, rows, Rows(np.ones((1, count)), total)), 0.0, np.zeros(0))

    return Subsidy(amount * table.scale, table.shares(settle(look, known, even).point.saving))
