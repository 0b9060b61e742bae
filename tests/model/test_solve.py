"""The doors to a solver: PuLP for the design, warm HiGHS for repeated solves; both keep their word."""

import sys

import highspy
import numpy as np
import pulp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_models import models, scaled, when
from small_models import HOME, cost, grid, hours, load, paid_for, steps

from collectief.errors import Infeasible
from collectief.model import Flow, Load, Part, Size, Solution, Warm, amounts, solve, to_rows
from collectief.model.solve import keeps, to_pulp
from collectief.model.trim import trim
from collectief.model.warm import safe_bound

quick = settings(max_examples=12, deadline=None)
TINY = 1e-5


@quick
@given(models(whole=False))
def test_both_doors_give_the_same_cost(parts: tuple[Part, ...]) -> None:
    rows = to_rows(parts, when())
    assert Warm(rows).solve().upper == pytest.approx(solve(rows).upper, abs=TINY, rel=1e-7)


@quick
@given(models())
def test_all_of_it_in_pulp_costs_the_same(parts: tuple[Part, ...]) -> None:
    """Every column and row written with PuLP, steps too, as against steps that go to HiGHS as a matrix."""
    rows = to_rows(parts, when())
    problem = to_pulp(rows, len(rows.cost), np.ones(len(rows.equal), dtype=np.bool_))
    problem.solve(pulp.HiGHS(msg=False, gapRel=1e-9))
    assert pulp.value(problem.objective) == pytest.approx(solve(rows, gap=1e-9).upper, abs=1e-4, rel=1e-6)


