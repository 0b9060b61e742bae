"""Companies that wait for capacity: what of their wish fits alone, and what fits within the group's own limit.

Nothing here is a promise of the operator: what a group frees goes to the operator's queue, but within its
own contract a group may divide as it likes. Hours in which the whole area is full are the operator's to solve
with its customers; the area table shows how many there are.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from collectief.measure import PARK, Setting
from collectief.park import Company
from collectief.plan.cases import Group
from collectief.plan.outcome import Case, Growth

Array = NDArray[np.float64]
WHOLE_KW = 1.0
"""Room is rounded down to whole kW: nobody contracts less."""


def growth(
    setting: Setting, alone: Case, together: Case, *, groups: Sequence[Group], load_kw: Mapping[str, Array]
) -> tuple[Growth, ...]:
    """For each wish, most valued per kW first: a later wish gets only the room that earlier ones leave."""
    waiting = [c for c in setting.park.companies if c.wish is not None and c.wish.kw > 0]
    waiting.sort(key=lambda c: (-_worth(c), c.id))
    taken: dict[str, Array] = {}
    found = []
    for company in waiting:
        wish, shape = company.wish, _shape(load_kw[company.id])
        if wish is None:
            continue
        alone_kw = _fits(_own_room(setting, company, alone.net_kw[company.id]), shape, wish.kw)
        group = next((g for g in groups if company in g.members), None)
        together_kw = alone_kw
        if group is not None:
            room = _group_room(group, together) - taken.get(group.area, 0.0)
            together_kw = max(alone_kw, _fits(room, shape, wish.kw))
            taken[group.area] = taken.get(group.area, 0.0) + together_kw * shape
        found.append(Growth(company.id, wish.kw, alone_kw, together_kw, wish.eur_per_year))
    return tuple(sorted(found, key=lambda g: g.company))


def _worth(company: Company) -> float:
    wish = company.wish
    return 0.0 if wish is None else wish.eur_per_year / wish.kw


def _shape(load: Array) -> Array:
    """Growth looks like today's use: the load as a fraction of its own peak, shape (35040,)."""
    return load / max(float(load.max()), 1.0)


def _own_room(setting: Setting, company: Company, net_kw: Array) -> Array:
    """kW left under the own contract in each quarter."""
    return setting.rates[company.id].contract_kw - net_kw


def _group_room(group: Group, together: Case) -> Array:
    """kW left under the group's contract in each quarter."""
    net = np.sum([together.net_kw[c.id] for c in group.members], axis=0) + together.net_kw[PARK]
    return np.asarray(group.contract_kw - net)


def _fits(room: Array, shape: Array, asked_kw: float) -> float:
    """The largest growth that fits in every quarter, in whole kW, at most what is asked."""
    uses = shape > 0
    most = float(np.min(room[uses] / shape[uses])) if uses.any() else asked_kw
    return float(min(asked_kw, max(0.0, np.floor(most / WHOLE_KW) * WHOLE_KW)))
