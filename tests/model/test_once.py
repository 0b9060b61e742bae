"""Columns for what a row is off stand in a programme only where they are needed, and it comes to the same cost."""

from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pytest
from scipy import sparse

from collectief.model import once
from collectief.model.once import Programme, Repeated
from collectief.model.sides import Sides

EUR = 10.0
LOADS, LIMITS, STORES = 0, 1, 2
"""Blocks: what must come in, what may come in at most, and a row that may never be off."""


def asked(load: list[float], most: list[float], *, cost: float = 1.0) -> Programme:
    """Two steps with a load each, served at a cost by a flow under a limit and by one of at most 1 kW that is free."""
    matrix = sparse.csr_matrix(np.vstack([np.eye(2, 4) + np.eye(2, 4, 2), np.eye(2, 4), [[0.0, 0.0, 1.0, -1.0]]]))
    sides = Sides(
        high=np.array([*load, *most, 0.0]),
        equal=np.array([True, True, False, False, True]),
        eur=np.array([EUR, EUR, EUR, EUR, np.inf]),
        group=np.array([LOADS, LOADS, LIMITS, LIMITS, STORES]),
    )
    columns = np.zeros(4), np.array([9.0, 9.0, 1.0, 1.0])
    return Programme(matrix, np.array([cost, cost, 0.0, 0.0]), columns, sides)


def repeated(programme: Programme) -> Repeated:
    """Of which nothing was solved yet."""
    return Repeated(programme.sides.equal)


def at_once(programme: Programme) -> float:
    """The cost with every column of slack."""
    found = once.solve_once(programme, loose=programme.may)
    side, row = np.nonzero(programme.may)
    assert len(side) == 2 + 2 + 2  # loads over and under, limits over
    return float(np.r_[programme.cost, programme.sides.eur[row]] @ found.x)


def cost_of(programme: Programme, x: np.ndarray) -> float:
    """What a point costs with what its rows are off."""
    off = np.abs(programme.off(x))
    return float(programme.cost @ x + EUR * off[off > 0].sum())


def test_where_all_rows_can_be_kept_no_column_of_slack_comes_in() -> None:
    """Nor does it cost more."""
    one = asked([3.0, 2.0], [5.0, 5.0])
    again = repeated(one)
    found = again.solve(one, rounds=9)
    assert found.optimal
    assert again.loose == set()
    assert cost_of(one, found.x) == pytest.approx(at_once(one)) == pytest.approx(3.0)


@pytest.mark.parametrize("cost", [1.0, 12.0], ids=["too much is asked", "and it costs more than being off"])
def test_where_rows_cannot_be_kept_only_their_block_is_loose(cost: float) -> None:
    """Of 7 kW no more than 5 + 1 can come in: one is short, or goes over the limit."""
    one = asked([7.0, 2.0], [5.0, 5.0], cost=cost)
    again = repeated(one)
    found = again.solve(one, rounds=9)
    assert found.optimal
    assert cost_of(one, found.x) == pytest.approx(at_once(one))
    assert again.loose in ({LIMITS}, {~LOADS})
    assert np.abs(one.off(found.x)).max() == pytest.approx(1.0 if cost < EUR else 6.0)


def test_a_row_that_costs_more_than_being_off_is_off() -> None:
    """Though it can be kept: at 12 EUR a kW it is cheaper to be short at 10, and prices go no higher."""
    one = asked([3.0, 2.0], [5.0, 5.0], cost=12.0)
    again = repeated(one)
    found = again.solve(one, rounds=9)
    assert again.loose == {~LOADS}
    assert cost_of(one, found.x) == pytest.approx(at_once(one)) == pytest.approx(30.0)
    assert found.duals[:2] == pytest.approx([EUR, EUR])


