"""A shared turbine: where the park names a place, behind the connection of a group, and no tax or kWh charge saved."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import Plan, dairy, measures, small

from collectief.facts import fact, swung
from collectief.measure import PARK, Setting, Wind
from collectief.model import Size
from collectief.park import WindSite
from collectief.profile import synthetic_year
from collectief.profile.wind import turbine_kw_per_kw, turbine_profile

TURBINE = "wind/noord"


def placed(site: WindSite | None) -> Setting:
    """The park of the dairy with another place for a turbine."""
    park = dairy().park
    return replace(dairy(), park=replace(park, rules=replace(park.rules, wind=site)))


def offered(setting: Setting) -> list[float]:
    """Largest kW of each turbine on offer."""
    return [p.upper for p in Wind().shared_parts(setting) if isinstance(p, Size)]


@cache
def plan(*keys: str) -> Plan:
    """A turbine that costs so little that only where its power goes decides."""
    with swung({"wind.eur_per_kw": 100.0, "wind.upkeep_eur_per_kw": 1.0}):
        return Plan(dairy(), measures(*keys))


def test_power_grows_with_the_third_power_of_the_wind_at_the_hub() -> None:
    """At 90 m it blows 9^0.3 = 1.93 times as hard: 4 m/s becomes 7.73, and (7.73^3 - 27) / (10.5^3 - 27) is 0.385."""
    assert turbine_kw_per_kw(np.array([0.0, 1.5, 4.0, 5.5, 12.9, 13.0])) == pytest.approx(
        [0.0, 0.0, 0.385, 1.0, 1.0, 0.0], abs=1e-3
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_a_year_of_de_bilt_gives_the_full_load_hours_of_a_turbine_on_land(seed: int) -> None:
    """2,250 MWh for each MW (nrc.nl 2012-09-14)."""
    assert turbine_profile(synthetic_year(2025, seed)).sum() == pytest.approx(2_250.0, rel=0.02)


def test_a_turbine_is_on_offer_only_where_the_park_names_a_place() -> None:
    assert offered(dairy()) == [600.0]
    assert offered(small()) == []
    assert offered(placed(WindSite("elders", 600.0))) == []
    assert offered(placed(WindSite("noord", fact("wind.least_kw").value - 1.0))) == []


def test_where_no_group_can_be_there_is_no_turbine() -> None:
    """The site is the group's: one company has none."""
    alone = dairy().park.only(["klein"])
    assert offered(replace(dairy(), park=alone)) == []


def test_without_a_group_contract_a_turbine_has_no_connection() -> None:
    assert plan("wind").flow(f"{TURBINE}:kw").sum() == pytest.approx(0.0, abs=1e-5)
    assert plan("wind").sizes[TURBINE] == pytest.approx(0.0, abs=1e-6)


def test_what_a_turbine_makes_leaves_through_the_site_of_the_group() -> None:
    found = plan("wind", "group_contract")
    made = found.flow(f"{TURBINE}:kw")
    assert made.sum() > 10.0
    given = found.flows("site/noord/", ":feed_in") - found.flows("site/noord/", ":offtake")
    assert given == pytest.approx(made, abs=1e-4)
    assert np.all(made <= found.sizes[TURBINE] * found.steps.of(turbine_profile(dairy().year)) + 1e-4)


def test_a_turbine_takes_no_kwh_charge_nor_tax_off_anybody() -> None:
    """What members buy at their own meters, with all that is on it, is as much with the turbine as without."""
    with_it, without = plan("wind", "group_contract"), plan("group_contract")
    for company in dairy().park.companies:
        assert with_it.net(company.id) == pytest.approx(without.net(company.id), abs=1e-4)


def test_a_turbine_belongs_to_all() -> None:
    (found,) = Wind().builds(dairy(), {TURBINE: 600.0})
    assert (found.measure, found.owner, found.place, found.unit) == ("wind", PARK, "noord", "kW")
    assert found.investment_eur == pytest.approx(600.0 * fact("wind.eur_per_kw").value)
