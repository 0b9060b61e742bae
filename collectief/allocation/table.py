"""All coalitions of a few players in one table: who is in, and what each saves against its members alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collectief.allocation.game import Game
from collectief.errors import ModelError
from collectief.text import Text

Array = NDArray[np.float64]
SMALL = 12
"""Up to so many players every coalition is looked at (4,096 values)."""
ROUNDING = 1e-9
"""Differences below this fraction of the largest saving are rounding of the linear programmes."""


def values(game: Game, players: Sequence[str], tick: Callable[[int], None] | None = None) -> Array:
    """Value of every coalition of ``players``, shape (2^n,): bit i of the index says that player i is in.

    The coalitions are computed in Gray order, one player more or less each time, which suits a value
    function that starts from the previous answer. ``tick`` hears how many values were computed.

    >>> values(Game("ab", lambda group: float(len(group))), "ab").tolist()
    [0.0, 1.0, 1.0, 2.0]
    """
    worth = np.zeros(2 ** len(players))
    for step in range(1, len(worth)):
        bits = step ^ (step >> 1)
        worth[bits] = game(player for place, player in enumerate(players) if bits >> place & 1)
        if tick is not None:
            tick(1)
    return worth


@dataclass(frozen=True, slots=True, eq=False)
class Savings:
    """What coalitions save against their members alone (profit game: earn on top), as a fraction of ``scale``.

    ``members`` has a row of 0 and 1 per coalition that is neither empty nor everybody, shape (rows, n);
    ``saved`` is what each saves, shape (rows,); ``total`` what everybody together saves; ``alone`` the
    values of single players, shape (n,). ``sign`` is -1 in a cost game: share = alone + sign * saving.
    """

    players: tuple[str, ...]
    alone: Array
    members: Array
    saved: Array
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


def savings(game: Game, players: Sequence[str]) -> Savings:
    """The table of savings of all coalitions of at most twelve players."""
    check_small(len(players))
    worth = values(game, players)
    bits = np.arange(len(worth))[:, None]
    rows = (bits >> np.arange(len(players)) & 1).astype(np.float64)
    alone = worth[2 ** np.arange(len(players))]
    sign = -1.0 if game.kind == "cost" else 1.0
    saved = sign * (worth - rows @ alone)
    largest = float(np.abs(saved).max())
    only_rounding = largest <= 1e-12 * float(np.abs(worth).max())
    scale = 1.0 if only_rounding else largest
    saved = np.zeros_like(saved) if only_rounding else saved / scale
    return Savings(tuple(players), alone, rows[1:-1], saved[1:-1], float(saved[-1]), scale, sign)


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
