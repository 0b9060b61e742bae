"""A month of a model in which sizes enter by bounds only, and the cuts that it gives.

With sizes given, every column is bounded by numbers, and each bound is a straight line in one size. So the cheapest way
through the month is a convex function of the sizes, and any prices of its rows bound that function from below by a
plane (a Benders cut): whatever the solver did, the plane holds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from collectief.model.parts import Array, Flow, Limit, Load, Part, Size, Steps, Store
from collectief.model.rows import Rows
from collectief.model.warm import Warm, safe_prices
from collectief.model.write import begin_block, built, store_blocks, to_rows

SLACK_EUR = 20.0
"""EUR per kWh for what sizes cannot serve: then every size has a price, and no bound gets higher by it."""


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A value is never below ``constant + slopes @ amounts``; ``slopes`` has shape (amounts,)."""

    constant: float
    slopes: Array


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """A bound of every column as a line in one amount: ``start + slope * amounts[place]``, each shape (n,)."""

    start: Array
    slope: Array
    place: NDArray[np.int64]

    def at(self, amounts: Array) -> Array:
        return np.asarray(self.start + self.slope * amounts[self.place])


class Block:
    """Some steps of some parts, ready to be solved for one amount of each size after another.

    ``names`` says which size or yes/no (`built`) each amount is of.
    """

    def __init__(self, parts: Sequence[Part], steps: Steps, names: Sequence[str]) -> None:
        kept = [p for p in parts if not is_design(p)]
        sizes = {p.name: p for p in kept if isinstance(p, Size)}
        free = {n for n, s in sizes.items() if s.lower < s.upper}
        top = to_rows(kept, steps, {n: s.upper for n, s in sizes.items()})
        low = to_rows(kept, steps, {n: 0.0 if n in free else s.upper for n, s in sizes.items()})
        span, place, moves = np.ones(len(top.cost)), np.zeros(len(top.cost), dtype=np.int64), np.zeros(len(top.cost))
        index = {name: i for i, name in enumerate(names)}
        for size, key, block in _under_sizes(kept, top):
            if size in free:
                moves[block], place[block] = 1.0, index[key]
                span[block] = sizes[size].upper if key == size else 1.0
        self._upper, self._lower = (
            _Lines(np.where(moves > 0, below, above), moves * (above - below) / span, place)
            for below, above in ((low.upper, top.upper), (low.lower, top.lower))
        )
        self._columns, self._amounts = len(top.cost), len(names)
        self._slack_eur = SLACK_EUR * float(steps.weight.max())
        self._rows, self._basis = _elastic(top, self._slack_eur), None

    def value(self, amounts: Array) -> tuple[float, Cut]:
        """The cheapest way through these steps, EUR, and a cut that touches it there, or nearly."""
        rest = np.zeros(len(self._rows.cost) - self._columns)
        lower, upper = self._lower.at(amounts), self._upper.at(amounts)
        rows = replace(self._rows, lower=np.r_[lower, rest], upper=np.r_[np.maximum(lower, upper), rest + np.inf])
        warm = Warm(rows, basis=self._basis, again=True)
        value = warm.solve().upper
        self._basis = warm.basis
        return value, self._cut(warm.duals)

    def _cut(self, duals: Array) -> Cut:
        """The plane that these prices of the rows give; what a price has above that of slack is cut off."""
        n, rows = self._columns, self._rows
        y = np.clip(safe_prices(rows, duals), -self._slack_eur, self._slack_eur)
        q = rows.cost[:n] - (rows.a.T @ y)[:n]
        constant, slopes = float((rows.high * y).sum()), np.zeros(self._amounts)
        for part, lines in ((np.minimum(q, 0.0), self._upper), (np.maximum(q, 0.0), self._lower)):
            constant += float(part @ lines.start)
            slopes += np.bincount(lines.place, part * lines.slope, self._amounts)
        return Cut(constant, slopes)


def is_design(part: Part) -> bool:
    """Whether a part says something of sizes only."""
    return (isinstance(part, Load) and part.design) or (isinstance(part, Limit) and part.per == "design")


def _under_sizes(parts: Sequence[Part], rows: Rows) -> Iterator[tuple[str, str, slice]]:
    """Each block of columns that a size bounds: the size, the size or its yes/no, and the columns."""
    for part in parts:
        if isinstance(part, Size):
            yield part.name, part.name, rows.columns[part.name]
        elif isinstance(part, Flow) and part.size is not None:
            yield part.size, built(part.size) if part.per_built else part.size, rows.columns[part.name]
        elif isinstance(part, Store):
            for block in (*store_blocks(part.name), begin_block(part.name)):
                if block in rows.columns:
                    yield part.size, part.size, rows.columns[block]


def _elastic(rows: Rows, eur: float) -> Rows:
    """The same rows, each of which may be off at a price."""
    count = len(rows.equal)
    more = sparse.hstack([-sparse.identity(count), sparse.identity(count).tocsc()[:, np.flatnonzero(rows.equal)]])
    rest = more.shape[1]
    return rows.wider(
        sparse.csr_matrix(more), cost=np.full(rest, eur), lower=np.zeros(rest), upper=np.full(rest, np.inf)
    )


def master_rows(parts: Sequence[Part], steps: Steps) -> Rows:
    """What sizes cost and must add up to, without any step."""
    return to_rows([p for p in parts if isinstance(p, Size) or is_design(p)], steps)


def amounts_of(names: Sequence[str], given: Mapping[str, float]) -> Array:
    """Amounts in the order of names: what is not given is zero, a yes/no follows its size."""
    known = {**{built(name): float(amount > 0) for name, amount in given.items()}, **given}
    return np.array([known.get(name, 0.0) for name in names])
