"""From streets to stretches: what may hold a pipe, in as few pieces as there are choices."""

from dataclasses import replace
from itertools import pairwise
from random import Random

import networkx as nx
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point
from shapely.ops import substring
from street_park import STEP_M, every_stretch, of_park, park_of, shortest_m, street, street_plans, tree_eur

from collectief.heat.crossings import Crossings
from collectief.heat.dug import dug, lies, worth_eur
from collectief.heat.ground_price import ground_eur
from collectief.heat.pipe import trenches
from collectief.heat.stretch import candidates
from collectief.park import Street
from collectief.park.ground import BARRIERS, SURFACES, Barrier, Surface
from collectief.park.street_graph import pipe_graph

Plan = tuple[tuple[Street, ...], dict[str, Point]]

# One street of 200 m, an end 10 m north at each end of it, and a side street that leads nowhere:
#
#   a                             b      y = 10
#   0 -------- 80 --------------- 200    y = 0
#              |
#              + - 60, -30
MAIN = street("main", (0, 0), (200, 0))
SIDE = street("side", (80, 0), (80, -30))
A, B = Point(0, 10), Point(200, 10)
ENDS = {"a": A, "b": B}


def test_a_street_between_two_ends_is_one_stretch_and_two_services() -> None:
    found = of_park(park_of(MAIN), ENDS)
    assert {key: s.length_m for key, s in found.items()} == {"main/1": 200.0, "service/a": 10.0, "service/b": 10.0}
    assert {found["service/a"].end, found["service/b"].end} == {"a", "b"}


def test_a_side_street_where_nobody_is_leaves_no_node() -> None:
    found = of_park(park_of(MAIN, SIDE), ENDS)
    assert [found[key].length_m for key in sorted(found)] == [200.0, 10.0, 10.0]


def test_a_side_street_with_a_place_for_a_plant_stays() -> None:
    found = of_park(park_of(MAIN, SIDE), {**ENDS, "plant": Point(80, -30)})
    assert found["side/1"].length_m == 30.0
    assert sum(s.length_m for s in found.values()) == 250.0


def test_a_loop_that_leads_to_nobody_is_left_out() -> None:
    ring = street("ring", (80, 0), (80, -30), (120, -30), (120, -10), (80, 0))
    assert sorted(s.length_m for s in candidates(park_of(MAIN, ring), ENDS)) == [10.0, 10.0, 200.0]


def test_of_two_streets_between_the_same_crossings_the_shorter_stays() -> None:
    bow = street("bow", (50, 0), (50, -30), (150, -30), (150, 0))
    assert sum(s.length_m for s in candidates(park_of(MAIN, bow), ENDS)) == 220.0


def test_a_longer_way_stays_where_the_shorter_crosses_the_railway() -> None:
    """A bow of 160 m passes round the end of the track, and 100 m of street crosses it: what is cheaper, who knows."""
    bow = street("bow", (50, 0), (50, -30), (150, -30), (150, 0))
    track = street("track", (100, -20), (100, 50), kind="rail")
    found = candidates(park_of(MAIN, bow, track), ENDS)
    assert sum(s.length_m for s in found) == 380.0
    assert sum(s.crossings.rail for s in found) == 1


def test_a_change_of_surface_stays_a_node() -> None:
    hard, soft = (
        replace(MAIN, id="hard", line=substring(MAIN.line, 0, 120), surface="hard"),
        Street("soft", substring(MAIN.line, 120, 200), surface="soft"),
    )
    found = of_park(park_of(hard, soft), ENDS)
    assert [(s.surface, s.length_m) for k, s in sorted(found.items()) if "service" not in k] == [
        ("hard", 120.0),
        ("soft", 80.0),
    ]


def test_a_pipe_that_lies_there_costs_nothing_and_a_larger_one_is_dug_like_any() -> None:
    track = street("track", (100, -20), (100, 50), kind="rail")
    laid = replace(MAIN, heat_pipe="existing", heat_dn=100, surface="soft")
    found = of_park(park_of(laid, track), ENDS)
    assert found["main/1"].laid_dn == 100
    assert found["main/1"].crossings.rail == 1
    assert found["service/a"].laid_dn is None
    kw = {pipe.dn: pipe.most_kw for pipe in trenches()}
    for dn, there in ((80, True), (100, True), (125, False)):
        pipe = dug(found["main/1"], kw[dn])
        assert lies(found["main/1"], pipe) == there
    larger = dug(found["main/1"], kw[125])
    ground = ground_eur(200.0, "soft", Crossings(rail=1))
    assert worth_eur(found["main/1"], larger) == pytest.approx(200 * larger.eur_per_m + ground)


def test_a_ban_holds_for_a_street_drawn_over_it() -> None:
    banned = Street("verbod", LineString([(60, 0), (140, 0)]), heat_pipe="forbidden")
    way = street("way", (60, 0), (60, 40), (140, 40), (140, 0))
    found = candidates(park_of(MAIN, banned, way), ENDS)
    assert shortest_m(found, ENDS)["a", "b"] == pytest.approx(60 + 160 + 60 + 20)
    assert candidates(park_of(MAIN, banned), ENDS) == ()


