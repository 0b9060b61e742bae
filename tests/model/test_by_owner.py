"""What a year that is cut by owner is sized and proven at, against the same year as one matrix."""

import numpy as np
import pytest
from shared_parks import months, shared_park, year
from small_models import hours

from collectief.errors import ModelError
from collectief.model import Flow, Limit, Load, Part, Size, Store, Warm, solve, to_rows
from collectief.model.by_owner import prove_by_owner
from collectief.model.coupled import Proof
from collectief.model.own import ABOVE
from collectief.model.owned import OwnedMonth, Together
from collectief.model.owned_year import OwnedYear
from collectief.model.parts import Steps

GAP = 5e-3
NEAR_EUR = 1e-3
"""What two ways to the same cost may differ by: each solver has its own tolerance."""


def proven(parts: tuple[Part, ...], passes: int = 12) -> Proof:
    """Stopped early: these parks jump from one corner to another, and near a cost of nothing no gap is small."""
    return prove_by_owner(parts, months(), gap=GAP, passes=passes, seconds=60.0, slack_eur=1000.0)


def exact(parts: tuple[Part, ...]) -> float:
    return solve(to_rows(parts, year()), gap=1e-7).upper


@pytest.mark.parametrize("seed", range(10))
def test_the_exact_cost_lies_between_the_bounds(seed: int) -> None:
    parts = shared_park(seed, whole=seed % 5 == 1)
    found, cost = proven(parts), exact(parts)
    assert found.lower - NEAR_EUR <= cost <= found.upper + NEAR_EUR
    assert np.isfinite([found.lower, found.upper]).all()  # neither nothing nor anything would do


@pytest.mark.parametrize("seed", [0, 3])
def test_the_sizes_cost_no_more_than_is_said_of_them(seed: int) -> None:
    parts = shared_park(seed, whole=False)
    found = proven(parts, passes=40)
    assert found.slack_zero
    given = to_rows(parts, year()).settled(found.sizes)
    assert found.lower - NEAR_EUR <= solve(given, gap=1e-7).upper <= found.upper + NEAR_EUR


def test_the_same_park_is_sized_the_same_again() -> None:
    one, other = proven(shared_park(1, whole=True)), proven(shared_park(1, whole=True))
    assert (one.sizes, one.lower, one.upper, one.passes) == (other.sizes, other.lower, other.upper, other.passes)


def test_where_no_sizes_keep_every_row_nothing_is_certified() -> None:
    found = prove_by_owner(shared_park(10, whole=False, group_kw=1.0), months(), gap=GAP, passes=6, seconds=30.0)
    assert found.off_kw > 0.1
    assert not found.slack_zero
    assert found.gap == float("inf")


def test_without_time_there_is_no_certificate_and_no_trouble() -> None:
    found = prove_by_owner(shared_park(4, whole=True), months(), gap=GAP, seconds=0.0)
    assert found.lower == -np.inf
    assert not found.certified(GAP)


@pytest.mark.parametrize("seed", range(3))
def test_a_plane_of_an_owner_lies_below_what_a_month_costs_whatever_the_prices(seed: int) -> None:
    random = np.random.default_rng(seed)
    one = OwnedYear(shared_park(seed, whole=False), months(), slack_eur=50.0)
    top = one.rows.upper * one.unit

    def costs(amounts: np.ndarray, prices: np.ndarray) -> list[float]:
        return [own.value(amounts, prices).at(amounts) for own in month.own]

    for month in one.months:
        at, prices = top * random.uniform(0.2, 1.0, len(top)), -random.uniform(0, 5, len(month.free))
        planes = [own.value(at, prices) for own in month.own]
        for _ in range(5):
            other = top * random.uniform(0.0, 1.0, len(top))
            assert all(
                plane.at(other) <= cost + NEAR_EUR for plane, cost in zip(planes, costs(other, prices), strict=True)
            )


