"""A plan that lies in another bracket of the energy tax than the use of today is designed at the price of that one."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from collectief import Scenario, read_park, read_year
from collectief.plan.decide import PERIODS, setting_of
from collectief.plan.each_alone import each_alone
from collectief.plan.own_bracket import brackets_at, rates_at
from collectief.plan.prepare import quarters
from collectief.plan.run import Run
from collectief.plan.steps import design_steps

PARKS = Path(__file__).parents[2] / "data" / "parken"


@cache
def asked(name: str) -> Scenario:
    park = read_park(PARKS / name)
    return Scenario(park, read_year(park, PARKS / name))


def test_at_the_use_of_today_the_rates_are_those_of_today() -> None:
    """Dagwerk: 120 kW on average, all year."""
    park, year = asked("proeftuin-mini").park, asked("proeftuin-mini").year
    setting, day = setting_of(asked("proeftuin-mini"), quarters(park, year)), park.company("dag")
    usual, found = setting.rates["dag"], rates_at(setting, day, 1_051_200.0, day.gas_m3)
    assert found.fixed_eur == pytest.approx(usual.fixed_eur)
    assert found.heat_eur_per_kwh == pytest.approx(usual.heat_eur_per_kwh)
    assert np.allclose(found.offtake_eur_per_kwh, usual.offtake_eur_per_kwh)
    less = rates_at(setting, day, 9_000.0, day.gas_m3)
    assert np.allclose(less.offtake_eur_per_kwh - usual.offtake_eur_per_kwh, 0.09161 - 0.03735)
    assert brackets_at(setting, day, 9_000.0, 200_000.0) == (0.09161, 0.33085)


@pytest.mark.long
def test_who_saves_gas_to_below_its_bracket_is_designed_at_what_that_gas_costs() -> None:
    """Koelpoort's soup: 176,420 m3, of which the last costs 0.33 EUR of tax, and the last of its plan 0.60."""
    scenario = asked("koelpoort").only(("soep",))
    load_kw = quarters(scenario.park, scenario.year)
    setting = setting_of(scenario, load_kw)
    steps = design_steps(setting, PERIODS)
    found = each_alone(scenario, setting, steps, load_kw=load_kw, run=Run())
    assert found.setting.rates["soep"].heat_eur_per_kwh > setting.rates["soep"].heat_eur_per_kwh
    assert found.case.energy["soep"].gas_m3 < 50_000  # at the price of today's bracket 136,624
    assert found.case.proof is not None
    assert found.case.proof.replayed == pytest.approx(found.case.eur_per_year)
