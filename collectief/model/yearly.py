"""A limit over the year in a year of which the sizes are known: a price on what it adds up, and a mix that keeps it.

With a price on its flows nothing ties the months any more, and a higher price means less use. Each price gives a way
through every month. Any mix of ways through a month keeps all other limits too, as all of these are straight lines; so
a small problem mixes the ways that are known at the least cost within the limits of the year, and what these limits are
worth in it is the next price. That is a secant where there is one limit; it ends where no way at that price is cheaper
than the mix (Dantzig and Wolfe), and the mix closes the year: it keeps the limits whatever price they have.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from collectief.errors import Infeasible
from collectief.model.parts import Array, Limit, Part, Series
from collectief.model.priced import Row, priced
from collectief.model.rows import Rows
from collectief.model.warm import Warm
from collectief.text import Text

Way = TypeVar("Way")
SLACK_EUR = 20.0
"""EUR per kWh beyond a limit while no ways are known that keep it: more than any kWh is worth."""
PASSES, GAP, EUR = 40, 1e-6, 0.01
"""Prices to try at most, and where the search ends: a fraction of the cost, or a cent."""
THOUSAND = 1000.0
"""A year is large beside the parts of a mix, which are one in all."""
OFF = 1e-6
"""A watt-hour, which a solver may leave."""


@dataclass(frozen=True, slots=True, eq=False)
class Lived(Generic[Way]):
    """A way through a month, what it costs without prices, EUR, and what it adds to each limit, kWh."""

    way: Way
    eur: float
    uses: Mapping[str, float]


Mix = tuple[tuple[float, Way], ...]
"""Ways through a month, each with its part of the whole."""
Live = Callable[[Mapping[str, float]], Sequence[Lived[Way]]]
"""The cheapest way through each month at these prices of the limits, EUR per kWh."""


def blend(mix: Mix[Way], of: Callable[[Way], Mapping[str, Array]]) -> dict[str, Array]:
    """Series of all ways in a mix, each in its part; what a way does not have is nothing."""
    found: dict[str, Array] = {}
    for part, way in mix:
        for name, kw in of(way).items():
            found[name] = found.get(name, np.zeros(len(kw))) + part * kw
    return found


def yearly(parts: Iterable[Part]) -> tuple[Limit, ...]:
    """The limits over the year."""
    return tuple(p for p in parts if isinstance(p, Limit) and p.per == "year")


def timeless(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts without limits over the year: what a model of some of its hours can hold."""
    return tuple(p for p in parts if not (isinstance(p, Limit) and p.per == "year"))


def at_prices(parts: Sequence[Part], prices: Mapping[str, float]) -> tuple[Part, ...]:
    """The parts with these prices, EUR per kWh, in the place of limits over the year."""
    charged: dict[Row, Series] = dict(prices.items())
    return priced(parts, charged).parts


def left(limit: Limit, sizes: Mapping[str, float]) -> float:
    """What a limit leaves to its flows with these sizes, kWh a year."""
    once = sum(float(np.sum(c)) * sizes[name] for name, c in limit.terms.items() if name in sizes)
    return sum(float(np.sum(u)) for u in limit.upper.values()) - once


def used(limit: Limit, flows: Mapping[str, Array], hours: NDArray[np.int64]) -> float:
    """What flows in some hours of the year (their places, shape (steps,)) add to a limit, kWh."""
    here = ((np.asarray(c), flows[name]) for name, c in limit.terms.items() if name in flows)
    return sum(float(np.sum((c if c.ndim == 0 else c[hours]) * kw)) for c, kw in here)


def hold(limits: Mapping[str, float], live: Live[Way], *, passes: int = PASSES) -> list[Mix[Way]]:
    """The cheapest mix of ways through each month that keeps each limit, kWh a year by its name.

    Raises Infeasible where no prices bring the months within the limits.
    """
    ways: list[list[Lived[Way]]] = []
    prices: Mapping[str, float] = dict.fromkeys(limits, 0.0)
    lower = -np.inf
    for _ in range(passes):
        found = live(prices)
        ways = [[*month, one] for month, one in zip(ways or [[] for _ in found], found, strict=True)]
        asked = sum(one.eur + sum(prices[n] * one.uses[n] for n in limits) for one in found)
        lower = max(lower, asked - sum(prices[n] * most for n, most in limits.items()))
        mixed = _mixed(ways, limits)
        if mixed.eur - lower <= max(GAP * abs(mixed.eur), EUR):
            break
        prices = mixed.prices
    if mixed.over > OFF * max(1.0, *(abs(most) / THOUSAND for most in limits.values())):
        raise Infeasible(_refusal(limits, mixed))
    return [_mix(month, parts) for month, parts in zip(ways, mixed.parts, strict=True)]


@dataclass(frozen=True, slots=True, eq=False)
class _Mixed:
    """The parts of the ways through each month, what the year costs with them, what it is over, and the next prices."""

    parts: Sequence[Array]
    eur: float
    over: float
    prices: Mapping[str, float]


def _mixed(ways: Sequence[Sequence[Lived[Way]]], limits: Mapping[str, float]) -> _Mixed:
    """The cheapest mix of the ways that are known; what it is over costs more than anything."""
    months = np.repeat(np.arange(len(ways)), [len(month) for month in ways])
    everything = [one for month in ways for one in month]
    uses = np.array([[one.uses[n] for one in everything] for n in limits]) / THOUSAND
    count = len(limits)
    whole = sparse.csr_matrix((np.ones(len(months)), (months, np.arange(len(months)))))
    over = sparse.csr_matrix(np.vstack([np.zeros((len(ways), count)), -np.identity(count)]))
    a = sparse.hstack([sparse.vstack([whole, sparse.csr_matrix(uses)]), over])
    most = np.r_[np.ones(len(ways)), np.array(list(limits.values())) / THOUSAND]
    columns = len(everything) + count
    rows = Rows(
        cost=np.r_[[one.eur for one in everything], np.full(count, SLACK_EUR * THOUSAND)],
        a=sparse.csr_matrix(a),
        equal=np.arange(len(most)) < len(ways),
        brings=sparse.csc_matrix(most[:, None]),
        lower=np.zeros(columns),
        upper=np.full(columns, np.inf),
        integer=np.zeros(columns, dtype=np.bool_),
        owner=np.zeros(columns, dtype=np.int64),
        owners=("year",),
        columns={},
        sizes=(),
    )
    warm = Warm(rows)
    x, duals = warm.solve().x, warm.duals[len(ways) :]
    prices = dict(zip(limits, np.maximum(-duals, 0.0) / THOUSAND, strict=True))
    split = np.split(x[: len(months)], np.cumsum([len(month) for month in ways])[:-1])
    return _Mixed(split, float(rows.cost @ x), float(x[len(months) :].sum()), prices)


def _mix(ways: Sequence[Lived[Way]], parts: Array) -> Mix[Way]:
    """Each way that has a part in the mix; parts add up to one."""
    kept = np.maximum(parts, 0.0)
    return tuple((float(part), one.way) for part, one in zip(kept / kept.sum(), ways, strict=True) if part > 0)


def _refusal(limits: Mapping[str, float], mixed: _Mixed) -> Text:
    names, over = ", ".join(limits), f"{mixed.over * THOUSAND:.0f}"
    return Text(
        nl=f"Met deze maten houdt geen enkel jaar {names}: er is {over} kWh te veel. Maak de grens ruimer.",
        en=f"With these sizes no year keeps {names}: it is {over} kWh over. Widen the limit.",
    )
