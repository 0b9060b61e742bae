"""The tree as rows: which arcs with which step, what flows, which places; whole numbers are left to the solver.

Columns are, in this order: ``z`` per arc and step (yes/no), ``f`` where cost depends on flow, ``x`` per place. Steps of
an arc with the same cost per unit share one ``f``: how it is told apart over them changes no cost, and no row is met
better than where the smallest steps are filled first. Flow is in units of the mean demand, cost in units of the mean
cost of a link.

All rows hold for some best tree. Every node is entered once; an arc out of a node needs one into it that does not come
from there; an arc into a node needs one out of it, or a place; a place needs an arc into its node; through an arc flows
no more than is asked below its block, no less than the least that is asked there, and with a step no less than what a
step takes that is better in both costs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from collectief.model.growing import Found, Pool, written
from collectief.model.rows import Rows
from collectief.tree.grown import Grown, Look
from collectief.tree.net import Array, Net, Numbers
from collectief.tree.problem import Step, cheapest

Row = tuple[dict[int, float], float, bool]
"""Factors by column, the right-hand side, and whether the row is equal to it rather than at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Where columns stand: the arc, the step, the range of flow and which flow of each ``z``; c of these, p places.

    ``f`` and ``x`` are the first columns of the flows and places; there are ``x`` - ``f`` flows, perhaps none.
    """

    arc: Numbers
    step: Numbers
    low: Array
    high: Array
    flow: Numbers
    f: int
    x: int
    count: int
    of_arc: tuple[tuple[int, ...], ...]
    of_flow: tuple[tuple[int, ...], ...]
    flow_unit: float
    cost_unit: float

    def used(self, x: Array) -> Array:
        """How much each arc is used in a point, shape (a,)."""
        used = np.clip(x[: len(self.arc)], 0.0, 1.0)
        return np.bincount(self.arc, used, minlength=len(self.of_arc)).astype(np.float64)


def columns_of(net: Net) -> Columns:
    """The columns of a net: of each arc the steps that its flow can need."""
    found = [(a, k, low, high) for a in range(len(net.tail)) for k, low, high in _range(net, a)]
    arcs = np.array([one[0] for one in found], dtype=np.int64)
    of_arc: list[list[int]] = [[] for _ in net.tail]
    for column, arc in enumerate(arcs.tolist()):
        of_arc[arc].append(column)
    demand = [p.demand for p in net.places if p.demand > 0]
    dear = [s.fixed for link in net.links for s in link.steps[:1] if s.fixed > 0]
    flow_unit = float(np.mean(demand)) if demand else 1.0
    flow, of_flow = _flows(net, found)
    x = len(found) + len(of_flow)
    return Columns(
        arc=arcs,
        step=np.array([one[1] for one in found], dtype=np.int64),
        low=np.array([one[2] for one in found]) / flow_unit,
        high=np.array([one[3] for one in found]) / flow_unit,
        flow=flow,
        f=len(found),
        x=x,
        count=x + len(net.places),
        of_arc=tuple(tuple(one) for one in of_arc),
        of_flow=of_flow,
        flow_unit=flow_unit,
        cost_unit=float(np.mean(dear)) if dear else 1.0,
    )


def _flows(net: Net, found: Sequence[tuple[int, int, float, float]]) -> tuple[Numbers, tuple[tuple[int, ...], ...]]:
    """Which flow each ``z`` has, and the ``z`` of each flow."""
    of_flow: dict[tuple[int, float], list[int]] = {}
    for j, (arc, k, _, _) in enumerate(found if net.flowing else ()):
        of_flow.setdefault((arc, net.links[net.link[arc]].steps[k].per), []).append(j)
    flow = np.zeros(len(found) if net.flowing else 0, dtype=np.int64)
    for i, here in enumerate(of_flow.values()):
        flow[here] = i
    return flow, tuple(tuple(here) for here in of_flow.values())


def _range(net: Net, arc: int) -> Iterator[tuple[int, float, float]]:
    """The steps of an arc with the least and the most that flows where they are taken."""
    steps, most, least = net.links[net.link[arc]].steps, float(net.most[arc]), float(net.least[arc])
    for k, step in enumerate(steps):
        below = max((s.most for s in steps[:k] if s.fixed <= step.fixed and s.per <= step.per), default=0.0)
        if (below < most or k == 0) and step.most >= least:
            yield k, max(least, below), min(step.most, most)


def rows_of(net: Net, look: Look, columns: Columns) -> Rows:
    """The programme that a search starts with."""
    rows = [*_in(net, look, columns), *_places(net, look, columns)]
    if net.flowing:
        rows += [*_balance(net, look, columns), *_flow(columns)]
    if net.one_root:
        rows += _one_root(look, columns)
    starts = np.cumsum([0, *(len(row[0]) for row in rows)])
    places = np.array([j for row in rows for j in row[0]], dtype=np.int32)
    factors = np.array([v for row in rows for v in row[0].values()], dtype=np.float64)
    matrix = sparse.csr_matrix((factors, places, starts), shape=(len(rows), columns.count))
    upper = np.ones(columns.count)
    upper[columns.f : columns.x] = [columns.high[list(here)].max() for here in columns.of_flow]
    whole = np.ones(columns.count, dtype=np.bool_)
    whole[columns.f : columns.x] = False
    high, equal = np.array([row[1] for row in rows]), np.array([row[2] for row in rows], dtype=np.bool_)
    return written(cost_of(net, columns), matrix, high, equal, upper=upper, integer=whole)


def asked_of(net: Net, look: Look, columns: Columns) -> Pool:
    """Rows that hold too, of which few matter: they come in where a point breaks them."""
    rows = [*_through(net, look, columns), *(_least(columns) if net.flowing else ())]
    return Pool(
        [
            Found(np.array([*row], dtype=np.int32), -np.array([*row.values()], dtype=np.float64), -high)
            for row, high, _ in rows
        ],
        columns.count,
    )


def cost_of(net: Net, columns: Columns) -> Array:
    """The cost of each column, in its unit."""
    cost = np.zeros(columns.count)
    steps: list[Step] = [
        net.links[net.link[a]].steps[k] for a, k in zip(columns.arc.tolist(), columns.step.tolist(), strict=True)
    ]
    cost[: columns.f] = [s.fixed for s in steps]
    cost[columns.f : columns.x] = [steps[here[0]].per * columns.flow_unit for here in columns.of_flow]
    cost[columns.x :] = [-p.prize for p in net.places]
    return cost / columns.cost_unit


def _sum(columns: Columns, arcs: list[int], factor: float = 1.0) -> dict[int, float]:
    return {j: factor for arc in arcs for j in columns.of_arc[arc]}


def _in(net: Net, look: Look, columns: Columns) -> Iterator[Row]:
    for node in range(1, net.count):
        if sum(len(columns.of_arc[arc]) for arc in look.back[node]) > 1:
            yield _sum(columns, look.back[node]), 1.0, False


def _through(net: Net, look: Look, columns: Columns) -> Iterator[Row]:
    for node in range(1, net.count):
        for arc in look.out[node]:
            before = [b for b in look.back[node] if look.tail[b] != look.head[arc]]
            yield {**_sum(columns, [arc]), **_sum(columns, before, -1.0)}, 0.0, False
        for arc in look.back[node]:
            after = [b for b in look.out[node] if look.head[b] != look.tail[arc]]
            here = {columns.x + p: -1.0 for p in look.places[node]}
            yield {**_sum(columns, [arc]), **_sum(columns, after, -1.0), **here}, 0.0, False


def _places(net: Net, look: Look, columns: Columns) -> Iterator[Row]:
    for place, node in enumerate(net.spot.tolist()):
        if node:
            yield {columns.x + place: 1.0, **_sum(columns, look.back[node], -1.0)}, 0.0, False
    for place in sorted(look.forced):
        yield {columns.x + place: -1.0}, -1.0, False


def _balance(net: Net, look: Look, columns: Columns) -> Iterator[Row]:
    for node in range(1, net.count):
        row = {columns.f + int(columns.flow[j]): 1.0 for arc in look.back[node] for j in columns.of_arc[arc]}
        row |= {columns.f + int(columns.flow[j]): -1.0 for arc in look.out[node] for j in columns.of_arc[arc]}
        row |= {columns.x + p: -look.demand[p] / columns.flow_unit for p in look.places[node] if look.demand[p]}
        yield row, 0.0, True


def _flow(columns: Columns) -> Iterator[Row]:
    for i, here in enumerate(columns.of_flow):
        yield {columns.f + i: 1.0, **{j: -float(columns.high[j]) for j in here}}, 0.0, False


def _least(columns: Columns) -> Iterator[Row]:
    for i, here in enumerate(columns.of_flow):
        low = {j: float(columns.low[j]) for j in here if columns.low[j] > 0}
        if low:
            yield {columns.f + i: -1.0, **low}, 0.0, False


def _one_root(look: Look, columns: Columns) -> Iterator[Row]:
    """At most one arc leaves the root; not to a node that comes after one with a place that is served."""
    arcs = sorted(look.out[0], key=lambda arc: look.head[arc])
    yield _sum(columns, arcs), 1.0, False
    if len({look.steps[look.link[arc]] for arc in arcs}) == 1:
        for i, arc in enumerate(arcs[:-1]):
            for place in look.places[look.head[arc]]:
                yield {columns.x + place: 1.0, **_sum(columns, arcs[i + 1 :])}, 1.0, False


def point(net: Net, look: Look, columns: Columns, tree: Grown) -> Array | None:
    """A tree as a point of the programme; None where one of its steps is in no column."""
    x = np.zeros(columns.count)
    order = look.order(tree.into)
    flow = look.flows(order, tree.into, sorted(tree.served))
    for node in order[1:]:
        arc = tree.into[node]
        step = cheapest(look.steps[look.link[arc]], flow[node])[1]
        j = next((j for j in columns.of_arc[arc] if columns.step[j] == step), None)
        if j is None:
            return None
        x[j] = 1.0
        if net.flowing:
            x[columns.f + columns.flow[j]] = flow[node] / columns.flow_unit
    x[[columns.x + p for p in sorted(tree.served)]] = 1.0
    return x
