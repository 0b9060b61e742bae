"""A programme whose rows are found while it is solved: PuLP writes it, HiGHS keeps it warm, rows come and go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
import pulp
from numpy.typing import NDArray
from scipy import sparse

from collectief.errors import Infeasible
from collectief.model.no_plan import no_plan
from collectief.model.rows import Array, Flags, Rows
from collectief.model.solution import Solution
from collectief.model.solve import ASKING, hearing, to_pulp
from collectief.model.warm import DEVEX

Places = NDArray[np.int32]
SLACK, PATIENCE = 1e-6, 3
"""A row that was further from its limit than this in so many solves goes out, if nobody says another number."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A row that was found: ``factors`` @ x[``columns``] >= ``low``."""

    columns: Places
    factors: Array
    low: float = 0.0

    def left(self, x: Array) -> float:
        """By how much the row is off in a point, above zero where it is broken."""
        return self.low - float(self.factors @ x[self.columns])


class Pool:
    """Rows that are known beforehand, and come in only where a point breaks them."""

    def __init__(self, rows: Sequence[Found], columns: int) -> None:
        self.rows = rows
        self._matrix, self._low = _stacked(rows, columns), np.array([one.low for one in rows])

    def broken(self, x: Array, enough: float) -> list[Found]:
        """The rows that a point breaks by more than is ``enough``, in their order."""
        return [self.rows[i] for i in np.flatnonzero(self._low - self._matrix @ x > enough).tolist()]


def _stacked(rows: Sequence[Found], columns: int) -> sparse.csr_matrix:
    starts = np.cumsum([0, *(len(one.columns) for one in rows)])
    places = np.concatenate([*(one.columns for one in rows), np.zeros(0, dtype=np.int32)])
    factors = np.concatenate([*(one.factors for one in rows), np.zeros(0)])
    return sparse.csr_matrix((factors, places, starts), shape=(len(rows), columns))


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """The answer without whole numbers: columns, reduced costs, and the bound that the prices of the rows prove."""

    x: Array
    reduced: Array
    bound: float


def written(cost: Array, matrix: sparse.csr_matrix, high: Array, equal: Flags, *, upper: Array, integer: Flags) -> Rows:
    """Rows of nobody: min cost @ x with matrix @ x <= (or, where ``equal``, =) ``high`` and 0 <= x <= ``upper``."""
    n = len(cost)
    return Rows(
        cost=cost,
        a=matrix,
        equal=equal,
        brings=sparse.csc_matrix(high[:, None]),
        lower=np.zeros(n),
        upper=upper,
        integer=integer,
        owner=np.zeros(n, dtype=np.int64),
        owners=("",),
        columns={},
        sizes=(),
    )


