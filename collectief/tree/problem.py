"""The question: which tree from the roots to the terminals costs least, less the prizes of those it reaches."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from collectief.text import Text

Ended = Literal["proven", "time", "stop"]


@dataclass(frozen=True, slots=True)
class Step:
    """One way to make an edge: it takes flow up to ``most`` and costs ``fixed`` and ``per`` unit of flow."""

    fixed: float
    per: float = 0.0
    most: float = math.inf

    def cost(self, flow: float) -> float:
        """What it costs at a flow; infinite where that is too much for it.

        >>> Step(fixed=10.0, per=0.5, most=20.0).cost(4.0)
        12.0
        """
        return self.fixed + self.per * flow if flow <= self.most * (1 + 1e-12) else math.inf


FREE = (Step(0.0),)
"""An edge that costs nothing and takes everything."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A place where the tree may run, between two nodes; the step that is cheapest at its flow is taken."""

    id: str
    start: str
    end: str
    steps: tuple[Step, ...]
    oneway: bool = False
    """Whether flow may only go from start to end."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Who stands at a node, asks for a flow and brings a prize once the tree reaches it; or is ``forced``."""

    id: str
    node: str
    demand: float = 0.0
    prize: float = 0.0
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Root:
    """Where a tree may begin, and what that costs."""

    node: str
    steps: tuple[Step, ...] = FREE


@dataclass(frozen=True, slots=True)
class Problem:
    """Edges, terminals and roots; with ``one_root`` at most one of the roots is used.

    A tree enters each node once. Nothing is said about flow that enters from two sides.
    """

    edges: tuple[Edge, ...]
    terminals: tuple[Terminal, ...]
    roots: tuple[Root, ...]
    one_root: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """An edge of the tree, in the direction of its flow, made by one of its steps."""

    edge: str
    start: str
    end: str
    flow: float
    step: int
    cost: float


@dataclass(frozen=True, slots=True)
class Tree:
    """The best tree that was found, with a proven bound.

    ``value`` is cost less prizes; no tree has less than ``bound``. ``left`` says of each terminal that cannot be
    reached at all why that is.
    """

    value: float
    bound: float
    branches: tuple[Branch, ...]
    served: tuple[str, ...]
    roots: tuple[str, ...]
    ended: Ended
    left: Mapping[str, Text] = field(default_factory=dict)
    cost: float = 0.0

    @property
    def gap(self) -> float:
        """Distance between value and bound, as a fraction of the value (of one where that is smaller).

        >>> Tree(value=-100.0, bound=-101.0, branches=(), served=(), roots=(), ended="time").gap
        0.01
        """
        return (self.value - self.bound) / max(abs(self.value), 1.0)

    @property
    def gap_of_cost(self) -> float:
        """The same distance as a fraction of the cost: that does not explode where prizes just pay the tree."""
        return (self.value - self.bound) / max(abs(self.cost), 1.0)


def cheapest(steps: Sequence[Step], flow: float) -> tuple[float, int]:
    """The least cost at a flow, and which step gives it: the first of equals.

    >>> cheapest((Step(10.0, most=5.0), Step(12.0, most=20.0)), 6.0)
    (12.0, 1)
    """
    return min((step.cost(flow), i) for i, step in enumerate(steps))
