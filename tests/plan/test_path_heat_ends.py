"""Proeftuin Warmte by years, where the heat of its smelter ends in 2028: a network then stands idle."""

from dataclasses import replace
from pathlib import Path

import pytest

from collectief import MEASURES, Scenario, read_park, read_year
from collectief.plan.stage import StagedPath
from collectief.plan.staged_path import staged_path

pytestmark = pytest.mark.slow
WARM = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-warmte"
HEATING = ("efficiency", "heat_network", "heat_pump")


@pytest.fixture(scope="module")
def path() -> StagedPath:
    park = read_park(WARM)
    companies = (
        replace(c, residual_heat=replace(c.residual_heat, until=2028)) if c.residual_heat else c for c in park.companies
    )
    park = replace(park, companies=tuple(companies))
    return staged_path(
        Scenario(park, read_year(park, WARM), tuple(m for m in MEASURES if m.key in HEATING)), (2027, 2030)
    )


def test_what_was_dug_is_paid_on_and_used_by_nobody(path: StagedPath) -> None:
    forward = path.path("forward")
    assert forward is not None
    first, then = forward.stages
    assert first.adopted == ("heat_network",)
    assert (then.adopted, then.world.ended) == ((), ("smelt",))
    dug = sum(lot.annuity_eur for lot in then.stood if lot.shared and lot.measure == "heat_network")
    assert then.idle_eur >= dug > 10_000.0
    assert not any(name.startswith(("residual/", "connect/")) and kw > 0.1 for name, kw in then.sizes.items())


def test_who_looks_at_the_end_first_does_not_dig(path: StagedPath) -> None:
    guided = path.path("guided")
    assert guided is not None
    assert all(stage.adopted == () for stage in guided.stages)
