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
from collectief.model.refuse import refuse_endless
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

    def __add__(self, other: "Cut") -> "Cut":
        return Cut(self.constant + other.constant, self.slopes + other.slopes)


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """A bound of every column as a line in one amount: ``start + slope * amounts[place]``, each shape (n,)."""

    start: Array
    slope: Array
    place: NDArray[np.integer]

    def at(self, amounts: Array) -> Array:
        """The bound of every column at these amounts."""
        return np.asarray(self.start + self.slope * amounts[self.place]) if len(amounts) else self.start.copy()

    def only(self, columns: NDArray[np.int64]) -> "Lines":
        """Those of some columns, in less memory."""
        return Lines(self.start[columns], self.slope[columns], self.place[columns].astype(np.int32))

    def follow(self, column: int, amount: int) -> None:
        """Let a column be just this amount."""
        self.start[column], self.slope[column], self.place[column] = 0.0, 1.0, amount


@dataclass(frozen=True, slots=True, eq=False)
class Bounded:
    """Some steps in rows, with the bounds of every column as lines in the amounts."""

    rows: Rows
    lower: Lines
    upper: Lines


def bounded(
    parts: Sequence[Part],
    steps: Steps,
    names: Sequence[str],
    levels: Mapping[str, tuple[str, str]],
    *,
    short: bool = False,
) -> Bounded:
    """The rows of some steps in which sizes are in no bound as a row; for ``names`` and ``levels`` see `Block`.

    With ``short`` plain stores stand in the balance of their bus (`to_rows`).
    """
    kept = [p for p in parts if not is_design(p)]
    refuse_endless(kept)
    sizes = {p.name: p for p in kept if isinstance(p, Size)}
    free = {n for n, s in sizes.items() if s.lower < s.upper}
    top = to_rows(kept, steps, {n: s.upper for n, s in sizes.items()}, short=short)
    low = to_rows(kept, steps, {n: 0.0 if n in free else s.upper for n, s in sizes.items()}, short=short)
    span, place, moves = np.ones(len(top.cost)), np.zeros(len(top.cost), dtype=np.int64), np.zeros(len(top.cost))
    index = {name: i for i, name in enumerate(names)}
    for size, key, block in _under_sizes(kept, top):
        if size in free:
            moves[block], place[block] = 1.0, index[key]
            span[block] = sizes[size].upper if key == size else 1.0
    upper, lower = (
        Lines(np.where(moves > 0, below, above), moves * (above - below) / span, place.copy())
        for below, above in ((low.upper, top.upper), (low.lower, top.lower))
    )
    for store, ends in levels.items():
        stock, begin = top.columns[store_blocks(store)[2]], top.columns[begin_block(store)]
        for column, name in zip((begin.start, stock.stop - 1), ends, strict=True):
            upper.follow(column, index[name])
            lower.follow(column, index[name])
    return Bounded(top, lower, upper)


class Block:
    """Some steps of some parts, ready to be solved for one amount of each size after another.

    ``names`` says which size or yes/no (`built`) each amount is of. ``slack_eur`` is what a kW that a row is off costs
    in a step of weight one, or a kWh of a limit over the year. ``levels`` names, for stores whose borders are open, the
    amounts that these hold at the begin and at the end of the steps.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        steps: Steps,
        names: Sequence[str],
        *,
        slack_eur: float = SLACK_EUR,
        levels: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        made = bounded(parts, steps, names, levels or {})
        top, self._lower, self._upper = made.rows, made.lower, made.upper
        self._columns, self._amounts = len(top.cost), len(names)
        self._slack_eur = np.full(len(top.equal), slack_eur * float(steps.weight.max()))
        for limit in (p for p in parts if isinstance(p, Limit) and p.per == "year"):  # its steps are weighted already
            self._slack_eur[top.limits[limit.name]] = slack_eur
        self._rows, self._basis = _elastic(top, self._slack_eur), None
        self._turned = sparse.csr_matrix(self._rows.a[:, : self._columns].T)
        self._given = np.zeros(self._columns, dtype=np.bool_)
        self._reduced, self._off = np.zeros(self._columns), 0.0

    def value(self, amounts: Array, given: Mapping[str, tuple[Array, Array]] | None = None) -> tuple[float, Cut]:
        """The cheapest way through these steps, EUR, and a cut that touches it there, or nearly.

        Flows in ``given`` have bounds (lower, upper) that no amount explains: the cut says nothing of what these bring.
        """
        rest = np.zeros(len(self._rows.cost) - self._columns)
        lower, upper = self._lower.at(amounts), self._upper.at(amounts)
        for name, (least, most) in (given or {}).items():
            block = self._rows.columns[name]
            lower[block], upper[block], self._given[block] = least, most, True
        rows = replace(self._rows, lower=np.r_[lower, rest], upper=np.r_[np.maximum(lower, upper), rest + np.inf])
        warm = Warm(rows, basis=self._basis, again=True)
        found = warm.solve()
        self._basis, self._off = warm.basis, float(found.x[self._columns :].max(initial=0.0))
        return found.upper, self._cut(warm.duals)

    @property
    def off_kw(self) -> float:
        """How far the row that is furthest off was off in the last solve, kW or kWh."""
        return self._off

    def price(self, name: str) -> Array:
        """What one kW more of a flow costs in each step by the prices of the last cut, EUR."""
        return self._reduced[self._rows.columns[name]]

    def _cut(self, duals: Array) -> Cut:
        """The plane that these prices of the rows give; what a price has above that of slack is cut off."""
        n, rows = self._columns, self._rows
        y = np.clip(safe_prices(rows.equal, duals), -self._slack_eur, self._slack_eur)
        self._reduced = rows.cost[:n] - self._turned @ y
        q = np.where(self._given, 0.0, self._reduced)
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


def _elastic(rows: Rows, eur: Array) -> Rows:
    """The same rows, each of which may be off at a price, shape (m,)."""
    count = len(rows.equal)
    more = sparse.hstack([-sparse.identity(count), sparse.identity(count).tocsc()[:, np.flatnonzero(rows.equal)]])
    rest = more.shape[1]
    return rows.wider(
        sparse.csr_matrix(more), cost=np.r_[eur, eur[rows.equal]], lower=np.zeros(rest), upper=np.full(rest, np.inf)
    )


def master_rows(parts: Sequence[Part], steps: Steps) -> Rows:
    """What sizes cost and must add up to, without any step."""
    return to_rows([p for p in parts if isinstance(p, Size) or is_design(p)], steps)


def amounts_of(names: Sequence[str], given: Mapping[str, float]) -> Array:
    """Amounts in the order of names: what is not given is zero, a yes/no follows its size."""
    known = {**{built(name): float(amount > 0) for name, amount in given.items()}, **given}
    return np.array([known.get(name, 0.0) for name in names])
