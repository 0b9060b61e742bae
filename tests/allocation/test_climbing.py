"""A search by climbing: what it finds holds, and in small games it comes to what the list of all coalitions gives."""

from itertools import combinations

import numpy as np
import pytest

from collectief.allocation import (
    Climbing,
    Game,
    closest_in_core,
    core_check,
    core_is_empty,
    cost_of_stability,
    least_core,
)


def a_game(seed: int, count: int = 8, *, kind: str = "cost") -> Game:
    """Who joins saves by how different it is, and being together costs something; asked one by one."""
    rng = np.random.default_rng(seed)
    load, fixed = rng.uniform(0.0, 10.0, (count, 24)), float(rng.uniform(0.0, 12.0))
    players = [f"p{i}" for i in range(count)]

    def value(group: frozenset[str]) -> float:
        rows = load[[players.index(p) for p in sorted(group)]]
        alone, peak = float(rows.max(axis=1).sum()), float(rows.sum(axis=0).max())
        cost = min(alone, peak + fixed) if len(group) > 1 else alone
        return cost if kind == "cost" else -cost

    return Game(players, value, kind="cost" if kind == "cost" else "profit")


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("kind", ["cost", "profit"])
def test_it_comes_to_what_the_list_of_all_gives(seed: int, kind: str) -> None:
    exact, asked = a_game(seed, kind=kind), a_game(seed, kind=kind)
    wish = {p: exact(exact.grand) / 8 + (-1) ** i * i for i, p in enumerate(exact.players)}
    listed = closest_in_core(exact, wish)
    found = closest_in_core(asked, wish, searcher=Climbing(asked, budget=255))
    assert found.shares == pytest.approx(listed.shares, abs=1e-3)  # nearly all sets are valued then
    few = a_game(seed, kind=kind)
    half = closest_in_core(few, wish, searcher=Climbing(few, budget=100))
    assert len(few.known) <= 1 + 2 * 8 + 1 + 100
    assert core_check(exact, half.shares).surplus <= 3.0 < core_check(exact, wish).surplus
    assert found.worst is not None
    assert found.worst[1] == np.inf  # it proves nothing of those that it did not find
    assert core_is_empty(exact) == core_is_empty(asked, searcher=Climbing(asked, budget=255))


@pytest.mark.parametrize("seed", range(3))
def test_with_few_values_it_says_no_more_than_it_knows(seed: int) -> None:
    """What is found is a bound from below on the gain of the most tempted: never above the truth."""
    exact, asked = a_game(seed), a_game(seed)
    found = least_core(asked, searcher=Climbing(asked, budget=10))
    assert len(asked.known) <= 1 + 2 * 8 + 1 + 10
    assert found.worst is not None
    assert found.worst[0] <= core_check(exact, found.shares).surplus + 1e-6
    least, most = cost_of_stability(asked, searcher=Climbing(asked, budget=10)).between
    assert least <= cost_of_stability(exact).amount + 1e-6
    assert most == np.inf


def test_more_players_than_can_be_listed() -> None:
    """Sixteen, of whom no group of two or three saves what all do: the repaired shares hold every one of those."""
    game = a_game(5, 16)
    wish = {p: 2.0 * game(game.grand) / 16 * (i % 2) for i, p in enumerate(game.players)}
    look = Climbing(game, budget=400)
    assert not core_is_empty(game, searcher=look)
    found = closest_in_core(game, wish, searcher=look)
    assert sum(found.shares.values()) == pytest.approx(game(game.grand))
    few = [frozenset(g) for size in (1, 2, 3, 15) for g in combinations(game.players, size)]
    assert max(game.gain(g, found.shares) for g in few) <= 0.01
    assert max(game.gain(g, wish) for g in few) > 1.0


@pytest.mark.parametrize("missing", [1e-8, 5e-7, 2e-6])
@pytest.mark.parametrize("count", [13, 14])
def test_a_core_that_is_empty_by_next_to_nothing_is_no_error(count: int, missing: float) -> None:
    """All but one save nearly as much a head as all do: together lacks a little to hold them."""
    saved = {count: 1.0, count - 1: (count - 1) / count + missing}
    game = Game([f"p{i:02d}" for i in range(count)], lambda s: 1e5 * (10.0 * len(s) - saved.get(len(s), 0.0)))
    wish = {p: game(game.grand) / count + (-1) ** i * 3e4 for i, p in enumerate(game.players)}
    found = closest_in_core(game, wish, searcher=Climbing(game, budget=600))
    assert sum(found.shares.values()) == pytest.approx(game(game.grand))
    assert core_check(game, found.shares, search=50).surplus <= 1e5 * missing + 0.01


def test_the_same_search_finds_the_same() -> None:
    one, other = a_game(7, 14), a_game(7, 14)
    wish = dict.fromkeys(one.players, one(one.grand) / 14)
    first = closest_in_core(one, wish, searcher=Climbing(one, budget=300)).shares
    assert first == closest_in_core(other, wish, searcher=Climbing(other, budget=300)).shares
