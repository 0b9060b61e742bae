"""Solves of a linear programme in a throw-away solver: only the basis is kept, which takes little memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from collectief.model.parts import Array
from collectief.model.sides import Flags, Places, Sides
from collectief.model.warm import DEVEX

BROKEN_KW, AT_A_TIME, PATIENCE = 1e-7, 60, 3
"""A row that is off by more comes in, so many of a block at first, and all of it after some rounds."""
DEARER = 1.0 + 1e-9
"""A row that costs so many times what being off costs should be off."""

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
class Programme:
    """A matrix of rows, what columns cost and their bounds (lower, upper), and the sides of the rows."""

    matrix: sparse.csr_matrix
    cost: Array
    columns: tuple[Array, Array]
    sides: Sides

    def only(self, rows: Places) -> "Programme":
        """The same with some of its rows."""
        return Programme(self.matrix[rows], self.cost, self.columns, self.sides.only(rows))

    def off(self, x: Array) -> Array:
        """How far each row is off at a point."""
        return self.sides.off(self.matrix @ x)

    @property
    def may(self) -> Flags:
        """Which rows may be over, and which under at a price; shape (2, rows)."""
        over = np.isfinite(self.sides.eur)
        return np.stack([over, over & self.sides.equal])

    @property
    def blocks(self) -> Places:
        """The number of the block of each row where it is over, and ~ that number for under; shape (2, rows)."""
        return np.stack([self.sides.group, ~self.sides.group])


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """The columns, the prices of the rows, the basis if there is one, and whether HiGHS calls it the best."""

    x: Array
    duals: Array
    basis: Basis | None
    optimal: bool


def solve_once(asked: Programme, *, loose: Flags, basis: Basis | None = None) -> Solved:
    """The cheapest point, from a basis if there is one.

    ``loose``, shape (2, rows), says which rows may be over and which under, by columns behind the others. Without
    presolve, as a warm start needs the whole matrix, and without scaling: units are kW and kWh throughout.
    """
    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.silent()
    options = {"presolve": "off", "solver": "simplex", "threads": 1, "simplex_scale_strategy": 0}
    for name, value in {**options, "simplex_dual_edge_weight_strategy": DEVEX}.items():
        highs.setOptionValue(name, value)
    matrix, sides, (side, row) = asked.matrix, asked.sides, np.nonzero(loose)
    count, wide, more = *matrix.shape, len(row)
    plain = (int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize), 0.0)
    cells = (matrix.indptr, matrix.indices, matrix.data)
    rows, whole = (sides.low, sides.high), np.zeros(wide, dtype=np.int32)
    highs.passModel(wide, count, matrix.nnz, *plain, asked.cost, *asked.columns, *rows, *cells, whole)
    ends = np.zeros(more), np.full(more, np.inf)
    highs.addCols(more, sides.eur[row], *ends, more, np.arange(more), row, np.where(side, 1.0, -1.0))
    if basis is not None:
        highs.setBasis(basis.written())
    highs.run()
    found, optimal = highs.getSolution(), highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    x, lower, upper = np.array(found.col_value), *map(np.concatenate, zip(asked.columns, ends, strict=True))
    if not len(x):  # of which HiGHS says nothing
        optimal = bool((np.abs(asked.off(x)) <= BROKEN_KW).all())
    return Solved(x, np.array(found.row_dual), _basis_of(highs, x, (lower, upper), rows), optimal)


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

    So are columns for what a row is off: those of its block come in where the rows cannot all be kept, or where to keep
    one costs more than to be off. Of ``equal``, shape (rows,), no row is ever left out.
    """

    def __init__(self, equal: Flags) -> None:
        self.active = equal.copy()
        self.loose: set[int] = set()
        self.columns = np.zeros(0, dtype=np.int8)
        self.rows = np.full(len(equal), BASIC, dtype=np.int8)
        self.slack = np.full((2, len(equal)), LOWER, dtype=np.int8)

    def beside(self, others: Sequence["Repeated"]) -> None:
        """Begin with what others have that stand beside each other in this programme, before rows of its own."""
        self.columns = np.concatenate([one.columns for one in others])
        count = sum(len(one.rows) for one in others)
        self.rows[:count] = np.concatenate([one.rows for one in others])
        self.active[:count] = np.concatenate([one.active for one in others])
        self.slack[:, :count] = np.concatenate([one.slack for one in others], axis=1)
        self.loose.update(*(one.loose for one in others))

    def solve(self, asked: Programme, *, rounds: int) -> Solved:
        """The cheapest point; after so many rounds rows may be broken still. Rows that are left out have no price."""
        for done in range(1, rounds + 1):
            here = np.flatnonzero(self.active)
            found = self._kept(asked.only(here), here)
            broken = self._broken(asked.off(found.x), asked.sides.group, whole=done >= PATIENCE)
            if done == rounds or not len(broken):
                break
            self.active[broken] = True
        duals = np.zeros(len(self.active))
        duals[here] = found.duals
        return replace(found, duals=duals)

    def _kept(self, asked: Programme, here: Places) -> Solved:
        """The cheapest point with the rows ``here``, and with slack in no more blocks than that takes."""
        may, blocks, eur = asked.may, asked.blocks, DEARER * asked.sides.eur
        while True:
            loose = may & np.isin(blocks, list(self.loose))
            found = self._run(asked, here, loose)
            dear = may & ~loose & np.stack([found.duals < -eur, found.duals > eur])
            if not found.optimal or not dear.any():
                break
            self.loose.update(blocks[dear].tolist())
        if found.optimal or (loose == may).all():
            return found
        found = self._run(asked, here, may)
        if found.optimal:
            off = asked.off(found.x)
            self.loose.update(blocks[may & np.stack([off > BROKEN_KW, off < -BROKEN_KW])].tolist())
        return found

    def _run(self, asked: Programme, here: Places, loose: Flags) -> Solved:
        """From the basis before, which it keeps; the point that is given back is without slack."""
        side, row = np.nonzero(loose)
        at = side, here[row]
        basis = Basis(np.concatenate([self.columns, self.slack[at]]), self.rows[here]) if len(self.columns) else None
        found = solve_once(asked, loose=loose, basis=basis)
        if found.basis is not None:
            self.columns, self.slack[at] = np.split(found.basis.columns, [len(asked.cost)])
            self.rows[here] = found.basis.rows
        return replace(found, x=found.x[: len(asked.cost)], basis=None)

    def _broken(self, off: Array, group: Places, *, whole: bool) -> Places:
        """The rows that are broken most, a few of each block, or the ``whole`` of blocks with a broken row."""
        broken = np.flatnonzero(~self.active & (off > BROKEN_KW))
        if whole or not len(broken):
            return np.flatnonzero(~self.active & np.isin(group, group[broken]))
        order = broken[np.lexsort((-off[broken], group[broken]))]
        first = np.r_[0, np.flatnonzero(np.diff(group[order])) + 1]
        rank = np.arange(len(order)) - np.repeat(first, np.diff(np.r_[first, len(order)]))
        return np.asarray(order[rank < AT_A_TIME])
