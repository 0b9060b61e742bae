"""Games with published answers: the rules find the same shares."""

import json
import math
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from collectief.allocation import (
    Game,
    core_check,
    core_is_empty,
    cost_of_stability,
    least_core,
    least_core_surplus,
    nucleolus,
    prenucleolus,
    shapley,
)
from collectief.allocation.game import Kind

GAMES = Path(__file__).parents[2] / ".." / "shared" / "reference" / "games.json"
PUBLISHED: list[dict[str, Any]] = json.loads(GAMES.read_text(encoding="utf-8")) if GAMES.exists() else []
TINY = 1e-6


def _game(players: str, worth: dict[str, float], kind: Kind) -> Game:
    return Game(players, {frozenset(group): float(value) for group, value in worth.items()}, kind)


def _bankruptcy(estate: float, claims: dict[str, float]) -> Game:
    everybody = frozenset(claims)
    return Game(claims, lambda group: max(0.0, estate - sum(claims[p] for p in everybody - group)), "profit")


def _shares(result: Any) -> list[float]:
    return list(result.shares.values())


def test_two_left_gloves_are_worth_little_and_the_only_right_one_everything() -> None:
    """Wiese, Kooperative Spieltheorie (2005), p. 65; gloves L = {a, b, d}, R = {c}."""
    game = Game("abcd", lambda group: float("c" in group and len(group) > 1), "profit")
    assert _shares(shapley(game)) == pytest.approx([1 / 12, 1 / 12, 3 / 4, 1 / 12])
    assert _shares(nucleolus(game)) == pytest.approx([0, 0, 1, 0], abs=TINY)


def test_game_of_ferguson_has_its_published_nucleolus() -> None:
    """Ferguson, Game Theory (UCLA), part IV, coalitional games: nucleolus (8/3, 2/3, 5/3)."""
    worth = {"a": -1.0, "b": 0.0, "c": 1.0, "ab": 3.0, "ac": 4.0, "bc": 2.0, "abc": 5.0}
    game = _game("abc", worth, "profit")
    assert _shares(nucleolus(game)) == pytest.approx([8 / 3, 2 / 3, 5 / 3], abs=TINY)
    assert _shares(prenucleolus(game)) == pytest.approx([8 / 3, 2 / 3, 5 / 3], abs=TINY)


@pytest.mark.parametrize(
    ("estate", "shares"), [(100, [100 / 3] * 3), (200, [50, 75, 75]), (300, [50, 100, 150])], ids=str
)
def test_estate_of_the_talmud_is_divided_by_the_nucleolus(estate: float, shares: list[float]) -> None:
    """Aumann and Maschler, Journal of Economic Theory 36 (1985): claims 100, 200, 300."""
    game = _bankruptcy(estate, {"a": 100, "b": 200, "c": 300})
    assert _shares(nucleolus(game)) == pytest.approx(shares, abs=TINY)


def test_three_hospitals_need_a_subsidy_for_one_machine() -> None:
    """Meir, Bachrach and Rosenschein (2010): machine for two 5, for three 9; the text shows an empty core."""
    game = Game("abc", lambda group: 9.0 if len(group) == 3 else 5.0)
    subsidy = cost_of_stability(game)
    assert core_is_empty(game)
    assert subsidy.amount == pytest.approx(1.5)
    assert _shares(subsidy) == pytest.approx([2.5, 2.5, 2.5])
    assert _shares(nucleolus(game)) == pytest.approx([3, 3, 3])


def test_runway_is_paid_by_those_who_need_that_length() -> None:
    """Littlechild and Owen, Management Science 20 (1973): each piece of runway is shared by its users."""
    game = Game("abcde", lambda group: float(max("abcde".index(p) + 1 for p in group)))
    pieces = [1 / 5, 1 / 4, 1 / 3, 1 / 2, 1]
    assert _shares(shapley(game)) == pytest.approx([sum(pieces[: k + 1]) for k in range(5)])


