"""Whether two groups without a common player are ever better off apart than in one union."""

from collectief.allocation.game import Coalition, Game, Kind
from collectief.allocation.table import check_small, values

FEW = 8
"""Up to so many players all pairs of groups are compared (3^8 = 6,561 pairs)."""
ROUNDING = 1e-9
"""Differences below this fraction of the largest value are rounding."""
Violation = tuple[Coalition, Coalition, float]


def subadditive_violation(game: Game) -> Violation | None:
    """The disjoint S, T where v(S u T) is most above v(S) + v(T), with the amount; None where nowhere.

    What the tolerance of the game can explain is no violation. At most eight players; raises ModelError.

    >>> pay = {frozenset("a"): 1.0, frozenset("b"): 1.0, frozenset("ab"): 3.0}
    >>> subadditive_violation(Game("ab", pay)) == (frozenset("b"), frozenset("a"), 1.0)
    True
    """
    return _largest(game, 1.0, natural="cost")


def superadditive_violation(game: Game) -> Violation | None:
    """The disjoint S, T where v(S u T) is most below v(S) + v(T), with the amount; None where nowhere.

    What the tolerance of the game can explain is no violation. At most eight players; raises ModelError.

    >>> superadditive_violation(Game("ab", lambda group: float(len(group) ** 2), "profit")) is None
    True
    """
    return _largest(game, -1.0, natural="profit")


def _largest(game: Game, sign: float, *, natural: Kind) -> Violation | None:
    check_small(len(game.players), FEW)
    worth = values(game, game.players)
    wrong_values = 1 if game.kind == natural else 2
    amount = wrong_values * game.tolerance + ROUNDING * float(abs(worth).max())
    found: Violation | None = None
    for union in range(1, len(worth)):
        apart = (union - 1) & union
        while apart > union ^ apart:
            more = sign * float(worth[union] - worth[apart] - worth[union ^ apart])
            if more > amount:
                amount, found = more, (_group(game, apart), _group(game, union ^ apart), more)
            apart = (apart - 1) & union
    return found


def _group(game: Game, bits: int) -> Coalition:
    return frozenset(player for place, player in enumerate(game.players) if bits >> place & 1)
