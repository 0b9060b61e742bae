"""What a company hands over of a plan: what it builds, its part of what is shared, and its place in the group."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from collectief.measure import PARK, Build
from collectief.plan.business_case import BusinessCase
from collectief.plan.concern import concerns, takes_part
from collectief.plan.contract_group import ContractGroup
from collectief.plan.outcome import ROUNDING_EUR, Outcome

GROUP = "group_contract"


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """One group contract: in which energy area and at which level, its kW, its members, and what each brings.

    ``peak_kw`` is the highest quarter-hour of all members together in the plan, with the group's own site; None where
    more than one group may have a site. ``brings_kw`` is the entitlement, else the contract. ``alone`` says whether it
    is the only group of its area.
    """

    area: str
    level: str
    kw: float
    peak_kw: float | None
    members: tuple[str, ...]
    brings_kw: Mapping[str, float]
    alone: bool


@dataclass(frozen=True, slots=True)
class HandOver:
    """What one owner hands over: a company, or `PARK` for what is shared.

    ``builds`` are its own; ``required`` those that the energy-saving duty asks for. ``part`` is its part in what is
    shared (a fraction) and ``shared_eur`` what that part invests, EUR; nothing for `PARK` itself.
    """

    owner: str
    builds: tuple[Build, ...]
    required: tuple[Build, ...]
    shared: frozenset[str]
    concerns: frozenset[str]
    part: float
    shared_eur: float
    groups: tuple[GroupPlace, ...]

    @property
    def own_eur(self) -> float:
        """What its own builds invest, EUR."""
        return float(np.sum([b.investment_eur for b in self.builds]))


def hand_overs(outcome: Outcome, case: BusinessCase) -> tuple[HandOver, ...]:
    """One per company in the park's order, and first what is shared, where anything is."""
    places = group_places(outcome)
    builds = outcome.cases["together"].builds
    shared_eur = float(np.sum([b.investment_eur for b in builds if b.owner == PARK]))
    found = [
        _one(outcome, c.id, tuple(g for g in places if c.id in g.members), part=case.parts[c.id], shared_eur=shared_eur)
        for c in outcome.park.companies
    ]
    if any(b.owner == PARK for b in builds):
        found.insert(0, _one(outcome, PARK, places, part=0.0, shared_eur=0.0))
    return tuple(found)


def _one(outcome: Outcome, owner: str, groups: tuple[GroupPlace, ...], *, part: float, shared_eur: float) -> HandOver:
    builds = tuple(b for b in outcome.cases["together"].builds if b.owner == owner)
    asked = outcome.cases["required"].builds
    return HandOver(
        owner=owner,
        builds=builds,
        required=tuple(b for b in builds if b in asked),
        shared=takes_part(outcome, owner),
        concerns=concerns(outcome, owner),
        part=part,
        shared_eur=part * shared_eur if part * shared_eur >= ROUNDING_EUR else 0.0,
        groups=groups,
    )


def group_places(outcome: Outcome) -> tuple[GroupPlace, ...]:
    """Every group contract of the plan."""
    brings = {me: kw for c in outcome.contracts.capacities for me, kw in c.entitlement_kw.items()}
    contracts = {c.id: c.connection.offtake_kw for c in outcome.park.companies}
    found = outcome.groups or tuple(_by_area(outcome))
    return tuple(
        GroupPlace(
            area=group.area,
            level=group.level,
            kw=group.contract_kw,
            peak_kw=_peak_kw(outcome, group.members) if len(found) == 1 else None,
            members=group.members,
            brings_kw={me: brings.get(me, contracts[me]) for me in group.members},
            alone=sum(other.area == group.area for other in found) == 1,
        )
        for group in found
    )


def _by_area(outcome: Outcome) -> Iterator[ContractGroup]:
    """One group per area, where an outcome only says who is a member."""
    for area, members in outcome.members.items():
        if members:
            agreed = (b.amount for b in outcome.cases["together"].builds if b.measure == GROUP and b.place == area)
            yield ContractGroup(area, "", members, sum(agreed))


def _peak_kw(outcome: Outcome, members: tuple[str, ...]) -> float:
    """Highest quarter-hour of the only group, with what is shared on its site, kW."""
    net = outcome.cases["together"].net_kw
    total = np.sum([net[me] for me in (*members, PARK) if me in net], axis=0)
    return max(0.0, float(total.max()))
