"""One small programme at a time, against another program."""

import numpy as np
import pytest
from scipy.optimize import linprog

from collectief.errors import Infeasible
from collectief.model.dense import least

ANY = np.inf


@pytest.mark.parametrize("seed", range(40))
def test_the_least_cost_is_that_of_another_program_and_prices_say_what_rows_cost(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, m = int(rng.integers(1, 9)), int(rng.integers(1, 12))
    a, inside = rng.integers(-1, 2, (m, n)).astype(float), rng.uniform(0.0, 5.0, n)
    low = np.where(rng.random(m) < 0.7, a @ inside - rng.integers(0, 2, m), -ANY)
    high = np.where(rng.random(m) < 0.3, np.maximum(low, a @ inside), ANY)
    cost, lower = rng.uniform(0.1, 1.0, n), np.zeros(n)
    found = least(cost, a, low, high, lower)
    up, down = np.isfinite(high), np.isfinite(low)
    other = linprog(cost, A_ub=np.vstack([a[up], -a[down]]), b_ub=np.append(high[up], -low[down]))
    assert cost @ found.x == pytest.approx(other.fun, abs=1e-8)
    assert (a @ found.x >= low - 1e-9).all()
    assert (a @ found.x <= high + 1e-9).all()
    reduced = cost - a.T @ found.prices
    side = np.where(found.prices > 0, low, high)
    bound = sum(y * s for y, s in zip(found.prices, side, strict=True) if abs(y) > 1e-9)
    assert (reduced >= -1e-8).all()
    assert bound == pytest.approx(other.fun, abs=1e-7)


def test_what_has_no_point_or_no_end_is_said() -> None:
    with pytest.raises(Infeasible, match="Infeasible"):
        least(np.ones(1), np.ones((2, 1)), np.array([2.0, -ANY]), np.array([ANY, 1.0]), np.zeros(1))
    with pytest.raises(Infeasible, match="Unbounded"):
        least(np.ones(1), np.ones((1, 1)), np.array([-ANY]), np.array([1.0]), np.array([-ANY]))
