"""A bound made of months: it needs sizes that keep what is asked of sizes, and slack only lowers it."""

from dataclasses import replace

import numpy as np
import pytest
from small_models import HOME, grid, hours, load, steps

from collectief.errors import Infeasible
from collectief.model import Flow, Limit, Load, Part, Series, Size, Store, built, solve, to_rows
from collectief.model.block import amounts_of
from collectief.model.bound import Master, Way, bounds
from collectief.model.joint import prices_of_sizes
from collectief.model.priced import Row, priced, shared

PANEL: list[Part] = [
    load(hours(4.0, 6.0)),
    Size("panel", "me", 10.0, eur_per_unit=3.0),
    Flow("panel:kw", "me", {HOME: 1.0}, 1.0, "panel"),
]
"""Nothing but a panel can serve this: 6 kW of it, at 3 EUR each."""


def test_a_master_without_any_sizes_gives_no_bound() -> None:
    """Asked for two contracts where there is one: no sizes will do, and that is what is said."""
    asked: list[Part] = [
        load(1.0),
        grid(1.0),
        Size("contract", "me", 1.0, into={("me", "contract"): 1.0}),
        Load("two", "me", ("me", "contract"), 2.0, design=True),
    ]
    with pytest.raises(Infeasible):
        bounds(asked, [steps(2)], [Way({})], gap=1e-6, passes=5)


def test_slack_in_use_only_lowers_a_bound() -> None:
    """From no panel at all everything is slack, at 20 EUR per kWh: the first bound lies low, the last one is exact."""
    exact = solve(to_rows(PANEL, steps(2)), gap=1e-9).upper
    first = bounds(PANEL, [steps(2)], [Way({})], gap=1e-9, passes=0)[0]
    last = bounds(PANEL, [steps(2)], [Way({})], gap=1e-9, passes=20)[0]
    assert first.upper == pytest.approx(200.0)  # what slack costs is no plan
    assert first.lower <= last.lower <= exact + 1e-9
    assert last.lower == pytest.approx(exact) == 18.0


def test_a_year_is_not_looked_at_once_more_where_the_master_alone_is_near_enough() -> None:
    """The best sizes stand on an edge: two looks more give its other side, and a fourth would say nothing new."""
    found = bounds(PANEL, [steps(2)], [Way({"panel": 6.0})], gap=1e-6, passes=20)[0]
    assert found.lower == pytest.approx(18.0) == found.upper
    assert found.passes == 3


def test_what_has_no_steps_is_bounded_by_its_sizes_alone() -> None:
    """One of two may be had: the one that brings 3 EUR a year."""
    parts: list[Part] = [
        Size("one", "me", 1.0, eur_per_unit=-3.0, module=1.0),
        Size("other", "me", 1.0, eur_per_unit=-2.0, module=1.0),
        Limit("either", "me", {"one": 1.0, "other": 1.0}, {"me": 1.0}, per="design"),
    ]
    found = bounds(parts, [steps(2)], [Way({}), Way({}, ("one",))], gap=1e-9, passes=3)
    assert [one.lower for one in found] == pytest.approx([-3.0, -2.0])


def test_where_no_size_can_serve_slack_is_no_plan_but_the_bound_stays_a_number() -> None:
    short = [replace(p, upper=5.0) if isinstance(p, Size) else p for p in PANEL]
    assert bounds(short, [steps(2)], [Way({})], gap=1e-9, passes=20)[0].lower == pytest.approx(15.0 + 20.0)
    with pytest.raises(Infeasible):
        solve(to_rows(short, steps(2)))


CARRIED: list[Part] = [
    load(1.0),
    grid(hours(*[1.0] * 4, *[3.0] * 4)),
    Size("tank", "me", 4.0, eur_per_unit=0.1),
    Store("tank:kwh", "me", HOME, "tank", 1.0, 0.8, 0.01),
]
"""Cheap power in the first month of four hours and dear in the second: what is worth most is carried over."""


