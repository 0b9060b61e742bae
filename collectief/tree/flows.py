"""Largest flows over a fixed network of which only the capacities change."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Flows:
    """Arcs between nodes 0 .. count - 1, kept in the form in which flows are found; flow comes from node 0."""

    def __init__(self, count: int, tail: Numbers, head: Numbers) -> None:
        self.count, self.tail, self.head = count, tail, head
        pairs, self._pair = np.unique(tail * count + head, return_inverse=True)
        self._indices = (pairs % count).astype(np.int32)
        self._starts = np.searchsorted(pairs // count, np.arange(count + 1)).astype(np.int32)
        self._pairs = len(pairs)

    def largest(self, capacity: Numbers, goal: int) -> tuple[int, sparse.csr_array]:
        """The largest flow to a goal with these capacities of arcs, and what is left of them, both ways."""
        data = np.bincount(self._pair, capacity, minlength=self._pairs).astype(np.int32)
        graph = sparse.csr_array((data, self._indices, self._starts), shape=(self.count, self.count))
        found = maximum_flow(graph, 0, goal)
        return int(found.flow_value), graph - found.flow

    def near(self, left: sparse.csr_array, goal: int) -> Flags:
        """The nodes from which the goal can still be reached."""
        inside = np.zeros(self.count, dtype=np.bool_)
        inside[breadth_first_order(sparse.csr_array((left > 0).T), goal, return_predecessors=False)] = True
        return inside

    def far(self, left: sparse.csr_array) -> Flags:
        """The nodes that cannot be reached any more."""
        inside = np.ones(self.count, dtype=np.bool_)
        inside[breadth_first_order(sparse.csr_array(left > 0), 0, return_predecessors=False)] = False
        return inside

    def into(self, inside: Flags) -> Numbers:
        """The arcs into a set of nodes."""
        return np.flatnonzero(inside[self.head] & ~inside[self.tail])
