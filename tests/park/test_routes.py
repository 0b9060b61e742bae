"""Routes between buildings, streets as a graph, and services to companies."""

import os
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon, box

from collectief.park.ground import Street
from collectief.park.read_bag import read_bag
from collectief.park.routes import candidate_routes, components, connect, street_graph
from collectief.park.street_graph import Node

SAMPLES = Path(os.environ.get("COLLECTIEF_SAMPLES", Path(__file__).parents[2] / ".." / "shared" / "samples"))
APELDOORN = SAMPLES / "bag_panden_apeldoorn_noord_bedrijven.geojson"

# A street of 100 m with two companies north of it, and a shed between the street and the second:
#
#        +----+        +----+
#        | a  |        | b  |      walls at y = 10
#        +----+        +----+
#                      [======]     shed from y = 4 to 6, x = 60 to 90
#   0 ------------------------- 100
A = box(10, 10, 30, 20)
B = box(65, 10, 85, 20)
SHED = box(60, 4, 90, 6)
STREET = Street("s", LineString([(0, 0), (100, 0)]))


def lengths(graph: "nx.Graph[Node]") -> dict[str, float]:
    """Total length by kind."""
    total: dict[str, float] = {}
    for _, _, data in graph.edges(data=True):
        total[data["kind"]] = total.get(data["kind"], 0.0) + data["length_m"]
    return total


def edge_to(graph: "nx.Graph[Node]", company: str) -> dict[str, Any]:
    """The service edge of one company."""
    ((_, _, data),) = graph.edges(company, data=True)
    return data


# --- streets as a graph


def test_a_crossing_becomes_one_node_of_four_edges() -> None:
    cross = [Street("a", LineString([(0, 5), (10, 5)])), Street("b", LineString([(5, 0), (5, 10)]))]
    graph = street_graph(cross)
    assert graph.degree((5.0, 5.0)) == 4
    assert sorted(d["id"] for *_, d in graph.edges(data=True)) == ["a/1", "a/2", "b/1", "b/2"]
    assert lengths(graph) == pytest.approx({"street": 20.0})


def test_a_side_street_that_just_misses_still_joins() -> None:
    graph = street_graph([STREET, Street("t", LineString([(40, 0.3), (40, 30)]))])
    assert graph.degree((40.0, 0.0)) == 3
    assert len(components(graph)) == 1


def test_two_ends_that_nearly_meet_are_joined_and_not_swapped() -> None:
    parts = [Street("a", LineString([(0, 0), (10, 0)])), Street("b", LineString([(10.3, 0), (20, 0)]))]
    graph = street_graph(parts)
    assert len(components(graph)) == 1
    assert lengths(graph)["street"] == pytest.approx(20.0)


def test_streets_a_metre_apart_stay_apart() -> None:
    parts = [Street("a", LineString([(0, 0), (10, 0)])), Street("b", LineString([(11, 0), (30, 0)]))]
    found = components(street_graph(parts))
    assert [len(part) for part in found] == [2, 2]
    assert (30.0, 0.0) in found[0], "the longest part comes first"


