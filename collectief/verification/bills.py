"""Every bill once more, from the load in quarter-hours and the tariffs alone."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from collectief.facts import Tariff, fact
from collectief.money import (
    Line,
    commodity,
    energy_tax_eur,
    gas_bill,
    group_tariff,
    running_bill,
    surcharge_eur,
    tariff_low_hours,
)
from collectief.money.charges import Flags
from collectief.park import Company
from collectief.plan.outcome import PARK, Build, Case, Outcome
from collectief.text import Text
from collectief.verification.contracts import LIMITATION, group_right_kw, rights_of
from collectief.verification.grid import kwh_eur, own_lines, peaks_eur, stepped
from collectief.verification.groups import Group, groups_in, may_lower, members_of, paid_kw
from collectief.verification.homes import heat_sold_eur
from collectief.verification.lines import line_kwh
from collectief.verification.outside import heat_bought_eur
from collectief.verification.vehicles import SHARED_MOBILITY, vehicles_eur
from collectief.verification.verdict import CENT, Check, near

Array = NDArray[np.float64]
Lines = dict[Line, float]
AGREED = (LIMITATION, SHARED_MOBILITY)
"""Measures with a line of their own, in which nothing is built."""
COMPANY = Text(
    nl="Rekening van een bedrijf, nagerekend uit kwartieren (EUR)",
    en="Bill of a company, from quarter-hours once more (EUR)",
)
SHARED = Text(
    nl="Rekening van de groep, nagerekend uit kwartieren (EUR)",
    en="Bill of the group, from quarter-hours once more (EUR)",
)


def check_bills(outcome: Outcome) -> Iterator[Check]:
    """Each line of each bill in each case against the same line made here."""
    for case in outcome.cases.values():
        groups = groups_in(outcome, case)
        for company in outcome.park.companies:
            made = company_lines(outcome, case, company, grouped=company.id in members_of(groups))
            yield _compare(COMPANY, made, case, owner=company.id)
        if PARK in case.bills:
            yield _compare(SHARED, shared_lines(outcome, case, groups), case, owner=PARK)
    yield from _nobody_else(outcome)
    yield _in_one_group(outcome)


def company_lines(outcome: Outcome, case: Case, company: Company, *, grouped: bool) -> Lines:
    """The bill of one company, line by line, EUR a year."""
    net, energy = case.net_kw[company.id], case.energy[company.id]
    category = outcome.park.tariff(company.connection.tariff)
    low = low_hours(outcome, category)
    lines: Lines = {}
    lines["standing"] = category.standing_eur_year + category.connection_fee_eur_year
    lines["transport_kwh"] = kwh_eur(outcome, category, net, low)
    if not grouped:
        kw = _contract_kw(outcome, case, company)
        lines |= own_lines(outcome, category, net, contract_kw=kw, rights=rights_of(outcome, case, company))
    lines |= power_lines(outcome, net, exempt=company.connection.tax_exempt_share)
    if came_kwh := line_kwh(outcome, case, company.id):
        lines["line_tax"] = _line_tax(outcome, company, float(np.maximum(net, 0.0).sum() / 4), came_kwh)
    if company.connection.residence:
        lines["tax_reduction"] = -fact(f"tax.reduction.{outcome.park.tax_year}").value
    if company.gas_m3 > 0:
        lines |= gas_bill(energy.gas_m3, year=outcome.park.tax_year)
    lines["charging_public"] = energy.public_charging_kwh * fact("charging.public_eur_per_kwh").value
    mine = [b for b in case.builds if b.owner == company.id]
    lines["limitation_fee"] = sum(b.eur_per_year for b in mine if b.measure == LIMITATION)
    if any(c.mobility.pool_cars for c in outcome.park.companies):
        lines["vehicles"] = vehicles_eur(outcome, case, company.id)
    return lines | building_lines(b for b in mine if b.measure not in AGREED)


def _line_tax(outcome: Outcome, company: Company, taken_kwh: float, came_kwh: float) -> float:
    """Tax on what comes over direct lines, in the brackets above what is taken from the grid."""
    share, year = 1.0 - company.connection.tax_exempt_share, outcome.park.tax_year
    most, least = (energy_tax_eur(kwh * share, "electricity", year) for kwh in (taken_kwh + came_kwh, taken_kwh))
    return most - least


def shared_lines(outcome: Outcome, case: Case, groups: Sequence[Group]) -> Lines:
    """The bill of what belongs to all members, line by line, EUR a year."""
    rules = outcome.park.rules
    total: Lines = running_bill(
        len(members_of(groups)), fixed_eur=rules.group_fixed_eur, member_eur=rules.group_member_eur
    )
    if cars := vehicles_eur(outcome, case, PARK):
        total["vehicles"] = cars
    built = (b for b in case.builds if b.owner == PARK and b.measure not in ("group_contract", *AGREED))
    if sold := heat_sold_eur(outcome, case):
        total["heat_sold"] = -sold
    if paid := heat_bought_eur(outcome, case):
        total["heat_bought"] = paid
    for lines in (building_lines(built), *(_group_lines(outcome, case, g) for g in groups)):
        total |= {name: total.get(name, 0.0) + eur for name, eur in lines.items()}
    return total


def group_contract_kw(outcome: Outcome, case: Case, group: Group) -> float:
    """What members bring, or, where contracts may change, what the plan says, or what the group's bill pays for."""
    free = all(may_lower(outcome, c) for c in group.members)
    if free and group.contract_kw is not None:
        return group.contract_kw
    if free and len(groups_in(outcome, case)) == 1:
        return paid_kw(group_tariff(group.connections(case)), case.bills[PARK].lines.get("contract_kw", 0.0))
    return group_right_kw(outcome, group.members)


