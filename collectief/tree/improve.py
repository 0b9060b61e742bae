"""A better tree near one: a branch hangs elsewhere, a place that was left out is taken in."""

import heapq
from collections.abc import Callable, Mapping

from collectief.tree.grown import Grown, Look
from collectief.tree.spread import way
from collectief.tree.trim import bare, trim

SURELY = 1e-9
TRIES = 3
"""Nodes of a branch over which it is hung elsewhere, the nearest ones."""


def improve(look: Look, tree: Grown, over: Callable[[], bool]) -> Grown:
    """Change a tree as long as it gets better, or until ``over`` says that it has to do."""
    while True:
        before = tree
        tree = _taken_in(look, _hung_elsewhere(look, tree, over), over)
        if over() or not _better(tree, before):
            return tree


def _better(one: Grown, other: Grown) -> bool:
    return one.value < other.value - SURELY * (1.0 + abs(other.value))


def _hung_elsewhere(look: Look, tree: Grown, over: Callable[[], bool]) -> Grown:
    for node in look.order(tree.into)[:0:-1]:
        if over():
            break
        if node in tree.into:
            tree = _rehung(look, tree, node)
    return tree


def _rehung(look: Look, tree: Grown, node: int) -> Grown:
    """The tree with the branch that begins at a node hung where that is cheapest, if that is better."""
    children = [n for n, arc in tree.into.items() if look.tail[arc] == node]
    hosts = {int(look.net.spot[p]) for p in tree.served}
    if len(children) < 2 and node not in hosts:
        return tree
    branch, top = {node}, node
    for n in look.order(tree.into)[1:]:
        if look.tail[tree.into[n]] in branch:
            branch.add(n)
    loose = set[int]()
    while True:  # the way up to the next node that others need
        top = look.tail[tree.into[top]]
        if top == 0 or top in hosts or sum(look.tail[arc] == top for arc in tree.into.values()) > 1:
            break
        loose.add(top)
    rest = {n: arc for n, arc in tree.into.items() if n not in branch and n not in loose}
    for arcs, entered in _ways(look, tree, rest, branch):
        into = dict(rest)
        if not _turned(look, tree, branch, (node, entered), into):
            continue
        into.update({look.head[arc]: arc for arc in arcs})
        other = bare(look, into, tree.served)
        if _better(other, tree):
            return trim(look, other.into)
    return tree


def _ways(look: Look, tree: Grown, rest: Mapping[int, int], branch: set[int]) -> list[tuple[list[int], int]]:
    """The cheapest ways from the rest of a tree into a branch, and where they come in."""
    spot = look.net.spot
    asked = sum(look.demand[p] for p in sorted(tree.served) if int(spot[p]) in branch)
    order = look.order(rest)
    flow = look.flows(order, rest, [p for p in sorted(tree.served) if int(spot[p]) not in branch])
    apart = {0: 0.0}
    for n in order[1:]:
        link = look.link[rest[n]]
        more = look.cost(link, flow[n] + asked) - look.cost(link, flow[n])
        apart[n] = apart[look.tail[rest[n]]] + more
    closed = look.net.one_root and any(look.tail[arc] == 0 for arc in rest.values())
    queue = [(d, n) for n, d in apart.items()]
    heapq.heapify(queue)
    came, found = dict[int, int](), list[tuple[list[int], int]]()
    while queue and len(found) < TRIES:
        reached, n = heapq.heappop(queue)
        if reached > apart[n] or (n == 0 and closed):
            continue
        if n in branch:
            found.append((way(look, came, rest, n), n))
            continue
        for arc in look.out[n]:
            head, further = look.head[arc], reached + look.cost(look.link[arc], asked)
            if head and head not in rest and further < apart.get(head, float("inf")):
                apart[head], came[head] = further, arc
                heapq.heappush(queue, (further, head))
    return found


def _turned(look: Look, tree: Grown, branch: set[int], ends: tuple[int, int], into: dict[int, int]) -> bool:
    """Put a branch into ``into`` that is entered elsewhere: the way between the two nodes turns round, if it can."""
    node, entered = ends
    into.update({n: tree.into[n] for n in sorted(branch) if n not in {node, entered}})
    while entered != node:
        arc = tree.into[entered]
        back, upper = look.turn[arc], look.tail[arc]
        if back < 0:
            return False
        into[upper] = back
        entered = upper
    return True


def _taken_in(look: Look, tree: Grown, over: Callable[[], bool]) -> Grown:
    """Take in places that were left out, one after the other, each with all that is on its way."""
    apart, came = _from_tree(look, tree)
    outside = [
        (apart[n], n) for n in sorted({int(n) for n in look.net.spot}) if n in apart and n not in tree.into and n
    ]
    for _, node in sorted(outside):
        if over():
            break
        if node not in tree.into:
            arcs = way(look, came, tree.into, node)
            other = trim(look, {**tree.into, **{look.head[a]: a for a in arcs}})
            if _better(other, tree):
                tree = other
                apart, came = _from_tree(look, tree)
    return tree


def _from_tree(look: Look, tree: Grown) -> tuple[dict[int, float], dict[int, int]]:
    """How far nodes outside are from a tree, and the arc over which they are come to."""
    apart = dict.fromkeys((0, *sorted(tree.into)), 0.0)
    closed = look.net.one_root and any(look.tail[arc] == 0 for arc in tree.into.values())
    came: dict[int, int] = {}
    queue = [(0.0, n) for n in sorted(apart)]
    while queue:
        reached, n = heapq.heappop(queue)
        if reached > apart[n] or (n == 0 and closed):
            continue
        for arc in look.out[n]:
            head = look.head[arc]
            further = reached + look.steps[look.link[arc]][0].fixed
            if head and head not in tree.into and further < apart.get(head, float("inf")):
                apart[head], came[head] = further, arc
                heapq.heappush(queue, (further, head))
    return apart, came
