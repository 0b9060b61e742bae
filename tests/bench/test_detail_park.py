"""The park in full detail: what it is made of, and that what is proven of it holds against one matrix."""

import json
from functools import cache

import numpy as np
import pytest

from bench import reference
from bench.detail import kinds, park, parts, solved
from bench.peers import steps
from bench.peers.answer import Answer
from collectief.model import Flow, Limit, Load, Size, Store, Warm, to_rows

CASES = [(3, 168, 1, 2e-2), (3, 168, 3, 2e-2), pytest.param(4, 336, 2, 1e-2, marks=pytest.mark.long)]
NEAR = 1e-6
"""What two solvers may differ by, as a part of the cost."""


@cache
def exact(companies: int, hours: int, seed: int) -> Answer:
    return solved.as_one_matrix(park.detail_park(companies, hours, seed), gap=1e-6, seconds=300.0)


@pytest.mark.parametrize(("companies", "hours", "seed", "gap"), CASES)
def test_the_exact_cost_lies_between_the_bounds(companies: int, hours: int, seed: int, gap: float) -> None:
    best = exact(companies, hours, seed).objective
    found = solved.by_months(park.detail_park(companies, hours, seed), gap=gap, seconds=60.0)
    assert best is not None
    assert found.lower_bound is not None
    assert found.objective is not None
    assert found.lower_bound <= best * (1 + NEAR)
    assert best <= found.objective * (1 + NEAR)
    assert found.gap is not None
    assert found.gap <= gap
    assert found.slack_zero is True


def test_the_park_is_the_same_from_the_same_seed() -> None:
    one, again, other = (park.detail_park(7, 168, seed) for seed in (1, 1, 2))
    for mine, same, differs in zip(one.companies, again.companies, other.companies, strict=True):
        assert np.array_equal(mine.load_kw, same.load_kw)
        assert np.array_equal(mine.driven_kw, same.driven_kw)
        assert not np.array_equal(mine.heat_kw, differs.heat_kw)
    assert np.array_equal(one.today_kw, again.today_kw)
    rows, same_rows = (to_rows(parts.parts_of(p), steps.months_of(p)[0]) for p in (one, again))
    assert np.array_equal(rows.a.data, same_rows.a.data)
    assert np.array_equal(rows.cost, same_rows.cost)


def test_a_longer_park_begins_as_a_shorter_one() -> None:
    few, many = park.detail_park(3, 168, 1), park.detail_park(9, 168, 1)
    assert all(np.array_equal(a.load_kw, b.load_kw) for a, b in zip(few.companies, many.companies, strict=False))


def test_all_six_kinds_stand_in_two_areas() -> None:
    made = park.detail_park(12, 168, 1)
    assert {works.kind.name for works in made.companies} == {kind.name for kind in kinds.KINDS}
    assert sorted(i for area in made.areas for i in area) == list(range(12))
    assert all(i % park.AREAS == number for number, area in enumerate(made.areas) for i in area)


def test_every_part_of_the_grammar_is_in_it() -> None:
    made = parts.parts_of(park.detail_park(2, 168, 1))
    assert {type(part) for part in made} == {Size, Flow, Store, Limit, Load}
    names = {part.name for part in made}
    assert {"in/c1", "pv/c1", "heat_pump/c1", "tank/c1", "connection/c1", "charger/c1", "peak/c1"} <= names
    assert {
        "battery",
        "residual",
        "heat_pump",
        "tank",
        "network",
        "group/0",
        "group/1",
        "group/1:peak",
        "street",
    } <= names


def test_vehicles_charge_in_their_window_what_they_drive() -> None:
    for works in park.detail_park(6, 8760, 1).companies:
        a_day = works.plugged.reshape(kinds.DAYS, 24).sum(axis=1)
        hours = works.kind.end - works.kind.begin
        assert set(a_day) == {0.0, float(hours)}
        assert works.driven_kw.reshape(kinds.DAYS, 24).sum(axis=1).max() <= works.charger_kw * hours
        assert (works.today_kw - works.load_kw).sum() == pytest.approx(works.driven_kw.sum())


def test_without_anything_new_no_plan_keeps_the_caps() -> None:
    made = park.detail_park(4, 168, 1)
    caps = {p.name: p.upper for p in parts.parts_of(made) if isinstance(p, Size) and p.name.startswith("group/")}
    assert all(caps[f"group/{area}"] < today_kw for area, today_kw in enumerate(made.today_kw))


def test_one_company_has_nobody_to_share_with() -> None:
    """It has what it may build itself, below what its area lets it take in."""
    made = parts.parts_of(park.detail_park(1, 168, 1))
    assert {part.owner for part in made} == {"c0"}
    assert {part.name for part in made if isinstance(part, Limit) and part.per == "step"} == {"area:in", "area:out"}


def test_with_whole_numbers_it_costs_more() -> None:
    whole = park.detail_park(2, 168, 3, integer=True)
    rows = to_rows(parts.parts_of(whole), steps.whole_of(whole))
    assert rows.integer.sum() == 5  # two roofs yes or no, modules of the battery, steps of two contracts
    plain = exact(2, 168, 3).objective
    assert plain is not None
    assert Warm(rows, presolve=True).solve().upper >= plain - 1.0


def test_a_row_has_the_keys_that_are_asked(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--detail", "--companies", "1", "--hours", "168", "--tools", "ours,highs,pypsa", "--gap", "0.1", "--json")
    assert reference.main(words) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["tool"] for row in rows] == ["ours", "highs", "pypsa"]
    asked = {"tool", "seconds", "peak_mb", "objective", "lower_bound", "gap", "slack_zero"}
    assert all(asked <= set(row) and row["detail"] is True for row in rows)
    assert rows[0]["lower_bound"] <= rows[1]["objective"] * (1 + NEAR) <= rows[0]["objective"] * (1 + 2 * NEAR)
    assert rows[2]["objective"] is None
