"""Companies that wait for capacity: what of their wish fits alone, and what fits within the group's own limit.

Nothing here is a promise of the operator: what a group frees goes to the operator's queue, but within its
own contract a group may divide as it likes. Hours in which the whole area is full are the operator's to solve
with its customers; the area table shows how many there are.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.measure import PARK, Setting
from collectief.park import Company
from collectief.plan.cases import Group
from collectief.plan.group_lead import group_year
from collectief.plan.outcome import Case, Growth, LimitKind
from collectief.profile.year import to_quarters

Array = NDArray[np.float64]
WHOLE_KW = 1.0
"""Room is rounded down to whole kW: nobody contracts less."""


def growth(
    setting: Setting,
    alone: Case,
    together: Case,
    *,
    groups: Sequence[Group],
    load_kw: Mapping[str, Array],
    sites: Mapping[str, Array] | None = None,
) -> tuple[Growth, ...]:
    """For each wish: what fits alone, and in a group first that, then the rest to who values it most per kW.

    ``sites`` holds the net load of each group's own connection by its name, kW, shape (35040,); where it is not
    given, each group leaves room for all sites together.
    """
    waiting = [(c, c.wish) for c in setting.park.companies if c.wish is not None and c.wish.kw > 0]
    waiting.sort(key=lambda one: (-one[1].eur_per_year / one[1].kw, one[0].id))
    shape = {c.id: _shape(load_kw[c.id]) for c, _ in waiting}
    alone_kw = {
        c.id: _fits(_own_room(setting, c, alone.net_kw[c.id]), shape[c.id], asked_kw=wish.kw) for c, wish in waiting
    }
    cable = {c.id: _cable_room(c, together.net_kw[c.id]) for c, _ in waiting}
    own = {g.site: together.net_kw[PARK] for g in groups} if sites is None else sites
    together_kw = dict(alone_kw)
    limit = {c.id: _tighter(setting, c, together.net_kw[c.id], shape[c.id], asked_kw=wish.kw) for c, wish in waiting}
    for group in groups:
        mine = [(c, wish) for c, wish in waiting if c in group.members]
        room = _group_room(group, together, own.get(group.site))
        room = room - np.sum([alone_kw[c.id] * shape[c.id] for c, _ in mine], axis=0)
        for c, wish in mine:
            before = alone_kw[c.id] * shape[c.id]
            within = np.minimum(room + before, cable[c.id])
            together_kw[c.id] = _fits(within, shape[c.id], asked_kw=wish.kw)
            shared = _fits(room + before, shape[c.id], asked_kw=wish.kw) < _fits(
                cable[c.id], shape[c.id], asked_kw=wish.kw
            )
            limit[c.id] = "group" if shared else "connection"
            room = room + before - together_kw[c.id] * shape[c.id]
    found = (
        Growth(
            c.id, wish.kw, alone_kw[c.id], together_kw[c.id], wish.eur_per_year, wish.from_year,
            limit[c.id] if together_kw[c.id] < wish.kw else None,
        )
        for c, wish in waiting
    )  # fmt: skip
    return tuple(sorted(found, key=lambda g: g.company))


def together_year(grown: Growth, start: date | None) -> int:
    """From when a wish can have what fits within the group: not before the group, unless all of that fits alone.

    >>> together_year(Growth("bakker", 60.0, 10.0, 60.0, 0.0, 2026), None)
    2027
    """
    return grown.from_year if grown.together_kw <= grown.alone_kw else max(grown.from_year, group_year(start))


def _tighter(setting: Setting, company: Company, net_kw: Array, shape: Array, *, asked_kw: float) -> LimitKind:
    """Whether the own contract or the cable stops growth first, for who is in no group."""
    contract_kw = _fits(_own_room(setting, company, net_kw), shape, asked_kw=asked_kw)
    return "contract" if contract_kw < _fits(_cable_room(company, net_kw), shape, asked_kw=asked_kw) else "connection"


def _shape(load: Array) -> Array:
    """Growth looks like today's use: the load as a fraction of its own peak, shape (35040,)."""
    return load / max(float(load.max()), 1.0)


def _own_room(setting: Setting, company: Company, net_kw: Array) -> Array:
    """kW left under the own contract with the rights beside it, and on the own cable, in each quarter."""
    rates = setting.rates[company.id]
    beside = rates.extra_offtake_kw
    extra_kw = beside if isinstance(beside, float) else to_quarters(beside)
    return np.minimum(rates.contract_kw + extra_kw - net_kw, _cable_room(company, net_kw))


def _cable_room(company: Company, net_kw: Array) -> Array:
    """kW left on the physical connection in each quarter: a contract of the group makes no cable thicker."""
    return np.asarray(company.connection.physical_kva * fact("grid.power_factor").value - net_kw)


def _group_room(group: Group, together: Case, site_kw: Array | None) -> Array:
    """kW left under the group's contract in each quarter, beside its members and its own site."""
    net = np.sum([together.net_kw[c.id] for c in group.members], axis=0)
    return np.asarray(group.contract_kw - net - (0.0 if site_kw is None else site_kw))


def _fits(room: Array, shape: Array, *, asked_kw: float) -> float:
    """The largest growth that fits in every quarter, in whole kW, at most what is asked."""
    uses = shape > 0
    most = float(np.min(room[uses] / shape[uses])) if uses.any() else asked_kw
    return float(min(asked_kw, max(0.0, np.floor(most / WHOLE_KW) * WHOLE_KW)))
