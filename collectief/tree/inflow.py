"""What flows into a set of nodes in a point, and how much of it can be for places in the set."""

import numpy as np

from collectief.tree.flows import Flags, Numbers
from collectief.tree.net import Array
from collectief.tree.relaxation import Columns

TINY = 1e-9
"""A step that is taken less than this is not taken."""


class Inflow:
    """The flows and steps that a point uses, by flow: a set of nodes has few of these among its arcs."""

    def __init__(self, columns: Columns, x: Array) -> None:
        self.columns = columns
        used = np.flatnonzero(x[: columns.f] > TINY)
        self._z = used[np.argsort(columns.flow[used], kind="stable")]
        self._used, self._of = np.minimum(x[self._z], 1.0), columns.flow[self._z]
        self._flow = np.maximum(x[columns.f : columns.x], 0.0)
        self.arc = columns.arc[[here[0] for here in columns.of_flow]]

    def counted(self, into: Flags, asked: Array) -> tuple[Numbers, Array, Array]:
        """The flows over the arcs ``into`` that are used, and what of each counts for places that ask so much.

        By what flows, less what is above that in steps that begin above it, and by what the steps take of it; both
        have shape (flows, asked).
        """
        here = np.flatnonzero(into[self.columns.arc[self._z]])
        flows, starts = np.unique(self._of[here], return_index=True)
        if not len(flows):
            return flows, np.zeros((0, len(asked))), np.zeros((0, len(asked)))
        j, used = self._z[here], self._used[here][:, None]
        above = np.maximum(self.columns.low[j][:, None] - asked[None, :], 0.0) * used
        takes = np.minimum(self.columns.high[j][:, None], asked[None, :]) * used
        by_flow = self._flow[flows][:, None] - np.add.reduceat(above, starts, axis=0)
        return flows, by_flow, np.add.reduceat(takes, starts, axis=0)

    def steps(self, into: Flags) -> tuple[Numbers, Array, Array, Numbers, Array]:
        """The flows over the arcs ``into`` that are used, with their steps.

        What each step takes, how much it is used, where the steps of each flow start, and how much flows.
        """
        here = np.flatnonzero(into[self.columns.arc[self._z]])
        flows, starts = np.unique(self._of[here], return_index=True)
        return flows, self.columns.high[self._z[here]], self._used[here], starts, self._flow[flows]

    def factors(self, into: Flags, asked: float, by_step: Numbers) -> tuple[Numbers, Array]:
        """Columns of the arcs ``into`` and their factors, in parts of what is asked; by step for these flows."""
        columns = self.columns
        stepped = np.zeros(len(self.arc), dtype=np.bool_)
        stepped[by_step] = True
        flows = np.flatnonzero(into[self.arc] & ~stepped)
        j = np.flatnonzero(into[columns.arc])
        above = -np.maximum(columns.low[j] / asked - 1.0, 0.0)
        factor = np.where(stepped[columns.flow[j]], np.minimum(columns.high[j] / asked, 1.0), above)
        kept = factor != 0.0
        return np.r_[columns.f + flows, j[kept]], np.r_[np.full(len(flows), 1.0 / asked), factor[kept]]
