"""The games that are measured beside coopgame-py, and what ours say of them."""

import numpy as np
import pytest

from bench.explicit import RULES, ours, worth_of


@pytest.mark.parametrize("like_a_park", [True, False])
def test_a_game_has_a_value_for_each_coalition_and_its_shares_add_up(like_a_park: bool) -> None:
    worth = worth_of(5, 3, like_a_park=like_a_park)
    assert worth.shape == (32,)
    assert worth[0] == 0.0
    assert np.all(worth[2 ** np.arange(5)] == 0.0)
    assert np.all(worth >= 0.0)
    assert not np.array_equal(worth, worth_of(5, 4, like_a_park=like_a_park))
    found = ours(worth)
    assert set(found) == {"read", *RULES}
    for rule in RULES:
        assert sum(found[rule]["shares"]) == pytest.approx(float(worth[-1]))
        assert found[rule]["seconds"] > 0.0
