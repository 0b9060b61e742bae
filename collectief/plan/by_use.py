"""Settling by use, as energy hubs do afterwards: what a group's grid costs by kW when it is busiest, the rest by kWh.

Together members pay just what there is to pay (cost-covering). Source: energiehubs.nl, Kosten verrekenen in een
energiehub, on the settlement model of hub KBP in Bladel.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from collectief.allocation import Allocation
from collectief.facts import fact
from collectief.measure import PARK
from collectief.measure.setting import Array
from collectief.money import Bill
from collectief.park import Park
from collectief.plan.by_weight import by_weight
from collectief.plan.outcome import Case

USE = "use"
GRID = (
    "standing", "contract_kw", "contract_rights", "peak_kw", "transport_kwh", "group_surcharge", "limitation_fee",
)  # fmt: skip
"""Lines of a bill that the grid operator charges or pays."""


def busiest_kw(park: Park, net_kw: Mapping[str, Array], members: Sequence[str]) -> dict[str, float]:
    """What each takes on average in the quarters in which the members of its area take most together, kW.

    ``net_kw`` by company, offtake positive, shape (35040,). Who feeds in then takes nothing.
    """
    quarters, found = round(fact("group.p999_quarters").value), dict[str, float]()
    for area in dict.fromkeys(park.company(c).area for c in members):
        here = [c for c in members if park.company(c).area == area]
        busiest = np.argsort(-np.sum([net_kw[c] for c in here], axis=0), kind="stable")[:quarters]
        found |= {c: float(np.maximum(net_kw[c][busiest], 0.0).mean()) for c in here}
    return {c: found[c] for c in members}


def pots(bill: Bill) -> tuple[float, float]:
    """What the joint account pays for the grid, and for all else, EUR a year.

    >>> pots(Bill({"contract_kw": 10.0, "peak_kw": 5.0, "group_running": 4.0}))
    (15.0, 4.0)
    """
    grid = sum(eur for line, eur in bill.lines.items() if line in GRID)
    return grid, bill.total - grid


def by_use(park: Park, case: Case, members: Sequence[str]) -> Allocation:
    """Each its own bill, of the grid a part by its kW when it is busiest, and of all else by its kWh."""
    grid, rest = pots(case.bills.get(PARK, Bill({})))
    kw, kwh = busiest_kw(park, case.net_kw, members), {c: case.energy[c].offtake_kwh for c in members}
    of_grid, of_rest = by_weight(grid, kw), by_weight(rest, kwh)
    return Allocation(USE, {c: case.bills[c].total + of_grid[c] + of_rest[c] for c in members})
