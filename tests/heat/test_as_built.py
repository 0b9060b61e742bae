r"""A design with water in it: what is too narrow is made wider and priced, and what no pipe helps is said.

oven ---100 m--- cross ---50 m--- bakery
                   \---400 m- office
"""

from dataclasses import replace

import pytest
from shapely.geometry import LineString

from collectief.heat.as_built import as_network, with_water
from collectief.heat.design import Demand, Design, Source, design
from collectief.heat.hydraulics import as_designed
from collectief.heat.judged import judge
from collectief.heat.pipe import Trench, trenches
from collectief.heat.stretch import Stretch

CHOICE = trenches()
DEMANDS = (Demand("bakery", 120.0, 1e6), Demand("office", 60.0, 1e6))


def stretch(name: str, start: str, end: str, length_m: float) -> Stretch:
    return Stretch(name, start, end, length_m, LineString([(0, 0), (length_m, 0)]))


STREET = (
    stretch("trunk", "oven", "cross", 100.0),
    stretch("near", "cross", "bakery", 50.0),
    stretch("far", "office", "cross", 400.0),
)


def yearly(one: Stretch, trench: Trench) -> float:
    return one.length_m * trench.eur_per_m


def made(demands: tuple[Demand, ...] = DEMANDS) -> Design:
    return design(STREET, demands, (Source("oven", 500.0, 2.0),), yearly=yearly, choice=CHOICE, gap=1e-9)


def narrow(dn: int) -> Design:
    """The design with every pipe in one size."""
    size = next(t for t in CHOICE if t.dn == dn)
    known = {one.id: one for one in STREET}
    pipes = tuple(replace(p, trench=size, eur_per_year=yearly(known[p.stretch], size)) for p in made().pipes)
    return replace(made(), pipes=pipes, cost_eur=sum(p.eur_per_year for p in pipes) + 360.0)


def test_a_design_is_a_network_from_its_source_to_whom_it_serves() -> None:
    network = as_network(made(), STREET, (*DEMANDS, Demand("nobody", 9.0, 0.0)))
    assert network.sources == ("oven",)
    assert network.consumers == {"bakery": 120.0, "office": 60.0}
    assert {(one.id, one.start, one.end) for one in network.pipes} == {
        ("trunk", "oven", "cross"), ("near", "cross", "bakery"), ("far", "cross", "office"),
    }  # fmt: skip
    assert {one.id: round(one.kw, 1) for one in network.pipes} == {"trunk": 145.8, "near": 120.0, "far": 60.0}


def test_pipes_too_narrow_for_their_water_are_made_wider_and_priced() -> None:
    found, left = with_water(narrow(20), STREET, DEMANDS, yearly=yearly, choice=CHOICE)
    assert not judge(as_designed(as_network(found, STREET, DEMANDS)))
    assert left == ()
    known = {one.id: one for one in STREET}
    assert found.pipes_eur == pytest.approx(sum(yearly(known[p.stretch], p.trench) for p in found.pipes))
    more = found.pipes_eur - narrow(20).pipes_eur
    assert more > 0
    assert found.cost_eur == pytest.approx(narrow(20).cost_eur + more)
    assert found.value_eur == pytest.approx(narrow(20).value_eur + more)
    assert found.bound_eur == narrow(20).bound_eur


def test_a_design_that_keeps_its_limits_is_left_as_it_is() -> None:
    wide = narrow(100)
    assert with_water(wide, STREET, DEMANDS, yearly=yearly, choice=CHOICE) == (wide, ())


def test_a_pipe_that_lies_already_is_as_wide_as_it_is() -> None:
    lying = (replace(STREET[0], laid_dn=150), *STREET[1:])
    found, _ = with_water(narrow(20), lying, DEMANDS, yearly=yearly, choice=CHOICE)
    dn = {p.stretch: p.trench.dn for p in found.pipes}
    assert dn["trunk"] == 20 < dn["near"]
    assert {one.id: one.dn for one in as_network(found, lying, DEMANDS).pipes}["trunk"] == 150


def test_who_is_served_beside_the_source_needs_no_pipe() -> None:
    beside = Design((), ("oven",), 0.0, 0.0, 0.0, "proven")
    network = as_network(beside, STREET, (Demand("oven", 10.0, 1.0),))
    assert (network.pipes, network.sources, dict(network.consumers)) == ((), ("oven",), {"oven": 10.0})
    assert with_water(beside, STREET, (), yearly=yearly, choice=CHOICE) == (beside, ())


def test_what_no_pipe_helps_is_said() -> None:
    found, left = with_water(narrow(50), STREET, DEMANDS, yearly=yearly, choice=CHOICE, needs_degc={"office": 69.9})
    assert [(one.kind, one.where) for one in left] == [("arrival", "office")]
    assert found.pipes == with_water(narrow(50), STREET, DEMANDS, yearly=yearly, choice=CHOICE)[0].pipes


def test_the_widest_of_a_short_choice_is_taken_and_the_rest_is_said() -> None:
    few = tuple(t for t in CHOICE if t.dn <= 25)
    found, left = with_water(narrow(20), STREET, DEMANDS, yearly=yearly, choice=few)
    assert {p.trench.dn for p in found.pipes} == {25}
    assert {one.kind for one in left} >= {"gradient"}
