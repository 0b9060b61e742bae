"""What one owner has in one month: a linear programme of its own once what is shared has prices.

It answers with planes below what it costs, in its own sizes only.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from collectief.model.alike import Alike
from collectief.model.block import Bounded, Lines
from collectief.model.once import Programme, Repeated, Solved
from collectief.model.parts import Array
from collectief.model.sides import Places, Sides

ABOVE = 1.05
"""How far above its own answer a peak is held where all owners are looked at together."""
RATIONED = 0.5
"""A peak is in the way where a kW of it is worth this part of what being off costs."""
ROUNDS = 3
"""How often rows that are broken may come in: a plane holds all the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """A value is never below ``constant + slopes @ amounts[places]``."""

    constant: float
    places: Places
    slopes: Array

    def at(self, amounts: Array) -> float:
        """The value that it promises."""
        return self.constant + float(self.slopes @ amounts[self.places])


class Own:
    """What one owner has in one month. ``across`` are its columns in the shared rows, ``a`` those in rows of its own.

    ``told`` are columns that are a size and no flow. It is made of the matrix of the whole month, by column.
    """

    def __init__(
        self,
        made: Bounded,
        a: sparse.csc_matrix,
        columns: Places,
        rows: Places,
        shared: Places,
        *,
        sides: Sides,
        peaks: Places,
        alike: Alike,
    ) -> None:
        mine = a[:, columns].tocsr()
        self.sides = Sides(*alike.each(sides.high, sides.equal, sides.eur, sides.group))
        self.a = alike.matrix(sparse.csr_matrix(mine[rows]))
        self.across = alike.matrix(sparse.csr_matrix(mine[shared]))
        self.cost = alike.array(made.rows.cost[columns])
        lower, self._upper = made.lower.only(columns), _once(alike, made.upper.only(columns))
        moving = (lower.slope != 0) | (self._upper.slope != 0)
        self.places = np.unique(self._upper.place[moving])
        self._bins = alike.array(np.where(moving, np.searchsorted(self.places, self._upper.place), 0).astype(np.int32))
        self._low = alike.array(np.flatnonzero((lower.slope != 0) | (lower.start != 0)))
        self._lower = _once(alike, lower.only(self._low))
        self._free = self._upper.slope > 0
        self._free[self._low[self._lower.slope > 0]] = False
        self.told = np.isin(columns, [made.rows.columns[name].start for name in made.rows.sizes])
        alone = np.flatnonzero(np.isin(columns, peaks) & (self.across.getnnz(axis=0) == 0))
        given = self.across[made.rows.equal[shared]]  # balances with others: a limit in common gives nobody anything
        self._meets = np.flatnonzero((given.getnnz(axis=0) > 0) & ~self.told)
        self._peaks, self.peak_kw = alone, np.full(len(alone), np.inf)
        self._peak_rows = alike.matrix(self.a[:, alone].tocsc())
        self.again = Repeated(self.sides.equal)

    def bounds(self, amounts: Array) -> tuple[Array, Array]:
        """Lower and upper of all columns."""
        upper = self._upper.at(amounts)
        lower = np.zeros(len(upper))
        lower[self._low] = self._lower.at(amounts)
        return lower, np.maximum(lower, upper)

    def under_peaks(self, amounts: Array, *, free: bool) -> tuple[Array, Array]:
        """The same bounds with every peak where this owner had it by itself, and a little above, or ``free``."""
        lower, upper = self.bounds(amounts)
        if free:
            return lower, upper
        lower[self._peaks] = upper[self._peaks] = np.minimum(self.peak_kw * ABOVE, upper[self._peaks])
        return lower, upper

    def rationed(self, duals: Array) -> bool:
        """Whether prices of its rows say that a row was off to stay under a peak of this owner."""
        over = self._peak_rows.T @ self.sides.prices(duals)
        return bool((over > RATIONED * self.sides.off_eur).any())

    def eur(self, x: Array) -> float:
        """What a point within `under_peaks` costs, with each peak as it is and no price for rows that are off."""
        rows, room = self._peak_rows, self.sides.high - self.a @ x
        ends = zip(rows.indptr[:-1], rows.indptr[1:], strict=True)
        less = np.array([room[rows.indices[first:last]].min(initial=np.inf) for first, last in ends])
        return float(self.cost @ x - self.cost[self._peaks] @ np.minimum(less, x[self._peaks]))

    def value(self, amounts: Array, prices: Array) -> Plane:
        """A plane below what the month costs this owner at these prices of the shared rows, that touches it here."""
        found = self._solved(self.cost - self.across.T @ prices, self.bounds(amounts))
        self.peak_kw = found.x[self._peaks]
        return self.plane(found.duals, prices)

    def _solved(self, cost: Array, bounds: tuple[Array, Array]) -> Solved:
        return self.again.solve(Programme(self.a, cost, bounds, self.sides), rounds=ROUNDS)

    def begin(self, amounts: Array, prices: Array) -> None:
        """Peaks to begin with: the higher of those at these prices of what is shared, and where nothing comes of it."""
        alone_kw = np.zeros(len(self._peaks))
        if len(self._meets):
            lower, upper = self.bounds(amounts)
            upper[self._meets] = np.maximum(lower[self._meets], 0.0)
            alone_kw = self._solved(self.cost, (lower, upper)).x[self._peaks]
        self.value(amounts, prices)
        self.peak_kw = np.maximum(self.peak_kw, alone_kw)

    def wanted(self, duals: Array, prices: Array, off: float) -> Array:
        """By how much each of ``places`` should be more where its price says that it is why a row is ``off``."""
        worth, most = self.plane(duals, prices).slopes, self.sides.off_eur
        scarce = np.abs(worth) > RATIONED * most
        found = np.zeros(len(worth))
        found[scarce] = -off * np.sign(worth[scarce]) * np.maximum(most / np.abs(worth[scarce]), 1.0)
        return found

    def plane(self, duals: Array, prices: Array) -> Plane:
        """The plane that prices of its own rows give, whatever these are.

        For any y, a column that costs q = c - A'y is worth no less than the lower of q times its bounds, which are
        lines in the amounts.
        """
        y = self.sides.prices(duals)
        q = self.cost - self.across.T @ prices - self.a.T @ y
        constant, slopes = float(self.sides.high @ y), np.zeros(max(len(self.places), 1))
        low = (np.maximum(q[self._low], 0.0), self._lower, self._bins[self._low])
        for part, lines, bins in (low, (np.minimum(q, 0.0), self._upper, self._bins)):
            constant += float(part @ lines.start)
            slopes += np.bincount(bins, part * lines.slope, len(slopes))
        return Plane(constant, self.places, slopes[: len(self.places)])

    def used(self, x: Array, most: Array) -> None:
        """Raise ``most``, shape (amounts,), to what flows need at a point; rows may ask for more (`OwnedMonth`)."""
        flows = (self._upper.slope > 0) & ~self.told
        need = np.where(self._free, x - self._upper.start, np.inf)
        np.maximum.at(most, self._upper.place[flows], need[flows] / self._upper.slope[flows])

    @property
    def told_places(self) -> Places:
        """Which amount each column is that is told and can move, -1 for all others."""
        return np.where(self.told & (self._upper.slope > 0), self._upper.place, -1)


def _once(alike: Alike, lines: Lines) -> Lines:
    return Lines(*alike.each(lines.start, lines.slope, lines.place))
