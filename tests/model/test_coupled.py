"""What a year of coupled months is sized and proven at, against the same year as one matrix."""

import numpy as np
import pytest
from shared_parks import COUNT, MONTHS, months, shared_park, year
from small_models import hours

from collectief.errors import Infeasible
from collectief.model import Flow, Limit, Load, Part, Size, Store, Warm, solve, to_rows
from collectief.model.coupled import Proof, prove
from collectief.model.merit import merit
from collectief.model.plain import plain_buses

GAP = 1e-3
NEAR_EUR = 1e-3
"""What two ways to the same cost may differ by: each solver has its own tolerance."""


def park(seed: int) -> tuple[Part, ...]:
    """Every fifth with whole numbers: these take longest."""
    return shared_park(seed, whole=seed % 5 == 1)


def proven(parts: tuple[Part, ...]) -> Proof:
    return prove(parts, months(), gap=GAP, passes=200, seconds=60.0)


def exact(parts: tuple[Part, ...]) -> float:
    return solve(to_rows(parts, year()), gap=1e-7).upper


@pytest.mark.parametrize("seed", range(20))
def test_the_exact_cost_lies_between_the_bounds(seed: int) -> None:
    parts = park(seed)
    found, cost = proven(parts), exact(parts)
    assert found.lower - NEAR_EUR <= cost <= found.upper + NEAR_EUR
    assert found.certified(GAP)


@pytest.mark.parametrize("seed", [0, 1])
def test_the_sizes_cost_no_more_than_is_said_of_them(seed: int) -> None:
    parts = park(seed)
    found = proven(parts)
    rows = to_rows(parts, year())
    units = {p.name: p.module or 1.0 for p in parts if isinstance(p, Size)}
    given = rows.settled({name: amount / units[name] for name, amount in found.sizes.items()})
    assert found.lower - NEAR_EUR <= solve(given, gap=1e-7).upper <= found.upper + NEAR_EUR


def test_the_same_park_is_sized_the_same_again() -> None:
    one, other = proven(shared_park(1, whole=True)), proven(shared_park(1, whole=True))
    assert (one.sizes, one.lower, one.upper, one.passes) == (other.sizes, other.lower, other.upper, other.passes)


def test_where_no_sizes_keep_every_row_nothing_is_certified() -> None:
    parts = shared_park(10, whole=False, group_kw=1.0)
    with pytest.raises(Infeasible):
        Warm(to_rows(parts, year())).solve()
    found = prove(parts, months(), gap=GAP, passes=12, seconds=30.0)
    assert found.off_kw > 0.1
    assert not found.slack_zero
    assert not found.certified(1.0)
    assert found.gap == float("inf")


def test_sizes_with_a_row_off_are_never_certified_whatever_they_cost() -> None:
    assert Proof({}, 1.0, 1.0, 1, off_kw=0.0).certified(0.0)
    assert not Proof({}, 1.0, 1.0, 1, off_kw=0.1).certified(1.0)
    assert not Proof({}, 1.0, np.inf, 1, off_kw=0.0).certified(1.0)


def test_a_search_that_is_stopped_early_says_how_far_it_came() -> None:
    parts = shared_park(4, whole=False)
    found = prove(parts, months(), gap=GAP, passes=3, seconds=60.0)
    assert found.passes == 3
    assert not found.certified(GAP)
    assert found.lower <= exact(parts) + NEAR_EUR


def test_a_park_with_nothing_to_size_is_only_priced() -> None:
    bus, square = ("a", "electricity"), ("park", "electricity")
    parts: tuple[Part, ...] = (
        Load("load", "a", bus, 10.0),
        Flow("in", "a", {bus: 1.0, square: -1.0}, 20.0, eur_per_kwh=5.0),
        Flow("buy", "park", {square: 1.0}, 30.0, eur_per_kwh=1.0),
    )
    found = proven(parts)
    assert found.sizes == {}
    assert (found.lower, found.upper) == pytest.approx((1920.0, 1920.0))  # 16 steps of 2 hours, 10 kW at 6 EUR


def test_where_no_size_can_serve_a_load_there_is_no_plan() -> None:
    with pytest.raises(Infeasible):
        proven((*shared_park(0, whole=False), Load("more", "a", ("a", "electricity"), 100.0)))


def test_without_time_there_is_no_certificate_and_no_trouble() -> None:
    found = prove(shared_park(4, whole=True), months(), gap=GAP, seconds=0.0)
    assert found.passes == 1
    assert found.lower == -np.inf
    assert not found.certified(GAP)


