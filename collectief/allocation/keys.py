"""Simple keys: divide the value of everybody together in proportion to one number per player."""

from collections.abc import Mapping
from math import fsum, isfinite

from collectief.allocation.game import Allocation, Game
from collectief.errors import ModelError
from collectief.text import Text


def proportional(game: Game, weights: Mapping[str, float], *, rule: str = "proportional") -> Allocation:
    """Divide v(N) in proportion to ``weights``, one number of at least 0 per player; raises ModelError.

    >>> dict(proportional(Game("ab", lambda group: 30.0), {"a": 1.0, "b": 2.0}).shares)
    {'a': 10.0, 'b': 20.0}
    """
    wrong = [p for p in game.players if not (isfinite(weights.get(p, -1.0)) and weights.get(p, -1.0) >= 0)]
    if wrong:
        raise ModelError(
            Text(
                nl=f"De verdeelsleutel {rule} heeft voor elke speler een getal van 0 of meer nodig; "
                f"dat ontbreekt voor {', '.join(wrong)}.",
                en=f"The key {rule} needs a number of 0 or more for every player; missing for {', '.join(wrong)}.",
            )
        )
    return _divide(game, {player: float(weights[player]) for player in game.players}, rule)


def stand_alone(game: Game) -> Allocation:
    """Divide v(N) in proportion to each player's own value v({i}).

    >>> dict(stand_alone(Game("ab", {frozenset("a"): 10.0, frozenset("b"): 30.0, frozenset("ab"): 36.0})).shares)
    {'a': 9.0, 'b': 27.0}
    """
    return _divide(game, _alone(game), "stand_alone")


def equal_saving(game: Game) -> Allocation:
    """Everyone saves the same amount against the own stand-alone value v({i}).

    >>> dict(equal_saving(Game("ab", {frozenset("a"): 10.0, frozenset("b"): 30.0, frozenset("ab"): 36.0})).shares)
    {'a': 8.0, 'b': 28.0}
    """
    alone = _alone(game)
    each = (game(game.grand) - fsum(alone.values())) / len(alone)
    return Allocation("equal_saving", {player: own + each for player, own in alone.items()})


def equal_percentage(game: Game) -> Allocation:
    """Everyone saves the same percentage of the size of the own stand-alone value, |v({i})|.

    The same as ``stand_alone`` where all v({i}) have one sign. A player with a revenue among payers
    gains here too, where ``stand_alone`` would shrink that revenue.

    >>> dict(equal_percentage(Game("ab", {frozenset("a"): -10.0, frozenset("b"): 30.0, frozenset("ab"): 16.0})).shares)
    {'a': -11.0, 'b': 27.0}
    """
    alone = _alone(game)
    rest = game(game.grand) - fsum(alone.values())
    size = fsum(abs(own) for own in alone.values())
    if size == 0:
        raise _nothing_to_weigh("equal_percentage")
    return Allocation("equal_percentage", {player: own + rest * abs(own) / size for player, own in alone.items()})


def _alone(game: Game) -> dict[str, float]:
    return {player: game([player]) for player in game.players}


def _divide(game: Game, weights: Mapping[str, float], rule: str) -> Allocation:
    total = fsum(weights.values())
    if abs(total) <= 1e-9 * fsum(abs(weight) for weight in weights.values()):
        raise _nothing_to_weigh(rule)
    worth = game(game.grand)
    return Allocation(rule, {player: worth * (weight / total) for player, weight in weights.items()})


def _nothing_to_weigh(rule: str) -> ModelError:
    return ModelError(
        Text(
            nl=f"De verdeelsleutel {rule} telt op tot nul: daarmee is niets te verdelen. Kies een andere sleutel.",
            en=f"The key {rule} adds up to zero, which divides nothing. Choose another key.",
        )
    )
