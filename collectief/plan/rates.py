"""What a company pays at the margin, and what its connection and energy area let it do."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact, tariff
from collectief.measure import Rates, Use
from collectief.money import (
    buying_margin,
    gas_price_eur_per_m3,
    gas_transport_eur,
    selling_margin,
    standing_bill,
    tangent,
    tariff_low_hours,
)
from collectief.park import Company, EnergyArea, Park
from collectief.profile.year import Year, to_hours, to_quarters

Array = NDArray[np.float64]
QUEUE = ("amber", "red")


def company_rates(
    park: Park, company: Company, year: Year, *, uses: Mapping[str, Use], load_kw: Mapping[str, Array]
) -> Rates:
    """Rates of one company. The energy tax is a line through the bracket its use of today lies in."""
    use, category = uses[company.id], tariff(company.connection.tariff)
    net = load_kw[company.id] - to_quarters(use.solar_now_kw)
    offtake_kwh = float(np.maximum(net, 0.0).sum() / 4)
    tax_eur, tax_rate = tangent(offtake_kwh, "electricity")
    gas_tax_eur, gas_tax_rate = tangent(company.gas_m3, "gas")
    low = tariff_low_hours(category, year.local)
    kwh_charge = np.where(low, category.kwh_low, category.kwh_normal) if category.kind == "large" else 0.0
    gas_eur = gas_price_eur_per_m3() + gas_tax_rate
    heat_eur = gas_eur / (fact("gas.kwh_per_m3").value * fact("boiler.efficiency").value)
    fixed = tax_eur + sum(standing_bill(category).values())
    if company.gas_m3 > 0:
        fixed += gas_tax_eur + gas_transport_eur(company.gas_m3) + float(use.process_kw.sum()) * heat_eur
    area = park.area(company.area)
    offtake, feed_in = limits(company, net)
    return Rates(
        tariff=category,
        contract_kw=company.connection.offtake_kw,
        offtake_eur_per_kwh=year.price_eur_per_kwh + buying_margin() + kwh_charge + tax_rate,
        feed_in_eur_per_kwh=year.price_eur_per_kwh - selling_margin(),
        heat_eur_per_kwh=heat_eur,
        fixed_eur=fixed,
        offtake_limit_kw=offtake - use.rise_kw,
        feed_in_limit_kw=np.maximum(feed_in - use.fall_kw, 0.0),
        offtake_headroom_kw=_headroom(park, area, company, uses=uses, sign=1.0),
        feed_in_headroom_kw=_headroom(park, area, company, uses=uses, sign=-1.0),
        free_contract=park.rules.lower_contracts or area.offtake not in QUEUE,
    )


def limits(company: Company, net_now_kw: Array) -> tuple[float, float]:
    """kW a connection may take and give in any quarter: its contract, or today's peak where that is higher.

    A peak above the contract is today's reality: it is reported, and no plan may make it worse.
    """
    connection = company.connection
    physical_kw = connection.physical_kva * fact("grid.power_factor").value
    right = connection.offtake_kw if connection.kind == "large" else physical_kw
    return max(right, float(net_now_kw.max())), max(connection.feed_in_kw, float(-net_now_kw.min()))


def _headroom(park: Park, area: EnergyArea, company: Company, *, uses: Mapping[str, Use], sign: float) -> Array | None:
    """The part of an area's room that one company brings, kW in each hour, or None where it is unknown.

    Its own use of today plus its share, by size of connection, of what is left beside the others: so all
    parts add up to the room there is, and where the area is full already nobody may add to it.
    """
    capacity = area.offtake_capacity_kw if sign > 0 else area.feed_in_capacity_kw
    if capacity is None or area.others_kw is None:
        return None
    neighbours = [c for c in park.companies if c.area == area.id]
    today = {c.id: sign * (uses[c.id].electricity_kw - uses[c.id].solar_now_kw) for c in neighbours}
    others = sign * to_hours(area.others_kw)
    left = np.maximum(capacity - others - sum(today.values(), np.zeros(len(others))), 0.0)
    size = {c.id: connection_kw(c) for c in neighbours}
    share = size[company.id] / max(sum(size.values()), 1.0)
    return np.asarray(np.maximum(today[company.id], 0.0) + share * left)


def connection_kw(company: Company) -> float:
    """Size of a connection for dividing what is scarce: contracted kW, or what the fuse lets through."""
    connection = company.connection
    if connection.kind == "large":
        return connection.offtake_kw
    return connection.physical_kva * fact("grid.power_factor").value
