"""The annuity, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectief.errors import ModelError
from collectief.money import annuity


def test_one_year_pays_back_with_one_year_of_interest() -> None:
    # 100 EUR at 10 % for one year: 110 EUR
    assert annuity(0.10, 1) == pytest.approx(1.10)


def test_two_years_at_100_percent_is_four_thirds() -> None:
    # 1 / (1 - 1/4) = 4/3; check: after a year 2 - 4/3 = 2/3, after two 4/3 - 4/3 = 0
    assert annuity(1.0, 2) == pytest.approx(4 / 3)


def test_without_interest_it_is_one_over_the_years() -> None:
    assert annuity(0.0, 25) == 0.04


@given(st.floats(0, 0.5), st.integers(1, 60))
def test_yearly_payments_clear_the_debt(interest: float, years: int) -> None:
    debt = 1.0
    for _ in range(years):
        debt += debt * interest - annuity(interest, years)
    assert debt == pytest.approx(0.0, abs=1e-9 * (1 + interest) ** years)


@pytest.mark.parametrize(("interest", "years"), [(0.05, 0), (0.05, -3), (-0.01, 10), (float("nan"), 10)])
def test_impossible_life_or_interest_is_refused(interest: float, years: float) -> None:
    with pytest.raises(ModelError, match="Interest"):
        annuity(interest, years)
