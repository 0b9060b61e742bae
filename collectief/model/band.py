"""A long model with given sizes as a band: each step has the same rows and columns, and only stores tie steps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from collectief.model.parts import Array, Limit, Part, Steps, Store
from collectief.model.rows import Rows
from collectief.model.write import begin_block, store_blocks, to_rows

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """A model of T steps with K columns and R rows each, and L monthly limits.

    ``a`` holds what lies within steps, ordered by step, shape (T R, T K). ``cost``, ``lower`` and ``upper`` have shape
    (T, K); ``low``, ``high`` and ``constant``, what the sizes add to a row, have shape (T, R). What a store holds is in
    two columns, the second for what it holds above a plan: their places are ``held`` and ``above``, and ``balance``
    that of the row of the store, each shape (stores,). ``peaks`` are the places of the rows of monthly limits and
    ``peak_eur`` their prices, each shape (L,). ``limits`` gives the place of the row of every limit.
    """

    names: tuple[str, ...]
    stores: tuple[str, ...]
    limits: Mapping[str, int]
    a: sparse.csc_matrix
    cost: Array
    lower: Array
    upper: Array
    low: Array
    high: Array
    constant: Array
    held: Ints
    above: Ints
    balance: Ints
    peaks: Ints
    peak_eur: Array

    def __len__(self) -> int:
        return len(self.cost)

    def as_before(self, back: Ints, known: Callable[[str], bool]) -> "Band":
        """The same model in which each step is as the step ``back``, shape (T,), was; but for what is known.

        ``known`` is asked of the names of columns and of limits; a row is known where all its columns are.
        """
        sure = np.array([known(name) for name in self.names])
        rows = self._rows_of(sure)
        rows[[place for name, place in self.limits.items() if known(name)]] = True
        return replace(
            self,
            a=self._moved(back, rows),
            cost=self.cost[back],
            lower=np.where(sure, self.lower, self.lower[back]),
            upper=np.where(sure, self.upper, self.upper[back]),
            low=np.where(rows, self.low, self.low[back]),
            high=np.where(rows, self.high, self.high[back]),
            constant=np.where(rows, self.constant, self.constant[back]),
        )

    def _rows_of(self, sure: Flags) -> Flags:
        """Rows that hold nothing but these columns, shape (R,)."""
        cells, rows, columns = self.a.tocoo(), self.low.shape[1], self.cost.shape[1]
        unsure = ~sure[cells.col % columns]
        found = np.ones(rows, dtype=np.bool_)
        found[cells.row[unsure] % rows] = False
        return found

    def _moved(self, back: Ints, rows: Flags) -> sparse.csc_matrix:
        steps, count, columns = len(self), len(rows), self.cost.shape[1]
        here = np.arange(steps)
        source = np.where(rows, here[:, None], back[:, None])
        taken = self.a.tocsr()[(source * count + np.arange(count)).ravel()]
        further = np.repeat(((here[:, None] - source) * columns).ravel(), np.diff(taken.indptr))
        return sparse.csr_matrix((taken.data, taken.indices + further, taken.indptr), shape=self.a.shape).tocsc()


def to_band(parts: Sequence[Part], steps: Steps, known: Mapping[str, float]) -> Band:
    """The band of some parts of which every size is ``known``; months are those that the steps number."""
    free = replace(steps, cycle=np.zeros_like(steps.cycle), period=np.zeros_like(steps.period), months=np.ones(1))
    rows = to_rows(parts, replace(free, border_eur=0.0), known)
    stores = tuple(p.name for p in parts if isinstance(p, Store))
    monthly = [p for p in parts if isinstance(p, Limit) and p.per == "month" and p.name in rows.columns]
    return _ordered(rows, len(steps), stores, monthly)


def _ordered(rows: Rows, steps: int, stores: tuple[str, ...], monthly: Sequence[Limit]) -> Band:
    begins = {begin_block(s) for s in stores}
    once = {p.name for p in monthly} | begins | set(rows.sizes)
    moving = [name for name in rows.columns if name not in once]
    stock = [moving.index(store_blocks(s)[2]) for s in stores]
    starts = np.array([rows.columns[n].start for n in (*moving, *(moving[k] for k in stock))], dtype=np.int64)
    blocks = np.array([first for first, _ in rows.blocks], dtype=np.int64)
    here = np.arange(steps)[:, None]
    across, down = (here + starts).ravel(), (here + blocks).ravel()
    fixed = np.zeros(len(rows.cost))
    for name in rows.sizes:
        fixed[rows.columns[name]] = rows.lower[rows.columns[name]]
    constant = (rows.a @ fixed)[down].reshape(steps, -1)
    place = {int(first): i for i, first in enumerate(blocks)}
    limits = {name: place[block.start] for name, block in rows.limits.items()}
    whole = rows.a[down][:, across].tocsc()
    held, above = np.array(stock, dtype=np.int64), len(moving) + np.arange(len(stock))
    upper = rows.upper[across].reshape(steps, -1)
    upper[:, above] = 0.0
    return Band(
        names=(*moving, *(moving[k] for k in stock)), stores=stores, limits=limits,
        a=_within(whole, len(blocks), len(starts)),
        cost=rows.cost[across].reshape(steps, -1), lower=rows.lower[across].reshape(steps, -1), upper=upper,
        low=rows.low[down].reshape(steps, -1) - constant, high=rows.high[down].reshape(steps, -1) - constant,
        constant=constant, held=held, above=above, balance=_balances(rows, stores, place),
        peaks=np.array([limits[p.name] for p in monthly], dtype=np.int64),
        peak_eur=np.array([p.eur_per_kw for p in monthly]),
    )  # fmt: skip


def _within(whole: sparse.csc_matrix, rows: int, columns: int) -> sparse.csc_matrix:
    """Only what ties rows and columns of the same step."""
    cells = whole.tocoo()
    same = cells.row // rows == cells.col // columns
    return sparse.csc_matrix((cells.data[same], (cells.row[same], cells.col[same])), shape=whole.shape)


def _balances(rows: Rows, stores: Sequence[str], place: Mapping[int, int]) -> Ints:
    """The row of each store: the one in which it begins."""
    cells = rows.a.tocsc()
    begins = [cells[:, rows.columns[begin_block(s)].start].indices[0] for s in stores]
    return np.array([place[int(first)] for first in begins], dtype=np.int64)
