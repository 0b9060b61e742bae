"""The widest figures planned anew."""

from dataclasses import replace

import pytest

from collectief.facts import fact, tariff
from collectief.measure import GroupContract
from collectief.plan.outcome import Outcome
from collectief.plan.replan import replan
from collectief.plan.scenario import Scenario
from collectief.plan.sureness import End, Sureness, Swing

RUNNING = "group.fixed_eur_per_year"


def asked(mini: Outcome, *, running: bool = False) -> Scenario:
    """The plan of two companies with a group contract, or of which the cost of running it is a figure."""
    rules = replace(mini.park.rules, group_fixed_eur=None) if running else mini.park.rules
    return Scenario(replace(mini.park, rules=rules), mini.year, measures=(GroupContract(),))


def swing(key: str, low: float, high: float, *, of: Outcome) -> Sureness:
    """A tornado of one bar."""
    one = replace(fact(key), low=low, high=high)
    ends = [End(v, of.cases["alone"].eur_per_year, of.cases["together"].eur_per_year + v) for v in (low, high)]
    return Sureness((Swing(one, ends[0], ends[1]),), ())


def test_at_the_value_of_the_tables_the_plan_itself_is_the_answer(mini: Outcome) -> None:
    key = "gas.margin_eur_per_m3"
    value = fact(key).value
    found = replan(asked(mini), mini, swing(key, value, value + 1e-9, of=mini), widest=0)
    assert not found.replanned
    done = replan(asked(mini), mini, swing(key, value, value, of=mini))
    assert not done.replanned  # no width, so nothing to plan anew


def test_a_dear_association_leaves_no_group_and_the_other_decision_is_said(mini: Outcome) -> None:
    found = replan(asked(mini, running=True), mini, swing(RUNNING, fact(RUNNING).value, 40_000.0, of=mini))
    assert found.replanned
    low, high = found.swings[0].low_replanned, found.swings[0].high_replanned
    assert low is not None
    assert high is not None
    assert low.decision is None  # the plan itself
    assert low.saving_eur == pytest.approx(mini.saving_eur)
    assert high.decision is not None
    assert high.saving_eur == pytest.approx(0.0, abs=0.01)


@pytest.mark.long  # three plans of another year
def test_a_figure_of_the_year_is_planned_with_the_year_that_it_makes(mini: Outcome) -> None:
    key, warmer = "weather.ghi_kwh_m2", replace(mini.year, degc=mini.year.degc + 1.0)
    given = replan(replace(asked(mini), year=warmer), mini, swing(key, 1040.0, 1211.0, of=mini))
    made = replan(asked(mini), mini, swing(key, 1040.0, 1211.0, of=mini))
    for found, same in ((given, True), (made, False)):
        low, high = found.swings[0].low_replanned, found.swings[0].high_replanned
        assert low is not None
        assert high is not None
        assert (low.alone_eur == high.alone_eur) is same


def test_what_moves_the_saving_alone_is_among_the_widest_too(mini: Outcome) -> None:
    """Who joins pays another tariff, so a figure may move alone and leave together as it is."""
    eur, key = mini.cases["alone"].eur_per_year, "tariff.stedin_2026.MSLS.peak_eur_kw_month"
    one = tariff("stedin_2026.MSLS").facts[2]
    assert one.key == key
    together = mini.cases["together"].eur_per_year
    bar = Swing(one, End(one.low, eur, together), End(one.high, eur + 100.0, together))
    assert bar.cost_width_eur == 0
    done = replan(asked(mini), mini, Sureness((bar,), ()))
    assert done.swings[0].high_replanned is not None
