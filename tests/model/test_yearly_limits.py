"""A limit over the year: one row in a model of the whole year, rations where months stand apart, a price once lived.

grid, cheap but capped --> load of 4, 6 | 2, 8 kWh <-- gas at 5, 3 | 9, 2 EUR
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_models import COUNT, Draw, own_parts, when
from small_models import HOME, cost, grid, hours, load, steps

from collectief.errors import Infeasible, ModelError
from collectief.model import Flow, Limit, Load, Part, Size, Steps, Store, Warm, amounts, solve, to_rows
from collectief.model.block import Block
from collectief.model.bound import Way, bounds
from collectief.model.coupled import prove
from collectief.model.elastic import in_the_way
from collectief.model.parts import Array
from collectief.model.rations import rations
from collectief.model.trim import freeze
from collectief.model.yearly import Lived, Mix, at_prices, hold, left, used, yearly

CAP = Limit("cap", "me", {"grid/home": 1.0}, {"me": 9.0}, per="year")
GAS: list[Part] = [
    load(hours(4.0, 6.0, 2.0, 8.0)),
    grid(1.0, upper=10.0),
    Flow("gas", "me", {HOME: 1.0}, 10.0, eur_per_kwh=hours(5.0, 3.0, 9.0, 2.0)),
    CAP,
]
"""9 kWh of the grid go where gas is dearest: 2 and 4 whole, 3 of 6; gas for the other 3 and 8: 9 + 9 + 16 = 34 EUR."""


def halves(count: int = 4) -> tuple[Steps, ...]:
    """The same hours as two months, each for itself."""
    both = np.array_split(np.arange(count, dtype=np.int64), 2)
    return tuple(Steps(p, np.ones(len(p)), np.zeros_like(p), np.zeros_like(p), np.ones(1)) for p in both)


def test_the_dearest_hours_get_what_the_year_allows() -> None:
    assert cost(GAS, steps(4)) == pytest.approx(34.0)
    assert cost([p for p in GAS if p is not CAP], steps(4)) == pytest.approx(20.0)


def test_a_step_counts_for_the_hours_that_it_stands_for() -> None:
    """A step of 10 hours: the grid may give 9 kWh in all, 0.9 kW, of a load of 4 kW."""
    parts: list[Part] = [load(4.0), grid(1.0), Flow("gas", "me", {HOME: 1.0}, 10.0, eur_per_kwh=5.0), CAP]
    assert cost(parts, steps(1, weight=10.0)) == pytest.approx(9.0 + 31.0 * 5.0)


def test_a_size_counts_once_however_many_steps_there_are() -> None:
    """Each unit of a permit of 2 EUR lets 5 kWh more pass: two permits for the 10 kWh beside the 9 that are free."""
    permit = Size("permit", "me", 10.0, eur_per_unit=2.0)
    capped = replace(CAP, terms={**CAP.terms, "permit": -5.0}, upper={"me": 10.0})
    dear = Flow("gas", "me", {HOME: 1.0}, 10.0, eur_per_kwh=7.0)
    assert cost([load(5.0), grid(1.0), dear, permit, capped], steps(4)) == pytest.approx(20.0 + 4.0)


def test_a_flow_that_is_its_size_counts_too() -> None:
    """A panel gives 1 and 3 kW whatever is asked; 8 kWh of it a year is two panels, for the load of 2 and 6 kWh."""
    panel = Size("panel", "me", 9.0, eur_per_unit=1.0)
    sun = Flow("panel:kw", "me", {HOME: 1.0}, hours(1.0, 3.0), "panel", lower=hours(1.0, 3.0))
    for most, eur in ((8.0, 2.0), (4.0, 1.0 + 5.0 * 4.0)):
        capped = Limit("sun", "me", {"panel:kw": 1.0}, {"me": most}, per="year")
        assert cost([load(hours(2.0, 6.0)), grid(5.0), panel, sun, capped], steps(2)) == pytest.approx(eur)


def test_months_apart_come_to_the_same_cost_by_their_rations() -> None:
    found = bounds(GAS, halves(), [Way({})], gap=1e-9, passes=20)[0]
    assert found.lower == pytest.approx(34.0)
    few = bounds(GAS, halves(), [Way({})], gap=1e-9, passes=1)[0]
    assert few.lower <= 34.0 + 1e-9


def test_a_lower_limit_and_one_that_gives_back_have_rations_too() -> None:
    """What is taken in the first month is given back in the second: 10 kWh less of gas for 10 of waste heat."""
    balance = {"out": 1.0, "in": -1.0}
    parts: list[Part] = [
        load(hours(5.0, 5.0, 0.0, 0.0)),
        Flow("gas", "me", {HOME: 1.0}, 10.0, eur_per_kwh=5.0),
        Flow("out", "me", {HOME: 1.0}, 5.0, eur_per_kwh=1.0),
        Flow("in", "me", {}, hours(0.0, 0.0, 5.0, 4.0), eur_per_kwh=0.5),
        Limit("cold", "me", balance, {"me": 0.0}, per="year"),
        Limit("least", "me", {"out": -1.0}, {"me": -3.0}, per="year"),
    ]
    assert cost(parts, steps(4)) == pytest.approx(9.0 + 4.5 + 5.0)
    assert bounds(parts, halves(), [Way({})], gap=1e-9, passes=40)[0].lower == pytest.approx(18.5)


def test_what_nothing_bounds_has_no_rations() -> None:
    endless = Flow("gas", "me", {HOME: 1.0}, np.inf)
    with pytest.raises(ModelError, match="without a bound"):
        rations([endless, Limit("cap", "me", {"gas": 1.0}, {"me": 1.0}, per="year")], halves())


def test_what_a_store_passes_has_rations_and_no_price() -> None:
    """6 of 8 kWh may pass the battery: 6 x 1 and 2 x 5 EUR. In a year that is lived such a limit is refused."""
    parts: list[Part] = [
        load(hours(0.0, 4.0, 0.0, 4.0)),
        grid(hours(1.0, 5.0, 1.0, 5.0)),
        Size("battery", "me", 4.0),
        Store("battery:store", "me", HOME, "battery", 1.0, 1.0),
        Limit("wear", "me", {"battery:store:out": 1.0}, {"me": 6.0}, per="year"),
    ]
    assert cost(parts, replace(steps(4, cycles=2), months=np.ones(1))) == pytest.approx(16.0)
    assert bounds(parts, halves(), [Way({"battery": 4.0})], gap=1e-9, passes=40)[0].lower == pytest.approx(16.0)
    with pytest.raises(ModelError, match="no prices"):
        at_prices(parts, {"wear": 1.0})


def test_coupled_months_say_that_they_know_no_limit_over_the_year() -> None:
    with pytest.raises(ModelError, match="cap is a limit over the year"):
        prove(GAS, halves(), gap=1e-3)


def test_a_limit_over_the_year_that_is_too_tight_is_named_in_kwh() -> None:
    """20 kWh are asked, and 9 of the grid and none of anything else may come: 11 are short."""
    (one,) = in_the_way([load(hours(4.0, 6.0, 2.0, 8.0)), grid(1.0, upper=10.0), CAP], steps(4), None, lambda _: False)
    assert (one.kind, one.name) == ("year", "cap")
    assert one.most_kw == pytest.approx(11.0)


def test_who_is_planned_alone_keeps_what_others_leave_of_a_limit() -> None:
    shared = Limit("cap", "park", {"mine": 1.0, "theirs": 2.0, "permit": -5.0}, {"park": 9.0}, per="year")
    parts: list[Part] = [
        Flow("mine", "me", {HOME: 1.0}, 9.0), Flow("theirs", "you", {}, 9.0), Size("permit", "you", 1.0), shared,
    ]  # fmt: skip
    kept = freeze(parts, ("me",), lived={"theirs": hours(1.0, 2.0), "mine": hours(9.0)}, sizes={"permit": 1.0})
    (limit,) = yearly(kept)
    assert (dict(limit.terms), dict(limit.upper)) == ({"mine": 1.0}, {"me": 9.0 - 6.0 + 5.0})


# ---------------------------------------------------------------- a year that is lived


@dataclass(frozen=True)
class Month:
    """A month as it is lived: flows by name, and what it costs."""

    flows: Mapping[str, Array]
    eur: float


def live_in(
    parts: Sequence[Part], periods: Sequence[Steps], known: Mapping[str, float], seen: list[Mapping[str, float]]
) -> list[Mix[Month]]:
    """The mix of each month that keeps the limits of the year; ``seen`` gets every price."""
    limits = yearly(parts)

    def live(prices: Mapping[str, float]) -> list[Lived[Month]]:
        seen.append(prices)
        found = []
        for month in periods:
            rows = to_rows(at_prices(parts, prices), month, known)
            answer = Warm(rows).solve()
            flows = {p.name: rows.at(answer.x, p.name) for p in parts if isinstance(p, Flow)}
            uses = {one.name: used(one, flows, month.pick) for one in limits}
            eur = answer.upper - sum(prices[n] * kwh for n, kwh in uses.items())
            found.append(Lived(Month(flows, eur), eur, uses))
        return found

    return hold({one.name: left(one, known) for one in limits}, live)


def mixed(mix: Mix[Month], flow: str) -> Array:
    """A flow of a month, each way in its part."""
    return np.asarray(sum(part * month.flows[flow] for part, month in mix))


def test_a_lived_year_keeps_its_limit_at_the_least_cost() -> None:
    """All of the second month's 2 kWh at 9 EUR, 4 at 5, and 3 of the 6 at 3: the limit is worth 2 EUR per kWh."""
    prices: list[Mapping[str, float]] = []
    months = live_in(GAS, halves(), {}, prices)
    taken = [mixed(mix, "grid/home") for mix in months]
    assert np.concatenate(taken) == pytest.approx(np.array([4.0, 3.0, 2.0, 0.0]))
    assert prices[-1]["cap"] == pytest.approx(2.0)


