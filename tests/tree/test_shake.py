"""A tree that is made anew in a part of the net is a tree that fits, and the same draws make the same."""

import time

import numpy as np
from every_tree import small

from collectief.tree import Problem
from collectief.tree.graph import graph_of
from collectief.tree.grown import Grown
from collectief.tree.net import net_of
from collectief.tree.search import Clock, Search
from collectief.tree.shake import shaken


def searched(seed: int) -> Search:
    problem = small(seed, kind="steps")
    free = Problem(problem.edges, tuple(t for t in problem.terminals if not t.forced), problem.roots)
    search = Search(net_of(graph_of(free), flowing=True, one_root=False), gap=0.0, clock=Clock(time.monotonic() + 30))
    search.run()
    return search


def trees(search: Search, seed: int) -> list[Grown]:
    random, weight = np.random.default_rng(seed), [steps[0].fixed for steps in search.look.steps]
    return [shaken(search.look, search.best, weight, random) for _ in range(10)]


def test_what_is_made_anew_fits_and_is_no_better_than_the_best() -> None:
    found = [(tree, search.best.value) for search in map(searched, range(4)) for tree in trees(search, 1)]
    assert all(tree.fits and tree.value >= best - 1e-6 for tree, best in found)
    assert len({tree.value for tree, _ in found}) > 4


def test_the_same_draws_make_the_same_trees() -> None:
    search = searched(1)
    assert trees(search, 3) == trees(search, 3)
