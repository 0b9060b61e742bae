"""A master problem that holds many prices of what owners share, and what each owner costs at each of them.

For any prices of the rows that owners share, a month costs no less than what these rows bring and what each owner costs
at those prices (Lagrange), and what an owner costs is no less than planes in its own sizes (Benders). So every row here
holds everywhere, and the value of this problem is a lower bound. It mixes prices by itself: none has to be good.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from collectief.model.own import Plane
from collectief.model.parts import Array
from collectief.model.rows import Rows
from collectief.model.sides import Places
from collectief.model.solve import solve
from collectief.model.warm import longer, relaxed


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """No sizes cost less than ``lower``; these come out, and ``prices`` says which count most in each month."""

    lower: float
    amounts: Array
    prices: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Price:
    """A price of a month: what it brings, its first value and how many, and the row that it is."""

    constant: float
    first: int
    owners: int
    row: int

    @property
    def values(self) -> Places:
        """The values of its owners."""
        return np.arange(self.first, self.first + self.owners)


class ManyPrices:
    """Sizes, a value per month above the sum of all owners at each price, and a value per owner, month and price.

    Rows and values keep their place, so that each proposal begins at the basis of the one before.
    """

    def __init__(self, unit: Array, months: int) -> None:
        self._unit, self._months, self._values = unit, months, 0
        self._prices: list[list[_Price]] = [[] for _ in range(months)]
        self._planes = list[tuple[int, Plane]]()
        self._rows = list[tuple[Places, Array, float]]()
        self._basis: Any = None

    def price(self, month: int, constant: float, owners: int) -> int:
        """A new price of what is shared in a month, which brings this much; the first of the values of the owners."""
        new = _Price(constant, self._values, owners, len(self._rows))
        self._prices[month].append(new)
        self._values += owners
        places = np.r_[len(self._unit) + month, self._first + new.values]
        self._rows.append((places, np.r_[-1.0, np.ones(owners)], -constant))
        return new.first

    def add(self, value: int, plane: Plane) -> None:
        """Say that a value is nowhere below this plane."""
        self._planes.append((value, plane))
        slopes = np.r_[plane.slopes * self._unit[plane.places], -1.0]
        self._rows.append((np.r_[plane.places, self._first + value], slopes, -plane.constant))

    @property
    def _first(self) -> int:
        """The column of the first value."""
        return len(self._unit) + self._months

    def lowest(self, rows: Rows, *, whole: bool, gap: float, seconds: float) -> Proposal:
        """What no sizes go below as far as the planes say; ``rows`` are what is asked of sizes, the same each time.

        Without whole numbers that is what the prices prove which the solver gives, not the cost that it names.
        """
        written = self.above(rows)
        if whole and rows.integer.any():
            answer = solve(written, gap=gap, seconds=seconds)
            lower, x = answer.lower, answer.x
            counts: Sequence[int] = tuple(prices[-1].first for prices in self._prices)
        else:
            before = self._basis and longer(self._basis, len(written.cost), len(written.equal))
            lower, x, duals, self._basis = relaxed(written, basis=before)
            counts = self._counting(duals[len(rows.equal) :])
        amounts = x[: len(rows.cost)]
        return Proposal(lower, np.where(rows.integer & whole, np.round(amounts), amounts) * self._unit, tuple(counts))

    def _counting(self, duals: Array) -> list[int]:
        """The first value of the price that counts most, by month."""
        return [min(prices, key=lambda one: duals[one.row]).first for prices in self._prices]

    def above(self, rows: Rows) -> Rows:
        """The rows with all values beside them and all planes below.

        Every value has an end, so that any prices of the rows prove a bound. There are sizes at the least cost where
        that of an owner is on the highest of its planes, and that of a month on the dearest of its prices: what is
        higher can be lowered to there, which no row forbids and nothing costs more by.
        """
        floor, most = self._ends(rows)
        least, top = (
            np.array([max(one.constant + ends[one.values].sum() for one in prices) for prices in self._prices])
            for ends in (floor, most)
        )
        starts = np.cumsum([0, *(len(places) for places, _, _ in self._rows)])
        places, data = (np.concatenate([one[k] for one in self._rows]) for k in (0, 1))
        more = sparse.csr_matrix((data, places, starts), shape=(len(self._rows), self._first + self._values))
        nothing = sparse.csr_matrix((len(rows.equal), self._months + self._values))
        cost = np.r_[np.ones(self._months), np.zeros(self._values)]
        wider = rows.wider(nothing, cost=cost, lower=np.r_[least, floor], upper=np.r_[top, most])
        return wider.taller(more, high=np.array([high for _, _, high in self._rows]))

    def _ends(self, rows: Rows) -> tuple[Array, Array]:
        """What each value is at least within the bounds of the sizes, and its highest plane at most."""
        floor, most = np.full(self._values, -np.inf), np.full(self._values, -np.inf)
        lower, upper = rows.lower * self._unit, rows.upper * self._unit
        for value, plane in self._planes:
            low, high = plane.slopes * lower[plane.places], plane.slopes * upper[plane.places]
            floor[value] = max(floor[value], plane.constant + np.minimum(low, high).sum())
            most[value] = max(most[value], plane.constant + np.maximum(low, high).sum())
        return floor, most
