"""One search for the coalition that gains most under given shares, against all cuts that are known.

Of two players or more: what single players cost is known, and only two or more pay what it costs to be together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import inf, isfinite
from typing import NamedTuple

import numpy as np
from scipy import sparse

from collectief.allocation.found import APART, moves
from collectief.allocation.linear_game import Cut, LPGame
from collectief.allocation.table import Array
from collectief.model.growing import Found, Growing, written
from collectief.model.rows import Rows

OFF = 1e-5
"""A cut that a point keeps but for so many units says nothing new: ten times what the solver lets pass."""
FAR = 1e4
"""Units above all that players pay: ten times what all save together."""
CLIMBS, STARTS = 40, 4
"""Plans that climbing solves at most in one search, and coalitions that it begins at."""


class Plan(NamedTuple):
    """A coalition, 0 or 1 for each player, with the whole numbers of a plan and what that costs, EUR."""

    row: Array
    whole: Array
    cost: float


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What all searches in one game have learned: cuts, and the cheapest plan of each coalition that was seen."""

    cuts: list[Cut] = field(default_factory=list)
    plans: dict[bytes, Plan] = field(default_factory=dict)

    def look(self, game: LPGame, row: Array, whole: Array) -> Cut:
        """Solve the plan of two or more with these whole numbers, or the nearest that they may have, and keep its cut.

        And the plan, where it is one: there may be no whole number between the ends of a part.
        """
        least, most = game.ends(row)
        low, top = np.ceil(least - OFF), np.floor(most + OFF)
        whole = np.clip(np.round(whole), low, top)
        cost, cut = game.seen(row, whole)
        self.cuts.append(cut)
        cost += game.beside_eur
        cheaper = row.tobytes() not in self.plans or cost < self.plans[row.tobytes()].cost
        if isfinite(cost) and cheaper and bool(np.all(low <= top)) and row.sum() > 1:
            self.plans[row.tobytes()] = Plan(row, whole, cost)
        return cut


