"""Whether a union is ever worse than its two groups apart."""

from itertools import combinations

import numpy as np
import pytest

from collectief.allocation import Coalition, Game, subadditive_violation, superadditive_violation
from collectief.errors import ModelError


def _dear_union(extra: float, tolerance: float = 0.0) -> Game:
    """Five each, but b and c together cost so much extra."""
    return Game("abc", lambda group: 5.0 * len(group) + extra * (group == frozenset("bc")), tolerance=tolerance)


def test_a_dear_union_is_found_with_its_amount() -> None:
    found = subadditive_violation(_dear_union(2.0))
    assert found is not None
    assert {found[0], found[1]} == {frozenset("b"), frozenset("c")}
    assert found[2] == pytest.approx(2.0)


def test_an_additive_game_breaks_neither_rule() -> None:
    assert subadditive_violation(_dear_union(0.0)) is None
    assert superadditive_violation(_dear_union(0.0)) is None


def test_a_discount_breaks_only_superadditivity() -> None:
    game = Game("abcd", lambda group: 10 * len(group) ** 0.5)
    assert subadditive_violation(game) is None
    found = superadditive_violation(game)
    assert found is not None
    assert found[2] == pytest.approx(20 * 2**0.5 - 20)
    assert len(found[0] | found[1]) == 4


def test_what_the_tolerance_explains_is_no_violation() -> None:
    assert subadditive_violation(_dear_union(2.0, tolerance=2.1)) is None
    assert subadditive_violation(_dear_union(2.0, tolerance=1.9)) is not None


@pytest.mark.parametrize("seed", range(5))
def test_the_largest_violation_of_all_pairs_is_found(seed: int) -> None:
    worth = np.random.default_rng(seed).uniform(0, 10, 2**5)
    game = Game("abcde", lambda group: worth[sum(1 << "abcde".index(p) for p in group)])
    groups: list[Coalition] = [frozenset(g) for size in range(1, 5) for g in combinations("abcde", size)]
    pairs = [(s, t) for s in groups for t in groups if not s & t]
    more = [game(s | t) - game(s) - game(t) for s, t in pairs]
    for found, largest in ((subadditive_violation(game), max(more)), (superadditive_violation(game), -min(more))):
        assert (found is None) == (largest <= 0)
        if found is not None:
            assert found[2] == pytest.approx(largest)
            assert abs(game(found[0] | found[1]) - game(found[0]) - game(found[1])) == pytest.approx(largest)


def test_nine_players_are_refused() -> None:
    with pytest.raises(ModelError, match="at most 8"):
        subadditive_violation(Game("abcdefghi", lambda group: float(len(group))))
