"""Columns that lie above planes: what months cost as far as the cuts of a master problem say."""

import numpy as np
from scipy import sparse

from collectief.model.block import Cut
from collectief.model.parts import Array
from collectief.model.rows import Rows


class Cuts:
    """Planes by the number of the value they bound from below; ``unit`` is the amount of one of each column."""

    def __init__(self, count: int, unit: Array) -> None:
        self._count, self._unit = count, unit
        self._cuts: list[tuple[int, Cut]] = []
        self._total: list[Cut] = []

    def add(self, number: int, cut: Cut) -> None:
        """Say that a value is nowhere below this plane."""
        self._cuts.append((number, cut))

    def add_total(self, cut: Cut) -> None:
        """Say that the sum of all values is nowhere below this plane."""
        self._total.append(cut)

    def above(self, rows: Rows) -> Rows:
        """The rows with a column per value that lies above each of its cuts; as they are where nothing has steps."""
        if not self._count:
            return rows
        count, single, both = self._count, len(self._cuts), [*(cut for _, cut in self._cuts), *self._total]
        slopes = np.array([cut.slopes * self._unit for cut in both])
        which = np.array([number for number, _ in self._cuts])
        least = np.array([cut.constant for cut in both])
        reach = least + np.minimum(slopes * rows.lower, slopes * rows.upper).sum(axis=1)
        floor = np.array([reach[:single][which == m].max() for m in range(count)])
        lies = sparse.csr_matrix((-np.ones(single), (np.arange(single), which)), shape=(single, count))
        longer = rows.taller(sparse.csr_matrix(slopes), high=-least)
        over = sparse.csr_matrix(-np.ones((len(self._total), count)))
        more = sparse.vstack([sparse.csr_matrix((len(rows.equal), count)), lies, over])
        return longer.wider(sparse.csr_matrix(more), cost=np.ones(count), lower=floor, upper=np.full(count, np.inf))
