"""A cold store that shifts its cooling is half full at each midnight: one level alone fits at the border of a month."""

from pathlib import Path

import pytest

from collectief import MEASURES, read_park, read_year
from collectief.model.by_owner import prove_by_owner
from collectief.plan.design import find_design, own_parts
from collectief.plan.prepare import prepare, quarters
from collectief.plan.steps import design_steps, month_steps

PARK = Path(__file__).parents[2] / "data" / "parken" / "vlasakker"


@pytest.mark.long
def test_a_cold_store_that_shifts_is_proven_on_every_hour() -> None:
    park = read_park(PARK).only(["koelhuis"])
    year = read_year(park, PARK)
    setting = prepare(park, year, quarters(park, year))
    parts = tuple(own_parts(setting, MEASURES, park.company("koelhuis")))
    start = find_design(parts, design_steps(setting, 4), gap=1e-4, seconds=600.0).sizes
    assert start["cold_shift/koelhuis"] > 0
    months = [month_steps(year, month) for month in range(12)]
    found = prove_by_owner(parts, months, gap=2e-3, passes=20, seconds=1e6, start=start)
    assert found.certified(2e-3)
