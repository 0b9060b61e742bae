"""Where the grid pinches in the plan together: a dual against the difference of two exact optimisations of the year."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from collectief import Scenario, read_park, read_year
from collectief.measure import Battery, GroupContract, Setting
from collectief.model import Size, Warm, to_rows
from collectief.park import Connection
from collectief.plan import decide
from collectief.plan.design import all_parts
from collectief.plan.outcome import Outcome
from collectief.plan.pinch import Cause, Pinch
from collectief.plan.pinched_together import pinches_together, shared_islands, valued
from collectief.plan.prepare import prepare, quarters
from collectief.plan.replay import MONTHS
from collectief.plan.run import Run, Stop
from collectief.plan.steps import month_steps
from collectief.profile.year import HOURS

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
MEASURES = (Battery(), GroupContract())
SIZES = {
    "group_organisation": 1.0, "group/station/MS": 1.0, "member/dag/MS": 1.0, "member/nacht/MS": 1.0,
    "contract/vlak": 1.0, "battery/dag": 400.0,
}  # fmt: skip
CABLE_KW = {"dag": 240.0 - 380.0, "nacht": 160.0 - 380.0, "vlak": 0.0, "klein": 0.0}
"""What the cable of each carries more than in the data."""
FACTOR = 0.95
"""kW per kVA of a cable (`grid.power_factor`)."""
MORE_KW, REL = 0.05, 1e-3
"""A step of 50 W, and how far its worth may lie from the dual."""


@pytest.fixture(scope="module")
def setting() -> Setting:
    """dag (day load, battery of 400 kWh) and nacht (night load) share a contract; vlak and klein stay apart.

        dag [battery] --cable--+
                               +--- group contract --- station
        nacht ---------cable---+

    No price on peaks, so that the battery fills itself at low prices as far as a limit lets it. The group has 260 kW,
    the station 240 kW for it in every second hour, and the cable of dag carries 240 kW. That of nacht carries its load
    of 160 kW, and not a watt more.
    """
    park = read_park(MINI)
    plain = prepare(park, read_year(park, MINI), quarters(park, read_year(park, MINI)))
    cables = (replace(c, connection=_wider(c.connection, CABLE_KW[c.id])) for c in plain.park.companies)
    there = replace(plain, park=replace(plain.park, companies=tuple(cables)))
    return room_more(group_more(with_rates(there, peaks=lambda _: ()), -190.0), -8760.0)


def with_rates(setting: Setting, **made: Callable[[str], Any]) -> Setting:
    rates = {c: replace(r, **{name: of(c) for name, of in made.items()}) for c, r in setting.rates.items()}
    return replace(setting, rates=rates)


def group_more(setting: Setting, kw: float) -> Setting:
    """What dag and nacht bring to their contract, half each."""
    return with_rates(setting, brings_kw=lambda c: setting.rates[c].group_kw + kw / 2)


def room_more(setting: Setting, kw: float) -> Setting:
    """What the station has left for dag and nacht, half each; in the odd hours far more than they can use."""
    even = np.arange(HOURS) % 2 == 0
    had = {c: r.offtake_headroom_kw for c, r in setting.rates.items()}
    before = {c: np.where(even, 4500.0, 9000.0) if kw0 is None else kw0 for c, kw0 in had.items()}
    return with_rates(setting, offtake_headroom_kw=lambda c: before[c] + kw / 2)


def cable_more(setting: Setting, kw: float) -> Setting:
    """What the cable of dag carries."""
    mine = [replace(c, connection=_wider(c.connection, kw)) if c.id == "dag" else c for c in setting.park.companies]
    return replace(setting, park=replace(setting.park, companies=tuple(mine)))


def _wider(connection: Connection, kw: float) -> Connection:
    return replace(connection, physical_kva=connection.physical_kva + kw / FACTOR)


@pytest.fixture(scope="module")
def found(setting: Setting) -> dict[tuple[str, Cause], Pinch]:
    pinches = pinches_together(setting, MEASURES, SIZES, (), Run())
    assert pinches is not None
    return {(p.owner, p.cause): p for p in pinches if p.side == "offtake"}


def year_eur(setting: Setting) -> float:
    """What runs in the year with these sizes at the least cost, to the solver's last digit, EUR."""
    parts = tuple(all_parts(setting, MEASURES))
    sizes = {p.name: SIZES.get(p.name, p.lower) for p in parts if isinstance(p, Size)}
    island = shared_islands(setting, parts, sizes)
    months = (month_steps(setting.year, month) for month in range(MONTHS))
    return sum(Warm(to_rows(island, steps, sizes), presolve=True).solve().upper for steps in months)


@pytest.fixture(scope="module")
def before_eur(setting: Setting) -> float:
    return year_eur(setting)


@pytest.mark.parametrize(
    ("owner", "cause", "more"),
    [("station", "group", group_more), ("station", "group_area", room_more), ("dag", "cable", cable_more)],
)
def test_one_kw_more_of_a_limit_is_worth_what_the_year_with_it_costs_less(
    setting: Setting,
    found: dict[tuple[str, Cause], Pinch],
    before_eur: float,
    owner: str,
    cause: Cause,
    more: Callable[[Setting, float], Setting],
) -> None:
    assert found[owner, cause].eur_per_kw > 1.0
    measured = (before_eur - year_eur(more(setting, MORE_KW))) / MORE_KW
    assert found[owner, cause].eur_per_kw == pytest.approx(measured, rel=REL)


def test_a_limit_in_which_all_just_fits_is_worth_nothing(
    setting: Setting, found: dict[tuple[str, Cause], Pinch], before_eur: float
) -> None:
    assert ("nacht", "cable") not in found
    wider = (
        replace(c, connection=_wider(c.connection, MORE_KW)) if c.id == "nacht" else c for c in setting.park.companies
    )
    there = replace(setting, park=replace(setting.park, companies=tuple(wider)))
    assert before_eur - year_eur(there) == pytest.approx(0.0, abs=1e-3)


@pytest.fixture(scope="module")
def answered() -> tuple[Scenario, Outcome]:
    park = read_park(MINI)
    scenario = Scenario(park, read_year(park, MINI), measures=(GroupContract(),))
    return scenario, decide.optimise(scenario)


def test_limits_are_valued_once_a_plan_stands(answered: tuple[Scenario, Outcome]) -> None:
    """No group of mini is near its limit: that is an answer, not a gap."""
    scenario, outcome = answered
    assert outcome.pinches_together is None
    assert valued(scenario, outcome, Run()).pinches_together == ()


def test_no_time_to_value_limits_is_no_early_end_of_the_plan(answered: tuple[Scenario, Outcome]) -> None:
    scenario, outcome = answered
    run = Run(stop=Stop(0.0))
    assert valued(scenario, outcome, run).pinches_together is None
    assert not run.stop.cut