def test_water_supply_per_capita_nucleolus_of_young() -> None:
    """Young, Cost Allocation (1985), p. 68: savings (2/3, 7/6, 61/6)."""
    worth = {"a": 15.0, "b": 20.0, "c": 55.0, "ab": 35.0, "ac": 61.0, "bc": 65.0, "abc": 78.0}
    game = _game("abc", worth, "cost")
    saved = [15 - 2 / 3, 20 - 7 / 6, 55 - 61 / 6]
    assert _shares(nucleolus(game, per_capita=True)) == pytest.approx(saved, abs=TINY)


# Every game of the collection ---------------------------------------------------------------------------


def _read(entry: dict[str, Any]) -> Game:
    worth = {frozenset(map(str, members)): value for members, value in entry["characteristic_function"]}
    return Game(map(str, entry["players"]), worth, entry["kind"])


def _with(*answers: str) -> list[Any]:
    """The games that publish one of these answers, or one skipped case where the collection is absent."""
    if not PUBLISHED:
        return [pytest.param({}, marks=pytest.mark.skip(reason="the collection of games is not here"))]
    return [pytest.param(e, id=e["name"]) for e in PUBLISHED if any(answer in e["expected"] for answer in answers)]


@pytest.mark.parametrize("entry", _with("shapley"))
def test_published_shapley_value(entry: dict[str, Any]) -> None:
    assert _shares(shapley(_read(entry))) == pytest.approx(entry["expected"]["shapley"], abs=TINY)


@pytest.mark.parametrize("entry", _with("nucleolus"))
def test_published_nucleolus(entry: dict[str, Any]) -> None:
    assert _shares(nucleolus(_read(entry))) == pytest.approx(entry["expected"]["nucleolus"], abs=TINY)


@pytest.mark.parametrize("entry", _with("prenucleolus"))
def test_published_prenucleolus(entry: dict[str, Any]) -> None:
    assert _shares(prenucleolus(_read(entry))) == pytest.approx(entry["expected"]["prenucleolus"], abs=TINY)


@pytest.mark.parametrize("entry", _with("per_capita_nucleolus_savings"))
def test_published_per_capita_nucleolus(entry: dict[str, Any]) -> None:
    game = _read(entry)
    shares = nucleolus(game, per_capita=True).shares
    saved = [game([player]) - shares[player] for player in game.players]
    assert saved == pytest.approx(entry["expected"]["per_capita_nucleolus_savings"], abs=TINY)


@pytest.mark.parametrize("entry", _with("core_nonempty"))
def test_published_core_is_empty_or_not(entry: dict[str, Any]) -> None:
    assert core_is_empty(_read(entry)) is not entry["expected"]["core_nonempty"]


@pytest.mark.parametrize("entry", _with("cost_of_stability"))
def test_published_cost_of_stability(entry: dict[str, Any]) -> None:
    assert cost_of_stability(_read(entry)).amount == pytest.approx(entry["expected"]["cost_of_stability"])


@pytest.mark.parametrize("entry", _with("least_core_min_surplus"))
def test_published_least_core(entry: dict[str, Any]) -> None:
    assert -least_core_surplus(_read(entry)) == pytest.approx(entry["expected"]["least_core_min_surplus"])


@pytest.mark.parametrize("entry", _with("min_variance_least_core"))
def test_published_least_core_nearest_to_equal_shares(entry: dict[str, Any]) -> None:
    game = _read(entry)
    equal = dict.fromkeys(game.players, game(game.grand) / len(game.players))
    found = _shares(least_core(game, reference=equal))
    assert found == pytest.approx(entry["expected"]["min_variance_least_core"], abs=TINY)


@pytest.mark.parametrize("entry", _with("bird_rule", "owen", "min_variance_core"))
def test_published_core_points_are_stable(entry: dict[str, Any]) -> None:
    game, expected = _read(entry), entry["expected"]
    for answer in ("bird_rule", "owen", "min_variance_core"):
        if answer in expected:
            shares = dict(zip(game.players, expected[answer], strict=True))
            assert core_check(game, shares, eps=TINY).stable is True


@pytest.mark.parametrize("entry", _with("nucleolus", "shapley", "core_nonempty"))
def test_no_coalition_of_a_published_game_is_missing(entry: dict[str, Any]) -> None:
    game = _read(entry)
    seen = [game(group) for size in range(1, len(game.players) + 1) for group in combinations(game.players, size)]
    assert all(map(math.isfinite, seen))
