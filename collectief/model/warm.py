"""Repeated solves of one fixed matrix: HiGHS kept warm, only bounds and right-hand sides change."""

import highspy
import numpy as np
from numpy.typing import NDArray

from collectief.errors import Infeasible
from collectief.model.rows import Rows
from collectief.model.solution import Solution
from collectief.text import Text

Array = NDArray[np.float64]


class Warm:
    """A linear programme that is solved again and again; whole numbers are relaxed.

    Keeps the basis of the last solve. ``presolve`` is off after the first, as measured in the design
    notes: a warm start needs the whole matrix.
    """

    def __init__(self, rows: Rows, *, presolve: bool = False) -> None:
        self.rows = rows
        self._highs = highspy.Highs()
        self._highs.silent()
        self._highs.setOptionValue("presolve", "on" if presolve else "off")
        self._highs.setOptionValue("solver", "simplex")
        self._highs.passModel(_linear_programme(rows))

    def solve(self, rows: Rows | None = None) -> Solution:
        """Solve with the bounds and right-hand sides of ``rows`` (same matrix), or as last set."""
        if rows is not None:
            self._change(rows)
        now = rows or self.rows
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._highs.clearSolver()
            self._highs.run()
        status = self._highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            word = self._highs.modelStatusToString(status)
            raise Infeasible(Text(nl=f"geen oplossing ({word})", en=f"no solution ({word})"))
        x = np.array(self._highs.getSolution().col_value)
        value = float(now.cost @ x)
        return Solution(x, value, value, "optimal")

    def _change(self, rows: Rows) -> None:
        n, m = len(rows.cost), len(rows.equal)
        self._highs.changeColsBounds(n, np.arange(n, dtype=np.int32), rows.lower, rows.upper)
        self._highs.changeRowsBounds(m, np.arange(m, dtype=np.int32), rows.low, rows.high)


def _linear_programme(rows: Rows) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(rows.cost), len(rows.equal)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = rows.cost, rows.lower, rows.upper
    lp.row_lower_, lp.row_upper_ = rows.low, rows.high
    matrix = rows.a.tocsc()
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    return lp


def bounds(rows: Rows, warm: Warm) -> tuple[Solution, Solution]:
    """Enclose the optimum of rows with whole numbers: relaxed, and with every yes/no rounded up.

    The first solution's cost is a proven lower bound, the second's a reachable upper bound.
    """
    relaxed = warm.solve(rows.relaxed())
    up = np.where(rows.integer, np.ceil(relaxed.x - 1e-6), relaxed.x)
    lower = np.where(rows.integer, up, rows.lower)
    upper = np.where(rows.integer, up, rows.upper)
    fixed = _with_bounds(rows, lower, upper)
    reached = warm.solve(fixed)
    return relaxed, Solution(reached.x, reached.upper, min(relaxed.upper, reached.upper), "rounded")


def _with_bounds(rows: Rows, lower: Array, upper: Array) -> Rows:
    return Rows(
        rows.cost, rows.a, rows.equal, rows.brings, lower, upper, rows.integer, rows.owner, rows.owners,
        rows.columns, rows.sizes,
    )  # fmt: skip
