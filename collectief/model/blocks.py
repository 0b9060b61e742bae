"""Taking a model apart: one block per owner and way of taking part, and the rows that tie owners together.

An owner's yes/no columns are enumerated: each combination that its own rows allow is a *mode* with a linear
programme of its own. The yes/no columns of ``shared`` (what belongs to nobody in particular), and its columns
that stand in tying rows alone, stay in the master problem. With prices on the tying rows the blocks know nothing of each other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from collectief.errors import Infeasible, ModelError
from collectief.model.rows import Rows
from collectief.model.warm import Warm
from collectief.text import Text

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
MOST_SWITCHES = 8
"""More yes/no columns of one owner than this would mean more than 256 modes: then another method is needed."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One way in which an owner can live: its cost, what it takes from the tying rows, and all its columns.

    ``ties`` has shape (tying rows,), ``x`` (columns of the owner,).
    """

    owner: str
    mode: int
    cost: float
    ties: Array
    x: Array


class Block:
    """One owner in one mode: a linear programme that is priced again and again."""

    def __init__(self, rows: Rows, owner: str, mode: int, ties: sparse.csr_matrix, columns: Ints) -> None:
        self.owner, self.mode, self.columns = owner, mode, columns
        self._rows, self._ties = rows, ties
        self._warm = Warm(rows)
        free = rows.upper > rows.lower
        self.tied = bool(abs(ties[:, np.flatnonzero(free)]).sum() > 0)
        """Whether prices change anything in this mode."""

    def aloof(self) -> Column:
        """The column that keeps away from all tying rows as far as the mode allows."""
        away = 1.0 + float(np.abs(self._rows.cost).max())
        x, _ = self._warm.reprice(self._rows.cost + away * np.asarray(abs(self._ties).sum(axis=0)).ravel())
        return self._column(x)

    def price(self, prices: Array) -> tuple[float, Column]:
        """Best answer to prices (EUR per unit of each tying row): its value with prices, and the column.

        The value is a proven lower bound on what this owner adds at these prices.
        """
        cost = self._rows.cost - self._ties.T @ prices
        x, bound = self._warm.reprice(cost)
        return bound, self._column(x)

    def _column(self, x: Array) -> Column:
        return Column(self.owner, self.mode, float(self._rows.cost @ x), np.asarray(self._ties @ x), x)


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """A model taken apart. ``ties`` are the tying rows; ``y`` the shared columns that no
    block holds (each yes/no, and what stands in tying rows alone), with their own terms."""

    rows: Rows
    ties: Ints
    blocks: tuple[Block, ...]
    y: Ints
    y_ties: sparse.csr_matrix
    shared: str

    @property
    def owners(self) -> tuple[str, ...]:
        """Owners that have a block, in the order of the model."""
        return tuple(dict.fromkeys(b.owner for b in self.blocks))

    def right(self, owners: Sequence[str]) -> Array:
        """What owners bring to the tying rows, shape (tying rows,)."""
        here = self.rows.present(owners)
        return np.asarray(self.rows.brings[self.ties] @ here)


def take_apart(rows: Rows, shared: str) -> Pieces:
    """Split rows into blocks per owner and mode.

    Raises ModelError where an owner has too many yes/no columns, Infeasible where one has no mode at all.
    """
    mine = rows.owners.index(shared) if shared in rows.owners else -1
    ties = _tying(rows, np.flatnonzero(rows.integer & (rows.owner == mine)).astype(np.int64))
    inside = np.setdiff1d(np.arange(rows.a.shape[0]), ties)
    inner = np.diff(rows.a[inside].tocsc().indptr) > 0
    y = np.flatnonzero((rows.owner == mine) & (rows.integer | ~inner)).astype(np.int64)
    tie_rows = rows.a[ties].tocsc()
    blocks: list[Block] = []
    row_owner = _owner_of(rows, inside)
    for number, owner in enumerate(rows.owners):
        columns = np.setdiff1d(np.flatnonzero(rows.owner == number), y).astype(np.int64)
        if len(columns):
            part = _part(rows, inside[row_owner == number], columns, owner)
            blocks += _modes(part, owner, tie_rows[:, columns].tocsr(), columns)
    return Pieces(rows, ties, tuple(blocks), y, tie_rows[:, y].tocsr(), shared)


def _tying(rows: Rows, y: Ints) -> Ints:
    """Rows with columns of two owners, or with a shared yes/no."""
    a = rows.a.tocoo()
    owner = rows.owner[a.col]
    low = np.full(a.shape[0], len(rows.owners))
    high = np.full(a.shape[0], -1)
    np.minimum.at(low, a.row, owner)
    np.maximum.at(high, a.row, owner)
    tied = high > low
    tied[a.row[np.isin(a.col, y)]] = True
    return np.flatnonzero(tied).astype(np.int64)


def _owner_of(rows: Rows, inside: Ints) -> Ints:
    """Owner of each row that has only one, shape (rows inside,)."""
    found = np.full(rows.a.shape[0], -1, dtype=np.int64)
    a = rows.a.tocoo()
    found[a.row] = rows.owner[a.col]
    return found[inside]


def _part(rows: Rows, which: Ints, columns: Ints, owner: str) -> Rows:
    """The rows and columns of one owner."""
    return replace(
        rows,
        cost=rows.cost[columns],
        a=rows.a[which][:, columns].tocsr(),
        equal=rows.equal[which],
        brings=(rows.brings[which] @ sparse.diags(rows.present([owner]))).tocsc(),
        lower=rows.lower[columns],
        upper=rows.upper[columns],
        integer=rows.integer[columns],
        owner=rows.owner[columns],
        columns={},
    )


def _modes(part: Rows, owner: str, ties: sparse.csr_matrix, columns: Ints) -> Iterator[Block]:
    """A block for each combination of the owner's yes/no columns that its own rows allow."""
    switches = np.flatnonzero(part.integer)
    if len(switches) > MOST_SWITCHES:
        raise ModelError(
            Text(nl=f"{owner} heeft {len(switches)} ja/nee-keuzes", en=f"{owner} has {len(switches)} yes/no choices")
        )
    choices = [range(int(part.lower[j]), int(part.upper[j]) + 1) for j in switches]
    found = 0
    for mode, values in enumerate(product(*choices)):
        lower, upper = part.lower.copy(), part.upper.copy()
        lower[switches] = upper[switches] = values
        if _possible(part, switches, np.array(values, dtype=np.float64)):
            found += 1
            yield Block(replace(part, lower=lower, upper=upper), owner, mode, ties, columns)
    if not found:
        raise Infeasible(Text(nl=f"{owner} kan op geen enkele manier meedoen", en=f"{owner} has no way to take part"))


def _possible(part: Rows, switches: Ints, values: Array) -> bool:
    """Whether rows that hold nothing but switches are kept."""
    sizes = np.diff(part.a.indptr)
    among = np.diff(part.a[:, switches].tocsr().indptr)
    only = np.flatnonzero((sizes > 0) & (sizes == among))
    value = part.a[only][:, switches] @ values
    return bool(np.all(value <= part.high[only] + 1e-9) and np.all(value >= part.low[only] - 1e-9))
