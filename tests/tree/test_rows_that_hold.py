"""Rows that a point breaks are broken by it, and hold for the best tree, whatever the point."""

import math
import time

import numpy as np
import pytest
from every_tree import small
from numpy.typing import NDArray

from collectief.model.growing import Found
from collectief.tree import Edge, Problem, Root, Step, Terminal
from collectief.tree.cuts import Cuts
from collectief.tree.graph import graph_of
from collectief.tree.mixed import Mixed
from collectief.tree.net import net_of
from collectief.tree.relaxation import point
from collectief.tree.search import Clock, Search
from collectief.tree.sizes import too_large

POINTS = 6


def searched(problem: Problem) -> Search:
    """The search of a problem that was not made smaller before, at its end."""
    search = Search(
        net_of(graph_of(problem), flowing=True, one_root=False), gap=0.0, clock=Clock(time.monotonic() + 30)
    )
    search.run()
    return search


def some_point(search: Search, random: np.random.Generator) -> NDArray[np.float64]:
    """Half of the columns at something, and no more flow than the steps take."""
    columns, count = search.columns, search.columns.count
    x = random.uniform(size=count) * (random.uniform(size=count) < 0.5)
    for i, here in enumerate(columns.of_flow):
        x[columns.f + i] *= float((columns.high[list(here)] * x[list(here)]).sum())
    x[columns.x :] = 1.0
    return x


def rows_at(search: Search, x: NDArray[np.float64]) -> list[Found]:
    net, look, columns = search.net, search.look, search.columns
    trees = [dict(search.best.into)]
    found = Cuts(net, columns).broken(x) + Mixed(net, look, columns).broken(x, trees) + too_large(x, look, columns)
    return found + search.asked.broken(x, 1e-6)


@pytest.mark.parametrize("kind", ["linear", "steps", "tight"])
def test_rows_are_broken_by_their_point_and_hold_for_the_best_tree(kind: str) -> None:
    seen = 0
    for seed in range(8):
        problem = small(seed, kind=kind)
        if any(t.forced for t in problem.terminals):
            problem = Problem(problem.edges, tuple(t for t in problem.terminals if not t.forced), problem.roots)
        search = searched(problem)
        if not search.best.into:
            continue
        best = point(search.net, search.look, search.columns, search.best)
        assert best is not None
        random = np.random.default_rng(seed)
        for _ in range(POINTS):
            x = some_point(search, random)
            for row in rows_at(search, x):
                seen += 1
                assert row.left(x) > 0
                assert row.left(best) <= 1e-6
    assert seen > 50


#   root --pipes of 10 and 20-- b, where 6 and 5 are asked
PIPES = (Step(1.0, most=10.0), Step(2.0, most=20.0))
TWO = Problem(
    (Edge("ab", "a", "b", PIPES),),
    (Terminal("t", "b", 6.0, 9.0), Terminal("u", "b", 5.0, 9.0)),
    (Root("a"),),
)


def test_a_pipe_that_is_a_little_too_small_does_not_help_by_most_of_it() -> None:
    search = searched(TWO)
    columns = search.columns
    x = np.zeros(columns.count)
    x[0], x[1] = 0.9, 0.1  # together they take 11
    x[columns.f] = 11.0 / columns.flow_unit
    x[columns.x :] = 1.0
    off = max(row.left(x) for row in rows_at(search, x))
    assert off == pytest.approx(2.0 - (0.9 * 1.0 + 0.1 * 2.0))
    assert search.best.value == pytest.approx(2.0 - 18.0)
    assert math.isclose(search.bound, search.best.value, rel_tol=1e-6)