def test_one_end_needs_no_pipe_and_neither_do_two_that_no_street_joins() -> None:
    assert candidates(park_of(MAIN), {"a": A}) == ()
    assert candidates(park_of(), ENDS) == ()
    apart = (street("west", (0, 0), (50, 0)), street("east", (150, 0), (200, 0)))
    assert candidates(park_of(*apart), ENDS) == ()


def test_a_main_road_is_crossed_and_not_followed() -> None:
    road = street("road", (100, -100), (100, 100), kind="main_road")
    found = of_park(park_of(MAIN, road), ENDS)
    assert found["main/1"].crossings.main_road == 1
    assert candidates(park_of(replace(MAIN, kind="main_road")), ENDS) == ()


# --- laws


@settings(max_examples=40, deadline=None)
@given(street_plans(), st.randoms(use_true_random=False))
def test_the_order_of_streets_and_ends_changes_nothing(plan: Plan, chance: Random) -> None:
    streets, ends = plan
    mixed, other = list(streets), list(ends.items())
    chance.shuffle(mixed)
    chance.shuffle(other)
    assert candidates(park_of(*streets), ends) == candidates(park_of(*mixed), dict(other))


@settings(max_examples=40, deadline=None)
@given(street_plans())
def test_no_way_between_two_ends_becomes_longer_by_leaving_things_out(plan: Plan) -> None:
    streets, ends = plan
    graph = pipe_graph(park_of(*streets), ends)
    kept = shortest_m(candidates(park_of(*streets), ends), ends)
    for one, other in ((a, b) for a in ends for b in ends if a < b):
        if nx.has_path(graph, one, other):
            assert kept[one, other] == pytest.approx(nx.shortest_path_length(graph, one, other, weight="length_m"))
        else:
            assert (one, other) not in kept


@settings(max_examples=25, deadline=None)
@given(street_plans(), st.lists(st.tuples(st.sampled_from(BARRIERS), st.floats(-5, 165)), max_size=3), st.data())
def test_no_network_becomes_dearer_by_leaving_things_out(
    plan: Plan, across: list[tuple[Barrier, float]], data: st.DataObject
) -> None:
    """The cheapest tree that joins all ends, over all streets and services and over the candidates."""
    streets, ends = plan
    paved = tuple(replace(s, surface=data.draw(st.sampled_from(SURFACES))) for s in streets)
    lines = (street(f"x{n}", (-50, y), (250, y + 60), kind=kind) for n, (kind, y) in enumerate(across))
    park = park_of(*paved, *lines)
    everything, kept = every_stretch(park, ends), candidates(park, ends)
    joined = shortest_m(everything, ends)
    if len(joined) == len(ends) * (len(ends) - 1) // 2:
        assert tree_eur(kept, ends) <= tree_eur(everything, ends) * (1 + 1e-6)


@settings(max_examples=40, deadline=None)
@given(street_plans(), st.floats(0.05, 0.95), st.data())
def test_cutting_a_street_in_two_changes_no_shortest_way(plan: Plan, share: float, data: st.DataObject) -> None:
    streets, ends = plan
    at = data.draw(st.integers(0, len(streets) - 1))
    line = streets[at].line
    halves = [
        Street(f"{streets[at].id}-{n}", substring(line, *part, normalized=True))
        for n, part in enumerate(((0.0, share), (share, 1.0)))
    ]
    cut = (*streets[:at], *halves, *streets[at + 1 :])
    whole, parts = (shortest_m(candidates(park_of(*some), ends), ends) for some in (streets, cut))
    assert parts == pytest.approx(whole, abs=0.1)


@settings(max_examples=40, deadline=None)
@given(street_plans(), st.data())
def test_no_stretch_lies_where_it_is_forbidden(plan: Plan, data: st.DataObject) -> None:
    streets, ends = plan
    banned = data.draw(st.sets(st.integers(0, len(streets) - 1), min_size=1))
    ruled = [replace(s, heat_pipe="forbidden") if n in banned else s for n, s in enumerate(streets)]
    ways = [s.line for s in candidates(park_of(*ruled), ends) if not s.id.startswith("service/")]
    over_m = shapely.length(shapely.intersection(shapely.union_all([streets[n].line for n in banned]), ways))
    assert all(over_m < 0.05)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SURFACES), min_size=1, max_size=8), st.integers(0, 3))
def test_joining_loses_no_metre_and_no_surface(surfaces: list[Surface], bends: int) -> None:
    """A street in pieces, each with a surface: as many stretches as runs of one surface, and as many metres."""
    corners = [(STEP_M * n, STEP_M * (n % (bends + 1))) for n in range(len(surfaces) + 1)]
    pieces = [Street(f"s{n}", LineString(corners[n : n + 2]), surface=s) for n, s in enumerate(surfaces)]
    found = candidates(park_of(*pieces), {"a": Point(corners[0]), "b": Point(corners[-1])})
    ways = [s for s in found if not s.id.startswith("service/")]
    assert len(ways) == 1 + sum(one != two for one, two in pairwise(surfaces))
    for surface in SURFACES:
        metres = sum(p.line.length for p in pieces if p.surface == surface)
        assert sum(s.length_m for s in ways if s.surface == surface) == pytest.approx(metres)
    assert all(s.line.length == pytest.approx(s.length_m) for s in ways)
