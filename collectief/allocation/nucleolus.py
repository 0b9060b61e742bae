"""The nucleolus: the least satisfied coalition as satisfied as possible, then the next, and so on."""

from collections.abc import Sequence

import numpy as np
from scipy.linalg import null_space

from collectief.allocation.game import Allocation, Game
from collectief.allocation.linear import SURE, Rows, minimise
from collectief.allocation.table import ROUNDING, SMALL, Array, Savings, check_small, savings
from collectief.errors import ModelError
from collectief.text import Text

APART = 1e-9
"""A row of 0 and 1 nearer than this to the rows already fixed is a sum of them."""


def nucleolus(game: Game, *, per_capita: bool = False) -> Allocation:
    """Nucleolus: among shares that leave nobody worse off than alone, the gains of leaving lexicographically least.

    ``per_capita`` divides each coalition's gain by its number of players. At most twelve players, or parts
    of at most twelve when each has a core. Source: Schmeidler (1969); Kopelowitz (1967) for the programmes.
    Raises ModelError where no shares leave everybody at least as well off as alone.

    >>> claims = {"a": 100, "b": 200, "c": 300}
    >>> estate = Game("abc", lambda s: max(0.0, 200.0 - sum(claims[p] for p in claims if p not in s)), "profit")
    >>> {player: round(share, 6) for player, share in nucleolus(estate).shares.items()}
    {'a': 50.0, 'b': 75.0, 'c': 75.0}
    """
    return Allocation(_name("nucleolus", per_capita=per_capita), _by_parts(game, rational=True, per_capita=per_capita))


def prenucleolus(game: Game, *, per_capita: bool = False) -> Allocation:
    """Prenucleolus: as ``nucleolus``, but single players count like any coalition and may do worse than alone.

    >>> game = Game("ab", {frozenset("a"): 1.0, frozenset("b"): 1.0, frozenset("ab"): 4.0})
    >>> {player: round(share, 6) for player, share in prenucleolus(game).shares.items()}
    {'a': 2.0, 'b': 2.0}
    """
    return Allocation(
        _name("prenucleolus", per_capita=per_capita), _by_parts(game, rational=False, per_capita=per_capita)
    )


def _name(rule: str, *, per_capita: bool) -> str:
    return f"per_capita_{rule}" if per_capita else rule


def _by_parts(game: Game, *, rational: bool, per_capita: bool) -> dict[str, float]:
    """Part by part where every part has a core: only coalitions inside a part matter then (Huberman 1980)."""
    if len(game.parts) > 1 and not per_capita and max(len(part) for part in game.parts) <= SMALL:
        found = [_in_core(game, sorted(part)) for part in game.parts]
        if all(shares is not None for shares in found):
            merged = {player: share for shares in found if shares for player, share in shares.items()}
            return {player: merged[player] for player in game.players}
    check_small(len(game.players))
    table = savings(game, game.players)
    return table.shares(_levels(table, rational=rational, per_capita=per_capita))


def _in_core(game: Game, players: Sequence[str]) -> dict[str, float] | None:
    table = savings(game, players)
    saving = _levels(table, rational=False, per_capita=False)
    gains = table.saved - table.members @ saving
    return table.shares(saving) if gains.max(initial=0.0) <= ROUNDING else None


def _levels(table: Savings, *, rational: bool, per_capita: bool) -> Array:
    """Savings per player, shape (n,): lower the highest gain, fix what must be tight, and go on with the rest."""
    count = len(table.players)
    if rational and table.total < -ROUNDING:
        raise _nobody_agrees()
    weight = table.members.sum(axis=1) if per_capita else np.ones(len(table.members))
    fixed = Rows(np.ones((1, count)), np.array([table.total]))
    while len(fixed.numbers) < count:
        free = null_space(fixed.coefficients)
        live = np.flatnonzero(np.abs(table.members @ free).max(axis=1) > APART)
        every = Rows(np.column_stack([table.members[live], weight[live]]), table.saved[live])
        held = Rows(np.column_stack([fixed.coefficients, np.zeros(len(fixed.numbers))]), fixed.numbers)
        lower = np.append(np.full(count, min(0.0, table.total) if rational else -np.inf), -np.inf)
        best = minimise(np.append(np.zeros(count), 1.0), every, held, lower=lower)
        tight = live[np.argsort(-best.prices, kind="stable")][: np.count_nonzero(best.prices > SURE)]
        fixed = _fix(fixed, table.members[tight], table.saved[tight] - best.point[-1] * weight[tight])
    return np.asarray(np.linalg.solve(fixed.coefficients, fixed.numbers))


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