def test_a_store_that_is_its_stock_alone_costs_the_same() -> None:
    """Heat of a plant that runs at night only, kept in a tank that loses nothing."""
    bus = ("a", "heat")
    parts = (
        Load("load", "a", bus, hours(*[0.0, 2.0, 3.0, 1.0] * 4)),
        Flow("plant", "a", {bus: 1.0}, hours(*[9.0, 0.0, 0.0, 0.0] * 4), eur_per_kwh=1.0),
        Flow("gas", "a", {bus: 1.0}, 9.0, eur_per_kwh=5.0),
        Size("tank", "a", 20.0, eur_per_unit=2.0),
        Store("tank:kwh", "a", bus, "tank", 1.0, 1.0),
    )
    whole, short = to_rows(parts, year()), to_rows(parts, year(), short=True)
    assert len(short.cost) < len(whole.cost)
    assert Warm(short).solve().upper == pytest.approx(Warm(whole).solve().upper)
    lossy = (*parts[:-1], Store("tank:kwh", "a", bus, "tank", 1.0, 0.9))
    asked = (*parts, Limit("full", "a", {"tank:kwh:in": 1.0}, {"a": 1.0}))
    for kept in (lossy, asked):
        assert to_rows(kept, year(), short=True).a.shape == to_rows(kept, year()).a.shape


def test_a_limit_over_the_year_is_refused_by_name() -> None:
    """Cut by month each month would have all of it."""
    parts = (*shared_park(0, whole=False), Limit("gas/cap", "a", {}, {"a": 1.0}, per="year"))
    with pytest.raises(ModelError, match="gas/cap"):
        proven(parts)


def test_what_is_mended_keeps_to_the_room_of_a_roof() -> None:
    """Two kinds of panel on 6 m2: one month asks for 4 of one, the other for 5 of the other, and 1 is there."""
    parts = (
        Size("flat", "a", 9.0, eur_per_unit=1.0),
        Size("steep", "a", 9.0, eur_per_unit=1.0),
        Size("shed", "a", 9.0, eur_fixed=1.0),
        Limit("roof", "a", {"flat": 1.0, "steep": 1.0, "shed": 3.0}, {"a": 6.0}, per="design"),
    )
    one = OwnedYear(parts, months(), slack_eur=50.0)
    amounts = np.array([{"flat": 1.0}.get(name, 0.0) for name in one.names])
    asked = [
        np.array([{size: more}.get(name, 0.0) for name in one.names]) for size, more in (("flat", 4), ("steep", 5))
    ]
    found = dict(zip(one.names, one.mended(amounts, asked), strict=True))
    assert one.allowed(one.mended(amounts, asked))
    assert found["flat"] + found["steep"] == pytest.approx(6.0)
    assert found["flat"] >= 1.0
    little = [0.5 * more for more in asked]
    assert dict(zip(one.names, one.mended(amounts, little), strict=True))["steep"] == pytest.approx(2.5)


@pytest.mark.parametrize("others", [(), (Load("elsewhere", "b", ("b", "power"), 0.0),)])
def test_what_stores_hold_at_borders_is_mended_in_the_first_pass(others: tuple[Part, ...]) -> None:
    """Vehicles leave in the first hour of a month with more than a store holds at first, and than is charged then."""
    bus = ("a", "vehicles")
    parts = (
        Load("driven", "a", bus, hours(*[8.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0] * 2)),
        Flow("charger", "a", {bus: 1.0}, 2.0, eur_per_kwh=0.2),
        Size("vehicles", "a", 10.0, lower=10.0),
        Store("vehicles:kwh", "a", bus, "vehicles", 1.0, 1.0),
        *others,
    )
    found = proven(parts, passes=1)
    assert found.slack_zero
    assert found.upper == pytest.approx(exact(parts))


def test_who_says_stop_gets_what_one_pass_found() -> None:
    """Also between passes of each owner by itself: a bound and sizes that hold, no more."""
    parts = shared_park(0, whole=False)
    found = prove_by_owner(parts, months(), gap=1e-9, slack_eur=1000.0, stop=lambda: True)
    assert found.passes == 1
    assert found.lower <= exact(parts) + NEAR_EUR
    assert found.upper >= exact(parts) - NEAR_EUR


