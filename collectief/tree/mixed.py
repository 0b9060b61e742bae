"""Rows of flow that a point breaks: what the places in a set are served comes in over arcs into it.

For a node set W without the root, places C in it that ask d(C) together, and the columns j (an arc with a step) into W:

    sum over j of min(f_j, d(C) z_j)  >=  sum over C of d_c x_c

Of the flow over an arc no more than d(C) is for C, and nothing where it is not used; so for each j either of the two
terms may be taken, and the row takes the smaller in the point.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from collectief.model.growing import Found
from collectief.tree.flows import Flags, Flows
from collectief.tree.grown import Look
from collectief.tree.net import Array, Net
from collectief.tree.relaxation import Columns
from collectief.tree.spread import spread

WHOLE = 10_000_000
FEW, MOST, ENOUGH, SERVED = 60, 500, 0.005, 0.02
"""So many rows are few, so many are added at a time; each is off by this part of what is asked; a place counts that is
served so much."""
NEAR = 1e-3
"""Where an arc is used in full the way over it is still this part of its cost long, so that short ways are taken."""


class Mixed:
    """The rows of flow into sets of nodes, by the point that breaks them."""

    def __init__(self, net: Net, look: Look, columns: Columns) -> None:
        self.net, self.look, self.columns = net, look, columns
        sink = np.full(len(net.places), net.count)
        self._flows = Flows(net.count + 1, np.r_[net.tail, net.spot], np.r_[net.head, sink])
        self._demand = np.array([p.demand for p in net.places]) / columns.flow_unit

    def broken(self, x: Array, trees: Sequence[dict[int, int]], *, deep: bool = True) -> list[Found]:
        """Rows that a point breaks, for what hangs below each node of these trees.

        First for the nodes that hang there themselves; where that gives few, or where ``deep`` is asked, also for sets
        found by largest flows.
        """
        served = np.clip(x[self.columns.x :], 0.0, 1.0)
        found: dict[tuple[int, ...], Found] = {}
        for into in trees:
            for inside in self._branches(into):
                self._keep(found, self._best_of(x, served, inside))
        if len(found) >= FEW and not deep:
            return list(found.values())
        before = len(found)
        for group in self._groups(served, trees):
            for row in self._rows(x, served, np.array(group)):
                self._keep(found, row)
            if len(found) >= before + MOST:
                break
        return list(found.values())

    def _keep(self, found: dict[tuple[int, ...], Found], row: Found | None) -> None:
        if row is not None:
            found.setdefault(tuple(np.sort(row.columns).tolist()), row)

    def _branches(self, into: dict[int, int]) -> Iterator[Flags]:
        below: dict[int, list[int]] = {}
        for node in reversed(self.look.order(into)):
            here = [*below.pop(node, []), node]
            if node:
                inside = np.zeros(self.net.count, dtype=np.bool_)
                inside[here] = True
                yield inside
                below.setdefault(self.look.tail[into[node]], []).extend(here)

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

    def _rows(self, x: Array, served: Array, group: Array) -> Iterator[Found]:
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
            return
        for inside in (flows.near(left, self.net.count), flows.far(left)):
            row = self._best_of(x, served, inside)
            if row is not None:
                yield row

    def _best_of(self, x: Array, served: Array, inside: Flags) -> Found | None:
        """The row of a set for the places in it that are served most, so many that it is broken most."""
        columns = self.columns
        there = np.flatnonzero(inside[self.net.spot] & (served > SERVED) & (self._demand > 0))
        if not len(there):
            return None
        there = there[np.argsort(-served[there], kind="stable")]
        into = np.flatnonzero(inside[self.net.head] & ~inside[self.net.tail])
        j = np.array([j for arc in into.tolist() for j in columns.of_arc[arc]], dtype=np.int64)
        used, flow = np.clip(x[j], 0.0, 1.0), np.maximum(x[columns.f + j], 0.0)
        total = np.cumsum(self._demand[there])
        asked = np.cumsum(self._demand[there] * served[there])
        off = asked - np.minimum(flow[:, None], used[:, None] * total[None, :]).sum(axis=0)
        most = int(np.argmax(off / np.sqrt(total)))
        if off[most] <= ENOUGH * asked[most]:
            return None
        members, unit = there[: most + 1], float(total[most])
        by_flow = flow <= unit * used
        places = np.r_[np.where(by_flow, columns.f + j, j), columns.x + members].astype(np.int32)
        factors = np.r_[np.where(by_flow, 1.0 / unit, 1.0), -self._demand[members] / unit]
        return Found(places, factors)
