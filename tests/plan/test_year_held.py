"""A limit over the year in a year that is lived: held by a price, whether tomorrow is known or not.

heat <-- boiler, so many kWh a year at most
heat <-- heat pump, dearer by the hour
"""

from pathlib import Path

import numpy as np
import pytest

from collectief import read_park, read_year
from collectief.errors import Infeasible
from collectief.measure import HeatPump, Setting
from collectief.model import Flow, Limit, Load, Part, Size
from collectief.plan.capacity import by_rule
from collectief.plan.design import own_parts
from collectief.plan.prepare import prepare, quarters
from collectief.plan.replay import Dispatch, replay
from collectief.plan.roll import roll
from collectief.plan.roll_within import roll_within

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
ME, PUMP, BOILER = "dag", "heat_pump/dag:kw", "boiler/dag"
PUMP_KW = 110.0


@pytest.fixture(scope="module")
def setting() -> Setting:
    park = read_park(MINI)
    year, mine = read_year(park, MINI), park.only([ME])
    load_kw = quarters(mine, year)
    return by_rule(prepare(mine, year, load_kw), load_kw)


@pytest.fixture(scope="module")
def parts(setting: Setting) -> tuple[Part, ...]:
    """A company with a heat pump beside its boiler."""
    return tuple(own_parts(setting, (HeatPump(),), setting.park.company(ME)))


@pytest.fixture(scope="module")
def free(setting: Setting, parts: tuple[Part, ...]) -> Dispatch:
    return replay(setting, parts, sizes_of(parts))


def sizes_of(parts: tuple[Part, ...]) -> dict[str, float]:
    return {p.name: PUMP_KW if p.name == "heat_pump/dag" else p.upper for p in parts if isinstance(p, Size)}


def capped(parts: tuple[Part, ...], kwh: float) -> tuple[Part, ...]:
    return (*parts, Limit("gas/dag", ME, {BOILER: 1.0}, {ME: kwh}, per="year"))


@pytest.mark.parametrize("part", [0.5, 0.9])
def test_a_year_burns_no_more_than_it_may_and_serves_the_same_heat(
    part: float, setting: Setting, parts: tuple[Part, ...], free: Dispatch
) -> None:
    most = part * float(free.of(BOILER).sum())
    held = replay(setting, capped(parts, most), sizes_of(parts))
    assert float(held.of(BOILER).sum()) == pytest.approx(most, abs=0.01)
    assert held.of(BOILER) + held.of(PUMP) == pytest.approx(free.of(BOILER) + free.of(PUMP), abs=1e-4)
    assert held.contracts_kw == pytest.approx(free.contracts_kw)


def test_what_does_not_bind_changes_nothing(setting: Setting, parts: tuple[Part, ...], free: Dispatch) -> None:
    wide = replay(setting, capped(parts, 1.01 * float(free.of(BOILER).sum())), sizes_of(parts))
    assert all(np.array_equal(wide.of(name), free.of(name)) for name in free.flows)


def test_a_limit_that_no_dispatch_keeps_is_said(setting: Setting, parts: tuple[Part, ...]) -> None:
    with pytest.raises(Infeasible, match=r"gas/dag"):
        replay(setting, capped(parts, 0.0), sizes_of(parts))


# ---------------------------------------------------------------- without knowing tomorrow

HOUSE = ("me", "heat")
WEEKS = np.zeros(2 * 168, dtype=np.int64)
COP = np.where(np.arange(8760) % 24 < 12, 2.0, 4.0)


def house(kwh: float) -> tuple[Part, ...]:
    """3 kW of heat; by gas at 0.10 EUR, or by a heat pump at 0.30 EUR over a COP that is better after noon."""
    return (
        Load("heat", "me", HOUSE, 3.0),
        Flow("gas", "me", {HOUSE: 1.0}, 9.0, eur_per_kwh=0.10),
        Flow("grid/me:offtake", "me", {("me", "electricity"): 1.0}, 9.0, eur_per_kwh=0.30),
        Flow("pump", "me", {HOUSE: COP, ("me", "electricity"): -1.0}, 9.0),
        Limit("cap", "me", {"gas": 1.0}, {"me": kwh}, per="year"),
    )


def test_a_year_day_by_day_keeps_its_limit_too() -> None:
    """Without a limit all mornings are on gas, 504 kWh; 404 may be: a price lets the pump run for the other 100."""
    year = roll_within(house(404.0), {}, month=WEEKS)
    assert float(year.flows["gas"].sum()) == pytest.approx(404.0, abs=1e-3)
    heat = year.flows["gas"] + COP[: len(WEEKS)] * year.flows["pump"]
    assert heat == pytest.approx(np.full(len(WEEKS), 3.0), abs=1e-6)


def test_a_year_day_by_day_that_keeps_its_limit_by_itself_is_lived_as_ever() -> None:
    without = roll(house(504.0)[:-1], {}, month=WEEKS)
    year = roll_within(house(505.0), {}, month=WEEKS)
    assert all(np.array_equal(year.flows[name], kw) for name, kw in without.flows.items())
