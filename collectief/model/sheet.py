"""Columns and rows under construction: blocks are appended and closed into matrices."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from collectief.errors import Infeasible, ModelError
from collectief.model.parts import Array, Bus, Series, Steps
from collectief.model.rows import Rows
from collectief.text import Text

Term = tuple[str, Series] | tuple[str, Series, NDArray[np.int64]]
"""A block, its coefficient per row, and optionally which element of the block each row takes."""
Block = tuple[Array, Array, Array, NDArray[np.bool_], NDArray[np.int64]]
"""Cost, lower, upper, whether whole, and owner of each column."""
NO_COLUMN: Block = (np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.bool_), np.zeros(0, dtype=np.int64))


@dataclass
class Sheet:
    """Blocks of columns and rows for some steps.

    ``top`` is the highest upper bound in a block, ``unit`` the amount per module; ``folded`` are flows that
    are a size times a profile and need no column of their own.
    """

    steps: Steps
    columns: dict[str, slice] = field(default_factory=dict)
    sizes: list[str] = field(default_factory=list)
    top: dict[str, float] = field(default_factory=dict)
    unit: dict[str, float] = field(default_factory=dict)
    folded: dict[str, tuple[str, Array]] = field(default_factory=dict)
    limits: dict[str, slice] = field(default_factory=dict)
    _owners: dict[str, int] = field(default_factory=dict)
    _balance: dict[Bus, list[Term]] = field(default_factory=dict)
    _served: dict[Bus, list[tuple[str, Array]]] = field(default_factory=dict)
    _cols: list[Block] = field(default_factory=list)
    _terms: list[tuple[NDArray[np.int64], NDArray[np.int64], Array]] = field(default_factory=list)
    _brings: list[tuple[NDArray[np.int64], int, Array]] = field(default_factory=list)
    _equal: list[NDArray[np.bool_]] = field(default_factory=list)
    _blocks: list[tuple[int, int]] = field(default_factory=list)
    _n: int = 0
    _m: int = 0

    def owner(self, name: str) -> int:
        """Index of an owner."""
        return self._owners.setdefault(name, len(self._owners))

    def column(
        self,
        name: str,
        owner: str,
        cost: Array,
        upper: Array,
        *,
        lower: Array | None = None,
        integer: bool = False,
    ) -> None:
        """Add a block of columns, one for each element of ``cost``."""
        if name in self.columns:
            raise ModelError(Text(nl=f"twee onderdelen heten {name}", en=f"two parts are named {name}"))
        count = len(cost)
        low = np.zeros(count) if lower is None else lower
        mine = np.full(count, self.owner(owner), dtype=np.int64)
        self.columns[name] = slice(self._n, self._n + count)
        self._cols.append((cost, low, upper, np.full(count, integer), mine))
        self.top[name] = float(np.max(upper))
        self._n += count

    def row(self, terms: list[Term], brings: list[tuple[str, Series]], *, count: int, equal: bool = False) -> None:
        """Add ``count`` rows: the sum of terms stays under (or equals) what owners bring."""
        i = np.arange(self._m, self._m + count)
        for name, coefficient, *pick in terms:
            block = self.columns[name]
            j = np.arange(block.start, block.stop)
            j = j[pick[0]] if pick else np.broadcast_to(j, count)
            self._terms.append((i, np.asarray(j, dtype=np.int64), np.broadcast_to(coefficient, count)))
        for owner, amount in brings:
            self._brings.append((i, self.owner(owner), np.broadcast_to(np.asarray(amount, dtype=np.float64), count)))
        self._equal.append(np.full(count, equal))
        self._blocks.append((self._m, count))
        self._m += count

    def sum(self, terms: Mapping[str, Array], brings: list[tuple[str, Series]]) -> None:
        """Add one row: the sum of whole blocks, each with a coefficient per column, stays under what owners bring."""
        for name, coefficient in terms.items():
            block = self.columns[name]
            j = np.arange(block.start, block.stop, dtype=np.int64)
            self._terms.append((np.full(len(j), self._m, dtype=np.int64), j, np.broadcast_to(coefficient, len(j))))
        self.row([], brings, count=1)

    def limit(self, name: str) -> None:
        """Say that the block of rows that was written last is this limit."""
        first, count = self._blocks[-1]
        self.limits[name] = slice(first, first + count)

    def total(self, name: str, most: Array, *, size: str, unit: float) -> None:
        """Add a row per cycle: a block stays under ``most`` times a size, summed over the cycle."""
        block, cycle = self.columns[name], self.steps.cycle
        count = int(cycle[-1]) + 1
        i, j = self._m + cycle, np.arange(block.start, block.stop)
        self._terms.append((i, j, np.ones(len(j))))
        per_cycle: Array = np.bincount(cycle, most, count).astype(np.float64)
        self.row([(size, -unit * per_cycle)], [], count=count)

    def balance(self, bus: Bus, name: str, coefficient: Array, pick: NDArray[np.int64] | None = None) -> None:
        """Let a block take part in the balance of a bus: each of its elements in its own step, or as ``pick`` says."""
        self._balance.setdefault(bus, []).append((name, coefficient) if pick is None else (name, coefficient, pick))

    def serve(self, bus: Bus, owner: str, amount: Array) -> None:
        """Ask an amount at a bus: shape (steps,), or (1,) at a design bus."""
        self._served.setdefault(bus, []).append((owner, amount))

    def rows(self) -> Rows:
        """Close the balance of each bus and give the matrices.

        Raises Infeasible where power is asked at a bus that nothing delivers to.
        """
        buses: dict[Bus, slice] = {}
        for bus in dict.fromkeys((*self._balance, *self._served)):
            blocks, served = self._balance.get(bus, []), self._served.get(bus, [])
            if not blocks:
                _refuse_asking(bus, served)
            count = len([*(np.asarray(block[1]) for block in blocks), *(a for _, a in served)][0])
            buses[bus] = slice(self._m, self._m + count)
            self.row(blocks, [(o, a) for o, a in served], count=count, equal=True)
        cost, lower, upper, integer, owner = (np.concatenate(x) for x in zip(NO_COLUMN, *self._cols, strict=True))
        return Rows(
            cost=cost,
            a=self._matrix(),
            equal=np.concatenate(self._equal) if self._equal else np.zeros(0, dtype=bool),
            brings=self._right(),
            lower=lower,
            upper=upper,
            integer=integer,
            owner=owner,
            owners=tuple(self._owners),
            columns=dict(self.columns),
            sizes=tuple(self.sizes),
            blocks=tuple(self._blocks),
            limits=dict(self.limits),
            buses=buses,
        )

    def _matrix(self) -> sparse.csr_matrix:
        if not self._terms:
            return sparse.csr_matrix((self._m, self._n))
        i, j, v = (np.concatenate(x) for x in zip(*self._terms, strict=True))
        matrix = sparse.csr_matrix((v, (i, j)), shape=(self._m, self._n))
        matrix.eliminate_zeros()
        return matrix

    def _right(self) -> sparse.csc_matrix:
        shape = (self._m, len(self._owners))
        if not self._brings:
            return sparse.csc_matrix(shape)
        i = np.concatenate([rows for rows, _, _ in self._brings])
        k = np.concatenate([np.full(len(rows), o) for rows, o, _ in self._brings])
        v = np.concatenate([amount for _, _, amount in self._brings])
        return sparse.csc_matrix((v, (i, k)), shape=shape)


def _refuse_asking(bus: Bus, served: list[tuple[str, Array]]) -> None:
    """Nothing delivers to this bus: then nothing may be asked there either."""
    most = max(float(np.max(np.abs(amount))) for _, amount in served)
    if most > 0:
        place, carrier = bus
        raise Infeasible(
            Text(
                nl=f"Bij {place} wordt tot {most:g} {carrier} gevraagd, en niets kan dat leveren. Geef een bron op.",
                en=f"At {place} up to {most:g} of {carrier} is asked, and nothing can deliver it. Add a source.",
            )
        )
