"""A year lived day by day within limits over the year: a price on what they add up holds them, and a mix closes it.

Who does not know tomorrow can still know what a kWh of a limit is worth in a year as planned: that price is in every
decision, and whole years at other prices are mixed until the limits hold (`model/yearly`). A few years do, as each is
one life and not one problem.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from collectief.model import Flow, Limit, Part, Store, store_blocks
from collectief.model.yearly import SLACK_EUR, Lived, at_prices, blend, hold, left, used, yearly
from collectief.plan.roll import Ints, Rolled, roll

YEARS = 3
"""Without a price, at one that is far too high, and between: each is 365 decisions (six came 0.06 % cheaper). With
more limits one year more than these, as so many years can be mixed to keep them all."""


def roll_within(
    parts: Sequence[Part], sizes: Mapping[str, float], *, month: Ints, heard: Callable[[], None] = lambda: None
) -> Rolled:
    """Live through all hours of ``month``, shape (hours,), as `roll` does, within the limits over the year if any.

    Raises Infeasible where no price brings the year within these.
    """
    limits, hours = yearly(parts), np.arange(len(month), dtype=np.int64)
    if not limits:
        return roll(parts, sizes, month=month, heard=heard)

    def live(prices: Mapping[str, float]) -> list[Lived[Rolled]]:
        year = roll(at_prices(parts, prices), sizes, month=month, heard=heard)
        return [
            Lived(year, _eur(parts, sizes, year, month), {one.name: used(one, year.flows, hours) for one in limits})
        ]

    (mix,) = hold({one.name: left(one, sizes) for one in limits}, live, passes=max(YEARS, 1 + len(limits)))
    return Rolled(blend(mix, lambda year: year.flows), blend(mix, lambda year: year.missed))


def _eur(parts: Iterable[Part], sizes: Mapping[str, float], year: Rolled, month: Ints) -> float:
    """What a year costs without prices of limits, EUR; what it misses weighs more than anything."""
    eur = SLACK_EUR * sum(float(kw.sum()) for kw in year.missed.values())
    for part in parts:
        if isinstance(part, Flow):
            eur += float(np.sum(part.eur_per_kwh * year.flows[part.name]))
        elif isinstance(part, Store):
            eur += part.eur_per_kwh * float(year.flows[store_blocks(part.name)[1]].sum())
        elif isinstance(part, Limit) and part.per == "month":
            eur += part.eur_per_kw * sum(_peaks(part, sizes, year, month))
    return eur


def _peaks(limit: Limit, sizes: Mapping[str, float], year: Rolled, month: Ints) -> list[float]:
    """The highest value of a limit in each month, zero or more."""
    total = np.zeros(len(month))
    for name, coefficient in limit.terms.items():
        if name in year.flows:
            total = total + np.asarray(coefficient) * year.flows[name]
        elif name in sizes:
            total = total + np.asarray(coefficient) * sizes[name]
    return [max(0.0, float(total[month == one].max())) for one in np.unique(month)]
