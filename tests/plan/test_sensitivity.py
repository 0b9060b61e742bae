"""How sure: bills again with other figures, by hand and as laws."""

from dataclasses import replace

import numpy as np
import pytest

from collectief.facts import fact, swung
from collectief.measure import GroupContract
from collectief.plan.outcome import CASES, Outcome
from collectief.plan.peak_range import SEEDS, peak_ranges
from collectief.plan.prepare import quarters
from collectief.plan.reprice import Ledger, Way, ledger
from collectief.plan.scenario import Scenario
from collectief.plan.sensitivity import input_shares, replan, sensitivity
from collectief.plan.sureness import Sureness

MARGIN, GAS = "electricity.margin_eur_per_kwh", "gas.ttf_eur_per_mwh"


@pytest.fixture(scope="module")
def book(mini: Outcome) -> Ledger:
    return ledger(mini, (GroupContract(),))


@pytest.fixture(scope="module")
def sure(mini: Outcome) -> Sureness:
    return sensitivity(mini, measures=(GroupContract(),))


@pytest.mark.parametrize("way", CASES)
def test_billed_again_with_nothing_swung_every_line_is_the_plans_own(mini: Outcome, book: Ledger, way: Way) -> None:
    again = book.case(way)
    assert way in CASES
    assert {o: dict(b.lines) for o, b in again.bills.items()} == {
        o: dict(b.lines) for o, b in mini.cases[way].bills.items()
    }
    assert again.eur_per_year == mini.cases[way].eur_per_year


def test_the_quick_way_with_nothing_swung_costs_exactly_what_the_plan_costs(mini: Outcome, book: Ledger) -> None:
    costs = book.costs({})
    assert costs["alone"] == mini.cases["alone"].eur_per_year
    assert costs["together"] == mini.cases["together"].eur_per_year


def test_a_cent_more_margin_costs_a_cent_for_every_kwh_taken(mini: Outcome, book: Ledger) -> None:
    taken_kwh = sum(e.offtake_kwh for e in mini.cases["together"].energy.values())
    dearer = book.costs({MARGIN: fact(MARGIN).value + 0.01})["together"]
    assert dearer - mini.cases["together"].eur_per_year == pytest.approx(0.01 * taken_kwh, rel=1e-9)


def test_the_quick_way_agrees_with_whole_bills_for_every_figure_that_is_swung(book: Ledger, sure: Sureness) -> None:
    assert len(sure.swings) > 8
    for one in sure.swings:
        with swung({one.fact.key: one.high.value}):
            whole = {way: book.case(way).eur_per_year for way in ("alone", "together")}
        assert one.high.alone_eur == pytest.approx(whole["alone"], abs=1e-6), one.fact.key
        assert one.high.together_eur == pytest.approx(whole["together"], abs=1e-6), one.fact.key


def test_every_figure_is_swung_or_says_why_not(mini: Outcome, sure: Sureness) -> None:
    swung_keys = {s.fact.key for s in sure.swings}
    assert swung_keys | set(sure.skipped) == {f.key for f in mini.facts}
    assert not swung_keys & set(sure.skipped)
    assert sure.skipped["boiler.efficiency"] == "through_flows"
    assert sure.skipped["tax.gas.2026.1"] == "no_range"
    assert sure.skipped["solar.eur_per_kwp"] == "not_in_plan"


def test_a_group_contract_saves_the_same_whatever_gas_costs(sure: Sureness) -> None:
    gas = next(s for s in sure.swings if s.fact.key == GAS)
    assert gas.cost_width_eur > 100
    assert gas.saving_width_eur == pytest.approx(0.0, abs=0.01)


def test_running_a_group_tips_where_it_costs_what_it_saves(mini: Outcome) -> None:
    """The saving is S at a fixed cost of F a year: at F + S nothing is left."""
    key = "group.fixed_eur_per_year"
    known = replace(fact(key), value=1200.0, low=600.0, high=2400.0)
    free = replace(
        mini,
        park=replace(mini.park, rules=replace(mini.park.rules, group_fixed_eur=None)),
        facts=tuple(known if f.key == key else f for f in mini.facts),
    )
    with swung({key: 1200.0}):  # the fixed cost with which this plan was made
        sure = sensitivity(free, measures=(GroupContract(),))
        tip = next(t for t in sure.tipping if t.key == key)
        assert not tip.below
        assert tip.value == pytest.approx(1200.0 + mini.saving_eur, abs=10.0)
        assert "samen doen" in tip.text.nl
        at = ledger(free, (GroupContract(),)).costs({key: tip.value})
    assert at["alone"] == pytest.approx(at["together"], abs=10.0)


def test_planned_anew_at_a_figure_that_nothing_answers_is_the_same_as_billed_again(
    mini: Outcome, sure: Sureness
) -> None:
    found = replan(Scenario(mini.park, mini.year, measures=(GroupContract(),)), sure, widest=1)
    done = [s for s in found.swings if s.low_replanned is not None]
    assert found.replanned
    assert len(done) == 1
    assert done[0].low_replanned is not None
    assert done[0].low_replanned.together_eur == pytest.approx(done[0].low.together_eur, rel=1e-3)


def test_shares_of_the_input_sum_to_one(mini: Outcome) -> None:
    shares = input_shares(mini)
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares["measured"] > 0.5  # three of four have a meter


def test_with_a_meter_everywhere_the_peak_has_no_range(mini: Outcome) -> None:
    load_kw = quarters(mini.park, mini.year)
    metered = replace(mini, park=replace(mini.park, profiles=load_kw))
    assert peak_ranges(metered, load_kw) == ()


def test_made_profiles_give_a_range_in_which_the_middle_is_below_the_p90(mini: Outcome) -> None:
    made = replace(mini, park=replace(mini.park, profiles={}))
    ranges = peak_ranges(made, quarters(made.park, made.year))
    assert [r.case for r in ranges] == ["now", "alone", "together"]
    for one in ranges:
        assert 0 < one.p50_kw <= one.p90_kw
        assert (one.profiles, one.made) == (len(SEEDS) + 1, len(made.park.companies))
    net = np.sum(list(made.cases["now"].net_kw.values()), axis=0)
    assert ranges[0].planned_kw == pytest.approx(float(net.max()))
