"""How sure: every figure at its ends, by hand and as laws."""

from dataclasses import replace

import numpy as np
import pytest

from collectief.facts import fact, swung
from collectief.measure import GroupContract
from collectief.plan.outcome import CASES, Outcome
from collectief.plan.peak_range import SEEDS, peak_ranges
from collectief.plan.prepare import quarters
from collectief.plan.price_lines import price_figure
from collectief.plan.reprice import Ledger, Way, ledger
from collectief.plan.sensitivity import input_shares, looked_at, sensitivity
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
    planned = mini.cases[again.key]
    assert again.key == way
    assert {o: dict(b.lines) for o, b in again.bills.items()} == {o: dict(b.lines) for o, b in planned.bills.items()}
    assert again.eur_per_year == planned.eur_per_year


def test_the_quick_way_with_nothing_swung_costs_exactly_what_the_plan_costs(mini: Outcome, book: Ledger) -> None:
    costs = book.costs({})
    assert costs["alone"] == mini.cases["alone"].eur_per_year
    assert costs["together"] == mini.cases["together"].eur_per_year


def test_a_cent_more_margin_costs_a_cent_for_every_kwh_taken(mini: Outcome, book: Ledger) -> None:
    taken_kwh = sum(e.offtake_kwh for e in mini.cases["together"].energy.values())
    dearer = book.costs({MARGIN: fact(MARGIN).value + 0.01})["together"]
    assert dearer - mini.cases["together"].eur_per_year == pytest.approx(0.01 * taken_kwh, rel=1e-9)


def test_a_tenth_dearer_exchange_costs_a_tenth_of_all_that_is_bought_there(mini: Outcome, book: Ledger) -> None:
    key = price_figure(mini.year)
    assert key is not None
    hourly = np.sum(list(mini.cases["together"].net_kw.values()), axis=0).reshape(-1, 4).mean(axis=1)
    bought_eur = float(hourly @ mini.year.price_eur_per_kwh)
    dearer = book.costs({key: 1.1 * fact(key).value})["together"]
    assert dearer - mini.cases["together"].eur_per_year == pytest.approx(0.1 * bought_eur, rel=1e-9)


def test_the_quick_way_agrees_with_whole_bills_for_every_price_that_is_swung(book: Ledger, sure: Sureness) -> None:
    billed = [s for s in sure.swings if s.how == "billed" and not s.fact.key.startswith("year.")]
    assert len(billed) > 8
    for one in billed:
        with swung({one.fact.key: one.high.value}):
            whole = {way: book.case(way).eur_per_year for way in ("alone", "together")}
        assert one.high.alone_eur == pytest.approx(whole["alone"], abs=1e-6), one.fact.key
        assert one.high.together_eur == pytest.approx(whole["together"], abs=1e-6), one.fact.key


def test_every_figure_that_is_listed_or_read_is_swung_or_says_why_not(mini: Outcome, sure: Sureness) -> None:
    swung_keys = {s.fact.key for s in sure.swings}
    assert swung_keys | set(sure.skipped) >= {f.key for f in mini.facts}
    assert not swung_keys & set(sure.skipped)
    assert "efficiency.process.saving_share" in swung_keys
    assert sure.skipped["boiler.efficiency"] == "as_planned"  # the m3 of today are known, and only boilers burn them
    assert "tax.gas.2026.1" in swung_keys  # between the rates of 2023 and 2026
    assert sure.skipped["tax.gas.2026.bound.1"] == "law"
    assert sure.skipped["gas.kwh_per_m3"] == "constant"
    assert sure.skipped["solar.eur_per_kwp"] == "not_in_plan"
    assert "heat.base_degc" in swung_keys
    assert sure.skipped["gas.transport.4.eur_per_year"] == "as_planned"  # nobody uses so much
    assert sure.skipped["group.fixed_eur_per_year"] == "as_planned"  # the park states its own


def test_a_figure_that_was_read_is_looked_at_also_where_the_report_does_not_list_it(mini: Outcome) -> None:
    listed = replace(mini, facts=())
    assert [f.key for f in looked_at(listed, {"heat.base_degc", "no.such.figure"})] == ["heat.base_degc"]


def test_a_group_contract_saves_the_same_whatever_gas_costs(sure: Sureness) -> None:
    gas = next(s for s in sure.swings if s.fact.key == GAS)
    assert gas.cost_width_eur > 100
    assert gas.saving_width_eur == pytest.approx(0.0, abs=0.01)


def test_with_half_the_saving_share_of_a_duty_everybody_pays_more(sure: Sureness) -> None:
    share = next(s for s in sure.swings if s.fact.key == "efficiency.process.saving_share")
    assert share.how == "run"
    assert share.low.alone_eur > share.high.alone_eur
    assert share.low.together_eur > share.high.together_eur


def test_shares_of_the_input_sum_to_one(mini: Outcome) -> None:
    shares = input_shares(mini)
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares["measured"] > 0.5  # three of four have a meter


def test_shares_of_the_input_by_hand(mini: Outcome) -> None:
    """A meter of 600 kWh that measures no gas, 300 kWh stated with 3 m3 in all, 100 kWh estimated."""
    one, two, three, *_ = mini.park.companies
    metered = replace(one, electricity_kwh=600.0, gas_m3=2.0, origin="given")
    stated = replace(two, electricity_kwh=300.0, gas_m3=1.0, origin="given")
    guessed = replace(three, electricity_kwh=100.0, gas_m3=0.0, origin="estimated")
    profiles = {metered.id: np.ones(35040)}
    park = replace(mini.park, companies=(metered, stated, guessed), profiles=profiles)
    gas = fact("gas.kwh_per_m3").value
    assert input_shares(replace(mini, park=park)) == pytest.approx(
        {"measured": 600 / (1000 + 3 * gas), "derived": (300 + 3 * gas) / (1000 + 3 * gas),
         "key_figure": 100 / (1000 + 3 * gas)}
    )  # fmt: skip


def test_with_a_meter_everywhere_the_peak_has_no_range(mini: Outcome) -> None:
    load_kw = quarters(mini.park, mini.year)
    metered = replace(mini, park=replace(mini.park, profiles=load_kw))
    assert peak_ranges(metered, load_kw) == ()


def test_made_profiles_give_a_range_in_which_the_middle_is_below_the_p90(mini: Outcome) -> None:
    made = replace(mini, park=replace(mini.park, profiles={}))
    ranges = peak_ranges(made, quarters(made.park, made.year))
    assert [r.case for r in ranges] == ["now", "alone", "together"]
    for one in ranges:
        assert 0 < 1.01 * one.p50_kw < one.p90_kw
        assert (one.profiles, one.made) == (len(SEEDS) + 1, len(made.park.companies))
    net = np.sum(list(made.cases["now"].net_kw.values()), axis=0)
    assert ranges[0].planned_kw == pytest.approx(float(net.max()))
