"""Checks a whole outcome with nothing but its quarter-hours, the tariffs and arithmetic."""

from collectief.plan.outcome import Outcome
from collectief.verification.bills import check_bills
from collectief.verification.budgets import check_budgets
from collectief.verification.caps import check_caps
from collectief.verification.chargers import check_chargers
from collectief.verification.contracts import check_called
from collectief.verification.energy import check_energy
from collectief.verification.ground import check_ground
from collectief.verification.heat import check_heat
from collectief.verification.homes import check_homes
from collectief.verification.limits import check_limits
from collectief.verification.lines import check_lines
from collectief.verification.modules import check_modules
from collectief.verification.outside import check_outside
from collectief.verification.roofs import check_roofs
from collectief.verification.sums import check_sums
from collectief.verification.tanks import check_tanks
from collectief.verification.vehicles import check_vehicles
from collectief.verification.verdict import Verdict


def verify(outcome: Outcome) -> Verdict:
    """Recompute bills, sums, limits and energy of every case; nothing of what made the plan is used.

    Bills to the cent, limits to ten watts in each of the 35,040 quarter-hours, energy to a millionth.
    """
    bills_and_limits = (check_bills, check_sums, check_limits, check_called)
    heat = (check_ground, check_heat, check_homes, check_outside, check_tanks)
    shared = (check_lines, check_roofs, check_vehicles, *heat)
    checks = (*bills_and_limits, check_energy, check_modules, check_chargers, check_caps, check_budgets, *shared)
    return Verdict(tuple(found for check in checks for found in check(outcome)))
