"""Games whose value is the cheapest plan of a coalition: rows with owners, of whom the members bring theirs.

What a coalition may use is what its members own and bring; an owner that is no player is always there, and so must
bring nothing scarce. Prices of any such plan give a cut: what every coalition costs at least, a sum over its members.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum
from pathlib import Path

import numpy as np

from collectief.allocation.game import Coalition, Game, Kind
from collectief.allocation.kept import Kept, hash_of
from collectief.allocation.table import Array
from collectief.errors import Infeasible, ModelError
from collectief.model.mixed import Mixed
from collectief.model.rows import Rows
from collectief.model.solution import Solution, early
from collectief.model.warm import Warm, safe_prices
from collectief.text import Text

CENT = 0.01
SECONDS = 60.0


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """Every coalition z, with w whole numbers u, costs at least ``constant`` + ``players`` . z + ``whole`` . u.

    ``players`` has shape (n,), ``whole`` (w,). Where it is not ``of_cost``, that sum is at most 0 for what has a plan.
    """

    constant: float
    players: Array
    whole: Array
    of_cost: bool = True


class LPGame(Game):
    """A game of linear programmes: ``rows`` in which every column and every right-hand side has an owner.

    All owners are players unless these are named; the others are always there. The value is the cost of the cheapest
    plan of a coalition, or in a profit game the most that it earns (the rows hold costs either way). Two players or
    more pay ``beside_eur`` as well: what it costs to be together at all.
    """

    whole_allowed = False

    def __init__(
        self,
        rows: Rows,
        players: Sequence[str] | None = None,
        kind: Kind = "cost",
        *,
        beside_eur: float = 0.0,
        tolerance: float = 0.0,
        folder: Path | None = None,
    ) -> None:
        """Values are kept in ``folder`` where there is one, for this very game only.

        Raises ModelError on columns without an end, on whole numbers, or players who own nothing.
        """
        names = tuple(rows.owners if players is None else players)
        asked = f"{type(self).__name__} {kind} {sorted(names)} {beside_eur!r} {tolerance!r}"
        known = None if folder is None else Kept(folder, hash_of(rows, asked))
        super().__init__(names, self._cheapest, kind, tolerance=tolerance, known=known)
        _refuse(rows, self.players, whole=self.whole_allowed)
        self.rows, self.beside_eur = rows, beside_eur
        self.whole = np.flatnonzero(rows.integer)
        place = {owner: i for i, owner in enumerate(rows.owners)}
        self._owner = np.array([place[player] for player in self.players])
        self._there = np.array([float(owner not in self.players) for owner in rows.owners])
        self._warm = Warm(rows.relaxed())
        self._brings = rows.brings.T.tocsr()

    def whole_of(self, _coalition: Iterable[str]) -> Array:
        """The whole numbers in the best plan of a coalition that was found, shape (w,); raises ModelError."""
        return np.zeros(0)

    def row(self, coalition: Iterable[str]) -> Array:
        """Who is in, 0 or 1 for each player, shape (n,)."""
        members = set(coalition)
        return np.array([float(player in members) for player in self.players])

    def present(self, part: Array) -> Array:
        """So much of every owner where so much of each player takes part, shape (k,)."""
        here = self._there.copy()
        here[self._owner] = part
        return here

    def ends(self, part: Array) -> tuple[Array, Array]:
        """Between what the whole numbers lie where so much of each player takes part: two of shape (w,)."""
        here = self.present(part)[self.rows.owner[self.whole]]
        return self.rows.lower[self.whole] * here, self.rows.upper[self.whole] * here

    def seen(self, part: Array, whole: Array | None = None) -> tuple[float, Cut]:
        """Cost of the cheapest plan where so much of each player takes part, with these whole numbers, and its cut.

        The cost is infinite where there is none. ``part``: 0 to 1, shape (n,); ``whole``: shape (w,).
        """
        rows = self.rows.part(self.present(part))
        if whole is not None and len(self.whole):
            rows.lower[self.whole] = rows.upper[self.whole] = whole
        try:
            cost = self._warm.solve(rows).upper
        except Infeasible:
            ray = self._warm.ray
            if ray is None:
                raise
            return np.inf, self._cut(ray if self._proves(rows, ray) else -ray, np.zeros_like(self.rows.cost))
        return cost, self._cut(self._warm.duals, self.rows.cost)

    def _cheapest(self, coalition: Coalition) -> float:
        cost, _ = self.seen(self.row(coalition))
        if not np.isfinite(cost):
            raise _no_plan_of(coalition)
        return self._value_of(coalition, cost)

    def _value_of(self, coalition: Coalition, cost: float) -> float:
        whole = cost + (self.beside_eur if len(coalition) > 1 else 0.0)
        return self.side * whole

    def left_of(self, _coalition: Coalition) -> float:
        """How much cheaper a coalition could be than its value says, EUR."""
        return 0.0

    def _cut(self, prices: Array, cost: Array) -> Cut:
        """What prices of the rows prove, whatever they are, with the whole numbers left as they come."""
        price = safe_prices(self.rows.equal, prices)
        reduced = cost - self.rows.a.T @ price
        open_ = np.where(reduced > 0, self.rows.lower, self.rows.upper)
        each = np.where(reduced == 0, 0.0, reduced * open_)
        each[self.whole] = 0.0
        of_owner = self._brings @ price + np.bincount(self.rows.owner, each, len(self.rows.owners))
        constant = float(self._there @ of_owner)
        return Cut(constant, of_owner[self._owner], reduced[self.whole], of_cost=bool(cost.any()))

    def _proves(self, rows: Rows, ray: Array) -> bool:
        """Whether this ray, rather than its opposite, shows that these rows have no plan."""
        price = safe_prices(rows.equal, ray)
        reduced = -(rows.a.T @ price)
        ends = np.where(reduced > 0, rows.lower, rows.upper)
        return bool(fsum([float(rows.high @ price), float(reduced @ ends)]) > 0)


class MILPGame(LPGame):
    """The same with whole numbers: modules, yes and no, a group that costs something to run at all.

    A value may lie ``tolerance`` EUR above the cheapest plan (below the best in a profit game), or further where
    ``seconds`` were over: `left_of` says what was left.
    """

    whole_allowed = True

    def __init__(
        self,
        rows: Rows,
        players: Sequence[str] | None = None,
        kind: Kind = "cost",
        *,
        beside_eur: float = 0.0,
        tolerance: float = CENT,
        seconds: float = SECONDS,
        folder: Path | None = None,
    ) -> None:
        """Raises ModelError on columns without an end, or players who own nothing."""
        super().__init__(rows, players, kind, beside_eur=beside_eur, tolerance=tolerance, folder=folder)
        self._mixed, self._seconds = Mixed(rows), seconds
        self._left: dict[Coalition, float] = {}

    def left_of(self, coalition: Coalition) -> float:
        """How much cheaper a coalition could be than its value says, EUR: what the solver left."""
        return self._left.get(coalition, self.tolerance)

    @property
    def doubt(self) -> float:
        """How far any value that was computed may be from the true one, EUR."""
        return max(self.tolerance, *self._left.values(), 0.0)

    def keeps(self, coalition: Coalition) -> bool:
        """Only what was finished counts in another run."""
        return self._left.get(coalition, 0.0) <= self.tolerance * (1.0 + 1e-9) + 1e-9

    def whole_of(self, coalition: Iterable[str]) -> Array:
        """The whole numbers in the best plan of a coalition that was found, shape (w,); raises ModelError."""
        return self._solved(frozenset(coalition)).x[self.whole]

    def _cheapest(self, coalition: Coalition) -> float:
        found = self._solved(coalition)
        self._left[coalition] = found.upper - found.lower
        return self._value_of(coalition, found.upper)

    def _solved(self, coalition: Coalition) -> Solution:
        rows = self.rows.part(self.present(self.row(coalition)))
        try:
            return self._mixed.solve(rows, eur=self.tolerance, seconds=self._seconds)
        except Infeasible as error:
            if early(error.ended):
                raise
            raise _no_plan_of(coalition) from error


def _refuse(rows: Rows, players: Sequence[str], *, whole: bool) -> None:
    strangers = [player for player in players if player not in rows.owners]
    if strangers:
        names = ", ".join(strangers)
        raise ModelError(
            Text(
                nl=f"In deze rijen heeft {names} niets. Geef alleen spelers die eigenaar van iets zijn.",
                en=f"In these rows {names} owns nothing. Give only players who own something.",
            )
        )
    if not (np.isfinite(rows.lower).all() and np.isfinite(rows.upper).all()):
        raise ModelError(
            Text(
                nl="Een kolom heeft geen einde: geef elke kolom een eindige onder- en bovengrens, anders bewijzen "
                "prijzen niets.",
                en="A column has no end: give every column a finite lower and upper bound, or prices prove nothing.",
            )
        )
    if rows.integer.any() and not whole:
        raise ModelError(
            Text(
                nl="Deze rijen vragen gehele getallen: gebruik MILPGame.",
                en="These rows ask for whole numbers: use MILPGame.",
            )
        )


def _no_plan_of(coalition: Coalition) -> ModelError:
    names = ", ".join(sorted(coalition))
    return ModelError(
        Text(
            nl=f"De groep {names} heeft geen enkel plan. Geef een uitweg die iets kost, zoals tekort tegen een prijs.",
            en=f"The coalition {names} has no plan at all. Give a way out that costs something, as a shortage at a "
            "price.",
        )
    )
