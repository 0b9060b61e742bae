"""A month cut by owner: what each has in it for itself, and the rows in which several owners meet.

Once the rows that owners share have prices, each owner is a linear programme of its own, small enough to be solved
again and again. All of them with the shared rows are the month, which says what those prices are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from collectief.model.alike import Alike
from collectief.model.block import bounded
from collectief.model.incumbent import OFF_KW
from collectief.model.once import Programme, Repeated, Solved
from collectief.model.own import Own
from collectief.model.parts import Array, Limit, Part, Steps, Store
from collectief.model.rows import Rows
from collectief.model.sides import Flags, Places, Sides
from collectief.model.write import begin_block

ROUNDS = 50
"""How often rows that are broken may come in: in the end none may stay broken."""


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """A month of all owners at some amounts: EUR without slack, how far rows are off (kW), and whether it is solved.

    ``prices`` are those of the shared rows, which bring ``constant``. ``used`` says what of each amount is in use,
    shape (amounts,): minus infinity where it stands in nothing here. ``wanted`` is how much more of each
    amount there should be for rows that are off.
    """

    eur: float
    off_kw: float
    prices: Array
    constant: float
    used: Array
    wanted: Array


class OwnedMonth:
    """One month of several owners, each as an `Own`, in the order of the parts.

    A kW that a row is off costs ``slack_eur``. For ``names`` and ``levels`` see `Block`. What is ``alike`` in
    the months of a year is kept once.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        steps: Steps,
        names: Sequence[str],
        *,
        levels: Mapping[str, tuple[str, str]],
        slack_eur: float,
        alike: Alike,
    ) -> None:
        made = bounded(parts, steps, names, levels, short=True)
        rows, a = made.rows, made.rows.a.tocsc()  # once: a month of sixty owners has 530,000 columns
        first, last = _owners_of_rows(rows)
        counts = [count for _, count in rows.blocks]
        every = Sides(
            high=rows.high,
            equal=rows.equal,
            eur=np.where(_may_be_off(parts, rows, a), slack_eur, np.inf),
            group=np.repeat(np.arange(len(counts)), counts),
        )
        shared = np.flatnonzero(first != last)
        self._shared = every.only(shared)
        self.own = [
            Own(
                made,
                a,
                np.flatnonzero(rows.owner == owner),
                here := np.flatnonzero((first == last) & (first == owner)),
                shared,
                sides=every.only(here),
                peaks=_peaks(parts, rows),
                alike=alike,
            )
            for owner in range(max(len(rows.owners), 1))  # who has no column may still have a limit
        ]
        self._alone = len(self.own) == 1 and not len(shared)
        self._again, self._begun = (self.own[0].again, True) if self._alone else (Repeated(self._sides.equal), False)

    @property
    def free(self) -> Array:
        """Prices at which what is shared costs nothing."""
        return np.zeros(len(self._shared.high))

    def hangs_on(self, changed: Flags) -> bool:
        """Whether any of the amounts that changed, shape (amounts,), is in this month."""
        return any(bool(changed[one.places].any()) for one in self.own)

    def together(self, amounts: Array, *, patient: bool) -> Together:
        """The cheapest way through the month for all owners at once, under peaks near those that each had alone.

        Where such a peak is why a row is off, who is ``patient`` looks once more with the peaks of that owner free.
        Those of an owner who is alone are free at once: with nobody beside it the month is as quick as its own.
        """
        free = [self._alone] * len(self.own)
        while True:
            found, seen = self._solved(amounts, free)
            duals = self._by_owner(found.duals)[:-1]
            more = [was or one.rationed(y) for was, one, y in zip(free, self.own, duals, strict=True)]
            if not patient or seen.off_kw <= OFF_KW or more == free:
                return seen
            free = more

    def _solved(self, amounts: Array, free: Sequence[bool]) -> tuple[Solved, Together]:
        bounds = [one.under_peaks(amounts, free=may) for one, may in zip(self.own, free, strict=True)]
        lower, upper = map(np.concatenate, zip(*bounds, strict=True))
        cost = np.concatenate([one.cost for one in self.own])
        month = Programme(self._matrix(), cost, (lower, upper), self._sides)
        if not self._begun:
            self._again.beside([one.again for one in self.own])
            self._begun = True
        found = self._again.solve(month, rounds=ROUNDS)
        told = np.concatenate([one.told_places for one in self.own])
        flows = month.matrix @ found.x
        room = np.where(month.sides.equal, 0.0, np.maximum(month.sides.high - flows, 0.0))
        return found, self._seen(found, month.sides.off(flows), _asked(month.matrix, room, told, amounts))

    @property
    def _sides(self) -> Sides:
        """Rows of each owner behind one another, then the shared ones: made anew each time, which saves memory."""
        return Sides.of([*(one.sides for one in self.own), self._shared])

    def _by_owner(self, rows: Array) -> list[Array]:
        """Values of rows, of each owner, and of the shared ones last."""
        return np.split(rows, np.cumsum([len(one.sides.high) for one in self.own]))

    def _seen(self, found: Solved, off: Array, used: Array) -> Together:
        """What a point says; rows that are broken are off as well."""
        *duals, y_shared = self._by_owner(found.duals)
        *own, between = self._by_owner(np.abs(off))
        prices = self._shared.prices(y_shared)
        points = np.split(found.x, np.cumsum([len(one.cost) for one in self.own]))[:-1]
        eur, wanted = 0.0, np.zeros(len(used))
        for one, x, y, here in zip(self.own, points, duals, own, strict=True):
            eur += one.eur(x)
            mine = float(max(between.max(initial=0.0), here.max(initial=0.0)))
            if mine > OFF_KW:
                wanted[one.places] += one.wanted(y, prices, mine)
            one.used(x, used)
        most = float(np.abs(off).max(initial=0.0)) if found.optimal else np.inf
        return Together(eur, most, prices, float(self._shared.high @ prices), used, wanted)

    def _matrix(self) -> sparse.csr_matrix:
        """The matrix of those rows, with the columns of each owner behind one another; made anew each time too."""
        data, indices, starts, across = [], [], [np.zeros(1, dtype=np.int64)], []
        wide = entries = 0
        for one in self.own:
            data.append(one.a.data)
            indices.append(one.a.indices + wide)
            starts.append(one.a.indptr[1:].astype(np.int64) + entries)
            across.append(one.across)
            wide, entries = wide + one.a.shape[1], entries + one.a.nnz
        shared = sparse.csr_matrix(sparse.hstack(across, format="csr"))
        start = np.concatenate([*starts, shared.indptr[1:] + entries])
        cells = (np.concatenate([*data, shared.data]), np.concatenate([*indices, shared.indices]), start)
        return sparse.csr_matrix(cells, shape=(len(start) - 1, wide))


