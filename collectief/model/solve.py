"""The design problem through PuLP; with ``warm.py`` the only door to a solver.

PuLP 3 (Python 3.11) and PuLP 4 (3.12 and newer) are both served: only spellings that both take.
A status word is never believed, nor is a cost that comes out: without whole numbers the bound is what prices of the
rows prove, whatever prices these are, and with whole numbers it is the dual bound of the solver.
"""

import math
from collections.abc import Callable
from typing import Any

import highspy
import numpy as np
import pulp
from scipy import sparse

from collectief.errors import Infeasible
from collectief.model.no_plan import no_plan
from collectief.model.rows import Array, Flags, Rows
from collectief.model.solution import Solution
from collectief.model.warm import safe_bound

FEASIBLE = 1e-4
"""A row may be off by this much kW: a hundred times the solver's own tolerance, a tenth of a watt."""
LARGE = 60_000
"""Above so many rows a first relaxation is solved from within: with 120,000 it takes 32 s, by the simplex method 81."""
ASKING = highspy.cb.HighsCallbackType.kCallbackMipInterrupt


class _WithSteps(pulp.HiGHS):  # type: ignore[misc]
    """HiGHS with the columns and rows that have steps behind those of a PuLP problem.

    ``count`` columns and the rows ``within`` are in the problem; PuLP adds a column where none has a cost.
    """

    def __init__(self, rows: Rows, count: int, within: Flags, **options: Any) -> None:
        super().__init__(msg=False, **options)
        self._rows, self._count, self._within, self._added = rows, count, within, 0

    def buildSolverModel(self, lp: pulp.LpProblem) -> None:  # noqa: N802 - PuLP calls it so
        """Write the problem, and then the matrices, into ``lp.solverModel``."""
        super().buildSolverModel(lp)
        highs, rows, n = lp.solverModel, self._rows, self._count
        new, self._added = len(rows.cost) - n, highs.getNumCol() - n
        none, zero = np.zeros(0, dtype=np.int32), np.zeros(new, dtype=np.int32)
        highs.addCols(new, rows.cost[n:], rows.lower[n:], rows.upper[n:], 0, zero, none, np.zeros(0))
        rest = np.flatnonzero(~self._within)
        a = rows.a[rest]
        places = a.indices + np.where(a.indices >= n, self._added, 0).astype(np.int32)
        highs.addRows(len(rest), rows.low[rest], rows.high[rest], a.nnz, a.indptr[:-1], places, a.data)
        if len(rows.equal) > LARGE:
            highs.setOptionValue("mip_lp_solver", "ipm")

    def values(self, lp: pulp.LpProblem) -> Array:
        """What each column of the rows is in the answer, shape (n,)."""
        x = np.array(lp.solverModel.getSolution().col_value)
        return np.delete(x, np.s_[self._count : self._count + self._added])

    def prices(self, lp: pulp.LpProblem) -> Array:
        """Prices of the rows in the answer, shape (m,): none where there is no answer, which proves little but holds.

        Rows of PuLP about columns that stand nowhere come first: they say no more than the bounds of these columns.
        """
        duals, count = np.array(lp.solverModel.getSolution().row_dual), len(self._within)
        found = np.zeros(count)
        if len(duals) >= count:
            found[np.r_[np.flatnonzero(self._within), np.flatnonzero(~self._within)]] = duals[len(duals) - count :]
        return found


def _designed(rows: Rows) -> int:
    """How many columns are sizes or the yes/no of one: these come first."""
    return max((rows.columns[name].stop for name in rows.sizes), default=0)


def _in_problem(rows: Rows, count: int) -> Flags:
    """The rows that touch only the first columns, shape (m,)."""
    beyond = sparse.csr_matrix(rows.a[:, count:])
    return np.asarray(np.diff(beyond.indptr) == 0)


