"""Solves of a linear programme in a throw-away solver: only the basis is kept, which takes little memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from collectief.model.parts import Array
from collectief.model.warm import DEVEX

BROKEN_KW, AT_A_TIME, PATIENCE = 1e-7, 60, 3
"""A row that is off by more comes in, so many of a block at first, and all of it after some rounds."""

Numbers = NDArray[np.int8]
Status = highspy.HighsBasisStatus
STATUSES = np.array(sorted(Status.__members__.values(), key=int))
LOWER, BASIC, UPPER, ZERO = map(int, (Status.kLower, Status.kBasic, Status.kUpper, Status.kZero))


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """How each column and each row stands, as numbers of HiGHS: as its own objects it takes a hundred times as much."""

    columns: Numbers
    rows: Numbers

    def written(self) -> Any:
        """As HiGHS takes it."""
        basis = highspy.HighsBasis()
        basis.col_status, basis.row_status = STATUSES[self.columns].tolist(), STATUSES[self.rows].tolist()
        basis.valid = True
        return basis


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """The columns, the prices of the rows, the basis if there is one, and whether HiGHS calls it the best."""

    x: Array
    duals: Array
    basis: Basis | None
    optimal: bool


def solve_once(
    matrix: sparse.csr_matrix,
    cost: Array,
    columns: tuple[Array, Array],
    rows: tuple[Array, Array],
    *,
    basis: Basis | None = None,
) -> Solved:
    """The cheapest point within these bounds of columns and rows (lower, upper), from a basis if there is one.

    Without presolve, as a warm start needs the whole matrix, and without scaling: units are kW and kWh throughout.
    """
    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.silent()
    options = {"presolve": "off", "solver": "simplex", "threads": 1, "simplex_scale_strategy": 0}
    for name, value in {**options, "simplex_dual_edge_weight_strategy": DEVEX}.items():
        highs.setOptionValue(name, value)
    count, wide = matrix.shape
    plain = (int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize), 0.0)
    whole = np.zeros(wide, dtype=np.int32)
    highs.passModel(
        wide, count, matrix.nnz, *plain, cost, *columns, *rows, matrix.indptr, matrix.indices, matrix.data, whole
    )
    del matrix  # the solver has its own: of two months at once it is 14 MB with ten owners
    if basis is not None:
        highs.setBasis(basis.written())
    highs.run()
    found = highs.getSolution()
    x, optimal = np.array(found.col_value), not wide or highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return Solved(x, np.array(found.row_dual), _basis_of(highs, x, columns, rows), optimal)


def _basis_of(highs: Any, x: Array, columns: tuple[Array, Array], rows: tuple[Array, Array]) -> Basis | None:
    """The basis after a run: from the names of what is basic and where the rest stands, as asking takes far longer."""
    status, basic = highs.getBasicVariables()
    if status == highspy.HighsStatus.kError:
        return None
    lower, upper = columns
    nearer = np.where(np.isfinite(upper) & (upper - x < x - lower), UPPER, LOWER)
    at = np.where(np.isfinite(lower) | np.isfinite(upper), nearer, ZERO).astype(np.int8)
    beside = np.where(np.isfinite(rows[0]), LOWER, UPPER).astype(np.int8)
    at[basic[basic >= 0]] = BASIC
    beside[-basic[basic < 0] - 1] = BASIC
    return Basis(at, beside)


class Repeated:
    """A programme that is solved again and again, in which rows that seldom bind are left out until they are broken.

    ``group`` numbers the block of each row, shape (rows,): of every block the few that are broken most come in at a
    time. Equalities are always in.
    """

    def __init__(self, equal: NDArray[np.bool_], group: NDArray[np.int64]) -> None:
        self._group = group
        self.active = equal.copy()
        self.columns = np.zeros(0, dtype=np.int8)
        self.rows = np.full(len(equal), BASIC, dtype=np.int8)

    def beside(self, others: Sequence["Repeated"], more: int) -> None:
        """Begin with what others that stand beside each other in this programme have, and ``more`` columns."""
        self.columns = np.concatenate([*(one.columns for one in others), np.full(more, LOWER, dtype=np.int8)])
        count = sum(len(one.rows) for one in others)
        self.rows[:count] = np.concatenate([one.rows for one in others])
        self.active[:count] = np.concatenate([one.active for one in others])

    def solve(
        self,
        matrix: sparse.csr_matrix,
        cost: Array,
        columns: tuple[Array, Array],
        rows: tuple[Array, Array],
        *,
        rounds: int,
    ) -> Solved:
        """The cheapest point; after so many rounds rows may be broken still. Rows that are left out have no price."""
        for done in range(1, rounds + 1):
            here = self.active
            found = solve_once(matrix[here], cost, columns, (rows[0][here], rows[1][here]), basis=self._basis())
            if found.basis is not None:
                self.columns, self.rows[here] = found.basis.columns, found.basis.rows
            broken = self._broken(matrix @ found.x - rows[1], whole=done >= PATIENCE)
            if done == rounds or not len(broken):
                break
            self.active = here.copy()
            self.active[broken] = True
        duals = np.zeros(len(here))
        duals[here] = found.duals
        return replace(found, duals=duals)

    def _basis(self) -> Basis | None:
        return Basis(self.columns, self.rows[self.active]) if len(self.columns) else None

    def _broken(self, over: Array, *, whole: bool) -> NDArray[np.int64]:
        """The rows that are broken most, a few of each block, or the ``whole`` of blocks with a broken row."""
        broken = np.flatnonzero(~self.active & (over > BROKEN_KW))
        if whole or not len(broken):
            return np.flatnonzero(~self.active & np.isin(self._group, self._group[broken]))
        order = broken[np.lexsort((-over[broken], self._group[broken]))]
        first = np.r_[0, np.flatnonzero(np.diff(self._group[order])) + 1]
        rank = np.arange(len(order)) - np.repeat(first, np.diff(np.r_[first, len(order)]))
        return np.asarray(order[rank < AT_A_TIME])
