"""What a protected user of heat pays at most: the figures that ACM published, and nothing above them."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectief.errors import MissingFact, ModelError
from collectief.heat.tariff import GJ_PER_MWH, known_tariff_years, maximum_tariff

YEARS = st.integers(known_tariff_years()[0], 2060)
HEAT_MWH, MANY = st.floats(0, 1e5), st.integers(0, 2_000)


def paid_eur(year: int, gj: float) -> float:
    return maximum_tariff(year).paid_eur(gj / GJ_PER_MWH)


def test_a_dwelling_without_use_pays_what_is_fixed() -> None:
    """ACM sets the heat tariffs for 2026 (acm.nl, 05-12-2025)."""
    assert maximum_tariff(2026).paid_eur(0.0) == 827.91


def test_one_mwh_is_three_point_six_gj() -> None:
    assert maximum_tariff(2026).paid_eur(1.0, 0) == pytest.approx(3.6 * 40.97)


def test_a_dwelling_that_takes_little_pays_more_in_2026() -> None:
    """53.04 EUR more at 5 GJ (acm.nl, 05-12-2025)."""
    assert paid_eur(2026, 5) - paid_eur(2025, 5) == pytest.approx(53.04, abs=0.005)


def test_an_average_dwelling_pays_a_little_less_in_2026() -> None:
    """3.34 EUR less at 25 GJ (acm.nl, 05-12-2025); 3.36 by the published EUR per GJ, which are rounded to a cent."""
    assert paid_eur(2025, 25) - paid_eur(2026, 25) == pytest.approx(3.34, abs=0.03)


def test_the_fixed_amount_of_2025_is_the_sum_of_its_three_parts() -> None:
    """Standing charge, delivery set and meter at the maxima of ACM (mijngeohita.nl/tarieven)."""
    assert maximum_tariff(2025).fixed_eur_per_year == pytest.approx(577.48 + 150.49 + 32.80)


def test_dwellings_of_a_street_pay_together_what_each_pays() -> None:
    """260 dwellings of 10 MWh in 2026: 260 x 827.91 and 2,600 x 3.6 x 40.97 EUR."""
    assert maximum_tariff(2026).paid_eur(2_600, 260) == pytest.approx(215_256.60 + 383_479.20)


def test_the_network_receives_what_is_left_without_vat() -> None:
    assert maximum_tariff(2026).received_eur(0.0) == pytest.approx(827.91 / 1.21)


def test_a_known_year_is_no_estimate_and_a_later_one_says_so() -> None:
    assert not maximum_tariff(2025).estimated
    later = maximum_tariff(2031)
    assert later.estimated
    assert (later.eur_per_gj, later.of_year) == (maximum_tariff(2026).eur_per_gj, 2026)
    assert "2031" in later.told().nl
    assert "2026" in later.told().en
    assert "geschat" in later.told().nl
    assert "geschat" not in maximum_tariff(2025).told().nl


def test_a_year_before_the_tables_is_missed() -> None:
    with pytest.raises(MissingFact, match="2019"):
        maximum_tariff(2019)


@pytest.mark.parametrize(("heat_mwh", "connections"), [(-1.0, 1), (nan, 1), (inf, 1), (1.0, -1)])
def test_what_cannot_be_is_refused(heat_mwh: float, connections: int) -> None:
    with pytest.raises(ModelError, match="cannot be"):
        maximum_tariff(2026).paid_eur(heat_mwh, connections)


@given(YEARS, HEAT_MWH, HEAT_MWH, MANY, MANY)
def test_two_streets_pay_together_what_they_pay_apart(year: int, a: float, b: float, m: int, n: int) -> None:
    one = maximum_tariff(year)
    assert one.paid_eur(a + b, m + n) == pytest.approx(one.paid_eur(a, m) + one.paid_eur(b, n))


@given(YEARS, HEAT_MWH, MANY, st.floats(0, 100))
def test_more_heat_never_costs_less_and_the_network_never_receives_more(y: int, heat: float, m: int, d: float) -> None:
    one = maximum_tariff(y)
    assert one.paid_eur(heat + d, m) >= one.paid_eur(heat, m) >= one.received_eur(heat, m) >= 0
