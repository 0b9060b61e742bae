"""CO2 that weighs: in what a plan chooses, never in what it costs."""

import numpy as np
import pytest

from collectief.facts import PRICE_OF_CO2, fact, swung
from collectief.plan.as_is import as_is
from collectief.plan.carbon import charging_eur_per_kwh, weighed
from collectief.plan.outcome import Outcome, Project
from collectief.plan.prepare import prepare, quarters


def test_without_a_price_the_setting_is_itself(mini: Outcome) -> None:
    setting = prepare(mini.park, mini.year, quarters(mini.park, mini.year))
    assert weighed(setting) is setting
    assert charging_eur_per_kwh(setting) == fact("charging.public_eur_per_kwh").value


def test_a_price_lies_on_offtake_by_the_hour_on_gas_and_on_public_charging(mini: Outcome) -> None:
    load_kw = quarters(mini.park, mini.year)
    plain = prepare(mini.park, mini.year, load_kw)
    with swung({PRICE_OF_CO2: 100.0}):
        setting = prepare(mini.park, mini.year, load_kw)
        public = charging_eur_per_kwh(setting) - fact("charging.public_eur_per_kwh").value
    factor = mini.year.co2_kg_per_kwh
    for company, before in plain.rates.items():
        after = setting.rates[company]
        np.testing.assert_allclose(after.offtake_eur_per_kwh - before.offtake_eur_per_kwh, 0.1 * factor)
        np.testing.assert_array_equal(after.feed_in_eur_per_kwh, before.feed_in_eur_per_kwh)  # no credit
        assert after.fixed_eur == before.fixed_eur
        # 1.788 kg/m3, of which a kWh of heat takes 1 / (9.769 * 0.9)
        kg = fact("co2.gas_kg_per_m3").value / fact("gas.kwh_per_m3").value / fact("boiler.efficiency").value
        assert after.heat_eur_per_kwh - before.heat_eur_per_kwh == pytest.approx(0.1 * kg)
    assert public == pytest.approx(0.1 * float(factor.mean()))


def test_the_law_is_weighed_in_real_euros(mini: Outcome) -> None:
    load_kw = quarters(mini.park, mini.year)
    plain = prepare(mini.park, mini.year, load_kw)
    with swung({PRICE_OF_CO2: 5_000.0}):
        setting = prepare(mini.park, mini.year, load_kw)
    assert setting.duty == plain.duty


def test_the_boiler_of_a_plan_costs_what_its_gas_weighs(mini: Outcome) -> None:
    load_kw = quarters(mini.park, mini.year)
    company = next(c for c in mini.park.companies if c.gas_m3 > 0)

    def boiler_eur() -> float:
        setting = prepare(mini.park, mini.year, load_kw)
        found = next(p for p in as_is(setting, company) if p.name == f"boiler/{company.id}")
        return float(getattr(found, "eur_per_kwh"))  # noqa: B009 - a part of one of five kinds

    plain = boiler_eur()
    with swung({PRICE_OF_CO2: 100.0}):
        assert boiler_eur() > plain


def test_a_project_that_costs_money_is_adopted_for_what_its_co2_weighs() -> None:
    assert not Project("heat_network", ("a",), frozenset(), gain_eur=-10.0).adopted
    assert Project("heat_network", ("a",), frozenset(), gain_eur=-10.0, weight_eur=12.0).adopted
    assert not Project("heat_network", ("a",), frozenset(), gain_eur=float("-inf"), weight_eur=1e9).adopted
