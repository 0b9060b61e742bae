"""Rows of whole steps that a point breaks: what is asked in a set takes a whole number of steps into it.

For a node set W without the root, places C in it that ask d together, and steps of arcs into W that take h:

    sum over steps of min(h, d) z  +  flow over arcs of which no steps are taken  +  sum over C of d_c (1 - x_c)  >=  d

All but the flow are whole. In units of s, with r what d is above a whole number of these, it follows that

    sum of F(min(h, d)) z  +  flow / (r s)  +  sum over C of F(d_c) (1 - x_c)  >=  whole number at or above d / s

with F(a) the whole part of a / s, and of what is left as much as it is of r, at most one: rounding of mixed whole
numbers (Nemhauser and Wolsey 1988). So a pipe that is a little too small does not help by most of it.
"""

import numpy as np

from collectief.model.growing import Found
from collectief.tree.flows import Flags, Numbers
from collectief.tree.inflow import Inflow
from collectief.tree.net import Array

ENOUGH, LEAST, SURELY = 0.02, 0.02, 1e-9
"""A row is worth adding where it is off by this part; what is above whole steps is this part of one, or more."""


class Rounded:
    """The rows of a point; ``demand`` and ``served`` by place."""

    def __init__(self, inflow: Inflow, demand: Array, served: Array) -> None:
        self.inflow, self.demand, self.served = inflow, demand, served

    def of(self, into: Flags, there: Numbers) -> Found | None:
        """The row of a set that is broken most: its arcs, and its places with those that are served most first."""
        inflow = self.inflow
        used, high, z, starts, flow = inflow.steps(into)
        total = np.cumsum(self.demand[there])
        best, found = ENOUGH, None
        for unit in np.unique(high[(high > 0) & (high < total[-1])]).tolist():
            over = total / unit - np.floor(total / unit)
            takes = _rounded(np.minimum(high[:, None], total[None, :]) / unit, over) * z[:, None]
            by_step = np.add.reduceat(takes, starts, axis=0)
            by_flow = flow[:, None] / (unit * np.maximum(over, LEAST))[None, :]
            off = np.ceil(total / unit) - np.minimum(by_step, by_flow).sum(axis=0) - self._missed(there, unit, over)
            off = np.where((over >= LEAST) & (over <= 1 - LEAST), off / np.ceil(total / unit), -1.0)
            most = int(np.argmax(off))
            if off[most] > best:
                best, found = float(off[most]), (unit, most, used[by_flow[:, most] < by_step[:, most]])
        return None if found is None else self._row(into, there[: found[1] + 1], found[0], found[2])

    def _missed(self, there: Numbers, unit: float, over: Array) -> Array:
        """What counts for places that are not served, for each number of places."""
        part = np.flatnonzero(self.served[there] < 1 - SURELY)
        of = _rounded(np.repeat(self.demand[there[part]][:, None] / unit, len(there), axis=1), over)
        of *= (1 - self.served[there[part]])[:, None] * (part[:, None] <= np.arange(len(there))[None, :])
        return np.asarray(of.sum(axis=0))

    def _row(self, into: Flags, members: Numbers, unit: float, by_flow: Numbers) -> Found:
        columns, asked = self.inflow.columns, float(self.demand[members].sum())
        over = np.array([asked / unit - np.floor(asked / unit)])
        flows = np.zeros(len(self.inflow.arc), dtype=np.bool_)
        flows[by_flow] = True
        j = np.flatnonzero(into[columns.arc])
        j = j[~flows[columns.flow[j]]]
        takes = _rounded(np.minimum(columns.high[j], asked)[:, None] / unit, over)[:, 0]
        missed = _rounded(self.demand[members][:, None] / unit, over)[:, 0]
        places = np.r_[j, columns.f + by_flow, columns.x + members].astype(np.int32)
        factors = np.r_[takes, np.full(len(by_flow), 1.0 / (unit * over[0])), -missed]
        return Found(places, factors, float(np.ceil(asked / unit) - missed.sum()))


def _rounded(parts: Array, over: Array) -> Array:
    """F of what stands in units, for each part that is over; a hair below a whole number is that number."""
    whole = np.floor(parts + SURELY)
    return np.asarray(whole + np.minimum(np.maximum(parts - whole, 0.0) / np.maximum(over, LEAST), 1.0))
