"""Players who have nothing to do with each other: parts change the work, never the answer."""

from collections.abc import Callable, Sequence
from math import sqrt

import numpy as np
import pytest

from collectief.allocation import (
    Allocation,
    Coalition,
    Game,
    core_check,
    core_is_empty,
    cost_of_stability,
    equal_saving,
    least_core,
    nucleolus,
    prenucleolus,
    shapley,
    stand_alone,
)
from collectief.errors import ModelError

RULES: list[Callable[[Game], Allocation]] = [shapley, nucleolus, prenucleolus, least_core, equal_saving, stand_alone]
PARTS = [frozenset("ab"), frozenset("cde"), frozenset("f")]


def _pair(seed: int, parts: Sequence[Coalition], *, high: float = 20.0, tolerance: float = 0.0) -> tuple[Game, Game]:
    """The same sum of games told with its parts and without."""
    noise = np.random.default_rng(seed).uniform(0, high, 2**6)
    everybody = "".join(sorted(player for part in parts for player in part))

    def inside(group: Coalition) -> float:
        return 50.0 * sqrt(len(group)) + float(noise[sum(1 << everybody.index(p) for p in group)])

    def whole(group: Coalition) -> float:
        return sum(inside(group & part) for part in parts if group & part)

    told = Game(everybody, inside, parts=parts, tolerance=tolerance)
    return told, Game(everybody, whole, tolerance=tolerance)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("high", [20.0, 90.0])
@pytest.mark.parametrize("seed", range(5))
def test_every_rule_gives_the_same_with_and_without_parts(
    rule: Callable[[Game], Allocation], seed: int, high: float
) -> None:
    told, whole = _pair(seed, PARTS, high=high)
    assert rule(told).shares == pytest.approx(dict(rule(whole).shares), abs=1e-6)


@pytest.mark.parametrize("high", [20.0, 90.0])
@pytest.mark.parametrize("seed", range(8))
def test_the_core_is_the_same_with_and_without_parts(seed: int, high: float) -> None:
    told, whole = _pair(seed, PARTS, high=high)
    rng = np.random.default_rng(seed)
    for shares in (
        shapley(whole).shares,
        dict(zip("abcdef", rng.dirichlet(np.ones(6)) * whole("abcdef"), strict=True)),
    ):
        ours, theirs = core_check(told, shares), core_check(whole, shares)
        assert ours.surplus == pytest.approx(theirs.surplus, abs=1e-9)
        assert whole.gain(ours.worst, shares) == pytest.approx(ours.surplus, abs=1e-9)
        assert 0 < len(ours.worst) < 6
        assert ours.stable is theirs.stable
    assert core_is_empty(told) is core_is_empty(whole)
    assert cost_of_stability(told).amount == pytest.approx(cost_of_stability(whole).amount, abs=1e-6)


def test_two_cheap_groups_in_two_parts_leave_together() -> None:
    def worth(group: Coalition) -> float:
        return {1: 3.0, 2: 3.5, 3: 6.0}[len(group)]

    game = Game("abcdef", worth, parts=[frozenset("abc"), frozenset("def")], tolerance=0.1)
    report = core_check(game, dict.fromkeys("abcdef", 2.0))
    assert (report.surplus, report.lower, report.upper) == pytest.approx((1.0, 0.8, 1.2))
    assert len(report.worst) == 4


def test_a_part_that_pays_for_another_part_is_tempted_as_a_whole() -> None:
    game = Game("abcd", lambda group: 5.0 * len(group), parts=[frozenset("ab"), frozenset("cd")])
    report = core_check(game, {"a": 7.0, "b": 7.0, "c": 3.0, "d": 3.0})
    assert report.worst == ("a", "b")
    assert report.surplus == pytest.approx(4.0)


def test_a_quiet_part_adds_no_doubt_to_a_tight_one() -> None:
    told, _ = _pair(1, PARTS, tolerance=0.001)
    report = core_check(told, nucleolus(told).shares)
    assert report.stable is True
    assert report.upper == pytest.approx(0.0, abs=1e-6)


