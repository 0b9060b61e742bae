"""Largest flows over a fixed network of which only the capacities change."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

Numbers = NDArray[np.int64]
Small = NDArray[np.int32]
Flags = NDArray[np.bool_]


class Flows:
    """Arcs between nodes 0 .. count - 1, kept in the form in which flows are found; flow comes from node 0.

    Each pair of nodes stands there both ways, so that what is left of a flow has the same places as the capacities.
    """

    def __init__(self, count: int, tail: Numbers, head: Numbers) -> None:
        self.count, self.tail, self.head = count, tail, head
        there = tail * count + head
        pairs = np.unique(np.r_[there, head * count + tail])
        self._place = np.searchsorted(pairs, there)
        self._back = np.searchsorted(pairs, (pairs % count) * count + pairs // count)
        indices = (pairs % count).astype(np.int32)
        starts = np.searchsorted(pairs // count, np.arange(count + 1)).astype(np.int32)
        self._graph = sparse.csr_array((np.zeros(len(pairs), dtype=np.int32), indices, starts), shape=(count, count))

    def largest(self, capacity: Numbers, goal: int) -> tuple[int, Small]:
        """The largest flow to a goal with these capacities of arcs, and what is left of them, both ways."""
        graph = self._graph
        graph.data[:] = np.bincount(self._place, capacity, minlength=graph.nnz)
        found = maximum_flow(graph, 0, goal)
        if found.flow.nnz == graph.nnz and np.array_equal(found.flow.indices, graph.indices):
            return int(found.flow_value), np.asarray(graph.data - found.flow.data, dtype=np.int32)
        flow = sparse.csr_array(found.flow)[self._rows(), graph.indices]  # another order than it was given
        return int(found.flow_value), np.asarray(graph.data - np.asarray(flow).ravel(), dtype=np.int32)

    def _rows(self) -> Numbers:
        return np.repeat(np.arange(self.count), np.diff(self._graph.indptr))

    def near(self, left: Small, goal: int) -> Flags:
        """The nodes from which the goal can still be reached."""
        return self._reached(left[self._back] > 0, goal)

    def far(self, left: Small) -> Flags:
        """The nodes that cannot be reached any more."""
        return ~self._reached(left > 0, 0)

    def _reached(self, open_: Flags, start: int) -> Flags:
        graph = self._graph
        starts = np.r_[0, np.cumsum(open_)][graph.indptr].astype(np.int32)
        indices = graph.indices[open_]
        shape = (self.count, self.count)
        part = sparse.csr_array((np.ones(len(indices), dtype=np.int32), indices, starts), shape=shape)
        found = np.zeros(self.count, dtype=np.bool_)
        found[breadth_first_order(part, start, return_predecessors=False)] = True
        return found

    def into(self, inside: Flags) -> Numbers:
        """The arcs into a set of nodes."""
        return np.flatnonzero(inside[self.head] & ~inside[self.tail])
