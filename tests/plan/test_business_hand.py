"""The business case by hand: outlay, saving, replacement, residual value, present value, return and loan."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectief.allocation import Allocation
from collectief.errors import ModelError
from collectief.measure import PARK, Build
from collectief.money import Bill, annuity
from collectief.money.cash_flow import internal_rate, net_present_value
from collectief.plan.business_case import AGAINST, business_case, parts_of_shared
from collectief.plan.cash_years import Terms, cash_flow, later_eur, terms_of
from collectief.plan.outcome import Case, Outcome
from collectief.plan.payback import simple_payback

TERMS = Terms(10, 0.10, 0.6, 0.0, 5)


def build(eur: float, life: float, *, owner: str = "a", upkeep: float = 0.0) -> Build:
    return Build("solar", owner, owner, 1.0, "kWp", eur, eur * annuity(0.05, life) + upkeep, upkeep, life_years=life)


def test_a_thing_that_lives_as_long_as_the_horizon_is_bought_once_and_worth_nothing_after() -> None:
    assert not later_eur([build(100.0, 10)], 10).any()


def test_half_a_life_is_bought_twice() -> None:
    expected = np.zeros(11)
    expected[5] = -100.0
    assert later_eur([build(100.0, 5)], 10).tolist() == expected.tolist()


def test_twice_the_horizon_is_half_worth_at_the_end() -> None:
    assert later_eur([build(100.0, 20)], 10)[-1] == 50.0


def test_no_known_life_is_never_replaced() -> None:
    assert not later_eur([replace(build(100.0, 5), life_years=0.0)], 10).any()


def test_a_case_in_ones_head() -> None:
    # 1000 out, 200 a year for two years, something of 100 is replaced in year 1, at the end 60 is left; 0 % interest
    terms = Terms(2, 0.0, 0.5, 0.0, 2)
    found = cash_flow(1000.0, 200.0, np.array([0.0, -100.0, 60.0]), terms=terms)
    assert found.eur_by_year == (-1000.0, 100.0, 260.0)
    assert found.npv_eur == -640.0
    assert found.payback_years == 5.0
    assert (found.loan.amount_eur, found.loan.own_eur, found.loan.eur_per_year) == (500.0, 500.0, 250.0)
    assert found.loan.left_eur_per_year == -50.0


def test_two_tonnes_less_for_300_a_year_are_150_a_tonne() -> None:
    def per_tonne(kg: float, eur: float) -> float | None:
        found = cash_flow(0.0, 0.0, np.zeros(11), terms=TERMS, avoided_co2_kg=kg, dearer_eur_per_year=eur)
        assert found.avoided_co2_kg == kg
        return found.cost_eur_per_tonne

    assert per_tonne(2000.0, 300.0) == 150.0
    assert per_tonne(2000.0, -300.0) == -150.0
    assert (per_tonne(0.0, 300.0), per_tonne(-2000.0, 300.0)) == (None, None)


def test_the_present_value_of_a_textbook() -> None:
    found = cash_flow(1000.0, 300.0, np.zeros(11), terms=TERMS)
    assert found.npv_eur == pytest.approx(-1000 + sum(300 / 1.1**t for t in range(1, 11)))


@given(st.floats(1, 1e7), st.floats(-1e6, 1e6), st.floats(0.001, 0.2), st.integers(1, 40))
@settings(deadline=None)
def test_with_the_life_of_the_horizon_the_present_value_is_the_annuity_difference(
    eur: float, saved: float, rate: float, years: int
) -> None:
    found = cash_flow(eur, saved, later_eur([build(eur, years)], years), terms=Terms(years, rate, 0.7, 0.05, 10))
    dearer = eur * annuity(rate, years) - saved
    assert found.npv_eur * annuity(rate, years) == pytest.approx(-dearer, rel=1e-6, abs=1e-3)


@given(st.floats(10, 1e6), st.floats(0.02, 2.0), st.integers(2, 40))
@settings(deadline=None)
def test_the_return_makes_the_present_value_zero(eur: float, part: float, years: int) -> None:
    found = cash_flow(eur, part * eur, np.zeros(years + 1), terms=Terms(years, 0.05, 0.7, 0.05, 10))
    assert found.irr is not None
    assert net_present_value(found.irr, found.eur_by_year) == pytest.approx(0.0, abs=1e-5 * eur)


def test_without_outlay_or_without_income_there_is_no_return() -> None:
    assert internal_rate([0.0, 10.0]) is None
    assert internal_rate([-5.0, -1.0]) is None


@given(st.floats(0.0, 0.99), st.floats(1.0, 1e6))
@settings(deadline=None)
def test_on_less_than_a_euro_there_is_no_return(eur: float, saved: float) -> None:
    """What is left of subtracting two equal investments gave a return of 218,365,340,549,223 % a year."""
    assert cash_flow(eur * 1e-9, saved, np.zeros(11), terms=TERMS).irr is None
    assert cash_flow(-eur, saved, np.zeros(11), terms=TERMS).irr is None


def test_a_rate_that_cannot_be_is_refused() -> None:
    with pytest.raises(ModelError, match="interest"):
        net_present_value(-1.0, [1.0])


def test_payback_is_never_negative() -> None:
    assert simple_payback(-10.0, -10.0) == 0.0


def test_what_the_law_asks_for_earns_the_plan_nothing(mini: Outcome) -> None:
    """A plan that builds just that: nothing to invest, to save or to avoid beyond it, and all of it against now."""
    required = mini.cases["required"]
    assert required.investment_eur > 0
    found = business_case(replace(mini, cases={**mini.cases, "alone": required, "together": required}))
    merit, all_in = found.whole["required"], found.whole["now"]
    assert (merit.investment_eur, merit.saved_eur_per_year, merit.npv_eur, merit.avoided_co2_kg) == (0, 0, 0, 0)
    assert (merit.irr, merit.cost_eur_per_tonne) == (None, None)
    assert all_in.investment_eur == required.investment_eur
    assert all_in.avoided_co2_kg > 0


def test_companies_add_up_to_all(mini: Outcome) -> None:
    found = business_case(mini)
    for way in AGAINST:
        mine, whole = found.companies[way].values(), found.whole[way]
        assert np.sum([f.eur_by_year for f in mine], axis=0) == pytest.approx(np.array(whole.eur_by_year), abs=1e-6)
        assert sum(f.npv_eur for f in mine) == pytest.approx(whole.npv_eur, abs=1e-5)
        assert sum(f.avoided_co2_kg for f in mine) == pytest.approx(whole.avoided_co2_kg, abs=1e-6)


def test_saving_without_investment_is_the_allocated_gain(mini: Outcome) -> None:
    found = business_case(mini).companies["alone"]
    shares = mini.allocations[mini.chosen_rule].shares
    for company, flow in found.items():
        gain = mini.cases["alone"].bills[company].total - shares[company]
        assert flow.saved_eur_per_year == pytest.approx(gain)
        assert flow.investment_eur == 0.0


def with_shared(mini: Outcome, eur: float, life: float) -> Outcome:
    """The same with a thing of everybody that is paid for by the first company alone."""
    thing, together = build(eur, life, owner=PARK), mini.cases["together"]
    yearly = eur * annuity(0.05, life)
    old = together.bills[PARK].lines if PARK in together.bills else {}
    bill = Bill({**old, "investment": old.get("investment", 0.0) + yearly})
    case = Case("together", {**together.bills, PARK: bill}, (*together.builds, thing), together.energy, together.net_kw)
    first = mini.park.companies[0].id
    shares = {c: b.total for c, b in case.bills.items() if c != PARK}
    shares[first] += case.bills[PARK].total
    chosen = {**mini.allocations, mini.chosen_rule: Allocation(mini.chosen_rule, shares)}
    return replace(mini, cases={**mini.cases, "together": case}, allocations=chosen)


def test_who_pays_for_what_is_shared_also_invests_in_it(mini: Outcome) -> None:
    paid = with_shared(mini, 10_000.0, 20.0)
    first = mini.park.companies[0].id
    assert parts_of_shared(paid)[first] == 1.0
    found = business_case(paid).companies["alone"]
    assert found[first].investment_eur == 10_000.0
    assert all(f.investment_eur == 0.0 for c, f in found.items() if c != first)
    after, before = paid.allocations[paid.chosen_rule].shares[first], paid.cases["alone"].bills[first].total
    # what it saves each year with the interest taken off again is what the rule gives it
    assert found[first].saved_eur_per_year - 10_000.0 * annuity(0.05, 20.0) == pytest.approx(before - after)


@given(st.floats(1e3, 1e6), st.integers(1, 40))
@settings(max_examples=20, deadline=None)
def test_companies_add_up_to_all_with_shared_things_too(mini: Outcome, eur: float, life: int) -> None:
    found = business_case(with_shared(mini, eur, float(life)))
    for way in AGAINST:
        mine, whole = found.companies[way].values(), found.whole[way]
        assert np.sum([f.eur_by_year for f in mine], axis=0) == pytest.approx(np.array(whole.eur_by_year), abs=1e-4)


def test_the_park_chooses_its_terms(mini: Outcome) -> None:
    chosen = replace(mini.park.finance, horizon_years=8, discount=0.02, loan_share=1.0, loan_years=4)
    park = replace(mini.park, finance=chosen)
    terms = terms_of(park)
    assert (terms.horizon_years, terms.discount, terms.loan_share, terms.loan_years) == (8, 0.02, 1.0, 4)
    assert len(business_case(replace(mini, park=park)).whole["now"].eur_by_year) == 9


def test_the_interest_of_the_plan_discounts_where_nothing_else_is_said(mini: Outcome) -> None:
    park = replace(mini.park, rules=replace(mini.park.rules, interest=0.031))
    assert terms_of(park).discount == 0.031


def test_schemes_are_in_no_euro_of_the_plan(mini: Outcome) -> None:
    rich = tuple(replace(c, owner_kind="bv", profit_eur=1e6, fte=10.0, turnover_eur=1e6) for c in mini.park.companies)
    poor = tuple(replace(c, owner_kind="stichting", profit_eur=None) for c in mini.park.companies)
    cases = [business_case(replace(mini, park=replace(mini.park, companies=c))) for c in (rich, poor)]
    assert cases[0].whole == cases[1].whole
    assert cases[0].companies == cases[1].companies
