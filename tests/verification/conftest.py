"""Real outcomes of Proeftuin Mini, each made once."""

from dataclasses import replace
from pathlib import Path

import pytest

from collectief import MEASURES, Outcome, Scenario, optimise, read_park, read_year

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
QUICK = ("efficiency", "solar", "heat_pump", "group_contract")


def made(*, lower_contracts: bool, keys: tuple[str, ...]) -> Outcome:
    """The answer for Proeftuin Mini with these measures."""
    park = read_park(MINI)
    year = read_year(park, MINI)
    park = replace(park, rules=replace(park.rules, lower_contracts=lower_contracts))
    return optimise(Scenario(park, year, tuple(m for m in MEASURES if m.key in keys)))


@pytest.fixture(scope="session")
def outcome() -> Outcome:
    """Savings, sun, heat pumps and a group contract; contracts stay as they are."""
    return made(lower_contracts=False, keys=QUICK)


@pytest.fixture(scope="session")
def lowered() -> Outcome:
    """Only a group contract, in a park that may lower its contracts."""
    return made(lower_contracts=True, keys=("group_contract",))
