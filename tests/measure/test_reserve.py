"""Koel feeds a network and has a boiler: what that has left may go through the pipes when residual heat is short."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import Plan, companies, measures, park, setting_of

from collectief.facts import fact
from collectief.measure import HeatNetwork, Setting
from collectief.measure.build import RESERVED, SOURCE
from collectief.measure.network_tank import tank_kw
from collectief.measure.reserve import reserve_kw, reserve_price
from collectief.model import Limit, Size
from collectief.park import ResidualHeat

DEAR, CHEAP = 2.0, 0.06
"""EUR per kWh of heat from gas: of pers, and of koel."""


def setting(*, gas_m3: float = 60_000.0, spare_kw: float = 20.0) -> Setting:
    """Koel has little heat to spare, and cheap gas; that of pers is so dear that it takes all it can get."""
    pers, koel, *_ = companies()
    koel = replace(koel, gas_m3=gas_m3, residual_heat=ResidualHeat(spare_kw, 80.0, True))
    made = setting_of(park([pers, koel]))
    eur = {"pers": DEAR, "koel": CHEAP}
    return replace(made, rates={k: replace(r, heat_eur_per_kwh=eur[k]) for k, r in made.rates.items()})


@cache
def plan() -> Plan:
    return Plan(setting(), measures("heat_network"), gap=1e-5)


def test_what_residual_heat_lacks_comes_from_the_boiler_of_who_feeds_the_network() -> None:
    found = plan()
    given, boiler = found.flow("reserve/koel:kw"), found.flow("boiler/koel")
    own = found.steps.of(found.setting.uses["koel"].space_kw) - found.flow("connect/koel:kw")
    assert given.max() > 10.0
    assert boiler == pytest.approx(own + given, abs=1e-4)
    assert boiler.max() <= float(found.setting.uses["koel"].space_kw.max()) + 1e-4
    assert np.all(given <= found.sizes["reserve/koel"] + 1e-4)
    stored = found.flow("network_tank/koel:gives") - found.flow("network_tank/koel:fills")
    fed = given + found.flow("residual/koel:kw") + stored
    assert np.all(fed >= found.flow("connect/pers:kw") + found.flow("connect/koel:kw") - 1e-4)


def test_pipes_carry_what_the_reserve_gives_as_well() -> None:
    """As much capacity leaves koel as pers is connected with: more than there is residual heat."""
    found = plan()
    assert found.sizes["connect/pers"] > found.sizes["residual/koel"] + 1.0
    given_kw = found.sizes["residual/koel"] + found.sizes["reserve/koel"] + tank_kw(found.sizes["network_tank/koel"])
    assert found.sizes["connect/pers"] <= given_kw + 1e-4


def test_it_costs_its_coupling_and_the_gas_that_it_burns() -> None:
    found = plan()
    built = {b.part: b for b in HeatNetwork().builds(found.setting, found.sizes) if b.place == "koel"}
    assert built[RESERVED].amount == pytest.approx(found.sizes["reserve/koel"])
    each = reserve_price().yearly(found.setting.interest)
    assert built[RESERVED].eur_per_year == pytest.approx(each * found.sizes["reserve/koel"])
    assert built[SOURCE].amount == pytest.approx(found.sizes["residual/koel"])
    price, least = fact("residual_heat.eur_per_kw").value, fact("residual_heat.least_kw").value
    assert reserve_price().investment_eur == price
    sizes = [p for p in HeatNetwork().shared_parts(found.setting) if isinstance(p, Size) and p.name == "reserve/koel"]
    assert [s.least for s in sizes] == [least]


def test_who_has_no_gas_or_no_heat_to_spare_is_no_reserve() -> None:
    for one in (setting(gas_m3=0.0), setting(spare_kw=0.0)):
        assert not [p.name for p in HeatNetwork().shared_parts(one) if p.name.startswith("reserve/")]
    assert reserve_kw(setting(), setting().park.company("koel"))[0] == "heat"


def test_it_only_gives_what_a_boiler_makes() -> None:
    """No heat of a heat pump: that is not as hot as the network."""
    named = [p for p in HeatNetwork().shared_parts(setting()) if p.name == "reserve/koel:boiler"]
    assert [p.terms for p in named if isinstance(p, Limit)] == [{"reserve/koel:kw": 1.0, "boiler/koel": -1.0}]


def test_a_baker_gives_of_the_boiler_of_its_process() -> None:
    baker = replace(companies()[0], sector="industrial_bakery", residual_heat=ResidualHeat(20.0, 80.0, True))
    made = setting_of(park([baker, companies()[1]]))
    carrier, kw = reserve_kw(made, baker)
    assert (carrier, kw) == ("process", float(made.uses["pers"].process_kw.max()))
