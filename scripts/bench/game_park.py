"""Parks as games of linear programmes, made from a seed: companies with loads and roofs share a contract and a battery.

All figures are placeholders of the right size: rules are measured, not parks. What is scarce is brought by companies;
the park itself owns the battery, the power that comes in and what is not served, of which there is always enough.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from collectief.model import Rows

PARK = "park"
SHORT_EUR = 3.0
Array = NDArray[np.float64]
Line = tuple[dict[int, float], Array, bool]


def park_rows(count: int, seed: int, *, steps: int = 4, whole: bool = False, constant: float = 0.0) -> Rows:
    """Columns: a roof for each, a battery (in ``whole`` modules, each with a fixed cost), and five for each step.

    These are power, what is not served, what is lost, in and out of the battery. A row per step balances; one contract
    is the sum of what each brings. ``constant`` is a load of nobody.
    """
    rng = np.random.default_rng([seed, count])
    n, t = count, steps
    hour = (np.arange(t) + 0.5) * 24.0 / t % 24.0
    day = np.maximum(0.0, np.sin((hour - 6.0) / 12.0 * np.pi))
    begin = rng.uniform(0.0, 24.0, (n, 1))
    shape = 0.2 + 0.8 * (((hour - begin) % 24.0) < rng.uniform(6.0, 20.0, (n, 1)))
    load = rng.uniform(10.0, 100.0, n)[:, None] * shape * rng.uniform(0.8, 1.2, (n, t))
    sun = 0.9 * day * rng.uniform(0.8, 1.0, (n, t))
    roof, contract = rng.uniform(5.0, 120.0, n), load.max(axis=1) * rng.uniform(0.6, 1.1, n)
    price = 4.0 / t * rng.uniform(0.1, 0.4, t)
    module_eur = 3.0 if whole else 0.0
    cost = np.r_[rng.uniform(0.05, 0.4, n), 0.05, module_eur, price, np.full(t, SHORT_EUR * 4.0 / t), np.zeros(3 * t)]
    lines = _lines(n, t, sun=sun, load=np.vstack([load, np.full(t, constant)]), contract=np.r_[contract, constant])
    columns = len(cost)
    matrix = np.zeros((len(lines), columns))
    for row, (line, _, _) in zip(matrix, lines, strict=True):
        row[list(line)] = list(line.values())
    integer = np.zeros(columns, dtype=np.bool_)
    integer[n + 1] = whole
    return Rows(
        cost=cost,
        a=sparse.csr_matrix(matrix),
        equal=np.array([equal for _, _, equal in lines]),
        brings=sparse.csc_matrix(np.array([brought for _, brought, _ in lines])),
        lower=np.zeros(columns),
        upper=np.r_[roof, 1_000.0 * n, 4.0 * n, np.full(5 * t, 1_000.0 * n)],
        integer=integer,
        owner=np.r_[np.arange(n), np.full(columns - n, n)],
        owners=(*(f"c{i:03}" for i in range(n)), PARK),
        columns={},
        sizes=(),
    )


def _lines(n: int, t: int, *, sun: Array, load: Array, contract: Array) -> list[Line]:
    """Balance, contract and battery, step by step; then what the battery gives over the day, and its modules."""
    battery, module, power, none = n, n + 1, n + 2, np.zeros(n + 1)
    found: list[Line] = []
    for step in range(t):
        come, short, lost, fill, give = (power + k * t + step for k in range(5))
        balance = {i: float(sun[i, step]) for i in range(n)} | {
            come: 1.0,
            short: 1.0,
            lost: -1.0,
            fill: -1.0,
            give: 1.0,
        }
        found.append((balance, load[:, step], True))
        found.append(({come: 1.0}, contract, False))
        found.append(({fill: 1.0, battery: -0.5}, none, False))
        found.append(({give: 1.0, battery: -0.5}, none, False))
    charge = {power + 3 * t + s: -0.9 for s in range(t)} | {power + 4 * t + s: 1.0 for s in range(t)}
    full = {power + 4 * t + s: 1.0 for s in range(t)} | {battery: -2.0}
    return [*found, (charge, none, False), (full, none, False), ({battery: 1.0, module: -25.0}, none, False)]
