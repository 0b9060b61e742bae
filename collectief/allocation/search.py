"""Climb from coalition to coalition in search of the one most tempted to leave."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import inf
from typing import NamedTuple

import numpy as np

from collectief.allocation.game import Coalition, Game


class Tempted(NamedTuple):
    """A coalition and what it gains by leaving."""

    group: Coalition
    gain: float


Look = Callable[[Coalition], Tempted]


def most_tempted(game: Game, shares: Mapping[str, float], part: Coalition, *, budget: int, seed: int) -> Tempted:
    """The most tempted coalition found inside ``part``, neither empty nor the whole of it; no proof of the worst.

    Starts from everything the game already knows, single players, all but one, the first few players in
    order of how much dearer their share is than alone or than joining last, and random groups. Climbs by the
    best of adding or dropping a player, else the first swap that helps. At most ``budget`` new values.
    """
    limit = len(game.known) + budget
    players = sorted(part)

    def look(group: Coalition) -> Tempted:
        barred = not group or group == part or (group not in game.known and len(game.known) >= limit)
        return Tempted(group, -inf if barred else game.gain(group, shares))

    rng = np.random.default_rng(seed)
    best = Tempted(frozenset(), -inf)
    for start in _starts(game, players, look, rng=rng, draws=1 + budget // len(players)):
        best = max(best, _climb(start, players, look, rng=rng), key=_gain)
        if len(game.known) >= limit:
            break
    return best


def _gain(one: Tempted) -> float:
    return one.gain


def _starts(game: Game, players: list[str], look: Look, *, rng: np.random.Generator, draws: int) -> Iterator[Tempted]:
    everybody = frozenset(players)
    seen = sorted((g for g in game.known if g and g < everybody), key=lambda g: (len(g), sorted(g)))
    single = {player: look(frozenset([player])) for player in players}
    without = {player: look(everybody - {player}) for player in players}
    dear_alone = sorted(players, key=lambda player: -single[player].gain)
    dear_last = sorted(players, key=lambda player: without[player].gain)
    rows = [look(frozenset(row[:size])) for row in (dear_alone, dear_last) for size in range(2, len(players))]
    ready = {one.group: one for one in [*map(look, seen), *single.values(), *without.values(), *rows]}
    yield from sorted(ready.values(), key=_gain, reverse=True)[: 2 * len(players)]
    for _ in range(draws):
        size = int(rng.integers(1, len(players)))
        yield look(frozenset(players[place] for place in rng.permutation(len(players))[:size]))


def _climb(at: Tempted, players: list[str], look: Look, *, rng: np.random.Generator) -> Tempted:
    while True:
        best = max((look(at.group ^ {player}) for player in players), key=_gain)
        if best.gain <= at.gain:
            best = _swap(at, players, look, rng=rng)
        if best.gain <= at.gain:
            return at
        at = best


def _swap(at: Tempted, players: list[str], look: Look, *, rng: np.random.Generator) -> Tempted:
    """The first swap of a member for another player that gains more, in random order, else the same group."""
    inside = [player for player in players if player in at.group]
    outside = [player for player in players if player not in at.group]
    swaps = list(product(inside, outside))
    for place in rng.permutation(len(swaps)):
        found = look(at.group ^ set(swaps[place]))
        if found.gain > at.gain:
            return found
    return at