def test_time_that_ends_within_a_pass_leaves_what_was_known_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A month that was begun is looked at to the end, no other is begun, and a pass that is not whole says nothing."""
    parts, looked, look = shared_park(0, whole=False), list[OwnedMonth](), OwnedMonth.together

    def counted(month: OwnedMonth, amounts: np.ndarray, *, patient: bool) -> Together:
        looked.append(month)
        return look(month, amounts, patient=patient)

    zeros, weeks = np.zeros(4, dtype=np.int64), np.arange(16, dtype=np.int64).reshape(4, 4)
    four = [Steps(week, np.full(4, 2.0), zeros, zeros, np.ones(1)) for week in weeks]
    monkeypatch.setattr(OwnedMonth, "together", counted)
    found = prove_by_owner(parts, four, gap=1e-9, slack_eur=1000.0, stop=lambda: len(looked) > 8)
    assert 8 < len(looked) < 12  # four months of the first pass, mended and so seen again, and some of the second
    assert found.passes == 1
    assert -np.inf < found.lower <= found.upper < np.inf


SQUARE = ("park", "electricity")
COMPANIES = (("a", 6.0), ("b", 9.0))


def _with_peak(me: str, kw: float) -> tuple[Part, ...]:
    """A load that is high in the first hours of each month, a dear peak of the month, and a cheap store."""
    bus, load = (me, "power"), hours(*[kw, kw, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0] * 2)
    return (
        Load(f"load/{me}", me, bus, load),
        Flow(f"grid/{me}", me, {bus: 1.0}, 40.0, eur_per_kwh=0.2),
        Limit(f"peak/{me}", me, {f"grid/{me}": 1.0}, {}, per="month", eur_per_kw=20.0),
        Size(f"store/{me}", me, 20.0, eur_per_unit=0.5),
        Store(f"store/{me}:kwh", me, bus, f"store/{me}", 1.0, 1.0),
    )


def _free_but_dear() -> tuple[Part, ...]:
    """Power that is shared: whoever has it takes no peak of its own, but a group costs more than it saves."""
    return (
        Size("group", "park", 40.0, eur_fixed=1e4, least=1.0),
        Flow("square", "park", {SQUARE: 1.0}, 1.0, "group", eur_per_kwh=0.1),
        *(Flow(f"from/{me}", me, {(me, "power"): 1.0, SQUARE: -1.0}, 40.0) for me, _ in COMPANIES),
    )


def _street_full() -> tuple[Part, ...]:
    """What all take from the grid together has room enough."""
    grids = {f"grid/{me}": 1.0 for me, _ in COMPANIES}
    return (Limit("street", "park", grids, {"park": 70.0}),)


@pytest.mark.parametrize("shared", [_free_but_dear(), _street_full()])
def test_who_begins_where_each_is_best_alone_has_a_plan_near_it_after_one_pass(shared: tuple[Part, ...]) -> None:
    """Whether what is shared would take their peaks away, as long as it has no price, or limits their own grid."""
    companies = [_with_peak(me, kw) for me, kw in COMPANIES]
    alone = [prove_by_owner(parts, months(), gap=1e-6, passes=20) for parts in companies]
    start = {name: amount for one in alone for name, amount in one.begin.items()}
    assert max(start[name] for one in alone for name in set(one.begin) - set(one.sizes)) > 1.0  # stores at borders
    parts = (*shared, *(part for own in companies for part in own))
    found = prove_by_owner(parts, months(), gap=1e-6, passes=1, start=start)
    cost = sum(one.upper for one in alone)
    assert cost == pytest.approx(exact(parts))
    assert found.slack_zero
    assert found.upper <= ABOVE * cost  # peaks are held a little above what each had alone


def test_a_plan_that_is_near_enough_ends_a_search_with_whole_numbers_too() -> None:
    """Whatever is half in what the master proposes: without that it would go on to the last pass."""
    parts = (*_free_but_dear(), *(part for me, kw in COMPANIES for part in _with_peak(me, kw)))
    start = {f"store/{me}": 10.0 for me, _ in COMPANIES}
    found = prove_by_owner(parts, months(), gap=0.06, passes=30, start=start)
    assert found.certified(0.06)
    assert found.passes < 30


def test_what_is_alike_in_months_is_one_array_in_which_nobody_writes() -> None:
    one = OwnedYear(shared_park(0, whole=False), months(), slack_eur=50.0)
    first, last = (month.own[0] for month in one.months)
    assert np.shares_memory(first.a.indices, last.a.indices)
    assert np.shares_memory(first.sides.group, last.sides.group)
    assert not np.shares_memory(first.sides.high, last.sides.high)  # loads differ
    with pytest.raises(ValueError, match="read-only"):
        first.a.indices[0] = 0
