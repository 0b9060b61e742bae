"""A better tree near one: a branch hangs elsewhere, a place that was left out is taken in."""

import heapq
from collections.abc import Callable, Iterator
from functools import cached_property

from collectief.tree.grown import Grown, Look
from collectief.tree.spread import way
from collectief.tree.trim import bare, trim

SURELY = 1e-9
TRIES, ABOUT = 3, 1.02
"""So many ways into a branch are tried, the cheapest; where it is entered
elsewhere its own cost changes too, so one that is dearer by so much is tried."""


def improve(look: Look, tree: Grown, over: Callable[[], bool]) -> Grown:
    """Change a tree as long as it gets better, or until ``over`` says that it has to do."""
    while True:
        before = tree
        tree = _taken_in(look, _hung_elsewhere(look, tree, over), over)
        if over() or not _better(tree, before):
            return tree


def _better(one: Grown, other: Grown) -> bool:
    return one.value < other.value - SURELY * (1.0 + abs(other.value))


class _Shape:
    """A tree with what is asked of it for each of its branches."""

    def __init__(self, look: Look, tree: Grown) -> None:
        self.look, self.tree, self.order = look, tree, look.order(tree.into)
        self.hosts = {int(look.net.spot[p]) for p in tree.served}
        self.flow = look.flows(self.order, tree.into, sorted(tree.served))
        self.below: dict[int, list[int]] = {n: [] for n in self.order}
        for n in self.order[1:]:
            self.below[look.tail[tree.into[n]]].append(n)

    @cached_property
    def closed(self) -> bool:
        """Whether no other arc out of the root may be used."""
        return self.look.net.one_root and bool(self.below[0])

    def up(self, node: int) -> int:
        """The node that one hangs on."""
        return int(self.look.tail[self.tree.into[node]])

    def above(self, node: int) -> Iterator[int]:
        """A node and all that it hangs on but the root."""
        while node:
            yield node
            node = self.up(node)

    def branch(self, node: int) -> list[int]:
        """All that hangs on a node, and itself."""
        found = [node]
        for n in found:
            found += self.below[n]
        return found

    def loose(self, node: int) -> list[int]:
        """The nodes above one that nobody else needs."""
        found, top = list[int](), self.up(node)
        while top and top not in self.hosts and len(self.below[top]) == 1:
            found.append(top)
            top = self.up(top)
        return found

    def more(self, node: int, flow: float, less: set[int] | None = None, by: float = 0.0) -> float:
        """What more flow to a node costs on the way there, where ``by`` less flows into the nodes ``less``."""
        total = 0.0
        for n in self.above(node):
            link = self.look.link[self.tree.into[n]]
            now = self.flow[n] - (by if less and n in less else 0.0)
            total += self.look.cost(link, max(now + flow, 0.0)) - self.look.cost(link, max(now, 0.0))
        return total


def _hung_elsewhere(look: Look, tree: Grown, over: Callable[[], bool]) -> Grown:
    shape = _Shape(look, tree)
    for node in shape.order[:0:-1]:
        if over():
            break
        if node in shape.tree.into and (node in shape.hosts or len(shape.below[node]) > 1):
            better = _rehung(shape, node)
            shape = shape if better is None else _Shape(look, better)
    return shape.tree


def _rehung(shape: _Shape, node: int) -> Grown | None:
    """The tree with the branch that begins at a node hung where that is cheapest; None where it is no better so."""
    look, tree = shape.look, shape.tree
    branch, loose = shape.branch(node), shape.loose(node)
    gone = {*branch, *loose}
    rest = {n: arc for n, arc in tree.into.items() if n not in gone}
    for arcs, entered in _ways(shape, branch, loose):
        inside = _turned(look, tree, branch, entered)
        if inside is not None:
            other = bare(look, {**rest, **inside, **{look.head[arc]: arc for arc in arcs}}, tree.served)
            if _better(other, tree):
                return trim(look, other.into)
    return None


def _ways(shape: _Shape, branch: list[int], loose: list[int]) -> list[tuple[list[int], int]]:
    """The cheapest ways from the rest of a tree into a branch, and where they come in: no dearer than the one it has.

    Looked for from the branch outwards: that ends where it gets dearer.
    """
    look, asked = shape.look, shape.flow[branch[0]]
    made = [branch[0], *loose]
    hung = shape.up(made[-1])
    path = set(shape.above(hung))
    saved = sum(look.cost(look.link[shape.tree.into[n]], shape.flow[n]) for n in made)
    saved -= shape.more(hung, -asked)
    inside, free, barred = set(branch), set(loose), shape.closed and hung != 0
    apart, came = dict.fromkeys(branch, 0.0), dict[int, int]()
    queue = [(0.0, n) for n in sorted(branch)]
    found: list[tuple[float, int]] = []
    while queue:
        reached, n = heapq.heappop(queue)
        if reached > apart[n]:
            continue
        for arc in look.back[n]:
            tail, further = look.tail[arc], reached + look.cost(look.link[arc], asked)
            if further > saved * ABOUT or tail in inside or (tail == 0 and barred):
                continue
            if tail in shape.below and tail not in free:
                whole = further + shape.more(tail, asked, path, asked)
                as_it_is = _forth(look, arc, came)[1] == branch[0]
                found += [(whole, arc)] if whole <= saved * (1 - SURELY if as_it_is else ABOUT) else []
            elif further < apart.get(tail, float("inf")):
                apart[tail], came[tail] = further, arc
                heapq.heappush(queue, (further, tail))
    return [_forth(look, arc, came) for _, arc in sorted(found)[:TRIES]]


def _forth(look: Look, arc: int, came: dict[int, int]) -> tuple[list[int], int]:
    """The arcs behind one, up to the node of the branch where they come in."""
    arcs = [arc]
    while look.head[arcs[-1]] in came:
        arcs.append(came[look.head[arcs[-1]]])
    return arcs, look.head[arcs[-1]]


def _turned(look: Look, tree: Grown, branch: list[int], entered: int) -> dict[int, int] | None:
    """A branch that is entered elsewhere: the way to its first node turns round; None where an arc does not."""
    first = branch[0]
    into = {n: tree.into[n] for n in branch if n not in {first, entered}}
    while entered != first:
        arc = tree.into[entered]
        back, upper = look.turn[arc], look.tail[arc]
        if back < 0:
            return None
        into[upper] = back
        entered = upper
    return into


def _taken_in(look: Look, tree: Grown, over: Callable[[], bool]) -> Grown:
    """Take in places that were left out, one after the other, each with all that is on its way."""
    spots = sorted({int(n) for n in look.net.spot})
    apart, came = _from_tree(look, tree)
    for _, node in sorted((apart[n], n) for n in spots if n in apart and n not in tree.into and n):
        if over():
            break
        arcs = [] if node in tree.into else way(look, came, tree.into, node)
        brings = sum(look.prize[p] for a in arcs for p in look.places[look.head[a]])
        forced = any(p in look.forced for a in arcs for p in look.places[look.head[a]])
        if not forced and brings <= sum(look.steps[look.link[a]][0].fixed for a in arcs):
            continue
        into = {**tree.into, **{look.head[a]: a for a in arcs}}
        if look.price or not look.linear:  # what pays takes long to find, or who is taken in has to fit beside others
            other = bare(look, into, tree.served.union(p for a in arcs for p in look.places[look.head[a]]))
        else:
            other = trim(look, into)
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
