"""A bound is what prices of rows prove, whatever prices these are; what a solver says that its answer costs is none."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_models import models, when
from shared_parks import months
from small_models import steps

from collectief.model import Limit, Part, Rows, Size, solve, to_rows
from collectief.model.block import Cut, master_rows
from collectief.model.bound import Way, bounds
from collectief.model.by_owner import prove_by_owner
from collectief.model.coupled import prove
from collectief.model.cuts import Cuts
from collectief.model.many_prices import ManyPrices
from collectief.model.own import Plane
from collectief.model.parts import Array
from collectief.model.warm import Warm, safe_bound

TINY = 1e-6
Written = Callable[[np.random.Generator], Rows]

GIFT: list[Part] = [
    Size("gift", "me", 1e9, eur_per_unit=-5e-8),
    Size("room", "me", 1e9, eur_per_unit=1e-8),
    Limit("fits", "me", {"gift": 1.0, "room": -1.0}, {"me": 0.0}, per="design"),
]
"""A unit of gift brings less than the solver looks at (1e-7 EUR); a thousand million of them bring EUR 50 for 10."""
EXACT = -40.0


def test_a_solver_that_is_done_may_be_forty_euro_above_the_least_cost() -> None:
    """So that what follows can fail: this once was the bound."""
    assert solve(to_rows(GIFT, steps(1))).upper > EXACT + 39.0


def test_no_bound_lies_above_the_least_cost_where_the_solver_stops_above_it() -> None:
    many, rows = ManyPrices(np.ones(2), 1), master_rows(GIFT, steps(1))
    many.add(many.price(0, 0.0, 1), Plane(0.0, np.arange(2), np.zeros(2)))
    found = {
        "solve": solve(rows).lower,
        "many": many.lowest(rows, whole=False, gap=0.0, seconds=9.0).lower,
        "months": bounds(GIFT, [steps(1)], [Way({})], gap=1e-6, passes=3)[0].lower,
        "coupled": prove(GIFT, months(), gap=1e-6, passes=5).lower,
        "owners": prove_by_owner(GIFT, months(), gap=1e-6, passes=5).lower,
    }
    assert all(-50.0 - TINY <= lower <= EXACT + TINY for lower in found.values()), found


def test_a_solve_that_is_kept_warm_claims_no_bound() -> None:
    assert Warm(to_rows(GIFT, steps(1))).solve().lower == -np.inf


def test_what_has_no_end_and_costs_nothing_adds_nothing_to_a_bound() -> None:
    rows = to_rows(GIFT, steps(1))
    endless = replace(rows, upper=np.full(len(rows.cost), np.inf))
    assert safe_bound(endless, np.zeros(len(rows.cost)), np.zeros(len(rows.equal))) == 0.0
    assert safe_bound(endless, rows.cost, np.zeros(len(rows.equal))) == -np.inf


@settings(max_examples=40, deadline=None)
@given(models(whole=False))
def test_without_whole_numbers_the_bound_is_the_least_cost(parts: tuple[Part, ...]) -> None:
    """A price at the wrong row would prove less: what is asked of sizes stands with PuLP, before all other rows."""
    few = Limit("few", "a", {p.name: 1.0 for p in parts if isinstance(p, Size)}, {"a": 4.0}, per="design")
    answer = solve(to_rows((*parts, few), when()))
    assert answer.lower == pytest.approx(answer.upper, abs=1e-5, rel=1e-7)


def sizes(random: np.random.Generator) -> Rows:
    """Three sizes, two of which fit together only so far."""
    own: list[Part] = [
        Size(name, "me", float(random.integers(1, 9)), eur_per_unit=float(random.normal())) for name in "abc"
    ]
    return master_rows([*own, Limit("fits", "me", {"a": 1.0, "b": 2.0}, {"me": 9.0}, per="design")], steps(1))


def under_cuts(random: np.random.Generator) -> Rows:
    """Two months with some cuts each, and perhaps cuts of both together, which lie higher."""
    cuts = Cuts(2, np.ones(3))
    for number in (0, 1, *random.integers(0, 2, 4)):
        cuts.add(int(number), Cut(float(random.normal(0, 5)), random.normal(0, 2, 3)))
    for _ in range(random.integers(0, 3)):
        cuts.add_total(Cut(float(random.normal(20, 20)), random.normal(0, 2, 3)))
    return cuts.above(sizes(random))


def under_planes(random: np.random.Generator) -> Rows:
    """Two months of two owners, at one to three prices, with some planes of each owner."""
    many = ManyPrices(np.array([1.0, 2.0, 0.5]), 2)
    for month in (0, 1, *random.integers(0, 2, random.integers(0, 3))):
        first = many.price(int(month), float(random.normal(0, 5)), 2)
        for value in (first, first + 1, *(first + random.integers(0, 2, 3))):
            places = np.sort(random.permutation(3)[:2])
            many.add(int(value), Plane(float(random.normal(0, 5)), places, random.normal(0, 2, 2)))
    return many.above(sizes(random))


def least(rows: Rows) -> tuple[float, Array]:
    """The least cost where no value has an end, and the prices of the rows."""
    warm = Warm(replace(rows, upper=np.r_[rows.upper[:3], np.full(len(rows.cost) - 3, np.inf)]))
    return warm.solve().upper, warm.duals


@pytest.mark.parametrize("written", [under_cuts, under_planes])
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), wrong=st.sampled_from([0.0, 1e-9, 1e-3, 0.3, 10.0]))
def test_whatever_the_prices_no_point_costs_less_than_they_prove(written: Written, seed: int, wrong: float) -> None:
    """Prices of the solver with something wrong added prove a number below the least cost; right ones the cost."""
    random = np.random.default_rng(seed)
    rows = written(random)
    exact, duals = least(rows)
    proven = safe_bound(rows, rows.cost, duals + wrong * random.normal(size=len(duals)))
    assert np.isfinite(proven)
    assert proven <= exact + 1e-9 * max(abs(exact), 1.0)
    if wrong <= 1e-9:
        assert proven == pytest.approx(exact, abs=1e-5)
    assert Warm(rows).solve().upper == pytest.approx(exact, abs=1e-6)  # the ends of values cut off no cheapest point