def test_a_limit_that_does_not_bind_costs_one_look() -> None:
    wide = [replace(p, upper={"me": 50.0}) if p is CAP else p for p in GAS]
    prices: list[Mapping[str, float]] = []
    months = live_in(wide, halves(), {}, prices)
    assert prices == [{"cap": 0.0}]
    assert [len(mix) for mix in months] == [1, 1]


def test_a_limit_that_no_year_keeps_is_said() -> None:
    with pytest.raises(Infeasible, match="11 kWh"):
        live_in([p for p in GAS if p.name != "gas"], halves(), {}, [])


# ---------------------------------------------------------------- random models


@st.composite
def limited(draw: st.DrawFn) -> tuple[Part, ...]:
    """One owner with a dear source beside the grid, and a limit over the year on both ways of the grid or on one."""
    number: Draw = draw
    parts = own_parts(number, "a", whole=False)
    dear = Flow("dear/a", "a", {("a", "electricity"): 1.0}, 40.0, eur_per_kwh=hours(*([12.0] * COUNT)))
    asked = float(sum(np.sum(p.kw) for p in parts if isinstance(p, Load)))
    terms: dict[str, float] = {"grid/a": 1.0}
    if number(st.integers(0, 1)):
        terms["give/a"] = -1.0
    sizes = [p for p in parts if isinstance(p, Size)]
    if sizes and number(st.integers(0, 1)):
        terms[sizes[0].name] = -1.0
    most = number(st.integers(0, 10)) / 10.0 * asked
    more: list[Part] = [dear, Limit("year", "a", terms, {"a": most}, per="year")]
    if number(st.integers(0, 1)):
        more.append(Limit("least", "a", {"grid/a": -1.0}, {"a": -0.5 * most}, per="year"))
    return (*parts, *more)


