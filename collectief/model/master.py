"""The master problem: each owner mixes the ways of living found so far, so that the tying rows are kept.

Prices come from its linear relaxation, solved warm; the choice itself (yes/no columns and modes whole)
is a small problem in PuLP.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from collectief.model.blocks import Column, Pieces
from collectief.model.rows import Rows
from collectief.model.solve import solve
from collectief.model.warm import Warm

Array = NDArray[np.float64]
IDLE = 1e-9
"""A tying row that no column can bring above its right-hand side by more than this never binds."""


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A mix of columns: ``weight`` of each, the shared columns ``y``, and the cost of it, EUR a year."""

    columns: tuple[Column, ...]
    weight: Array
    y: Array
    cost: float

    def amounts(self, pieces: Pieces) -> Array:
        """All columns of the model under this mix, shape (n,)."""
        x = np.zeros(len(pieces.rows.cost))
        x[pieces.y] = self.y
        where = {(b.owner, b.mode): b.columns for b in pieces.blocks}
        for column, weight in zip(self.columns, self.weight, strict=True):
            if weight > 0:
                x[where[column.owner, column.mode]] += weight * column.x
        return x


def relaxed_prices(pieces: Pieces, columns: Sequence[Column], owners: Sequence[str]) -> tuple[Array, float]:
    """Prices of the tying rows (shape (tying rows,), at most 0 for a cap) and cost of the relaxed master."""
    live, rows = master_rows(pieces, columns, owners, modes=False)
    warm = Warm(rows, presolve=True)
    value = warm.solve().upper
    duals = np.zeros(len(pieces.ties))
    duals[live] = warm.duals[: len(live)]
    return duals, value


def choose(pieces: Pieces, columns: Sequence[Column], owners: Sequence[str], *, gap: float, seconds: float) -> Choice:
    """The cheapest mix in which every yes/no is a yes or a no, by PuLP."""
    _, rows = master_rows(pieces, columns, owners, modes=True)
    answer = solve(rows, gap=gap, seconds=seconds)
    n, k = len(pieces.y), len(columns)
    return Choice(tuple(columns), answer.x[n : n + k], answer.x[:n], answer.upper)


def master_rows(
    pieces: Pieces, columns: Sequence[Column], owners: Sequence[str], *, modes: bool
) -> tuple[NDArray[np.int64], Rows]:
    """The master as matrices, with the tying rows that could bind (their numbers are the first result).

    Columns: shared ones, then a weight per column, then (``modes``) a yes/no per owner and mode.
    Rows: the tying rows, one sum of weights per owner, and (``modes``) one per mode.
    """
    right = pieces.right(owners)
    ties = np.column_stack([c.ties for c in columns])
    live = _live(pieces, columns, ties, right)
    keys = sorted({(c.owner, c.mode) for c in columns}, key=lambda k: (pieces.owners.index(k[0]), k[1]))
    taking = [o for o in pieces.owners if any(c.owner == o for c in columns)]
    n, k, m = len(pieces.y), len(columns), len(keys) if modes else 0
    whole = sparse.csr_matrix(np.array([[float(c.owner == o) for c in columns] for o in taking]))
    blocks = [[pieces.y_ties[live], sparse.csr_matrix(ties[live]), None], [None, whole, None]]
    if modes:
        each = sparse.csr_matrix(np.array([[float((c.owner, c.mode) == key) for c in columns] for key in keys]))
        blocks.append([None, each, -sparse.identity(m)])
    shape = [b[: 3 if modes else 2] for b in blocks]
    a = sparse.bmat(shape, format="csr") if n else sparse.bmat([b[1:] for b in shape], format="csr")
    high = np.concatenate([right[live], np.ones(len(taking)), np.zeros(m)])
    equal = np.concatenate([pieces.rows.equal[pieces.ties[live]], np.ones(len(taking) + m, dtype=bool)])
    cost = np.concatenate([pieces.rows.cost[pieces.y], [c.cost for c in columns], np.zeros(m)])
    return live, Rows(
        cost=cost,
        a=a,
        equal=equal,
        brings=sparse.csc_matrix(high[:, None]),
        lower=np.zeros(n + k + m),
        upper=np.concatenate([pieces.rows.upper[pieces.y], np.ones(k + m)]),
        integer=np.concatenate([pieces.rows.integer[pieces.y] & modes, np.zeros(k, dtype=bool), np.ones(m, dtype=bool)]),
        owner=np.zeros(n + k + m, dtype=np.int64),
        owners=("all",),
        columns={},
        sizes=(),
    )


def _live(pieces: Pieces, columns: Sequence[Column], ties: Array, right: Array) -> NDArray[np.int64]:
    """Tying rows that some mix of these columns could break."""
    y_ties = pieces.y_ties.toarray() * pieces.rows.upper[pieces.y]
    most, least = np.maximum(y_ties, 0).sum(axis=1), np.minimum(y_ties, 0).sum(axis=1)
    for owner in dict.fromkeys(c.owner for c in columns):
        here = ties[:, [c.owner == owner for c in columns]]
        most, least = most + here.max(axis=1), least + here.min(axis=1)
    breaks = (most > right + IDLE) | (pieces.rows.equal[pieces.ties] & (least < right - IDLE))
    return np.flatnonzero(breaks).astype(np.int64)
