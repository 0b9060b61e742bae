"""The Shapley value: what a player adds on average, over all orders in which players can join."""

from collections.abc import Callable, Sequence
from math import factorial

import numpy as np
from scipy.special import stdtrit

from collectief.allocation.game import Allocation, Coalition, Game
from collectief.allocation.table import Array, most_listed, values
from collectief.errors import ModelError
from collectief.text import Text

ORDERS = 400
"""Orders drawn where more than twelve players hang together and no number is asked."""
CONFIDENCE = 0.95
Progress = Callable[[int, int], None]


def shapley(
    game: Game,
    *,
    samples: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> Allocation:
    """Shapley value, part by part: exact for parts of at most twelve players, else sampled.

    Where all values are known it is exact up to twenty players. ``samples`` asks for so many random orders everywhere
    (rounded up to pairs, at least 4). Each order is taken with its reverse; the interval per player is Student's over
    the pairs. The shares sum to v(N) in both cases, since each order by itself divides v(N). ``progress`` hears values
    looked up, of how many.
    Source: Shapley (1953); Castro, Gomez and Tejada (2009) for the sampling. Raises ModelError.

    >>> left = frozenset("a")
    >>> dict(shapley(Game("abc", lambda s: float(left < s), "profit")).shares)["a"]
    0.6666666666666666
    """
    pairs = _pairs(samples)
    parts = sorted(sorted(part) for part in game.parts)
    drawn = [samples is not None or len(part) > most_listed(game) for part in parts]
    work = [2 * pairs * len(part) if draw else 2 ** len(part) - 1 for part, draw in zip(parts, drawn, strict=True)]
    tick = _ticker(progress, sum(work))
    share: dict[str, float] = {}
    half: dict[str, float] = {}
    for number, (part, draw) in enumerate(zip(parts, drawn, strict=True)):
        rng = np.random.default_rng([seed, number])
        mean, width = _sampled(game, part, pairs, rng=rng, tick=tick) if draw else _exact(game, part, tick)
        share |= dict(zip(part, map(float, mean), strict=True))
        half |= dict(zip(part, map(float, width), strict=True))
    interval = {player: half[player] for player in game.players} if any(drawn) else {}
    return Allocation("shapley", {player: share[player] for player in game.players}, not any(drawn), interval)


def _exact(game: Game, players: Sequence[str], tick: Callable[[int], None]) -> tuple[Array, Array]:
    count = len(players)
    worth = values(game, players, tick)
    size = np.bitwise_count(np.arange(len(worth)))
    # in which part of all orders a player joins when s others are there
    joins = [factorial(s) * factorial(count - s - 1) / factorial(count) for s in range(count)]
    before, after = np.array([*joins, 0.0]), np.array([0.0, *joins])
    either = (before + after)[size] * worth
    mean = np.array([either.reshape(-1, 2, 2**place)[:, 1].sum() for place in range(count)])
    mean -= (before[size] * worth).sum()
    return mean, np.zeros(count)


def _sampled(
    game: Game, players: Sequence[str], pairs: int, *, rng: np.random.Generator, tick: Callable[[int], None]
) -> tuple[Array, Array]:
    drawn = np.zeros((pairs, len(players)))
    for row in drawn:
        order = rng.permutation(len(players))
        row[:] = (_added(game, players, order) + _added(game, players, order[::-1])) / 2
        tick(2 * len(players))
    quantile = float(stdtrit(pairs - 1, (1 + CONFIDENCE) / 2))
    return drawn.mean(axis=0), quantile * drawn.std(axis=0, ddof=1) / pairs**0.5


def _added(game: Game, players: Sequence[str], order: np.ndarray) -> Array:
    """What each player adds when they join in this order, shape (n,)."""
    added = np.zeros(len(players))
    joined: Coalition = frozenset()
    before = 0.0
    for place in order:
        joined |= {players[place]}
        after = game(joined)
        added[place] = after - before
        before = after
    return added


def _pairs(samples: int | None) -> int:
    orders = ORDERS if samples is None else samples
    if orders < 4:
        raise ModelError(
            Text(
                nl=f"{orders} volgordes is te weinig voor een onzekerheidsmarge; vraag er minstens 4.",
                en=f"{orders} orders are too few for an interval; ask for at least 4.",
            )
        )
    return (orders + 1) // 2


def _ticker(progress: Progress | None, total: int) -> Callable[[int], None]:
    done = 0

    def tick(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress(done, total)

    return tick
