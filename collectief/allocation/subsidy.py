"""The cost of stability: the least subsidy that keeps everybody together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from collectief.allocation.game import Game
from collectief.allocation.linear import Rows, minimise, nearest
from collectief.allocation.table import ROUNDING, savings


@dataclass(frozen=True, slots=True)
class Subsidy:
    """The least ``amount`` from outside that tempts nobody to leave, and the ``shares`` after it.

    The shares sum to v(N) - amount in a cost game and v(N) + amount in a profit game.
    """

    amount: float
    shares: Mapping[str, float]


def cost_of_stability(game: Game) -> Subsidy:
    """The least subsidy after which no coalition gains by leaving, part by part, each at most twelve players.

    Of the shares that do so, those nearest to equal savings. 0 where the core is not empty.
    Source: Bachrach, Elkind, Meir, Pasechnik, Zuckerman, Rothe and Rosenschein (2009).

    >>> round(cost_of_stability(Game("abc", lambda s: float(len(s) + 1 >> 1))).amount, 6)
    0.5
    """
    found = [_of_part(game, sorted(part)) for part in game.parts]
    shares = {player: share for part in found for player, share in part.shares.items()}
    return Subsidy(sum(part.amount for part in found), {player: shares[player] for player in game.players})


def _of_part(game: Game, players: Sequence[str]) -> Subsidy:
    count = len(players)
    if count == 1:
        return Subsidy(0.0, {players[0]: game(players)})
    table = savings(game, players)
    every = Rows(table.members, table.saved)
    asked = float(minimise(np.ones(count), every, None).point.sum())
    missing = asked - table.total
    amount = missing if missing > ROUNDING else 0.0
    total = table.total + amount
    saving = nearest(np.full(count, total / count), every, Rows(np.ones((1, count)), np.array([total])))
    return Subsidy(amount * table.scale, table.shares(saving))
