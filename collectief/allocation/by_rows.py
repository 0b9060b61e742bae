"""Rules that look at every coalition, by those that matter: solve with the ones found so far, and look for one more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from collectief.allocation.found import Known, Searcher
from collectief.allocation.game import Game
from collectief.allocation.linear import Minimum, Rows, minimise
from collectief.allocation.linear_game import LPGame
from collectief.allocation.listed import Listed
from collectief.allocation.pooled import Pooled
from collectief.allocation.table import SMALL, Array

Interval = tuple[float, float]


class Point(NamedTuple):
    """What each player saves, shape (n,), the gain that is allowed to any coalition, and how hard each row holds."""

    saving: Array
    level: float
    prices: Array


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """A point with which no coalition gains more than its level, but for ``eps``; the rows that it was found with."""

    point: Point
    rows: Rows
    most: float
    """No coalition that was looked for gains more."""


def searcher_of(game: Game, players: Sequence[str] | None = None, searcher: Searcher | None = None) -> Searcher:
    """Who looks for coalitions of a game: the one that is given, cuts where it has these, else a list of all.

    Raises ModelError where there are too many to list.
    """
    if searcher is not None:
        return searcher
    if isinstance(game, LPGame) and players is None and len(game.players) > SMALL:
        return Pooled(game)
    return Listed(game, players)


def settle(
    searcher: Searcher,
    known: Known,
    best: Callable[[Rows], Point],
    *,
    free: Array | None = None,
    per_capita: bool = False,
) -> Settled:
    """The ``best`` point of the rows that are found until no coalition gains more than its level.

    ``free`` as `Searcher` says; ``per_capita``: the level is for each member. Where the search came to no proof, what
    is known stands in ``most``.
    """
    while True:
        rows = known.rows if free is None else known.moving(free)
        point = best(rows)
        shift, above = (point.level, 0.0) if per_capita else (0.0, point.level)
        found = searcher.tempting(point.saving + shift, above, free)
        if found.most <= above + searcher.eps or not known.add(found):
            return Settled(point, rows, found.most)


def lowest(searcher: Searcher, known: Known) -> Settled:
    """The point with which the most tempted coalition gains least: the level is that of the least core."""
    table = searcher.table
    count = len(table.players)
    whole = Rows(np.append(np.ones(count), 0.0)[None, :], np.array([table.total]))

    def best(rows: Rows) -> Point:
        every = Rows(np.column_stack([rows.coefficients, np.ones(len(rows.numbers))]), rows.numbers)
        found: Minimum = minimise(np.append(np.zeros(count), 1.0), every, whole)
        return Point(found.point[:-1], float(found.point[-1]), found.prices)

    return settle(searcher, known, best)


def enclosed(game: Game, searcher: Searcher, known: Known, saving: Array, level: float) -> Interval:
    """Between what the coalition lies that gains most where players save so much, EUR; ``level`` is expected."""
    rows = known.rows
    least = float((rows.numbers - rows.coefficients @ saving).max(initial=-np.inf))
    found = searcher.tempting(saving, max(level, least))
    least = max(least, float((found.saved - found.members @ saving).max(initial=-np.inf)))
    scale = searcher.table.scale
    return least * scale, max(least, found.most) * scale + game.doubt
