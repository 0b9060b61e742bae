"""Energy tax by hand, at and around each bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectief.errors import MissingFact, ModelError
from collectief.money import Carrier, electricity_tangent, energy_tax_eur, marginal_rate, tangent, tax_reduction_eur
from collectief.money.tax_terms import TaxTerms, electricity_tax

CARRIERS = st.sampled_from(["electricity", "gas"])
UNITS = st.floats(0, 3e7)


@pytest.mark.parametrize(
    ("kwh", "eur"),
    [
        (0, 0.0),
        (9_999, 916.00839),  # 9,999 x 0.09161
        (10_000, 916.10),  # 10,000 x 0.09161
        (10_001, 916.16671),  # 916.10 + 1 x 0.06671
        (50_000, 3_584.50),  # 916.10 + 40,000 x 0.06671 = 916.10 + 2,668.40
        (1_200_000, 46_537.00),  # 3,584.50 + 1,150,000 x 0.03735 = 3,584.50 + 42,952.50
        (12_000_000, 382_797.00),  # 3,584.50 + 9,950,000 x 0.03735 (371,632.50) + 2,000,000 x 0.00379 (7,580.00)
    ],
)
def test_electricity_of_2026_by_hand(kwh: float, eur: float) -> None:
    assert energy_tax_eur(kwh, "electricity", 2026) == pytest.approx(eur, abs=1e-6)


@pytest.mark.parametrize(
    ("m3", "eur"),
    [
        (100_000, 60_066.00),  # 100,000 x 0.60066
        (170_000, 102_112.20),  # 170,000 x 0.60066
        (200_000, 112_037.70),  # 102,112.20 + 30,000 x 0.33085 = 102,112.20 + 9,925.50
        (2_000_000, 590_677.70),  # 102,112.20 + 830,000 x 0.33085 (274,605.50) + 1,000,000 x 0.21396 (213,960.00)
        (12_000_000, 2_408_617.70),  # 376,717.70 + 9,000,000 x 0.21396 (1,925,640) + 2,000,000 x 0.05313 (106,260)
    ],
)
def test_gas_of_2026_by_hand(m3: float, eur: float) -> None:
    assert energy_tax_eur(m3, "gas", 2026) == pytest.approx(eur, abs=1e-6)


def test_electricity_of_2025_by_hand() -> None:
    # 10,000 x 0.10154 + 40,000 x 0.06937 = 1,015.40 + 2,774.80
    assert energy_tax_eur(50_000, "electricity", 2025) == pytest.approx(3_790.20, abs=1e-9)


def test_last_unit_of_a_bracket_still_pays_its_rate() -> None:
    assert marginal_rate(50_000, "electricity", 2026) == 0.06671
    assert marginal_rate(50_001, "electricity", 2026) == 0.03735


def test_tangent_of_a_gas_user_of_200_000_m3_by_hand() -> None:
    # 102,112.20 - 170,000 x 0.33085 (56,244.50) = 45,867.70; and 45,867.70 + 200,000 x 0.33085 = 112,037.70
    constant, rate = tangent(200_000, "gas", 2026)
    assert constant == pytest.approx(45_867.70, abs=1e-6)
    assert rate == 0.33085


@given(UNITS, CARRIERS)
def test_tangent_touches_the_tax(units: float, carrier: Carrier) -> None:
    constant, rate = tangent(units, carrier, 2026)
    assert constant + rate * units == pytest.approx(energy_tax_eur(units, carrier, 2026), abs=1e-4)


@given(UNITS, UNITS, CARRIERS)
def test_tangent_is_never_below_the_tax(at: float, units: float, carrier: Carrier) -> None:
    constant, rate = tangent(at, carrier, 2026)
    assert constant + rate * units >= energy_tax_eur(units, carrier, 2026) - 1e-4


@given(UNITS, UNITS, CARRIERS)
def test_two_connections_never_pay_less_than_one(a: float, b: float, carrier: Carrier) -> None:
    assert (
        energy_tax_eur(a, carrier, 2026) + energy_tax_eur(b, carrier, 2026)
        >= energy_tax_eur(a + b, carrier, 2026) - 1e-4
    )


def test_only_a_residence_gets_the_reduction() -> None:
    assert tax_reduction_eur(residence=False, year=2026) == 0
    assert tax_reduction_eur(residence=True, year=2025) == -524.95


@pytest.mark.parametrize("units", [-1.0, float("nan")])
def test_fed_in_energy_is_refused(units: float) -> None:
    with pytest.raises(ModelError, match="offtake only"):
        energy_tax_eur(units, "electricity", 2026)


def test_year_without_rates_is_named() -> None:
    with pytest.raises(MissingFact, match=r"tax\.electricity\.1999"):
        energy_tax_eur(1.0, "electricity", 1999)


def test_of_a_use_that_is_exempt_in_part_the_line_is_that_of_what_is_taxed() -> None:
    """60 MWh of which 40 % is exempt: 36 MWh in the second bracket, so a kWh more costs six tenths of its rate."""
    constant, rate = electricity_tangent(60_000, TaxTerms(2026, exempt_share=0.4))
    assert rate == pytest.approx(0.6 * 0.06671)
    tax = electricity_tax(60_000, TaxTerms(2026, exempt_share=0.4))
    assert constant + rate * 60_000 == pytest.approx(sum(tax.values()))
