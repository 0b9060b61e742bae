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
        """The rows with a column per value that lies above each of its cuts; as they are where nothing has steps.

        Every value has an end, so that any prices of the rows prove a bound. At the least cost none lies above both
        the highest of its cuts anywhere and what the highest cut of the total leaves above the floors of all others:
        above both it could be less, at less cost.
        """
        if not self._count:
            return rows
        count, single, both = self._count, len(self._cuts), [*(cut for _, cut in self._cuts), *self._total]
        slopes = np.array([cut.slopes * self._unit for cut in both])
        which = np.array([number for number, _ in self._cuts])
        least = np.array([cut.constant for cut in both])
        ends = slopes * rows.lower, slopes * rows.upper
        reach, top = least + np.minimum(*ends).sum(axis=1), least + np.maximum(*ends).sum(axis=1)
        floor, most = (np.array([of[:single][which == m].max() for m in range(count)]) for of in (reach, top))
        most = np.maximum(most, floor - floor.sum() + top[single:].max(initial=-np.inf))
        values = np.zeros((len(both), count))
        values[np.arange(single), which] = values[single:] = -1.0
        nothing = sparse.csr_matrix((len(rows.equal), count))
        wider = rows.wider(nothing, cost=np.ones(count), lower=floor, upper=most)
        return wider.taller(sparse.csr_matrix(np.hstack([slopes, values])), high=-least)
