"""A search that is stopped gives the best tree so far, with a bound that is true."""

import random

import pytest

from collectief.tree import Edge, Problem, Root, Step, Terminal, best_tree

SIDE = 9


def grid(seed: int) -> Problem:
    """Crossings of streets in a square; at some somebody asks for something."""
    r = random.Random(seed)  # noqa: S311 - for a test
    pairs = [((i, j), (i + a, j + b)) for i in range(SIDE) for j in range(SIDE) for a, b in ((1, 0), (0, 1))]
    inside = [(one, two) for one, two in pairs if max(two) < SIDE]
    edges = tuple(
        Edge(f"{one}{two}", str(one), str(two), (Step(length, 0.1 * length),))
        for one, two in inside
        for length in [r.uniform(5, 10)]
    )
    spots = r.sample([(i, j) for i in range(SIDE) for j in range(SIDE)], 30)
    ends = tuple(Terminal(str(spot), str(spot), r.uniform(1, 9), r.uniform(5, 40)) for spot in spots)
    return Problem(edges, ends, (Root("(0, 0)"),))


@pytest.fixture(scope="module")
def done() -> float:
    tree = best_tree(grid(1), gap=1e-6)
    assert tree.ended == "proven"
    assert tree.gap <= 2e-6
    return tree.value


def test_without_time_the_bound_is_true(done: float) -> None:
    tree = best_tree(grid(1), gap=1e-6, seconds=0.0)
    assert tree.ended == "time"
    assert tree.bound <= done <= tree.value + 1e-6
    assert tree.gap > 1e-6


@pytest.mark.parametrize("asked", [0, 1, 60, 90, 150])
def test_a_stop_after_some_questions_gives_what_is_known(done: float, asked: int) -> None:
    heard = iter(range(asked))
    tree = best_tree(grid(1), gap=1e-9, stop=lambda: next(heard, None) is None)
    assert tree.bound - 1e-6 <= done <= tree.value + 1e-6
    assert tree.ended in {"stop", "proven"}


def test_the_same_problem_has_the_same_answer() -> None:
    assert best_tree(grid(2), gap=1e-3) == best_tree(grid(2), gap=1e-3)
