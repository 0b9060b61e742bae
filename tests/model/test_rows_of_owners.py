"""A coalition is the same rows with other bounds: as if the absent owners had never been there."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_models import PARK, models, when, without
from small_models import HOME, grid, load, steps

from collectief.model import Flow, Part, Rows, Size, solve, to_rows

quick = settings(max_examples=12, deadline=None)
TINY = 1e-5


def best(rows: Rows) -> float:
    return solve(rows, gap=1e-8).upper


def two_homes() -> Rows:
    """Home of a at 1 EUR, home of b at 2 EUR; a of them has to buy a lamp as well."""
    there = ("there", "electricity")
    lamp = Size("lamp", "a", 1.0, lower=1.0, eur_per_unit=5.0)
    mine: list[Part] = [load(3.0, owner="a"), grid(1.0, owner="a"), lamp]
    return to_rows([*mine, load(4.0, owner="b", bus=there), grid(2.0, owner="b", bus=there)], steps(1))


@pytest.mark.parametrize(("members", "eur"), [("ab", 16.0), ("a", 8.0), ("b", 8.0), ("", 0.0)])
def test_an_absent_owner_costs_nothing(members: str, eur: float) -> None:
    assert best(two_homes().only(members)) == pytest.approx(eur)


@quick
@given(models(), st.sets(st.sampled_from("abc")))
def test_only_is_the_model_without_the_absent(parts: tuple[Part, ...], members: set[str]) -> None:
    here = {*members, PARK}
    left = without(parts, here)
    alone = best(to_rows(left, when())) if members else 0.0
    assert best(to_rows(parts, when()).only(here)) == pytest.approx(alone, abs=TINY, rel=1e-6)


@quick
@given(models())
def test_everybody_present_changes_nothing(parts: tuple[Part, ...]) -> None:
    rows = to_rows(parts, when())
    same = rows.only(rows.owners)
    assert np.array_equal(same.high, rows.high)
    assert np.array_equal(same.upper, rows.upper)
    assert np.array_equal(same.lower, rows.lower)


@quick
@given(models(), st.data())
def test_twice_absent_is_absent(parts: tuple[Part, ...], data: st.DataObject) -> None:
    rows = to_rows(parts, when())
    some = data.draw(st.sets(st.sampled_from(rows.owners)))
    more = data.draw(st.sets(st.sampled_from(rows.owners)))
    assert np.allclose(rows.only(some).only(more).high, rows.only(some & more).high)
    assert np.array_equal(rows.only(some).only(more).upper, rows.only(some & more).upper)


def test_a_closed_block_stays_at_zero() -> None:
    """With the cheap source closed the dear one has to serve."""
    cheap = Flow("cheap", "me", {HOME: 1.0}, 9.0, eur_per_kwh=1.0)
    rows = to_rows([load(2.0), cheap, grid(3.0)], steps(2))
    assert best(rows) == pytest.approx(4.0)
    closed = rows.close(["cheap"])
    assert best(closed) == pytest.approx(12.0)
    assert not closed.at(solve(closed).x, "cheap").any()


def test_closing_leaves_the_rows_as_they_were() -> None:
    rows = to_rows([load(2.0), grid(3.0)], steps(2))
    before = rows.upper.copy()
    rows.close(["grid/home"])
    assert np.array_equal(rows.upper, before)


@quick
@given(models(tied=False), st.sampled_from("abc"))
def test_a_closed_source_never_makes_it_cheaper(parts: tuple[Part, ...], me: str) -> None:
    rows = to_rows(parts, when())
    name = f"sun/{me}"
    if name in rows.columns:
        assert best(rows.close([name])) >= best(rows) - TINY


@quick
@given(models(tied=False))
def test_the_relaxed_model_costs_no_more(parts: tuple[Part, ...]) -> None:
    rows = to_rows(parts, when())
    assert best(rows.relaxed()) <= best(rows) + TINY


@quick
@given(models(), st.randoms(use_true_random=False))
def test_the_order_of_parts_changes_no_cost(parts: tuple[Part, ...], shuffle: Random) -> None:
    other = list(parts)
    shuffle.shuffle(other)
    assert best(to_rows(other, when())) == pytest.approx(best(to_rows(parts, when())), abs=TINY)


def test_rows_know_their_owners_and_blocks() -> None:
    rows = two_homes()
    assert set(rows.owners) == {"a", "b"}
    assert rows.at(rows.upper, "lamp").tolist() == [1.0]
    assert sum(count for _, count in rows.blocks) == len(rows.equal)
    assert rows.a.shape == (len(rows.equal), len(rows.cost))
    assert np.array_equal(rows.low[rows.equal], rows.high[rows.equal])
