"""A link of the reduced graph: an edge, two links behind each other, or two beside each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collectief.tree.problem import Edge, Step, cheapest


@dataclass(frozen=True, slots=True)
class Link:
    """Between two nodes (numbers), with its steps; ``made`` is the edge or the two links that it stands for."""

    start: int
    end: int
    steps: tuple[Step, ...]
    made: "Edge | tuple[Link, Link] | None"
    """None is the way into a root."""
    beside: bool = False
    oneway: bool = False

    def other(self, node: int) -> int:
        """The node at the other end."""
        return self.end if node == self.start else self.start


def useful(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps that are cheapest at some flow, by what they take, and each no better than another at all it takes.

    >>> len(useful((Step(10.0, most=5.0), Step(12.0, most=4.0), Step(11.0, most=9.0))))
    2
    """
    kept: list[Step] = []
    for step in sorted(steps, key=lambda s: (s.fixed, s.per, -s.most)):
        if not any(k.per <= step.per and k.most >= step.most for k in kept):
            kept.append(step)
    return tuple(sorted(kept, key=lambda s: (s.most, s.fixed)))


def behind(one: Link, two: Link, middle: int) -> Link:
    """Two links that meet in a node where nothing else is: the flow of both is the same."""
    start, end = one.other(middle), two.other(middle)
    if start > end:
        start, end, one, two = end, start, two, one
    pairs = ((a, b) for a in one.steps for b in two.steps)
    steps = useful([Step(a.fixed + b.fixed, a.per + b.per, min(a.most, b.most)) for a, b in pairs])
    return Link(start, end, steps, (one, two))


def beside(one: Link, two: Link) -> Link:
    """Two links between the same nodes: a tree takes the one that is cheaper at its flow."""
    steps = useful((*one.steps, *two.steps))
    if steps == one.steps:
        return one
    return two if steps == two.steps else Link(one.start, one.end, steps, (one, two), beside=True)


def edges_of(link: Link, start: int, flow: float) -> Iterator[tuple[Edge, int, int]]:
    """The edges that a link stands for at a flow, from a node at one end: edge, node where it is entered, left."""
    if isinstance(link.made, Edge):
        yield link.made, start, link.other(start)
    elif link.made is not None:
        one, two = link.made
        if link.beside:
            better = one if cheapest(one.steps, flow)[0] <= cheapest(two.steps, flow)[0] else two
            yield from edges_of(better, start, flow)
        else:
            first, second = (one, two) if start == link.start else (two, one)
            yield from edges_of(first, start, flow)
            yield from edges_of(second, first.other(start), flow)
