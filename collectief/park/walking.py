"""How far it is on foot from company to company, along the streets of the map."""

from collections.abc import Sequence

import networkx as nx

from collectief.park.street_graph import PASSABLE, park_graph
from collectief.park.things import Company, Park

Pair = tuple[str, str]


def walking_m(park: Park, companies: Sequence[Company], *, most_m: float) -> dict[Pair, float]:
    """Metres from wall to wall along the streets between these companies, both ways, where it is at most ``most_m``.

    In a park without streets the straight line counts.
    """
    points = {c.id: c.location for c in sorted(companies, key=lambda c: c.id)}
    if not park.streets:
        straight = {(a, b): points[a].distance(points[b]) for a in points for b in points if a != b}
        return {pair: metres for pair, metres in straight.items() if metres <= most_m}
    graph = park_graph(park, points, kinds=(*PASSABLE, "main_road"))
    found: dict[Pair, float] = {}
    for start in points:
        reached = nx.single_source_dijkstra_path_length(graph, start, cutoff=most_m, weight="length_m")
        found |= {(start, str(end)): metres for end, metres in reached.items() if end in points and end != start}
    return found
