"""Edges at which a bound once lay above the exact cost, or a certificate held for what cannot be."""

from collections.abc import Callable

import numpy as np
import pytest
from shared_parks import months, year
from small_models import hours, steps

from collectief.errors import ModelError
from collectief.model import Flow, Limit, Load, Part, Size, Store, solve, to_rows
from collectief.model.by_owner import prove_by_owner
from collectief.model.coupled import Proof, prove

BUS = ("home", "electricity")
PRICE = hours(*[1.0] * 8, *[-1.5] * 8)
HOME: tuple[Part, ...] = (Load("load", "a", BUS, 1.0), Flow("grid", "a", {BUS: 1.0}, 9.0, eur_per_kwh=PRICE))
"""A load of 1 kW on a grid that costs 1 EUR per kWh in eight steps of two hours, and pays 1.5 in the eight others."""
Prove = Callable[..., Proof]
both = pytest.mark.parametrize("search", [prove, prove_by_owner])


@both
def test_with_nothing_to_choose_the_bound_is_the_exact_cost_also_below_nothing(search: Prove) -> None:
    """16 EUR in the first month, and 24 earned in the second: no size has an owner that could lose the second."""
    found = search(HOME, months(), gap=1e-3)
    assert found.lower == pytest.approx(-8.0)
    assert found.upper == pytest.approx(-8.0)
    assert solve(to_rows(HOME, year())).upper == pytest.approx(-8.0)


@both
def test_nothing_at_all_costs_nothing(search: Prove) -> None:
    found = search((), months(), gap=1e-3)
    assert (found.lower, found.upper) == (0.0, 0.0)


@both
def test_a_limit_of_who_has_nothing_else_is_not_forgotten(search: Prove) -> None:
    """Nothing stays 1 kW below zero."""
    parts = (*HOME, Size("sun", "a", 2.0), Limit("cap", "b", {}, {"b": -1.0}))
    found = search(parts, months(), gap=1e-3, passes=3)
    assert found.off_kw == pytest.approx(1.0)
    assert not found.certified(1.0)
    assert found.lower > 1_000.0  # a kW that is off in every hour has its price


@both
def test_what_has_no_end_is_refused_by_name(search: Prove) -> None:
    sun = Size("sun", "a", 2.0)
    other = Flow("other", "c", {BUS: 1.0}, 1.0)
    for more in (
        (Size("wind", "a", np.inf),),
        (Flow("wind", "a", {BUS: 1.0}, np.inf),),
        (sun, other, Limit("wind", "a", {"grid": 1.0, "other": 1.0}, {"a": np.inf})),
    ):
        with pytest.raises(ModelError, match="wind has no finite bound"):
            search((*HOME, *more), months(), gap=1e-3)


@both
def test_a_store_that_begins_within_a_month_is_refused(search: Prove) -> None:
    """Half of a month at 1 EUR and half at 3: what is bought in the first half must not be used in the other."""
    parts = (
        *HOME[:1],
        Flow("grid", "a", {BUS: 1.0}, 9.0, eur_per_kwh=hours(*[1.0] * 4, *[3.0] * 4)),
        Size("tank", "a", 4.0, eur_per_unit=0.1),
        Store("tank:kwh", "a", BUS, "tank", 1.0, 1.0),
    )
    assert solve(to_rows(parts, steps(8, cycles=2))).upper == pytest.approx(16.0)
    with pytest.raises(ModelError, match="tank:kwh begins anew"):
        search(parts, [steps(8, cycles=2)], gap=1e-3)


@both
def test_a_year_without_months_is_refused(search: Prove) -> None:
    with pytest.raises(ModelError, match="without months"):
        search(HOME, [], gap=1e-3)


def test_a_flow_that_goes_both_ways_under_a_size_is_refused() -> None:
    """As rows it never went below zero, as bounds it did: two answers to one question."""
    parts = (*HOME, Size("line", "a", 5.0), Flow("line:kw", "a", {BUS: 1.0}, 1.0, "line", lower=-1.0))
    with pytest.raises(ModelError, match="both ways"):
        to_rows(parts, year())


def test_what_is_built_in_modules_is_bounded_by_whole_modules() -> None:
    """Of 3 to 7 in modules of 2.5 there is only 5: a solver that was given 1.2 to 2.8 once cut off the best."""
    rows = to_rows([Size("battery", "a", 7.0, lower=3.0, module=2.5, eur_fixed=1.0, least=1.0)], steps(1))
    assert (rows.lower[0], rows.upper[0]) == (2.0, 2.0)
    assert rows.a.toarray().tolist() == [[2.5, -5.0], [-2.5, 2.5]]


def test_bounds_between_two_modules_stay_as_they_are() -> None:
    """Nothing whole lies between 3 and 4 in modules of 2.5, and so says the solver."""
    rows = to_rows([Size("battery", "a", 4.0, lower=3.0, module=2.5)], steps(1))
    assert (rows.lower[0], rows.upper[0]) == (1.2, 1.6)


@pytest.mark.parametrize("seed", range(4))
def test_random_modules_with_broken_bounds_are_bounded_below_the_exact_cost(seed: int) -> None:
    random = np.random.default_rng(seed)
    contract = Size("contract", "a", 20.0, lower=3.0, eur_per_unit=4.0, eur_fixed=4.0, module=2.5)
    parts = (
        Load("load", "a", BUS, hours(*random.uniform(0, 8, 16))),
        contract,
        Flow("grid", "a", {BUS: 1.0}, 1.0, "contract", eur_per_kwh=hours(*random.uniform(-2, 3, 16))),
        Size("battery", "a", 10.0, eur_per_unit=0.5),
        Store("battery:kwh", "a", BUS, "battery", 2.0, 0.9, 0.05),
        Limit("peak", "a", {"grid": 1.0}, per="month", eur_per_kw=5.0),
    )
    found, exact = prove_by_owner(parts, months(), gap=1e-3, passes=15), solve(to_rows(parts, year()), gap=1e-7).upper
    assert found.lower - 1e-3 <= exact <= found.upper + 1e-3
