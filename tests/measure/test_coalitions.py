"""Two groups that act on their own never do better than the same companies together, on Proeftuin Mini."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from small_setting import BY_KEY, measures

from collectief.measure import PARK, Setting
from collectief.model import Rows, Solution, solve, to_rows
from collectief.park import read_park
from collectief.plan.design import all_parts
from collectief.plan.prepare import prepare, quarters
from collectief.plan.steps import design_steps
from collectief.profile.make_year import read_year

pytestmark = pytest.mark.slow

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
Coalition = frozenset[str]


@pytest.fixture(scope="module")
def setting() -> Setting:
    """Dagwerk by day, Nachtwerk at night, Altijd Aan all the time, and a small office."""
    which = read_park(MINI)
    year = read_year(which, MINI)
    return prepare(which, year, quarters(which, year))


def rows_of(setting: Setting, *keys: str) -> Rows:
    return to_rows(tuple(all_parts(setting, measures(*keys))), design_steps(setting, 1))


def coalitions(players: tuple[str, ...]) -> Iterator[Coalition]:
    for size in range(1, len(players) + 1):
        yield from map(frozenset, combinations(players, size))


@pytest.fixture(scope="module")
def value(setting: Setting) -> dict[Coalition, Solution]:
    """The best plan of every coalition: all measures, the same rows with other bounds."""
    rows = rows_of(setting, *BY_KEY)
    players = tuple(c.id for c in setting.park.companies)
    return {group: solve(rows.only({*group, PARK}), gap=2e-3) for group in coalitions(players)}


def test_together_never_costs_more_than_apart(value: dict[Coalition, Solution]) -> None:
    pairs = [(s, t) for s in value for t in value if not s & t]
    assert len(pairs) == 2 * 25
    for s, t in pairs:
        assert value[s | t].lower <= value[s].upper + value[t].upper + 0.01, (sorted(s), sorted(t))


def test_some_pair_gains_and_some_pair_does_not(value: dict[Coalition, Solution]) -> None:
    """Day and night share a peak; the small office can join nobody."""
    day, night, office = (frozenset([key]) for key in ("dag", "nacht", "klein"))
    assert value[day | night].upper < value[day].lower + value[night].lower - 1_000.0
    assert value[day | office].upper == pytest.approx(value[day].upper + value[office].upper, rel=2e-3)


@pytest.mark.parametrize(
    ("members", "saving_eur"),
    [
        (("dag", "nacht"), 3_762.29),
        (("dag", "vlak"), 0.0),
        (("nacht", "vlak"), 0.0),
        (("dag", "nacht", "vlak"), 4_100.21),
        (("dag", "nacht", "klein"), 3_762.29),
    ],
)
def test_a_group_contract_saves_what_the_hand_calculation_says(
    setting: Setting, members: tuple[str, ...], saving_eur: float
) -> None:
    """The table in HERKOMST.md of Proeftuin Mini, with use as it is today."""
    today = replace(setting, duty=frozenset())
    with_it, without = (solve(rows_of(today, *keys).only({*members, PARK})) for keys in (("group_contract",), ()))
    assert without.upper - with_it.upper == pytest.approx(saving_eur, abs=0.01)
