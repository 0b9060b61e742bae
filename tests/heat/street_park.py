"""Parks of streets only, and the shortest ways over their stretches."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import networkx as nx
from hypothesis import strategies as st
from shapely.geometry import LineString, Point

from collectief.facts import pipes
from collectief.heat.crossings import barriers_of, crossings_of
from collectief.heat.stretch import Stretch, candidates, node_name
from collectief.park import Park, Street
from collectief.park.street_graph import pipe_graph
from collectief.tree import Edge, Problem, Root, Step, Terminal, best_tree

Line = tuple[tuple[float, float], ...]
STEP_M = 40.0


def park_of(*streets: Street) -> Park:
    """A park with these streets and nothing else."""
    return Park("p", "P", companies=(), buildings=(), streets=streets, areas=())


def street(name: str, *places: tuple[float, float], kind: str = "street") -> Street:
    """A street along these places (m)."""
    return Street(name, LineString(places), kind)


def shortest_m(stretches: Sequence[Stretch], ends: Mapping[str, Point]) -> dict[tuple[str, str], float]:
    """Metres over the stretches between each pair of ends that they join."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_edges_from((s.start, s.end, {"m": s.length_m}) for s in stretches)
    reached = {e: nx.single_source_dijkstra_path_length(graph, e, weight="m") for e in ends if e in graph}
    return {(a, b): reached[a][b] for a, b in combinations(sorted(reached), 2) if b in reached[a]}


def of_park(park: Park, ends: Mapping[str, Point]) -> dict[str, Stretch]:
    """The candidates by id."""
    return {s.id: s for s in candidates(park, ends)}


def every_stretch(park: Park, ends: Mapping[str, Point]) -> tuple[Stretch, ...]:
    """All streets and services of a park as stretches, nothing left out or joined."""
    graph = pipe_graph(park, ends)
    edges = {str(data["id"]): (node_name(a), node_name(b), data) for a, b, data in graph.edges(data=True)}
    at: dict[str, list[str]] = {}
    for key, (start, end, _) in edges.items():
        at.setdefault(start, []).append(key)
        at.setdefault(end, []).append(key)
    points = {node_name(n): Point(n) for n in graph if not isinstance(n, str)}
    lines = {key: data["line"] for key, (_, _, data) in edges.items()}
    under = crossings_of(lines, points, at, barriers=barriers_of(park.streets))
    return tuple(
        Stretch(key, start, end, data["length_m"], data["line"], data["surface"], under[key])
        for key, (start, end, data) in edges.items()
    )


def tree_eur(stretches: Sequence[Stretch], ends: Mapping[str, Point]) -> float:
    """The least that joins all ends, EUR, at the smallest pipe of the catalogue."""
    metre = pipes()[0].eur_per_m
    edges = (Edge(s.id, s.start, s.end, (Step(s.length_m * metre + s.ground_eur),)) for s in stretches)
    first, *others = sorted(ends)
    problem = Problem(tuple(edges), tuple(Terminal(e, e, forced=True) for e in others), (Root(first),))
    return best_tree(problem, gap=1e-7).value


@st.composite
def street_plans(draw: st.DrawFn) -> tuple[tuple[Street, ...], dict[str, Point]]:
    """Up to eight straight streets between places on a grid of 40 m, and two to five ends beside them."""
    place = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(lambda at: (STEP_M * at[0], STEP_M * at[1]))
    pairs = draw(st.lists(st.tuples(place, place).filter(lambda p: p[0] != p[1]), min_size=1, max_size=8, unique=True))
    where = st.tuples(st.floats(-10, 170), st.floats(-10, 170))
    ends = {f"c{n}": Point(at) for n, at in enumerate(draw(st.lists(where, min_size=2, max_size=5, unique=True)))}
    return tuple(Street(f"s{n}", LineString(pair)) for n, pair in enumerate(pairs)), ends
