"""The matrices of a mixed-integer programme, with the owner of every column and right-hand side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from collectief.model.parts import Bus

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """min cost·x  with  A x = b or A x <= b  and  lower <= x <= upper.

    With n columns, m rows and k owners: ``cost``, ``lower``, ``upper``, ``integer`` and ``owner`` (index)
    have shape (n,), ``equal`` (m,), ``a`` (m, n). The right-hand side is the sum of what each owner
    brings: ``brings`` has shape (m, k), so a coalition is a change of bounds and right-hand sides only.
    ``columns`` gives the place of each named block; ``sizes`` names the blocks that are design.
    """

    cost: Array
    a: sparse.csr_matrix
    equal: Flags
    brings: sparse.csc_matrix
    lower: Array
    upper: Array
    integer: Flags
    owner: NDArray[np.int64]
    owners: tuple[str, ...]
    columns: Mapping[str, slice]
    sizes: tuple[str, ...]
    blocks: tuple[tuple[int, int], ...] = ()
    """First row and number of rows of each block of rows, in the order in which parts were written."""
    limits: Mapping[str, slice] = field(default_factory=dict)
    """The rows of each limit."""
    buses: Mapping[Bus, slice] = field(default_factory=dict)
    """The rows in which each bus balances."""

    @property
    def high(self) -> Array:
        """Upper side of each row, shape (m,)."""
        return np.asarray(self.brings @ np.ones(self.brings.shape[1]))

    @property
    def low(self) -> Array:
        """Lower side of each row, shape (m,): minus infinity where it is not an equality."""
        return np.asarray(np.where(self.equal, self.high, -np.inf), dtype=np.float64)

    def present(self, members: Iterable[str]) -> Array:
        """1.0 for each owner that takes part, shape (k,)."""
        kept = set(members)
        return np.array([float(o in kept) for o in self.owners])

    def only(self, members: Iterable[str]) -> "Rows":
        """The same rows for a coalition: what others own is zero."""
        return self.part(self.present(members))

    def part(self, present: Array) -> "Rows":
        """The same rows with so much of every owner, 0 to 1, shape (k,): of its bounds and of what it brings."""
        here = present[self.owner]
        return replace(
            self,
            lower=np.multiply(self.lower, here, where=here > 0, out=np.zeros_like(self.lower)),
            upper=np.multiply(self.upper, here, where=here > 0, out=np.zeros_like(self.upper)),
            brings=(self.brings @ sparse.diags(present)).tocsc(),
        )

    def close(self, names: Iterable[str]) -> "Rows":
        """The same rows in which these blocks stay at zero."""
        upper, lower = self.upper.copy(), self.lower.copy()
        for name in names:
            upper[self.columns[name]] = 0.0
            lower[self.columns[name]] = 0.0
        return replace(self, upper=upper, lower=lower)

    def settled(self, columns: Mapping[str, float]) -> "Rows":
        """The same rows in which these single columns have these values."""
        upper, lower = self.upper.copy(), self.lower.copy()
        for name, value in columns.items():
            upper[self.columns[name]] = lower[self.columns[name]] = value
        return replace(self, upper=upper, lower=lower)

    def wider(self, more: sparse.csr_matrix, *, cost: Array, lower: Array, upper: Array) -> "Rows":
        """The same rows with columns beside these, of the first owner: ``more`` has shape (m, new), the rest (new,)."""
        new = len(cost)
        return replace(
            self,
            a=sparse.csr_matrix(sparse.hstack([self.a, more])),
            cost=np.r_[self.cost, cost],
            lower=np.r_[self.lower, lower],
            upper=np.r_[self.upper, upper],
            integer=np.r_[self.integer, np.zeros(new, dtype=np.bool_)],
            owner=np.r_[self.owner, np.zeros(new, dtype=np.int64)],
        )

    def taller(self, more: sparse.csr_matrix, *, high: Array) -> "Rows":
        """The same rows with others below these, of the first owner: ``more`` @ x <= ``high``, shape (new, n), (new,).

        Where nobody owns anything somebody without a name does: a right-hand side needs a column to stand in.
        """
        owners = self.owners or ("",)
        brings = self.brings if self.owners else sparse.csc_matrix((len(self.equal), 1))
        right = sparse.csc_matrix(high[:, None] * np.eye(1, len(owners)))
        return replace(
            self,
            a=sparse.csr_matrix(sparse.vstack([self.a, more])),
            equal=np.r_[self.equal, np.zeros(len(high), dtype=np.bool_)],
            brings=sparse.csc_matrix(sparse.vstack([brings, right])),
            owners=owners,
        )

    def relaxed(self) -> "Rows":
        """The same rows without whole numbers."""
        return replace(self, integer=np.zeros_like(self.integer))

    def at(self, x: Array, name: str) -> Array:
        """The values of a named block in a solution."""
        return x[self.columns[name]]
