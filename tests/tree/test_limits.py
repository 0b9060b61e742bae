"""Where too much would flow, those that pay best for what is left of it are served."""

import pytest

from collectief.tree import Edge, Problem, Root, Step, Terminal, best_tree

#   root --10 EUR, at most 10 kW-- b, where 6, 5, 4 and 3 kW are asked
LINK = (Edge("ab", "a", "b", (Step(10.0, most=10.0),)),)
ASKED = ((6.0, 60.0), (5.0, 55.0), (4.0, 36.0), (3.0, 24.0))


def test_behind_a_limit_the_best_that_fits_is_served() -> None:
    ends = tuple(Terminal(f"t{i}", "b", kw, eur) for i, (kw, eur) in enumerate(ASKED))
    tree = best_tree(Problem(LINK, ends, (Root("a"),)), gap=0.0)
    # 6 + 4 kW bring 96; 5 + 4 bring 91, and 5 + 3 bring 79 though 5 kW pay most for each kW
    assert (tree.served, tree.ended) == (("t0", "t2"), "proven")
    assert tree.value == pytest.approx(10 - 96)


def test_a_larger_limit_is_never_worse() -> None:
    ends = tuple(Terminal(f"t{i}", "b", kw, eur) for i, (kw, eur) in enumerate(ASKED))
    values = []
    for most in (3.0, 6.0, 9.0, 12.0, 18.0):
        link = (Edge("ab", "a", "b", (Step(10.0, most=most),)),)
        values.append(best_tree(Problem(link, ends, (Root("a"),)), gap=0.0).value)
    assert values == sorted(values, reverse=True)
    assert values[-1] == pytest.approx(10 - sum(eur for _, eur in ASKED))
