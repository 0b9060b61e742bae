"""A nucleolus of values that may be off: what is called certain stays so, whatever the true values are."""

from collections.abc import Mapping

import numpy as np
import pytest
from park_games import park_rows

from collectief.allocation import Coalition, Game, LPGame, MILPGame, Pooled, core_is_empty, nucleolus, prenucleolus

NAMES = "abcde"


def _game(
    worth: np.ndarray, players: str = NAMES, *, off: float = 0.0, parts: list[frozenset[str]] | None = None
) -> Game:
    def value(group: Coalition) -> float:
        return float(worth[sum(1 << NAMES.index(player) for player in group)])

    return Game(players, value, tolerance=off, parts=parts)


def _worth(seed: int, steps: int = 12) -> np.ndarray:
    """Costs of coalitions with loads that are not high at once, and a part of chance; every group saves."""
    rng = np.random.default_rng(seed)
    load = rng.uniform(0.0, 10.0, (len(NAMES), steps))
    inside = np.arange(2 ** len(NAMES))[:, None] >> np.arange(len(NAMES)) & 1
    return np.asarray((inside @ load).max(axis=1) + rng.uniform(0.0, 0.3, len(inside)) * (inside.sum(axis=1) > 1))


def _most(worth: np.ndarray, shares: Mapping[str, float]) -> float:
    """What the coalition gains that gains most by leaving."""
    paid = [sum(shares[p] for i, p in enumerate(NAMES) if mask >> i & 1) for mask in range(1, 2 ** len(NAMES) - 1)]
    return float((np.array(paid) - worth[1:-1]).max())


@pytest.mark.parametrize("seed", range(12))
def test_true_values_within_what_is_in_doubt_move_no_share_further_than_is_said(seed: int) -> None:
    worth, rng = _worth(seed), np.random.default_rng(seed)
    for off in (1e-6, 1e-4, 1e-2):
        found = prenucleolus(_game(worth, off=off))
        assert found.levels is not None
        assert 1 <= found.levels[0] <= found.levels[1]
        most = _most(worth, found.shares)
        for _ in range(20):
            true = worth - off * (rng.choice([0.0, 1.0], len(worth)) if rng.random() < 0.5 else rng.random(len(worth)))
            shares = prenucleolus(_game(true)).shares
            assert all(abs(shares[player] - found.shares[player]) <= half for player, half in found.interval.items())
            assert abs(_most(true, shares) - most) <= 2 * off + 1e-9
    assert prenucleolus(_game(worth, off=1e-6)).interval


def test_a_nucleolus_with_a_core_is_as_certain_as_its_prenucleolus_and_without_one_its_first_level_is() -> None:
    some = {"core": False, "none": False}
    for seed in range(12):
        game = _game(_worth(seed), off=1e-6)
        found, empty = nucleolus(game), core_is_empty(game)
        assert (found.levels == prenucleolus(game).levels) or empty
        assert not empty or found.levels == (1, (found.levels or (0, 0))[1])
        some["none" if empty else "core"] = True
    assert all(some.values())


def test_where_coalitions_tie_a_doubt_decides_who_holds_and_only_the_first_level_is_certain() -> None:
    """Two pairs save the same and next to nothing else does: which of them is short of a hair is all that counts."""
    worth = {"a": 10.0, "b": 10.0, "c": 10.0, "ab": 16.0, "ac": 16.0, "bc": 20.0, "abc": 24.0}
    found = prenucleolus(Game("abc", {frozenset(group): value for group, value in worth.items()}, tolerance=1e-3))
    assert found.levels is not None
    assert found.levels[0] < found.levels[1]
    assert not found.interval


def test_values_without_a_doubt_say_nothing_of_levels() -> None:
    found = nucleolus(_game(_worth(1)))
    assert found.levels is None
    assert not found.interval


def test_parts_are_certain_each_by_itself() -> None:
    worth = {"a": 10.0, "b": 12.0, "ab": 18.0, "c": 10.0, "d": 9.0, "cd": 12.0}

    def value(group: Coalition) -> float:
        return worth.get("".join(sorted(group)), 99.0)

    found = nucleolus(Game("abcd", value, tolerance=0.01, parts=[frozenset("ab"), frozenset("cd")]))
    assert found.levels == (2, 2)
    assert set(found.interval) == set("abcd")
    assert all(0.01 <= half <= 0.1 for half in found.interval.values())


def test_a_game_with_whole_numbers_says_how_far_each_share_may_be_off() -> None:
    rows = park_rows(4, 3, steps=6, whole=True)
    fine, rough = (MILPGame(rows, rows.owners[:-1], tolerance=eur) for eur in (1e-6, 0.01))
    exact, found = nucleolus(fine), nucleolus(rough)
    assert found.levels is not None
    assert all(abs(exact.shares[player] - found.shares[player]) <= half for player, half in found.interval.items())
    assert nucleolus(rough, searcher=Pooled(rough)).levels == (1, found.levels[1])
    assert nucleolus(LPGame(park_rows(4, 3, steps=6), rows.owners[:-1])).levels is None
