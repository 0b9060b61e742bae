"""A game in one form: what coalitions save against their members alone, as a fraction of one scale."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collectief.allocation.game import Game
from collectief.errors import ModelError
from collectief.text import Text

Array = NDArray[np.float64]
SMALL = 12
"""Up to so many players every coalition is looked at (4,096 values), whatever a value takes."""
LISTED = 20
"""Up to so many where all values are known beforehand (1,048,576 values)."""
ROUNDING = 1e-9
"""Differences below this fraction of the largest saving are rounding of the linear programmes."""


def values(game: Game, players: Sequence[str], tick: Callable[[int], None] | None = None) -> Array:
    """Value of every coalition of ``players``, shape (2^n,): bit i of the index says that player i is in.

    The coalitions are computed in Gray order, one player more or less each time, which suits a value function that
    starts from the previous answer; the next rule finds them in the game. ``tick`` hears how many values were computed.

    >>> values(Game("ab", lambda group: float(len(group))), "ab").tolist()
    [0.0, 1.0, 1.0, 2.0]
    """
    key = tuple(players)
    if key in game.tables:
        return game.tables[key]
    given = _given(game, key)
    worth = _one_by_one(game, key, tick) if given is None else given
    if tick is not None and given is not None:
        tick(len(worth) - 1)
    worth.flags.writeable = False
    game.tables[key] = worth
    return worth


def _given(game: Game, key: Sequence[str]) -> Array | None:
    """All values at once, where a mapping has a number for each coalition of these players and for no other."""
    count, given, bit = 2 ** len(key), game.given, {player: 1 << place for place, player in enumerate(key)}
    if given is None or len(game.known) > 1 or len(given) - (frozenset() in given) != count - 1:
        return None
    if set(map(type, given)) != {frozenset}:
        return None
    worth = np.zeros(count)
    try:
        places = [sum(map(bit.__getitem__, group)) for group in given]
        worth[places] = np.fromiter(given.values(), np.float64, len(given))
    except (KeyError, TypeError, ValueError):  # told by the coalition that has it, when that is asked
        return None
    worth[0] = 0.0
    if not np.isfinite(worth).all():
        return None
    game.known.update(zip(given, worth[places].tolist(), strict=True))
    return worth


def _one_by_one(game: Game, key: Sequence[str], tick: Callable[[int], None] | None) -> Array:
    worth = np.zeros(2 ** len(key))
    single, group, bits = [frozenset([player]) for player in key], frozenset[str](), 0
    for step in range(1, len(worth)):
        place = (step & -step).bit_length() - 1
        group ^= single[place]
        bits ^= 1 << place
        worth[bits] = game(group)
        if tick is not None:
            tick(1)
    return worth


def sums(each: Array) -> Array:
    """The sum over the members of every coalition, shape (2^n,), in the order of `values`.

    >>> sums(np.array([1.0, 10.0])).tolist()
    [0.0, 1.0, 10.0, 11.0]
    """
    found = np.zeros(1)
    for one in each:
        found = np.concatenate([found, found + one])
    return found


def rows_of(bits: NDArray[np.int64], count: int) -> Array:
    """Who is in these coalitions, a row of 0 and 1 each, shape (rows, count)."""
    return np.asarray((bits[:, None] >> np.arange(count) & 1).astype(np.float64))


@dataclass(frozen=True, slots=True, eq=False)
class Savings:
    """What players have alone, and what all together save against that (profit game: earn on top).

    ``alone`` are the values of single players, shape (n,); ``total`` what everybody together saves, as a fraction of
    ``scale``. ``sign`` is -1 in a cost game: share = alone + sign * scale * saving.
    """

    players: tuple[str, ...]
    alone: Array
    total: float
    scale: float
    sign: float

    def shares(self, saving: Array) -> dict[str, float]:
        """Shares of players who save so much each, shape (n,); sums to the value of all of them."""
        share = self.alone + self.sign * self.scale * saving
        return dict(zip(self.players, map(float, share), strict=True))

    def of(self, shares: Sequence[float]) -> Array:
        """What each player saves under these shares (in the order of ``players``), shape (n,)."""
        return np.asarray(self.sign * (np.asarray(shares) - self.alone) / self.scale, dtype=np.float64)

    def saved(self, members: Array, value: float) -> float:
        """What a coalition (0 and 1, shape (n,)) of this value saves, as a fraction of the scale."""
        return float(self.sign * (value - members @ self.alone) / self.scale)


def most_listed(game: Game) -> int:
    """Up to how many players every coalition of a game is looked at."""
    return LISTED if game.all_known else SMALL


def check_small(number: int, limit: int = SMALL) -> None:
    """Refuse more players than can be enumerated; raises ModelError."""
    if number > limit:
        raise ModelError(
            Text(
                nl=f"{number} spelers is te veel om elke groep na te gaan (ten hoogste {limit}). "
                "Kies een andere regel of geef delen op die niets met elkaar te maken hebben.",
                en=f"{number} players are too many to look at every coalition (at most {limit}). "
                "Choose another rule, or give parts that have nothing to do with each other.",
            )
        )