def test_only_coalitions_inside_a_part_are_computed() -> None:
    asked: list[Coalition] = []

    def worth(group: Coalition) -> float:
        asked.append(group)
        return float(len(group))

    game = Game("abcdef", worth, parts=PARTS)
    shapley(game)
    core_check(game, shapley(game).shares)
    assert len(asked) == len(set(asked)) == 3 + 7 + 1
    assert all(any(group <= part for part in PARTS) for group in asked)


def test_thirty_players_in_parts_of_ten_are_exact_and_proven() -> None:
    players = [f"p{number:02d}" for number in range(30)]
    parts = [frozenset(players[at : at + 10]) for at in (0, 10, 20)]
    game = Game(players, lambda group: 100 * len(group) ** 0.5, parts=parts)
    result = shapley(game)
    report = core_check(game, result.shares)
    assert result.exact
    assert report.stable is True
    assert report.looked_at == report.total == 3 * 1023
    assert nucleolus(game).shares == pytest.approx(dict(result.shares))


def test_a_large_part_is_sampled_and_a_small_one_stays_exact() -> None:
    players = [f"p{number:02d}" for number in range(16)]
    parts = [frozenset(players[:13]), frozenset(players[13:])]
    game = Game(players, lambda group: 100 * len(group) ** 0.5 + 7.0 * ("p00" in group), parts=parts)
    result = shapley(game, seed=2)
    small = 100 * 3**0.5 / 3
    assert not result.exact
    assert [result.interval[p] for p in players[13:]] == [0.0] * 3
    assert [result.shares[p] for p in players[13:]] == pytest.approx([small] * 3)
    assert sum(result.shares.values()) == pytest.approx(game(players))
    assert core_check(game, result.shares).stable is not True


@pytest.mark.parametrize("parts", ["ab", ["ab", "bc"], ["abc", ""], ["abc", "d"]], ids=str)
def test_parts_must_hold_every_player_once(parts: Sequence[str]) -> None:
    with pytest.raises(ModelError, match="exactly once"):
        Game("abc", {}, parts=[frozenset(part) for part in parts])


def test_a_name_from_outside_the_game_is_refused() -> None:
    told, whole = _pair(0, PARTS)
    for game in (told, whole):
        with pytest.raises(ModelError, match="z"):
            game("az")


def test_a_double_name_is_refused() -> None:
    with pytest.raises(ModelError, match="once"):
        Game("aba", {})


def test_parts_without_a_core_are_not_settled_one_by_one() -> None:
    """Pairs are tempted in one part, singles in the other: what one part gives the other lowers the highest gain."""
    left, right = frozenset("abc"), frozenset("def")

    def worth(group: Coalition) -> float:
        return float(len(group) >= 2) if group <= left else float(len(group) != 2)

    told = Game("abcdef", worth, "profit", parts=[left, right])
    whole = Game("abcdef", lambda group: sum(worth(group & part) for part in (left, right) if group & part), "profit")
    assert prenucleolus(told).shares == pytest.approx(dict(prenucleolus(whole).shares))
    assert sum(prenucleolus(told).shares[p] for p in "abc") == pytest.approx(1.5)


def test_everybody_is_no_break_away_group_even_where_all_parts_pay_too_much() -> None:
    game = Game("abcd", lambda group: 5.0 * len(group), parts=[frozenset("ab"), frozenset("cd")])
    report = core_check(game, {"a": 6.0, "b": 6.5, "c": 7.0, "d": 9.0})
    assert report.worst == ("b", "c", "d")
    assert report.surplus == pytest.approx(7.5)


def test_a_part_that_gives_away_profit_is_tempted_as_a_whole() -> None:
    game = Game("abcd", lambda group: 5.0 * len(group), "profit", parts=[frozenset("ab"), frozenset("cd")])
    report = core_check(game, {"a": 7.0, "b": 7.0, "c": 3.0, "d": 3.0})
    assert report.worst == ("c", "d")
    assert report.surplus == pytest.approx(4.0)