def _group_lines(outcome: Outcome, case: Case, group: Group) -> Lines:
    connections, kw = group.connections(case), group_contract_kw(outcome, case, group)
    category = group_tariff(connections)
    lines: Lines = {
        "contract_kw": stepped(kw, category.contract_eur_kw_year, category.contract_tiers),
        "peak_kw": peaks_eur(outcome, category, group.net_kw(case)),
        "group_surcharge": sum(surcharge_eur(m, category, months=months(outcome)) for m in connections),
    }
    if group.site_kw.any():
        lines["standing"] = category.standing_eur_year + category.connection_fee_eur_year
        lines["transport_kwh"] = kwh_eur(outcome, category, group.site_kw, low_hours(outcome, category))
        lines |= power_lines(outcome, group.site_kw)
    return lines


def power_lines(outcome: Outcome, net_kw: Array, *, exempt: float = 0.0) -> Lines:
    """Commodity, feed-in and tax of one connection, of whose electricity a part may be exempt."""
    taxed_kwh = float(np.maximum(net_kw, 0.0).sum() / 4) * (1.0 - exempt)
    lines: Lines = commodity(net_kw, outcome.year.price_eur_per_kwh)
    return lines | {"electricity_tax": energy_tax_eur(taxed_kwh, "electricity", outcome.park.tax_year)}


def building_lines(builds: Iterator[Build]) -> Lines:
    """Annuity and upkeep of what is built."""
    mine = list(builds)
    upkeep = sum(b.upkeep_eur for b in mine)
    return {"investment": sum(b.eur_per_year for b in mine) - upkeep, "upkeep": upkeep}


def months(outcome: Outcome) -> NDArray[np.int64]:
    """Month 0..11 of every quarter-hour, shape (35040,)."""
    return np.repeat(outcome.year.month, 4)


def low_hours(outcome: Outcome, category: Tariff) -> Flags:
    """Quarter-hours with the low kWh charge, shape (35040,)."""
    return np.repeat(tariff_low_hours(category, outcome.year.local), 4)


def _contract_kw(outcome: Outcome, case: Case, company: Company) -> float:
    """Today's contract; in a plan that may change it, what the bill pays for: the limits are checked against it."""
    if case.key in ("now", "required") or not may_lower(outcome, company):
        return company.connection.offtake_kw
    return paid_kw(outcome.park.tariff(company.connection.tariff), case.bills[company.id].lines.get("contract_kw", 0.0))


def _compare(name: Text, made: Mapping[Line, float], case: Case, *, owner: str) -> Check:
    """The line that is furthest off; a line that is absent counts as zero."""
    said = case.bills[owner].lines
    off = {line: said.get(line, 0.0) - made.get(line, 0.0) for line in (*said, *made)}
    wrong = [line for line, eur in off.items() if not abs(eur) <= CENT]  # what is not a number is wrong too
    worst = wrong[0] if wrong else max(off, key=lambda line: abs(off[line]))
    return near(name, off[worst], f"{case.key}/{owner}/{worst}", within=CENT)


def _nobody_else(outcome: Outcome) -> Iterator[Check]:
    """A bill belongs to a company or to all together; everybody has one."""
    name = Text(
        nl="Iedereen heeft één rekening, niemand anders (aantal)", en="Everybody has one bill, nobody else (number)"
    )
    ids = {c.id for c in outcome.park.companies}
    for case in outcome.cases.values():
        odd = (set(case.bills) - {PARK}) ^ ids
        yield near(name, len(odd), f"{case.key}/{', '.join(sorted(odd))}", within=0)


def _in_one_group(outcome: Outcome) -> Check:
    """Nobody is in two groups, and the groups hold those that are named per area."""
    name = Text(nl="Ieder in hooguit één groep (aantal)", en="Everybody in one group at most (number)")
    named = sorted(c for members in outcome.members.values() for c in members)
    held = sorted(c for group in outcome.groups for c in group.members) if outcome.groups else named
    odd = set(named) ^ set(held)
    return near(name, len(odd) + len(held) - len(set(held)), f"together/{', '.join(sorted(odd))}", within=0)
