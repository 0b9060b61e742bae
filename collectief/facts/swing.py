"""Lets figures take another value for one computation, and notes which figures a computation reads.

The tables themselves never change: what is swung lies over them while a `with` block lasts. It holds for the whole
process, worker threads included (plans look figures up in thread pools, where a context variable would not
arrive), so it is for one computation at a time. Caches of the tables stay right, for they hold the tables and
not what lies over them; a cache of something computed from figures would not, and there is none.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from math import isfinite
from types import MappingProxyType

from collectief.errors import ModelError
from collectief.facts.fact import Fact
from collectief.text import Text


class _Overlay:
    """What lies over the tables now, and the sets in which reading is noted."""

    def __init__(self) -> None:
        self.values: Mapping[str, float] = MappingProxyType({})
        self.noted: tuple[set[str], ...] = ()


_OVERLAY = _Overlay()


@contextmanager
def swung(values: Mapping[str, float]) -> Iterator[None]:
    """Let the facts with these keys have these values inside the block, in all threads; restores whatever happens.

    Blocks may be nested: the inner one wins. Raises ModelError for a value that is no finite number. A key that
    is in no table is never looked up, so it changes nothing.

    >>> from collectief.facts import fact
    >>> with swung({"gas.ttf_eur_per_mwh": 50.0}):
    ...     fact("gas.ttf_eur_per_mwh").value
    50.0
    >>> fact("gas.ttf_eur_per_mwh").value
    40.7
    """
    odd = sorted(key for key, value in values.items() if not isfinite(value))
    if odd:
        raise ModelError(Text(nl=f"Geen getal voor {', '.join(odd)}.", en=f"No number for {', '.join(odd)}."))
    before = _OVERLAY.values
    _OVERLAY.values = MappingProxyType({**before, **values})
    try:
        yield
    finally:
        _OVERLAY.values = before


@contextmanager
def noted() -> Iterator[set[str]]:
    """The keys of the facts that are looked up inside the block, in all threads.

    >>> from collectief.facts import fact
    >>> with noted() as keys:
    ...     _ = fact("boiler.efficiency")
    >>> keys
    {'boiler.efficiency'}
    """
    keys: set[str] = set()
    before = _OVERLAY.noted
    _OVERLAY.noted = (*before, keys)
    try:
        yield keys
    finally:
        _OVERLAY.noted = before


def as_swung(one: Fact) -> Fact:
    """The fact as it is now: with the value that lies over it, if any; that it was read is noted."""
    for keys in _OVERLAY.noted:
        keys.add(one.key)
    values = _OVERLAY.values
    return replace(one, value=values[one.key]) if one.key in values else one


def lying_over() -> Mapping[str, float]:
    """The values that lie over the tables now, by key.

    >>> with swung({"gas.ttf_eur_per_mwh": 50.0}):
    ...     dict(lying_over())
    {'gas.ttf_eur_per_mwh': 50.0}
    """
    return _OVERLAY.values
