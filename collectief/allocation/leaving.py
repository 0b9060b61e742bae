"""Leaving, refusing and joining: what it costs the others, who would follow, and without whom nothing works."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np

from collectief.allocation.game import Coalition, Game
from collectief.allocation.table import most_listed, rows_of, sums, values

CENT = 0.01


@dataclass(frozen=True, slots=True)
class Leaving:
    """What happens when these players leave, or refuse to join: amounts as in a cost game, EUR.

    ``paid`` is their share now and ``own`` what they pay without the rest; ``rest_paid`` and ``rest`` the same for the
    others. ``follow`` are those who leave next, one by one, where what the rest pays more is divided equally over who
    stays and nobody pays more than alone; ``stay`` are still together then (nobody, or two at least).
    """

    who: tuple[str, ...]
    paid: float
    own: float
    rest_paid: float
    rest: float
    follow: tuple[str, ...]
    stay: tuple[str, ...]

    @property
    def gain(self) -> float:
        """What leaving saves them; below zero it costs them that."""
        return self.paid - self.own

    @property
    def fee(self) -> float:
        """What they must pay when they leave so that the rest pays no more than now."""
        return max(0.0, self.rest - self.rest_paid)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a newcomer pays: ``least`` for the others to be no worse off, ``most`` for itself to be no worse off."""

    who: str
    least: float
    most: float

    @property
    def possible(self) -> bool:
        """Whether there is an amount with which nobody is worse off."""
        return self.least <= self.most


def exit_report(
    game: Game, shares: Mapping[str, float], groups: Sequence[Iterable[str]] | None = None, *, eps: float = CENT
) -> tuple[Leaving, ...]:
    """What happens when each player, or each of these ``groups``, leaves; a gain of ``eps`` makes nobody follow.

    >>> costs = {1: 10.0, 2: 16.0, 3: 18.0}
    >>> first = exit_report(Game("abc", lambda s: costs[len(s)]), dict.fromkeys("abc", 6.0))[0]
    >>> first.who, first.gain, first.fee, first.follow
    (('a',), -4.0, 4.0, ())
    """
    chosen = [frozenset([player]) for player in game.players] if groups is None else [frozenset(g) for g in groups]
    return tuple(_leaving(game, shares, who, eps) for who in chosen if who and who != game.grand)


def _leaving(game: Game, shares: Mapping[str, float], who: Coalition, eps: float) -> Leaving:
    side = game.side
    own, rest = side * game(who), game.grand - who  # who is not in the game is refused here
    follow = _followers(game, shares, rest, eps)
    stay = rest - set(follow)
    return Leaving(
        who=tuple(p for p in game.players if p in who),
        paid=side * fsum(shares[p] for p in who),
        own=own,
        rest_paid=side * fsum(shares[p] for p in rest),
        rest=side * game(rest),
        follow=follow,
        stay=tuple(p for p in game.players if p in stay),
    )


def _followers(game: Game, shares: Mapping[str, float], rest: Coalition, eps: float) -> tuple[str, ...]:
    """Who leaves one by one, the most aggrieved first, until nobody who stays pays more than alone."""
    side, left = game.side, list[str]()
    here = rest
    while len(here) > 1:
        more = side * (game(here) - fsum(shares[p] for p in here)) / len(here)
        grief = {p: side * shares[p] + more - side * game([p]) for p in here}
        worst = max(sorted(here), key=lambda p: grief[p])
        if grief[worst] <= eps:
            return tuple(left)
        left.append(worst)
        here -= {worst}
    return (*left, *here)


def entry(game: Game, newcomer: str) -> Entry:
    """The price of joining the others: between what its coming costs them and what it pays alone.

    >>> entry(Game("abc", lambda s: {1: 10.0, 2: 16.0, 3: 18.0}[len(s)]), "a")
    Entry(who='a', least=2.0, most=10.0)
    """
    side = game.side
    adds = side * (game(game.grand) - game(game.grand - {newcomer}))
    return Entry(newcomer, adds, side * game([newcomer]))


def anchors(game: Game, *, least: float = CENT) -> tuple[str, ...]:
    """Players without whom the others save nothing (at most ``least``), where all together do.

    >>> anchors(Game("abc", lambda s: 10.0 * len(s) - 4.0 * ("a" in s and len(s) > 1)))
    ('a',)
    """
    if _saved(game, game.grand) <= least:
        return ()
    return tuple(p for p in game.players if _saved(game, game.grand - {p}) <= least)


def smallest(game: Game, *, least: float = CENT) -> tuple[str, ...] | None:
    """The fewest players who save more than ``least`` together, of several sets the one that saves most.

    Empty where nobody saves; None where there are too many players to look at every set (twelve, or twenty where all
    values are known).

    >>> smallest(Game("abc", lambda s: 10.0 * len(s) - 4.0 * ("a" in s and len(s) > 1) - ("c" in s and len(s) > 1)))
    ('a', 'c')
    """
    players = game.players
    if len(players) > most_listed(game):
        return None
    worth = values(game, players)
    alone = worth[2 ** np.arange(len(players))]
    saved = (sums(alone) - worth) * game.side
    works = np.flatnonzero(saved > least)
    if not len(works):
        return ()
    size = np.bitwise_count(works)
    few = works[size == size.min()]
    best = few[np.argmax(saved[few])]
    row = rows_of(np.array([best]), len(players))[0]
    return tuple(p for p, here in zip(players, row, strict=True) if here)


def _saved(game: Game, coalition: Coalition) -> float:
    return game.side * (fsum(game([p]) for p in coalition) - game(coalition)) if coalition else 0.0