class Growing:
    """A programme that rows are added to between solves, with one thread.

    Every column needs two finite bounds: then the prices of the rows prove a bound, whatever the solver did.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows, self._found, self._slack = rows, list[Found](), list[int]()
        self.lower, self.upper = rows.lower.copy(), rows.upper.copy()
        problem = to_pulp(rows, len(rows.cost), np.ones(len(rows.equal), dtype=np.bool_))
        solver = pulp.HiGHS(msg=False, threads=1)
        solver.createAndConfigureSolver(problem)
        solver.buildSolverModel(problem)
        self._highs: Any = problem.solverModel
        self._written = self._highs.getNumRow()
        self._whole = np.flatnonzero(rows.integer).astype(np.int32)
        self._kinds(highspy.HighsVarType.kContinuous)
        self._highs.setOptionValue("presolve", "off")
        self._highs.setOptionValue("simplex_dual_edge_weight_strategy", DEVEX)
        self._base = _as_passed(self._highs)

    def _kinds(self, kind: Any) -> None:
        self._highs.changeColsIntegrality(len(self._whole), self._whole, np.array([kind] * len(self._whole)))

    def add(self, found: Sequence[Found]) -> None:
        """Put rows behind those that are there."""
        if not found:
            return
        starts = np.cumsum([0, *(len(one.columns) for one in found)])[:-1].astype(np.int32)
        columns = np.concatenate([one.columns for one in found]).astype(np.int32)
        factors = np.concatenate([one.factors for one in found])
        low = np.array([one.low for one in found])
        high = np.full(len(found), highspy.kHighsInf)
        self._highs.addRows(len(found), low, high, len(columns), starts, columns, factors)
        self._found += found
        self._slack += [0] * len(found)

    def fix(self, columns: NDArray[np.int64], value: float) -> None:
        """Hold these columns at a value; what is proven from then on is proven of points that have it."""
        self.lower[columns] = self.upper[columns] = value
        n = len(columns)
        self._highs.changeColsBounds(n, columns.astype(np.int32), np.full(n, value), np.full(n, value))

    def solve(self, seconds: float) -> Relaxed:
        """The cheapest point without whole numbers; raises Infeasible where there is none or the time is over."""
        limit = float(self._highs.getRunTime() + max(seconds, 0.1))
        self._highs.setOptionValue("time_limit", limit)
        self._highs.run()
        for presolve in ("off", "on"):  # from nothing, and then from a smaller problem: numbers may have gone wrong
            if self._highs.getModelStatus() in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit):
                break
            self._highs.clearSolver()
            self._highs.setOptionValue("presolve", presolve)
            self._highs.run()
        self._highs.setOptionValue("presolve", "off")
        status = self._highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            word = str(self._highs.modelStatusToString(status))
            raise Infeasible(no_plan(word), word)
        solution = self._highs.getSolution()
        return self._proven(np.array(solution.col_value), np.array(solution.row_dual))

    def _proven(self, x: Array, duals: Array) -> Relaxed:
        """The bound of these prices: of a price without a limit on its side nothing is believed."""
        matrix, low, high = self._matrix()
        prices = np.where((duals > 0) & ~np.isfinite(low) | (duals < 0) & ~np.isfinite(high), 0.0, duals)
        reduced = self._rows.cost - matrix.T @ prices
        side = np.where(prices > 0, low, np.where(prices < 0, high, 0.0))
        bound = float(prices @ side + np.minimum(reduced * self.lower, reduced * self.upper).sum())
        self._slack = [0 if abs(y) > SLACK else s + 1 for y, s in zip(duals[self._written :], self._slack, strict=True)]
        return Relaxed(x, reduced, bound)

    def _matrix(self) -> tuple[sparse.csr_matrix, Array, Array]:
        base, low, high = self._base
        if not self._found:
            return self._base
        more = _stacked(self._found, base.shape[1])
        added = np.array([one.low for one in self._found])
        none = np.full(len(added), np.inf)
        return sparse.csr_matrix(sparse.vstack([base, more])), np.r_[low, added], np.r_[high, none]

    def purge(self, patience: int = PATIENCE) -> None:
        """Take out the rows that had no price for so many solves."""
        gone = [i for i, s in enumerate(self._slack) if s >= patience]
        if not gone:
            return
        rows = np.array(gone, dtype=np.int32) + self._written
        self._highs.deleteRows(len(rows), rows.astype(np.int32))
        out = set(gone)
        self._found = [one for i, one in enumerate(self._found) if i not in out]
        self._slack = [s for i, s in enumerate(self._slack) if i not in out]

    def whole(
        self, *, gap: float, seconds: float, stop: Callable[[], bool] | None = None, start: Array | None = None
    ) -> Solution:
        """The best point in whole numbers until the ``gap`` (in cost) or the time is reached, or ``stop`` says so.

        Its lower bound is that of the solver, also where it found no point: then the upper is infinite.
        """
        highs = self._highs
        self._kinds(highspy.HighsVarType.kInteger)
        limit = float(highs.getRunTime() + max(seconds, 0.1))
        options = {"presolve": "on", "mip_rel_gap": 0.0, "mip_abs_gap": max(gap, 1e-9), "time_limit": limit}
        for name, value in options.items():
            highs.setOptionValue(name, value)
        if start is not None:
            given = highspy.HighsSolution()
            given.col_value = list(start)
            highs.setSolution(given)
        if stop is not None:
            highs.setCallback(hearing(stop), None)
            highs.startCallback(ASKING)
        highs.run()
        if stop is not None:
            highs.stopCallback(ASKING)
        answer = self._answer()
        self._kinds(highspy.HighsVarType.kContinuous)
        highs.setOptionValue("presolve", "off")
        return answer

    def _answer(self) -> Solution:
        highs = self._highs
        status, info = str(highs.modelStatusToString(highs.getModelStatus())), highs.getInfo()
        if status == "Infeasible":
            return Solution(np.zeros(0), np.inf, np.inf, status)
        x = np.array(highs.getSolution().col_value)
        feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        upper = float(self._rows.cost @ x) if feasible and len(x) else np.inf
        return Solution(x, upper, min(upper, float(info.mip_dual_bound)), status)


def _as_passed(highs: Any) -> tuple[sparse.csr_matrix, Array, Array]:
    """The matrix as HiGHS has it, with the lower and upper side of its rows."""
    lp = highs.getLp()
    lp_matrix = lp.a_matrix_
    shape = (lp.num_row_, lp.num_col_)
    whole = (np.array(lp_matrix.value_), np.array(lp_matrix.index_), np.array(lp_matrix.start_))
    by_column = lp_matrix.format_ == highspy.MatrixFormat.kColwise
    matrix = sparse.csr_matrix((sparse.csc_matrix if by_column else sparse.csr_matrix)(whole, shape=shape))
    return matrix, np.array(lp.row_lower_), np.array(lp.row_upper_)
