"""Makes the graph of streets as small as it can be while no network gets dearer: no dead ends, no needless nodes."""

from collections.abc import Callable, Collection, Container, Mapping
from typing import Any

import networkx as nx
import shapely
from shapely.geometry import LineString, Point

from collectief.park.street_graph import SERVICE, Node

Data = Mapping[str, Any]
SAME = ("surface", "heat_pipe", "heat_dn")
"""What two stretches must share to become one."""


def prune(graph: "nx.Graph[Node]", ends: Collection[str]) -> None:
    """Take away dead ends and loops that lead to no end, and parts that touch fewer than two ends."""
    while True:
        drop_loose(graph, ends)
        cuts: set[Node] = set(nx.articulation_points(graph))
        blocks: list[Any] = list(nx.biconnected_components(graph))
        inner: list[set[Node]] = [block - cuts for block in blocks if len(block & cuts) == 1]
        idle = {node for nodes in inner if nodes.isdisjoint(ends) for node in nodes}
        if not idle:
            break
        graph.remove_nodes_from(idle)
    for part in [set(p) for p in nx.connected_components(graph)]:
        if len(part & set(ends)) < 2:  # one end needs no pipe
            graph.remove_nodes_from(part)


def drop_loose(graph: "nx.Graph[Any]", ends: Container[str]) -> None:
    """Take away what leads to no end and to nothing else, as long as there is any."""
    while loose := [n for n in graph if n not in ends and graph.degree(n) <= 1]:
        graph.remove_nodes_from(loose)


def join(graph: "nx.Graph[Node]", ends: Collection[str], *, ground_eur: Callable[[Data], float]) -> None:
    """Make one stretch of two that meet where nobody is and nothing else comes.

    Only where surface and pipes that lie there are the same; services stay as they are. Of two stretches side by side
    the one goes that is no shorter and in ground no cheaper; where neither is, both stay, with a node between.
    """
    waiting = sorted((n for n in graph if _passed(graph, n, ends)), key=str, reverse=True)
    while waiting:
        node = waiting.pop()
        if not _passed(graph, node, ends):
            continue
        start, stop = sorted(graph[node], key=str)
        one, other = graph[node][start], graph[node][stop]
        beside = graph[start].get(stop)
        if not all(_alike(one, two) for two in (other, beside) if two is not None):
            continue
        whole = _whole(one, other, graph.nodes[node]["point"])
        options = [whole] if beside is None else [whole, beside]
        best = min(options, key=lambda data: (data["length_m"], ground_eur(data), str(data["id"])))
        if any(ground_eur(data) < ground_eur(best) for data in options):
            continue
        graph.remove_node(node)
        graph.add_edge(start, stop, **best)
        if beside is not None:
            waiting += sorted((start, stop), key=str)


def _passed(graph: "nx.Graph[Node]", node: Node, ends: Collection[str]) -> bool:
    return node not in ends and node in graph and graph.degree(node) == 2


def _alike(one: Data, other: Data) -> bool:
    return SERVICE not in (one["kind"], other["kind"]) and all(one[key] == other[key] for key in SAME)


def _whole(one: Data, other: Data, node: Point) -> dict[str, Any]:
    """Two edges that meet in a node as one, with the first of their ids."""
    first = min(one, other, key=lambda data: str(data["id"]))
    into, on = _ending(one["line"], node), _ending(other["line"], node).reverse()
    line = LineString([*shapely.get_coordinates(into), *shapely.get_coordinates(on)[1:]])
    return {**first, "length_m": one["length_m"] + other["length_m"], "line": line}


def _ending(line: LineString, node: Point) -> LineString:
    """The line, so that it ends in the node."""
    first, last = (node.distance(Point(line.coords[i])) for i in (0, -1))
    return line if last <= first else line.reverse()
