"""The least core: the most tempted coalition gains as little as possible by leaving."""

from collections.abc import Mapping, Sequence

import numpy as np

from collectief.allocation.by_rows import Point, enclosed, lowest, searcher_of, settle
from collectief.allocation.found import Known, Searcher
from collectief.allocation.game import Allocation, Game
from collectief.allocation.keys import equal_saving
from collectief.allocation.linear import SURE, Rows, nearest
from collectief.allocation.listed import Listed
from collectief.allocation.table import Array
from collectief.allocation.timed import timed


@timed
def least_core(
    game: Game, *, reference: Mapping[str, float] | None = None, searcher: Searcher | None = None
) -> Allocation:
    """The point of the least core nearest to ``reference`` (default: equal savings).

    At most twelve players, twenty where all values are known, and more in an `LPGame`. The reference makes the answer
    one point, the same for equal players and for any order of players. ``searcher`` keeps what it learned for the next
    rule. Source: Maschler, Peleg and Shapley (1979).

    >>> from collectief.allocation.game import Game
    >>> {p: round(x, 6) for p, x in least_core(Game("abc", lambda s: float(len(s) + 1 >> 1))).shares.items()}
    {'a': 0.666667, 'b': 0.666667, 'c': 0.666667}
    """
    look = searcher_of(game, None, searcher)
    table = look.table
    wish = equal_saving(game).shares if reference is None else reference
    saving = table.of([wish[player] for player in game.players])
    if len(game.players) == 1:
        return Allocation("least_core", table.shares(np.array([table.total])))
    known = Known(look.start())
    found, level = _nearest(look, known, saving)
    return Allocation("least_core", table.shares(found), worst=enclosed(game, look, known, found, level))


def _nearest(look: Searcher, known: Known, wish: Array) -> tuple[Array, float]:
    """The point nearest to a wish among those that tempt nobody more than they must, and how much that is."""
    best = lowest(look, known)
    level = best.point.level
    tight = best.point.prices > SURE
    everybody = np.ones((1, len(wish)))
    held = Rows(
        np.vstack([everybody, best.rows.coefficients[tight]]),
        np.append(look.table.total, best.rows.numbers[tight] - level),
    )

    def near(rows: Rows) -> Point:
        return Point(nearest(wish, Rows(rows.coefficients, rows.numbers - level), held), level, np.zeros(0))

    return settle(look, known, near).point.saving, level


def least_core_surplus(game: Game, players: Sequence[str] | None = None, *, searcher: Searcher | None = None) -> float:
    """What the most tempted coalition gains under the best allocation; negative: all stay with room to spare.

    ``players`` looks at the game of those only. One player alone has no other coalition: 0.

    >>> round(least_core_surplus(Game("abc", lambda s: float(len(s) + 1 >> 1))), 6)
    0.333333
    """
    if len(game.players if players is None else players) == 1:
        return 0.0
    look = searcher_of(game, players, searcher)
    return lowest(look, Known(look.start())).point.level * look.table.scale


def core_is_empty(game: Game, *, searcher: Searcher | None = None) -> bool:
    """Whether every allocation tempts some coalition to leave, on the values as they are given.

    Parts are judged one by one; a gain of 1e-9 of the largest saving is rounding (of a millionth in an `LPGame`). Where
    a search was cut short a core that is not found empty may be so: `cost_of_stability` says between what it lies.

    >>> core_is_empty(Game("abc", lambda s: float(len(s) + 1 >> 1)))
    True
    """
    if searcher is not None or len(game.parts) == 1:
        return len(game.players) > 1 and _is_empty(searcher_of(game, None, searcher))
    return any(_is_empty(Listed(game, sorted(part))) for part in game.parts if len(part) > 1)


def _is_empty(look: Searcher) -> bool:
    return lowest(look, Known(look.start())).point.level > look.eps
