"""Odd problems: what is wrong is named, and the rest is planned where that makes sense."""

import math

import pytest

from collectief.errors import Infeasible, ModelError
from collectief.tree import Edge, Problem, Root, Step, Terminal, best_tree

#   a --3-- b --2-- c        d --1-- e     (d and e are apart)
LINE = (Edge("ab", "a", "b", (Step(3.0),)), Edge("bc", "b", "c", (Step(2.0),)), Edge("de", "d", "e", (Step(1.0),)))
A = (Root("a"),)


def test_a_prize_that_pays_its_way_is_fetched_and_no_other() -> None:
    tree = best_tree(Problem(LINE, (Terminal("t", "b", prize=4.0), Terminal("u", "c", prize=1.0)), A))
    assert (tree.value, tree.cost, tree.served) == (-1.0, 3.0, ("t",))
    assert [branch.edge for branch in tree.branches] == ["ab"]


def test_nothing_is_built_where_nothing_pays() -> None:
    tree = best_tree(Problem(LINE, (Terminal("t", "c", prize=4.0),), A))
    assert (tree.value, tree.branches, tree.served, tree.ended) == (0.0, (), (), "proven")


def test_a_terminal_apart_is_named_and_the_rest_is_planned() -> None:
    tree = best_tree(Problem(LINE, (Terminal("t", "c", forced=True), Terminal("u", "e", prize=99.0)), A))
    assert (tree.value, tree.served) == (5.0, ("t",))
    assert "u" in tree.left["u"].en
    assert "geen weg" in tree.left["u"].nl


def test_a_forced_terminal_apart_is_an_error_that_names_it() -> None:
    with pytest.raises(Infeasible, match="Terminal u: no way leads here"):
        best_tree(Problem(LINE, (Terminal("u", "e", forced=True),), A))


def test_a_demand_above_the_largest_step_is_named() -> None:
    edges = (Edge("ab", "a", "b", (Step(1.0, most=5.0), Step(2.0, most=8.0))),)
    tree = best_tree(Problem(edges, (Terminal("t", "b", 9.0, 50.0), Terminal("u", "b", 6.0, 50.0)), A))
    assert tree.served == ("u",)
    assert "asks 9; every way here takes at most 8" in tree.left["t"].en
    with pytest.raises(Infeasible, match="asks 9"):
        best_tree(Problem(edges, (Terminal("t", "b", 9.0, forced=True),), A))


def test_forced_terminals_that_are_too_much_together_are_an_error() -> None:
    edges = (Edge("ab", "a", "b", (Step(1.0, most=5.0),)),)
    both = tuple(Terminal(name, "b", 3.0, forced=True) for name in "tu")
    with pytest.raises(Infeasible):
        best_tree(Problem(edges, both, A))


def test_forced_terminals_behind_one_edge_take_the_step_that_takes_both() -> None:
    edges = (Edge("ab", "a", "b", (Step(1.0, most=5.0), Step(2.0, most=8.0))),)
    both = tuple(Terminal(name, "b", 3.0, forced=True) for name in "tu")
    tree = best_tree(Problem(edges, both, A))
    assert (tree.value, tree.served, tree.ended) == (2.0, ("t", "u"), "proven")


def test_edges_of_no_length_and_double_edges_do_no_harm() -> None:
    edges = (
        Edge("1", "a", "b", (Step(0.0),)),
        Edge("2", "b", "a", (Step(0.0),)),
        Edge("3", "b", "c", (Step(4.0),)),
        Edge("4", "c", "b", (Step(3.0),)),
        Edge("5", "c", "c", (Step(1.0),)),
    )
    tree = best_tree(Problem(edges, (Terminal("t", "c", prize=9.0), Terminal("u", "a", prize=1.0)), A))
    assert (tree.value, tree.served) == (-7.0, ("t", "u"))
    assert {branch.edge for branch in tree.branches} & {"3", "4"} == {"4"}


def test_of_two_edges_beside_each_other_the_cheaper_at_its_flow_is_made() -> None:
    edges = (Edge("low", "a", "b", (Step(1.0, 1.0),)), Edge("high", "a", "b", (Step(5.0, 0.1),)))
    few, many = (best_tree(Problem(edges, (Terminal("t", "b", kw, forced=True),), A)) for kw in (2.0, 9.0))
    assert [b.edge for b in few.branches] == ["low"]
    assert [b.edge for b in many.branches] == ["high"]
    assert few.value == 3.0
    assert many.value == pytest.approx(5.9)


def test_of_two_roots_the_nearer_is_used_and_of_one_root_only_one() -> None:
    roots = (Root("a", (Step(1.0),)), Root("d", (Step(1.0),)))
    ends = (Terminal("t", "b", prize=9.0), Terminal("u", "e", prize=9.0))
    both, one = (best_tree(Problem(LINE, ends, roots, one_root=only)) for only in (False, True))
    assert (both.roots, both.value) == (("a", "d"), -12.0)
    assert (one.roots, one.value) == (("d",), -7.0)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Problem(LINE, (), ()), "There is no root"),
        (Problem((*LINE, LINE[0]), (), A), "Edge ab is there more than once"),
        (Problem(LINE, (Terminal("t", "b"), Terminal("t", "c")), A), "Terminal t is there more than once"),
        (Problem((Edge("x", "a", "b", (Step(-1.0),)),), (), A), "Edge x: give costs of zero or more"),
        (Problem((Edge("x", "a", "b", (Step(1.0, most=0.0),)),), (), A), "Edge x"),
        (Problem((Edge("x", "a", "b", ()),), (), A), "Edge x"),
        (Problem(LINE, (), (Root("a", (Step(math.nan),)),)), "Root a"),
        (Problem(LINE, (Terminal("t", "b", demand=-1.0),), A), "Terminal t: give a demand"),
        (Problem(LINE, (Terminal("t", "b", prize=math.inf),), A), "Terminal t: give a demand"),
    ],
)
def test_what_makes_no_sense_is_said(problem: Problem, said: str) -> None:
    with pytest.raises(ModelError, match=said):
        best_tree(problem)


def test_no_terminals_and_no_edges_are_an_empty_tree() -> None:
    assert best_tree(Problem(LINE, (), A)).value == 0.0
    assert best_tree(Problem((), (Terminal("t", "a", prize=2.0),), A)).value == -2.0
