"""A first tree: from the root to the nearest that is wanted, from the tree to the next, over the cheapest way."""

import heapq
from collections.abc import Iterable, Mapping, Sequence

from collectief.tree.grown import Look


def spread(look: Look, weight: Sequence[float], wanted: Iterable[int], first: int | None = None) -> dict[int, int]:
    """The arcs into the nodes of a tree to the nodes that are ``wanted``, with a weight for each link.

    ``first``, an arc out of the root, is in it; where only one root may be used no other arc out of the root is.
    """
    into = {look.head[first]: first} if first is not None else dict[int, int]()
    left = set(wanted) - {0, *into}
    apart = dict.fromkeys((0, *into), 0.0)
    came: dict[int, int] = {}
    queue = [(0.0, node) for node in sorted(apart)]
    closed = bool(into) and look.net.one_root
    while left and queue:
        reached, node = heapq.heappop(queue)
        if reached > apart[node]:
            continue
        if node in left:
            for arc in way(look, came, into, node):
                head = look.head[arc]
                into[head] = arc
                left.discard(head)
                apart[head] = 0.0
                heapq.heappush(queue, (0.0, head))
            if look.net.one_root and not closed and any(look.tail[arc] == 0 for arc in into.values()):
                closed = True  # what was come to from the root is not near any more
                apart, came = dict.fromkeys((0, *into), 0.0), {}
                queue = [(0.0, n) for n in sorted(into)]
            continue
        if node == 0 and closed:
            continue
        for arc in look.out[node]:
            head, further = look.head[arc], reached + weight[look.link[arc]]
            if head not in into and head and further < apart.get(head, float("inf")):
                apart[head], came[head] = further, arc
                heapq.heappush(queue, (further, head))
    return into


def way(look: Look, came: Mapping[int, int], tree: Mapping[int, int], node: int) -> list[int]:
    """The arcs from a tree to a node, by the arc over which each was come to: the last first."""
    arcs = []
    while node and node not in tree:
        arcs.append(came[node])
        node = look.tail[came[node]]
    return arcs