def test_this_highs_knows_the_way_that_is_asked_of_it_for_large_problems() -> None:
    """An option that it does not know, or a solver that it was built without, it would pass over in silence."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    assert highs.setOptionValue("mip_lp_solver", "ipm") == highspy.HighsStatus.kOk


@quick
@given(models())
def test_a_large_problem_that_is_relaxed_from_within_costs_the_same(parts: tuple[Part, ...]) -> None:
    rows = to_rows(parts, when())
    plain = solve(rows, gap=1e-9)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules["collectief.model.solve"], "LARGE", 0)
        assert solve(rows, gap=1e-9).upper == pytest.approx(plain.upper, abs=1e-4, rel=1e-6)


@quick
@given(models(whole=False), st.integers(0, 3))
def test_a_warm_model_answers_as_a_fresh_one(parts: tuple[Part, ...], factor: int) -> None:
    """Other loads and an absent owner are a change of bounds and right-hand sides only."""
    warm = Warm(to_rows(parts, when()))
    warm.solve()
    other = to_rows(scaled(parts, factor / 4), when()).only(["a", "b", "park"])
    assert warm.solve(other).upper == pytest.approx(solve(other).upper, abs=TINY, rel=1e-7)


@quick
@given(models(whole=False))
def test_the_prices_of_the_rows_prove_the_cost(parts: tuple[Part, ...]) -> None:
    rows = to_rows(parts, when())
    warm = Warm(rows)
    assert safe_bound(rows, rows.cost, warm_duals(warm)) == pytest.approx(solve(rows).upper, abs=1e-4, rel=1e-6)


def warm_duals(warm: Warm) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    warm.solve()
    return warm.duals


@quick
@given(models(whole=False), st.integers(0, 2**32 - 1))
def test_any_prices_give_a_lower_bound(parts: tuple[Part, ...], seed: int) -> None:
    rows = to_rows(parts, when())
    prices = np.random.default_rng(seed).normal(0.0, 5.0, len(rows.equal))
    assert safe_bound(rows, rows.cost, prices) <= solve(rows).upper + TINY


@quick
@given(models())
def test_the_bound_lies_below_the_cost(parts: tuple[Part, ...]) -> None:
    answer = solve(to_rows(parts, when()), gap=0.2)
    exact = solve(to_rows(parts, when()), gap=1e-8)
    assert answer.lower <= exact.upper + TINY
    assert exact.lower - TINY <= answer.upper
    assert answer.lower <= answer.upper


@quick
@given(models())
def test_the_answer_keeps_every_row(parts: tuple[Part, ...]) -> None:
    rows = to_rows(parts, when())
    x = solve(rows, gap=1e-8).x
    assert np.all(rows.a @ x <= rows.high + 1e-4)
    assert np.all(rows.a @ x >= rows.low - 1e-4)
    assert np.all((x >= rows.lower - 1e-6) & (x <= rows.upper + 1e-6))
    assert np.allclose(x[rows.integer], np.round(x[rows.integer]), atol=1e-5)
    assert rows.cost @ x == pytest.approx(solve(rows, gap=1e-8).upper)


@quick
@given(models())
def test_known_sizes_cost_what_free_sizes_found(parts: tuple[Part, ...]) -> None:
    rows = to_rows(parts, when())
    answer = solve(rows, gap=1e-8)
    sizes = {name: round(amount, 9) for name, amount in amounts(parts, rows, answer.x).items()}
    running = cost(parts, when(), sizes)
    assert running + paid_for(parts, sizes) == pytest.approx(answer.upper, abs=1e-4, rel=1e-6)


@quick
@given(models())
def test_known_sizes_leave_out_what_is_not_built(parts: tuple[Part, ...]) -> None:
    rows = to_rows(parts, when())
    sizes = {n: round(a, 9) for n, a in amounts(parts, rows, solve(rows, gap=1e-8).x).items()}
    assert cost(trim(parts, sizes), when(), sizes) == pytest.approx(cost(parts, when(), sizes), abs=1e-4)


def test_known_sizes_settle_their_design_bus() -> None:
    """Exactly one contract: once it is known, only the flow under it is left."""
    bus = ("home", "contract")
    parts: list[Part] = [
        load(2.0),
        Load("one", "me", bus, 1.0, design=True),
        Size("own", "me", 1.0, eur_per_unit=9.0, module=1.0, into={bus: 1.0}),
        Flow("own:kw", "me", {HOME: 1.0}, 5.0, "own", eur_per_kwh=1.0),
        Size("group", "me", 1.0, eur_per_unit=3.0, module=1.0, into={bus: 1.0}),
        Flow("group:kw", "me", {HOME: 1.0}, 5.0, "group", eur_per_kwh=2.0),
    ]
    assert cost(parts, steps(3)) == pytest.approx(3 + 3 * 2 * 2)
    known = {"own": 0.0, "group": 1.0}
    assert cost(trim(parts, known), steps(3), known) == pytest.approx(3 * 2 * 2)


@pytest.mark.parametrize("whole", [False, True])
def test_a_load_that_nothing_serves_is_no_plan(whole: bool) -> None:
    size = Size("engine", "me", 3.0, module=1.0 if whole else 0.0)
    parts: list[Part] = [load(5.0), size, Flow("engine:kw", "me", {HOME: 1.0}, 1.0, "engine")]
    with pytest.raises(Infeasible):
        solve(to_rows(parts, steps(2)))


def test_a_bus_that_nothing_touches_is_no_plan() -> None:
    with pytest.raises(Infeasible):
        solve(to_rows([load(5.0), Flow("far", "me", {("far", "electricity"): 1.0}, 1.0)], steps(2)))


def test_a_warm_model_says_so_too_and_recovers() -> None:
    rows = to_rows([load(5.0), grid(2.0, upper=6.0)], steps(2))
    warm = Warm(rows)
    with pytest.raises(Infeasible):
        warm.solve(to_rows([load(7.0), grid(2.0, upper=6.0)], steps(2)))
    assert warm.solve(rows).upper == pytest.approx(20.0)


def test_presolve_changes_no_answer() -> None:
    rows = to_rows([load(hours(5.0, 1.0)), grid(hours(2.0, 3.0))], steps(2))
    assert Warm(rows, presolve=True).solve().upper == Warm(rows).solve().upper == 13.0


def test_no_time_is_no_plan() -> None:
    """A store over 400 hours: a millisecond is not enough, and no unproven number comes out."""
    price = np.linspace(1.0, 2.0, 8760) % 0.1
    parts: list[Part] = [load(1.0), grid(price), Size("b", "me", 9.0, eur_per_unit=1e-3)]
    with pytest.raises(Infeasible):
        solve(to_rows(parts, steps(400)), seconds=1e-9)


def test_a_size_that_no_row_uses_takes_its_cheapest_amount() -> None:
    rows = to_rows([Size("gift", "me", 4.0, lower=1.0, eur_per_unit=-2.0), load(1.0), grid(1.0)], steps(1))
    assert solve(rows).upper == pytest.approx(-7.0)
    rows = to_rows([Size("dues", "me", 4.0, lower=1.0, eur_per_unit=2.0), load(1.0), grid(1.0)], steps(1))
    assert solve(rows).upper == pytest.approx(3.0)


@pytest.mark.parametrize(("upper", "lower", "gap"), [(100.0, 99.0, 0.01), (-50.0, -51.0, 0.02), (0.0, -0.5, 0.5)])
def test_the_gap_is_a_fraction_of_the_cost(upper: float, lower: float, gap: float) -> None:
    assert Solution(np.zeros(1), upper, lower, "").gap == pytest.approx(gap)


def test_what_is_no_number_keeps_no_row() -> None:
    rows = to_rows([load(2.0), grid(1.0)], steps(2))
    assert keeps(rows, solve(rows).x)
    assert not keeps(rows, np.full(len(rows.cost), np.nan))
