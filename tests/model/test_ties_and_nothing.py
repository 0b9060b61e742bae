"""What ties parts together by a name inside a limit, and models in which there is nothing to decide."""

import numpy as np
import pytest
from small_models import HOME, best_sizes, cost, grid, hours, load, steps

from collectief.errors import Infeasible, ModelError
from collectief.model import (
    Flow,
    Limit,
    Load,
    Part,
    Size,
    Solution,
    Store,
    Warm,
    amounts,
    built,
    solve,
    store_blocks,
    to_rows,
)
from collectief.model.trim import islands, trim

PARK = "park"
THERE = ("there", "electricity")


def battery() -> list[Part]:
    """A battery of 2 kWh that is filled in a cheap hour and used in a dear one."""
    return [Size("battery", "me", 2.0, lower=2.0), Store("s", "me", HOME, "battery", 1.0, 1.0)]


def two_hours() -> list[Part]:
    """2 kW in the second hour only, for 1 EUR in the first and 9 in the second."""
    return [load(hours(0.0, 2.0)), grid(hours(1.0, 9.0)), *battery()]


@pytest.mark.parametrize("block", store_blocks("s"))
def test_a_limit_on_a_block_of_a_store_ties_it_in(block: str) -> None:
    """The neighbour's line and the battery share one limit: they cannot be solved apart."""
    other: list[Part] = [load(1.0, bus=THERE), grid(1.0, bus=THERE)]
    limit = Limit("both", PARK, {block: 1.0, "grid/there": 1.0}, {"me": 2.0})
    assert len(islands([*two_hours(), *other])) == 2
    assert len(islands([*two_hours(), *other, limit])) == 1


def test_a_limit_on_a_block_of_a_store_costs_the_same_in_islands() -> None:
    """Of 2 kWh only 1 may go in: the other comes at 9 EUR."""
    parts = [*two_hours(), Limit("slow", "me", {"s:in": 1.0}, {"me": 1.0})]
    assert cost(two_hours(), steps(2)) == pytest.approx(2.0)
    assert cost(parts, steps(2)) == pytest.approx(1.0 + 9.0)
    assert sum(cost(island, steps(2)) for island in islands(parts)) == pytest.approx(10.0)


def test_a_limit_on_a_yes_no_ties_its_size_in() -> None:
    engines = [Size(f"engine/{n}", "me", 9.0, eur_fixed=1.0) for n in "ab"]
    both = Limit("one", PARK, {built("engine/a"): 1.0, built("engine/b"): 1.0}, {"me": 1.0}, per="design")
    assert [len(islands(engines)), len(islands([*engines, both]))] == [2, 1]


def test_a_limit_on_a_store_stays_when_sizes_are_known() -> None:
    """What a year is lived with keeps the limit on filling."""
    limit = Limit("slow", "me", {"s:in": 1.0}, {"me": 1.0})
    known = {"battery": 2.0}
    kept = trim([*two_hours(), limit], known)
    assert limit in kept
    assert cost(kept, steps(2), known) == pytest.approx(10.0)
    assert limit not in trim([*two_hours(), limit], {"battery": 0.0})


# --- a flow that is its size times a profile


def panel(owner: str) -> list[Part]:
    return [Size("sun", PARK, 4.0, eur_per_unit=1.0), Flow("sun:kw", owner, {HOME: 1.0}, 1.0, "sun", lower=1.0)]


def test_a_flow_without_choice_costs_its_size_and_belongs_to_the_same_owner() -> None:
    rows = to_rows([load(2.0), grid(9.0), *panel(PARK)], steps(1))
    assert "sun:kw" not in rows.columns
    assert rows.owners[rows.owner[rows.columns["sun"]][0]] == PARK
    assert solve(rows.only(["me"])).upper == pytest.approx(18.0)
    assert solve(rows.only(["me", PARK])).upper == pytest.approx(2.0)


def test_a_flow_without_choice_under_somebody_elses_size_is_refused() -> None:
    """With its owner away nobody could say whether the size still gives anything."""
    with pytest.raises(ModelError, match="sun:kw"):
        to_rows([load(2.0), grid(9.0), *panel("me")], steps(1))


def test_a_flow_with_a_choice_may_lie_under_somebody_elses_size() -> None:
    parts: list[Part] = [load(2.0), grid(9.0), Size("sun", PARK, 4.0), Flow("sun:kw", "me", {HOME: 1.0}, 1.0, "sun")]
    assert solve(to_rows(parts, steps(1)).only(["me"])).upper == pytest.approx(18.0)


# --- nothing to decide


def both_ways(parts: list[Part]) -> tuple[Solution, Solution]:
    rows = to_rows(parts, steps(2))
    return solve(rows), Warm(rows).solve()


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [Load("load", "me", HOME, 0.0)],
        [Load("load", "me", HOME, 0.0, design=True)],
        [Limit("cap", "me", {"gone": 1.0}, {"me": 1.0})],
        [Limit("peak", "me", {"gone": 1.0}, per="month", eur_per_kw=1.0)],
        [Load("load", "me", HOME, 0.0), Limit("cap", "me", {"gone": 1.0}, {"me": 0.0})],
    ],
    ids=["nothing", "load", "design load", "limit", "charge", "load and limit"],
)
def test_where_nothing_is_asked_nothing_is_paid(parts: list[Part]) -> None:
    cold, warm = both_ways(parts)
    assert (cold.upper, cold.lower) == (0.0, 0.0)
    assert warm.upper == 0.0