def test_a_bus_with_a_store_or_two_lines_is_not_looked_through() -> None:
    bus, other = ("a", "electricity"), ("a", "heat")
    load, grid = Load("load", "a", bus, 1.0), Flow("grid", "a", {bus: 1.0, ("park", "electricity"): -1.0}, 9.0)
    assert [one.bus for one in plain_buses([load, grid])] == [bus]
    pump = Flow("pump", "a", {bus: -0.3, other: 1.0}, 5.0)
    assert plain_buses([load, grid, pump]) == ()
    bent = Limit("bent", "a", {"grid": hours(1.0, 2.0)}, {"a": 9.0})
    assert plain_buses([load, grid, bent]) == ()
    assert [p for seed in range(20) for p in plain_buses(shared_park(seed, whole=False)) if p.bus[0] == "cells"] == []


def test_what_a_company_could_take_more_follows_its_merit_order() -> None:
    """10 kW of load, 4 kW of sun, 3 kW of engine at 2 EUR; power comes in at 5 EUR and goes out at 1 EUR."""
    bus, square = ("a", "electricity"), ("park", "electricity")
    parts: list[Part] = [
        Load("load", "a", bus, 10.0),
        Flow("in", "a", {bus: 1.0, square: -1.0}, 20.0, eur_per_kwh=5.0),
        Flow("out", "a", {bus: -1.0, square: 1.0}, 20.0, eur_per_kwh=-1.0),
        Flow("sun", "a", {bus: 1.0}, 4.0),
        Flow("engine", "a", {bus: 1.0}, 3.0, eur_per_kwh=2.0),
    ]
    one = merit(plain_buses(parts), months()[0], {}, ("none",))
    line = one.line(np.zeros(1))
    assert line.least[0, 0] == 3.0  # all of sun and engine
    assert line.eur == pytest.approx(8 * 2.0 * (3 * 2.0 + 3 * 5.0))
    more = dict(zip(one.slopes[0, :, 0] / 2.0, line.more[0, :, 0], strict=True))
    assert {price: kw for price, kw in more.items() if kw} == {3.0: 3.0, 5.0: 4.0}


@pytest.mark.parametrize("price", [-9.0, -1.0, 0.0, 1.0, 7.0])
def test_planes_lie_below_what_a_bus_costs_and_touch_where_they_were_made(price: float) -> None:
    parts = shared_park(5, whole=False)
    sizes = {p.name: p for p in parts if isinstance(p, Size)}
    names, steps = tuple(sizes), months()[0]
    buses = [bus for bus in plain_buses(parts) if bus.bus[0] == "a"]
    random, charged = np.random.default_rng(0), np.full(len(steps), price)
    one = merit(buses, steps, sizes, names).kept_apart(charged * 0.5)

    def cost(amounts: np.ndarray) -> float:
        line = one.line(amounts)
        taken = (np.minimum(one.slopes + charged, 0.0) * line.more).sum()
        return float(line.eur + (line.least * charged).sum() + taken)

    def served() -> np.ndarray:
        return np.array([random.uniform(10, 30) if n.startswith("contract") else random.uniform(0, 9) for n in names])

    at = served()
    exactly, apart = one.exact(at, charged).total(len(names)), one.apart(at, charged).total(len(names))
    assert exactly.constant + exactly.slopes @ at == pytest.approx(cost(at), rel=1e-9, abs=1e-9)
    for _ in range(20):
        other = served()
        spread = one.spread(at).total(len(names))
        assert exactly.constant + exactly.slopes @ other <= cost(other) + 1e-9
        assert apart.constant + apart.slopes @ other + spread.constant + spread.slopes @ other <= cost(other) + 1e-9


def test_months_carry_what_a_store_holds() -> None:
    """Power is free in the first month and dear in the second: what is stored then is worth a battery now."""
    bus, half = ("a", "electricity"), COUNT // MONTHS
    parts = (
        Load("load", "a", bus, hours(*[0.0] * half, *[1.0] * half)),
        Flow("grid", "a", {bus: 1.0}, 9.0, eur_per_kwh=hours(*[0.0] * half, *[5.0] * half)),
        Size("battery", "a", 20.0, eur_per_unit=4.0),
        Store("cells", "a", bus, "battery", 0.5, 1.0),
    )
    found = proven(parts)
    assert found.upper == pytest.approx(exact(parts), rel=2 * GAP)
    assert found.sizes["battery"] == pytest.approx(half, rel=0.1)  # a kW in each hour of the second month
