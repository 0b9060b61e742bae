"""From the flows of a year to bills, energy and builds per owner: the exact tariffs, in quarter-hours."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.measure import Build, Setting
from collectief.money import (
    Bill,
    GroupMember,
    Line,
    commodity,
    energy_tax_eur,
    gas_bill,
    grid_bill,
    group_bill,
    group_tariff,
    member_bill,
    tariff_low_hours,
)
from collectief.money.tariff import Flags, Months
from collectief.park import Company
from collectief.plan.outcome import Energy
from collectief.profile.year import to_quarters

Array = NDArray[np.float64]


def quarter_months(setting: Setting) -> Months:
    """Month 0..11 of every quarter-hour, shape (35040,)."""
    return np.repeat(setting.year.month, 4)


def low_hours(setting: Setting, company: Company) -> Flags:
    """Quarter-hours in which the low kWh charge holds, shape (35040,)."""
    return np.repeat(tariff_low_hours(setting.rates[company.id].tariff, setting.year.local), 4)


def company_bill(
    setting: Setting,
    company: Company,
    net_kw: Array,
    *,
    boiler_kwh: float,
    public_kwh: float,
    contract_kw: float | None,
) -> Bill:
    """The energy bill of one connection, without what is built. ``boiler_kwh`` is heat from the boiler.

    ``contract_kw`` None means a member of a group: no kW contract and no monthly peaks of its own.
    """
    rates = setting.rates[company.id]
    low = low_hours(setting, company)
    lines: dict[Line, float] = {}
    if contract_kw is None:
        lines |= member_bill(rates.tariff, net_kw, low_hours=low)
    else:
        months = quarter_months(setting)
        lines |= grid_bill(rates.tariff, net_kw, contract_kw=contract_kw, months=months, low_hours=low)
    lines |= power_lines(setting, net_kw)
    gas_m3 = heat_to_m3(boiler_kwh)
    if company.gas_m3 > 0:
        lines |= gas_bill(gas_m3)
    if public_kwh > 0:
        lines["charging_public"] = public_kwh * fact("charging.public_eur_per_kwh").value
    return Bill(lines)


def power_lines(setting: Setting, net_kw: Array) -> dict[Line, float]:
    """Commodity, feed-in and energy tax of one connection."""
    lines = commodity(net_kw, to_quarters(setting.year.price_eur_per_kwh))
    offtake_kwh = float(np.maximum(net_kw, 0.0).sum() / 4)
    return {**lines, "electricity_tax": energy_tax_eur(offtake_kwh, "electricity")}


def heat_to_m3(heat_kwh: float) -> float:
    """m3 of gas for an amount of heat from the boiler."""
    return heat_kwh / (fact("gas.kwh_per_m3").value * fact("boiler.efficiency").value)


def group_lines(
    setting: Setting, members: Sequence[Company], *, net_kw: Mapping[str, Array], site_kw: Array, contract_kw: float
) -> Bill:
    """The group's kW contract, monthly peaks, surcharge and running cost, and the bill of its own site."""
    mine = [GroupMember(setting.rates[c.id].tariff, net_kw[c.id]) for c in members]
    months, top = quarter_months(setting), group_tariff(mine)
    lines: dict[Line, float] = {}
    if site_kw.any():
        mine.append(GroupMember(top, site_kw))
        low = np.repeat(tariff_low_hours(top, setting.year.local), 4)
        lines |= member_bill(top, site_kw, low_hours=low) | power_lines(setting, site_kw)
    lines |= group_bill(mine, group_kw=contract_kw, months=months)
    return Bill(lines)


def building_lines(builds: Iterable[Build]) -> Bill:
    """What is built, as annuity and upkeep."""
    mine = tuple(builds)
    upkeep = sum(b.upkeep_eur for b in mine)
    return Bill({"investment": sum(b.eur_per_year for b in mine) - upkeep, "upkeep": upkeep})


def energy_of(setting: Setting, net_kw: Array, *, boiler_kwh: float, public_kwh: float) -> Energy:
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
    )
