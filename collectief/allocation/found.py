"""Coalitions that matter, found one by one: what all ways to look for them have in common."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

import numpy as np

from collectief.allocation.linear import Rows
from collectief.allocation.table import Array, Savings

AT_A_TIME = 12
"""So many of the most tempted coalitions come in at a time."""
APART = 1e-9
"""A row of 0 and 1 nearer than this to the rows already fixed is a sum of them."""


class Tempting(NamedTuple):
    """Coalitions that gain by leaving, and a bound on all that may.

    ``members`` has a row of 0 and 1 for each, shape (rows, n), ``saved`` what each saves at least, shape (rows,), and
    no coalition gains more than ``most`` (infinite where that was not looked for): all as fractions of the scale.
    """

    members: Array
    saved: Array
    most: float


class Searcher(Protocol):
    """Looks for the coalitions of one game that gain most by leaving."""

    table: Savings
    eps: float
    """A gain of so much, as a fraction of the scale, is none."""

    def start(self) -> Tempting:
        """Coalitions to begin with: single players, and all but one."""

    def tempting(self, saving: Array, above: float, free: Array | None = None) -> Tempting:
        """Coalitions that gain more than ``above`` where players save so much, shape (n,); none where there are none.

        With ``free``, directions in which shares may still move, shape (n, k), only those whose gain these can change.
        Where ``above`` is infinite the one that gains most is looked for, and proven.
        """


class Known:
    """The coalitions that were found so far, each once, with the most that it is known to save."""

    def __init__(self, first: Tempting) -> None:
        self._members: list[Array] = []
        self._saved: list[float] = []
        self._place: dict[bytes, int] = {}
        self.add(first)

    def add(self, found: Tempting) -> bool:
        """Add these; whether anything is new."""
        new = [self._add(row, float(saved)) for row, saved in zip(found.members, found.saved, strict=True)]
        return any(new)

    def _add(self, row: Array, saved: float) -> bool:
        key = row.tobytes()
        if key not in self._place:
            self._place[key] = len(self._members)
            self._members.append(row)
            self._saved.append(saved)
            return True
        place = self._place[key]
        better = saved > self._saved[place] + 1e-15
        self._saved[place] = max(self._saved[place], saved)
        return better

    @property
    def rows(self) -> Rows:
        """All of them: who is in, shape (rows, n), and what each saves, shape (rows,)."""
        return Rows(np.array(self._members), np.array(self._saved))

    def moving(self, free: Array) -> Rows:
        """Those whose gain can still change when shares move in these directions, shape (n, k)."""
        every = self.rows
        live = moves(every.coefficients, free)
        return Rows(every.coefficients[live], every.numbers[live])


def moves(members: Array, free: Array) -> Array:
    """Which of these coalitions get more or less when shares move in some of these directions, shape (rows,)."""
    return np.asarray(np.abs(members @ free).max(axis=1, initial=0.0) > APART)


def first(members: Iterable[Array], saved: Iterable[float]) -> Tempting:
    """Coalitions to begin with, of which nothing is proven."""
    return Tempting(np.array(list(members)), np.array(list(saved)), np.inf)
