"""Dividing an amount by weight."""

from collections.abc import Mapping


def by_weight(amount: float, weight: Mapping[str, float]) -> dict[str, float]:
    """What each gets of an amount by its weight; the same for all where nobody has any.

    >>> by_weight(10.0, {"a": 1.0, "b": 3.0})
    {'a': 2.5, 'b': 7.5}
    >>> by_weight(10.0, {"a": 0.0, "b": 0.0})
    {'a': 5.0, 'b': 5.0}
    """
    whole = sum(weight.values())
    return {one: amount * w / whole if whole > 0 else amount / len(weight) for one, w in weight.items()}
