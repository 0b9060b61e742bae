"""The best tree by looking at every tree: for graphs of a few nodes."""

import math
import random
from collections.abc import Iterator
from itertools import combinations

from collectief.tree import Edge, Problem, Root, Step, Terminal


def least(problem: Problem) -> float:
    """The least cost less prizes of all trees; infinite where none reaches all that is forced."""
    return min((value for root in _starts(problem) for value in _values(problem, root)), default=math.inf)


def _starts(problem: Problem) -> Iterator[tuple[Root, ...]]:
    """The roots that are used together."""
    most = 1 if problem.one_root else len(problem.roots)
    for count in range(most + 1):
        yield from combinations(problem.roots, count)


def _values(problem: Problem, roots: tuple[Root, ...]) -> Iterator[float]:
    for count in range(len(problem.edges) + 1):
        for edges in combinations(problem.edges, count):
            above = _above(roots, edges)
            if above is not None:
                yield from _served(problem, roots, above)


def _above(roots: tuple[Root, ...], edges: tuple[Edge, ...]) -> dict[str, tuple[str, Edge]] | None:
    """The edge over which each node is come to; None where the edges are no trees from these roots."""
    above: dict[str, tuple[str, Edge]] = {}
    reached, left = [root.node for root in roots], list(edges)
    for node in reached:
        for edge in [e for e in left if e.start == node or (e.end == node and not e.oneway)]:
            other = edge.end if edge.start == node else edge.start
            if other in reached:
                return None
            left.remove(edge)
            reached.append(other)
            above[other] = (node, edge)
    return None if left else above


def _served(problem: Problem, roots: tuple[Root, ...], above: dict[str, tuple[str, Edge]]) -> Iterator[float]:
    nodes = {root.node for root in roots} | set(above)
    here = [t for t in problem.terminals if t.node in nodes]
    if not {t.id for t in problem.terminals if t.forced} <= {t.id for t in here}:
        return
    optional = [t for t in here if not t.forced]
    for count in range(len(optional) + 1):
        for chosen in combinations(optional, count):
            served = [t for t in here if t.forced] + list(chosen)
            yield _cost(roots, above, served) - sum(t.prize for t in served)


def _cost(roots: tuple[Root, ...], above: dict[str, tuple[str, Edge]], served: list[Terminal]) -> float:
    flow = dict.fromkeys([*above, *(root.node for root in roots)], 0.0)
    for terminal in served:
        node = terminal.node
        flow[node] += terminal.demand
        while node in above:
            node = above[node][0]
            flow[node] += terminal.demand
    made = sum(min(step.cost(flow[node]) for step in edge.steps) for node, (_, edge) in above.items())
    return made + sum(min(step.cost(flow[root.node]) for step in root.steps) for root in roots)


def small(seed: int, *, kind: str, roots: int = 1) -> Problem:
    """A random problem of 6 to 8 nodes; ``kind`` is plain, linear, steps or tight (steps that may be too small)."""
    r = random.Random(f"{seed}/{kind}/{roots}")  # noqa: S311 - for a test
    nodes = [f"n{i}" for i in range(r.randint(6, 8))]
    pairs = [(nodes[r.randrange(i)], nodes[i]) for i in range(1, len(nodes))]
    pairs += [tuple(r.sample(nodes, 2)) for _ in range(r.randint(1, 10 - len(nodes) + 1))]  # type: ignore[misc]
    edges = tuple(Edge(f"e{i}", a, b, _steps(r, kind)) for i, (a, b) in enumerate(pairs))
    where = [r.choice(nodes) for _ in range(4)]
    terminals = tuple(
        Terminal(f"t{i}", node, r.choice([0.0, 2.0, 5.0, 9.0]), r.uniform(0, 40), forced=r.random() < 0.25)
        for i, node in enumerate(where)
    )
    return Problem(edges, terminals, _roots(r, nodes, roots), one_root=roots > 1 and r.random() < 0.5)


def _roots(r: random.Random, nodes: list[str], count: int) -> tuple[Root, ...]:
    if count == 1:
        return (Root(nodes[0]),)
    return tuple(Root(node, (Step(r.uniform(0, 10), r.choice([0.0, 0.5]), 30.0),)) for node in r.sample(nodes, count))


def _steps(r: random.Random, kind: str) -> tuple[Step, ...]:
    length = r.choice([0.0, 1.0, r.uniform(1, 10), r.uniform(1, 10)])
    if kind == "plain":
        return (Step(length),)
    if kind == "linear":
        return (Step(length, r.choice([0.1, 0.1, 0.3]) * length),)
    largest = 8.0 if kind == "tight" else 100.0
    return (Step(length, most=3.0), Step(1.4 * length, most=7.5), Step(2.2 * length, 0.02 * length, most=largest))
