"""Sets of nodes to which most of the flow of a point comes through one node."""

from collections.abc import Iterator

import numpy as np

from collectief.tree.flows import Flags
from collectief.tree.net import Array, Net
from collectief.tree.relaxation import Columns

PARTS = (0.9, 0.6)
"""At least so much of what flows into a node of a set came through the one node."""
NOTHING = 1e-9


def passed(net: Net, columns: Columns, x: Array) -> Iterator[Flags]:
    """The sets behind each node but the root, none twice.

    With P the part of what flows into a node that comes from each other one, flow visits nodes as often as
    1 + P + P^2 + ... says.
    """
    arc = np.array([columns.arc[here[0]] for here in columns.of_flow], dtype=np.int64)
    flow = np.bincount(arc, np.maximum(x[columns.f : columns.x], 0.0), minlength=len(net.tail))
    into = np.bincount(net.head, flow, minlength=net.count)
    part = np.zeros((net.count, net.count))
    np.add.at(part, (net.head, net.tail), flow / np.maximum(into, NOTHING)[net.head])
    part[into <= NOTHING] = 0.0
    through = np.linalg.inv(np.eye(net.count) - (1 - NOTHING) * part)
    seen: set[bytes] = set()
    for node in np.flatnonzero(into > NOTHING).tolist():
        for least in PARTS if node else ():
            inside = through[:, node] >= least * through[node, node]
            if inside.tobytes() not in seen:
                seen.add(inside.tobytes())
                yield inside
