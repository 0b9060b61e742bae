"""The best tree of a problem, from the check of what is asked to the edges that are made."""

import time
from collections.abc import Callable

from collectief.errors import Infeasible
from collectief.text import Text
from collectief.tree.check import checked, unreachable
from collectief.tree.graph import graph_of
from collectief.tree.net import net_of
from collectief.tree.problem import Problem, Tree
from collectief.tree.reduce import Reduction
from collectief.tree.search import Clock, Search
from collectief.tree.told import told, with_bound


def best_tree(
    problem: Problem, *, gap: float = 1e-3, seconds: float = 60.0, stop: Callable[[], bool] | None = None
) -> Tree:
    """The tree with the least cost less prizes, proven to the ``gap`` (a part of its value) if time allows.

    After ``seconds``, or where ``stop`` says so, it is the best so far with the bound so far. Raises ModelError where
    the problem makes no sense, and Infeasible where a forced terminal cannot be reached or no tree was found.

    >>> from collectief.tree.problem import Edge, Root, Step, Terminal
    >>> edges = (Edge("ab", "a", "b", (Step(3.0),)), Edge("bc", "b", "c", (Step(2.0),)))
    >>> found = best_tree(Problem(edges, (Terminal("t", "b", prize=4.0), Terminal("u", "c", prize=1.0)), (Root("a"),)))
    >>> found.value, found.served, found.ended
    (-1.0, ('t',), 'proven')
    """
    clock = Clock(time.monotonic() + seconds, stop)
    checked(problem)
    graph = graph_of(problem)
    left = unreachable(graph)
    flowing = _flowing(problem)
    Reduction(graph, flowing=flowing).run()
    net = net_of(graph, flowing=flowing, one_root=problem.one_root)
    search = Search(net, gap=gap, clock=clock)
    ended = search.run()
    if not search.best.fits:
        raise Infeasible(_none_found())
    tree = told(problem, graph, net, search.look, search.best)
    return with_bound(tree, tree.value - max(search.best.value - search.bound, 0.0), ended, left)


def _none_found() -> Text:
    return Text(
        nl="Er is geen boom gevonden die alle verplichte eindpunten bereikt en genoeg kan dragen. "
        "Geef meer rekentijd, of grotere stappen.",
        en="No tree was found that reaches all forced terminals and can carry enough. Give more time, or larger steps.",
    )


def _flowing(problem: Problem) -> bool:
    """Whether cost or limits depend on the flow."""
    total = sum(t.demand for t in problem.terminals)
    steps = [s for part in (problem.edges, problem.roots) for one in part for s in one.steps]
    return total > 0 and any(s.per > 0 or s.most < total for s in steps)
