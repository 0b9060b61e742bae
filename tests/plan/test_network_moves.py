"""From a network to its neighbours: one end more or one less, with the pipes that this takes."""

from collections.abc import Mapping

import networkx as nx
from shapely.geometry import LineString

from collectief.heat.stretch import Stretch
from collectief.measure.network_names import pipe_ways
from collectief.plan.network_moves import changed


def stretch(start: str, end: str, length_m: float) -> Stretch:
    return Stretch(f"{start}-{end}", start, end, length_m, LineString([(0, 0), (length_m, 0)]))


STREET = (
    stretch("oven", "crossing/1", 10.0),
    stretch("crossing/1", "crossing/2", 50.0),
    stretch("crossing/2", "bakery", 10.0),
    stretch("crossing/2", "crossing/3", 100.0),
    stretch("crossing/3", "office", 10.0),
    stretch("crossing/3", "kiln", 10.0),
    stretch("crossing/1", "crossing/3", 400.0),
    stretch("island", "isle", 5.0),
)
NAMES = {s.id: [name for name, _, _ in pipe_ways(s)] for s in STREET}
DUG = ("oven-crossing/1", "crossing/1-crossing/2", "crossing/2-bakery", "crossing/2-crossing/3", "crossing/3-office")
NOW = {NAMES[key][0]: 90.0 for key in DUG} | {
    "connect/bakery": 60.0, "connect/office": 30.0, "residual/oven": 80.0, "reserve/oven": 30.0,
}  # fmt: skip
MOST = {
    "connect/bakery": 70.0, "connect/office": 40.0, "connect/isle": 9.0, "residual/oven": 100.0, "residual/kiln": 50.0,
}  # fmt: skip


def ends(sizes: Mapping[str, float]) -> frozenset[str]:
    return frozenset(n for n in sizes if n.startswith(("connect/", "residual/")))


def graph(sizes: Mapping[str, float]) -> "nx.Graph[str]":
    found: nx.Graph[str] = nx.Graph()
    found.add_edges_from((s.start, s.end) for s in STREET if any(n in sizes for n in NAMES[s.id]))
    return found


def test_each_neighbour_has_one_end_more_or_one_less() -> None:
    found = {ends(one) for one in changed(STREET, NOW, MOST)}
    now = ends(NOW)
    assert found == {*(now - {one} for one in now), now | {"residual/kiln"}}  # no street leads to the isle


def test_pipes_reach_every_end_by_the_shortest_way_and_none_is_loose() -> None:
    for one in changed(STREET, NOW, MOST):
        pipes, nodes = graph(one), {n.partition("/")[2] for n in ends(one)}
        if len(nodes) > 1:
            assert nx.is_tree(pipes)
            assert nodes <= set(pipes)
        assert all(node in nodes for node in pipes if pipes.degree(node) == 1)
        assert not any(n in one for n in NAMES["crossing/1-crossing/3"])  # 400 m, where 100 will do


def test_who_comes_and_every_source_has_all_it_may_and_a_customer_what_it_has() -> None:
    (kiln,) = (one for one in changed(STREET, NOW, MOST) if "residual/kiln" in one)
    assert (kiln["residual/kiln"], kiln["connect/bakery"], kiln["residual/oven"]) == (50.0, 60.0, 100.0)
    assert kiln["reserve/oven"] == 30.0


def test_a_reserve_goes_with_its_source() -> None:
    (left,) = (one for one in changed(STREET, NOW, MOST) if "residual/oven" not in one)
    assert "reserve/oven" not in left


def test_those_with_less_pipe_come_first() -> None:
    metres = [
        sum(s.length_m for s in STREET if any(n in one for n in NAMES[s.id])) for one in changed(STREET, NOW, MOST)
    ]
    assert metres == sorted(metres)
