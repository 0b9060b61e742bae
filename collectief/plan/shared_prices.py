"""Prices of all that is shared, with which each company and what belongs to all are bounded apart.

In each hour: those of the year that the plan was lived, and where the plan has no such thing, what it costs who could
give it. Of sizes: those of one master problem of everybody, at these prices.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from collectief.measure import PARK, Measure, Setting
from collectief.measure.pool_cars import POOL
from collectief.measure.setting import Array
from collectief.model import Bus, Flow, Limit, Part, Size, Store
from collectief.model.joint import prices_of_sizes
from collectief.model.priced import Prices, Row, priced, shared
from collectief.plan.bound_parts import SITE, SharedParts
from collectief.plan.design import any_size, own_parts
from collectief.plan.group_prices import group_prices
from collectief.plan.replay import MONTHS
from collectief.plan.steps import month_steps
from collectief.profile.year import HOURS

PASSES = 8
"""Passes of the master of everybody: its prices need be sensible, not exact."""
USED = 0.5
"""A size is paid for in the hours in which what it serves asks more than this part of its most."""


def shared_prices(
    setting: Setting,
    measures: Sequence[Measure],
    mine: SharedParts,
    sizes: Mapping[str, float],
    net_kw: Mapping[str, Array],
    *,
    stop: Callable[[], bool] = lambda: False,
) -> Prices:
    """A price for each limit and bus that companies share with each other or with the park.

    ``sizes`` are those of the plan, ``net_kw`` quarters of each company alone. Where it is to ``stop``, those so far.
    """
    parts = any_size((*everybodys(setting, measures, mine.others), *mine.everything))
    rows = shared(parts)
    found: dict[Row, Array | float] = dict.fromkeys(rows, 0.0)
    lived = group_prices(setting, parts, sizes, net_kw)
    found |= {row: eur for row, eur in lived.items() if row in found}
    for bus in (b for b in _buses_of_flows(parts) if b in found):
        giver = _giver(parts, bus)
        if giver is not None and (bus not in lived or giver[1].into):
            found[bus] = _running(parts, giver[0], found) + _paid_for(parts, bus, giver[1])
    sized = rows_of_sizes(parts)
    once = [row for row in rows if row in sized and by_choice(row)]
    apart = priced(parts, {row: eur for row, eur in found.items() if row not in once})
    months = [month_steps(setting.year, month) for month in range(MONTHS)]
    return found | prices_of_sizes(apart, months, start=sizes, passes=PASSES, stop=stop)


def everybodys(setting: Setting, measures: Sequence[Measure], beside: Sequence[Part]) -> tuple[Part, ...]:
    """What each company is and can do by itself, with a budget that also pays what it owns of parts ``beside``."""
    return tuple(p for c in setting.park.companies for p in own_parts(setting, measures, c, beside))


def by_choice(row: Row) -> bool:
    """Whether a row of sizes has a price: who is in a group at all is looked at both ways, and needs none."""
    return not (isinstance(row, str) and row.startswith(("member/", "group/")))


def worth_keeping(row: Row) -> bool:
    """Whether one master of all is closer by much than a price on this row: not for who is in which pool of cars."""
    return by_choice(row) and not (isinstance(row, str) and row.startswith(POOL))


def rows_of_sizes(parts: Sequence[Part]) -> frozenset[Row]:
    """The rows that are about sizes only, so that they have one price for the year."""
    limits = (p.name for p in parts if isinstance(p, Limit) and p.per == "design")
    return frozenset((*limits, *(bus for p in parts if isinstance(p, Size) for bus in p.into)))


def _buses_of_flows(parts: Sequence[Part]) -> tuple[Bus, ...]:
    return tuple(dict.fromkeys(bus for p in parts if isinstance(p, Flow) for bus in p.into))


def _giver(parts: Sequence[Part], bus: Bus) -> tuple[Flow, Size] | None:
    """The largest that could give to a bus; what only gives back what was stored is none.

    What it costs to run is the price of a kW there where its room has a price of its own; that of a year with sizes
    that are known asks for more in hours in which these are full, and the room would be paid for twice.
    """
    sizes = {p.name: p for p in parts if isinstance(p, Size)}
    stored = {p.bus for p in parts if isinstance(p, Store)}
    flows = [p for p in parts if isinstance(p, Flow) and p.size in sizes and stored.isdisjoint(p.into)]
    givers = [p for p in flows if np.max(p.into.get(bus, 0.0)) > 0]
    found = [(p, sizes[p.size or ""]) for p in givers]
    return max(found, key=lambda pair: pair[1].upper, default=None)


def _running(parts: Sequence[Part], flow: Flow, prices: Prices) -> Array:
    """What a flow takes from a site, at what that pays for power."""
    eur = np.zeros(HOURS) + flow.eur_per_kwh
    for bus, coefficient in flow.into.items():
        flows = (p for p in parts if isinstance(p, Flow) and p.name.startswith(SITE))
        supply = [p for p in flows if np.max(p.into.get(bus, 0.0)) > 0]
        if np.max(coefficient) < 0 and supply:
            limits = (p for p in parts if isinstance(p, Limit) and p.name in prices and supply[0].name in p.terms)
            kw_eur = sum((prices[p.name] * np.asarray(p.terms[supply[0].name]) for p in limits), np.zeros(HOURS))
            eur = eur - coefficient * (supply[0].eur_per_kwh + kw_eur)
    return np.asarray(eur)


def _paid_for(parts: Sequence[Part], bus: Bus, size: Size) -> Array:
    """What a size costs, over the hours in which it would be full; nothing where its room has a price of its own."""
    eur = np.zeros(HOURS)
    takers = [p for p in parts if isinstance(p, Flow) and p.owner != PARK and np.max(p.into.get(bus, 0.0)) < 0]
    if size.into or not takers:
        return eur
    asked = np.sum([np.broadcast_to(p.upper, HOURS) for p in takers], axis=0)
    full = asked >= USED * asked.max()
    eur[full] = size.eur_per_unit / max(int(full.sum()), 1)
    return eur
