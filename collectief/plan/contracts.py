"""What a plan says of contracts with the operator: capacity of groups, capacity at risk, rights, lead time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.measure import Build
from collectief.measure.rights import taken
from collectief.park import Company, Park, TransportRight
from collectief.plan.capacity import QUEUE, Capacity
from collectief.plan.group_lead import group_lead_years

Array = NDArray[np.float64]
AT_RISK_LEVELS = ("MS", "HSMS", "TS")
"""Use it or lose it: MS and HS below 110 kV; never LS and MS/LS (Netcode 7.13, Stcrt. 2024-13531)."""


@dataclass(frozen=True, slots=True)
class AtRisk:
    """Contracted kW that the operator may take back because it is not used: the highest quarter of today against it.

    ``growth_kw`` of what is not used the company's own wish to grow will use within a reasonable time: that is spared.

    >>> AtRisk("a", 1000.0, 400.0, True, growth_kw=350.0).at_risk_kw
    250.0
    """

    company: str
    contract_kw: float
    used_kw: float
    measured: bool
    growth_kw: float = 0.0

    @property
    def at_risk_kw(self) -> float:
        """kW of the contract above what was used and what will be within a reasonable time."""
        return self.contract_kw - self.used_kw - self.growth_kw


@dataclass(frozen=True, slots=True)
class Contracts:
    """All of it, empty where there is nothing to say. ``approximated`` are tariffs that a search only approximates."""

    capacities: tuple[Capacity, ...] = ()
    at_risk: tuple[AtRisk, ...] = ()
    rights: tuple[tuple[str, TransportRight], ...] = ()
    taken: tuple[tuple[str, TransportRight], ...] = ()
    """Rights beside the firm contract that companies take in the plan."""
    limitations: tuple[tuple[str, float, float], ...] = ()
    """Per company that says yes: kW it lowers to, and what it is paid, EUR a year."""
    approximated: tuple[str, ...] = ()
    lead_years: float = 0.0


def contracts(
    park: Park,
    net_now_kw: Mapping[str, Array],
    capacities: tuple[Capacity, ...],
    *,
    paid: Mapping[str, float],
    builds: Sequence[Build] = (),
) -> Contracts:
    """What the report says; ``net_now_kw`` quarter-hours of today, ``paid`` the fee per company that lowers, EUR.

    ``builds`` are those of the plan.
    """
    categories = {c.connection.tariff for c in park.companies}
    return Contracts(
        capacities=capacities,
        at_risk=tuple(r for c in park.companies if (r := at_risk(park, c, net_now_kw[c.id])) is not None),
        rights=tuple((c.id, r) for c in park.companies for r in c.connection.rights),
        taken=tuple((c.id, r) for c in park.companies for r in taken(park, c, builds)),
        limitations=tuple((c.id, _low_kw(park, c), paid[c.id]) for c in park.companies if c.id in paid),
        approximated=tuple(sorted(key for key in categories if park.tariff(key).approximate)),
        lead_years=group_lead_years() if capacities else 0.0,
    )


def at_risk(park: Park, company: Company, net_kw: Array) -> AtRisk | None:
    """The exposure of one company, or None where the rule does not apply, or enough is used or soon will be."""
    connection, used_kw = company.connection, max(0.0, float(net_kw.max()))
    level = park.tariff(connection.tariff).level
    if connection.kind != "large" or level not in AT_RISK_LEVELS or park.area(company.area).offtake not in QUEUE:
        return None
    little = used_kw <= fact("grid.unused_share").value * connection.offtake_kw
    much = connection.offtake_kw - used_kw >= fact("grid.unused_kw").value
    if connection.offtake_kw <= 0 or not (little or much):
        return None
    soon_kw = min(_soon_kw(park, company), connection.offtake_kw - used_kw)
    found = AtRisk(company.id, connection.offtake_kw, used_kw, company.id in park.profiles, soon_kw)
    return found if found.at_risk_kw > 0 else None


def _soon_kw(park: Park, company: Company) -> float:
    """kW that the company's own wish to grow will take within a reasonable time (Netcode 7.13, first paragraph, c)."""
    wish = company.wish
    last_year = park.year.year + fact("grid.reasonable_years").value
    return wish.kw if wish is not None and wish.from_year <= last_year else 0.0


def _low_kw(park: Park, company: Company) -> float:
    offered, stated = park.rules.limitation, company.connection.lowers_to_kw
    share = 0.0 if offered is None else offered.share
    return share * company.connection.offtake_kw if stated is None else stated
