"""The core: whether any coalition gains by leaving, and how sure are we of that."""

from collections.abc import Mapping, Sequence
from math import inf
from typing import NamedTuple

import numpy as np

from collectief.allocation.found import Searcher
from collectief.allocation.game import Coalition, CoreReport, Game, Way
from collectief.allocation.linear_game import LPGame
from collectief.allocation.pooled import Pooled
from collectief.allocation.search import Tempted, most_tempted
from collectief.allocation.table import SMALL, most_listed, sums, values
from collectief.errors import ModelError
from collectief.text import Text

CENT = 0.01
"""A gain of at most a cent tempts nobody."""


class _Choice(NamedTuple):
    """A coalition of one part that may join others: its gain, and how far that may be off."""

    group: Coalition
    gain: float
    doubt: float


def core_check(
    game: Game,
    shares: Mapping[str, float],
    *,
    search: int = 1000,
    seed: int = 0,
    eps: float = CENT,
    searcher: Searcher | None = None,
) -> CoreReport:
    """Whether some coalition gains more than ``eps`` (EUR) by leaving under ``shares``.

    Parts of at most twelve players are enumerated (twenty where all values are known). Among more, an `LPGame` proves
    the worst by its cuts (``searcher`` keeps what it learned); in any other game a local search computes at most
    ``search`` new values, which can find a tempted coalition but never prove that there is none
    (``upper`` is inf, ``stable`` None). The gain of a coalition is surplus - tolerance to surplus +
    tolerance: its own value may be better than computed, and so may v(N) behind the shares. Shares that
    do not sum to v(N), such as after a subsidy, are judged as they are. Raises ModelError.

    >>> report = core_check(Game("abc", lambda s: float(len(s) + 1 >> 1)), {"a": 1.0, "b": 1.0, "c": 0.0})
    >>> report.worst, report.surplus, report.stable
    (('a', 'b'), 1.0, False)
    """
    _check_names(game, shares)
    cuts = searcher if isinstance(searcher, Pooled) else None
    if cuts is None and isinstance(game, LPGame) and len(game.players) > SMALL:
        cuts = Pooled(game)
    if cuts is not None and len(game.players) > 1:
        return _by_cuts(game, shares, cuts, eps=eps)
    parts = sorted(game.parts, key=sorted)
    choices = [_choices(game, shares, part, search=search, seed=seed) for part in parts]
    worst = _worst(choices, game.grand, 0.0)
    enumerated = all(_listed(game, part) for part in parts)
    lower = _worst(choices, game.grand, -1.0).gain
    upper = _worst(choices, game.grand, 1.0).gain if enumerated else inf
    stable = True if upper <= eps else False if lower > eps else None
    members = tuple(player for player in game.players if player in worst.group)
    looked_at, total = sum(_looked_at(game, part) for part in parts), sum(_total(game, part) for part in parts)
    way: Way = "search" if not enumerated else "all" if len(parts) == 1 else "parts"
    return CoreReport(members, worst.gain, lower, upper, stable, looked_at, total, way)


def _choices(game: Game, shares: Mapping[str, float], part: Coalition, *, search: int, seed: int) -> list[_Choice]:
    """Nobody, the whole part (not where it is everybody) and the most tempted group inside it.

    A whole part counts without tolerance: a better plan for it is open to it within the whole as well.
    """
    found: list[_Choice] = []
    if len(game.parts) > 1:
        found += [_Choice(frozenset(), 0.0, 0.0), _Choice(part, _whole(game, shares, part), 0.0)]
    if len(part) > 1:
        best = (
            _enumerated(game, shares, part)
            if _listed(game, part)
            else most_tempted(game, shares, part, budget=search, seed=seed)
        )
        found.append(_Choice(best.group, best.gain, game.doubt))
    return found


def _listed(game: Game, part: Coalition) -> bool:
    """Whether every coalition of a part is looked at."""
    return len(part) <= most_listed(game)


def _by_cuts(game: Game, shares: Mapping[str, float], look: Pooled, *, eps: float) -> CoreReport:
    """The worst of all coalitions, between what plans cost and what cuts prove."""
    look.start()
    saving = look.table.of([shares[player] for player in look.table.players])
    found = look.tempting(saving, inf)
    gains = (found.saved - found.members @ saving) * look.table.scale
    worst = int(np.argmax(gains))
    lower, upper = float(gains[worst]), max(float(gains[worst]), found.most * look.table.scale)
    stable = True if upper <= eps else False if lower > eps else None
    members = tuple(p for p, here in zip(look.table.players, found.members[worst], strict=True) if here)
    total = (1 << len(game.players)) - 2
    return CoreReport(members, lower, lower, upper, stable, look.looked_at, total, "cuts")


def _whole(game: Game, shares: Mapping[str, float], part: Coalition) -> float:
    """Gain of a whole part, where rounding of its shares is no gain."""
    gain = game.gain(part, shares)
    return 0.0 if abs(gain) <= 1e-9 * abs(game(part)) else gain


def _enumerated(game: Game, shares: Mapping[str, float], part: Coalition) -> Tempted:
    players = sorted(part)
    worth = values(game, players)
    gain = (sums(np.array([shares[player] for player in players])) - worth) * game.side
    worst = int(np.argmax(gain[1:-1])) + 1
    group = frozenset(player for place, player in enumerate(players) if worst >> place & 1)
    return Tempted(group, float(gain[worst]))


def _worst(choices: Sequence[list[_Choice]], everybody: Coalition, side: float) -> Tempted:
    """The best sum of one choice per part that is neither nobody nor everybody."""

    def bound(one: _Choice) -> float:
        return one.gain + side * one.doubt

    if not any(choices):
        return Tempted(frozenset(), 0.0)
    best = [max(options, key=bound) for options in choices]
    if len(best) > 1 and _join(best) in (frozenset(), everybody):
        others = [(place, one) for place, options in enumerate(choices) for one in options if one is not best[place]]
        place, one = max(others, key=lambda other: bound(other[1]) - bound(best[other[0]]))
        best[place] = one
    return Tempted(_join(best), sum(map(bound, best)))


def _join(choices: Sequence[_Choice]) -> Coalition:
    return frozenset(player for one in choices for player in one.group)


def _check_names(game: Game, shares: Mapping[str, float]) -> None:
    missing = [player for player in game.players if player not in shares]
    if missing:
        raise ModelError(
            Text(
                nl=f"Er is geen aandeel gegeven voor {', '.join(missing)}. Geef elke speler een aandeel.",
                en=f"No share was given for {', '.join(missing)}. Give every player a share.",
            )
        )


def _total(game: Game, part: Coalition) -> int:
    return (1 << len(part)) - (2 if len(game.parts) == 1 else 1)


def _looked_at(game: Game, part: Coalition) -> int:
    if _listed(game, part):
        return _total(game, part)
    whole = len(game.parts) > 1
    return sum(1 for group in game.known if group and (group < part or (whole and group == part)))
