"""How much of a nucleolus is certain where values may be off: how many of its levels, and how far each share."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.linalg import null_space

from collectief.allocation.found import Searcher, moves
from collectief.allocation.linear import Rows
from collectief.allocation.listed import Listed
from collectief.allocation.table import ROUNDING, SMALL, Array, rows_of


class Level(NamedTuple):
    """One level of a nucleolus: the coalitions that hold there, shape (rows, n), what they gain, all fixed before."""

    members: Array
    gain: float
    fixed: Rows


class Certified(NamedTuple):
    """So many levels are certain, of ``all_``; where all are, no saving is further off than ``half``, shape (n,)."""

    levels: int
    all_: int
    half: Array | None


def certified(
    look: Searcher, levels: Sequence[Level], fixed: Rows, *, doubt: float, rational: bool, per_capita: bool
) -> Certified:
    """What stays as it is whatever the true values are, each at most ``doubt`` off (a fraction of the scale).

    A level moves no further than values do and what was fixed before it. Its coalitions hold in every nucleolus near
    by where all others that could still move gain less, by more than that. The first level is always certain; of more
    players than are listed no other. ``fixed`` are the rows that make the saving of each player.
    """
    off = doubt + ROUNDING
    saving = np.asarray(np.linalg.solve(fixed.coefficients, fixed.numbers), dtype=np.float64)
    change = np.array([off])
    for number, level in enumerate(levels):
        moved = off + _shift(level.fixed, change)
        if not isinstance(look, Listed) or len(saving) > SMALL or (rational and level.gain + moved > 0):
            return Certified(1, len(levels), None)
        after = fixed if number + 1 == len(levels) else levels[number + 1].fixed
        change = np.append(change, np.full(len(after.numbers) - len(change), off + moved))
        room = level.gain - _next(look, level, saving, per_capita=per_capita)
        if room <= off + _shift(after, change) + moved:
            return Certified(number + 1, len(levels), None)
    return Certified(len(levels), len(levels), np.abs(np.linalg.inv(fixed.coefficients)) @ change)


def _shift(fixed: Rows, change: Array) -> float:
    """How far the saving of any coalition moves at most where the numbers of these rows change so much."""
    return float((np.abs(np.linalg.pinv(fixed.coefficients)) @ change).sum())


def _next(look: Listed, level: Level, saving: Array, *, per_capita: bool) -> float:
    """What a coalition gains at most that could move at this level and does not hold there."""
    gain = look.gains(saving)
    every = rows_of(np.arange(len(gain)), len(saving))
    if per_capita:
        gain = gain / np.maximum(every.sum(axis=1), 1.0)
    gain = np.where(moves(every, null_space(level.fixed.coefficients)), gain, -np.inf)
    gain[(level.members @ 2 ** np.arange(len(saving))).astype(int)] = -np.inf
    return float(gain.max())
