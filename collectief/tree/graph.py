"""The graph while it is being reduced: links at nodes, and the places that ask for something."""

import heapq
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collectief.tree.link import Link
from collectief.tree.problem import Problem


@dataclass(frozen=True, slots=True)
class Place:
    """Terminals that are served together at a node; ``legs`` are links that then belong to the tree, and from where."""

    node: int
    terminals: tuple[str, ...]
    demand: float
    prize: float
    forced: bool
    legs: tuple[tuple[Link, int], ...] = ()


class Graph:
    """Links by number, links at each node, places at each node, and the root."""

    def __init__(self, names: tuple[str, ...], root: int) -> None:
        self.names, self.root = names, root
        self.links: dict[int, Link] = {}
        self.at: dict[int, set[int]] = {}
        self.places: dict[int, list[Place]] = {}
        self._next = 0

    def add(self, link: Link) -> None:
        """Put a link between its nodes; a link from a node to itself is of no use."""
        if link.start == link.end:
            return
        self.links[self._next] = link
        for node in (link.start, link.end):
            self.at.setdefault(node, set()).add(self._next)
        self._next += 1

    def take(self, number: int) -> Link:
        """Take a link out."""
        link = self.links.pop(number)
        for node in (link.start, link.end):
            self.at[node].discard(number)
        return link

    def drop(self, place: Place) -> None:
        """Take a place out."""
        self.places[place.node].remove(place)
        if not self.places[place.node]:
            del self.places[place.node]

    def put(self, place: Place) -> None:
        """Put a place at its node."""
        self.places.setdefault(place.node, []).append(place)

    def all_places(self) -> Iterable[Place]:
        """Places by node."""
        return (place for node in sorted(self.places) for place in self.places[node])


def graph_of(problem: Problem) -> Graph:
    """The graph of a problem: nodes by name, edges by id, so that no order in the input counts."""
    named = {n for e in problem.edges for n in (e.start, e.end)}
    names = sorted(named | {r.node for r in problem.roots} | {t.node for t in problem.terminals})
    number = {name: i for i, name in enumerate(names)}
    roots = sorted(problem.roots, key=lambda r: (r.node, r.steps[0].fixed))
    plain = len(roots) == 1 and all(s.fixed == 0 == s.per and math.isinf(s.most) for s in roots[0].steps)
    graph = Graph((*names, ""), number[roots[0].node] if plain else len(names))
    for edge in sorted(problem.edges, key=lambda e: e.id):
        graph.add(
            _link(number, edge_ends=(edge.start, edge.end), link=Link(0, 0, edge.steps, edge, oneway=edge.oneway))
        )
    for root in () if plain else roots:
        graph.add(Link(len(names), number[root.node], root.steps, None, oneway=True))
    for t in sorted(problem.terminals, key=lambda t: t.id):
        graph.put(Place(number[t.node], (t.id,), t.demand, t.prize, t.forced))
    return graph


def _link(number: Mapping[str, int], *, edge_ends: tuple[str, str], link: Link) -> Link:
    start, end = (number[name] for name in edge_ends)
    if not link.oneway and start > end:
        start, end = end, start
    return Link(start, end, link.steps, link.made, oneway=link.oneway)


def widths(graph: Graph) -> dict[int, float]:
    """The most that can flow from the root to each node that can be reached, over one way."""
    width: dict[int, float] = {}
    queue = [(-math.inf, graph.root)]
    while queue:
        reached, node = heapq.heappop(queue)
        if node in width:
            continue
        width[node] = -reached
        for number in sorted(graph.at.get(node, ())):
            link = graph.links[number]
            if link.oneway and link.start != node:
                continue
            most = min(-reached, max(step.most for step in link.steps))
            heapq.heappush(queue, (-most, link.other(node)))
    return width
