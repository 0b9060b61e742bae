"""A year lived day by day: a battery and two prices by hand, and nothing known of tomorrow.

grid --2 kW--> load          0.10 EUR/kWh from midnight to noon, 0.30 from noon to midnight
|
battery, 10 kWh, four fifths of what goes in comes out
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from collectief.measure import MEASURES
from collectief.model import Flow, Limit, Load, Part, Size, Steps, Store, Warm, store_blocks, to_rows
from collectief.plan.capacity import by_rule
from collectief.plan.outcome import Outcome
from collectief.plan.prepare import prepare, quarters
from collectief.plan.roll import Rolled, roll
from collectief.plan.rolling import moving_parts, rolling
from collectief.plan.run import Run, Stop
from collectief.plan.scenario import Scenario
from collectief.plan.store import Kept

Array = NDArray[np.float64]
BUS = ("me", "electricity")
PRICE = np.where(np.arange(8760) % 24 < 12, 0.10, 0.30)
EVEN = np.full(8760, 2.0)
CLOSED = np.where(np.arange(8760) % 24 < 12, 2.0, 0.0)
"""A day on which nothing is used after noon."""
SIZES = {"battery/me": 10.0}


def shop(load_kw: Array, price: Array = PRICE, *, peak_eur: float = 0.0) -> list[Part]:
    """A load, the grid and a battery, without feeding in."""
    parts: list[Part] = [
        Load("load", "me", BUS, load_kw),
        Flow("grid/me:offtake", "me", {BUS: 1.0}, 50.0, eur_per_kwh=price),
        Size("battery/me", "me", 10.0),
        Store("battery/me:store", "me", BUS, "battery/me", 1.0, 0.8, 1e-4),
    ]
    return [*parts, Limit("peak", "me", {"grid/me:offtake": 1.0}, per="month", eur_per_kw=peak_eur)]


def weeks(*each: Array) -> Array:
    """One week of each, and the rest of a year as the last."""
    return np.concatenate([*(one[:168] for one in each), each[-1][: 8760 - 168 * len(each)]])


def lived(load_kw: Array, count: int, *, peak_eur: float = 0.0, price: Array = PRICE) -> Rolled:
    """So many weeks, of one month."""
    return roll(shop(load_kw, price, peak_eur=peak_eur), SIZES, month=np.zeros(168 * count, dtype=np.int64))


def eur_a_day(rolled: Rolled) -> Array:
    """What was paid for power on each day."""
    kw = rolled.flows["grid/me:offtake"]
    return np.asarray((kw * PRICE[: len(kw)]).reshape(-1, 24).sum(axis=1))


def known_beforehand(load_kw: Array, count: int) -> float:
    """The least that so many weeks cost to who knows all of them, EUR."""
    pick = np.arange(168 * count, dtype=np.int64)
    zeros = np.zeros_like(pick)
    rows = to_rows(shop(load_kw), Steps(pick, np.ones(len(pick)), zeros, zeros, np.ones(1)), SIZES)
    return Warm(rows).solve().upper


def test_a_week_like_the_last_is_lived_as_well_as_if_it_were_known() -> None:
    """12 x 2 x 0.10 + 12 x 2 x 0.30 = 9.60; 10 kWh at 0.30 for 12.5 kWh at 0.10 saves 1.75 of it."""
    days = eur_a_day(lived(EVEN, 2))
    assert days == pytest.approx(np.full(14, 9.60 - 1.75))
    assert known_beforehand(EVEN, 2) == pytest.approx(days.sum(), abs=0.02)  # a hundredth of a cent of wear per kWh


def test_who_expects_a_closed_week_does_not_charge_and_who_expects_an_open_one_charges_for_nothing() -> None:
    """The first week is open and expects the last, which is closed; that one expects the first.

    Six open days without the battery: 9.60. Closed days with a full battery that nobody needs: 12 x 2 x 0.10 = 2.40.
    """
    load = weeks(EVEN, CLOSED)
    rolled = lived(load, 2)
    days = eur_a_day(rolled)
    assert days[:6] == pytest.approx(np.full(6, 9.60))
    assert days[8:] == pytest.approx(np.full(6, 2.40))
    assert rolled.flows["battery/me:store:stock"][-1] == pytest.approx(10.0)
    assert days.sum() > known_beforehand(load, 2) + 5.0


def test_nothing_is_known_of_the_hours_to_come() -> None:
    """The load is changed from the tenth hour of a day on, but for the last week, that stands for the week before."""
    before = np.random.default_rng(1).uniform(0.0, 8.0, 8760)
    after, at = before.copy(), 14 * 24 + 10
    after[at : 4 * 168] = np.random.default_rng(2).uniform(0.0, 8.0, 4 * 168 - at)
    one, other = (lived(load, 5, peak_eur=2.0).flows for load in (before, after))
    for name in one:
        assert np.array_equal(one[name][:at], other[name][:at]), name
    assert not np.array_equal(one["grid/me:offtake"][at:], other["grid/me:offtake"][at:])


def test_prices_of_the_day_are_known_and_those_of_tomorrow_are_not() -> None:
    """On one day power is very dear in the first hour and free in the sixth.

    The battery is filled in the free one; for the dear one it would have been kept full, had the day before known.
    """
    free = PRICE.copy()
    at = 9 * 24 + 5
    free[at], free[9 * 24] = 0.0, 5.0
    usual, cheap = (lived(EVEN, 3, price=p).flows for p in (PRICE, free))
    for name in usual:
        assert np.array_equal(usual[name][: 9 * 24], cheap[name][: 9 * 24])
    assert cheap["battery/me:store:in"][at] == pytest.approx(10.0, abs=1e-6)


def test_a_decision_looks_two_days_ahead_and_no_further() -> None:
    """Every seventh day power is cheap all day, and on one day dear: the day after, or the one after that.

    For the dear day after the battery is filled on the cheap one, which a look at one day would not do. For two days
    after it is not, as nobody looks so far.
    """
    day = np.arange(8760) // 24 % 7
    for dear, stock in ((1, 10.0), (2, 0.0)):
        price = np.where(day == dear, 0.90, np.where(day == 0, 0.10, 0.11))
        held = lived(EVEN, 2, price=price).flows["battery/me:store:stock"]
        assert held[7 * 24 + 23] == pytest.approx(stock, abs=1e-6), dear


def test_the_same_question_has_the_same_answer() -> None:
    load = np.random.default_rng(3).uniform(0.0, 8.0, 8760)
    one, other = (lived(load, 2, peak_eur=2.0).flows for _ in range(2))
    assert all(one[name].tobytes() == other[name].tobytes() for name in one)


def test_a_peak_that_is_paid_costs_nothing_more() -> None:
    """At 60 EUR per kW a battery that charges at noon would raise the peak; once 12 kW are used anyway, it may."""
    busy = EVEN.copy()
    busy[7 * 24 + 2] = 40.0
    quiet, after = (lived(load, 3, peak_eur=60.0).flows["grid/me:offtake"] for load in (weeks(EVEN), busy))
    assert quiet.max() < 4.0
    assert after[: 7 * 24].max() < 4.0
    assert after[8 * 24 : 12 * 24].max() > 8.0  # the days after expect such an hour once more


def test_what_the_grid_may_not_give_is_taken_all_the_same_and_said() -> None:
    """Nothing but the grid serves 60 kW: 50 are allowed."""
    load = EVEN.copy()
    load[200] = 75.0
    assert lived(load, 2).flows["grid/me:offtake"][200] > 50.0


def test_flows_balance_and_stores_stay_within_their_size(sunny: Outcome) -> None:
    """Three weeks of two companies, added up by bus with numpy alone: no matrix of the model is looked at."""
    load_kw = quarters(sunny.park, sunny.year)
    setting = by_rule(prepare(sunny.park, sunny.year, load_kw), load_kw)
    for key in ("alone", "together"):
        islands = moving_parts(setting, MEASURES, sunny, key)
        assert islands
        for island in islands:
            sizes = {p.name: sunny.lives[key].sizes.get(p.name, 0.0) for p in island if isinstance(p, Size)}
            hours = 21 * 24
            rolled = roll(island, sizes, month=sunny.year.month[:hours])
            assert max(abs(kw).max() for kw in _left_over(island, rolled.flows, hours).values()) < 1e-4


def test_who_has_no_time_gets_the_plan_as_it_was(sunny: Outcome) -> None:
    scenario = Scenario(sunny.park, sunny.year)
    assert rolling(scenario, sunny, Run(stop=Stop(0.0))) is sunny


@pytest.mark.long
def test_a_whole_year_costs_no_less_than_when_it_is_known_and_is_read_again_when_kept(sunny: Outcome) -> None:
    scenario, shelf, heard = Scenario(sunny.park, sunny.year), Shelf(), []
    run = Run(lambda phase, done: heard.append((phase, done)), shelf)
    first, again = (rolling(scenario, sunny, run).foresight for _ in range(2))
    assert first is not None
    assert first == again
    assert (len(shelf.steps), shelf.used, shelf.refused) == (3, 3, [])
    assert first.alone.more_eur > 0
    assert first.together.more_eur > 0
    assert first.alone.over_quarters == first.together.over_quarters == 0
    assert heard[-1] == ("rolling", 1.0)
    shelf.steps = {key: Kept({}, {"grid": np.zeros(8760)}) for key in shelf.steps}
    assert rolling(scenario, sunny, run).foresight == first
    assert len(shelf.refused) == 3


def test_a_battery_is_emptied_no_further_than_it_was_filled() -> None:
    """Stock by hand from what went in and out, in weeks that are never as expected."""
    flows = lived(np.random.default_rng(4).uniform(0.0, 8.0, 8760), 3, peak_eur=2.0).flows
    load = np.random.default_rng(4).uniform(0.0, 8.0, 8760)[: 3 * 168]
    into, out, stock = (flows[name] for name in store_blocks("battery/me:store"))
    assert np.cumsum(0.8 * into - out) == pytest.approx(stock, abs=1e-5)
    assert stock.min() > -1e-6
    assert stock.max() < 10.0 + 1e-6
    assert (into + out).max() < 10.0 + 1e-6
    assert flows["grid/me:offtake"] - into + out == pytest.approx(load, abs=1e-5)


@dataclass
class Shelf:
    """Keeps steps in memory, and counts."""

    steps: dict[str, Kept] = field(default_factory=dict)
    used: int = 0
    refused: list[str] = field(default_factory=list)

    def read(self, key: str) -> Kept | None:
        """What was kept."""
        self.used += key in self.steps
        return self.steps.get(key)

    def write(self, key: str, kept: Kept) -> None:
        """Keep it."""
        self.steps[key] = kept

    def refuse(self, key: str) -> None:
        """Hear that it does not fit."""
        self.refused.append(key)


def _left_over(parts: tuple[Part, ...], flows: Mapping[str, Array], hours: int) -> dict[tuple[str, str], Array]:
    """What is over at each bus in each hour, kW."""
    left: dict[tuple[str, str], Array] = {}

    def add(bus: tuple[str, str], kw: Array | float) -> None:
        series = np.broadcast_to(np.asarray(kw), (8760,))[:hours] if np.size(kw) != hours else np.asarray(kw)
        left[bus] = left.get(bus, np.zeros(hours)) + series

    for part in parts:
        if isinstance(part, Load):
            add(part.bus, -np.asarray(part.kw))
        if isinstance(part, Flow):
            for bus, coefficient in part.into.items():
                add(bus, flows[part.name] * np.broadcast_to(np.asarray(coefficient), (8760,))[:hours])
        if isinstance(part, Store):
            into, out, _ = store_blocks(part.name)
            add(part.bus, flows[out] - flows[into])
    return left
