"""What a company says of its heating counts for its own heat pumps; who says nothing has the key figure."""

from dataclasses import replace

import numpy as np
import pytest
from small_setting import companies, park, setting_of, small

from collectief.facts import fact, usual_level
from collectief.measure import AquiferStore, GroundHeatPump, HeatPump, HeatRecovery, Measure, Setting
from collectief.measure.plant import plant_cop
from collectief.measure.residual import power_per_lifted, spare_kw
from collectief.model import Flow
from collectief.park import Company, ResidualHeat
from collectief.profile.cop import air_cop

LIMIT = fact("heat_pump.limit_degc").value


def hot(degc: float | None) -> Setting:
    """Koel heats with water of this temperature, and has a large building."""
    pers, koel, *others = companies()
    return setting_of(park([pers, replace(koel, heat_degc=degc, gas_m3=400_000.0), *others]))


def power(setting: Setting, measure: Measure, flow: str) -> np.ndarray | None:
    """Electricity per kWh of heat of a flow of koel in each hour, or None where there is no such flow."""
    for part in measure.own_parts(setting, setting.park.company("koel")):
        if isinstance(part, Flow) and part.name == flow:
            return -np.asarray(part.into["koel", "electricity"]) * np.ones(8760)
    return None


@pytest.mark.parametrize(("stated", "degc"), [(None, 55.0), (40.0, 40.0), (LIMIT, LIMIT)])
def test_own_heat_pumps_make_water_as_hot_as_is_stated(stated: float | None, degc: float) -> None:
    setting, kelvin = hot(stated), degc + 273.15
    air = power(setting, HeatPump(), "heat_pump/koel:kw")
    assert air == pytest.approx(1.0 / air_cop(setting.air_degc, degc))
    ground = power(setting, GroundHeatPump(), "ground_heat_pump/koel:kw")
    assert ground == pytest.approx((degc - 8.0) / (0.5 * kelvin) * np.ones(8760))
    wells = power(setting, AquiferStore(), "aquifer_store/koel:kw")
    from_well = 1.0 - (degc - 13.0) / (0.5 * kelvin)
    assert wells == pytest.approx((1.0 - from_well + 0.03 * from_well) * np.ones(8760))
    lifted = power(setting, HeatRecovery(), "recovery/koel:kw")
    assert lifted == pytest.approx(max((degc - 32.0) / (0.5 * kelvin), 1.0 / 8.0) * np.ones(8760))


def test_above_what_common_heat_pumps_reach_there_are_none() -> None:
    setting = hot(LIMIT + 0.5)
    for measure in (HeatPump(), GroundHeatPump(), AquiferStore(), HeatRecovery()):
        assert not list(measure.own_parts(setting, setting.park.company("koel")))


def test_heat_that_is_hot_enough_is_used_as_it_is_however_hot_that_is() -> None:
    setting = hot(LIMIT + 10.0)
    one = replace(setting.park.company("koel"), residual_heat=ResidualHeat(90.0, LIMIT + 10.0, True))
    assert list(HeatRecovery().own_parts(setting, one))
    assert power_per_lifted(one, LIMIT + 10.0) == 0.0
    assert spare_kw(setting, one, LIMIT + 10.0) == pytest.approx(np.full(8760, 90.0))


def lukewarm(degc: float) -> Company:
    return replace(companies()[1], residual_heat=ResidualHeat(90.0, degc, True))


def test_the_warmer_residual_heat_is_the_less_power_it_takes_and_the_less_there_is_of_it() -> None:
    """What comes out is what went in and the electricity."""
    taken = [power_per_lifted(lukewarm(degc), 70.0) for degc in (15.0, 30.0, 45.0, 69.9, 70.0)]
    assert taken == sorted(taken, reverse=True)
    assert taken[-2:] == [1.0 / 8.0, 0.0]
    for degc, part in zip((15.0, 30.0), taken, strict=False):
        given = spare_kw(small(), lukewarm(degc), 70.0)
        assert given is not None
        assert given * (1.0 - part) == pytest.approx(np.full(8760, 90.0))


def test_a_plant_has_the_cop_of_the_tables_over_the_year_and_less_in_the_cold() -> None:
    air = small().air_degc
    cop = plant_cop(air, usual_level())
    assert 8760.0 / float((1.0 / cop).sum()) == pytest.approx(fact("central_heat_pump.cop").value)
    assert cop[np.argmin(air)] < cop[np.argmax(air)]
