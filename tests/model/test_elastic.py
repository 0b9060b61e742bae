"""What has to give way where no plan keeps all limits: by name, in which hour, by how much."""

import numpy as np
import pytest
from small_models import HOME, grid, hours, load, steps

from collectief.model import Flow, Limit, Part, Size, Steps, Store
from collectief.model.elastic import InTheWay, in_the_way


def gives(parts: list[Part], when: Steps | None = None, *, names: str = "grid/home") -> tuple[InTheWay, ...]:
    return in_the_way(parts, when or steps(3), None, lambda name: name in names)


def test_a_load_above_the_grid_names_the_grid_the_hour_and_the_kw() -> None:
    """6 kW of grid; 5, 9 and 7 kW are asked: 3 kW short in hour 1, and short in two hours."""
    found = gives([load(hours(5.0, 9.0, 7.0)), grid(2.0, upper=6.0)])
    assert found == (InTheWay("flow", "grid/home", pytest.approx(3.0), 1, 2.0),)  # type: ignore[arg-type]


def test_a_step_stands_for_its_hours() -> None:
    (one,) = gives([load(7.0), grid(2.0, upper=6.0)], steps(2, weight=30.0))
    assert one.hours == 60.0


def test_what_keeps_its_limits_stands_in_no_way() -> None:
    assert gives([load(5.0), grid(2.0, upper=6.0)]) == ()


def test_a_limit_is_named_and_not_the_flow_that_could_give_more() -> None:
    limit = Limit("cap", "me", {"grid/home": 1.0}, upper={"me": 4.0})
    (one,) = gives([load(5.0), grid(2.0, upper=6.0), limit])
    assert (one.kind, one.name) == ("limit", "cap")
    assert one.most_kw == pytest.approx(1.0)


def test_where_both_are_too_tight_both_are_named() -> None:
    limit = Limit("cap", "me", {"grid/home": 1.0}, upper={"me": 4.0})
    found = gives([load(9.0), grid(2.0, upper=6.0), limit])
    assert [(one.name, round(one.most_kw, 6)) for one in found] == [("cap", 5.0), ("grid/home", 3.0)]


def test_a_bus_gives_way_only_where_no_limit_can() -> None:
    """The sun cannot shine more; what must run cannot stop."""
    sun = Flow("sun/home", "me", {HOME: 1.0}, 2.0)
    (short,) = gives([load(5.0), sun])
    assert (short.kind, short.name) == ("short", "home/electricity")
    assert short.most_kw == pytest.approx(3.0)
    must = Flow("sun/home", "me", {HOME: 1.0}, 8.0, lower=8.0)
    (spill,) = gives([load(5.0), must])
    assert spill.kind == "spill"
    assert spill.most_kw == pytest.approx(3.0)


def test_what_may_be_built_is_built_first() -> None:
    panels: list[Part] = [
        Size("panels", "me", 2.0, eur_per_unit=1e6),
        Flow("panels:kw", "me", {HOME: 1.0}, 1.0, "panels"),
    ]
    (one,) = gives([load(9.0), grid(2.0, upper=6.0), *panels])
    assert one.most_kw == pytest.approx(1.0)


def test_a_store_is_used_before_anything_gives_way() -> None:
    """8 kW in one of two hours: a store carries 2 kWh over."""
    battery: list[Part] = [Size("b", "me", 9.0, eur_per_unit=1.0), Store("b:store", "me", HOME, "b", 1.0, 1.0)]
    asked = load(hours(8.0, 4.0))
    assert gives([asked, grid(2.0, upper=6.0), *battery], steps(2)) == ()
    assert len(gives([asked, grid(2.0, upper=6.0)], steps(2))) == 1


def test_a_price_on_peaks_is_no_limit() -> None:
    peak = Limit("peak", "me", {"grid/home": 1.0}, per="month", eur_per_kw=5.0)
    assert gives([load(5.0), grid(2.0, upper=6.0), peak]) == ()


def test_sizes_that_contradict_each_other_are_named_and_by_how_much() -> None:
    never = Limit("never", "me", {"a": 1.0}, upper={"me": -2.5}, per="design")
    (one,) = gives([load(5.0), grid(2.0), Size("a", "me", 1.0), never])
    assert (one.kind, one.name) == ("sizes", "never")
    assert one.most_kw == pytest.approx(2.5)


def test_room_for_sizes_gives_way_only_where_nothing_else_can() -> None:
    """9 kW with 6 of grid and 1 of panels that could be 9: what is told is the grid, and not the roof."""
    panels: list[Part] = [
        Size("panels", "me", 9.0, eur_per_unit=1.0),
        Flow("panels:kw", "me", {HOME: 1.0}, 1.0, "panels"),
        Limit("roof", "me", {"panels": 1.0}, upper={"me": 1.0}, per="design"),
    ]
    (one,) = gives([load(9.0), grid(2.0, upper=6.0), *panels])
    assert one.name == "grid/home"
    assert one.most_kw == pytest.approx(2.0)


def test_the_order_of_parts_changes_nothing() -> None:
    parts: list[Part] = [load(9.0), grid(2.0, upper=6.0), Limit("cap", "me", {"grid/home": 1.0}, upper={"me": 4.0})]
    assert np.all([gives(parts) == gives(parts[::-1])])
