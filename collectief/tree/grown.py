"""A tree in the net while it is being looked for: the arc into each node, what flows, what it costs."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from collectief.tree.net import Net
from collectief.tree.problem import Step, cheapest

TOO_MUCH = 1e9
"""What a flow costs that no step takes, per unit and times all other cost: a search leaves it as soon as it can."""


@dataclass(frozen=True, slots=True)
class Grown:
    """``into`` gives the arc into each node of the tree but the root; ``served`` the places; ``fits`` its steps."""

    value: float
    into: Mapping[int, int]
    served: frozenset[int]
    fits: bool = True


class Look:
    """What is asked of a net again and again, as plain lists: loops over these are faster than over arrays."""

    def __init__(self, net: Net) -> None:
        self.net = net
        self.tail, self.head, self.link = net.tail.tolist(), net.head.tolist(), net.link.tolist()
        self.out: list[list[int]] = [[] for _ in net.name]
        self.back: list[list[int]] = [[] for _ in net.name]
        for arc, (tail, head) in enumerate(zip(self.tail, self.head, strict=True)):
            self.out[tail].append(arc)
            self.back[head].append(arc)
        self.between = {(t, h): a for a, (t, h) in reversed(list(enumerate(zip(self.tail, self.head, strict=True))))}
        self.places: list[list[int]] = [[] for _ in net.name]
        for place, node in enumerate(net.spot.tolist()):
            self.places[node].append(place)
        self.demand = [p.demand for p in net.places]
        self.prize = [p.prize for p in net.places]
        self.forced = frozenset(i for i, p in enumerate(net.places) if p.forced)
        self.steps = [link.steps for link in net.links]
        self.largest = [max(s.most for s in steps) for steps in self.steps]
        self.dear = TOO_MUCH * (1.0 + max((s.fixed for steps in self.steps for s in steps), default=0.0))
        self.linear = all(len(s) == 1 for s in self.steps)
        self.turn = self._turned()
        self.stairs = [_stairs(steps) for steps in self.steps]
        self.price: dict[int, float] = {}
        """What flow into a node cost last where too much of it was wanted."""

    def _turned(self) -> list[int]:
        """The arc the other way over the same link, or -1."""
        found = {(link, tail): arc for arc, (link, tail) in enumerate(zip(self.link, self.tail, strict=True))}
        return [found.get((link, head), -1) for link, head in zip(self.link, self.head, strict=True)]

    def cost(self, link: int, flow: float) -> float:
        """The cost of a link at a flow: very high, and higher with more, where no step takes it."""
        steps = self.steps[link]
        if len(steps) == 1 and flow <= steps[0].most:
            return steps[0].fixed + steps[0].per * flow
        if flow > self.largest[link] * (1 + 1e-12):
            return self.dear * (1.0 + flow / self.largest[link])
        stairs = self.stairs[link]
        if stairs is None:
            return cheapest(steps, flow)[0]
        return stairs[1][bisect_left(stairs[0], flow)] + steps[0].per * flow

    def order(self, into: Mapping[int, int]) -> list[int]:
        """The nodes of a tree, each after the one it hangs on; nodes that hang on nothing are left out."""
        below: dict[int, list[int]] = {}
        for node, arc in into.items():
            below.setdefault(self.tail[arc], []).append(node)
        found = [0]
        for node in found:
            found += sorted(below.get(node, ()))
        return found

    def flows(self, order: list[int], into: Mapping[int, int], served: Iterable[int]) -> dict[int, float]:
        """What flows into each node."""
        flow = dict.fromkeys(order, 0.0)
        spot = self.net.spot
        for place in served:
            flow[int(spot[place])] += self.demand[place]
        for node in reversed(order[1:]):
            flow[self.tail[into[node]]] += flow[node]
        return flow

    def valued(self, into: Mapping[int, int], served: Iterable[int]) -> Grown:
        """A tree with what it costs; ``served`` must stand at its nodes."""
        order, serves = self.order(into), frozenset(served)
        flow = self.flows(order, into, sorted(serves))
        value = sum(self.cost(self.link[into[node]], flow[node]) for node in order[1:])
        fits = self.forced <= serves and all(
            flow[node] <= self.largest[self.link[into[node]]] * (1 + 1e-12) for node in order[1:]
        )
        value -= sum(self.prize[place] for place in sorted(serves))
        missing = len(self.forced - serves)
        return Grown(value + missing * self.dear, {n: into[n] for n in order[1:]}, serves, fits)

    def reached(self, into: Mapping[int, int]) -> list[int]:
        """The places at the nodes of a tree."""
        return [place for node in [0, *sorted(into)] for place in self.places[node]]


def _stairs(steps: Sequence[Step]) -> tuple[list[float], list[float]] | None:
    """Up to which flows which fixed cost is the least, where flow costs the same with each step; otherwise None."""
    if len({step.per for step in steps}) > 1:
        return None
    rising = sorted(steps, key=lambda step: step.most)
    return [s.most * (1 + 1e-12) for s in rising], [min(s.fixed for s in rising[i:]) for i in range(len(rising))]


def chosen(net: Net, used: Iterable[int]) -> dict[int, int]:
    """The arcs into the nodes that can be reached from the root over these arcs: of two into a node the first."""
    arcs = np.array(sorted(used), dtype=np.int64)
    after: dict[int, list[int]] = {}
    for arc in arcs.tolist():
        after.setdefault(int(net.tail[arc]), []).append(arc)
    into: dict[int, int] = {}
    waiting = [0]
    for node in waiting:
        for arc in after.get(node, ()):
            head = int(net.head[arc])
            if head not in into and head != 0:
                into[head] = arc
                waiting.append(head)
    return into
