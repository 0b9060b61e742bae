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
    everybody = np.ones(len(game.players))
    _, cut = game.seen(everybody, _whole_of(game))
    own = cut.players + _of_players(game, cut.whole)
    value = game(game.players)
    cost = (value if game.kind == "cost" else -value) - (game.beside_eur if len(game.players) > 1 else 0.0)
    rest = (cost - float(own.sum())) / len(game.players)
    clean = abs(rest) <= 1e-6 * max(1.0, float(np.abs(own).max())) and game.beside_eur == 0.0
    rest += game.beside_eur / len(game.players) if len(game.players) > 1 else 0.0
    shares = own + rest
    note = "" if clean else "what nobody brings is divided equally: not certain to be in the core"
    side = 1.0 if game.kind == "cost" else -1.0
    worst = (-np.inf, 0.0) if clean and not len(game.whole) else None
    return Allocation("owen", dict(zip(game.players, map(float, side * shares), strict=True)), note=note, worst=worst)


def _whole_of(game: LPGame) -> Array:
    """The whole numbers in the best plan of everybody, shape (w,)."""
    return game.plan(game.players)[game.whole] if len(game.whole) else np.zeros(0)


def _of_players(game: LPGame, eur: Array) -> Array:
    """What the whole numbers of each player cost in the plan of everybody, shape (n,)."""
    found, whole = np.zeros(len(game.players)), _whole_of(game)
    owners = [game.rows.owners[k] for k in game.rows.owner[game.whole]]
    for owner, cost in zip(owners, eur * whole, strict=True):
        if owner in game.players:
            found[game.players.index(owner)] += cost
    return found
