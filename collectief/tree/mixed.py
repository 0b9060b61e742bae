"""Rows of flow that a point breaks: what the places in a set are served comes in over arcs into it.

For a node set W without the root, places C in it that ask d(C) together, and the columns j (an arc with a step) into W:

    sum over j of min(f_j, d(C) z_j)  >=  sum over C of d_c x_c

Of the flow over an arc no more than d(C) is for C, and nothing where it is not used; so for each j either of the two
terms may be taken, and the row takes the smaller in the point.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from collectief.model.growing import Found
from collectief.tree.flows import Flows
from collectief.tree.grown import Look
from collectief.tree.net import Array, Net
from collectief.tree.relaxation import Columns
from collectief.tree.spread import spread

WHOLE = 10_000_000
MOST, ENOUGH, SERVED = 200, 0.005, 0.02
"""So many rows at a time; each is off by this part of what is asked; a place counts that is served so much."""
NEAR = 1e-3
"""Where an arc is used in full the way over it is still this part of its cost long, so that short ways are taken."""


class Mixed:
    """The rows of flow into sets of nodes, by the point that breaks them."""

    def __init__(self, net: Net, look: Look, columns: Columns) -> None:
        self.net, self.look, self.columns = net, look, columns
        sink = np.full(len(net.places), net.count)
        self._flows = Flows(net.count + 1, np.r_[net.tail, net.spot], np.r_[net.head, sink])
        self._demand = np.array([p.demand for p in net.places]) / columns.flow_unit

    def broken(self, x: Array, trees: Sequence[dict[int, int]]) -> list[Found]:
        """Rows that a point breaks, for the places that hang below each node of these trees."""
        served = np.clip(x[self.columns.x :], 0.0, 1.0)
        found: dict[tuple[int, ...], Found] = {}
        for group in self._groups(served, trees):
            row = self._row(x, served, np.array(group))
            if row is not None:
                found.setdefault(tuple(np.sort(row.columns).tolist()), row)
            if len(found) >= MOST:
                break
        return list(found.values())

    def near(self, x: Array) -> dict[int, int]:
        """A tree to all places over what a point uses most."""
        used = self.columns.used(x)
        weight = [s[0].fixed for s in self.look.steps]
        most = np.zeros(len(weight))
        np.maximum.at(most, self.net.link, used)
        weights = [w * max(NEAR, 1.0 - u) for w, u in zip(weight, most.tolist(), strict=True)]
        return spread(self.look, weights, {int(n) for n in self.net.spot})

    def _groups(self, served: Array, trees: Iterable[dict[int, int]]) -> list[tuple[int, ...]]:
        found: set[tuple[int, ...]] = set()
        for into in trees:
            below: dict[int, list[int]] = {}
            for node in reversed(self.look.order(into)):
                here = below.pop(node, [])
                here += [p for p in self.look.places[node] if served[p] > SERVED and self._demand[p] > 0]
                if node and here:
                    found.add(tuple(sorted(here)))
                    below.setdefault(self.look.tail[into[node]], []).extend(here)
        return sorted(found, key=lambda group: (len(group), group))

    def _row(self, x: Array, served: Array, group: Array) -> Found | None:
        columns, flows = self.columns, self._flows
        asked = float(self._demand[group].sum())
        z = len(columns.arc)
        used, flow = np.clip(x[:z], 0.0, 1.0), np.maximum(x[columns.f : columns.f + z], 0.0)
        unit = WHOLE / asked
        arcs = np.bincount(columns.arc, np.minimum(flow, asked * used), minlength=len(columns.of_arc))
        wanted = np.zeros(len(self._demand))
        wanted[group] = self._demand[group] * served[group]
        capacity = np.r_[np.ceil(arcs * unit), np.rint(wanted * unit)].astype(np.int64)
        value, left = flows.largest(capacity, self.net.count)
        if value >= wanted.sum() * unit * (1.0 - ENOUGH):
            return None
        inside = flows.near(left, self.net.count)
        members = group[inside[self.net.spot[group]]]
        if not len(members):
            return None
        total = float(self._demand[members].sum())
        into = np.flatnonzero(inside[self.net.head] & ~inside[self.net.tail])
        j = np.array([j for arc in into.tolist() for j in columns.of_arc[arc]], dtype=np.int64)
        by_flow = flow[j] <= total * used[j]
        places = np.r_[np.where(by_flow, columns.f + j, j), columns.x + members].astype(np.int32)
        factors = np.r_[np.where(by_flow, 1.0 / total, 1.0), -self._demand[members] / total]
        row = Found(places, factors)
        return row if row.left(x) > ENOUGH * float(served[members] @ self._demand[members]) / total else None
