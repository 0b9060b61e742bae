"""Rows of flow that a point breaks: what the places in a set are served comes in over arcs into it.

For a node set W without the root, places C in it that ask d = d(C) together, and the flows f into W with their steps k:

    sum over f of min( f - sum over k of max(low_k - d, 0) z_k,  sum over k of min(high_k, d) z_k )
        >=  sum over C of d_c x_c

Of the flow over an arc no more than d is for C, no more than its step takes, and what it has above d where its step is
taken only at more than that is for others; so for each flow either of the two terms may be taken, and the row takes the
smaller in the point. They are what fills the steps of the arc from the smallest on.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from collectief.model.growing import Found
from collectief.tree.flows import Flags, Flows, Numbers
from collectief.tree.grown import Look
from collectief.tree.inflow import Inflow
from collectief.tree.net import Array, Net
from collectief.tree.passed import passed
from collectief.tree.relaxation import Columns
from collectief.tree.rounded import Rounded
from collectief.tree.spread import spread

WHOLE = 10_000_000
FEW, MOST, ENOUGH, SERVED = 60, 500, 0.005, 0.02
"""So many rows are few, so many are added at a time; each is off by this part of what is asked; a place counts that is
served so much."""
MOSTLY = 0.5
"""A place counts in rows of whole steps that is served so much."""
NEAR = 1e-3
"""Where an arc is used in full the way over it is still this part of its cost long, so that short ways are taken."""


class Mixed:
    """The rows of flow into sets of nodes, by the point that breaks them."""

    def __init__(self, net: Net, look: Look, columns: Columns) -> None:
        self.net, self.look, self.columns = net, look, columns
        sink = np.full(len(net.places), net.count)
        self._flows = Flows(net.count + 1, np.r_[net.tail, net.spot], np.r_[net.head, sink])
        self._demand = np.array([p.demand for p in net.places]) / columns.flow_unit
        self._every = np.ones(len(net.tail), dtype=np.bool_)

    def broken(self, x: Array, trees: Sequence[dict[int, int]], *, deep: bool = True) -> list[Found]:
        """Rows that a point breaks, for what hangs below each node of these trees.

        First for the nodes that hang there themselves; where that gives few, or where ``deep`` is asked, also for sets
        found by largest flows.
        """
        served, inflow = np.clip(x[self.columns.x :], 0.0, 1.0), Inflow(self.columns, x)
        found: dict[tuple[float, ...], Found] = {}
        for into in trees:
            for inside in self._branches(into):
                self._keep(found, self._of(inflow, served, inside))
        for inside in () if self.look.linear else passed(self.net, self.columns, x):
            self._keep(found, self._of(inflow, served, inside))
        if len(found) >= FEW and not deep:
            return list(found.values())
        before = len(found)
        for group in self._groups(served, trees):
            self._keep(found, self._rows(inflow, served, np.array(group)))
            if len(found) >= before + MOST:
                break
        return list(found.values())

    def _keep(self, found: dict[tuple[float, ...], Found], rows: Iterable[Found]) -> None:
        for row in rows:
            found.setdefault((row.low, round(float(row.factors.sum()), 9), *np.sort(row.columns).tolist()), row)

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

    def _rows(self, inflow: Inflow, served: Array, group: Array) -> Iterator[Found]:
        asked = float(self._demand[group].sum())
        unit = WHOLE / asked
        used, by_flow, by_step = inflow.counted(self._every, np.array([asked]))
        counts = np.maximum(np.minimum(by_flow, by_step)[:, 0], 0.0)
        arcs = np.bincount(inflow.arc[used], counts, minlength=len(self._every))
        wanted = np.zeros(len(self._demand))
        wanted[group] = self._demand[group] * served[group]
        capacity = np.r_[np.ceil(arcs * unit), np.rint(wanted * unit)].astype(np.int64)
        value, left = self._flows.largest(capacity, self.net.count)
        if value >= wanted.sum() * unit * (1.0 - ENOUGH):
            return
        for inside in (self._flows.near(left, self.net.count), self._flows.far(left)):
            yield from self._of(inflow, served, inside)

    def _of(self, inflow: Inflow, served: Array, inside: Flags) -> Iterator[Found]:
        """The rows of a set, for the places in it that are served most."""
        there = np.flatnonzero(inside[self.net.spot] & (served > SERVED) & (self._demand > 0))
        if not len(there):
            return
        there = there[np.argsort(-served[there], kind="stable")]
        into = inside[self.net.head] & ~inside[self.net.tail]
        rows = [self._most(inflow, served, into, there)]
        mostly = there[served[there] > MOSTLY]
        if len(mostly) and not self.look.linear:
            rows.append(Rounded(inflow, self._demand, served).of(into, mostly))
        yield from (row for row in rows if row is not None)

    def _most(self, inflow: Inflow, served: Array, into: Flags, there: Numbers) -> Found | None:
        """The row for so many places that it is broken most."""
        total = np.cumsum(self._demand[there])
        asked = np.cumsum(self._demand[there] * served[there])
        used, by_flow, by_step = inflow.counted(into, total)
        off = asked - np.minimum(by_flow, by_step).sum(axis=0)
        most = int(np.argmax(off / np.sqrt(total)))
        if off[most] <= ENOUGH * asked[most]:
            return None
        members, unit = there[: most + 1], float(total[most])
        columns, factors = inflow.factors(into, unit, used[by_step[:, most] < by_flow[:, most]])
        places = np.r_[columns, self.columns.x + members].astype(np.int32)
        return Found(places, np.r_[factors, -self._demand[members] / unit])
