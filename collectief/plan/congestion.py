"""Congestion relief, first answer: what the park asks of each energy area, in each direction, in quarter-hours."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.measure import Setting
from collectief.park import EnergyArea
from collectief.plan.outcome import CASES, AreaReport, Case, CaseKey, Direction
from collectief.profile.year import QUARTERS, to_hours, to_quarters

Array = NDArray[np.float64]
POINTS = 201
"""Points of a load-duration curve: every half percent of the year."""
QUARTER_H = 0.25


def area_reports(setting: Setting, cases: Mapping[CaseKey, Case], sites: Mapping[str, Array]) -> tuple[AreaReport, ...]:
    """Every area with companies, offtake and feed-in. ``sites`` is the groups' own net load per area."""
    directions: tuple[Direction, ...] = ("offtake", "feed_in")
    return tuple(
        _report(setting, cases, area, direction=d, sites=sites)
        for area in setting.park.areas
        if setting.area_members(area)
        for d in directions
    )


def _report(
    setting: Setting,
    cases: Mapping[CaseKey, Case],
    area: EnergyArea,
    *,
    direction: Direction,
    sites: Mapping[str, Array],
) -> AreaReport:
    sign = 1.0 if direction == "offtake" else -1.0
    members = setting.area_members(area)
    load = {k: sign * _net(cases[k], [c.id for c in members], sites.get(area.id)) for k in CASES}
    contracts = sum(c.connection.offtake_kw if direction == "offtake" else c.connection.feed_in_kw for c in members)
    capacity = area.offtake_capacity_kw if direction == "offtake" else area.feed_in_capacity_kw
    others = None if area.others_kw is None else sign * to_quarters(to_hours(area.others_kw))
    full = capacity is not None and others is not None
    over = {k: _over(v, contracts, others, capacity) for k, v in load.items()}
    rank = int(fact("group.p999_quarters").value)
    own = [float(np.maximum(sign * cases["now"].net_kw[c.id], 0.0).max()) for c in members]
    return AreaReport(
        area=area.id,
        direction=direction,
        contracts_kw=contracts,
        limit_kw=float(capacity) if full and capacity is not None else contracts,
        against="capacity" if full else "contracts",
        peak_kw={k: float(max(v.max(), 0.0)) for k, v in load.items()},
        p999_kw={k: float(max(np.sort(v)[QUARTERS - 1 - rank], 0.0)) for k, v in load.items()},
        hours_over={k: float((v > 0).sum() * QUARTER_H) for k, v in over.items()},
        kwh_over={k: float(v.sum() * QUARTER_H) for k, v in over.items()},
        duration_kw={k: np.quantile(v, np.linspace(1, 0, POINTS)) for k, v in load.items()},
        loading={k: float((v + others).max() / capacity) for k, v in load.items()}
        if capacity is not None and others is not None and capacity > 0
        else {},
        coincidence=float(max(load["now"].max(), 0.0) / sum(own)) if sum(own) > 0 else 0.0,
    )


def _net(case: Case, members: list[str], site: Array | None) -> Array:
    """Net load of the companies in an area, with the group's own site when together."""
    total = np.sum([case.net_kw[c] for c in members], axis=0)
    return np.asarray(total + site if case.key == "together" and site is not None else total)


def _over(load: Array, contracts: float, others: Array | None, capacity: float | None) -> Array:
    """kW above the limit in each quarter: of the area with everybody on it, else of the sum of contracts."""
    if others is not None and capacity is not None:
        return np.minimum(np.maximum(load + others - capacity, 0.0), np.maximum(load, 0.0))
    return np.maximum(load - contracts, 0.0)
