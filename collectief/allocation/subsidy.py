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

    The shares sum to v(N) - amount in a cost game and v(N) + amount in a profit game. ``between`` encloses the true
    amount, with what each value may be off; it has no upper end where a search was cut short.
    """

    amount: float
    shares: Mapping[str, float]
    between: tuple[float, float]


def cost_of_stability(game: Game, *, searcher: Searcher | None = None) -> Subsidy:
    """The least subsidy after which no coalition gains by leaving, part by part, each at most twelve players.

    Or twenty where all values are known, and more in an `LPGame`; ``searcher`` keeps what it learned for the next rule.
    Of the shares that do so, those nearest to equal savings. 0 where the core is not empty.
    Source: Bachrach, Elkind, Meir, Pasechnik, Zuckerman, Rothe and Rosenschein (2009).

    >>> round(cost_of_stability(Game("abc", lambda s: float(len(s) + 1 >> 1))).amount, 6)
    0.5
    """
    if searcher is not None or len(game.parts) == 1:
        return _asked(game, searcher_of(game, None, searcher))
    found = [_asked(game, Listed(game, sorted(part))) for part in game.parts]
    shares = {player: share for part in found for player, share in part.shares.items()}
    least, most = (sum(part.between[end] for part in found) for end in (0, 1))
    amount = sum(part.amount for part in found)
    return Subsidy(amount, {player: shares[player] for player in game.players}, (least, most))


def _asked(game: Game, look: Searcher) -> Subsidy:
    table = look.table
    count = len(table.players)
    if count == 1:
        return Subsidy(0.0, table.shares(np.array([table.total])), (0.0, 0.0))
    known = Known(look.start())

    def least(rows: Rows) -> Point:
        return Point(minimise(np.ones(count), rows, None).point, 0.0, np.zeros(0))

    done = settle(look, known, least)
    missing = float(done.point.saving.sum()) - table.total
    # who is still tempted needs no more than that each of them is given what the most tempted coalition gains
    enough = table.scale * (max(missing, 0.0) + count * max(done.most, 0.0)) + count * game.doubt
    amount = missing if missing > look.eps else 0.0
    total = np.array([table.total + amount])

    def even(rows: Rows) -> Point:
        wish = np.full(count, float(total[0]) / count)
        return Point(nearest(wish, rows, Rows(np.ones((1, count)), total)), 0.0, np.zeros(0))

    between = (max(0.0, amount * table.scale - game.doubt), enough)
    return Subsidy(amount * table.scale, table.shares(settle(look, known, even).point.saving), between)
