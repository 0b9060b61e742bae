"""Points of the core: the one nearest to a key that is already agreed, and the one in which shares differ least."""

from collections.abc import Mapping

import numpy as np

from collectief.allocation.by_rows import Interval, Point, enclosed, searcher_of, settle
from collectief.allocation.found import Known, Searcher
from collectief.allocation.game import Allocation, Game
from collectief.allocation.least_core import core_is_empty, least_core
from collectief.allocation.linear import Rows, nearest
from collectief.allocation.listed import Listed
from collectief.allocation.subsidy import cost_of_stability
from collectief.allocation.table import Array
from collectief.allocation.timed import timed
from collectief.errors import ModelError


@timed
def closest_in_core(
    game: Game,
    reference: Mapping[str, float],
    *,
    rule: str = "closest_in_core",
    searcher: Searcher | None = None,
) -> Allocation:
    """The shares nearest to ``reference`` (least squares, EUR) with which no coalition is better off on its own.

    Part by part, each at most twelve players, twenty where all values are known; more in an `LPGame`. Where the core is
    empty: the nearest point of the least core, and the ``note`` says what subsidy would hold everybody together. A
    reference that is in the core stays as it is, but for what it lacks to v(N), of which each has the same part.
    ``searcher`` keeps what it learned for the next rule. Raises ModelError.

    >>> game = Game("ab", {frozenset("a"): 10.0, frozenset("b"): 30.0, frozenset("ab"): 36.0})
    >>> {p: round(x, 6) for p, x in closest_in_core(game, {"a": 18.0, "b": 18.0}).shares.items()}
    {'a': 10.0, 'b': 26.0}
    """
    one = searcher if searcher is not None or len(game.parts) > 1 else searcher_of(game)
    inside = None if core_is_empty(game, searcher=one) else _inside(game, reference, one, rule=rule)
    if inside is None:
        amount = cost_of_stability(game, searcher=one).amount
        note = f"empty core: nearest in the least core; a subsidy of {amount:.2f} would hold everybody together"
        found = least_core(game, reference=reference, searcher=one)
        return Allocation(rule, found.shares, note=note, worst=found.worst)
    return inside


def _inside(game: Game, reference: Mapping[str, float], one: Searcher | None, *, rule: str) -> Allocation | None:
    """The nearest point of the core; None where it is so small that no point keeps every row but for rounding."""
    looks = [Listed(game, sorted(part)) for part in game.parts] if one is None else [one]
    shares: dict[str, float] = {}
    worst: Interval | None = None
    for look in looks:
        known = Known(look.start())
        try:
            saving = _nearest(look, known, reference)
        except ModelError:
            return None
        shares |= look.table.shares(saving)
        if len(game.players) > 1 and len(looks) == 1:
            worst = enclosed(game, look, known, saving, 0.0)
    return Allocation(rule, {player: shares[player] for player in game.players}, worst=worst)


def _nearest(look: Searcher, known: Known, reference: Mapping[str, float]) -> Array:
    table = look.table
    wish = table.of([reference[player] for player in table.players])
    whole = Rows(np.ones((1, len(wish))), np.array([table.total]))

    def near(rows: Rows) -> Point:
        return Point(nearest(wish, rows, whole), 0.0, np.zeros(0))

    if len(wish) == 1:
        return whole.numbers
    return settle(look, known, near).point.saving


def min_variance_core(game: Game, *, searcher: Searcher | None = None) -> Allocation:
    """The shares of the core that differ least from one another; of the least core where the core is empty.

    Source: EnergyCommunity.jl, TheoryOfGames.jl (``var_in_core``).

    >>> worth = {"a": 2.0, "b": 5.0, "c": 4.0, "ab": 14.0, "ac": 18.0, "bc": 9.0, "abc": 24.0}
    >>> game = Game("abc", {frozenset(group): value for group, value in worth.items()}, "profit")
    >>> {player: round(share, 6) for player, share in min_variance_core(game).shares.items()}
    {'a': 9.0, 'b': 6.0, 'c': 9.0}
    """
    each = game(game.grand) / len(game.players)
    return closest_in_core(game, dict.fromkeys(game.players, each), rule="min_variance_core", searcher=searcher)
