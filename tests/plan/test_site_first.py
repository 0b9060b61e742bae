"""A turbine that carries a group which does not pay by itself: one decision, one saving."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from collectief import Outcome, Scenario, optimise, read_park, read_year, verify
from collectief.measure import GroupContract, Wind
from collectief.park import WindSite

pytestmark = pytest.mark.slow

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
CHEAP, DEAR, TOO_DEAR = 1_000.0, 15_000.0, 20_000.0
"""What it costs to run a group, EUR a year: less than it saves, more, and more than it saves with its turbine."""


@cache
def windy(fixed_eur: float) -> Outcome:
    """Three that may feed in 150 kW each, and a place for a turbine of 600 kW behind their group."""
    park = read_park(MINI)
    year = read_year(park, MINI)
    companies = tuple(
        replace(c, connection=replace(c.connection, feed_in_kw=150.0)) if c.connection.kind == "large" else c
        for c in park.companies
    )
    rules = replace(park.rules, wind=WindSite(park.areas[0].id, 600.0), group_fixed_eur=fixed_eur)
    return optimise(Scenario(replace(park, companies=companies, rules=rules), year, (Wind(), GroupContract())))


def test_a_group_that_loses_is_taken_with_a_turbine_that_gains_more() -> None:
    cheap, dear = windy(CHEAP), windy(DEAR)
    assert dear.members == cheap.members
    assert [p.key for p in dear.projects if p.adopted] == ["site"]
    costs = [one.cases["together"].eur_per_year for one in (cheap, dear)]
    assert costs[1] - costs[0] == pytest.approx(DEAR - CHEAP, abs=0.01)
    assert costs[1] < dear.cases["alone"].eur_per_year
    assert verify(dear).ok


def test_its_project_saves_what_the_turbine_gains_less_what_the_group_loses() -> None:
    dear = windy(DEAR)
    (project,) = (p for p in dear.projects if p.adopted)
    assert project.gain_eur == pytest.approx(dear.saving_eur, abs=0.01)
    for rule, found in dear.allocations.items():
        assert sum(found.shares.values()) == pytest.approx(dear.cases["together"].eur_per_year, abs=0.01), rule
        alone = dear.cases["alone"].bills
        assert all(found.shares[c.id] <= alone[c.id].total + 0.01 for c in dear.park.companies)


@pytest.mark.long
def test_where_both_together_lose_nobody_shares() -> None:
    too_dear = windy(TOO_DEAR)
    assert not any(too_dear.members.values())
    assert not [p for p in too_dear.projects if p.adopted]
    assert too_dear.saving_eur == pytest.approx(0.0, abs=0.01)
