"""A programme whose rows come and go: its bound is true, and rows that do not bind go out."""

import numpy as np
import pytest
from scipy import sparse

from collectief.errors import Infeasible
from collectief.model.growing import Found, Growing, Pool, written


def cover(cost: list[float], rows: list[list[float]]) -> Growing:
    """Yes/no columns at the least cost; no row asks for anything but that three of them are at most three."""
    n = len(cost)
    matrix = sparse.csr_matrix(np.array(rows))
    high, equal = np.full(len(rows), 3.0), np.zeros(len(rows), dtype=np.bool_)
    return Growing(written(np.array(cost), matrix, high, equal, upper=np.ones(n), integer=np.ones(n, dtype=np.bool_)))


def pair(i: int, j: int) -> Found:
    """One of two columns is needed."""
    return Found(np.array([i, j], dtype=np.int32), np.ones(2), 1.0)


# three columns, one of each two is needed: half of each without whole numbers (1.5), two in whole numbers
TRIANGLE = [pair(0, 1), pair(1, 2), pair(0, 2)]


def test_rows_that_are_added_raise_the_bound_to_what_they_prove() -> None:
    growing = cover([1.0, 1.0, 1.0], [[1.0, 1.0, 1.0]])
    assert growing.solve(9.0).bound == pytest.approx(0.0)
    growing.add(TRIANGLE)
    found = growing.solve(9.0)
    assert found.bound == pytest.approx(1.5)
    assert found.x == pytest.approx([0.5, 0.5, 0.5])


def test_a_column_that_stands_nowhere_but_times_zero_keeps_its_place() -> None:
    """PuLP forgets such a column; the numbers of those behind it would be off by one."""
    matrix = sparse.csr_matrix((np.array([1.0, 0.0, 1.0]), np.array([0, 1, 2]), np.array([0, 3])), shape=(1, 3))
    high, equal, ones = np.full(1, 3.0), np.zeros(1, dtype=np.bool_), np.ones(3)
    cost = np.array([1.0, 0.0, 2.0])
    growing = Growing(written(cost, matrix, high, equal, upper=ones, integer=np.ones(3, dtype=np.bool_)))
    growing.add([pair(0, 2)])
    assert growing.solve(9.0).bound == pytest.approx(1.0)
    assert growing.whole(gap=0.0, seconds=9.0).upper == pytest.approx(1.0)


def test_in_whole_numbers_the_best_is_found_and_the_programme_goes_on_without() -> None:
    growing = cover([1.0, 1.0, 1.0], [[1.0, 1.0, 1.0]])
    growing.add(TRIANGLE)
    found = growing.whole(gap=0.0, seconds=9.0)
    assert found.upper == pytest.approx(2.0)
    assert found.lower == pytest.approx(2.0)
    assert growing.solve(9.0).bound == pytest.approx(1.5)


def test_a_row_without_a_price_goes_out_and_one_with_a_price_stays() -> None:
    growing = cover([1.0, 2.0, 3.0], [[1.0, 1.0, 1.0]])
    growing.add([pair(0, 1), Found(np.array([0, 1, 2], dtype=np.int32), np.ones(3), 0.5)])
    for _ in range(4):
        bound = growing.solve(9.0).bound
        growing.purge()
    assert bound == pytest.approx(1.0)
    growing.fix(np.array([0]), 0.0)
    assert growing.solve(9.0).bound == pytest.approx(2.0)  # the row of the pair is still there


def test_a_column_that_is_fixed_is_so_in_the_bound() -> None:
    growing = cover([-1.0, -2.0, 5.0], [[1.0, 1.0, 1.0]])
    assert growing.solve(9.0).bound == pytest.approx(-3.0)
    growing.fix(np.array([1]), 0.0)
    assert growing.solve(9.0).bound == pytest.approx(-1.0)


def test_where_no_point_is_left_that_is_said() -> None:
    growing = cover([1.0, 1.0, 1.0], [[1.0, 1.0, 1.0]])
    growing.add([pair(0, 1)])
    growing.fix(np.array([0, 1]), 0.0)
    with pytest.raises(Infeasible):
        growing.solve(9.0)
    assert growing.whole(gap=0.0, seconds=9.0).status == "Infeasible"


def test_of_rows_that_are_known_only_the_broken_come_in() -> None:
    pool = Pool([pair(0, 1), pair(1, 2)], 3)
    assert pool.broken(np.array([1.0, 0.0, 0.5]), 0.1) == [pool.rows[1]]
    assert not pool.broken(np.ones(3), 0.0)
