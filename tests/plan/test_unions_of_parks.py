"""c(S) + c(T) >= c(S u T) on every example park: what two sets can do apart, they can do side by side.

The game is of exact bills of the full year in quarter-hours. Everybody lives with what the law asks for, alone and in
a group, or in a group as today: nothing is designed, so that also De Vlasakker takes seconds.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from collectief import read_park, read_year
from collectief.park import ResidualHeat
from collectief.plan.billing import quarters as clock
from collectief.plan.cases import by_law, today
from collectief.plan.network_screen import network
from collectief.plan.prepare import prepare, quarters
from collectief.plan.project import found
from collectief.plan.sharing import Sharing, Together
from collectief.plan.steps import design_steps
from collectief.plan.together import case_lives
from collectief.plan.worth import or_apart, worth

pytestmark = pytest.mark.slow

PARKS = Path(__file__).parents[2] / "data" / "parken"
PAIRS = 200
"""Random pairs where there are more than six companies; else all pairs."""
CENT = 0.01


@cache
def game(name: str) -> Together:
    """The group game of a park as the law asks it to live."""
    park = read_park(PARKS / name)
    year = read_year(park, PARKS / name)
    load = quarters(park, year)
    setting = prepare(park, year, load)
    now, law = today(setting, load), by_law(setting, load)
    first, second = (case_lives(setting, case, law) for case in (law, now))
    at = clock(setting)
    areas = {
        area: Sharing([lives, second[area]], at.months, member_eur=setting.group_member_eur, periods=at.periods)
        for area, lives in first.items()
        if len(lives) > 1
    }
    return Together({c: b.total for c, b in law.bills.items()}, areas, setting.group_fixed_eur)


def pairs(players: list[str], seed: int = 0) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Disjoint pairs: each company in the one, in the other, or in neither."""
    rng = np.random.default_rng(seed)
    rows = product(range(3), repeat=len(players)) if len(players) <= 6 else rng.integers(0, 3, (PAIRS, len(players)))
    for row in rows:
        one, other = (frozenset(p for p, at in zip(players, row, strict=True) if at == side) for side in (1, 2))
        if one and other:
            yield one, other


@pytest.mark.parametrize("name", ["proeftuin-mini", "proeftuin-lege-kern", "proeftuin-warmte", "vlasakker"])
def test_two_sets_never_lose_by_uniting(name: str) -> None:
    value = game(name)
    players = [c for sharing in value.areas.values() for c in sharing.companies]
    assert len(players) > 2
    worst = max(
        (value.cost(one | other) - value.cost(one) - value.cost(other), sorted(one), sorted(other))
        for one, other in pairs(players)
    )
    assert worst[0] <= CENT, worst


@pytest.mark.parametrize("name", ["proeftuin-mini", "proeftuin-lege-kern", "vlasakker"])
def test_somebody_saves_by_uniting(name: str) -> None:
    """Else the law above would hold for nothing; what Warmte shares is a heat network."""
    value = game(name)
    saved = [sharing.best(frozenset(sharing.companies))[0] for sharing in value.areas.values()]
    assert max(saved) > 1000.0


@pytest.mark.parametrize("second", [None, "auto"], ids=["one source", "two sources"])
def test_two_sets_never_lose_by_uniting_their_networks(second: str | None) -> None:
    """Each source may go on with a network of its own: what Warmte shares, with one source and with one more."""
    park = read_park(PARKS / "proeftuin-warmte")
    warm = ResidualHeat(400.0, 80.0, True)
    companies = tuple(replace(c, residual_heat=warm) if c.id == second else c for c in park.companies)
    park = replace(park, companies=companies)
    year = read_year(park, PARKS / "proeftuin-warmte")
    setting = prepare(park, year, quarters(park, year))
    steps = design_steps(setting, 1)
    screened = network(setting, steps, agreed={})
    project = found(setting, {}, "heat_network", screened)
    assert project is not None
    value = worth(setting, replace(project, gain_eur=screened.found), steps, {})
    assert value(project.members) == pytest.approx(screened.found)
    assert screened.found > 1000.0
    for one, other in pairs(list(project.members)):
        assert value(one) + value(other) <= value(one | other) + CENT


def test_two_networks_side_by_side_are_open_to_a_union() -> None:
    """Two pairs that save 100 each with their own network, and 50 with one for all: together 200."""
    pair = {frozenset("ab"): 100.0, frozenset("cd"): 100.0, frozenset("abcd"): 50.0}
    value = or_apart(lambda group: pair.get(group, -10.0))
    assert value(frozenset("abcd")) == 200.0
    assert value(frozenset("abc")) == 100.0
    for one, other in pairs(list("abcd")):
        assert value(one) + value(other) <= value(one | other)
