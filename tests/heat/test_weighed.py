"""The street of `test_design`, with a third customer: who adds what, who comes first, how many may stay away."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from shapely.geometry import LineString

from collectief.heat.design import Demand, Design, Source, design
from collectief.heat.pipe import Trench
from collectief.heat.stretch import Stretch
from collectief.heat.weighed import beside, for_everybody, in_order, may_leave, weighed

PIPE = Trench(50, 200.0, 10.0, 0.0)
BAKERY, OFFICE, SHOP = Demand("bakery", 60.0, 5_000.0), Demand("office", 30.0, 3_000.0), Demand("shop", 10.0, 600.0)
ALL = (BAKERY, OFFICE, SHOP)


def stretch(name: str, start: str, end: str, length_m: float) -> Stretch:
    return Stretch(name, start, end, length_m, LineString([(0, 0), (length_m, 0)]))


STREET = (
    stretch("trunk", "oven", "cross", 100.0),
    stretch("near", "cross", "bakery", 50.0),
    stretch("far", "cross", "office", 400.0),
    stretch("beside", "cross", "shop", 40.0),
)


def ask(demands: Sequence[Demand], most_kw: float = 500.0) -> Design:
    source = Source("oven", most_kw, eur_per_kw=2.0)
    return design(STREET, demands, [source], yearly=lambda s, t: s.length_m * t.eur_per_m, choice=(PIPE,), gap=1e-9)


def test_what_a_customer_adds_is_what_the_network_costs_more_with_it() -> None:
    """The bakery carries the trunk; without it the shop would have to, and does not pay that."""
    found = {w.node: w for w in weighed(ask(ALL), ALL, ask)}
    assert {n for n, w in found.items() if w.connected} == {"bakery", "shop"}
    assert found["shop"].adds_eur == pytest.approx(400.0 + 20.0)
    assert found["shop"].margin_eur == pytest.approx(180.0)
    assert found["office"].adds_eur == pytest.approx(4_000.0 + 60.0)
    assert found["office"].margin_eur == pytest.approx(-1_060.0)
    assert found["bakery"].margin_eur == pytest.approx(-ask(ALL).value_eur)


@pytest.mark.parametrize("node", ["office", "shop"])
def test_at_the_price_of_pipes_where_it_turns_it_makes_no_difference(node: str) -> None:
    """The shop goes while the bakery stays: its own 40 m are 1.45 times dearer then; the office comes below 0.735."""
    turns = {w.node: w.turns_at for w in weighed(ask(ALL), ALL, ask)}[node]
    assert turns is not None
    source = Source("oven", 500.0, eur_per_kw=2.0)

    def at(price: float) -> tuple[str, ...]:
        made = design(
            STREET, ALL, [source], yearly=lambda s, t: price * s.length_m * t.eur_per_m, choice=(PIPE,), gap=1e-9
        )
        return made.served

    assert node in at(turns * 0.999)
    assert node not in at(turns * 1.001)


def test_who_no_source_can_serve_beside_the_others_is_told_so() -> None:
    found = weighed(ask(ALL, 75.0), ALL, lambda d: ask(d, 75.0))
    office = next(w for w in found if w.node == "office")
    assert office.connected or office.adds_eur is not None
    alone = weighed(ask([replace(OFFICE, kw=300.0)], 75.0), [replace(OFFICE, kw=300.0)], lambda d: ask(d, 75.0))
    assert (alone[0].connected, alone[0].adds_eur, alone[0].margin_eur) == (False, None, None)


def test_a_network_for_everybody_costs_what_it_costs() -> None:
    whole = for_everybody(ALL, ask)
    assert whole is not None
    assert whole.served == ("bakery", "office", "shop")
    assert whole.cost_eur == pytest.approx(5_900.0 + 200.0)
    assert whole.value_eur >= ask(ALL).value_eur
    assert for_everybody(ALL, lambda d: ask(d, 75.0)) is None


def test_who_gains_most_comes_first_and_all_together_gain_what_the_design_says() -> None:
    made = ask(ALL)
    order = in_order(made, ALL)
    assert [(j.node, set(j.pipes)) for j in order] == [("bakery", {"trunk", "near"}), ("shop", {"beside"})]
    assert order[0].so_far_eur == pytest.approx(5_000.0 - 1_500.0 - 120.0)
    assert order[-1].so_far_eur == pytest.approx(-made.value_eur)


def test_how_many_may_stay_away_before_the_rest_do_not_carry_what_is_dug() -> None:
    """The trunk and both ends cost 2,040; 5,600 less 5,000 do not carry that, 14,000 less 9,000 do."""
    assert may_leave(ask(ALL), ALL) == 0
    rich = [BAKERY, replace(SHOP, eur_per_year=9_000.0)]
    assert may_leave(ask(rich), rich) == 1


def test_beside_a_network_that_is_not_the_best_each_is_weighed_with_that_network() -> None:
    """The plan serves the office, which does not pay: the shop is not blamed for it, and nobody else comes along."""
    made = ask([replace(BAKERY, forced=True), replace(OFFICE, forced=True)])
    assert set(made.served) == {"bakery", "office"}
    found = {w.node: w for w in weighed(made, ALL, beside(made, ask))}
    assert {n for n, w in found.items() if w.connected} == {"bakery", "office"}
    assert found["office"].adds_eur == pytest.approx(4_000.0 + 60.0)
    assert found["office"].margin_eur == pytest.approx(-1_060.0)
    assert found["shop"].adds_eur == pytest.approx(400.0 + 20.0)
    assert found["shop"].margin_eur == pytest.approx(180.0)
    free = {w.node: w for w in weighed(made, ALL, ask)}
    assert free["shop"].margin_eur != pytest.approx(180.0)


def test_without_its_only_customer_there_is_no_network() -> None:
    made = ask([replace(BAKERY, forced=True)])
    (found,) = weighed(made, [BAKERY], beside(made, ask))
    assert found.margin_eur == pytest.approx(-made.value_eur)