def test_a_loop_and_a_double_street_lose_no_metre() -> None:
    ring = Street("ring", LineString([(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]))
    bow = Street("bow", LineString([(20, 0), (25, 5), (30, 0)]))
    string = Street("string", LineString([(20, 0), (30, 0)]))
    graph = street_graph([ring, bow, string])
    assert not list(nx.selfloop_edges(graph))
    assert lengths(graph)["street"] == pytest.approx(sum(s.line.length for s in (ring, bow, string)))


def test_rail_and_water_cannot_be_followed() -> None:
    canal = Street("k", LineString([(50, -20), (50, 20)]), "water")
    graph = street_graph([STREET, canal])
    assert {d["street"] for *_, d in graph.edges(data=True)} == {"s"}


def test_no_streets_no_nodes() -> None:
    assert street_graph([]).number_of_nodes() == 0


def test_the_order_of_streets_changes_nothing() -> None:
    streets = [STREET, Street("t", LineString([(40, 0), (40, 30)])), Street("u", LineString([(0, 30), (60, 30)]))]
    one, other = street_graph(streets), street_graph(streets[::-1])
    assert {d["id"]: d["line"].wkb for *_, d in one.edges(data=True)} == {
        d["id"]: d["line"].wkb for *_, d in other.edges(data=True)
    }


# --- services


def test_a_service_runs_from_the_street_to_the_wall() -> None:
    graph = connect(street_graph([STREET]), {"a": Point(20, 15)}, [A])
    service = edge_to(graph, "a")
    assert service["length_m"] == pytest.approx(10.0)
    assert service["street"] == service["id"] == "service/a"
    assert service["kind"] == "service"
    assert lengths(graph)["street"] == pytest.approx(100.0), "cutting the street loses no metre"


def test_a_service_goes_round_the_shed_of_another() -> None:
    graph = connect(street_graph([STREET]), {"b": Point(75, 15)}, [B, SHED])
    service = edge_to(graph, "b")
    assert service["free"]
    assert not service["line"].crosses(SHED)
    assert 10.0 < service["length_m"] < 25.0


def test_an_enclosed_building_is_reached_all_the_same_and_says_so() -> None:
    wall = box(60, 5, 90, 25).difference(box(64, 9, 86, 21))
    graph = connect(street_graph([STREET]), {"b": Point(75, 15)}, [B, wall])
    assert not edge_to(graph, "b")["free"]


def test_two_companies_at_the_same_place_share_the_cut() -> None:
    graph = connect(street_graph([STREET]), {"n": Point(50, 8), "z": Point(50, -8)}, [])
    assert {next(iter(graph["n"])), next(iter(graph["z"]))} == {(50.0, 0.0)}
    assert graph.degree((50.0, 0.0)) == 4


def test_a_company_on_the_street_has_a_service_of_no_length() -> None:
    graph = connect(street_graph([STREET]), {"kiosk": Point(50, 0)}, [])
    assert edge_to(graph, "kiosk")["length_m"] == 0.0


def test_connecting_leaves_the_given_graph_as_it_was() -> None:
    graph = street_graph([STREET])
    connect(graph, {"a": Point(20, 15)}, [A])
    assert graph.number_of_edges() == 1


def test_without_streets_companies_are_loose_nodes() -> None:
    graph = connect(street_graph([]), {"a": Point(20, 15)}, [A])
    assert list(graph.nodes) == ["a"]
    assert graph.number_of_edges() == 0


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 100), st.floats(-40, 40)), min_size=1, max_size=8, unique=True))
def test_every_company_hangs_on_the_streets_by_one_service(places: list[tuple[float, float]]) -> None:
    points = {f"c{n}": Point(place) for n, place in enumerate(places)}
    cross = street_graph([STREET, Street("t", LineString([(40, -30), (40, 30)]))])
    graph = connect(cross, points, [])
    assert len(components(graph)) == 1
    for key, point in points.items():
        assert edge_to(graph, key)["length_m"] == pytest.approx(
            min(point.distance(d["line"]) for *_, d in cross.edges(data=True)), abs=1e-9
        )
    assert lengths(graph)["street"] == pytest.approx(160.0, abs=0.1)


# --- candidate routes


def check_routes(routes: tuple[Street, ...], footprints: list[Polygon], points: dict[str, Point]) -> None:
    """Routes cross no building, are connected, and every company can be served freely."""
    lines = shapely.geometrycollections([r.line for r in routes])
    assert all(r.kind == "route" for r in routes)
    assert len({r.id for r in routes}) == len(routes)
    assert not any(lines.intersects(f) for f in footprints)
    graph = connect(street_graph(routes), points, footprints)
    assert len(components(graph)) == 1
    assert set(points) <= set(graph.nodes)
    assert all(edge_to(graph, key)["free"] for key in points)


