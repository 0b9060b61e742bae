"""Solves stretches of a band: so many steps in a row, begun with what stores hold and with the peaks so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from scipy import sparse

from collectief.errors import Infeasible
from collectief.model.band import Band, Ints
from collectief.model.no_plan import no_plan
from collectief.model.parts import Array


@dataclass(frozen=True, slots=True, eq=False)
class Begun:
    """What a stretch begins with: what stores hold, shape (stores,); peaks so far and their price, shape (L, months).

    ``month`` numbers the month of each step in the stretch, from 0.
    """

    held: Array
    reached: Array
    eur: Array
    month: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """How a stretch goes: columns, shape (n, K), peaks, (L, months), and the worth of a unit in store, (n, stores)."""

    x: Array
    peaks: Array
    worth: Array


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """What stores should hold after one step, and what each unit less or more costs, each shape (stores,)."""

    held: Array
    less_eur: Array
    more_eur: Array


class Stretches:
    """Solves one stretch after another of the same band; long ones begin at the basis of the one before."""

    def __init__(self, band: Band) -> None:
        self.band = band
        self._tied = _tied(band)
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.silent()
        self._highs.setOptionValue("presolve", "off")
        self._basis: dict[tuple[int, int], Any] = {}

    def course(self, first: int, count: int, begun: Begun, *, cost: Array | None = None) -> Course:
        """The cheapest way through these steps; ``cost``, shape (count, K), is that of the band unless given."""
        band, here = self.band, slice(first, first + count)
        eur = band.cost[here] if cost is None else cost
        return self._solved(
            _Cut(self._tied, first, count), (eur, band.lower[here], band.upper[here]), begun, again=True
        )

    def step(self, first: int, begun: Begun, wish: Wish) -> Course:
        """The cheapest way through one step that leaves in stores what is wished, or pays for what it does not."""
        band = self.band
        eur, lower, upper = band.cost[first].copy(), band.lower[first], band.upper[first].copy()
        full = upper[band.held]
        eur[band.held], eur[band.above] = -wish.less_eur, wish.more_eur
        upper[band.held], upper[band.above] = wish.held, full - wish.held
        return self._solved(_Cut(band.a, first, 1), (eur, lower, upper), begun)

    def _solved(self, cut: "_Cut", columns: Sequence[Array], begun: Begun, *, again: bool = False) -> Course:
        band, here, (limits, months) = self.band, slice(cut.first, cut.first + cut.count), begun.reached.shape
        low, high = band.low[here].copy(), band.high[here].copy()
        low[0, band.balance] += begun.held
        high[0, band.balance] += begun.held
        peaks = (begun.eur, begun.reached, np.full((limits, months), np.inf))
        eur, lower, upper = (np.concatenate([c.ravel(), p.ravel()]) for c, p in zip(columns, peaks, strict=True))
        start, index, value = cut.matrix(band, begun.month, months)
        n, m = len(eur), low.size
        self._highs.passModel(
            n, m, len(index), int(highspy.MatrixFormat.kColwise), int(highspy.ObjSense.kMinimize), 0.0,
            eur, lower, upper, low.ravel(), high.ravel(),
            start.astype(np.int32), index.astype(np.int32), value, np.zeros(n, np.int32),
        )  # fmt: skip
        x, worth = self._run((n, m), again=again)
        free = band.cost.shape[1] * cut.count
        return Course(
            x[:free].reshape(cut.count, -1),
            x[free:].reshape(limits, months),
            -worth.reshape(cut.count, -1)[:, band.balance],
        )

    def _run(self, shape: tuple[int, int], *, again: bool) -> tuple[Array, Array]:
        """The columns and the prices of the rows."""
        if again and shape in self._basis:
            self._highs.setBasis(self._basis[shape])
        self._highs.run()
        status = self._highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise Infeasible(no_plan(str(self._highs.modelStatusToString(status))))
        if again:
            self._basis[shape] = self._highs.getBasis()
        found = self._highs.getSolution()
        return np.array(found.col_value), np.array(found.row_dual)


@dataclass(frozen=True, slots=True, eq=False)
class _Cut:
    """So many steps from the first one, out of a matrix of all steps."""

    a: sparse.csc_matrix
    first: int
    count: int

    def matrix(self, band: Band, month: Ints, months: int) -> tuple[Ints, Ints, Array]:
        """By column: starts, rows and values; what reaches into later steps is left out, peaks come last."""
        rows, wide = band.low.shape[1], band.cost.shape[1]
        start = self.a.indptr[self.first * wide : (self.first + self.count) * wide + 1].astype(np.int64)
        index: Ints = self.a.indices[start[0] : start[-1]].astype(np.int64) - self.first * rows
        value: Array = self.a.data[start[0] : start[-1]]
        start = start - start[0]
        inside = index < self.count * rows
        if not inside.all():
            start = np.concatenate([[0], np.cumsum(inside)])[start]
            index, value = index[inside], value[inside]
        places = [np.flatnonzero(month == q) * rows + r for r in band.peaks for q in range(months)]
        if not places:
            return start, index, value
        more = np.concatenate(places)
        start = np.concatenate([start, start[-1] + np.cumsum([len(p) for p in places])])
        return start, np.concatenate([index, more]), np.concatenate([value, np.full(len(more), -1.0)])


def _tied(band: Band) -> sparse.csc_matrix:
    """The whole matrix: what a store held in the step before is there in the next."""
    steps, rows, wide = len(band), band.low.shape[1], band.cost.shape[1]
    later = np.arange(1, steps)[:, None]
    down = np.tile((later * rows + band.balance).ravel(), 2)
    across = np.concatenate([((later - 1) * wide + place).ravel() for place in (band.held, band.above)])
    carried = sparse.csc_matrix((np.full(len(down), -1.0), (down, across)), shape=band.a.shape)
    return sparse.csc_matrix(band.a + carried)
