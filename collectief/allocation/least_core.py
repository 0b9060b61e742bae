"""The least core: the most tempted coalition gains as little as possible by leaving."""

from collections.abc import Mapping, Sequence

import numpy as np

from collectief.allocation.game import Allocation, Game
from collectief.allocation.keys import equal_saving
from collectief.allocation.linear import SURE, Minimum, Rows, minimise, nearest
from collectief.allocation.table import ROUNDING, Savings, savings


def least_core(game: Game, *, reference: Mapping[str, float] | None = None) -> Allocation:
    """The point of the least core nearest to ``reference`` (default: equal savings), at most twelve players.

    The reference makes the answer one point, the same for equal players and for any order of players.
    Source: Maschler, Peleg and Shapley (1979).

    >>> from collectief.allocation.game import Game
    >>> {p: round(x, 6) for p, x in least_core(Game("abc", lambda s: float(len(s) + 1 >> 1))).shares.items()}
    {'a': 0.666667, 'b': 0.666667, 'c': 0.666667}
    """
    table = savings(game, game.players)
    wish = equal_saving(game).shares if reference is None else reference
    saving = table.of([wish[player] for player in game.players])
    if len(game.players) == 1:
        return Allocation("least_core", table.shares(np.array([table.total])))
    best = _lowest(table)
    tight = best.prices > SURE
    level = table.saved - best.point[-1]
    everybody = np.ones((1, len(saving)))
    exactly = Rows(np.vstack([everybody, table.members[tight]]), np.append(table.total, level[tight]))
    found = nearest(saving, Rows(table.members[~tight], level[~tight]), exactly)
    return Allocation("least_core", table.shares(found))


def least_core_surplus(game: Game, players: Sequence[str] | None = None) -> float:
    """What the most tempted coalition gains under the best allocation; negative: all stay with room to spare.

    ``players`` looks at the game of those only. One player alone has no other coalition: 0.

    >>> round(least_core_surplus(Game("abc", lambda s: float(len(s) + 1 >> 1))), 6)
    0.333333
    """
    chosen = game.players if players is None else players
    if len(chosen) == 1:
        return 0.0
    table = savings(game, chosen)
    return float(_lowest(table).point[-1]) * table.scale


def core_is_empty(game: Game) -> bool:
    """Whether every allocation tempts some coalition to leave, on the values as they are given.

    Parts are judged one by one, each at most twelve players; a gain of 1e-9 of the largest saving is rounding.

    >>> core_is_empty(Game("abc", lambda s: float(len(s) + 1 >> 1)))
    True
    """
    return any(_is_empty(savings(game, sorted(part))) for part in game.parts if len(part) > 1)


def _is_empty(table: Savings) -> bool:
    return bool(_lowest(table).point[-1] > ROUNDING)


def _lowest(table: Savings) -> Minimum:
    """Savings per player and, last, the lowest possible gain of the most tempted coalition."""
    count = len(table.players)
    every = Rows(np.column_stack([table.members, np.ones(len(table.members))]), table.saved)
    whole = Rows(np.append(np.ones(count), 0.0)[None, :], np.array([table.total]))
    return minimise(np.append(np.zeros(count), 1.0), every, whole)
