"""Solving a model by prices: owners answer prices of what they share, a master mixes their answers.

(Dantzig-Wolfe decomposition with modes.) Every round of prices gives a proven lower bound for the whole and,
since the bound is a sum over owners, for every coalition: what the others would add simply is left out.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collectief.model.blocks import Column, Pieces, take_apart
from collectief.model.master import Choice, choose, relaxed_prices
from collectief.model.rows import Rows

Array = NDArray[np.float64]
THREADS = 2
SMOOTH = 0.5
"""Share of the best prices so far in the next prices: the plain prices swing, as measured in the design notes."""
SAME = 1e-6
"""Relative difference below which a new column is one we have."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What all owners say to one set of prices: the least that each adds, EUR a year."""

    prices: Array
    adds: dict[str, float]
    shared_adds: float

    def bound(self, pieces: Pieces, members: Iterable[str]) -> float:
        """A proven lower bound on the cost of a coalition."""
        kept = [o for o in (*members, pieces.shared) if o in self.adds]
        return float(self.prices @ pieces.right(kept)) + sum(self.adds[o] for o in kept) + self.shared_adds


@dataclass(frozen=True, slots=True, eq=False)
class Decomposed:
    """A model with the columns and answers found; enough to value any coalition."""

    pieces: Pieces
    columns: tuple[Column, ...]
    answers: tuple[Answer, ...]

    def lower(self, members: Sequence[str]) -> float:
        """The best proven lower bound on the cost of a coalition."""
        return max(a.bound(self.pieces, members) for a in self.answers)

    def choose(self, members: Iterable[str], *, gap: float, seconds: float) -> Choice:
        """The cheapest choice of a coalition among the columns found: what it can reach."""
        kept = {*members, self.pieces.shared}
        mine = [c for c in self.columns if c.owner in kept]
        return choose(self.pieces, mine, sorted(kept), gap=gap, seconds=seconds)


def decompose(
    rows: Rows,
    shared: str,
    *,
    gap: float = 5e-4,
    rounds: int = 40,
    progress: Callable[[int, float], None] | None = None,
) -> Decomposed:
    """Price and mix until the relaxed master is within a relative ``gap`` of the best bound, or ``rounds`` are over."""
    pieces = take_apart(rows, shared)
    prices = np.zeros(len(pieces.ties))
    answers: list[Answer] = []
    best, best_prices, step = -np.inf, prices, 0.1
    with ThreadPoolExecutor(THREADS) as pool:
        columns = list(pool.map(lambda block: block.aloof(), pieces.blocks))
        for number in range(rounds):
            answer, found = _ask(pieces, prices, pool)
            answers.append(answer)
            columns += _new(columns, found)
            value = answer.bound(pieces, rows.owners)
            step = min(step * 1.5, 0.6) if value > best else max(step * 0.6, 0.01)
            if value > best:
                best, best_prices = value, prices
            wanted, reached = relaxed_prices(pieces, columns, rows.owners)
            left = (reached - best) / max(abs(reached), 1.0)
            if progress is not None:
                progress(number, left)
            if left <= gap / 2:
                break
            prices = best_prices + step * (wanted - best_prices)
    return Decomposed(pieces, tuple(columns), tuple(answers))


def _ask(pieces: Pieces, prices: Array, pool: ThreadPoolExecutor) -> tuple[Answer, list[Column]]:
    """Let every block answer."""
    said = list(pool.map(lambda block: block.price(prices), pieces.blocks))
    adds: dict[str, float] = {}
    for block, (value, _) in zip(pieces.blocks, said, strict=True):
        adds[block.owner] = min(value, adds.get(block.owner, np.inf))
    y_cost = pieces.rows.cost[pieces.y] - pieces.y_ties.T @ prices
    shared = float(np.minimum(y_cost * pieces.rows.upper[pieces.y], 0.0).sum())
    return Answer(prices, adds, shared), [column for _, column in said]


def _new(known: Sequence[Column], found: Iterable[Column]) -> list[Column]:
    """Columns that differ from those we have."""
    return [
        f
        for f in found
        if not any(
            k.owner == f.owner and k.mode == f.mode and abs(k.cost - f.cost) <= SAME * abs(f.cost) and np.allclose(k.ties, f.ties, rtol=SAME, atol=SAME)
            for k in known
        )
    ]
