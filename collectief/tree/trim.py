"""The best part of a tree: what does not bring in what it costs is cut off.

Where cost is linear this is exact, from the ends to the root: the cost of flow is known for each node beforehand. With
steps, or where too much would flow, it is not, and parts go out as long as that saves something.
"""

from collections.abc import Iterable, Mapping

from collectief.tree.grown import Grown, Look

LITTLE = 1e-9
Paid = tuple[dict[int, int], frozenset[int]]
"""The arcs and the places of the part of a tree that pays."""
FIRST, RISE, TIMES, HALVES = 0.02, 1.1, 60, 8
"""The first price of flow that is too much, as a part of what prizes bring for it; how it rises, and how often; and how
often the distance to a lower one is halved."""


def trim(look: Look, into: Mapping[int, int], *, closely: bool = False) -> Grown:
    """The tree with the branches and places that pay; ``closely`` looks for the least prices with which it fits."""
    if not look.linear:
        return bare(look, *_by_turns(look, into, look.reached(into)))
    tree = bare(look, *_exactly(look, into, {}))
    return tree if tree.fits else bare(look, *_by_turns(look, *_priced(look, into, closely=closely)))


def bare(look: Look, into: Mapping[int, int], served: frozenset[int]) -> Grown:
    """The tree without ends at which nobody is served."""
    order = look.order(into)
    spot = look.net.spot
    needed = {int(spot[p]) for p in served}
    for node in reversed(order[1:]):
        if node in needed:
            needed.add(look.tail[into[node]])
    return look.valued({node: into[node] for node in order[1:] if node in needed}, served)


def _priced(look: Look, into: Mapping[int, int], *, closely: bool = False) -> tuple[Mapping[int, int], frozenset[int]]:
    """The part of a tree that pays where flow that is too much has a price, higher and higher until all fits.

    It begins with a little less than the prices that did for the tree before, as most trees are much like that one.
    """
    asked = sum(look.demand)
    start = FIRST * sum(max(prize, 0.0) for prize in look.prize) / asked if asked else 0.0
    price = {n: p / RISE for n, p in look.price.items() if p > start}
    for _ in range(TIMES):
        tree = bare(look, *_exactly(look, into, price))
        if tree.fits:
            break
        flow = look.flows(look.order(tree.into), tree.into, sorted(tree.served))
        over = [n for n, arc in tree.into.items() if flow[n] > look.largest[look.link[arc]] * (1 + 1e-12)]
        price |= {n: max(start, RISE * price.get(n, 0.0)) for n in over}
    if closely and tree.fits:
        price, tree = _lowered(look, into, price, tree)
    look.price = price
    return tree.into, tree.served


def _lowered(
    look: Look, into: Mapping[int, int], price: dict[int, float], tree: Grown
) -> tuple[dict[int, float], Grown]:
    """The least prices with which a tree fits, one after the other by halves, and the best part that was met."""
    for node in sorted(price, key=lambda n: (-price[n], n)):
        low, high = 0.0, price[node]
        for _ in range(HALVES):
            middle = (low + high) / 2
            other = bare(look, *_exactly(look, into, {**price, node: middle}))
            low, high = (low, middle) if other.fits else (middle, high)
            tree = other if other.fits and other.value < tree.value else tree
        price = {**price, node: high}
    return price, tree


