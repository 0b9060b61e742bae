"""Owen's point: settle everything at the prices of one plan of everybody."""

import numpy as np

from collectief.allocation.game import Allocation
from collectief.allocation.linear_game import LPGame
from collectief.allocation.table import Array
from collectief.allocation.timed import timed


@timed
def owen(game: LPGame) -> Allocation:
    """Each is paid for what it brings to the plan of everybody, and for the room that it owns, at the plan's prices.

    In the core where the rows have no whole numbers and players bring everything: the prices bound what any coalition
    costs. What nobody brings is divided equally, and so is what whole numbers of nobody cost; ``note`` says so, and
    `core_check` what it means. Prices may be others where the plan is degenerate: the point is not always the only one.
    Source: Owen, On the core of linear production games (1975).
    """
    count, whole = len(game.players), game.whole_of(game.players)
    _, cut = game.seen(np.ones(count), whole)
    own = cut.players + _of_players(game, cut.whole * whole)
    beside = game.beside_eur if count > 1 else 0.0
    rest = (game.side * game(game.players) - beside - float(own.sum())) / count
    clean = abs(rest) <= 1e-6 * max(1.0, float(np.abs(own).max())) and game.beside_eur == 0.0
    shares = game.side * (own + rest + beside / count)
    note = "" if clean else "what nobody brings is divided equally: not certain to be in the core"
    worst = (-np.inf, 0.0) if clean and not len(game.whole) else None
    return Allocation("owen", dict(zip(game.players, map(float, shares), strict=True)), note=note, worst=worst)


def _of_players(game: LPGame, eur: Array) -> Array:
    """What whole numbers cost that players own, of what each costs, shape (w,): by player, shape (n,)."""
    found = np.zeros(len(game.players))
    owners = [game.rows.owners[k] for k in game.rows.owner[game.whole]]
    for owner, cost in zip(owners, eur, strict=True):
        if owner in game.players:
            found[game.players.index(owner)] += cost
    return found
