"""A small linear programme, and the nearest point to a wish: the two calculations behind core rules."""

from typing import NamedTuple

import numpy as np
from scipy.linalg import null_space
from scipy.optimize import lsq_linear, nnls

from collectief.allocation.table import ROUNDING, Array
from collectief.errors import Infeasible, ModelError
from collectief.model.dense import TIGHT, least
from collectief.text import Text

OPEN = 1e-9
"""A price that would leave so much less of the goal is one that should have risen; the goal is 1."""
FAR = 1e6
"""A wish is looked at from no further away than so many times the largest saving: beyond, prices lose their digits."""
SURE = 1e-6
"""A price above this is not rounding: one over a determinant of 0 and 1, 1e-4 or more up to twelve players."""


class Rows(NamedTuple):
    """Rows of coefficients, shape (rows, n), and one number for each, shape (rows,)."""

    coefficients: Array
    numbers: Array


class Minimum(NamedTuple):
    """Where the minimum lies, shape (n,), and how hard each ``at_least`` row holds, shape (rows,), >= 0."""

    point: Array
    prices: Array


def minimise(cost: Array, at_least: Rows, exactly: Rows | None, *, lower: Array | None = None) -> Minimum:
    """Minimise cost . x with rows x >= numbers, rows x = numbers and x >= ``lower``; raises ModelError."""
    floor = np.full(len(cost), -np.inf) if lower is None else lower
    held = Rows(np.zeros((0, len(cost))), np.zeros(0)) if exactly is None else exactly
    every = np.vstack([at_least.coefficients, held.coefficients])
    low = np.append(at_least.numbers, held.numbers)
    high = np.append(np.full(len(at_least.numbers), np.inf), held.numbers)
    try:
        found = least(cost, every, low, high, floor)
    except Infeasible as error:
        raise ModelError(
            Text(
                nl=f"De verdeling kon niet worden berekend. {error.message.nl} Controleer de waarden van de groepen.",
                en=f"The allocation could not be computed. {error.message.en} Check the values of the coalitions.",
            )
        ) from error
    return Minimum(found.x, found.prices[: len(at_least.numbers)])


def nearest(wish: Array, at_least: Rows, exactly: Rows) -> Array:
    """The point nearest to ``wish`` (least squares) with rows x >= numbers and rows x = numbers, shape (n,).

    Least distance programming: a non-negative least squares problem in the prices of the rows.
    Source: Lawson and Hanson, Solving Least Squares Problems (1974), chapter 23. A wish further away than `FAR`
    gives a point that keeps all rows, nearest but for the last digits of the wish. Raises ModelError where there is
    none.
    """
    start = _from_nearby(wish, exactly)
    free = null_space(exactly.coefficients)
    short = at_least.numbers - ROUNDING - at_least.coefficients @ start
    if free.shape[1] == 0 or short.max(initial=-1.0) <= 0:
        return start
    size = float(short.max())
    system = np.vstack([(at_least.coefficients @ free).T, short / size])
    goal = np.append(np.zeros(free.shape[1]), 1.0)
    prices = _prices(system, goal)
    rest = goal - system @ prices
    if rest[-1] <= 1e-12:
        raise _impossible()
    found = start - free @ (rest[:-1] / rest[-1]) * size
    if (at_least.numbers - at_least.coefficients @ found).max() > SURE:  # a system that is only just not possible
        raise _impossible()
    return np.asarray(found)


def _from_nearby(wish: Array, exactly: Rows) -> Array:
    """The wish, moved to where all rows x = numbers hold, and no further than `FAR` from the least such point."""
    least, moved = (
        begun + np.linalg.lstsq(exactly.coefficients, exactly.numbers - exactly.coefficients @ begun)[0]
        for begun in (np.zeros_like(wish), wish)
    )
    away = float(np.linalg.norm(moved - least))
    return moved if away <= FAR else least + (moved - least) * (FAR / away)


def _impossible() -> ModelError:
    return ModelError(
        Text(nl="Geen enkele verdeling voldoet aan alle voorwaarden.", en="No allocation meets all conditions.")
    )


def _prices(system: Array, goal: Array) -> Array:
    """Non-negative least squares: prices that leave least of the goal, shape (rows,).

    Where rows are nearly the same, `scipy.optimize.nnls` (1.17) may end where a price could still rise: then once more
    by bounded-variable least squares.
    """
    prices = nnls(system, goal)[0]
    if (system.T @ (goal - system @ prices)).max(initial=0.0) > OPEN:
        prices = lsq_linear(system, goal, (0.0, np.inf), method="bvls", tol=TIGHT, max_iter=10 * system.shape[1]).x
    return np.asarray(prices)