class CutSearch:
    """The most tempted coalition: a yes/no per player, the whole numbers of the game, and what that costs at least.

    ``paid`` is what players pay, as costs in a ``unit`` of EUR, shape (n,). With ``free``, directions in
    which shares may still move, shape (n, k), only coalitions that these change.
    """

    def __init__(self, game: LPGame, learned: Learned, paid: Array, free: Array | None, *, unit: float) -> None:
        self._game, self._learned, self._paid, self._free, self._unit = game, learned, paid, free, unit
        self._n, self._w = len(game.players), len(game.whole)
        self.master = Growing(self._written())
        self.master.add([self._row(cut) for cut in learned.cuts])

    @property
    def best(self) -> float:
        """The most that a coalition gains of which a plan is known."""
        return max((self._gain(plan) for plan in self._plans()), default=-inf)

    def climb(self, goal: float) -> None:
        """From the coalitions that gain most to one player more or less, or one for another, until one gains enough."""
        starts = sorted(self._plans(), key=self._gain, reverse=True)[:STARTS]
        left = CLIMBS
        for start in starts:
            here: Plan | None = start
            while here is not None and left > 0 and self.best <= goal:
                here, left = self._step(here, goal), left - 1

    def _step(self, start: Plan, goal: float) -> Plan | None:
        """Solve the neighbour that promises most; None where none promises more than the goal."""
        near = _neighbours(start.row)
        least = np.array([cut.constant + float(cut.whole @ start.whole) for cut in self._cuts])
        cost = (near @ np.array([cut.players for cut in self._cuts]).T + least).max(axis=1) + self._game.beside_eur
        cost /= self._unit
        gain = near @ self._paid - cost
        order = [i for i in np.argsort(-gain, kind="stable") if gain[i] > goal and self.open(near[i])]
        if not order:
            return None
        row = near[order[0]]
        self.master.add([self._row(self._learned.look(self._game, row, start.whole))])
        found = self._learned.plans.get(row.tobytes())
        return found if found is not None and self._gain(found) > self._gain(start) else start

    def between(self, x: Array) -> bool:
        """Solve the plan at a point between coalitions, and of the nearest coalition; whether that cuts it off."""
        part, whole = np.clip(x[: self._n], 0.0, 1.0), x[self._n : -1]
        cut = self._game.seen(part, whole)[1]
        self._learned.cuts.append(cut)
        helps = self._cut(cut, x)
        near = np.round(part)
        if helps and 1 < near.sum() < self._n and near.tobytes() not in self._learned.plans and self.open(near):
            self.master.add([self._row(self._learned.look(self._game, near, np.ceil(whole - OFF)))])
        return helps

    def next(self, x: Array) -> bool:
        """Solve the plan of the coalition that was found, or bar it where shares cannot move it; whether that helps."""
        row, whole = np.round(x[: self._n]), np.round(x[self._n : -1])
        if not self.open(row):
            self.master.add([_barred(row)])
            return True
        return self._cut(self._learned.look(self._game, row, whole), x)

    def above(self, goal: float) -> list[Plan]:
        """The coalitions of which a plan is known and that gain more, most tempted first."""
        return sorted((p for p in self._plans() if self._gain(p) > goal), key=self._gain, reverse=True)

    @property
    def _cuts(self) -> list[Cut]:
        return [cut for cut in self._learned.cuts if cut.of_cost]

    def _plans(self) -> list[Plan]:
        return [p for p in self._learned.plans.values() if p.row.sum() < self._n and self.open(p.row)]

    def _gain(self, plan: Plan) -> float:
        return float(self._paid @ plan.row) - plan.cost / self._unit

    def open(self, row: Array) -> bool:
        """Whether shares can still move what this coalition gains."""
        return self._free is None or bool(moves(row[None, :], self._free)[0])

    def _cut(self, cut: Cut, x: Array) -> bool:
        """Put a cut into the search; whether a point breaks it."""
        row = self._row(cut)
        self.master.add([row])
        return row.left(x) > OFF

    def _row(self, cut: Cut) -> Found:
        unit = self._unit if cut.of_cost else max(1e-9, float(np.abs(np.r_[cut.players, cut.whole, 0.0]).max()))
        factors = np.r_[-cut.players / unit, -cut.whole / unit, float(cut.of_cost)]
        constant = cut.constant + (self._game.beside_eur if cut.of_cost else 0.0)
        return Found(np.arange(self._n + self._w + 1, dtype=np.int32), factors, constant / unit)

    def _written(self) -> Rows:
        """Nobody is no coalition, nor is everybody; whole numbers are of who takes part; costs lie between two ends."""
        n, w = self._n, self._w
        low, top = self._game.ends(np.ones(n))
        none_low, none_top = self._game.ends(np.zeros(n))
        least, most = np.minimum(low, none_low), np.maximum(top, none_top)
        kept = [
            (np.ones(n), n - 1.0),
            (-np.ones(n), -2.0),
            *self._loose(),
            *self._belong(low - none_low, top - none_top),
        ]
        matrix = sparse.csr_matrix(np.array([np.r_[row, np.zeros(n + w + 1 - len(row))] for row, _ in kept]))
        every = written(
            np.r_[-self._paid, np.zeros(w), 1.0], matrix, np.array([high for _, high in kept]),
            np.zeros(len(kept), dtype=np.bool_), upper=np.r_[np.ones(n), most, self._highest()],
            integer=np.r_[np.ones(n + w, dtype=np.bool_), False],
        )  # fmt: skip
        return replace(every, lower=np.r_[np.zeros(n), least, self._lowest(least, most)])

    def _loose(self) -> Sequence[tuple[Array, float]]:
        """Of players whose shares may still move some, but not all, are in it: else nothing about it can change."""
        if self._free is None:
            return ()
        loose = (np.abs(self._free).max(axis=1, initial=0.0) > APART).astype(np.float64)
        return _proper(loose) if 1 < loose.sum() < self._n else ()

    def _belong(self, low: Array, top: Array) -> Sequence[tuple[Array, float]]:
        """A whole number of a player lies between its ends where this takes part, and is zero elsewhere."""
        rows = self._game.rows
        found: list[tuple[Array, float]] = []
        for j, column in enumerate(self._game.whole):
            owner = rows.owners[rows.owner[column]]
            for end, side in ((top[j], 1.0), (low[j], -1.0)):
                if owner in self._game.players and end:
                    row = np.zeros(self._n + self._w)
                    row[self._n + j], row[self._game.players.index(owner)] = side, -side * end
                    found.append((row, 0.0))
        return found

    def _lowest(self, least: Array, most: Array) -> float:
        """No coalition costs less, by any cut."""
        found = [
            cut.constant + np.minimum(cut.players, 0.0).sum() + np.minimum(cut.whole * least, cut.whole * most).sum()
            for cut in self._cuts
        ]
        return (float(max(found)) + min(0.0, self._game.beside_eur)) / self._unit - 1.0

    def _highest(self) -> float:
        """More than any plan that is known costs, and so much that who costs more is tempted by nothing."""
        dearest = max((plan.cost for plan in self._learned.plans.values()), default=0.0) / self._unit
        return max(0.0, dearest) + float(np.abs(self._paid).sum()) + FAR

    @property
    def floor(self) -> float:
        """The most that a coalition gains that costs more than is looked at."""
        return float(np.maximum(self._paid, 0.0).sum()) - self._highest()


def _neighbours(row: Array) -> Array:
    """With one player more or less, or one for another: two at least, and never all; shape (rows, n)."""
    n = len(row)
    one = np.abs(row - np.eye(n))
    out, come = np.flatnonzero(row > 0), np.flatnonzero(row == 0)
    swaps = np.repeat(row[None, :], len(out) * len(come), axis=0)
    at = np.arange(len(swaps))
    swaps[at, np.repeat(out, len(come))] = 0.0
    swaps[at, np.tile(come, len(out))] = 1.0
    near = np.vstack([one, swaps])
    size = near.sum(axis=1)
    return np.asarray(near[(size > 1) & (size < n)])


def _proper(members: Array) -> list[tuple[Array, float]]:
    """Somebody of these, but not all."""
    return [(members, float(members.sum()) - 1.0), (-members, -1.0)]


def _barred(row: Array) -> Found:
    """Any coalition but this."""
    return Found(np.arange(len(row), dtype=np.int32), np.where(row > 0, -1.0, 1.0), 1.0 - float(row.sum()))
