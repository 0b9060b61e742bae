"""Parks that answer fast: the group contract alone, so that every number can be followed by hand."""

from pathlib import Path

import pytest

from collectief import Scenario, read_park, read_year
from collectief.measure import MEASURES, GroupContract, HeatPump, Solar
from collectief.plan.decide import optimise
from collectief.plan.outcome import Outcome
from collectief.plan.rerun import Rerun, rerun

PARKS = Path(__file__).parents[2] / "data" / "parken"
HEATING = tuple(m for m in MEASURES if m.key in ("heat_pump", "heat_network", "heat_recovery", "group_contract"))


def answered(name: str) -> Outcome:
    """The answer for an example park in which only a group contract may be agreed."""
    park = read_park(PARKS / name)
    return optimise(Scenario(park, read_year(park, PARKS / name), measures=(GroupContract(),)))


@pytest.fixture(scope="session")
def mini(grouped: Outcome) -> Outcome:
    """Four companies: day load, night load, flat load, and a small user."""
    return grouped


@pytest.fixture(scope="session")
def empty_core() -> Outcome:
    """Three large users of two network levels, made so that no division is stable."""
    return answered("proeftuin-lege-kern")


@pytest.fixture(scope="session")
def sunny() -> Outcome:
    """Two of the four, day load and night load, that may also build solar panels and heat pumps."""
    park = read_park(PARKS / "proeftuin-mini")
    scenario = Scenario(
        park, read_year(park, PARKS / "proeftuin-mini"), measures=(Solar(), HeatPump(), GroupContract())
    )
    return optimise(scenario.only(("dag", "nacht")))


@pytest.fixture(scope="session")
def warm() -> Outcome:
    """A source of 1,500 kW and two large users of gas on one street; saving measures are left out for speed."""
    park = read_park(PARKS / "proeftuin-warmte")
    return optimise(Scenario(park, read_year(park, PARKS / "proeftuin-warmte"), measures=HEATING))


@pytest.fixture(scope="session")
def runs(sunny: Outcome) -> Rerun:
    """The sunny plan made ready to be run again on typical days."""
    return rerun(sunny, MEASURES)
