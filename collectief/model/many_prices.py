"""A master problem that holds many prices of what owners share, and what each owner costs at each of them.

For any prices of the rows that owners share, a month costs no less than what these rows bring and what each owner costs
at those prices (Lagrange), and what an owner costs is no less than planes in its own sizes (Benders). So every row here
holds everywhere, and the value of this problem is a lower bound. It mixes prices by itself: none has to be good.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from collectief.model.own import Plane
from collectief.model.parts import Array
from collectief.model.rows import Rows
from collectief.model.solve import solve
from collectief.model.warm import relaxed


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """No sizes cost less than ``lower``; these come out, and ``prices`` says which count most in each month."""

    lower: float
    amounts: Array
    prices: tuple[int, ...]


class ManyPrices:
    """Sizes, a value per month above the sum of all owners at each price, and a value per owner, month and price."""

    def __init__(self, unit: Array, months: int) -> None:
        self._unit, self._months = unit, months
        self._prices: list[list[tuple[float, int, int]]] = [[] for _ in range(months)]
        self._values = 0
        self._planes: list[tuple[int, Plane]] = []

    def price(self, month: int, constant: float, owners: int) -> int:
        """A new price of what is shared in a month, which brings this much; the first of the values of the owners."""
        first = self._values
        self._prices[month].append((constant, first, owners))
        self._values += owners
        return first

    def add(self, value: int, plane: Plane) -> None:
        """Say that a value is nowhere below this plane."""
        self._planes.append((value, plane))

    def lowest(self, rows: Rows, *, whole: bool, gap: float, seconds: float) -> Proposal:
        """What no sizes go below as far as the planes say; ``rows`` are what is asked of sizes.

        Without whole numbers that is what the prices prove which the solver gives, not the cost that it names.
        """
        written = self.above(rows)
        if whole and rows.integer.any():
            answer = solve(written, gap=gap, seconds=seconds)
            lower, x = answer.lower, answer.x
            counts: Sequence[int] = tuple(prices[-1][1] for prices in self._prices)
        else:
            lower, x, duals = relaxed(written)
            counts = self._counting(duals[len(rows.equal) :])
        amounts = x[: len(rows.cost)]
        return Proposal(lower, np.where(rows.integer & whole, np.round(amounts), amounts) * self._unit, tuple(counts))

    def _counting(self, duals: Array) -> list[int]:
        """The first value of the price that counts most, by month."""
        found, row = [], 0
        for prices in self._prices:
            weights = -duals[row : row + len(prices)]
            found.append(prices[int(weights.argmax())][1])
            row += len(prices)
        return found

    def above(self, rows: Rows) -> Rows:
        """The rows with all values beside them and all planes below.

        Every value has an end, so that any prices of the rows prove a bound. There are sizes at the least cost where
        that of an owner is on the highest of its planes, and that of a month on the dearest of its prices: what is
        higher can be lowered to there, which no row forbids and nothing costs more by.
        """
        wide, first = len(rows.cost), len(rows.cost) + self._months
        floor, most = self._ends(rows)
        months = [(month, *one) for month, prices in enumerate(self._prices) for one in prices]
        least, top = np.full(self._months, -np.inf), np.full(self._months, -np.inf)
        at, places, data = [], [], []
        for row, (month, constant, value, owners) in enumerate(months):
            mine = np.arange(value, value + owners)
            least[month] = max(least[month], constant + floor[mine].sum())
            top[month] = max(top[month], constant + most[mine].sum())
            at.append(np.full(owners + 1, row))
            places.append(np.r_[wide + month, first + mine])
            data.append(np.r_[-1.0, np.ones(owners)])
        for row, (value, plane) in enumerate(self._planes, len(months)):
            at.append(np.full(len(plane.places) + 1, row))
            places.append(np.r_[plane.places, first + value])
            data.append(np.r_[plane.slopes * self._unit[plane.places], -1.0])
        count = len(months) + len(self._planes)
        more = sparse.csr_matrix(
            (np.concatenate(data), (np.concatenate(at), np.concatenate(places))), shape=(count, first + self._values)
        )
        brings = np.r_[[-constant for _, constant, _, _ in months], [-plane.constant for _, plane in self._planes]]
        nothing = sparse.csr_matrix((len(rows.equal), self._months + self._values))
        cost = np.r_[np.ones(self._months), np.zeros(self._values)]
        wider = rows.wider(nothing, cost=cost, lower=np.r_[least, floor], upper=np.r_[top, most])
        return wider.taller(more, high=brings)

    def _ends(self, rows: Rows) -> tuple[Array, Array]:
        """What each value is at least within the bounds of the sizes, and its highest plane at most."""
        floor, most = np.full(self._values, -np.inf), np.full(self._values, -np.inf)
        lower, upper = rows.lower * self._unit, rows.upper * self._unit
        for value, plane in self._planes:
            low, high = plane.slopes * lower[plane.places], plane.slopes * upper[plane.places]
            floor[value] = max(floor[value], plane.constant + np.minimum(low, high).sum())
            most[value] = max(most[value], plane.constant + np.maximum(low, high).sum())
        return floor, most
