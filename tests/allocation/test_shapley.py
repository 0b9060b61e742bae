"""The Shapley value in the head, sampled, and with its interval."""

from itertools import permutations

import numpy as np
import pytest

from collectief.allocation import Coalition, Game, shapley
from collectief.errors import ModelError


def _noisy_game(count: int, seed: int) -> Game:
    """Shared fixed cost, size discount and a random part per coalition: nothing symmetric."""
    players = [f"p{number:02d}" for number in range(count)]
    rng = np.random.default_rng(seed)
    noise = rng.uniform(0, 30, 2**count)
    own = rng.uniform(5, 50, count)
    place = {player: number for number, player in enumerate(players)}

    def worth(group: Coalition) -> float:
        bits = sum(1 << place[p] for p in group)
        return 40.0 + 60.0 * len(group) / (1 + len(group) / 4) + float(sum(own[place[p]] for p in group) + noise[bits])

    return Game(players, worth)


def test_one_player_pays_everything() -> None:
    assert dict(shapley(Game("a", {frozenset("a"): 7.0})).shares) == {"a": 7.0}


def test_two_players_share_the_saving_equally() -> None:
    game = Game("ab", {frozenset("a"): 10.0, frozenset("b"): 20.0, frozenset("ab"): 24.0})
    assert dict(shapley(game).shares) == pytest.approx({"a": 7.0, "b": 17.0})


def test_exact_value_is_the_average_over_all_orders() -> None:
    game = _noisy_game(5, 3)
    orders = list(permutations(game.players))
    added = dict.fromkeys(game.players, 0.0)
    for order in orders:
        for place, player in enumerate(order):
            added[player] += (game(order[: place + 1]) - game(order[:place])) / len(orders)
    result = shapley(game)
    assert result.exact
    assert not result.interval
    assert result.shares == pytest.approx(added)


def test_twelve_players_are_exact_and_thirteen_are_sampled() -> None:
    assert shapley(_runway(12)).exact
    sampled = shapley(_runway(13))
    assert not sampled.exact
    assert set(sampled.interval) == set(sampled.shares)


def _runway(count: int) -> Game:
    players = [f"p{number:02d}" for number in range(1, count + 1)]
    return Game(players, lambda group: float(max(int(p[1:]) for p in group)))


def test_sampled_shares_of_fifty_players_add_up_and_lie_near_the_formula() -> None:
    """Airport game: player k pays the sum of 1/(users) over the pieces up to k (Littlechild and Owen 1973)."""
    game = _runway(50)
    result = shapley(game, seed=1)
    pieces = np.cumsum([1 / (50 - k) for k in range(50)])
    assert sum(result.shares.values()) == pytest.approx(50.0, rel=1e-12)
    inside = [abs(result.shares[p] - x) <= result.interval[p] for p, x in zip(game.players, pieces, strict=True)]
    assert sum(inside) >= 42


def test_the_same_seed_gives_the_same_answer_and_another_seed_another() -> None:
    game = _noisy_game(8, 1)
    first, again, other = (shapley(game, samples=20, seed=seed) for seed in (5, 5, 6))
    assert first == again
    assert first.shares != other.shares


def test_sampling_does_not_depend_on_the_order_of_players() -> None:
    game = _noisy_game(8, 1)
    turned = Game(reversed(game.players), game)
    assert shapley(turned, samples=20).shares == shapley(game, samples=20).shares


def test_the_interval_holds_the_exact_value_about_95_times_in_100() -> None:
    game = _noisy_game(8, 2)
    exact = shapley(game).shares
    held = []
    for seed in range(60):
        drawn = shapley(game, samples=60, seed=seed)
        assert sum(drawn.shares.values()) == pytest.approx(game(game.grand), rel=1e-12)
        held += [abs(drawn.shares[p] - exact[p]) <= drawn.interval[p] for p in game.players]
    assert 0.92 <= np.mean(held) <= 0.98


def test_four_times_the_orders_halve_the_interval() -> None:
    game = _noisy_game(9, 4)
    few, many = shapley(game, samples=400), shapley(game, samples=1600)
    ratio = np.mean(list(many.interval.values())) / np.mean(list(few.interval.values()))
    assert ratio == pytest.approx(0.5, abs=0.05)


def test_an_order_and_its_reverse_together_beat_two_loose_orders() -> None:
    game = _noisy_game(8, 2)
    exact = shapley(game).shares
    rng = np.random.default_rng(0)

    def loose_error() -> float:
        drawn = dict.fromkeys(game.players, 0.0)
        for _ in range(40):
            order = [game.players[k] for k in rng.permutation(8)]
            for place, player in enumerate(order):
                drawn[player] += (game(order[: place + 1]) - game(order[:place])) / 40
        return sum((drawn[p] - exact[p]) ** 2 for p in exact)

    def paired_error(seed: int) -> float:
        drawn = shapley(game, samples=40, seed=seed).shares
        return sum((drawn[p] - exact[p]) ** 2 for p in exact)

    assert sum(paired_error(seed) for seed in range(30)) < sum(loose_error() for _ in range(30))


@pytest.mark.parametrize("samples", [None, 10])
def test_progress_counts_up_to_its_total(samples: int | None) -> None:
    heard: list[tuple[int, int]] = []
    shapley(_noisy_game(6, 0), samples=samples, progress=lambda done, total: heard.append((done, total)))
    done = [step for step, _ in heard]
    assert done == sorted(set(done))
    assert {total for _, total in heard} == {done[-1]}


def test_too_few_orders_for_an_interval_are_refused() -> None:
    with pytest.raises(ModelError, match="at least 4"):
        shapley(_runway(5), samples=3)


def test_every_value_is_asked_once() -> None:
    asked: list[Coalition] = []

    def worth(group: Coalition) -> float:
        asked.append(group)
        return float(len(group))

    game = Game("abcd", worth)
    shapley(game)
    shapley(game, samples=50)
    assert len(asked) == len(set(asked)) == 15
