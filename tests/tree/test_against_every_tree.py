"""The least cost of all trees lies between value and bound, and is reached where that is asked."""

import math
from dataclasses import replace
from functools import cache

import pytest
from every_tree import least, small

from collectief.errors import Infeasible
from collectief.tree import Problem, Root, Tree, best_tree

CASES = [(seed, kind, roots) for kind in ("plain", "linear", "steps", "tight") for roots in (1, 2) for seed in range(6)]
NEAR = 1e-6


@cache
def exact(seed: int, kind: str, roots: int) -> float:
    return least(small(seed, kind=kind, roots=roots))


def adds_up(problem: Problem, tree: Tree) -> bool:
    """Whether the branches are a tree that carries what is served, at the cost that is told."""
    into = {branch.end: branch for branch in tree.branches}
    nodes = set(tree.roots) | set(into)
    terminals = {t.id: t for t in problem.terminals}
    flow = {node: sum(terminals[t].demand for t in tree.served if terminals[t].node == node) for node in nodes}
    out = {node: sum(b.flow for b in tree.branches if b.start == node) for node in nodes}
    edges = {edge.id: edge for edge in problem.edges}
    starts = {root.node: root for root in problem.roots if root.node in tree.roots}
    paid = sum(min(s.cost(flow[n] + out[n]) for s in root.steps) for n, root in starts.items())
    made = sum(edges[b.edge].steps[b.step].cost(b.flow) for b in tree.branches)
    return (
        len(into) == len(tree.branches)
        and all(b.start in nodes for b in tree.branches)
        and all(terminals[t].node in nodes for t in tree.served)
        and all(b.flow == pytest.approx(flow[n] + out[n]) for n, b in into.items())
        and tree.cost == pytest.approx(made + paid)
        and tree.value == pytest.approx(tree.cost - sum(terminals[t].prize for t in tree.served))
    )


@pytest.mark.parametrize(("seed", "kind", "roots"), CASES)
def test_the_best_tree_is_found_and_proven(seed: int, kind: str, roots: int) -> None:
    problem, best = small(seed, kind=kind, roots=roots), exact(seed, kind, roots)
    if math.isinf(best):
        with pytest.raises(Infeasible):
            best_tree(problem, gap=0.0)
        return
    tree = best_tree(problem, gap=0.0)
    assert tree.ended == "proven"
    assert tree.value == pytest.approx(best, abs=NEAR)
    assert tree.bound == pytest.approx(best, abs=1e-4)
    assert tree.bound <= best + NEAR
    assert {t.id for t in problem.terminals if t.forced} <= set(tree.served)
    assert adds_up(problem, tree)


@pytest.mark.parametrize("kind", ["plain", "linear", "steps"])
def test_with_a_wide_gap_the_best_still_lies_between(kind: str) -> None:
    for seed in range(6):
        tree = best_tree(small(seed, kind=kind), gap=0.5)
        assert tree.bound - NEAR <= exact(seed, kind, 1) <= tree.value + NEAR


@pytest.mark.parametrize("kind", ["plain", "linear", "steps"])
def test_the_order_of_edges_and_terminals_changes_nothing(kind: str) -> None:
    for seed in range(4):
        problem = small(seed, kind=kind, roots=2)
        turned = tuple(replace(e, start=e.end, end=e.start) for e in reversed(problem.edges))
        other = Problem(turned, problem.terminals[::-1], problem.roots[::-1], one_root=problem.one_root)
        if not math.isinf(exact(seed, kind, 2)):
            assert best_tree(other, gap=0.0) == best_tree(problem, gap=0.0)


def test_without_a_root_of_its_own_a_tree_begins_where_that_is_best() -> None:
    for seed in range(8):
        plain = small(seed, kind="plain")
        ends = tuple(replace(t, forced=False, prize=t.prize / 4) for t in plain.terminals)
        roots = tuple(Root(node) for node in sorted({t.node for t in ends}))
        problem = Problem(plain.edges, ends, roots, one_root=True)
        tree = best_tree(problem, gap=0.0)
        assert len(tree.roots) <= 1
        assert tree.value == pytest.approx(least(problem), abs=NEAR)