def test_no_points_need_no_routes() -> None:
    assert candidate_routes([A, B], {}) == ()


def test_a_route_between_two_buildings_runs_through_the_middle() -> None:
    # two long halls, 20 m apart: +------+ ---- y = 20
    #                              +------+ ---- y = 0
    low, high = box(0, -30, 200, 0), box(0, 20, 200, 50)
    points = {"low": Point(100, -15), "high": Point(100, 35)}
    routes = candidate_routes([low, high], points)
    check_routes(routes, [low, high], points)
    assert {round(y) for r in routes for _, y in r.line.coords} == {10}


def test_one_company_alone_gets_a_stretch_to_hang_on() -> None:
    routes = candidate_routes([A], {"a": Point(20, 15)})
    check_routes(routes, [A], {"a": Point(20, 15)})
    assert len(routes) == 1
    assert routes[0].line.length >= 8, "a stretch of some 10 m, straightened"


def test_companies_under_one_roof_are_both_reached() -> None:
    points = {"one": Point(12, 15), "two": Point(28, 15)}
    check_routes(candidate_routes([A, B], points), [A, B], points)


def test_a_courtyard_without_a_gate_gets_no_route() -> None:
    ring = box(0, 0, 100, 100).difference(box(20, 20, 80, 80))
    points = {"ring": Point(10, 10), "b": Point(150, 50)}
    routes = candidate_routes([ring, box(140, 40, 160, 60)], points)
    assert not any(box(20, 20, 80, 80).intersects(r.line) for r in routes)
    assert len(components(street_graph(routes))) == 1


def test_a_company_in_the_open_field_is_reached() -> None:
    points = {"a": Point(20, 15), "field": Point(300, 200)}
    check_routes(candidate_routes([A], points), [A], points)


@st.composite
def small_parks(draw: st.DrawFn) -> list[Polygon]:
    """Up to nine rectangles on a grid of 40 m, at least 3 m apart."""
    places = draw(st.lists(st.integers(0, 15), min_size=2, max_size=9, unique=True))
    sizes = [(draw(st.floats(4, 37)), draw(st.floats(4, 37))) for _ in places]
    return [
        box(40 * (at % 4), 40 * (at // 4), 40 * (at % 4) + wide, 40 * (at // 4) + deep)
        for at, (wide, deep) in zip(places, sizes, strict=True)
    ]


@settings(max_examples=25, deadline=None)
@given(small_parks())
def test_routes_pass_between_buildings_and_reach_all(footprints: list[Polygon]) -> None:
    points = {f"c{n}": f.centroid for n, f in enumerate(footprints)}
    routes = candidate_routes(footprints, points)
    check_routes(routes, footprints, points)
    backwards = candidate_routes(footprints[::-1], dict(reversed(points.items())))
    assert routes == backwards, "the order of buildings and companies changes nothing"


def test_real_buildings_get_connected_routes_in_seconds() -> None:
    if not APELDOORN.exists():
        pytest.skip("sample not present")
    buildings, _ = read_bag(APELDOORN)
    footprints = [b.footprint for b in buildings]
    points = {b.id: b.footprint.representative_point() for b in buildings if b.footprint_m2 > 500}
    began = time.perf_counter()
    routes = candidate_routes(footprints, points)
    assert time.perf_counter() - began < 15
    check_routes(routes, footprints, points)
    total_m = sum(r.line.length for r in routes)
    assert 8_052 * 0.9 < total_m < 8_052 * 2, "design/dutch.md 0.10: a straight tree of the 116 measures 8,052 m"
    graph = street_graph(routes)
    assert graph.number_of_edges() >= graph.number_of_nodes(), "some loops remain to choose from"
    assert [r.id for r in routes] == [f"route-{n}" for n, _ in enumerate(routes, start=1)]
    assert all(list(a.line.coords) <= list(b.line.coords) for a, b in pairwise(routes))
