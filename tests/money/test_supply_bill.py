"""What the suppliers of electricity and gas ask, by hand."""

import numpy as np
import pytest

from collectief.errors import ModelError
from collectief.money import Bill, commodity, gas_bill, gas_transport_eur


def test_two_hours_by_hand() -> None:
    """First hour 4 kWh taken at 0.10 + 0.01 = 0.44; second hour 8 kWh fed in at 0.05 - 0.01 = 0.32."""
    net_kw = np.array([4.0] * 4 + [-8.0] * 4)
    lines = commodity(net_kw, np.array([0.10, 0.05]), margin_eur_per_kwh=0.01, feed_in_margin_eur_per_kwh=0.01)
    assert lines == {"electricity": pytest.approx(0.44), "feed_in": pytest.approx(-0.32)}


def test_feeding_in_at_a_negative_price_costs_money() -> None:
    """8 kWh at -0.05 - 0.01 = -0.06: 0.48 to pay; taking 4 kWh at -0.05 + 0.01 earns 0.16."""
    net_kw = np.array([4.0] * 4 + [-8.0] * 4)
    lines = commodity(net_kw, np.array([-0.05, -0.05]), margin_eur_per_kwh=0.01, feed_in_margin_eur_per_kwh=0.01)
    assert lines == {"electricity": pytest.approx(-0.16), "feed_in": pytest.approx(0.48)}


def test_quarters_within_an_hour_do_not_cancel() -> None:
    """+4 and -4 kW for a quarter each: 1 kWh taken and 1 kWh given, so the two margins are lost."""
    lines = commodity(
        np.array([4.0, -4.0, 0.0, 0.0]), np.array([0.10]), margin_eur_per_kwh=0.01, feed_in_margin_eur_per_kwh=0.02
    )
    assert Bill(lines).total == pytest.approx(0.03)


def test_prices_by_quarter_equal_prices_held_for_the_hour() -> None:
    net_kw = np.arange(-4.0, 4.0)
    assert commodity(net_kw, np.array([0.1, 0.2])) == commodity(net_kw, np.repeat([0.1, 0.2], 4))


def test_margin_of_the_tables_is_a_cent_each_way() -> None:
    lines = commodity(np.array([4.0, -4.0]), np.array([0.10, 0.10]))
    assert lines == {"electricity": pytest.approx(0.11), "feed_in": pytest.approx(-0.09)}


def test_gas_of_100_000_m3_by_hand() -> None:
    """40.7 EUR/MWh x 0.009769 MWh/m3 + 0.03 = 0.4275983 EUR/m3; class up to 170,000 m3; 100,000 x 0.60066."""
    assert gas_bill(100_000, year=2026) == {
        "gas": pytest.approx(42_759.83),
        "gas_transport": pytest.approx(2_000.0),
        "gas_tax": pytest.approx(60_066.0),
    }


def test_free_gas_still_pays_margin_transport_and_tax() -> None:
    """1,000 m3 at 0.03, the smallest class, 1,000 x 0.57816 in 2025."""
    assert gas_bill(1_000, year=2025, ttf_eur_per_mwh=0.0) == {
        "gas": pytest.approx(30.0),
        "gas_transport": pytest.approx(230.0),
        "gas_tax": pytest.approx(578.16),
    }


def test_without_gas_there_is_no_bill() -> None:
    assert Bill(gas_bill(0, year=2026)).total == 0


def test_transport_of_gas_rises_by_class() -> None:
    assert [gas_transport_eur(m3) for m3 in (1, 80_000, 80_001, 170_001)] == [230, 900, 2_000, 5_000]


def test_negative_gas_is_refused() -> None:
    with pytest.raises(ModelError, match="0 or more"):
        gas_bill(-1, year=2026)