@pytest.mark.parametrize("design", [False, True])
def test_a_load_that_nothing_can_serve_says_where_and_how_much(design: bool) -> None:
    with pytest.raises(Infeasible, match="home") as found:
        to_rows([Load("load", "me", HOME, 5.0, design=design)], steps(2))
    assert "5" in found.value.message.nl
    assert "home" in found.value.message.nl


def test_a_limit_that_nothing_can_keep_is_infeasible() -> None:
    rows = to_rows([Limit("cap", "me", {"gone": 1.0}, {"me": -1.0})], steps(2))
    with pytest.raises(Infeasible):
        solve(rows)
    with pytest.raises(Infeasible):
        Warm(rows).solve()


# --- a charge whose owner is away


def charged() -> list[Part]:
    """The park owns the contract over which a and b take power; each has a lamp, dear oil beside it."""
    there = THERE
    return [
        load(2.0, owner="a"),
        load(3.0, owner="b", bus=there),
        grid(1.0, owner="a"),
        grid(1.0, owner="b", bus=there),
        Flow("oil/a", "a", {HOME: 1.0}, 9.0, eur_per_kwh=5.0),
        Flow("oil/b", "b", {there: 1.0}, 9.0, eur_per_kwh=5.0),
        Limit("peak", PARK, {"grid/home": 1.0, "grid/there": 1.0}, per="month", eur_per_kw=1.0),
    ]


@pytest.mark.parametrize(
    ("members", "eur"), [(("a", "b", PARK), 10.0), (("a", PARK), 4.0), (("a", "b"), 25.0), (("a",), 10.0)]
)
def test_who_has_nobody_to_bring_the_peak_takes_no_power(members: tuple[str, ...], eur: float) -> None:
    """A charge is the price of a right: without the owner of the contract there is no contract, not a free one."""
    assert solve(to_rows(charged(), steps(1)).only(members)).upper == pytest.approx(eur)


def test_one_who_is_away_leaves_room_for_nobody_in_a_shared_limit() -> None:
    """Each brings 4 kW; with b away a has its own 4 and no more, whoever wrote the limit down."""
    parts = [*charged()[:-1], Limit("cap", PARK, {"grid/home": 1.0, "grid/there": 1.0}, {"a": 1.0, "b": 4.0})]
    rows = to_rows(parts, steps(1))
    assert solve(rows.only(["a", "b"])).upper == pytest.approx(5.0)
    assert solve(rows.only(["a"])).upper == pytest.approx(1.0 + 5.0)


# --- once built, at least so much


def test_what_is_built_has_its_smallest_size() -> None:
    """1 kW is asked, the smallest engine is 3 kW at 2 EUR: cheaper than 9 EUR of grid, dearer than 5."""
    engine = Size("engine", "me", 8.0, eur_per_unit=2.0, least=3.0)
    flow = Flow("engine:kw", "me", {HOME: 1.0}, 1.0, "engine")
    assert best_sizes([load(1.0), grid(9.0), engine, flow], steps(1)) == {"engine": pytest.approx(3.0)}
    assert best_sizes([load(1.0), grid(5.0), engine, flow], steps(1)) == {"engine": pytest.approx(0.0)}
    assert best_sizes([load(5.0), grid(9.0), engine, flow], steps(1)) == {"engine": pytest.approx(5.0)}


def test_a_smallest_size_without_a_price_of_its_own_is_still_a_yes_or_no() -> None:
    rows = to_rows([Size("engine", "me", 8.0, least=3.0)], steps(1))
    assert rows.integer[rows.columns[built("engine")]].all()
    assert np.all(rows.cost == 0.0)


def test_a_size_that_is_known_may_be_smaller_than_the_smallest() -> None:
    """A year is lived with what stands there."""
    engine = Size("engine", "me", 8.0, least=3.0)
    parts: list[Part] = [load(1.0), grid(9.0), engine, Flow("e", "me", {HOME: 1.0}, 1.0, "engine")]
    assert cost(parts, steps(1), {"engine": 1.0}) == pytest.approx(0.0)


@pytest.mark.parametrize(("found", "said"), [(0.0, 0.0), (1e-6, 0.0), (3.0 - 1e-6, 3.0), (5.0, 5.0)])
def test_an_amount_is_read_as_nothing_or_at_least_the_smallest(found: float, said: float) -> None:
    """A solver keeps a row within a millionth: who reads the answer keeps it exactly."""
    engine = Size("engine", "me", 8.0, least=3.0)
    rows = to_rows([engine], steps(1))
    assert amounts([engine], rows, np.array([found, 1.0])) == {"engine": said}


def test_an_amount_that_was_given_is_read_as_it_is() -> None:
    engine = Size("engine", "me", 8.0, least=3.0)
    assert amounts([engine], to_rows([engine], steps(1), {"engine": 1.0}), np.array([1.0])) == {"engine": 1.0}
