"""Who is in a group contract, what each connection may carry, and what contract its bill pays for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collectief.facts import Tariff, fact
from collectief.money import GroupMember, group_tariff
from collectief.park import Company
from collectief.plan.contract_group import ContractGroup
from collectief.plan.outcome import PARK, Case, Outcome
from collectief.verification.contracts import extra_kw

Array = NDArray[np.float64]
QUEUE = ("amber", "red")


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """The members of one group contract and the net load of its own site, kW, shape (35040,)."""

    area: str
    members: tuple[Company, ...]
    site_kw: Array
    tariffs: Mapping[str, Tariff]
    contract_kw: float | None = None
    """kW that the plan says it contracts, None where it does not say."""

    def connections(self, case: Case) -> list[GroupMember]:
        """Every connection of the group in a case, its own site included where that is used."""
        mine = [GroupMember(self.tariffs[c.id], case.net_kw[c.id]) for c in self.members]
        site = [GroupMember(group_tariff(mine), self.site_kw)] if self.site_kw.any() else []
        return [*mine, *site]

    def net_kw(self, case: Case) -> Array:
        """Net load of the whole group, kW, shape (35040,)."""
        return np.asarray(np.sum([m.net_kw for m in self.connections(case)], axis=0))


def groups_in(outcome: Outcome, case: Case) -> tuple[Group, ...]:
    """The group contracts of a case: only together is there one.

    The load of a group's own site is what its flows say; where these are not at hand, the sum of all sites belongs to
    the first area in which the park itself has built.
    """
    if case.key != "together":
        return ()
    known = {c.id: outcome.park.tariff(c.connection.tariff) for c in outcome.park.companies}
    areas = [a for a, members in outcome.members.items() if members]
    named = outcome.groups or tuple(ContractGroup(a, "", outcome.members[a], np.nan) for a in areas)
    built = {b.place for b in case.builds if b.owner == PARK and b.measure != "group_contract"}
    first = next((g for g in named if g.area in built), named[0] if named else None)
    flows = outcome.lives["together"].flows if "together" in outcome.lives else None
    nothing = np.zeros(len(outcome.year.month) * 4)

    def site_kw(group: ContractGroup) -> Array:
        if flows is None:
            return case.net_kw[PARK] if group == first else nothing
        took, gave = (flows.get(f"{group.site}:{way}", nothing[::4]) for way in ("offtake", "feed_in"))
        return np.repeat(took - gave, 4)

    return tuple(
        Group(g.area, tuple(map(outcome.park.company, g.members)), site_kw(g), known, _stated(g.contract_kw))
        for g in named
    )


def _stated(kw: float) -> float | None:
    return kw if np.isfinite(kw) else None


def members_of(groups: Sequence[Group]) -> frozenset[str]:
    """Ids of all companies in a group."""
    return frozenset(c.id for g in groups for c in g.members)


def may_lower(outcome: Outcome, company: Company) -> bool:
    """Whether a plan may change the contract: the park allows it, or there is no queue."""
    return outcome.park.rules.lower_contracts or outcome.park.area(company.area).offtake not in QUEUE


def paid_kw(category: Tariff, eur: float) -> float:
    """The contract that a line of a bill pays for.

    >>> from collectief.facts import tariff
    >>> round(paid_kw(tariff("stedin_2026.MS"), 2427.36), 6)
    100.0
    """
    left_eur, at_kw, price = eur, 0.0, category.contract_eur_kw_year
    for tier in category.contract_tiers:
        if left_eur <= (tier.above - at_kw) * price:
            break
        left_eur, at_kw, price = left_eur - (tier.above - at_kw) * price, tier.above, tier.eur
    return at_kw + left_eur / price if price else at_kw


def physical_kw(company: Company) -> float:
    """What the connection itself can carry."""
    return company.connection.physical_kva * fact("grid.power_factor").value


def offtake_right_kw(outcome: Outcome, company: Company) -> float:
    """Firm kW a company may take: its contract as far as its cable goes, or today's peak above its other rights."""
    connection = company.connection
    right = min(connection.offtake_kw, physical_kw(company)) if connection.kind == "large" else physical_kw(company)
    over = outcome.cases["now"].net_kw[company.id] - extra_kw(outcome, company, "offtake")
    return max(right, float(over.max()))


def feed_in_right_kw(outcome: Outcome, company: Company) -> float:
    """Firm kW a company may give: its contract as far as its cable goes, or today's highest above its other rights."""
    over = -outcome.cases["now"].net_kw[company.id] - extra_kw(outcome, company, "feed_in")
    return max(min(company.connection.feed_in_kw, physical_kw(company)), float(over.max()))