def _asked(matrix: sparse.csr_matrix, room: Array, told: Places, amounts: Array) -> Array:
    """How large each told amount must be by the rows that it stands in, of which ``room`` is left.

    Minus infinity where it stands in none. A row that asks for less of an amount says nothing; of two amounts in one
    row neither can be smaller.
    """
    columns = np.flatnonzero(told >= 0)
    cells = matrix.tocsc()[:, columns].tocoo()
    several = np.bincount(cells.row, minlength=matrix.shape[0])[cells.row] > 1
    less = np.where(cells.data < 0, room[cells.row] / np.abs(cells.data), np.inf)
    less = np.where(several, 0.0, np.maximum(less, 0.0))
    most = np.full(len(amounts), -np.inf)
    places = told[columns][cells.col]
    np.maximum.at(most, places, amounts[places] - less)
    return most


def _peaks(parts: Sequence[Part], rows: Rows) -> Places:
    """The columns of what is charged by the highest value of a month."""
    blocks = [rows.columns[p.name] for p in parts if isinstance(p, Limit) and p.per == "month"]
    return np.array([column for block in blocks for column in range(block.start, block.stop)], dtype=np.int64)


def _owners_of_rows(rows: Rows) -> tuple[Places, Places]:
    """The first and the last of the owners that meet in each row, shape (rows,)."""
    cells, brings = rows.a.tocoo(), rows.brings.tocoo()
    row = np.r_[cells.row, brings.row[brings.data != 0]]
    owner = np.r_[rows.owner[cells.col], brings.col[brings.data != 0]]
    first, last = np.full(len(rows.equal), len(rows.owners)), np.full(len(rows.equal), -1)
    np.minimum.at(first, row, owner)
    np.maximum.at(last, row, owner)
    return first, last


def _may_be_off(parts: Sequence[Part], rows: Rows, a: sparse.csc_matrix) -> Flags:
    """The rows that must be able to be off for all others to be kept, whatever the amounts.

    That is the balance of each bus, a limit in each step, and the first step of a store, whose stock may be given.
    """
    found = np.zeros(len(rows.equal), dtype=np.bool_)
    for here in rows.buses.values():
        found[here] = True
    for part in parts:
        if isinstance(part, Limit) and part.per == "step":
            found[rows.limits[part.name]] = True
        elif isinstance(part, Store):
            found[a[:, rows.columns[begin_block(part.name)]].indices] = True
    return found
