"""Proeftuin Mini and Proeftuin Lege Kern: what their HERKOMST.md says follows from their files and the money floor."""

import csv
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from collectief.allocation import Game, core_is_empty
from collectief.facts import tariff
from collectief.money.group import GroupMember, group_bill
from collectief.park import Park, read_park

PARKS = Path(__file__).parents[2] / "data" / "parken"
MONTHS = np.repeat(np.arange(12), np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) * 96)
"""Month of each quarter-hour of a year of 365 days, shape (35040,)."""


def test_mini_follows_by_hand() -> None:
    park = read_park(PARKS / "proeftuin-mini")
    assert [c.electricity_kwh for c in park.companies] == [
        365 * (200 * 12 + 40 * 12),
        365 * (160 * 12 + 20 * 12),
        365 * 100 * 24,
        365 * 10 * 24,
    ]
    assert [park.profiles[c.id].max() for c in park.companies] == [200, 160, 100, 10]
    assert np.sum([park.profiles[key] for key in ("dag", "nacht", "vlak")], axis=0).max() == 320


def test_mini_saves_3762_as_a_pair_and_4100_as_three() -> None:
    park = read_park(PARKS / "proeftuin-mini")
    pair = 140 * 12 * 3.0966 - 1200 - 2 * 120
    three = pair - 120 + 20 * (47.1696 - 24.2736)
    assert saving_eur(park, ("dag", "nacht")) == pytest.approx(pair)
    assert saving_eur(park, ("dag", "nacht", "vlak")) == pytest.approx(three)
    text = (PARKS / "proeftuin-mini" / "HERKOMST.md").read_text(encoding="utf-8")
    assert "3.762,29" in text
    assert "4.100,21" in text
    assert (round(pair, 2), round(three, 2)) == (3762.29, 4100.21)


def test_every_pair_of_lege_kern_gains_and_the_core_is_empty() -> None:
    park = read_park(PARKS / "proeftuin-lege-kern")
    game = savings(park, ("koud", "vroeg", "laat"))
    pairs = [game(pair) for pair in combinations(game.players, 2)]
    assert pairs == pytest.approx([11_345.28, 11_345.28, 13_423.68])
    assert game(game.players) == pytest.approx(13_423.68)
    assert sum(pairs) / 2 > game(game.players)
    assert core_is_empty(game)


def test_lege_kern_has_a_core_when_all_pay_the_same_tariff() -> None:
    park = read_park(PARKS / "proeftuin-lege-kern")
    assert not core_is_empty(savings(park, ("koud", "vroeg", "laat"), category="stedin_2026.MS"))


def test_tables_in_herkomst_hold_what_the_money_floor_calculates() -> None:
    for name in ("proeftuin-mini", "proeftuin-lege-kern"):
        park = read_park(PARKS / name)
        lines = (PARKS / name / "HERKOMST.md").read_text(encoding="utf-8").splitlines()
        large = [c.id for c in park.companies if c.connection.kind == "large"]
        groups = [m for size in (2, 3) for m in combinations(large, size)]
        for members in groups:
            cells = next(line for line in lines if line.startswith(f"| {' + '.join(members)} |")).split(" | ")
            told = float(cells[4].replace(".", "").replace(",", "."))
            assert saving_eur(park, members) == pytest.approx(told, abs=0.01)


def saving_eur(park: Park, members: tuple[str, ...], category: str | None = None) -> float:
    """What one group of these members saves, with the bills of the money floor."""
    each = [park.company(key) for key in members]
    group = [GroupMember(tariff(category or c.connection.tariff), park.profiles[c.id]) for c in each]
    contracts = [c.connection.offtake_kw for c in each]
    together = sum(group_bill(group, group_kw=sum(contracts), months=MONTHS).values())
    alone = sum(sum(group_bill([m], group_kw=k, months=MONTHS).values()) for m, k in zip(group, contracts, strict=True))
    fixed, each_eur = park.rules.group_fixed_eur, park.rules.group_member_eur
    assert fixed is not None
    assert each_eur is not None
    return alone - together - fixed - each_eur * len(members)


def savings(park: Park, players: tuple[str, ...], category: str | None = None) -> Game:
    """The game of three large users: one group, or a pair and one alone, or nothing."""

    def value(coalition: frozenset[str]) -> float:
        groups = [m for size in (2, 3) for m in combinations([p for p in players if p in coalition], size)]
        return max(0.0, *(saving_eur(park, m, category) for m in groups), 0.0)

    return Game(players, value, "profit")


def test_numbers_are_written_with_a_decimal_comma() -> None:
    with (PARKS / "proeftuin-mini" / "bedrijven.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert rows[0]["y"] == "470032,5"
