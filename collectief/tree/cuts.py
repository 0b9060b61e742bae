"""Rows that a point breaks: into a set of nodes with a place leads an arc, if that place is served.

For a node set W without the root and a place in it: the arcs into W are used at least as much as the place is served.
The set is what is left on the side of the place after the largest flow from the root over what is used.
"""

from collections.abc import Iterator

import numpy as np

from collectief.model.growing import Found
from collectief.tree.flows import Flags, Flows, Numbers
from collectief.tree.net import Array, Net
from collectief.tree.relaxation import Columns

WHOLE = 1_000_000
"""Capacities are whole numbers for the flow: so much is one."""
ENOUGH, DEEP = 0.02, 8
"""A row is worth adding where it is off by this part of a place; so many sets, one behind the other, for one place."""


class Cuts:
    """The rows of sets of nodes, by the point that breaks them."""

    def __init__(self, net: Net, columns: Columns) -> None:
        self.net, self.columns = net, columns
        self._flows = Flows(net.count, net.tail, net.head)

    def broken(self, x: Array, enough: float = ENOUGH) -> list[Found]:
        """Rows that a point breaks, none twice; none means that every place is reached as much as it is served."""
        net, columns = self.net, self.columns
        served = np.clip(x[columns.x :], 0.0, 1.0)
        most = np.zeros(net.count)
        np.maximum.at(most, net.spot, served)
        capacity = np.rint(columns.used(x) * WHOLE).astype(np.int64) + 1
        found: dict[tuple[int, ...], Found] = {}
        done = np.zeros(net.count, dtype=np.bool_)
        for node in np.lexsort((np.arange(net.count), -most)).tolist():
            if most[node] <= enough or node == 0 or done[node]:
                continue
            for near, far in self._sets(capacity.copy(), node, (most[node] - enough) * WHOLE):
                done |= near
                for row in (self._row(near, served), self._row(far, served)):
                    if row.left(x) > enough / 2:
                        found.setdefault(tuple(row.columns.tolist()), row)
        return list(found.values())

    def _sets(self, capacity: Numbers, goal: int, below: float) -> Iterator[tuple[Flags, Flags]]:
        """Sets around a node into which too little leads: behind a set the next, its arcs taken as full."""
        flows = self._flows
        for _ in range(DEEP):
            value, left = flows.largest(capacity, goal)
            if value >= below:
                return
            near, far = flows.near(left, goal), flows.far(left)
            yield near, far
            capacity[flows.into(near)] = WHOLE
            capacity[flows.into(far)] = WHOLE

    def _row(self, inside: Flags, served: Array) -> Found:
        """The row of a set for the place in it that is served most."""
        there = np.flatnonzero(inside[self.net.spot])
        place = int(there[np.argmax(served[there])])
        columns = [j for arc in self._flows.into(inside).tolist() for j in self.columns.of_arc[arc]]
        places = np.array([*columns, self.columns.x + place], dtype=np.int32)
        return Found(places, np.r_[np.ones(len(columns)), -1.0])
