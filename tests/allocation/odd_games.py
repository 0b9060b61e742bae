"""Games with all that rows may have: whole numbers of players, bounds below zero, ends between whole numbers."""

import numpy as np
from scipy import sparse

from collectief.allocation import MILPGame
from collectief.allocation.game import Kind
from collectief.model import Rows

ROWS, SLACK_EUR = 3, 9.0


def odd_rows(count: int, seed: int, *, below: bool = True, between: bool = False) -> Rows:
    """Per player a column and a whole number, some from ``below`` zero; one whole number of nobody.

    And a way out at a price. ``between``: whole numbers end halfway.
    """
    rng = np.random.default_rng([seed, count])
    made: list[tuple[float, np.ndarray, float, float, bool, int]] = []
    for player in range(count):
        low = rng.uniform(-3.0, 2.0) if below else 0.0
        made.append((rng.uniform(-3.0, 6.0), rng.uniform(-2.0, 3.0, ROWS), low, rng.uniform(2.0, 8.0), False, player))
        whole_low, half = (float(rng.integers(-1, 2)) if below else 0.0), 0.5 * between
        top = float(rng.integers(2, 5)) + half
        made.append((rng.uniform(-2.0, 6.0), rng.uniform(-1.0, 5.0, ROWS), whole_low, top, True, player))
    made.append((rng.uniform(1.0, 5.0), rng.uniform(2.0, 6.0, ROWS), 0.0, 4.0 - 0.5 * between, True, count))
    for row in np.eye(ROWS):
        made += [(SLACK_EUR, row, 0.0, 1_000.0, False, count), (SLACK_EUR, -row, 0.0, 1_000.0, False, count)]
    brings = np.zeros((ROWS, count + 1))
    brings[:, :count] = rng.uniform(0.0, 9.0, (ROWS, count)) * rng.choice([-1.0, 1.0], (ROWS, 1))
    cost, columns, lower, upper, integer, owner = zip(*made, strict=True)
    return Rows(
        cost=np.array(cost),
        a=sparse.csr_matrix(np.array(columns).T),
        equal=np.array([True, False, True]),
        brings=sparse.csc_matrix(brings),
        lower=np.array(lower),
        upper=np.array(upper),
        integer=np.array(integer),
        owner=np.array(owner),
        owners=(*(f"p{i}" for i in range(count)), "park"),
        columns={},
        sizes=(),
    )


def odd_game(rows: Rows, kind: Kind = "cost", beside: float = 0.0) -> MILPGame:
    """The game of all but the park."""
    return MILPGame(rows, rows.owners[:-1], kind, beside_eur=beside, tolerance=1e-7)
