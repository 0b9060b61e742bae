"""A smaller graph with the same best trees: dead ends, ends with one terminal, nodes between two links, pairs.

Each change keeps the least cost. What a link or place stands for is kept, so that a tree can be written out again.
"""

import math
from dataclasses import replace

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

from collectief.tree.graph import Graph, Place
from collectief.tree.link import Link, behind, beside
from collectief.tree.problem import cheapest

SURELY = 1e-9
"""A way around is shorter only where it is so by more than this part."""


class Reduction:
    """The graph, and whether its cost depends on the flow at all."""

    def __init__(self, graph: Graph, *, flowing: bool) -> None:
        self.graph, self.flowing = graph, flowing
        self._queue: set[int] = set()

    def run(self) -> None:
        """Reduce until nothing changes."""
        graph = self.graph
        for node in sorted(graph.places):
            self._join(node)
        self._queue = set(graph.at)
        while True:
            while self._queue:
                node = min(self._queue)
                self._queue.discard(node)
                self._at(node)
            if not self._shorter_ways():
                return

    def _at(self, node: int) -> None:
        graph = self.graph
        self._pairs(node)
        here = sorted(graph.at.get(node, ()))
        if node == graph.root or any(graph.links[n].oneway for n in here):
            return
        places = graph.places.get(node, [])
        if len(here) == 1 and not places:
            self._again(graph.take(here[0]))
        elif len(here) == 1 and len(places) == 1:
            self._fold(graph.links[here[0]], here[0], places[0])
        elif len(here) == 2 and not places:
            one, two = graph.take(here[0]), graph.take(here[1])
            self._again(one, two)
            graph.add(behind(one, two, node))

    def _again(self, *links: Link) -> None:
        self._queue |= {node for link in links for node in (link.start, link.end)}

    def _pairs(self, node: int) -> None:
        """Join links between the same two nodes."""
        graph, seen = self.graph, dict[int, int]()
        for number in sorted(graph.at.get(node, ())):
            link = graph.links[number]
            if link.oneway:
                continue
            other = link.other(node)
            last = number
            if other in seen:
                graph.add(beside(graph.take(seen[other]), graph.take(number)))
                self._again(link)
                last = max(graph.at[node])
            seen[other] = last

    def _fold(self, link: Link, number: int, place: Place) -> None:
        """A node at the end with one place: the place moves to the other node, less the cost of the way."""
        graph, start = self.graph, link.other(place.node)
        cost = cheapest(link.steps, place.demand)[0]
        graph.drop(place)
        graph.take(number)
        self._queue.add(start)
        if not place.forced and place.prize - cost <= 0:
            return
        graph.put(replace(place, node=start, prize=place.prize - cost, legs=(*place.legs, (link, start))))
        self._join(start)

    def _join(self, node: int) -> None:
        """Where flow costs nothing all at one node are served together; what can bring nothing goes out."""
        graph = self.graph
        for place in list(graph.places.get(node, ())):
            if not place.forced and place.prize <= 0:
                graph.drop(place)
        here = graph.places.get(node, [])
        if self.flowing or len(here) < 2:
            return
        terminals = tuple(t for p in here for t in p.terminals)
        prize, legs = sum(p.prize for p in here), tuple(leg for p in here for leg in p.legs)
        graph.places[node] = [Place(node, terminals, 0.0, prize, any(p.forced for p in here), legs)]

    def _shorter_ways(self) -> bool:
        """Take out each link around which there is a shorter way in every respect; whether there was one.

        Only where cost is linear without limits, with one ratio of ``per`` to ``fixed``: then what flows over the link
        costs less over the way around, whatever else is there.
        """
        graph = self.graph
        links = [(n, graph.links[n]) for n in sorted(graph.links)]
        if not links or any(k.oneway or len(k.steps) > 1 or not math.isinf(k.steps[0].most) for _, k in links):
            return False
        fixed, per = (np.array([getattr(k.steps[0], part) for _, k in links]) for part in ("fixed", "per"))
        ratio = per.sum() / max(fixed.sum(), SURELY)
        if not np.allclose(per, ratio * fixed, rtol=SURELY / 10, atol=0.0):
            return False
        starts, ends = (np.array([getattr(k, part) for _, k in links]) for part in ("start", "end"))
        size = len(graph.names)
        apart = dijkstra(sparse.csr_matrix((fixed, (starts, ends)), shape=(size, size)), directed=False)
        gone = np.flatnonzero(apart[starts, ends] < fixed * (1 - SURELY))
        for i in gone:
            self._again(graph.take(links[i][0]))
        return len(gone) > 0
