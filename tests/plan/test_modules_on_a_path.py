"""Batteries on a path: what a later year adds is whole modules too, also where another module is sold by then."""

from pathlib import Path

import pytest

from collectief import Scenario, read_park, read_year
from collectief.measure import Battery
from collectief.plan.one_stage import Question
from collectief.plan.path_ways import walk
from collectief.plan.run import Run
from collectief.plan.stage_world import RATES, Stated

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
STILL = tuple(Stated(rate, 0.0) for rate in RATES)
PRICE = "battery.eur_per_kwh"


@pytest.mark.parametrize("later_kwh", [32.0, pytest.param(50.0, marks=pytest.mark.long)])
def test_what_stands_and_what_is_added_are_whole_modules(later_kwh: float) -> None:
    park = read_park(MINI).only(["nacht"])
    falls = (Stated(PRICE, 120.0, 2027), Stated(PRICE, 40.0, 2029), Stated("battery.module_kwh", later_kwh, 2029))
    question = Question(Scenario(park, read_year(park, MINI), (Battery(),)), (2027, 2029), (*STILL, *falls))
    first, second = walk(question, "forward", Run()).stages
    stood, stands = (stage.sizes["battery/nacht"] for stage in (first, second))
    assert stood % 32.0 == 0.0
    assert stands % later_kwh == 0.0
    assert 0.0 < stood < stands
    assert sum(lot.amount for lot in second.added if lot.measure == "battery") == pytest.approx(stands - stood)
