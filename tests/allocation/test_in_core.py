"""The nearest point of the core, the one that differs least, and rules of what each adds."""

import json
from math import fsum
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from collectief.allocation import (
    Game,
    closest_in_core,
    core_check,
    core_is_empty,
    cost_of_stability,
    gately,
    least_core_surplus,
    min_variance_core,
    scrb,
    shapley,
    tau,
)
from collectief.errors import ModelError

NAMES = "abcd"
TINY = 1e-6


def convex_cost(weights: list[float], saved: float) -> Game:
    """A cost game in which every pair saves: its core holds the Shapley value."""
    cost = dict(zip(NAMES, weights, strict=True))
    return Game(NAMES, lambda s: fsum(cost[p] for p in s) - saved * len(s) * (len(s) - 1) / 2)


games = st.builds(
    convex_cost,
    st.lists(st.floats(1.0, 100.0), min_size=4, max_size=4),
    st.floats(0.0, 10.0),
)
keys = st.lists(st.floats(-50.0, 150.0), min_size=4, max_size=4)


@given(games, keys)
def test_the_nearest_point_is_in_the_core_and_no_core_point_is_nearer(game: Game, wish: list[float]) -> None:
    """Against points between it and others of the core: by convexity these are enough."""
    asked = dict(zip(NAMES, wish, strict=True))
    found = closest_in_core(game, asked).shares
    assert fsum(found.values()) == pytest.approx(game(NAMES))
    assert core_check(game, found).surplus <= TINY * (1 + abs(game(NAMES)))
    x, w = (np.array([one[p] for p in NAMES]) for one in (found, asked))
    for other in (shapley(game).shares, min_variance_core(game).shares):
        y = np.array([other[p] for p in NAMES])
        assert (w - x) @ (y - x) <= 1e-5 * (1 + abs(w).sum() + abs(x).sum()) ** 2


@given(games)
def test_a_key_that_is_stable_stays_as_it_is(game: Game) -> None:
    agreed = shapley(game).shares
    assert closest_in_core(game, agreed).shares == pytest.approx(agreed, abs=1e-5)


@example(convex_cost([1.0, 1.0, 1.0, 7.125], 1e-9), [3.0, 4.0, 8.0, 2.0])
@example(convex_cost([1.0, 1.0, 91.23653605529213, 1.0], 0.0), [0.0, 0.0, 68.625, 91.0])
@given(games, keys)
def test_the_order_and_the_names_of_players_change_nothing(game: Game, wish: list[float]) -> None:
    asked = dict(zip(NAMES, wish, strict=True))
    turned = Game(NAMES[::-1], {s: game(s) for s in _coalitions()})
    assert closest_in_core(turned, asked).shares == pytest.approx(dict(closest_in_core(game, asked).shares), abs=1e-4)


def _coalitions() -> list[frozenset[str]]:
    return [frozenset(p for i, p in enumerate(NAMES) if mask >> i & 1) for mask in range(1, 16)]


def test_with_an_empty_core_it_is_in_the_least_core_and_names_the_subsidy() -> None:
    game = Game("abc", lambda s: float(len(s) + 1 >> 1))
    assert core_is_empty(game)
    found = closest_in_core(game, {"a": 2.0, "b": 0.0, "c": 0.0})
    assert core_check(game, found.shares).surplus == pytest.approx(least_core_surplus(game))
    assert f"{cost_of_stability(game).amount:.2f}" in found.note


def test_parts_that_have_nothing_to_do_with_each_other_are_repaired_each_by_itself() -> None:
    two = Game("abcd", lambda s: 10.0 * len(s) - 4.0 * ("a" in s and "b" in s) - 2.0 * ("c" in s and "d" in s),
               parts=[frozenset("ab"), frozenset("cd")])  # fmt: skip
    wish = {"a": 20.0, "b": 0.0, "c": 9.0, "d": 9.0}
    whole = Game("abcd", {s: two(s) for s in _coalitions()})
    assert closest_in_core(two, wish).shares == pytest.approx(dict(closest_in_core(whole, wish).shares), abs=1e-6)


def test_published_points_of_least_variance() -> None:
    file = Path(__file__).parents[3] / "shared" / "reference" / "games.json"
    if not file.exists():
        pytest.skip("the published games are not on this machine")
    seen = 0
    for entry in (e for e in json.loads(file.read_text(encoding="utf-8")) if "min_variance_core" in e["expected"]):
        players = [str(p) for p in entry["players"]]
        worth = {frozenset(map(str, group)): value for group, value in entry["characteristic_function"]}
        found = min_variance_core(Game(players, worth, entry["kind"])).shares
        assert [found[p] for p in players] == pytest.approx(entry["expected"]["min_variance_core"], rel=1e-5, abs=TINY)
        seen += 1
    assert seen >= 1


@given(games)
def test_rules_of_what_each_adds_divide_all_and_are_the_same_for_two(game: Game) -> None:
    for rule in (scrb, gately, tau):
        assert fsum(rule(game).shares.values()) == pytest.approx(game(NAMES))
    pair = Game("ab", {frozenset(s): game(s) for s in ("a", "b", "ab")})
    half = (game("a") + game("b") - game("ab")) / 2
    for rule in (scrb, gately, tau):
        assert rule(pair).shares == pytest.approx({"a": game("a") - half, "b": game("b") - half})


def test_gatelys_point_by_its_own_words() -> None:
    """What the others lose by a leaving, for each euro that the leaver loses, is the same for all."""
    game = convex_cost([10.0, 20.0, 30.0, 40.0], 3.0)
    shares = gately(game).shares
    harms = []
    for one in NAMES:
        rest = frozenset(NAMES) - {one}
        lost = game(rest) - fsum(shares[p] for p in rest)
        harms.append(lost / (game([one]) - shares[one]))
    assert harms == pytest.approx([harms[0]] * 4)


def test_tau_of_a_bankruptcy() -> None:
    """By hand: a bankruptcy of 100 with claims of 20, 60 and 80: each adds his claim, the rights are 0, 0, 20."""
    claims = {"a": 20.0, "b": 60.0, "c": 80.0}
    game = Game("abc", lambda s: max(0.0, 100.0 - sum(claims[p] for p in claims if p not in s)), "profit")
    most, least = {"a": 20.0, "b": 60.0, "c": 80.0}, {"a": 0.0, "b": 0.0, "c": 20.0}
    part = (100.0 - 20.0) / (160.0 - 20.0)
    assert tau(game).shares == pytest.approx({p: least[p] + part * (most[p] - least[p]) for p in claims})


@pytest.mark.parametrize("rule", [scrb, gately])
def test_where_nobody_adds_less_than_it_costs_alone_the_shares_are_the_costs(rule: object) -> None:
    game = Game("ab", lambda s: 5.0 * len(s))
    assert (scrb if rule is scrb else gately)(game).shares == {"a": 5.0, "b": 5.0}


def test_where_the_rest_cannot_be_divided_it_says_so() -> None:
    """Three of which two cost 5 as one does, and all 10; and the game of three whose core is empty."""
    with pytest.raises(ModelError, match=r"sums to zero|samen nul"):
        scrb(Game("abc", lambda s: {1: 5.0, 2: 5.0, 3: 10.0}[len(s)]))
    with pytest.raises(ModelError, match=r"tau"):
        tau(Game("abc", lambda s: float(len(s) + 1 >> 1)))
