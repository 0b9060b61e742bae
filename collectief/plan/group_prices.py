"""What one kW of what a group shares is worth in each hour, in the year that the plan was lived."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeGuard

import numpy as np
from numpy.typing import NDArray

from collectief.measure import PARK, Setting
from collectief.measure.group_contract import group_name
from collectief.measure.measure import BUILT
from collectief.measure.membership import levels
from collectief.measure.setting import Array
from collectief.model import Limit, Part, Size, Warm, to_rows
from collectief.model.priced import Row, shared
from collectief.model.trim import islands, trim
from collectief.model.yearly import timeless
from collectief.plan.cases import groups_of
from collectief.plan.replay import MONTHS, THREADS
from collectief.plan.steps import month_steps
from collectief.profile.year import HOURS, to_hours

FULLEST = 4
"""Hours of a month over which a peak is spread where no plan says in which hours it counts."""
Prices = dict[Row, Array]


def group_prices(
    setting: Setting, parts: Sequence[Part], sizes: Mapping[str, float], net_kw: Mapping[str, Array]
) -> Prices:
    """EUR per kW in each hour, shape (8760,), of every limit of a group; ``net_kw`` quarters of each company alone.

    Those of a group in the plan are what its year says. A group that is not in it takes those of another in its area,
    or of the hours in which the area takes most. With those of the buses that parts in the plan share.
    """
    lived = _lived(setting, parts, sizes)
    begins = tuple(_prefix(g.area, g.level) for g in groups_of(setting, sizes))
    found: Prices = {row: eur for row, eur in lived.items() if not isinstance(row, str) or row.startswith(begins)}
    found = {row: eur for row, eur in found.items() if eur.any() or not isinstance(row, str)}
    for area in setting.park.areas:
        mine = tuple(_prefix(area.id, level) for level in levels(setting, area))
        peaks = [p for p in parts if _shared(p) and p.name.startswith(mine) and p.eur_per_kw > 0]
        known = next((found[p.name] / p.eur_per_kw for p in peaks if p.name in found), None)
        if known is None:
            total = sum((to_hours(net_kw[c.id]) for c in setting.area_members(area)), np.zeros(HOURS))
            known = _fullest(setting, total)
        found = {**{p.name: known * p.eur_per_kw for p in peaks}, **found}
    return found


def _prefix(area: str, level: str) -> str:
    """How the names of the limits of a group begin."""
    return f"{group_name(area, level)}:"


def _shared(part: Part) -> TypeGuard[Limit]:
    return isinstance(part, Limit) and part.owner == PARK and part.per in ("step", "month")


def _fullest(setting: Setting, net_kw: Array) -> Array:
    """A price of 1 EUR per kW and month, over the hours of each month in which most is taken."""
    price = np.zeros(HOURS)
    for month in range(MONTHS):
        hours = month_steps(setting.year, month).pick
        price[hours[np.argsort(-net_kw[hours], kind="stable")[:FULLEST]]] = 1.0 / FULLEST
    return price


def _lived(setting: Setting, parts: Sequence[Part], sizes: Mapping[str, float]) -> Prices:
    """The prices of shared limits and buses in a year with these sizes; what is not among them is not there."""
    amounts = {p.name: sizes.get(p.name, p.lower) for p in parts if isinstance(p, Size)}
    known = {name: (0.0 if x <= BUILT else x) for name, x in amounts.items()}
    living = [i for i in islands(trim(parts, known, least=BUILT)) if any(_shared(p) for p in i) or shared(i)]
    tasks = [(island, month) for island in living for month in range(MONTHS)]
    found: Prices = {}
    with ThreadPoolExecutor(THREADS) as pool:
        for hours, prices in pool.map(lambda task: _month(setting, task[0], known, month=task[1]), tasks):
            for name, eur in prices.items():
                found.setdefault(name, np.zeros(HOURS))[hours] = eur
    return found


def _month(
    setting: Setting, island: Sequence[Part], known: Mapping[str, float], *, month: int
) -> tuple[NDArray[np.int64], Prices]:
    steps = month_steps(setting.year, month)
    rows = to_rows(
        timeless(island), steps, {p.name: known[p.name] for p in island if isinstance(p, Size) and p.name in known}
    )
    warm = Warm(rows, presolve=True)
    warm.solve()
    duals = warm.duals
    eur = np.maximum(-duals, 0.0)
    prices: Prices = {}
    for limit in filter(_shared, island):
        mine = eur[rows.limits[limit.name]]
        most = limit.eur_per_kw if limit.per == "month" else np.inf  # a peak costs no more than its price
        prices[limit.name] = mine * min(1.0, most / max(float(mine.sum()), BUILT))
    meet = set(shared(island))
    prices |= {bus: duals[rows.buses[bus]] for bus in rows.buses if bus in meet}
    return steps.pick, prices
