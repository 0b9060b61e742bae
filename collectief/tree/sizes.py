"""Rows that a point breaks: what leaves a node came into it, so no step behind a node is larger than the one before.

For an arc out of a node and a flow L: the arc has a step that is taken above L only as much as the arcs into the node,
but for the one that comes from where it goes, have steps that take more than L. A step is not taken at the flow up to
which a cheaper one goes, so this holds for some best tree.
"""

from collections.abc import Iterator

import numpy as np

from collectief.model.growing import Found
from collectief.tree.grown import Look
from collectief.tree.net import Array
from collectief.tree.relaxation import Columns

ENOUGH, MOST = 0.01, 400
"""A row is worth adding where it is off by so much; the ones that are off most are added."""


def too_large(x: Array, look: Look, columns: Columns) -> list[Found]:
    """The rows that a point breaks, those that are off most first."""
    used = np.clip(x[: len(columns.arc)], 0.0, 1.0)
    found = [
        row for arc, of_arc in enumerate(columns.of_arc) if len(of_arc) > 1 for row in _of(used, look, columns, arc)
    ]
    off = [row.left(x) for row in found]
    return [found[i] for i in sorted(range(len(found)), key=lambda i: (-off[i], i))[:MOST]]


def _of(used: Array, look: Look, columns: Columns, arc: int) -> Iterator[Found]:
    """The rows of an arc: for each of its steps but the first."""
    here = np.array(columns.of_arc[arc])
    if look.tail[arc] == 0 or used[here[1:]].sum() <= ENOUGH:
        return
    before = [a for a in look.back[look.tail[arc]] if look.tail[a] != look.head[arc]]
    into = np.array([j for a in before for j in columns.of_arc[a]], dtype=np.int64)
    for k in range(1, len(here)):
        low = columns.low[here[k]]
        out = here[k:][columns.low[here[k:]] >= low]
        takes = into[columns.high[into] > low * (1 + 1e-9)]
        if used[out].sum() - used[takes].sum() > ENOUGH:
            yield Found(np.r_[takes, out].astype(np.int32), np.r_[np.ones(len(takes)), -np.ones(len(out))])
