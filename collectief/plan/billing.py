"""From the flows of a year to bills, energy and builds per owner: the exact tariffs, in quarter-hours."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.measure import Build, Setting
from collectief.measure.capacity_limitation import LIMITATION
from collectief.measure.shared_mobility import SHARED_MOBILITY, kept_eur
from collectief.money import (
    Bill,
    GroupMember,
    Line,
    Quarters,
    TaxTerms,
    group_bill,
    group_tariff,
    line_tax,
    member_bill,
    supply_lines,
    tax_of,
    yearly_bill,
)
from collectief.money.charges import Months
from collectief.park import Company, TransportRight
from collectief.plan.outcome import Energy
from collectief.profile.year import to_quarters

Array = NDArray[np.float64]
AGREED_LINES: Mapping[str, Line] = {LIMITATION: "limitation_fee", SHARED_MOBILITY: "vehicles"}
"""Measures with which nothing is built, and the line of the bill that holds what they cost or bring."""


def quarter_months(setting: Setting) -> Months:
    """Month 0..11 of every quarter-hour, shape (35040,)."""
    return np.repeat(setting.year.month, 4)


def quarters(setting: Setting) -> Quarters:
    """The clock of a bill in this year."""
    return Quarters(setting.year.local, quarter_months(setting), 4)


def company_bill(
    setting: Setting,
    company: Company,
    net_kw: Array,
    *,
    boiler_kwh: float,
    public_kwh: float,
    contract_kw: float | None,
    line_kwh: float = 0.0,
    taken: Sequence[TransportRight] = (),
) -> Bill:
    """The energy bill of one connection, without what is built. ``boiler_kwh`` is heat from the boiler.

    ``contract_kw`` None means a member of a group: no kW contract and no monthly peaks of its own. ``line_kwh`` is what
    comes over direct lines, on which only energy tax is due; ``taken`` the rights that it takes beside those of today.
    """
    bill = yearly_bill(
        setting.rates[company.id].tariff,
        net_kw,
        clock=quarters(setting),
        contract_kw=contract_kw,
        price_eur_per_kwh=to_quarters(setting.year.price_eur_per_kwh),
        tax=tax_of(setting.park, company),
        gas_m3=heat_to_m3(boiler_kwh) if company.gas_m3 > 0 else None,
        rights=(*company.connection.rights, *taken),
    )
    if public_kwh > 0:
        charging: dict[Line, float] = {"charging_public": public_kwh * fact("charging.public_eur_per_kwh").value}
        bill = Bill({**bill.lines, **charging})
    if line_kwh > 0:
        taken_kwh = float(np.maximum(net_kw, 0.0).sum() / 4)
        bill = Bill({**bill.lines, **line_tax(taken_kwh, line_kwh, tax_of(setting.park, company))})
    return bill


def heat_to_m3(heat_kwh: float) -> float:
    """m3 of gas for an amount of heat from the boiler."""
    return heat_kwh / (fact("gas.kwh_per_m3").value * fact("boiler.efficiency").value)


def group_lines(
    setting: Setting, members: Sequence[Company], *, net_kw: Mapping[str, Array], site_kw: Array, contract_kw: float
) -> Bill:
    """The group's kW contract, monthly peaks, surcharge and running cost, and the bill of its own site."""
    mine = [GroupMember(setting.rates[c.id].tariff, net_kw[c.id]) for c in members]
    clock, top = quarters(setting), group_tariff(mine)
    lines: dict[Line, float] = {}
    if site_kw.any():
        mine.append(GroupMember(top, site_kw))
        low, prices = clock.low_hours(top), to_quarters(setting.year.price_eur_per_kwh)
        lines |= member_bill(top, site_kw, low_hours=low, periods=clock.periods(top))
        lines |= supply_lines(site_kw, prices, tax=TaxTerms(setting.park.tax_year))
    lines |= group_bill(mine, group_kw=contract_kw, months=clock.months, periods=clock.periods(top))
    return Bill(lines)


def building_lines(builds: Iterable[Build]) -> Bill:
    """What is built, as annuity and upkeep, what the operator pays for lowering when it calls, and shared cars."""
    everything = tuple(builds)
    mine = tuple(b for b in everything if b.measure not in AGREED_LINES)
    upkeep = sum(b.upkeep_eur for b in mine)
    lines: dict[Line, float] = {"investment": sum(b.eur_per_year for b in mine) - upkeep, "upkeep": upkeep}
    for measure, line in AGREED_LINES.items():
        if agreed := [b.eur_per_year for b in everything if b.measure == measure]:
            lines[line] = sum(agreed)
    return Bill(lines)


def vehicle_lines(setting: Setting, builds: Sequence[Build], company: str) -> Bill:
    """The cars of a company that keeps them as they are; nothing where it has none, or where a plan changes them."""
    eur = kept_eur(setting, builds).get(company)
    return Bill({} if eur is None else {"vehicles": eur})


def energy_of(
    setting: Setting, net_kw: Array, *, boiler_kwh: float, public_kwh: float, line_kwh: float = 0.0
) -> Energy:
    """What one owner exchanges in a year, with its CO2."""
    offtake = np.maximum(net_kw, 0.0)
    gas_m3 = heat_to_m3(boiler_kwh)
    co2 = float((offtake.reshape(-1, 4).mean(axis=1) * setting.year.co2_kg_per_kwh).sum())
    co2 += gas_m3 * fact("co2.gas_kg_per_m3").value
    co2 += public_kwh * float(setting.year.co2_kg_per_kwh.mean())
    return Energy(
        offtake_kwh=float(offtake.sum() / 4),
        feed_in_kwh=float(np.maximum(-net_kw, 0.0).sum() / 4),
        gas_m3=gas_m3,
        public_charging_kwh=public_kwh,
        co2_kg=co2,
        offtake_peak_kw=float(max(net_kw.max(), 0.0)),
        feed_in_peak_kw=float(max(-net_kw.min(), 0.0)),
        line_kwh=line_kwh,
    )
