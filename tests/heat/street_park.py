"""Parks of streets only, and the shortest ways over their stretches."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import networkx as nx
from hypothesis import strategies as st
from shapely.geometry import LineString, Point

from collectief.heat.stretch import Stretch, candidates
from collectief.park import Park, Street

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


@st.composite
def street_plans(draw: st.DrawFn) -> tuple[tuple[Street, ...], dict[str, Point]]:
    """Up to eight straight streets between places on a grid of 40 m, and two to five ends beside them."""
    place = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(lambda at: (STEP_M * at[0], STEP_M * at[1]))
    pairs = draw(st.lists(st.tuples(place, place).filter(lambda p: p[0] != p[1]), min_size=1, max_size=8, unique=True))
    where = st.tuples(st.floats(-10, 170), st.floats(-10, 170))
    ends = {f"c{n}": Point(at) for n, at in enumerate(draw(st.lists(where, min_size=2, max_size=5, unique=True)))}
    return tuple(Street(f"s{n}", LineString(pair)) for n, pair in enumerate(pairs)), ends
