"""Judges what was kept before it is used: each function gives what it was asked for, or raises Misfit."""

from collections.abc import Collection, Mapping
from math import isfinite

import numpy as np

from collectief.plan.finished import Misfit
from collectief.plan.store import Array, Kept


def number(kept: Kept, name: str) -> float:
    """A finite number."""
    return _number(kept.said.get(name))


def word(kept: Kept, name: str) -> str:
    """A text."""
    found = kept.said.get(name)
    if not isinstance(found, str):
        raise Misfit(name)
    return found


def numbers(kept: Kept, name: str, *, among: Collection[str]) -> dict[str, float]:
    """Finite numbers by names that are all ``among`` these."""
    found = kept.said.get(name)
    if not isinstance(found, Mapping) or not set(found) <= set(among):
        raise Misfit(name)
    return {key: _number(value) for key, value in found.items()}


def arrays(kept: Kept, names: Collection[str], *, length: int) -> dict[str, Array]:
    """Finite arrays of this length with exactly these names, in this order."""
    if list(kept.arrays) != list(names):
        raise Misfit("arrays")
    for values in kept.arrays.values():
        if values.shape != (length,) or not np.isfinite(values).all():
            raise Misfit("arrays")
    return dict(kept.arrays)


def _number(found: object) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float) or not isfinite(found):
        raise Misfit("number")
    return found
