"""A tank of a network is checked by what goes in and out of it: each lie is found at its place."""

import sys
from dataclasses import replace

import numpy as np
import pytest

from collectief import Outcome
from collectief.facts import fact
from collectief.measure import Build
from collectief.measure.build import STORED
from collectief.plan.outcome import Living
from collectief.verification.tanks import FAST, FULL, MADE, OTHER, check_tanks
from collectief.verification.verdict import Verdict

TANK, KWH = "network_tank/dag", 200.0
KEPT = (1.0 - fact("heat_tank.loss_per_hour").value) ** fact("heat_tank.hours_held").value


def honest() -> dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Every day 10 kW in for six hours of the night, and what is left of it out in the morning."""
    hour = np.arange(8760) % 24
    into = np.where(hour < 6, 10.0, 0.0)
    out = np.where((hour >= 6) & (hour < 10), 15.0 * KEPT, 0.0)
    stock = np.cumsum(KEPT * into - out)
    return {f"{TANK}:fills": into, f"{TANK}:gives": out, f"{TANK}:store:stock": stock, "residual/dag:kw": into + 5.0}


def failed(outcome: Outcome, *, kwh: float = KWH, **changed: float) -> set[str]:
    """The names of what fails where some flows are multiplied; ``changed`` by the end of their names."""
    ends = {"fills": ":fills", "gives": ":gives", "stock": ":stock", "source": ":kw"}
    flows = {n: kw * next((by for k, by in changed.items() if n.endswith(ends[k])), 1.0) for n, kw in honest().items()}
    together = outcome.cases["together"]
    tank = Build("heat_network", "dag", "dag", kwh, "kWh", 3_000.0, 300.0, part=STORED)
    cases = {**outcome.cases, "together": replace(together, builds=(*together.builds, tank))}
    lives = {**outcome.lives, "together": Living({}, flows)}
    checks = tuple(check_tanks(replace(outcome, cases=cases, lives=lives)))
    assert len(checks) == 4
    return {one.name.en for one in Verdict(checks).failed}


def test_an_honest_tank_passes(outcome: Outcome) -> None:
    assert failed(outcome) == set()


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"kwh": 50.0}, {FULL.en}),
        ({"kwh": 25.0}, {FULL.en, FAST.en}),
        ({"gives": 1.01}, {MADE.en}),
        ({"fills": 0.99}, {MADE.en}),
        ({"source": 0.5}, {OTHER.en}),
    ],
)
def test_each_lie_is_found(outcome: Outcome, changed: dict[str, float], names: set[str]) -> None:
    assert failed(outcome, **changed) == names


def test_a_tank_that_is_full_each_first_of_the_month_is_found(
    outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never filled: it gives 100 kWh in the first two hours of each month, from nothing."""
    hours, month = np.zeros(8760), np.asarray(outcome.year.month)
    first = np.flatnonzero(np.r_[True, np.diff(month) != 0])
    out, stock = hours.copy(), hours.copy()
    out[first + 1], stock[first] = 100.0, 100.0
    lie = {f"{TANK}:fills": hours, f"{TANK}:gives": out, f"{TANK}:store:stock": stock, "residual/dag:kw": hours}
    monkeypatch.setattr(sys.modules[__name__], "honest", lambda: lie)
    assert failed(outcome) == {MADE.en}


def test_a_plan_without_tanks_has_nothing_to_check(outcome: Outcome) -> None:
    assert not tuple(check_tanks(outcome))
