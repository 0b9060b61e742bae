"""Rows that a point breaks: into a set of nodes with a place leads an arc, if that place is served.

For a node set W without the root and a place in it: the arcs into W are used at least as much as the place is served,
by steps that take what it asks: in a tree all of that comes over one arc. The set is what is left on the side of the
place after the largest flow from the root over what is used.
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
NEAR = 1e-9


class Cuts:
    """The rows of sets of nodes, by the point that breaks them."""

    def __init__(self, net: Net, columns: Columns) -> None:
        self.net, self.columns = net, columns
        self._flows = Flows(net.count, net.tail, net.head)
        self._asked = np.array([p.demand for p in net.places]) / columns.flow_unit * (1 - NEAR)
        if not net.flowing:
            self._asked = np.zeros_like(self._asked)

    def broken(self, x: Array, enough: float = ENOUGH) -> list[Found]:
        """Rows that a point breaks, none twice; none means that every place is reached as much as it is served."""
        net, columns = self.net, self.columns
        served = np.clip(x[columns.x :], 0.0, 1.0)
        found: dict[tuple[int, ...], Found] = {}
        done = np.zeros(len(served), dtype=np.bool_)
        for place in np.lexsort((np.arange(len(served)), -self._asked, -served)).tolist():
            goal = int(net.spot[place])
            if served[place] <= enough or goal == 0 or done[place]:
                continue
            takes = columns.high >= self._asked[place]
            used = np.bincount(columns.arc[takes], np.clip(x[: len(takes)][takes], 0.0, 1.0), minlength=len(net.tail))
            capacity = np.rint(used * WHOLE).astype(np.int64) + 1
            for near, far in self._sets(capacity, goal, (served[place] - enough) * WHOLE):
                done |= near[net.spot] & (self._asked <= self._asked[place])
                for row in (self._row(x, near), self._row(x, far)):
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

    def _row(self, x: Array, inside: Flags) -> Found:
        """The row of a set for the place in it for which it is broken most."""
        columns = self.columns
        there = np.flatnonzero(inside[self.net.spot])
        j = np.array([j for arc in self._flows.into(inside).tolist() for j in columns.of_arc[arc]], dtype=np.int64)
        takes = columns.high[j][None, :] >= self._asked[there][:, None]
        most = int(np.argmax(x[columns.x + there] - takes @ np.clip(x[j], 0.0, 1.0)))
        places = np.r_[j[takes[most]], columns.x + there[most]].astype(np.int32)
        return Found(places, np.r_[np.ones(len(places) - 1), -1.0])
