"""Which limits are broken, in quarter-hours: contracts, the connections themselves, groups, and full energy areas.

Today may break limits: it is calculated, never optimised. A plan keeps what it may: where today's peak lies above a
contract, that is the limit that it does not make worse, and the contract is still broken.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.measure import Setting
from collectief.park import Company, EnergyArea
from collectief.plan.outcome import Breach, Case, Direction, LimitKind
from collectief.profile.year import to_hours, to_quarters

Array = NDArray[np.float64]
Series = Array | float
WATTS_KW = 0.01
"""Ten watts: what a solver leaves of a limit it keeps."""
SIGNS: tuple[tuple[Direction, float], ...] = (("offtake", 1.0), ("feed_in", -1.0))


@dataclass(frozen=True, slots=True, eq=False)
class GroupLoad:
    """A group's contract, the net load of its own connection, kW, shape (35040,), and quarters that may lie above."""

    area: str
    members: tuple[Company, ...]
    contract_kw: float
    site_kw: Array
    spare_quarters: int = 0


def breaches(
    setting: Setting, net_kw: Mapping[str, Array], *, own_kw: Mapping[str, float], groups: Sequence[GroupLoad] = ()
) -> tuple[Breach, ...]:
    """All of them, company by company, then groups, then areas.

    ``net_kw``: quarter-hours per company, offtake positive, shape (35040,); ``own_kw``: the contract of each company
    outside a group.
    """
    found: list[Breach] = []
    for company in setting.park.companies:
        if company.id in own_kw:
            found += _contract(setting, company, net_kw[company.id], own_kw[company.id])
        found += _cable(company, net_kw[company.id])
    for group in groups:
        found += _group(group, net_kw)
    for area in setting.park.areas:
        found += _area(setting, area, net_kw, [g for g in groups if g.area == area.id])
    return tuple(found)


def further(broken: Iterable[Breach], before: Iterable[Breach]) -> tuple[float, int]:
    """How far, kW, and in how many quarter-hours limits are broken beyond what was broken before; 0 within 10 W.

    What was broken before is no excuse where the limit is a lower one now.
    """
    was = {(b.owner, b.direction, b.kind): b for b in before}
    kw, count = 0.0, 0
    for now in broken:
        then = was.get((now.owner, now.direction, now.kind))
        if then is not None and now.limit_kw < then.limit_kw - WATTS_KW:
            then = None
        more = now.peak_kw - now.limit_kw - (then.peak_kw - then.limit_kw if then else 0.0)
        kw = max(kw, more if more > WATTS_KW else 0.0)
        count += max(now.quarters - (then.quarters if then else 0), 0)
    return kw, count


def with_slack(case: Case, now: Case) -> Case:
    """A case whose proof knows how far limits are broken beyond what they are today."""
    if case.proof is None:
        return case
    return replace(case, proof=replace(case.proof, over_kw=further(case.breaches, now.breaches)[0]))


def _contract(setting: Setting, company: Company, net_kw: Array, own_kw: float) -> Iterator[Breach]:
    """Firm kW and the rights beside it; a small user has a fuse for offtake, which is its connection."""
    rates = setting.rates[company.id]
    if company.connection.kind == "large":
        yield from _above(company.id, "offtake", "contract", net_kw, own_kw, beside_kw=_each(rates.extra_offtake_kw))
    right_kw = company.connection.feed_in_kw
    yield from _above(company.id, "feed_in", "contract", -net_kw, right_kw, beside_kw=_each(rates.extra_feed_in_kw))


def _cable(company: Company, net_kw: Array) -> Iterator[Breach]:
    """What the connection itself can carry, whatever the contract."""
    kw = company.connection.physical_kva * fact("grid.power_factor").value
    for direction, sign in SIGNS:
        yield from _above(company.id, direction, "connection", sign * net_kw, kw)


def _group(group: GroupLoad, net_kw: Mapping[str, Array]) -> Iterator[Breach]:
    """The contract of a group, and what its members may feed in together: rights beside contracts do not come along."""
    net = np.sum([*(net_kw[c.id] for c in group.members), group.site_kw], axis=0)
    over = _above(group.area, "offtake", "group", net, group.contract_kw)
    yield from (b for b in over if b.quarters > group.spare_quarters)
    right_kw = sum(c.connection.feed_in_kw for c in group.members)
    yield from _above(group.area, "feed_in", "group", -net, right_kw)


def _area(
    setting: Setting, area: EnergyArea, net_kw: Mapping[str, Array], groups: Sequence[GroupLoad]
) -> Iterator[Breach]:
    """Quarters in which the area is over-full with everybody on it, and the park adds to that."""
    if area.others_kw is None:
        return
    others = to_quarters(to_hours(area.others_kw))
    mine = np.sum([*(net_kw[c.id] for c in setting.area_members(area)), *(g.site_kw for g in groups)], axis=0)
    capacity = {"offtake": area.offtake_capacity_kw, "feed_in": area.feed_in_capacity_kw}
    for direction, sign in SIGNS:
        limit_kw = capacity[direction]
        if limit_kw is not None:
            adds = sign * mine > WATTS_KW
            yield from _above(area.id, direction, "area", np.where(adds, sign * (mine + others), 0.0), limit_kw)


def _above(
    owner: str,
    direction: Direction,
    kind: LimitKind,
    load_kw: Array,
    limit_kw: float,
    *,
    beside_kw: Array | float = 0.0,
) -> Iterator[Breach]:
    """Nothing, or one breach: the quarter in which the load is furthest above, and in how many it is above at all."""
    over = load_kw - limit_kw - beside_kw
    if (quarters := int(np.count_nonzero(over > WATTS_KW))) > 0:
        at = int(np.argmax(over))
        peak_kw = float(load_kw[at])
        yield Breach(owner, direction, peak_kw - float(over[at]), peak_kw, quarters, kind)


def _each(hourly_kw: Series) -> Series:
    """Rights beside the contract in each quarter."""
    return hourly_kw if isinstance(hourly_kw, float) else to_quarters(hourly_kw)
