"""Ways to pay by hand: own money, a loan, the state's guarantee with its fee, and a green loan with less interest."""

from dataclasses import replace

import numpy as np
import pytest

from collectief.facts import fact
from collectief.facts.schemes import scheme
from collectief.measure import PARK
from collectief.money import annuity
from collectief.money.schemes import Answer, Applicant, Asset, Verdict
from collectief.plan.business_case import Against, BusinessCase, Granted
from collectief.plan.cash_years import CashFlow, Terms, cash_flow
from collectief.plan.financing import Financing, financings
from collectief.plan.investor import Investment
from collectief.plan.schemes import Fitting
from collectief.text import Text

TERMS = Terms(20, 0.05, 0.8, 0.05, 10)
SAID = Text(nl="Misschien.", en="Possible.")


def fits(owner: str, measure: str, eur: float, **verdicts: Verdict) -> Fitting:
    found = tuple(Answer(scheme(key), verdict, "", SAID) for key, verdict in verdicts.items())
    return Fitting(Investment(owner, Applicant(), Asset(measure, investment_eur=eur)), found)


def case(eur: float, *, part: float = 1.0, terms: Terms = TERMS) -> BusinessCase:
    """One company that invests so much more than now and saves 15,000 EUR a year."""
    flow = cash_flow(eur, 15_000.0, np.zeros(terms.horizon_years + 1), terms=terms)
    nothing: dict[Against, dict[str, Granted]] = {"now": {}, "alone": {}}
    companies: dict[Against, dict[str, CashFlow]] = {"now": {"a": flow}, "alone": {"a": flow}}
    return BusinessCase(terms, {"now": flow, "alone": flow}, companies, nothing, {"a": part}, ())


def ways(
    found: list[Fitting], *, eur: float = 100_000.0, part: float = 1.0, terms: Terms = TERMS
) -> dict[str, Financing]:
    return {f.way: f for f in financings(case(eur, part=part, terms=terms), found)["a"]}


def test_own_money_lends_nothing_and_leaves_the_whole_saving() -> None:
    own = ways([])["own"]
    assert (own.own_eur, own.lent_eur, own.once_eur) == (100_000.0, 0.0, 0.0)
    assert own.left_eur_per_year == (15_000.0, 15_000.0)


def test_a_bank_loan_is_the_loan_of_the_business_case() -> None:
    plain = ways([])["loan"]
    assert (plain.own_eur, plain.lent_eur, plain.years) == pytest.approx((20_000.0, 80_000.0, 10))
    paid = 80_000.0 * annuity(0.05, 10)
    assert plain.low_eur_per_year == plain.high_eur_per_year == pytest.approx(paid)
    assert plain.left_eur_per_year[0] == pytest.approx(15_000.0 - paid)


def test_a_guarantee_costs_a_fee_once_and_covers_two_thirds_of_the_loan() -> None:
    """80,000 lent, 60,000 of it with a guarantee, of which the state 54,000 (67.5 %); 3 % of 60,000 above six years."""
    found = ways([fits("a", "heat_pump", 100_000.0, bmkb="check")])["bmkb"]
    assert found.lent_eur == 80_000.0
    assert found.guaranteed_eur == pytest.approx(54_000.0)
    assert found.once_eur == pytest.approx(1_800.0)
    assert found.own_eur == 20_000.0
    assert found.verdict == "check"
    assert found.low_eur_per_year == pytest.approx(80_000.0 * annuity(0.05, 10))


@pytest.mark.parametrize(("years", "fee", "runs"), [(6, 0.02, 6), (7, 0.03, 7), (12, 0.03, 12), (15, 0.03, 12)])
def test_the_fee_and_the_term_follow_the_guarantee(years: int, fee: float, runs: int) -> None:
    found = ways([fits("a", "solar", 100_000.0, bmkb="yes")], terms=replace(TERMS, loan_years=years))["bmkb"]
    assert found.once_eur == pytest.approx(fee * 60_000.0)
    assert found.years == runs
    assert found.verdict == "yes"


def test_the_guarantee_has_a_ceiling() -> None:
    found = ways([fits("a", "solar", 4e6, bmkb="check")], eur=4e6)["bmkb"]
    most = fact("finance.bmkb_most_eur").value
    assert found.guaranteed_eur == pytest.approx(0.9 * most)
    assert found.once_eur == pytest.approx(0.03 * most)


def test_a_green_loan_costs_less_by_a_range() -> None:
    found = ways([fits("a", "solar", 100_000.0, groen="check")])["groen"]
    assert found.low_eur_per_year == pytest.approx(80_000.0 * annuity(0.04, 10))
    assert found.high_eur_per_year == pytest.approx(80_000.0 * annuity(0.045, 10))
    plain = ways([])["loan"]
    assert found.high_eur_per_year < plain.low_eur_per_year
    assert found.left_eur_per_year[0] < found.left_eur_per_year[1]


def test_only_what_a_scheme_is_meant_for_is_lent_and_the_rest_is_own_money() -> None:
    found = ways([fits("a", "solar", 40_000.0, groen="check", bmkb="no"), fits("a", "battery", 60_000.0, bmkb="check")])
    assert found["groen"].lent_eur == pytest.approx(0.8 * 40_000.0)
    assert found["groen"].own_eur == pytest.approx(100_000.0 - 0.8 * 40_000.0)
    assert found["bmkb"].lent_eur == pytest.approx(0.8 * 60_000.0)


def test_a_company_borrows_for_its_part_of_what_is_shared() -> None:
    shared = [fits(PARK, "heat_network", 200_000.0, groen="check")]
    assert ways(shared, part=0.25)["groen"].lent_eur == pytest.approx(0.8 * 50_000.0)
    assert "groen" not in ways(shared, part=0.0)
    assert "groen" not in ways([fits("b", "solar", 50_000.0, groen="check")])  # that is somebody else's


def test_what_a_scheme_refuses_is_no_way_to_pay() -> None:
    assert set(ways([fits("a", "solar", 100_000.0, bmkb="no", groen="no")])) == {"own", "loan"}


def test_who_invests_nothing_extra_has_nothing_to_pay() -> None:
    assert financings(case(0.0), []) == {}
