"""What a solver leaves a hair below zero is zero in a plan as lived: nobody takes less than no heat."""

from pathlib import Path

import numpy as np
import pytest

from collectief import MEASURES, Scenario, optimise, read_park, read_year, verify
from collectief.model import Flow, Steps, to_rows
from collectief.plan.replay import _flows

WARM = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-warmte"


def test_a_flow_below_its_bound_by_rounding_is_at_its_bound() -> None:
    day = np.zeros(3, dtype=np.int64)
    parts = (Flow("connect/a:kw", "a", {("a", "heat"): 1.0}, 9.0),)
    rows = to_rows(parts, Steps(np.arange(3), np.ones(3), day, day, np.ones(1)))
    assert _flows(parts, rows, np.array([-5.7e-12, 0.0, 4.0]))["connect/a:kw"].tolist() == [0.0, 0.0, 4.0]


@pytest.mark.long
def test_a_park_with_a_network_and_every_measure_has_a_plan_with_its_water() -> None:
    """One hour of minus 6e-12 kW at a connection ended this run in an error."""
    park = read_park(WARM)
    found = optimise(Scenario(park, read_year(park, WARM), measures=MEASURES))
    assert verify(found).ok
    assert found.network is not None
    assert found.network.water is not None
    assert min(float(kw.min()) for kw in found.lives["together"].flows.values()) >= 0.0
