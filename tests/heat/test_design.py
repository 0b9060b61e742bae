"""A street with a source at its left end and two who would buy: which pipes, for whom, and what nobody can do better.

oven ---100 m--- cross ---50 m--- bakery
|
400 m
|
office
"""

from dataclasses import replace

import pytest
from shapely.geometry import LineString

from collectief.errors import Infeasible
from collectief.heat.design import Demand, Design, Source, design
from collectief.heat.pipe import Trench
from collectief.heat.stretch import Stretch

SMALL, LARGE = Trench(25, 50.0, 10.0, 0.01), Trench(50, 200.0, 14.0, 0.02)
OVEN = Source("oven", 500.0, eur_per_kw=2.0)
BAKERY, OFFICE = Demand("bakery", 60.0, 5_000.0), Demand("office", 30.0, 3_000.0)


def stretch(name: str, start: str, end: str, length_m: float) -> Stretch:
    return Stretch(name, start, end, length_m, LineString([(0, 0), (length_m, 0)]))


STREET = (
    stretch("trunk", "oven", "cross", 100.0),
    stretch("near", "cross", "bakery", 50.0),
    stretch("far", "office", "cross", 400.0),
)


def made(*demands: Demand, sources: tuple[Source, ...] = (OVEN,), streets: tuple[Stretch, ...] = STREET) -> Design:
    return design(
        streets, demands, sources, yearly=lambda s, t: s.length_m * t.eur_per_m, choice=(SMALL, LARGE), gap=1e-9
    )


def test_who_pays_for_its_pipes_is_connected() -> None:
    """60 kW need the large pipe: 150 m at 14, and 2 a kW at the source; the office is worth less than its 400 m."""
    found = made(BAKERY, OFFICE)
    assert found.served == ("bakery",)
    assert {p.stretch: (p.start, p.end, p.kw, p.trench.dn) for p in found.pipes} == {
        "trunk": ("oven", "cross", 60.0, 50),
        "near": ("cross", "bakery", 60.0, 50),
    }
    assert found.cost_eur == pytest.approx(150 * 14.0 + 60 * 2.0)
    assert found.value_eur == pytest.approx(found.cost_eur - 5_000.0)
    assert found.bound_eur == pytest.approx(found.value_eur)
    assert found.gap_of_cost == pytest.approx(0.0, abs=1e-9)


def test_who_must_be_connected_is_at_any_price() -> None:
    """The trunk then carries 90 kW, and the way to the office runs against its stretch in the small pipe."""
    found = made(BAKERY, replace(OFFICE, forced=True))
    assert found.served == ("bakery", "office")
    pipes = {p.stretch: p for p in found.pipes}
    assert (pipes["far"].start, pipes["far"].end, pipes["far"].trench.dn) == ("cross", "office", 25)
    assert pipes["trunk"].kw == pytest.approx(90.0)
    assert found.cost_eur == pytest.approx(150 * 14.0 + 400 * 10.0 + 90 * 2.0)


def test_a_source_that_is_too_small_serves_fewer() -> None:
    assert made(BAKERY, OFFICE, sources=(replace(OVEN, most_kw=40.0),)).served == ()
    near = replace(OFFICE, eur_per_year=9_000.0)
    assert made(BAKERY, near, sources=(replace(OVEN, most_kw=70.0),)).served == ("office",)


def test_a_second_source_may_be_nearer() -> None:
    """With a boiler house at the office the bakery stays with the oven, or the cheaper of both ways is taken."""
    found = made(BAKERY, OFFICE, sources=(OVEN, Source("office", 100.0, eur_per_kw=1.0)))
    assert "office" in found.served
    assert {p.stretch for p in found.pipes} == {"trunk", "near"}


def test_who_gives_heat_may_buy_it_as_well() -> None:
    """The oven is also a customer at its own door: no pipe is needed for that."""
    found = made(Demand("oven", 20.0, 500.0))
    assert found.served == ("oven",)
    assert found.pipes == ()
    assert found.value_eur == pytest.approx(20 * 2.0 - 500.0)


@pytest.mark.parametrize("nothing", ["no source", "no customer", "no streets"])
def test_nothing_to_join_is_no_network(nothing: str) -> None:
    found = made(
        *(() if nothing == "no customer" else (BAKERY,)),
        sources=() if nothing == "no source" else (OVEN,),
        streets=() if nothing == "no streets" else STREET,
    )
    assert (found.pipes, found.served, found.value_eur, found.bound_eur) == ((), (), 0.0, 0.0)


def test_who_must_be_connected_and_cannot_be_is_told() -> None:
    with pytest.raises(Infeasible, match="bakery"):
        made(replace(BAKERY, forced=True, kw=300.0))
    with pytest.raises(Infeasible, match="bakery"):
        made(replace(BAKERY, forced=True), OFFICE, sources=())
    with pytest.raises(Infeasible, match="mill"):
        made(BAKERY, Demand("mill", 1.0, 0.0, forced=True))


def test_the_order_of_streets_and_customers_changes_nothing() -> None:
    assert made(BAKERY, OFFICE) == made(OFFICE, BAKERY, streets=STREET[::-1])
