"""Solves of a linear programme in a throw-away solver: only the basis is kept, which takes little memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from collectief.model.parts import Array

DEVEX = 1
BROKEN_KW, AT_A_TIME, PATIENCE = 1e-7, 60, 3
"""A row that is off by more comes in, so many of a block at first, and all of it after some rounds."""


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """The columns, the prices of the rows, the basis as HiGHS writes it down, and whether HiGHS calls it the best."""

    x: Array
    duals: Array
    basis: Any
    optimal: bool


def solve_once(
    matrix: sparse.csr_matrix,
    cost: Array,
    columns: tuple[Array, Array],
    rows: tuple[Array, Array],
    *,
    basis: Any = None,
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
    if basis is not None:
        highs.setBasis(basis)
    highs.run()
    found = highs.getSolution()
    optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return Solved(np.array(found.col_value), np.array(found.row_dual), highs.getBasis(), optimal)


STATUSES = list(highspy.HighsBasisStatus.__members__.values())
NUMBERS = {status: number for number, status in enumerate(STATUSES)}
BASIC, LOWER = NUMBERS[highspy.HighsBasisStatus.kBasic], NUMBERS[highspy.HighsBasisStatus.kLower]


def _numbers(statuses: Sequence[Any]) -> NDArray[np.int8]:
    """A basis as bytes: as objects of Python it takes a hundred times as much."""
    return np.array([NUMBERS[status] for status in statuses], dtype=np.int8)


def _statuses(numbers: NDArray[np.int8]) -> list[Any]:
    return [STATUSES[number] for number in numbers.tolist()]


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
            if found.basis.valid:
                self.columns, self.rows[here] = _numbers(found.basis.col_status), _numbers(found.basis.row_status)
            broken = self._broken(matrix @ found.x - rows[1], whole=done >= PATIENCE)
            if done == rounds or not len(broken):
                break
            self.active = here.copy()
            self.active[broken] = True
        duals = np.zeros(len(here))
        duals[here] = found.duals
        return replace(found, duals=duals)

    def _basis(self) -> Any:
        if not len(self.columns):
            return None
        basis = highspy.HighsBasis()
        basis.col_status, basis.row_status = _statuses(self.columns), _statuses(self.rows[self.active])
        basis.valid = True
        return basis

    def _broken(self, over: Array, *, whole: bool) -> NDArray[np.int64]:
        """The rows that are broken most, a few of each block, or the ``whole`` of blocks with a broken row."""
        broken = np.flatnonzero(~self.active & (over > BROKEN_KW))
        if whole or not len(broken):
            return np.flatnonzero(~self.active & np.isin(self._group, self._group[broken]))
        order = broken[np.lexsort((-over[broken], self._group[broken]))]
        first = np.r_[0, np.flatnonzero(np.diff(self._group[order])) + 1]
        rank = np.arange(len(order)) - np.repeat(first, np.diff(np.r_[first, len(order)]))
        return np.asarray(order[rank < AT_A_TIME])
