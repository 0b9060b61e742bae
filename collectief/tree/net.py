"""The reduced graph as arrays of arcs, each with the most and the least that may flow through it."""

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from collectief.tree.graph import Graph, Place
from collectief.tree.link import Link

Numbers = NDArray[np.int64]
Array = NDArray[np.float64]
NEAR = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Net:
    """Arcs ``tail`` to ``head`` over links, both ways where a link has both; node 0 is the root.

    With a arcs: ``tail``, ``head``, ``link``, ``most``, ``least`` have shape (a,). ``name`` gives the number of a node
    in the graph. ``flowing``: whether cost depends on the flow. ``grain``: every value is a whole multiple of it.
    """

    name: tuple[int, ...]
    links: tuple[Link, ...]
    tail: Numbers
    head: Numbers
    link: Numbers
    most: Array
    least: Array
    places: tuple[Place, ...]
    spot: Numbers
    """The node of each place."""
    flowing: bool
    one_root: bool
    grain: float

    @property
    def count(self) -> int:
        """How many nodes there are."""
        return len(self.name)


@dataclass(frozen=True, slots=True)
class _Block:
    """Links that lie on circles with each other, or one by itself: all that is below is reached through ``entry``."""

    entry: int
    links: tuple[int, ...]
    nodes: tuple[int, ...]


def net_of(graph: Graph, *, flowing: bool, one_root: bool) -> Net:
    """The arcs that a best tree may use.

    Through an arc of a block flows no more than what is asked below the node where the block is entered; a block with
    nothing below is of no use, and no arc leads back to its entry.
    """
    arcs = sorted(_arcs(graph, list(_blocks(graph))))
    used = [graph.root, *sorted({n for tail, head, *_ in arcs for n in (tail, head)} - {graph.root})]
    number = {node: i for i, node in enumerate(used)}
    kept = sorted({link for _, _, link, *_ in arcs})
    place = {link: i for i, link in enumerate(kept)}
    places = tuple(p for p in graph.all_places() if p.node in number)
    links = tuple(graph.links[k] for k in kept)
    tail, head, link = (np.array(part, dtype=np.int64) for part in _apart(arcs, number, place))
    return Net(
        name=tuple(used),
        links=links,
        tail=tail,
        head=head,
        link=link,
        most=np.array([arc[3] for arc in arcs]),
        least=np.array([arc[4] for arc in arcs]),
        places=places,
        spot=np.array([number[p.node] for p in places], dtype=np.int64),
        flowing=flowing,
        one_root=one_root,
        grain=0.0 if flowing else _grain(links, places),
    )


Arc = tuple[int, int, int, float, float]


def _apart(arcs: list[Arc], number: dict[int, int], place: dict[int, int]) -> tuple[list[int], list[int], list[int]]:
    return [number[a[0]] for a in arcs], [number[a[1]] for a in arcs], [place[a[2]] for a in arcs]


def _grain(links: tuple[Link, ...], places: tuple[Place, ...]) -> float:
    figures = [s.fixed for k in links for s in k.steps] + [p.prize for p in places]
    return 1.0 if all(abs(f - round(f)) < NEAR for f in figures) else 0.0


def _blocks(graph: Graph) -> Iterator[_Block]:
    """The blocks that can be reached, each after the one above it."""
    flat: nx.Graph[int] = nx.Graph()
    between: dict[frozenset[int], list[int]] = {}
    for n in sorted(graph.links):
        link = graph.links[n]
        flat.add_edge(link.start, link.end)
        between.setdefault(frozenset((link.start, link.end)), []).append(n)
    parts = [sorted(tuple(sorted(pair)) for pair in part) for part in nx.biconnected_component_edges(flat)]
    around: dict[int, list[int]] = {}
    for i, part in enumerate(parts):
        for node in {n for pair in part for n in pair}:
            around.setdefault(node, []).append(i)
    waiting, seen = [graph.root], set[int]()
    while waiting:
        entry = waiting.pop(0)
        for i in around.get(entry, ()):
            if i not in seen:
                seen.add(i)
                nodes = sorted({n for pair in parts[i] for n in pair} - {entry})
                waiting += nodes
                yield _Block(entry, tuple(k for pair in parts[i] for k in between[frozenset(pair)]), tuple(nodes))


def _arcs(graph: Graph, blocks: list[_Block]) -> Iterator[Arc]:
    below = {node: tuple(graph.places.get(node, ())) for node in graph.at}
    beneath: list[tuple[Place, ...]] = []
    for block in reversed(blocks):
        here = tuple(p for node in block.nodes for p in below[node])
        beneath.append(here)
        below[block.entry] += here
    for block, asked in zip(blocks, reversed(beneath), strict=True):
        if not asked:
            continue
        most = sum(p.demand for p in asked)
        least = min(p.demand for p in asked)
        if len(block.links) == 1:
            least = max(least, sum(p.demand for p in asked if p.forced))
        for k in block.links:
            link = graph.links[k]
            ways = ((link.start, link.end),) if link.oneway else ((link.start, link.end), (link.end, link.start))
            yield from ((tail, head, k, most, least) for tail, head in ways if head != block.entry)
