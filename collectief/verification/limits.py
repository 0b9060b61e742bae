"""Whether a plan keeps its contracts and the limits of its energy areas, in every quarter-hour."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from collectief.park import Company, EnergyArea
from collectief.plan.outcome import Case, Direction, Outcome
from collectief.profile.year import QUARTERS, to_quarters
from collectief.text import Text
from collectief.verification.bills import group_contract_kw
from collectief.verification.contracts import extra_kw, rights_of, spare_quarters
from collectief.verification.groups import (
    Group,
    feed_in_right_kw,
    groups_in,
    may_lower,
    members_of,
    offtake_right_kw,
    paid_kw,
    physical_kw,
)
from collectief.verification.verdict import WATTS_KW, Check, at_most

Array = NDArray[np.float64]
PLANS = ("alone", "together")
OFFTAKE = Text(
    nl="Afname boven wat mag, hoogste kwartier (kW)", en="Offtake above what is allowed, highest quarter (kW)"
)
FEED_IN = Text(
    nl="Invoeding boven wat mag, hoogste kwartier (kW)", en="Feed-in above what is allowed, highest quarter (kW)"
)
PHYSICAL = Text(
    nl="Boven wat de aansluiting zelf aankan, hoogste kwartier (kW)",
    en="Above what the connection itself can carry, highest quarter (kW)",
)
AREA = Text(
    nl="Meer dan nu in een kwartier waarin het voedingsgebied vol is (kW)",
    en="More than now in a quarter in which the energy area is full (kW)",
)


def check_limits(outcome: Outcome) -> Iterator[Check]:
    """Contracts of companies and groups, connections and areas, for both plans."""
    for case in (outcome.cases[key] for key in outcome.cases if key in PLANS):
        groups = groups_in(outcome, case)
        for company in outcome.park.companies:
            if company.id in members_of(groups):
                yield _connection(outcome, case, company)
            else:
                yield from _own(outcome, case, company)
        for group in groups:
            yield from _group(outcome, case, group)
        for area in outcome.park.areas:
            yield from _area(outcome, case, area)


def _own(outcome: Outcome, case: Case, company: Company) -> Iterator[Check]:
    """A contract of one's own, as the bill pays for it."""
    net, right = case.net_kw[company.id], offtake_right_kw(outcome, company)
    if company.connection.kind == "large" and may_lower(outcome, company):
        category = outcome.park.tariff(company.connection.tariff)
        right = paid_kw(category, case.bills[company.id].lines.get("contract_kw", 0.0))
    over = float((net - extra_kw(outcome, company, "offtake", case)).max()) - right
    yield at_most(OFFTAKE, over, f"{case.key}/{company.id}", within=WATTS_KW)
    over = float((-net - extra_kw(outcome, company, "feed_in")).max()) - feed_in_right_kw(outcome, company)
    yield at_most(FEED_IN, over, f"{case.key}/{company.id}", within=WATTS_KW)
    if rights_of(outcome, case, company):
        yield _connection(outcome, case, company)


def _connection(outcome: Outcome, case: Case, company: Company) -> Check:
    """A member has no contract of its own: its connection is the limit, or today's peak where that is higher."""
    today = float(np.abs(outcome.cases["now"].net_kw[company.id]).max())
    over = float(np.abs(case.net_kw[company.id]).max()) - max(physical_kw(company), today)
    return at_most(PHYSICAL, over, f"{case.key}/{company.id}", within=WATTS_KW)


def _group(outcome: Outcome, case: Case, group: Group) -> Iterator[Check]:
    """All members and their site together stay under what the contracts bring."""
    net, where = group.net_kw(case), f"{case.key}/{group.area}"
    spare = spare_quarters(outcome, group.members)
    highest = max(0.0, float(np.sort(net)[-1 - spare]))
    yield at_most(OFFTAKE, highest - group_contract_kw(outcome, case, group), where, within=WATTS_KW)
    rights = sum(c.connection.feed_in_kw for c in group.members)
    yield at_most(FEED_IN, float(-net.min()) - rights, where, within=WATTS_KW)


def _area(outcome: Outcome, case: Case, area: EnergyArea) -> Iterator[Check]:
    """Where an area is full the park adds nothing to what it does now; elsewhere it does not fill it."""
    ids = [c.id for c in outcome.park.companies if c.area == area.id]
    if area.others_kw is None or not ids:
        return
    others = area.others_kw if len(area.others_kw) == QUARTERS else to_quarters(area.others_kw)
    sites = [g.site_kw for g in groups_in(outcome, case) if g.area == area.id]
    mine = np.sum([*(case.net_kw[c] for c in ids), *sites], axis=0)
    now = np.sum([outcome.cases["now"].net_kw[c] for c in ids], axis=0)
    ways: tuple[tuple[Direction, float, float | None], ...] = (
        ("offtake", 1.0, area.offtake_capacity_kw),
        ("feed_in", -1.0, area.feed_in_capacity_kw),
    )
    for direction, sign, capacity in ways:
        if capacity is not None:
            over = _above(sign * mine, now=sign * now, room=capacity - sign * others)
            yield at_most(AREA, over, f"{case.key}/{area.id}/{direction}", within=WATTS_KW)


def _above(mine: Array, *, now: Array, room: Array) -> float:
    """kW that a plan is at most above what is left beside the others, or above what the park does now."""
    return float(np.max(mine - np.maximum(np.maximum(room, now), 0.0)))
