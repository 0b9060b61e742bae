"""The nucleolus: the least satisfied coalition as satisfied as possible, then the next, and so on."""

from collections.abc import Sequence

import numpy as np
from scipy.linalg import null_space

from collectief.allocation.by_rows import Interval, Point, enclosed, searcher_of, settle
from collectief.allocation.found import APART, Known, Searcher
from collectief.allocation.game import Allocation, Game
from collectief.allocation.linear import SURE, Rows, minimise
from collectief.allocation.listed import Listed
from collectief.allocation.table import ROUNDING, SMALL, Array
from collectief.allocation.timed import timed
from collectief.errors import ModelError
from collectief.text import Text


@timed
def nucleolus(game: Game, *, per_capita: bool = False, searcher: Searcher | None = None) -> Allocation:
    """Nucleolus: among shares that leave nobody worse off than alone, the gains of leaving lexicographically least.

    ``per_capita`` divides each coalition's gain by its number of players. At most twelve players, twenty where all
    values are known, more in an `LPGame`, or parts of at most twelve when each has a core. ``searcher`` keeps what it
    learned for the next rule. Source: Schmeidler (1969); Kopelowitz (1967) for the programmes; Hallefjord, Helming and
    Jornsten (1995) for finding coalitions one by one. Raises ModelError where no shares leave everybody at least as
    well off as alone.

    >>> claims = {"a": 100, "b": 200, "c": 300}
    >>> estate = Game("abc", lambda s: max(0.0, 200.0 - sum(claims[p] for p in claims if p not in s)), "profit")
    >>> {player: round(share, 6) for player, share in nucleolus(estate).shares.items()}
    {'a': 50.0, 'b': 75.0, 'c': 75.0}
    """
    return _by_parts(game, "nucleolus", rational=True, per_capita=per_capita, searcher=searcher)


@timed
def prenucleolus(game: Game, *, per_capita: bool = False, searcher: Searcher | None = None) -> Allocation:
    """Prenucleolus: as ``nucleolus``, but single players count like any coalition and may do worse than alone.

    >>> game = Game("ab", {frozenset("a"): 1.0, frozenset("b"): 1.0, frozenset("ab"): 4.0})
    >>> {player: round(share, 6) for player, share in prenucleolus(game).shares.items()}
    {'a': 2.0, 'b': 2.0}
    """
    return _by_parts(game, "prenucleolus", rational=False, per_capita=per_capita, searcher=searcher)


def _by_parts(game: Game, rule: str, *, rational: bool, per_capita: bool, searcher: Searcher | None) -> Allocation:
    """Part by part where every part has a core: only coalitions inside a part matter then (Huberman 1980)."""
    name = f"per_capita_{rule}" if per_capita else rule
    if searcher is None and len(game.parts) > 1 and not per_capita and max(map(len, game.parts)) <= SMALL:
        found = [_in_core(game, sorted(part)) for part in game.parts]
        if all(shares is not None for shares in found):
            merged = {player: share for shares in found if shares for player, share in shares.items()}
            return Allocation(name, {player: merged[player] for player in game.players})
    look = searcher_of(game, None, searcher)
    saving, worst = _levels(game, look, rational=rational, per_capita=per_capita)
    return Allocation(name, look.table.shares(saving), worst=worst)


def _in_core(game: Game, players: Sequence[str]) -> dict[str, float] | None:
    look = Listed(game, players)
    saving, worst = _levels(game, look, rational=False, per_capita=False)
    stays = worst is None or worst[0] <= ROUNDING * look.table.scale
    return look.table.shares(saving) if stays else None


def _levels(game: Game, look: Searcher, *, rational: bool, per_capita: bool) -> tuple[Array, Interval | None]:
    """Savings per player, shape (n,): lower the highest gain, fix what must be tight, and go on with the rest.

    And between what the gain of the most tempted coalition lies, EUR.
    """
    table = look.table
    count = len(table.players)
    if rational and table.total < -ROUNDING:
        raise _nobody_agrees()
    fixed = Rows(np.ones((1, count)), np.array([table.total]))
    if count == 1:
        return fixed.numbers, None
    least = min(0.0, table.total) if rational else -np.inf
    known, lower, highest = Known(look.start()), np.append(np.full(count, least), -np.inf), -np.inf
    while len(fixed.numbers) < count:
        held = Rows(np.column_stack([fixed.coefficients, np.zeros(len(fixed.numbers))]), fixed.numbers)

        def best(rows: Rows, held: Rows = held) -> Point:
            weight = _weight(rows, per_capita=per_capita)
            every = Rows(np.column_stack([rows.coefficients, weight]), rows.numbers)
            found = minimise(np.append(np.zeros(count), 1.0), every, held, lower=lower)
            return Point(found.point[:-1], float(found.point[-1]), found.prices)

        done = settle(look, known, best, free=null_space(fixed.coefficients), per_capita=per_capita)
        level, prices, rows = done.point.level, done.point.prices, done.rows
        tight = np.argsort(-prices, kind="stable")[: np.count_nonzero(prices > SURE)]
        numbers = rows.numbers[tight] - level * _weight(rows, per_capita=per_capita)[tight]
        fixed = _fix(fixed, rows.coefficients[tight], numbers)
        highest = max(highest, level)
    saving = np.asarray(np.linalg.solve(fixed.coefficients, fixed.numbers))
    return saving, enclosed(game, look, known, saving, highest)


def _weight(rows: Rows, *, per_capita: bool) -> Array:
    return np.asarray(rows.coefficients.sum(axis=1)) if per_capita else np.ones(len(rows.numbers))


def _fix(fixed: Rows, members: Array, level: Array) -> Rows:
    """Add the rows that are no sum of the rows already there."""
    for row, number in zip(members, level, strict=True):
        free = null_space(fixed.coefficients)
        if free.shape[1] and np.abs(row @ free).max() > APART:
            fixed = Rows(np.vstack([fixed.coefficients, row]), np.append(fixed.numbers, number))
    return fixed


def _nobody_agrees() -> ModelError:
    return ModelError(
        Text(
            nl="Samen is slechter dan ieder alleen: geen verdeling is voor iedereen minstens zo goed. "
            "Gebruik de prenucleolus of haal een maatregel weg die samen geld kost.",
            en="Together is worse than everyone alone: no shares leave everybody at least as well off. "
            "Use the prenucleolus, or remove a measure that costs money together.",
        )
    )
