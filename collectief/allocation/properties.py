"""What a rule does in one game: each property tested on it, not quoted, with the case in which it fails worst."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import fsum
from typing import Literal

from collectief.allocation.core import core_check
from collectief.allocation.game import Allocation, Coalition, Game
from collectief.errors import ModelError

Rule = Callable[[Game], Allocation]
Property = Literal["efficient", "rational", "core", "bill", "population", "splitting"]
PROPERTIES: tuple[Property, ...] = ("efficient", "rational", "core", "bill", "population", "splitting")
AS_ONE = "\x1f"
"""Between the names of two players who act as one."""
MORE = 0.01
"""The bill is made so much higher, as a part of it, to see whether anybody pays less then."""
CENT = 0.01


@dataclass(frozen=True, slots=True)
class Tested:
    """Whether a property holds in a game: None where that was not found out.

    ``eur`` is by how much it fails at worst, and ``who`` in that case: who pays too much or too little, beside whom.
    """

    holds: bool | None
    eur: float = 0.0
    who: tuple[str, ...] = ()


def properties(
    game: Game, rule: Rule, *, which: Collection[Property] = PROPERTIES, eps: float = CENT
) -> Mapping[Property, Tested]:
    """Every property of a rule in this game; amounts up to ``eps`` (EUR) are rounding.

    *efficient*: adds up. *rational*: nobody pays more than alone. *core*: no group is better off without the rest.
    *bill*: where all together cost more, nobody pays less. *population*: where a player joins last, nobody who was
    there pays more. *splitting*: no pair of players would pay more as one, so that one gains by being two; the rule
    sees such a pair as one name with `AS_ONE` between. Only those in ``which`` are tested. A rule that has no answer in
    such a game (`ModelError`) leaves that property unknown.
    """
    shares = rule(game).shares
    tests: Mapping[Property, Callable[[], Tested]] = {
        "efficient": lambda: _efficient(game, shares, eps),
        "rational": lambda: _worst({(p,): game.side * (shares[p] - game([p])) for p in game.players}, eps),
        "core": lambda: _core(game, shares, eps),
        "bill": lambda: _bill(game, rule, shares, eps),
        "population": lambda: _population(game, rule, shares, eps),
        "splitting": lambda: _splitting(game, rule, shares, eps),
    }
    return {key: _or_unknown(test) for key, test in tests.items() if key in which}


def _worst(found: Mapping[tuple[str, ...], float], eps: float) -> Tested:
    """The case in which a property fails most."""
    if not found:
        return Tested(holds=True)
    who = max(found, key=lambda one: found[one])
    return Tested(holds=True) if found[who] <= eps else Tested(holds=False, eur=found[who], who=who)


def _or_unknown(test: Callable[[], Tested]) -> Tested:
    try:
        return test()
    except ModelError:
        return Tested(holds=None)


def _efficient(game: Game, shares: Mapping[str, float], eps: float) -> Tested:
    off = abs(fsum(shares[p] for p in game.players) - game(game.grand))
    return Tested(holds=off <= eps, eur=0.0 if off <= eps else off)


def _core(game: Game, shares: Mapping[str, float], eps: float) -> Tested:
    report = core_check(game, shares, eps=eps)
    eur = 0.0 if report.stable is True else max(0.0, report.surplus)
    return Tested(holds=report.stable, eur=eur, who=report.worst)


def _bill(game: Game, rule: Rule, shares: Mapping[str, float], eps: float) -> Tested:
    """All together pay a little more, or earn a little less; everything else stays."""
    more = MORE * abs(game(game.grand)) * game.side
    dearer = Game(game.players, lambda group: game(group) + (more if group == game.grand else 0.0), game.kind)
    then = rule(dearer).shares
    return _worst({(p,): game.side * (shares[p] - then[p]) for p in game.players}, eps)


def _population(game: Game, rule: Rule, shares: Mapping[str, float], eps: float) -> Tested:
    """Each in turn comes last: the others paid what the rule says without it."""
    found: dict[tuple[str, ...], float] = {}
    for last in game.players if len(game.players) > 1 else ():
        rest = tuple(p for p in game.players if p != last)
        before = rule(Game(rest, game, game.kind)).shares
        found |= {(p, last): game.side * (shares[p] - before[p]) for p in rest}
    return _worst(found, eps)


def _splitting(game: Game, rule: Rule, shares: Mapping[str, float], eps: float) -> Tested:
    """Each pair as one player: what that pays above the two by themselves."""
    found: dict[tuple[str, ...], float] = {}
    for one, other in combinations(game.players, 2) if len(game.players) > 2 else ():
        both = f"{one}{AS_ONE}{other}"
        players = tuple(both if p == one else p for p in game.players if p != other)

        def value(group: Coalition) -> float:
            return game(frozenset(p for name in group for p in name.split(AS_ONE)))

        merged = rule(Game(players, value, game.kind)).shares[both]
        found[one, other] = game.side * (merged - shares[one] - shares[other])
    return _worst(found, eps)
