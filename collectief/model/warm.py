"""Repeated solves of one fixed matrix: HiGHS kept warm, only bounds and right-hand sides change."""

from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from collectief.errors import Infeasible
from collectief.model.no_plan import no_plan
from collectief.model.rows import Rows
from collectief.model.solution import Solution

Array = NDArray[np.float64]
DEVEX = 1


class Warm:
    """A linear programme that is solved again and again; whole numbers are relaxed.

    ``interior`` starts with the interior point method, faster on one large problem (12 s against 40 s on a
    design of 45,000 rows). Keeps the basis of the last solve. ``presolve`` is off unless asked: a warm start
    needs the whole matrix. ``start``, another that was solved, lends its basis where it has as many rows and columns;
    ``basis`` is one that was kept of such a problem. ``again`` is for a block that is solved many times from the basis
    before: without scaling, and with rough weights for the choice of rows, as exact ones cost more than they save.
    """

    def __init__(
        self,
        rows: Rows,
        *,
        presolve: bool = False,
        interior: bool = False,
        start: "Warm | None" = None,
        basis: Any = None,
        again: bool = False,
    ) -> None:
        self.rows = rows
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.silent()
        self._highs.setOptionValue("presolve", "on" if presolve else "off")
        self._highs.setOptionValue("solver", "ipm" if interior else "simplex")
        if again:
            self._highs.setOptionValue("simplex_scale_strategy", 0)
            self._highs.setOptionValue("simplex_dual_edge_weight_strategy", DEVEX)
        self._highs.passModel(*as_passed(rows.relaxed()))
        if start is not None and start.rows.a.shape == rows.a.shape and rows.a.shape[1] > 0:
            basis = start.basis
        if basis is not None:
            self._highs.setBasis(basis)

    def solve(self, rows: Rows | None = None) -> Solution:
        """Solve with the bounds and right-hand sides of ``rows`` (same matrix), or as last set.

        The answer says nothing of a bound: that is what `safe_bound` makes of its prices.
        """
        if rows is not None:
            changed(self._highs, rows)
        now = rows or self.rows
        x = self._run() if len(now.cost) else _no_columns(now)
        value = float((now.cost * x).sum())
        return Solution(x, value, -np.inf, "optimal")

    def _run(self) -> Array:
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._highs.clearSolver()
            self._highs.run()
        status = self._highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise Infeasible(no_plan(str(self._highs.modelStatusToString(status))))
        return np.array(self._highs.getSolution().col_value)

    @property
    def basis(self) -> Any:
        """Which columns and rows are basic after the last solve, as HiGHS writes it down."""
        return self._highs.getBasis()

    @property
    def duals(self) -> Array:
        """Prices of the rows in the last solve, shape (m,)."""
        return np.array(self._highs.getSolution().row_dual)

    @property
    def reduced_costs(self) -> Array:
        """What one unit more of each column would cost in the last solve, shape (n,): below zero where it is full."""
        return np.array(self._highs.getSolution().col_dual)

    @property
    def ray(self) -> Array | None:
        """Prices of the rows that prove that the last problem had no answer, shape (m,); None where none are known."""
        _, there, ray = self._highs.getDualRay()
        return np.array(ray) if there else None


def changed(highs: Any, rows: Rows) -> None:
    """Give a problem in HiGHS the bounds and right-hand sides of other rows of the same matrix."""
    n, m = len(rows.cost), len(rows.equal)
    highs.changeColsBounds(n, np.arange(n, dtype=np.int32), rows.lower, rows.upper)
    highs.changeRowsBounds(m, np.arange(m, dtype=np.int32), rows.low, rows.high)


def _no_columns(rows: Rows) -> Array:
    """The answer where there is nothing to decide, as long as no row asks for anything: HiGHS calls that empty."""
    if np.any(rows.low > 0) or np.any(rows.high < 0):
        raise Infeasible(no_plan("Infeasible"))
    return np.zeros(0)


def as_passed(rows: Rows) -> tuple[Any, ...]:
    """What HiGHS takes in one go: as whole arrays, for figure by figure took a third as long as the solving."""
    n, matrix = len(rows.cost), rows.a
    shape = (n, len(rows.equal), matrix.nnz)
    plain = (int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize), 0.0)
    columns, whole = (rows.cost, rows.lower, rows.upper), rows.integer.astype(np.int32)
    return (
        *shape, *plain, *columns, rows.low, rows.high, matrix.indptr, matrix.indices, matrix.data, whole
    )  # fmt: skip


def relaxed(rows: Rows, *, basis: Any = None) -> tuple[float, Array, Array, Any]:
    """Rows without whole numbers: what the prices prove which the solver gives, its point, these prices, and the basis.

    ``basis`` is one to begin with: that of a solve before, and `longer` by what came behind its columns and rows.
    """
    warm = Warm(rows.relaxed(), presolve=basis is None, basis=basis)
    try:
        x, duals = warm.solve().x, warm.duals
    except Infeasible:
        if basis is None:
            raise
        return relaxed(rows)  # from nothing, and from a smaller problem
    return safe_bound(rows, rows.cost, duals), x, duals, warm.basis


def longer(basis: Any, columns: int, rows: int) -> Any:
    """A basis of so many columns and rows: new columns are at their lower bound, new rows are not in the way yet."""
    status, wider = highspy.HighsBasisStatus, highspy.HighsBasis()
    old, rest = list(basis.col_status), list(basis.row_status)
    wider.col_status = [*old, *[status.kLower] * (columns - len(old))]
    wider.row_status = [*rest, *[status.kBasic] * (rows - len(rest))]
    wider.valid = True
    return wider


def safe_bound(rows: Rows, cost: Array, duals: Array) -> float:
    """A lower bound on the cost of any point that keeps the rows, from any prices of the rows."""
    y = safe_prices(rows.equal, duals)
    q = cost - rows.a.T @ y
    up, down = q < 0, q > 0  # a column that costs nothing adds nothing, also where it has no end
    return float((rows.high * y).sum() + (q[up] @ rows.upper[up]) + (q[down] @ rows.lower[down]))


def safe_prices(equal: NDArray[np.bool_], duals: Array) -> Array:
    """Prices of the rows of the right sign: those of an equality may have any, shape (m,)."""
    return np.asarray(np.where(equal, duals, np.minimum(duals, 0.0)))
