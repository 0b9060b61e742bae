"""Plans with less and less CO2: on a park that is a list of plans, and once for real."""

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from collectief import Answered, Outcome, Scenario, Text, Variation, answer, frontier, read_park, read_year
from collectief.measure import HeatPump
from collectief.plan.answer import Sums
from collectief.plan.caps import Prices, Tried
from collectief.plan.compare import Seek
from collectief.plan.frontier import _Pool
from collectief.plan.run import Run

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
PLANS = {eur: Sums(eur, 1000.0 * tonnes, 0, 0, 0) for eur, tonnes in ((1000, 100), (1100, 80), (1400, 60), (3000, 50))}
WORDS = Text(nl="Doe het.", en="Do it.")


def answered(sums: Sums) -> Answered:
    return Answered({"together": sums}, (), WORDS, 0.0, ended_early=False, input_hash="x")


@pytest.fixture
def park(monkeypatch: pytest.MonkeyPatch) -> list[Prices]:
    """At any prices the plan that weighs least; what it was asked."""
    asked: list[Prices] = []

    def live(self: _Pool, prices: Prices, rations: Mapping[str, float] | None = None) -> Tried | None:
        if rations is not None:
            return None
        asked.append(prices)
        chosen = min(PLANS.values(), key=lambda one: Tried(prices, one).weighed_eur(prices))
        self.answered.append(answered(chosen))
        return Tried(prices, chosen)

    monkeypatch.setattr(_Pool, "live", live)
    return asked


@cache
def scenario() -> Scenario:
    park = read_park(MINI)
    return Scenario(park, read_year(park, MINI), measures=(HeatPump(),)).only(("dag",))


def test_from_the_plan_to_the_lowest_each_cap_gets_the_cheapest_below_it(park: list[Prices]) -> None:
    """Caps at 90, 80, 70, 60 and 50 tonnes: 80 is the cheapest below two of them, and 60 of two."""
    found = frontier(scenario(), 5, answered(PLANS[1000]))
    assert [one.plan.together.eur for one in found if one.plan] == [1100, 1400, 3000]
    assert [one.variation.what for one in found] == [("90.0",), ("70.0",), ("50.0",)]
    assert all(one.variation.comparable for one in found)
    assert len(park) <= 1 + 4 * 5


def test_a_plan_is_asked_once_at_each_price(park: list[Prices]) -> None:
    frontier(scenario(), 9, answered(PLANS[1000]))
    assert len(park) == len({round(p.eur_per_tonne, 6) for p in park})


def test_where_it_is_time_to_stop_the_plans_that_were_found_are_left() -> None:
    """The first plan asks to stop: no other is begun, and it stands; asked before, there is none."""
    run, sought = Run(), []

    def look(seek: Seek, run: Run) -> tuple[Outcome, bool | None]:
        sought.append(seek)
        outcome, right = seek(run), True
        run.stop.ask()
        return outcome, right

    plan = answer(scenario(), Variation()).plan
    assert plan is not None
    found = frontier(scenario(), 3, plan, run, look=look)
    assert (len(sought), len(found), run.stop.cut) == (1, 1, True)
    assert found[0].plan is not None
    assert found[0].plan.checked is True
    assert frontier(scenario(), 3, plan, run, look=look) == ()
    assert len(sought) == 1


def test_where_nothing_lowers_co2_there_is_no_frontier(park: list[Prices]) -> None:
    assert frontier(scenario(), 4, answered(PLANS[3000])) == ()
    assert len(park) == 1


def test_where_no_plan_is_found_at_the_highest_price_there_is_no_frontier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Pool, "live", lambda *_: None)
    assert frontier(scenario(), 4, answered(PLANS[1000])) == ()


@pytest.mark.long
def test_a_real_frontier_falls_in_co2_as_it_rises_in_cost() -> None:
    plan = answer(scenario(), Variation()).plan
    assert plan is not None
    found = [one.plan.together for one in frontier(scenario(), 3, plan) if one.plan]
    assert len(found) >= 2
    for less, more in pairwise((plan.together, *found)):
        assert more.co2_kg < less.co2_kg
        assert more.eur > less.eur