def to_pulp(rows: Rows, count: int, within: Flags) -> pulp.LpProblem:
    """Write the first columns, and the rows that touch only these, as a PuLP problem with its variables in order."""
    problem = pulp.LpProblem("park", pulp.LpMinimize)
    kinds = np.where(rows.integer, "Integer", "Continuous")
    x = [
        problem.add_variable(f"X{j:09}", float(low), None if math.isinf(high) else float(high), str(kind))
        for j, (low, high, kind) in enumerate(zip(rows.lower[:count], rows.upper[:count], kinds[:count], strict=True))
    ]
    problem += pulp.lpSum(float(c) * v for c, v in zip(rows.cost[:count], x, strict=True) if c)
    high = rows.high
    written = rows.a[within]
    used = np.bincount(written.indices[written.data != 0], minlength=count)[:count] > 0
    for j in np.flatnonzero(~used & (rows.cost[:count] == 0)):  # PuLP forgets what stands nowhere or times 0
        problem += x[j] <= float(rows.upper[j])
    for i in np.flatnonzero(within):
        here = slice(rows.a.indptr[i], rows.a.indptr[i + 1])
        terms = zip(rows.a.data[here].tolist(), rows.a.indices[here].tolist(), strict=True)
        total = pulp.lpSum(a * x[j] for a, j in terms)
        problem += (total == float(high[i])) if rows.equal[i] else (total <= float(high[i]))
    return problem


def solve(
    rows: Rows,
    *,
    gap: float = 1e-3,
    eur: float = 0.0,
    seconds: float = 60.0,
    stop: Callable[[], bool] | None = None,
) -> Solution:
    """Solve with HiGHS through PuLP until the ``gap`` (relative, or in ``eur``) or the time is reached.

    Or until ``stop`` says so. PuLP holds the sizes and what is asked of sizes; what has steps goes to HiGHS as a
    matrix, which saves 25 us a row.
    Raises Infeasible where no plan keeps the rows or none was found in time.
    """
    count = _designed(rows)
    within = _in_problem(rows, count)
    problem = to_pulp(rows, count, within)
    more: dict[str, Any] = ({} if stop is None else _hearing(stop)) | ({"gapAbs": eur} if eur > 0 else {})
    solver = _WithSteps(rows, count, within, gapRel=gap, timeLimit=seconds, **more)
    problem.solve(solver)
    highs, x = problem.solverModel, solver.values(problem)
    if not keeps(rows, x):
        ended = str(highs.modelStatusToString(highs.getModelStatus()))
        raise Infeasible(no_plan(ended), ended)
    upper = float(rows.cost @ x)
    whole = bool(rows.integer.any())
    bound = float(highs.getInfo().mip_dual_bound) if whole else safe_bound(rows, rows.cost, solver.prices(problem))
    lower = min(upper, bound) if math.isfinite(bound) else -math.inf
    return Solution(x, upper, lower, str(highs.modelStatusToString(highs.getModelStatus())))


def _hearing(stop: Callable[[], bool]) -> dict[str, Any]:
    """Options of PuLP with which HiGHS asks now and then whether to stop."""
    return {"callbackTuple": (hearing(stop), None), "callbacksToActivate": [ASKING]}


def hearing(stop: Callable[[], bool]) -> Callable[..., None]:
    """What HiGHS calls when it asks whether to stop (`ASKING`); it keeps what it found."""

    def heard(_kind: Any, _message: str, _now: Any, answer: Any, _own: Any) -> None:
        answer.user_interrupt = stop()

    return heard


def keeps(rows: Rows, x: Array) -> bool:
    """Whether a point satisfies rows and bounds within a tenth of a watt per kW of scale."""
    value = rows.a @ x
    high = rows.high
    slack = FEASIBLE * (1.0 + np.abs(high))
    over = value - high > slack
    under = rows.equal & (high - value > slack)
    bounds = (x < rows.lower - FEASIBLE) | (x > rows.upper + FEASIBLE * (1.0 + np.abs(rows.upper)))
    return bool(np.isfinite(x).all()) and not (over.any() or under.any() or bounds.any())
