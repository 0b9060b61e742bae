"""The nucleolus: the least satisfied coalition as satisfied as possible, then the next, and so on."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.linalg import null_space

from collectief.allocation.by_rows import Interval, Point, enclosed, searcher_of, settle
from collectief.allocation.certified import Certified, Level, certified
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


class _Found(NamedTuple):
    """What each player saves, shape (n,), between what the gain of the most tempted coalition lies, what is certain."""

    saving: Array
    worst: Interval | None = None
    sure: Certified | None = None


def _by_parts(game: Game, rule: str, *, rational: bool, per_capita: bool, searcher: Searcher | None) -> Allocation:
    """Part by part where every part has a core: only coalitions inside a part matter then (Huberman 1980)."""
    name = f"per_capita_{rule}" if per_capita else rule
    if searcher is None and len(game.parts) > 1 and not per_capita and max(map(len, game.parts)) <= SMALL:
        looks = [Listed(game, sorted(part)) for part in game.parts]
        found = [_levels(game, look, rational=False, per_capita=False) for look in looks]
        if all(_stays(look, one) for look, one in zip(looks, found, strict=True)):
            return _merged(game, name, looks, found)
    look = searcher_of(game, None, searcher)
    return _merged(game, name, [look], [_levels(game, look, rational=rational, per_capita=per_capita)])


def _stays(look: Searcher, found: _Found) -> bool:
    return found.worst is None or found.worst[0] <= ROUNDING * look.table.scale


def _merged(game: Game, name: str, looks: Sequence[Searcher], found: Sequence[_Found]) -> Allocation:
    shares, half = dict[str, float](), dict[str, float]()
    for look, one in zip(looks, found, strict=True):
        shares |= look.table.shares(one.saving)
        if one.sure is not None and one.sure.half is not None:
            half |= dict(zip(look.table.players, (one.sure.half * look.table.scale).tolist(), strict=True))
    sure = [one.sure for one in found if one.sure is not None]
    return Allocation(
        name,
        {player: shares[player] for player in game.players},
        interval=half if len(half) == len(game.players) else {},
        worst=found[0].worst if len(found) == 1 else None,
        levels=(sum(one.levels for one in sure), sum(one.all_ for one in sure)) if sure else None,
    )


def _levels(game: Game, look: Searcher, *, rational: bool, per_capita: bool) -> _Found:
    """Lower the highest gain, fix what must be tight, and go on with the rest."""
    table = look.table
    count = len(table.players)
    if rational and table.total < -ROUNDING:
        raise _nobody_agrees()
    fixed = Rows(np.ones((1, count)), np.array([table.total]))
    if count == 1:
        return _Found(fixed.numbers)
    least = min(0.0, table.total) if rational else -np.inf
    known, lower, levels = Known(look.start()), np.append(np.full(count, least), -np.inf), list[Level]()
    while len(fixed.numbers) < count:
        held = Rows(np.column_stack([fixed.coefficients, np.zeros(len(fixed.numbers))]), fixed.numbers)

        def best(rows: Rows, held: Rows = held) -> Point:
            weight = _weight(rows, per_capita=per_capita)
            every = Rows(np.column_stack([rows.coefficients, weight]), rows.numbers)
            found = minimise(np.append(np.zeros(count), 1.0), every, held, lower=lower)
            return Point(found.point[:-1], float(found.point[-1]), found.prices)

        done = settle(look, known, best, free=null_space(fixed.coefficients), per_capita=per_capita)
        gain, prices, rows = done.point.level, done.point.prices, done.rows
        tight = np.argsort(-prices, kind="stable")[: np.count_nonzero(prices > SURE)]
        numbers = rows.numbers[tight] - gain * _weight(rows, per_capita=per_capita)[tight]
        levels.append(Level(rows.coefficients[tight], gain, fixed))
        fixed = _fix(fixed, rows.coefficients[tight], numbers)
    saving = np.asarray(np.linalg.solve(fixed.coefficients, fixed.numbers))
    sure = None
    if game.doubt > 0:
        off = game.doubt / table.scale
        sure = certified(look, levels, fixed, doubt=off, rational=rational, per_capita=per_capita)
    return _Found(saving, enclosed(game, look, known, saving, max(level.gain for level in levels)), sure)


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