def _exactly(look: Look, into: Mapping[int, int], price: Mapping[int, float]) -> Paid:
    """The part that pays exactly, with a price on the flow into some nodes."""
    order = look.order(into)
    steps = {node: look.steps[look.link[into[node]]][0] for node in order[1:]}
    per = dict.fromkeys(order, 0.0)
    for node in order[1:]:
        per[node] = per[look.tail[into[node]]] + steps[node].per + price.get(node, 0.0)
    worth = {n: {p: look.prize[p] - per[n] * look.demand[p] for p in look.places[n]} for n in order}
    served = {n: [p for p, w in worth[n].items() if w > 0 or p in look.forced] for n in order}
    must = {n for n in order if look.forced.intersection(served[n])}
    gain = {n: sum(worth[n][p] for p in served[n]) for n in order}
    for node in reversed(order[1:]):
        gain[node] -= steps[node].fixed
        upper = look.tail[into[node]]
        if gain[node] > 0 or node in must:
            gain[upper] += gain[node]
            must |= {upper} if node in must else set()
    kept, here = dict[int, int](), {0}
    for node in order[1:]:
        if look.tail[into[node]] in here and (gain[node] > 0 or node in must):
            kept[node] = into[node]
            here.add(node)
    return kept, frozenset(place for node in here for place in served[node])


def _by_turns(look: Look, into: Mapping[int, int], served: Iterable[int]) -> Paid:
    """Cut, or take in again, whatever saves something by itself, from the ends to the root, until nothing does."""
    cut = _Cut(look, into, served)
    while True:
        before = cut.value
        for node in reversed(cut.order[1:]):
            if node in cut.into:
                cut.try_out(node)
        there = [(node, place) for node in cut.order for place in look.places[node]]
        for node, place in sorted(there, key=lambda one: -look.prize[one[1]] / max(look.demand[one[1]], LITTLE)):
            if node == 0 or node in cut.into:
                cut.try_place(node, place)
        if cut.value >= before - look.dear * 1e-18:
            return cut.into, frozenset(cut.served)


class _Cut:
    """A tree that is being cut, with what flows into each node."""

    def __init__(self, look: Look, into: Mapping[int, int], served: Iterable[int]) -> None:
        self.look, self.order = look, look.order(into)
        self.into = {n: into[n] for n in self.order[1:]}
        self.served = set(served)
        self.flow = look.flows(self.order, self.into, sorted(self.served))
        self.value = look.valued(self.into, self.served).value
        self._below: dict[int, list[int]] = {n: [] for n in self.order}
        for n in self.order[1:]:
            self._below[look.tail[into[n]]].append(n)

    def _more(self, node: int, flow: float) -> float:
        """What more flow to a node costs on the way there; less flow is negative."""
        look, total = self.look, 0.0
        while node:
            arc, now = self.into[node], self.flow[node]
            total += look.cost(look.link[arc], max(now + flow, 0.0)) - look.cost(look.link[arc], now)
            node = look.tail[arc]
        return total

    def _change(self, node: int, flow: float) -> None:
        while node:
            self.flow[node] = max(self.flow[node] + flow, 0.0)
            node = self.look.tail[self.into[node]]
        self.flow[0] += flow

    def _branch(self, node: int) -> list[int]:
        found = [node]
        for n in found:
            found += [m for m in self._below[n] if m in self.into]
        return found

    def try_out(self, node: int) -> None:
        """Cut all that hangs on the arc into a node, if that saves something and nobody there is forced."""
        look, nodes = self.look, self._branch(node)
        there = [p for n in nodes for p in look.places[n] if p in self.served]
        if look.forced.intersection(there):
            return
        parent = look.tail[self.into[node]]
        saved = sum(look.cost(look.link[self.into[n]], self.flow[n]) for n in nodes)
        change = sum(look.prize[p] for p in there) - saved + self._more(parent, -self.flow[node])
        if change < 0:
            self.value += change
            self._change(parent, -self.flow[node])
            self.served -= set(there)
            for n in nodes:
                del self.into[n]

    def try_place(self, node: int, place: int) -> None:
        """Serve a place no more, or serve it again, if that is better."""
        look = self.look
        sign = -1.0 if place in self.served else 1.0
        change = self._more(node, sign * look.demand[place]) - sign * look.prize[place]
        if change < -1e-12 * (1.0 + look.prize[place]) and not (sign < 0 and place in look.forced):
            self.value += change
            self._change(node, sign * look.demand[place])
            self.served ^= {place}
