"""Leaving out what has no size, splitting what is not connected and holding others still keep the answer."""

import numpy as np
import pytest
from hypothesis import given, settings
from random_models import PARK, models, when
from small_models import HOME, HOURS, best_sizes, cost, grid, load, steps

from collectief.model import Flow, Limit, Load, Part, Rows, Size, Store, Warm, amounts, to_rows
from collectief.model.parts import Array
from collectief.model.trim import freeze, islands, trim

quick = settings(max_examples=12, deadline=None)


def names(parts: tuple[Part, ...]) -> list[str]:
    return [p.name for p in parts]


def house() -> list[Part]:
    """A home with a panel and a battery, under one peak charge."""
    return [
        load(1.0),
        grid(1.0),
        Size("sun", "me", 3.0),
        Flow("sun:kw", "me", {HOME: 1.0}, 1.0, "sun"),
        Size("battery", "me", 3.0),
        Store("store", "me", HOME, "battery", 1.0, 1.0),
        Limit("peak", "me", {"grid/home": 1.0, "sun": 2.0}, per="month", eur_per_kw=1.0),
        Limit("sunny", "me", {"sun:kw": 1.0}, {"me": 2.0}),
        Limit("roof", "me", {"sun": 1.0}, {"me": 2.0}, per="design"),
        Load("one", "me", ("home", "contract"), 1.0, design=True),
    ]


def test_what_has_no_size_is_left_out() -> None:
    kept = trim(house(), {"sun": 0.0, "battery": 2.0})
    assert names(kept) == ["load/home", "grid/home", "sun", "battery", "store", "peak"]


def test_what_has_a_size_stays() -> None:
    kept = trim(house(), {"sun": 1.0, "battery": 0.0})
    assert names(kept) == ["load/home", "grid/home", "sun", "sun:kw", "battery", "peak", "sunny"]


def test_less_than_the_least_is_nothing() -> None:
    assert "store" not in names(trim(house(), {"sun": 1.0, "battery": 1e-4}, least=1e-3))
    assert "store" in names(trim(house(), {"sun": 1.0, "battery": 1e-2}, least=1e-3))


def test_a_size_that_is_not_known_stays_free() -> None:
    assert "sun:kw" in names(trim(house(), {"battery": 0.0}))


@quick
@given(models(tied=False))
def test_islands_cost_as_much_as_the_whole(parts: tuple[Part, ...]) -> None:
    found = islands(parts)
    assert len(found) == 3
    assert sum(cost(island, when()) for island in found) == pytest.approx(cost(parts, when()), abs=1e-4, rel=1e-6)


@quick
@given(models())
def test_what_is_tied_is_one_island(parts: tuple[Part, ...]) -> None:
    assert len(islands(parts)) == 1


def test_islands_keep_parts_and_their_order() -> None:
    there = ("there", "electricity")
    parts: list[Part] = [load(1.0), load(1.0, bus=there), grid(1.0), grid(1.0, bus=there)]
    assert [names(island) for island in islands(parts)] == [["load/home", "grid/home"], ["load/there", "grid/there"]]


@pytest.mark.parametrize(
    "tie",
    [
        Limit("cap", PARK, {"grid/home": 1.0, "grid/there": 1.0}, {"me": 9.0}),
        Flow("line", PARK, {HOME: -1.0, ("there", "electricity"): 1.0}, 1.0),
        Size("pipe", PARK, 1.0, into={HOME: -1.0, ("there", "electricity"): 1.0}),
    ],
    ids=["limit", "flow", "size"],
)
def test_whatever_ties_two_makes_one_island(tie: Part) -> None:
    there = ("there", "electricity")
    assert len(islands([load(1.0), load(1.0, bus=there), grid(1.0), grid(1.0, bus=there), tie])) == 1


def test_a_size_ties_all_flows_under_it() -> None:
    """Two homes under one size share what it is: 4 kW each is 4 kW in all."""
    there = ("there", "electricity")
    parts: list[Part] = [
        load(4.0),
        load(4.0, bus=there),
        Size("both", "me", 9.0, eur_per_unit=1.0),
        Flow("here:kw", "me", {HOME: 1.0}, 1.0, "both"),
        Flow("there:kw", "me", {there: 1.0}, 1.0, "both"),
    ]
    assert len(islands(parts)) == 1
    assert best_sizes(parts, steps(2)) == {"both": pytest.approx(4.0)}


def lived(parts: tuple[Part, ...], rows: Rows, x: Array) -> dict[str, Array]:
    """Every flow of a solution as a series of the year."""
    flows: dict[str, Array] = {}
    for part in parts:
        if isinstance(part, Flow):
            flows[part.name] = np.zeros(HOURS)
            if part.name in rows.columns:
                flows[part.name][: len(when())] = rows.at(x, part.name)
            elif part.size is not None:  # a size times a profile
                flows[part.name] = rows.at(x, part.size)[0] * np.broadcast_to(part.upper, HOURS)
    return flows


@quick
@given(models(whole=False))
def test_nobody_gains_by_leaving_the_best_plan_by_itself(parts: tuple[Part, ...]) -> None:
    """With the others held still, an owner's best answer to the best plan is that plan."""
    rows = to_rows(parts, when())
    x = Warm(rows).solve().x
    flows, sizes = lived(parts, rows, x), amounts(parts, rows, x)
    eur = rows.cost * x
    shared = sum(eur[rows.columns[p.name]].sum() for p in parts if isinstance(p, Limit) and p.name == "sum")
    for me in "abc":
        mine = freeze(parts, (me,), lived=flows, sizes=sizes)
        own = float(eur[rows.owner == rows.owners.index(me)].sum())
        assert cost(mine, when()) == pytest.approx(own + shared, abs=1e-4, rel=1e-6)


def test_the_others_fill_a_limit_they_share() -> None:
    """12 kW for two: where b takes 8, a has 4 left."""
    there = ("there", "electricity")
    parts: list[Part] = [
        load(3.0, owner="a"),
        grid(1.0, owner="a"),
        Flow("give", "a", {HOME: -1.0}, 50.0, eur_per_kwh=-3.0),
        load(8.0, owner="b", bus=there),
        grid(1.0, owner="b", bus=there),
        Limit("cap", PARK, {"grid/home": 1.0, "grid/there": 1.0}, {"a": 7.0, "b": 5.0}),
    ]
    held = freeze(parts, ("a",), lived={"grid/there": np.full(HOURS, 8.0)}, sizes={})
    assert cost(held, steps(2)) == pytest.approx(2 * (4 * 1.0 - 1 * 3.0))
