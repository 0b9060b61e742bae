"""The nucleolus against two independent proofs: Kohlberg's criterion and the rule of the Talmud."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq, linprog

from collectief.allocation import Allocation, Coalition, Game, nucleolus, prenucleolus, shapley
from collectief.allocation.table import Array, values
from collectief.errors import ModelError

pytestmark = pytest.mark.slow

NEAR = 1e-6


def kohlberg(game: Game, shares: dict[str, float], *, rational: bool) -> bool:
    """Whether no side payment can help the coalitions above any level (Kohlberg 1971; Sobolev 1975).

    For each level of gain: all y with y(N) = 0 that lower no gain of leaving above it are zero on all
    coalitions above it. ``rational`` adds y_i >= 0 for players at their own value.
    """
    sign = 1.0 if game.kind == "cost" else -1.0
    count = len(game.players)
    worth = values(game, game.players)
    rows = (np.arange(len(worth))[:, None] >> np.arange(count) & 1).astype(float)
    gain = (sign * (rows @ np.array([shares[p] for p in game.players]) - worth))[1:-1]
    near = NEAR * max(1.0, float(np.abs(worth).max()))
    floor = [0.0 if rational and abs(game.gain([p], shares)) <= near else -1.0 for p in game.players]
    levels = sorted(gain, reverse=True)
    return all(
        _side_payment(rows[1:-1][gain >= level - near], floor) <= NEAR
        for level, after in zip(levels, [*levels[1:], -np.inf], strict=True)
        if level - after > near
    )


def _side_payment(rows: Array, floor: list[float]) -> float:
    """The most that the coalitions of these rows can be given together, none losing, at no cost."""
    count = rows.shape[1]
    answer = linprog(
        -rows.sum(axis=0),
        A_ub=-rows,
        b_ub=np.zeros(len(rows)),
        A_eq=np.ones((1, count)),
        b_eq=[0.0],
        bounds=[(least, 1.0) for least in floor],
    )
    return float(rows.sum(axis=0) @ answer.x)


def talmud(estate: float, claims: list[float]) -> list[float]:
    """Aumann and Maschler (1985): equal awards up to half the claims, equal losses above it."""
    half = [claim / 2 for claim in claims]
    if estate <= sum(half):
        award = brentq(lambda level: sum(min(h, level) for h in half) - estate, 0.0, max(half))
        return [min(h, award) for h in half]
    loss = brentq(lambda level: sum(c - min(c / 2, level) for c in claims) - estate, 0.0, max(half))
    return [c - min(c / 2, loss) for c in claims]


def _random_game(count: int, seed: int, *, whole: float, kind: str = "profit") -> Game:
    players = [f"p{number:02d}" for number in range(count)]
    worth = np.random.default_rng(seed).integers(0, 60, 2**count).astype(float)
    sign = -1.0 if kind == "cost" else 1.0

    def value(group: Coalition) -> float:
        return sign * (whole if len(group) == count else worth[sum(1 << players.index(p) for p in group)])

    return Game(players, value, "cost" if kind == "cost" else "profit")


@pytest.mark.parametrize("kind", ["cost", "profit"])
@pytest.mark.parametrize("count", [2, 3, 4, 5])
@pytest.mark.parametrize("seed", range(4))
def test_kohlberg_accepts_every_prenucleolus(count: int, seed: int, kind: str) -> None:
    for whole in (0.0, 60.0, 300.0):
        game = _random_game(count, seed, whole=whole, kind=kind)
        assert kohlberg(game, dict(prenucleolus(game).shares), rational=False)


@pytest.mark.parametrize("count", [3, 4, 5, 6])
@pytest.mark.parametrize("seed", range(6))
def test_kohlberg_accepts_every_nucleolus(count: int, seed: int) -> None:
    raw = _random_game(count, seed, whole=0.0)
    tight = _random_game(count, seed, whole=sum(raw([p]) for p in raw.players) + 1.0)
    shares = dict(nucleolus(tight).shares)
    assert min(shares[p] - tight([p]) for p in tight.players) >= -NEAR
    assert kohlberg(tight, shares, rational=True)


def test_kohlberg_refuses_another_division() -> None:
    game = _random_game(4, 1, whole=200.0)
    assert not kohlberg(game, dict(shapley(game).shares), rational=False)


def bankruptcy(estate: float, claims: Sequence[float]) -> Game:
    """What is left for each group once all others have what they claim."""
    owed = {f"p{number:02d}": float(claim) for number, claim in enumerate(claims)}
    return Game(owed, lambda group: max(0.0, estate - sum(owed[p] for p in owed if p not in group)), "profit")


@settings(max_examples=40, deadline=None)
@given(claims=st.lists(st.integers(1, 300), min_size=2, max_size=6), part=st.floats(0.05, 0.95))
def test_the_nucleolus_of_a_bankruptcy_is_the_rule_of_the_talmud(claims: list[int], part: float) -> None:
    estate, owed = part * sum(claims), [float(claim) for claim in claims]
    assert list(nucleolus(bankruptcy(estate, owed)).shares.values()) == pytest.approx(talmud(estate, owed), abs=1e-4)


@pytest.mark.parametrize("players", range(2, 13))
def test_the_nucleolus_of_three_hundred_bankruptcies_is_the_rule_of_the_talmud(players: int) -> None:
    """Twenty-eight games of each size up to twelve players: 308 in all."""
    for seed in range(28):
        rng = np.random.default_rng((players, seed))
        claims = rng.uniform(1.0, 100.0, players).tolist()
        estate = float(rng.uniform(0.02, 0.98)) * sum(claims)
        found = list(nucleolus(bankruptcy(estate, claims)).shares.values())
        assert found == pytest.approx(talmud(estate, claims), rel=1e-6, abs=1e-5)


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_player_who_adds_only_his_own_pays_his_own(data: st.DataObject) -> None:
    own = data.draw(st.integers(1, 20))
    costs = {size: float(data.draw(st.integers(1, 100))) for size in (1, 2, 3)}
    assume(costs[3] <= 3 * costs[1] and 2 * costs[3] <= 3 * costs[2])
    game = Game("abcz", lambda group: costs.get(len(group - {"z"}), 0.0) + own * ("z" in group))
    assert nucleolus(game).shares["z"] == pytest.approx(own, abs=NEAR)


def test_where_a_single_player_can_do_worse_nucleolus_and_prenucleolus_differ() -> None:
    """Pairs a, b and a, c earn 4, everybody 2: only outside the imputations can c pay for the pairs."""
    worth = {"a": 0.0, "b": 0.0, "c": 0.0, "ab": 4.0, "ac": 0.0, "bc": 0.0, "abc": 2.0}
    game = Game("abc", {frozenset(group): value for group, value in worth.items()}, "profit")
    assert dict(nucleolus(game).shares) == pytest.approx({"a": 1.0, "b": 1.0, "c": 0.0}, abs=NEAR)
    assert prenucleolus(game).shares["c"] < -0.5


def test_nucleolus_says_so_where_together_is_worse_than_alone() -> None:
    game = Game("ab", {frozenset("a"): 1.0, frozenset("b"): 1.0, frozenset("ab"): 4.0})
    with pytest.raises(ModelError, match="Together is worse"):
        nucleolus(game)


def test_an_additive_game_gives_everyone_the_own_value() -> None:
    own = {"a": 1e6, "b": 3.0, "c": -40.0}
    game = Game(own, lambda group: sum(own[p] for p in group))
    assert dict(nucleolus(game).shares) == pytest.approx(own, rel=1e-12)


def test_one_player_pays_everything() -> None:
    assert dict(nucleolus(Game("a", {frozenset("a"): 7.0})).shares) == {"a": 7.0}


def test_eight_players_keep_kohlberg_at_large_amounts() -> None:
    rng = np.random.default_rng(0)
    noise = rng.uniform(0, 2e3, 2**8)
    players = [f"p{number}" for number in range(8)]
    game = Game(players, lambda s: 1e5 * len(s) - 4e3 * len(s) ** 1.3 + noise[sum(1 << int(p[1:]) for p in s)])
    result: Allocation = nucleolus(game)
    assert sum(result.shares.values()) == pytest.approx(game(players), rel=1e-12)
    assert kohlberg(game, dict(result.shares), rational=True)


def test_thirteen_players_are_refused_with_advice() -> None:
    game = Game(map(str, range(13)), lambda group: float(len(group)))
    with pytest.raises(ModelError, match="13 players"):
        nucleolus(game)


@pytest.mark.parametrize("seed", [211, 259])
def test_where_nothing_is_saved_but_rounding_everybody_pays_as_alone(seed: int) -> None:
    """Sums in another order differ in their last digits: that is no saving to divide."""
    rng = np.random.default_rng(seed)
    drawn = rng.choice([3e5, 3e5, -0.001, 1.0, 1.0, 0.0], 5) + rng.normal(0, rng.choice([0, 1e3]), 5)
    alone = dict(zip("abcde", map(float, drawn), strict=True))
    game = Game("abcde", lambda group: float(np.array([alone[p] for p in rng.permutation(sorted(group))]).sum()))
    for rule in (nucleolus, prenucleolus):
        assert rule(game).shares == pytest.approx(alone, abs=1e-6)
