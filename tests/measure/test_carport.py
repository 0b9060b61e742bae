"""Solar carports: only where parking is stated, never more than fits, and dearer than a roof."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import Plan, companies, dairy, measures, park, setting_of, small

from collectief.facts import fact, swung
from collectief.measure import Carport
from collectief.measure.build import priced
from collectief.measure.carport import room_kwp

CARPORT = "carport/vracht"


@cache
def plan(*keys: str) -> Plan:
    """Carports at 500 EUR per kWp: then they are worth it."""
    with swung({"carport.eur_per_kwp": 500.0}):
        return Plan(dairy(), measures(*keys))


def test_a_thousand_square_metres_carry_127_kilowatt_peak() -> None:
    assert room_kwp(replace(companies()[0], carport_m2=1_000.0)) == pytest.approx(127.0)


def test_no_carport_is_offered_where_no_parking_is_stated() -> None:
    assert not [p for c in small().park.companies for p in Carport().own_parts(small(), c)]
    assert [c.id for c in dairy().park.companies if list(Carport().own_parts(dairy(), c))] == ["vracht"]


@pytest.mark.parametrize(("parking_m2", "offered"), [(190.0, False), (200.0, True)])
def test_parking_too_small_for_the_smallest_is_left_alone(parking_m2: float, offered: bool) -> None:
    """25 kWp need 197 m2."""
    pers = replace(companies()[0], carport_m2=parking_m2)
    setting = setting_of(park([pers, *companies()[1:]]))
    assert bool(list(Carport().own_parts(setting, pers))) is offered


def test_a_carport_never_exceeds_the_parking_nor_gives_more_than_the_sun() -> None:
    found = plan("carport")
    assert 0.0 < found.sizes[CARPORT] <= room_kwp(dairy().park.company("vracht")) + 1e-6
    sun = found.steps.of(dairy().sun_kw_per_kwp)
    assert np.all(found.flow(f"{CARPORT}:kw") <= found.sizes[CARPORT] * sun + 1e-5)
    assert plan().net("vracht") - found.net("vracht") == pytest.approx(found.flow(f"{CARPORT}:kw"), abs=1e-5)


def test_the_roof_is_filled_before_the_parking() -> None:
    """The same sun for less money: no carport while the roof still has room."""
    both = Plan(dairy(), measures("solar", "carport"))
    assert both.sizes["solar/vracht"] > 1.0
    assert both.sizes[CARPORT] == pytest.approx(0.0, abs=1e-6)
    assert priced("carport", "kwp").yearly(0.05) > priced("solar", "kwp").yearly(0.05)


def test_a_cheap_carport_lowers_the_cost() -> None:
    assert plan("carport").answer.upper < plan().answer.lower - 100.0


def test_a_carport_is_a_build_in_kilowatt_peak() -> None:
    (found,) = Carport().builds(dairy(), {CARPORT: 50.0})
    assert (found.measure, found.owner, found.amount, found.unit) == ("carport", "vracht", 50.0, "kWp")
    assert found.investment_eur == pytest.approx(50.0 * fact("carport.eur_per_kwp").value)
