"""Small games of linear programmes, made from a seed: companies with loads and roofs share a contract and a battery."""

import numpy as np
from scipy import sparse

from collectief.allocation import LPGame, MILPGame
from collectief.model import Rows

STEPS = 4
PARK = "park"


def park_rows(count: int, seed: int, *, whole: bool = False, constant: float = 0.0) -> Rows:
    """Columns: a roof for each, a battery (in ``whole`` modules, each with a fixed cost), power in, what is not served.

    A row per step balances; one contract is the sum of what each brings. ``constant`` is a load of nobody.
    """
    rng = np.random.default_rng([seed, count])
    load = rng.uniform(10.0, 100.0, count)[:, None] * rng.uniform(0.2, 1.0, (count, STEPS))
    sun = np.array([0.0, 0.9, 0.6, 0.0]) * rng.uniform(0.7, 1.0, (count, STEPS))
    roof, contract = rng.uniform(5.0, 120.0, count), load.max(axis=1) * rng.uniform(0.6, 1.1, count)
    n, t = count, STEPS
    columns = n + 2 + 5 * t
    battery, module, power = n, n + 1, n + 2  # then per step: power, short, lost, in, out
    price = rng.uniform(0.1, 0.4, t)
    cost = np.r_[rng.uniform(0.05, 0.4, n), 0.05, 3.0 if whole else 0.0, price, np.full(t, 3.0), np.zeros(3 * t)]
    lines: list[tuple[dict[int, float], np.ndarray, bool]] = []
    none = np.zeros(n + 1)
    for step in range(t):
        at = [power + k * t + step for k in range(5)]
        line = {i: float(sun[i, step]) for i in range(n)} | {
            at[0]: 1.0,
            at[1]: 1.0,
            at[2]: -1.0,
            at[3]: -1.0,
            at[4]: 1.0,
        }
        lines.append((line, np.r_[load[:, step], constant], True))
        lines.append(({at[0]: 1.0}, np.r_[contract, constant], False))
        lines.append(({at[3]: 1.0, battery: -0.5}, none, False))
        lines.append(({at[4]: 1.0, battery: -0.5}, none, False))
    charge = {power + 3 * t + s: -0.9 for s in range(t)} | {power + 4 * t + s: 1.0 for s in range(t)}
    lines.append((charge, none, False))
    lines.append(({battery: 1.0, module: -25.0}, none, False))
    matrix = np.zeros((len(lines), columns))
    for row, (line, _, _) in zip(matrix, lines, strict=True):
        row[list(line)] = list(line.values())
    upper = np.r_[roof, 1_000.0 * n, 4.0 * n, np.full(5 * t, 10_000.0)]
    owner = np.r_[np.arange(n), np.full(columns - n, n)]
    integer = np.zeros(columns, dtype=np.bool_)
    integer[module] = whole
    return Rows(
        cost=cost,
        a=sparse.csr_matrix(matrix),
        equal=np.array([equal for _, _, equal in lines]),
        brings=sparse.csc_matrix(np.array([brought for _, brought, _ in lines])),
        lower=np.zeros(columns),
        upper=upper,
        integer=integer,
        owner=owner,
        owners=(*(f"c{i}" for i in range(n)), PARK),
        columns={},
        sizes=(),
    )


def park_game(count: int, seed: int, *, whole: bool = False, beside: float = 0.0, constant: float = 0.0) -> LPGame:
    """The game of these companies; the park itself is no player."""
    rows = park_rows(count, seed, whole=whole, constant=constant)
    if whole:
        return MILPGame(rows, rows.owners[:-1], beside_eur=beside, tolerance=1e-7)
    return LPGame(rows, rows.owners[:-1], beside_eur=beside)
