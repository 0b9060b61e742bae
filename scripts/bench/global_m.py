"""A heat network as topotherm asks for it: two yes/no per pipe, one big number for all, linear cost; solved by HiGHS.

Written from the description of its single time step (jylambert/topotherm, docs/source/methodology.rst; Lambert, Ceruti,
Spliethoff, SSRN 4688228): each pipe is there in both directions, at most one of which is used; what flows into a
direction is at most one number for the whole network times its yes/no; of that a part and a fixed amount are lost on
the way; at each node as much comes in as goes out; a consumer at the end of a pipe is connected where that is used, and
only towards it; and what the sources give is what is asked and lost. Nothing more is told to the solver: that is what
it is compared for.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bench.peers.answer import Answer
from bench.peers.bare_highs import solve_rows
from collectief.model.growing import written
from collectief.model.rows import Rows
from collectief.tree import Problem

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class District:
    """Pipes that may be made, e of them, and consumers, c of them.

    Shape (e,): ``start`` and ``end`` (nodes), ``fixed_eur`` and ``eur_per_kw`` of what flows in, ``lost_kw`` and
    ``lost_part`` of that. Shape (c,): ``node``, ``asked_kw``, ``prize_eur`` and ``forced``.
    """

    nodes: int
    start: Numbers
    end: Numbers
    fixed_eur: Array
    eur_per_kw: Array
    lost_kw: Array
    lost_part: Array
    source: int
    source_eur_per_kw: float
    node: Numbers
    asked_kw: Array
    prize_eur: Array
    forced: NDArray[np.bool_]
    most_kw: float
    """The one big number: no direction takes more."""


def solve(district: District, *, gap: float, seconds: float) -> Answer:
    """The cheapest network in EUR, cost less prizes, with the bound that HiGHS proves of it."""
    unit = float(np.mean(district.fixed_eur)) or 1.0
    found = solve_rows(rows_of(district, unit), gap=gap, seconds=seconds)
    value, bound = (None if one is None else one * unit for one in (found.objective, found.lower_bound))
    return Answer(value, bound, found.status)


def rows_of(district: District, unit: float) -> Rows:
    """The programme: yes/no of each direction, what flows into it, who is connected, what the source gives.

    Power is in units of the mean that is asked, cost in units of ``unit``.
    """
    d, kw = district, float(np.mean(district.asked_kw))
    e, c, ways = len(d.start), len(d.node), 2 * len(d.start)
    tail, head = np.r_[d.start, d.end], np.r_[d.end, d.start]
    part, lost = np.tile(d.lost_part, 2), np.tile(d.lost_kw, 2) / kw
    one, most, source = sparse.eye_array(ways), d.most_kw / kw, ways * 2 + c
    leaves, comes = _at(d.nodes, tail), _at(d.nodes, head)
    given = sparse.csr_array(([1.0], ([d.source], [0])), shape=(d.nodes, 1))
    asked = _at(d.nodes, d.node) @ sparse.diags_array(d.asked_kw / kw)
    # in each block: yes/no of directions, what flows in, consumers, source
    balance = sparse.hstack([-(comes @ sparse.diags_array(lost)), comes @ sparse.diags_array(1 - part) - leaves])
    balance = sparse.hstack([balance, -asked, given])
    big = sparse.hstack([-most * one, one, sparse.csr_array((ways, c + 1))])
    either = sparse.hstack([sparse.eye_array(e), sparse.eye_array(e), sparse.csr_array((e, ways + c + 1))])
    whole = sparse.csr_array(np.r_[-lost, -part, -d.asked_kw / kw, 1.0][None, :])
    here = [sparse.csr_array((c, ways)), sparse.eye_array(c), sparse.csr_array((c, 1))]
    reached = sparse.hstack([-comes[d.node], *here])
    must = sparse.csr_array((-d.forced.astype(float), (np.arange(c), ways * 2 + np.arange(c))), shape=(c, source + 1))
    matrix = sparse.csr_matrix(sparse.vstack([balance, big, either, whole, reached, must]))
    high = np.r_[np.zeros(d.nodes + ways), np.ones(e), 0.0, d.node == d.source, -d.forced.astype(float)]
    equal = np.zeros(len(high), dtype=np.bool_)
    equal[: d.nodes] = equal[d.nodes + ways + e] = True
    ends = (np.bincount(tail, minlength=d.nodes) == 1) & (np.bincount(d.node, minlength=d.nodes) == 1)
    ends[d.source] = False
    equal[d.nodes + ways + e + 1 : d.nodes + ways + e + 1 + c] = ends[d.node]
    cost = np.r_[np.tile(d.fixed_eur, 2), np.tile(d.eur_per_kw, 2) * kw, -d.prize_eur, d.source_eur_per_kw * kw]
    upper = np.r_[1.0 - ends[tail], np.full(ways, most), np.ones(c), ways * most]
    integer = np.r_[np.ones(ways), np.zeros(ways), np.ones(c), 0.0].astype(np.bool_)
    return written(cost / unit, matrix, high, equal, upper=upper, integer=integer)


def district_of(problem: Problem) -> District:
    """A problem of trees with one root and linear cost, each edge with the same limit, as a district without losses."""
    ends = {n for e in problem.edges for n in (e.start, e.end)} | {t.node for t in problem.terminals}
    names = sorted({*ends, problem.roots[0].node})
    number = {name: i for i, name in enumerate(names)}
    steps = [edge.steps[0] for edge in problem.edges]
    return District(
        nodes=len(names),
        start=np.array([number[e.start] for e in problem.edges], dtype=np.int64),
        end=np.array([number[e.end] for e in problem.edges], dtype=np.int64),
        fixed_eur=np.array([s.fixed for s in steps]),
        eur_per_kw=np.array([s.per for s in steps]),
        lost_kw=np.zeros(len(steps)),
        lost_part=np.zeros(len(steps)),
        source=number[problem.roots[0].node],
        source_eur_per_kw=0.0,
        node=np.array([number[t.node] for t in problem.terminals], dtype=np.int64),
        asked_kw=np.array([t.demand for t in problem.terminals]),
        prize_eur=np.array([t.prize for t in problem.terminals]),
        forced=np.array([t.forced for t in problem.terminals], dtype=np.bool_),
        most_kw=max(s.most for s in steps),
    )


def _at(nodes: int, where: Numbers) -> sparse.csr_array:
    """A one in the row of its node for each of these."""
    return sparse.csr_array((np.ones(len(where)), (where, np.arange(len(where)))), shape=(nodes, len(where)))
