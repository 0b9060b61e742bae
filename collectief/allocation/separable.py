"""Rules that look at what each adds to all others together: separable costs, Gately's point, the tau value."""

from collections.abc import Mapping
from itertools import combinations
from math import fsum

from collectief.allocation.game import Allocation, Game
from collectief.allocation.table import check_small
from collectief.errors import ModelError
from collectief.text import Text


def scrb(game: Game) -> Allocation:
    """Separable costs, remaining benefits: each pays what it adds to all others, and of the rest by what it has left.

    What a player has left is what it would pay alone less what it adds; the rule is also known as alternative cost
    avoided. Raises ModelError where nobody has anything left. Source: Young, Okada and Hashimoto (1982).

    >>> game = Game("ab", {frozenset("a"): 10.0, frozenset("b"): 30.0, frozenset("ab"): 36.0})
    >>> dict(scrb(game).shares)
    {'a': 8.0, 'b': 28.0}
    """
    adds, alone = _adds(game), {player: game([player]) for player in game.players}
    left = {player: alone[player] - adds[player] for player in game.players}
    rest, total = game(game.grand) - fsum(adds.values()), fsum(left.values())
    if abs(total) <= 1e-12 * max(1.0, fsum(map(abs, alone.values()))):
        if abs(rest) <= 1e-9 * max(1.0, abs(game(game.grand))):
            return Allocation("scrb", adds)
        raise _nothing_left()
    return Allocation("scrb", {player: adds[player] + rest * left[player] / total for player in game.players})


def gately(game: Game) -> Allocation:
    """Gately's point: nobody's leaving would do the others more harm, for each euro that it would lose itself.

    With v(i) what each is worth alone and m(i) what it adds, it divides v(N) less the sum of v(i) by m(i) - v(i). As
    ``scrb`` divides v(N) less the sum of m(i) by v(i) - m(i), both are the same point (Littlechild and Vaidya 1976).
    Source: Gately (1974). Raises ModelError.
    """
    return Allocation("gately", scrb(game).shares)


def tau(game: Game) -> Allocation:
    """The tau value: between what each adds to the others, and what it could keep when these get that.

    At most twelve players. Raises ModelError where these bounds leave no room for v(N) (no quasi-balanced game).
    Source: Tijs (1981).

    >>> game = Game("ab", {frozenset("a"): 10.0, frozenset("b"): 30.0, frozenset("ab"): 36.0})
    >>> dict(tau(game).shares)
    {'a': 8.0, 'b': 28.0}
    """
    check_small(len(game.players))
    side = -game.side
    most = {player: side * share for player, share in _adds(game).items()}
    least = {player: _right(game, player, most, side) for player in game.players}
    worth, low, high = side * game(game.grand), fsum(least.values()), fsum(most.values())
    rounding = 1e-9 * max(1.0, fsum(map(abs, most.values())), abs(worth))
    apart = [player for player in game.players if least[player] > most[player] + rounding]
    if apart or not low - rounding <= worth <= high + rounding:
        raise _no_tau(apart)
    part = 0.0 if high - low <= rounding else (worth - low) / (high - low)
    return Allocation("tau", {p: side * (least[p] + part * (most[p] - least[p])) for p in game.players})


def _adds(game: Game) -> dict[str, float]:
    """What each adds to all others."""
    worth = game(game.grand)
    return {player: worth - game(game.grand - {player}) for player in game.players}


def _right(game: Game, player: str, most: Mapping[str, float], side: float) -> float:
    """The most that a player keeps of a coalition in which all others get their most."""
    others = [one for one in game.players if one != player]
    groups = (group for size in range(len(others) + 1) for group in combinations(others, size))
    return max(side * game({player, *group}) - fsum(most[one] for one in group) for group in groups)


def _nothing_left() -> ModelError:
    return ModelError(
        Text(
            nl="Deze regel verdeelt de rest naar wat ieder minder toevoegt dan alleen kost, en dat is samen nul. Kies "
            "een andere regel.",
            en="This rule divides the rest by what each adds less than it costs alone, and that sums to zero. Choose "
            "another rule.",
        )
    )


def _no_tau(apart: list[str]) -> ModelError:
    names = ", ".join(apart)
    who_nl, who_en = (f" (voor {names})", f" (for {names})") if apart else ("", "")
    return ModelError(
        Text(
            nl=f"De tau-waarde bestaat hier niet: wat ieder toevoegt en wat ieder kan houden sluiten niet aan{who_nl}. "
            "Kies een andere regel.",
            en=f"There is no tau value here: what each adds and what each can keep do not meet{who_en}. "
            "Choose another rule.",
        )
    )
