"""What a pipe passes under, and what the ground asks for it."""

import pytest
from shapely.geometry import Point
from street_park import of_park, park_of, shortest_m, street

from collectief.facts import fact
from collectief.heat.crossings import Crossings
from collectief.heat.ground_price import ground_eur
from collectief.heat.stretch import Stretch, candidates
from collectief.park import Park

MAIN = street("main", (0, 0), (200, 0))
ENDS = {"a": Point(0, 10), "b": Point(200, 10)}


def total(park: Park, ends: dict[str, Point] = ENDS) -> Crossings:
    """What all stretches of a park pass under."""
    found = [s.crossings for s in candidates(park, ends)]
    return Crossings(sum(c.rail for c in found), sum(c.water for c in found), sum(c.main_road for c in found))


def test_a_canal_across_the_street_is_crossed_once() -> None:
    assert total(park_of(MAIN, street("canal", (90, -50), (110, 50), kind="water"))) == Crossings(water=1)


def test_a_canal_beside_the_street_is_not_crossed() -> None:
    assert total(park_of(MAIN, street("canal", (0, -5), (200, -5), kind="water"))) == Crossings()


def test_a_service_over_the_track_counts_too() -> None:
    found = of_park(park_of(MAIN, street("track", (100, 5), (400, 5), kind="rail")), ENDS)
    assert {key: s.crossings.rail for key, s in found.items()} == {"main/1": 0, "service/a": 0, "service/b": 1}


@pytest.mark.parametrize(("apart_m", "times"), [(5.0, 1), (60.0, 2)])
def test_two_tracks_side_by_side_are_one_crossing(apart_m: float, times: int) -> None:
    tracks = [street(f"t{x}", (x, -50), (x, 50), kind="rail") for x in (80.0, 80.0 + apart_m)]
    assert total(park_of(MAIN, *tracks)).rail == times


def test_a_track_drawn_in_pieces_that_meet_on_the_street_is_one_track() -> None:
    pieces = (street("n", (80, 0), (80, 50), kind="rail"), street("s", (80, -50), (80, 0), kind="rail"))
    assert total(park_of(MAIN, *pieces)).rail == 1


@pytest.mark.parametrize(("second_y", "water", "service_m"), [(35.0, 0, 25.0), (60.0, 1, 10.0)])
def test_a_service_goes_to_the_street_on_its_own_side_of_the_water_where_that_is_cheaper(
    second_y: float, water: int, service_m: float
) -> None:
    """Crossing costs as much as 27 m of the dearest small pipe: the street behind is 15 or 40 m further away."""
    canal = street("canal", (-50, 5), (250, 5), kind="water")
    second = street("second", (0, 0), (0, -90), (300, -90), (300, second_y), (0, second_y))
    found = of_park(park_of(MAIN, second, canal), {"a": Point(100, 10), "b": Point(50, -20)})
    assert found["service/a"].crossings.water == water
    assert found["service/a"].length_m == service_m


# Streets that end on a main road from both sides, as maps draw them:
#
#          n1              north end
#          |
#   =======+=======        the main road
#         / \
#       s1   s2            two ends south
ROAD = street("road", (-100, 0), (100, 0), kind="main_road")
NORTH = street("north", (0, 0), (0, 80))
SOUTH = (street("s1", (0, 0), (-40, -60)), street("s2", (0, 0), (40, -60)))


def test_a_street_on_either_side_of_a_main_road_crosses_it_once() -> None:
    ends = {"n1": Point(0, 80), "s1": Point(-40, -60)}
    assert total(park_of(ROAD, NORTH, SOUTH[0]), ends) == Crossings(main_road=1)


def test_where_three_meet_on_a_main_road_the_one_by_itself_crosses() -> None:
    ends = {"n1": Point(0, 80), "s1": Point(-40, -60), "s2": Point(40, -60)}
    found = of_park(park_of(ROAD, NORTH, *SOUTH), ends)
    assert {key for key, s in found.items() if s.crossings.main_road} == {"north/1"}
    assert found["north/1"].crossings.main_road == 1
    assert len(shortest_m(tuple(found.values()), ends)) == 3


def test_streets_that_end_on_one_side_of_a_main_road_do_not_cross_it() -> None:
    ends = {"s1": Point(-40, -60), "s2": Point(40, -60)}
    assert total(park_of(ROAD, *SOUTH), ends) == Crossings()


def test_a_street_that_touches_the_water_and_turns_back_does_not_cross_it() -> None:
    quay = street("quay", (0, 0), (100, -30), (200, 0))
    assert total(park_of(quay, street("canal", (0, -30), (200, -30), kind="water"))) == Crossings()


def test_a_ditch_that_ends_at_the_street_is_passed_round() -> None:
    assert total(park_of(MAIN, street("ditch", (100, 0), (100, 50), kind="water"))) == Crossings()


# --- what it costs


def price(key: str) -> float:
    return fact(f"heat_network.{key}").value


def test_the_ground_of_a_paved_street_is_in_the_price_of_the_pipe() -> None:
    assert ground_eur(100.0, "hard", Crossings()) == ground_eur(100.0, "unknown", Crossings()) == 0.0


def test_each_crossing_has_its_price_and_soft_ground_is_cheaper_by_the_metre() -> None:
    asked = 2 * price("rail_crossing_eur") + price("water_crossing_eur") + 3 * price("main_road_crossing_eur")
    assert ground_eur(0.0, "hard", Crossings(2, 1, 3)) == pytest.approx(asked)
    saved = 10 * price("soft_ground_eur_per_m")
    assert ground_eur(10.0, "soft", Crossings(2, 1, 3)) == pytest.approx(asked - saved)


def test_soft_ground_is_hard_less_soft_digging_of_dn50_in_pounds() -> None:
    """THERMOS, default pipe costs at DN50: 611 and 220 GBP/m; 1 EUR was 0.8596 GBP in 2021 (ECB)."""
    assert price("soft_ground_eur_per_m") == pytest.approx((611 - 220) / 0.8596, rel=0.001)


def test_a_stretch_says_what_its_own_ground_asks() -> None:
    track = street("track", (100, -50), (100, 50), kind="rail")
    (way,) = (s for s in candidates(park_of(MAIN, track), ENDS) if s.id == "main/1")
    assert isinstance(way, Stretch)
    assert way.ground_eur == price("rail_crossing_eur")
