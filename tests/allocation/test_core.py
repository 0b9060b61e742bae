"""The core check: proof by enumeration, doubt by tolerance, search where there are too many groups."""

from math import inf, sqrt

import numpy as np
import pytest

from collectief.allocation import Game, core_check, equal_saving, least_core
from collectief.allocation.linear import Rows, nearest
from collectief.errors import ModelError

EQUAL = {"a": 2.0, "b": 2.0, "c": 2.0}


def _six_together(pair: float, tolerance: float = 0.0) -> Game:
    """Alone 3, together 6, a pair as given: equal shares leave a pair a gain of 4 - pair."""
    return Game("abc", lambda group: {1: 3.0, 2: pair, 3: 6.0}[len(group)], tolerance=tolerance)


def test_a_cheap_pair_is_tempted_by_what_it_saves() -> None:
    report = core_check(_six_together(3.5), EQUAL)
    assert report.surplus == pytest.approx(0.5)
    assert len(report.worst) == 2
    assert report.stable is False
    assert (report.looked_at, report.total) == (6, 6)


def test_a_dear_pair_stays_and_that_is_proven() -> None:
    report = core_check(_six_together(5.0), EQUAL)
    assert report.surplus == pytest.approx(-1.0)
    assert report.stable is True


def test_the_same_in_a_profit_game() -> None:
    game = Game("abc", lambda group: {1: 0.0, 2: 4.5, 3: 6.0}[len(group)], "profit")
    report = core_check(game, EQUAL)
    assert report.surplus == pytest.approx(0.5)
    assert report.stable is False


@pytest.mark.parametrize(
    ("pair", "tolerance", "stable"),
    [(3.5, 0.4, False), (3.5, 0.6, None), (4.5, 0.6, None), (4.5, 0.4, True), (4.0, 0.0, True)],
)
def test_the_verdict_is_given_only_outside_the_tolerance(pair: float, tolerance: float, stable: bool | None) -> None:
    report = core_check(_six_together(pair, tolerance), EQUAL)
    assert report.stable is stable
    assert (report.lower, report.upper) == pytest.approx((4 - pair - tolerance, 4 - pair + tolerance))


def test_a_gain_of_a_cent_tempts_nobody_unless_asked() -> None:
    game = _six_together(3.995)
    assert core_check(game, EQUAL).stable is True
    assert core_check(game, EQUAL, eps=0.001).stable is False


def test_one_player_has_nobody_to_leave() -> None:
    report = core_check(Game("a", {frozenset("a"): 5.0}), {"a": 5.0})
    assert (report.stable, report.worst, report.total) == (True, (), 0)


def test_a_missing_share_is_named() -> None:
    with pytest.raises(ModelError, match="for c"):
        core_check(_six_together(4.0), {"a": 3.0, "b": 3.0})


# Too many groups to enumerate: cost = own amounts + f(size), so the worst group holds the dearest shares ------


def _large(count: int, seed: int) -> tuple[Game, dict[str, float], float]:
    """A game, shares, and the true gain of the most tempted group (best k players, for the best k)."""
    rng = np.random.default_rng(seed)
    own = {f"p{number:02d}": float(x) for number, x in enumerate(rng.uniform(10, 100, count))}
    game = Game(own, lambda group: 30 * sqrt(len(group)) + sum(own[p] for p in group))
    part = rng.dirichlet(np.ones(count))
    shares = {p: x + float(w) * 30 * sqrt(count) for (p, x), w in zip(own.items(), part, strict=True)}
    over = np.cumsum(sorted((shares[p] - own[p] for p in own), reverse=True))[:-1]
    return game, shares, float(max(over - 30 * np.sqrt(np.arange(1, count))))


@pytest.mark.parametrize("count", [13, 20, 40])
@pytest.mark.parametrize("seed", range(3))
def test_search_finds_the_most_tempted_of_all_groups(count: int, seed: int) -> None:
    game, shares, truth = _large(count, seed)
    report = core_check(game, shares, search=3000, seed=seed)
    assert report.surplus == pytest.approx(truth)
    assert report.lower == pytest.approx(truth)
    assert report.upper == inf
    assert report.stable is (False if truth > 0.01 else None)
    assert report.total == 2**count - 2


def test_search_without_a_find_proves_nothing() -> None:
    players = [f"p{number}" for number in range(15)]
    game = Game(players, lambda group: float(len(group)) + 5.0)
    report = core_check(game, equal_saving(game).shares)
    assert report.stable is None
    assert report.surplus < 0


def test_search_keeps_to_its_budget_and_its_seed() -> None:
    game, shares, _ = _large(30, 0)
    known = len(game.known)
    first = core_check(game, shares, search=100, seed=3)
    assert len(game.known) - known <= 100
    assert first.looked_at == len(game.known) - 1
    fresh, same, _ = _large(30, 0)
    assert core_check(fresh, same, search=100, seed=3) == first


def test_a_group_that_the_game_already_knows_is_never_missed() -> None:
    """One cheap group of seven out of fifteen, with no slope towards it: search finds it once it was computed."""
    players = [f"p{number:02d}" for number in range(15)]
    secret = frozenset(players[4:11])
    game = Game(players, lambda group: 1.0 if group == secret else 10.0 * len(group))
    game(secret)
    report = core_check(game, dict.fromkeys(players, 10.0), search=60)
    assert report.worst == tuple(players[4:11])
    assert report.stable is False


def test_search_agrees_with_enumeration_where_both_can_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    noise = rng.uniform(0, 8, 2**9)
    players = [f"p{number}" for number in range(9)]
    game = Game(players, lambda s: 30 * sqrt(len(s)) + noise[sum(1 << int(p[1:]) for p in s)])
    shares = equal_saving(game).shares
    proven = core_check(game, shares)
    game.known.clear()
    monkeypatch.setattr("collectief.allocation.table.SMALL", 3)
    found = core_check(game, shares, search=400)
    assert found.surplus == pytest.approx(proven.surplus)
    assert found.looked_at < proven.total


# The nearest point, used by the least core ------------------------------------------------------------------


def test_the_nearest_point_of_a_triangle_is_its_corner_or_side() -> None:
    corner = Rows(np.eye(2), np.zeros(2))
    one = Rows(np.ones((1, 2)), np.array([1.0]))
    assert nearest(np.array([5.0, -3.0]), corner, one) == pytest.approx([1.0, 0.0], abs=1e-8)
    assert nearest(np.array([0.8, 0.6]), corner, one) == pytest.approx([0.6, 0.4])


def test_no_point_at_all_is_said() -> None:
    with pytest.raises(ModelError, match="No allocation"):
        nearest(np.zeros(2), Rows(np.eye(2), np.ones(2)), Rows(np.ones((1, 2)), np.array([1.0])))


@pytest.mark.parametrize("seed", range(8))
def test_no_other_point_of_the_least_core_is_nearer_to_the_reference(seed: int) -> None:
    rng = np.random.default_rng(seed)
    noise = rng.uniform(0, 20, 2**5)
    game = Game("abcde", lambda s: 60 * sqrt(len(s)) + noise[sum(1 << "abcde".index(p) for p in s)])
    wish = dict(zip("abcde", rng.dirichlet(np.ones(5)) * game("abcde"), strict=True))
    best = np.array(list(least_core(game, reference=wish).shares.values()))
    gap = np.array(list(wish.values())) - best
    others = [rng.dirichlet(np.ones(5)) * game("abcde") for _ in range(20)]
    for other in others:
        point = np.array(list(least_core(game, reference=dict(zip("abcde", other, strict=True))).shares.values()))
        assert gap @ (point - best) <= 1e-5