@settings(max_examples=6, deadline=None)
@given(limited())
def test_rations_bound_a_random_year_from_below_and_reach_it(parts: tuple[Part, ...]) -> None:
    exact = solve(to_rows(parts, when()), gap=1e-9)
    start = amounts(parts, to_rows(parts, when()), exact.x)
    for passes in (1, 4, 40):
        found = bounds(parts, halves(COUNT), [Way(start)], gap=1e-7, passes=passes)[0]
        assert found.lower <= exact.upper + 1e-5 * max(1.0, abs(exact.upper))
    assert found.lower >= exact.upper - 1e-3 * max(10.0, abs(exact.upper))


@settings(max_examples=10, deadline=None)
@given(limited(), st.integers(0, 99))
def test_a_cut_of_a_month_lies_below_it_at_any_other_rations(parts: tuple[Part, ...], seed: int) -> None:
    rng, periods = np.random.default_rng(seed), halves(COUNT)
    given_rations = rations(parts, periods)
    master = [p for p in (*parts, *given_rations.design()) if isinstance(p, Size)]
    tops = np.array([p.upper for p in master])
    month = Block(given_rations.month(parts, 0), periods[0], [p.name for p in master])
    for _ in range(4):
        here, there = (np.asarray(rng.uniform(0.0, 1.0, len(tops)) * tops) for _ in range(2))
        _, cut = month.value(here)
        value, _ = month.value(there)
        assert cut.constant + cut.slopes @ there <= value + 1e-6 * max(1.0, abs(value))


@settings(max_examples=10, deadline=None)
@given(limited())
def test_a_lived_random_year_costs_what_the_whole_year_at_once_costs(parts: tuple[Part, ...]) -> None:
    rows = to_rows(parts, when())
    known = amounts(parts, rows, solve(rows, gap=1e-9).x)
    exact = Warm(to_rows(parts, when(), known)).solve().upper
    fixed = [replace(p, lower=known[p.name], upper=known[p.name]) if isinstance(p, Size) else p for p in parts]
    months = live_in(fixed, halves(COUNT), known, [])
    flows = {n: np.concatenate([mixed(mix, n) for mix in months]) for n in months[0][0][1].flows}
    for limit in yearly(parts):
        assert used(limit, flows, np.arange(COUNT, dtype=np.int64)) <= left(limit, known) + 1e-4
    eur = sum(part * way.eur for mix in months for part, way in mix)
    assert eur == pytest.approx(exact, rel=1e-5, abs=0.05)