def test_what_came_in_once_stays_and_is_not_found_out_again() -> None:
    """The second time there is one solve, from a basis that has its columns."""
    one = asked([7.0, 2.0], [5.0, 5.0])
    again = repeated(one)
    again.solve(one, rounds=9)
    with patch.object(once, "solve_once", wraps=once.solve_once) as solves:
        more = asked([8.0, 2.0], [5.0, 5.0])
        found = again.solve(more, rounds=9)
    assert solves.call_count == 1
    assert cost_of(more, found.x) == pytest.approx(at_once(more))


def test_a_row_that_may_never_be_off_makes_it_impossible() -> None:
    """Two flows of at most 1 kW cannot differ by 5. Where that row has a price there is a point, and it is off."""
    one = asked([3.0, 2.0], [5.0, 5.0])
    high, eur = np.r_[one.sides.high[:4], 5.0], np.full(5, EUR)
    never, priced = (replace(one, sides=replace(one.sides, high=high, eur=e)) for e in (one.sides.eur, eur))
    again = repeated(never)
    assert not again.solve(never, rounds=9).optimal
    assert again.loose == set()  # what is no answer says nothing
    found = repeated(priced).solve(priced, rounds=9)
    assert found.optimal
    assert np.abs(priced.off(found.x)).max() == pytest.approx(4.0)


def test_who_has_no_column_is_off_at_the_price_of_it() -> None:
    """With nothing to choose a row that asks for something is off, and has its price."""
    one = asked([3.0, 0.0], [5.0, -2.0])
    nothing = Programme(one.matrix[:, :0], one.cost[:0], (np.zeros(0), np.zeros(0)), one.sides)
    found = repeated(nothing).solve(nothing, rounds=9)
    assert found.optimal
    assert nothing.off(found.x) == pytest.approx([-3.0, 0.0, 0.0, 2.0, 0.0])
    assert found.duals[[0, 3]] == pytest.approx([EUR, -EUR])


@pytest.mark.parametrize("anew", [True, False], ids=["each from nothing", "each from the basis before"])
def test_random_programmes_cost_the_same_with_all_columns_and_with_few(anew: bool) -> None:
    """Forty of them."""
    rng = np.random.default_rng(3)
    again, short = repeated(asked([1.0, 1.0], [5.0, 5.0])), 0
    for _ in range(40):
        one = asked(list(rng.uniform(0, 9, 2)), list(rng.uniform(0, 9, 2)), cost=float(rng.uniform(-2, 15)))
        again = repeated(one) if anew else again
        found = again.solve(one, rounds=9)
        assert cost_of(one, found.x) == pytest.approx(at_once(one))
        short += bool(np.abs(one.off(found.x)).max() > 1e-6)
    assert 5 < short < 40


def test_two_beside_each_other_begin_with_what_each_has() -> None:
    """Their rows, their columns and their slack: the first solve of both has nothing left to do."""
    ones = asked([7.0, 2.0], [5.0, 5.0]), asked([3.0, 2.0], [5.0, 1.5], cost=2.0)
    apart = [repeated(one) for one in ones]
    costs = [cost_of(one, each.solve(one, rounds=9).x) for one, each in zip(ones, apart, strict=True)]
    first, second = (one.sides for one in ones)
    sides = Sides.of([first, replace(second, group=second.group + 3)])
    apart[1].loose = {block + 3 if block >= 0 else block - 3 for block in apart[1].loose}
    columns = tuple(np.concatenate(ends) for ends in zip(*(one.columns for one in ones), strict=True))
    both = Programme(
        sparse.csr_matrix(sparse.block_diag([one.matrix for one in ones])),
        np.concatenate([one.cost for one in ones]),
        (columns[0], columns[1]),
        sides,
    )
    again = repeated(both)
    again.beside(apart)
    assert again.active.sum() == sum(one.active.sum() for one in apart)
    with patch.object(once, "solve_once", wraps=once.solve_once) as solves:
        found = again.solve(both, rounds=9)
    assert solves.call_count == 1
    assert cost_of(both, found.x) == pytest.approx(sum(costs))