def test_whatever_open_borders_cost_no_year_with_stores_that_go_on_is_cheaper() -> None:
    """What a store begins a month with is bought and what it ends with is sold: over the year that is nothing.

    The year as one cycle fills 4 kWh at 1 / 0.8 + 0.01 EUR, instead of at 3: 16 - 4 x 1.74 + 0.4 = 9.44 EUR.
    """
    year = steps(8)
    exact = solve(to_rows(CARRIED, year), gap=1e-9).upper
    assert exact == pytest.approx(9.44)
    found = {}
    for eur in (0.0, 0.5, 1.25, 2.0, 2.99, 5.0):
        apart = [
            replace(
                year, pick=year.pick[m], weight=year.weight[m], cycle=year.cycle[m], period=year.period[m],
                border_eur=eur,
            )
            for m in (slice(0, 4), slice(4, 8))
        ]  # fmt: skip
        found[eur] = bounds(CARRIED, apart, [Way({"tank": 4.0})], gap=1e-9, passes=30)[0].lower
        assert found[eur] <= exact + 1e-6, eur
    assert max(found.values()) == pytest.approx(exact, abs=0.05)


SOLD: list[Part] = [
    Load("me/load", "me", ("me", "heat"), hours(3.0, 5.0)),
    Flow("me/gas", "me", {("me", "heat"): 1.0}, 9.0, eur_per_kwh=7.0),
    Size("me/door", "me", 9.0, eur_per_unit=1.0, into={("me", "room"): -1.0}),
    Flow("me/buys", "me", {("net", "heat"): -1.0, ("me", "heat"): 1.0}, 1.0, "me/door"),
    Size("net/pipe", "net", 9.0, eur_per_unit=2.0, eur_fixed=10.0, into={("me", "room"): 1.0}),
    Flow("net/source", "net", {("net", "heat"): 1.0}, 9.0, eur_per_kwh=0.5),
    Limit("net/dug", "net", {"me/door": 1.0, f"{built('net/pipe')}": -9.0}, per="design"),
]
"""Heat for 3 and 5 kWh: by gas at 56 EUR, or through a pipe of 5 kW: 10 + 5 x (2 + 1) + 8 x 0.5 = 29 EUR."""


def test_what_two_owners_meet_in_is_shared() -> None:
    assert set(shared(SOLD)) == {("net", "heat"), ("me", "room"), "net/dug"}


def test_at_good_prices_each_by_itself_costs_what_both_cost_together() -> None:
    """0.5 EUR per kWh of heat, and for room what the master of both says: 10 / 9 for the ditch and 2 for the pipe."""
    exact = solve(to_rows(SOLD, steps(2)), gap=1e-9).upper
    assert exact == pytest.approx(29.0)
    hourly: dict[Row, Series] = {("net", "heat"): np.full(8760, 0.5)}
    once = prices_of_sizes(priced(SOLD, hourly), [steps(2)], start={"me/door": 5.0, "net/pipe": 5.0}, passes=8)
    assert once[("me", "room")] == pytest.approx(2.0 + 10.0 / 9.0 - once["net/dug"], abs=1e-6)
    apart = priced(SOLD, {**hourly, **once})
    found = sum(
        bounds(apart.of(who), [steps(2)], [Way({})], gap=1e-9, passes=20, yes_no=apart.yes_no)[0].lower
        for who in ("me", "net")
    )
    relaxed = 5.0 * (3.0 + 10.0 / 9.0) + 4.0
    assert relaxed - 1e-6 <= found + apart.constant <= exact


def test_a_store_in_what_is_shared_has_no_price() -> None:
    tank = Store("tank", "net", ("net", "heat"), "tank", 1.0, 1.0)
    with pytest.raises(Exception, match="tank"):
        priced([*SOLD, Size("tank", "net", 1.0), tank], {("net", "heat"): np.zeros(8760)})


def test_a_master_adds_what_prices_say_to_a_yes_no() -> None:
    pipe: list[Part] = [load(1.0), grid(1.0), Size("pipe", "me", 1.0, eur_fixed=10.0)]
    master = Master(pipe, [steps(1)], yes_no={built("pipe"): -4.0})
    assert master.visit(amounts_of(master.names, {"pipe": 1.0})) == pytest.approx(1.0 + 10.0 - 4.0)
