"""c(S) + c(T) >= c(S u T) on every example park: what two sets can do apart, they can do side by side.

The game is of exact bills of the full year in quarter-hours. Everybody lives with what the law asks for, alone and in
a group, or in a group as today: nothing is designed, so that also De Vlasakker takes seconds.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from collectief import read_park, read_year
from collectief.plan.billing import quarters as clock
from collectief.plan.cases import by_law, today
from collectief.plan.prepare import prepare, quarters
from collectief.plan.sharing import Sharing, Together
from collectief.plan.together import case_lives

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
    """Else the law above would hold for nothing. (What Warmte shares is a heat network: `test_project`.)"""
    value = game(name)
    saved = [sharing.best(frozenset(sharing.companies))[0] for sharing in value.areas.values()]
    assert max(saved) > 1000.0
