"""What a company pays at the margin, and what its connection and energy area let it do."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from collectief.facts import Tariff, fact
from collectief.measure import Rates, Use
from collectief.money import (
    buying_margin,
    electricity_tangent,
    extra_kw,
    gas_price_eur_per_m3,
    gas_transport_eur,
    marginal_kwh,
    marginal_peaks,
    period_flags,
    rights_eur,
    selling_margin,
    standing_bill,
    tangent,
    tariff_low_hours,
    tax_of,
)
from collectief.park import Company, EnergyArea, Park, TransportRight, Way
from collectief.profile.year import Year, to_hours, to_quarters

Array = NDArray[np.float64]
QUEUE = ("amber", "red")
WAYS: tuple[Way, Way] = ("offtake", "feed_in")


def company_rates(
    park: Park, company: Company, year: Year, *, uses: Mapping[str, Use], load_kw: Mapping[str, Array]
) -> Rates:
    """Rates of one company. The energy tax is a line through the bracket its use of today lies in."""
    use, category, rights = uses[company.id], park.tariff(company.connection.tariff), company.connection.rights
    net = load_kw[company.id] - to_quarters(use.solar_now_kw)
    offtake_kwh = float(np.maximum(net, 0.0).sum() / 4)
    tax_eur, tax_rate = electricity_tangent(offtake_kwh, tax_of(park, company))
    gas_tax_eur, gas_tax_rate = tangent(company.gas_m3, "gas", park.tax_year)
    periods, large = period_flags(category, year.local), category.kind == "large"
    buying_eur = year.price_eur_per_kwh + buying_margin() + kwh_charge(category, year, offtake_kwh)
    gas_eur = gas_price_eur_per_m3() + gas_tax_rate
    heat_eur = gas_eur / (fact("gas.kwh_per_m3").value * fact("boiler.efficiency").value)
    fixed = tax_eur + sum(standing_bill(category).values())
    if company.gas_m3 > 0:
        fixed += gas_tax_eur + gas_transport_eur(company.gas_m3)
    area = park.area(company.area)
    extra, extra_in = (_hours(rights, way, year) for way in WAYS)
    offtake, feed_in = limits(company, net, extra_kw=extra, extra_feed_in_kw=extra_in)
    if not isinstance(extra_in, float):
        extra_in = np.minimum(extra_in, max(_physical_kw(company) - feed_in, 0.0))
    most_kw = np.inf if isinstance(extra, float) else max(_physical_kw(company), offtake, float(net.max()))
    return Rates(
        tariff=category,
        contract_kw=company.connection.offtake_kw,
        offtake_eur_per_kwh=buying_eur + tax_rate,
        feed_in_eur_per_kwh=year.price_eur_per_kwh - selling_margin(),
        heat_eur_per_kwh=heat_eur,
        fixed_eur=fixed,
        offtake_limit_kw=np.maximum(np.minimum(offtake + extra, most_kw) - use.rise_kw, 0.0),
        feed_in_limit_kw=feed_in,
        offtake_headroom_kw=_offtake_headroom(park, area, company, uses=uses),
        feed_in_headroom_kw=_feed_in_headroom(park, area, company, uses=uses),
        free_contract=park.rules.lower_contracts or area.offtake not in QUEUE,
        extra_offtake_kw=extra,
        extra_feed_in_kw=extra_in,
        rights_eur=rights_eur(category, rights, year.local, firm_kw=company.connection.offtake_kw) if large else 0.0,
        tax_eur_per_kwh=tax_rate,
        peaks=marginal_peaks(category, periods, peak_kw=float(net.max())),
    )


def kwh_charge(category: Tariff, year: Year, taken_kwh: float = 0.0) -> Array | float:
    """What the grid asks for one kWh more in each hour, EUR, tiers at ``taken_kwh``; nothing of a small user."""
    if category.kind == "small":
        return 0.0
    low, periods = tariff_low_hours(category, year.local), period_flags(category, year.local)
    return marginal_kwh(category, low, periods, year_kwh=taken_kwh)


def limits(
    company: Company, net_now_kw: Array, *, extra_kw: Array | float = 0.0, extra_feed_in_kw: Array | float = 0.0
) -> tuple[float, float]:
    """Firm kW a connection may take and give in any quarter: its contract as far as its cable goes, or today's peak.

    A peak above the contract or the cable is today's reality: it is reported, and no plan may make it worse. Of that
    peak the rights beside the contract (kW in each hour) take their part first.
    """
    connection, carries = company.connection, _physical_kw(company)
    right = min(connection.offtake_kw, carries) if connection.kind == "large" else carries
    over_kw = float((net_now_kw - _quarters(extra_kw)).max())
    given_kw = float((-net_now_kw - _quarters(extra_feed_in_kw)).max())
    return max(right, over_kw), max(min(connection.feed_in_kw, carries), given_kw)


def _physical_kw(company: Company) -> float:
    return company.connection.physical_kva * fact("grid.power_factor").value


def _quarters(hourly_kw: Array | float) -> Array | float:
    return hourly_kw if isinstance(hourly_kw, float) else to_quarters(hourly_kw)


def _hours(rights: Sequence[TransportRight], way: Way, year: Year) -> Array | float:
    """kW of the rights beside the firm contract in each hour; one number where there are none."""
    found = extra_kw(rights, way, year.local)
    return found if found.any() else 0.0


def _offtake_headroom(park: Park, area: EnergyArea, company: Company, *, uses: Mapping[str, Use]) -> Array | None:
    """The part of an area's room for offtake that one company brings, kW net in each hour, None where unknown.

    Its own net use of today plus its share, by size of connection, of what is left beside the others in the
    highest quarter. So all parts add up to the room there is, and where the area is full nobody may add to it.
    """
    if area.offtake_capacity_kw is None or area.others_kw is None:
        return None
    neighbours = [c for c in park.companies if c.area == area.id]
    today = {c.id: uses[c.id].electricity_kw - uses[c.id].solar_now_kw for c in neighbours}
    highest = sum((today[c.id] + uses[c.id].rise_kw for c in neighbours), np.zeros(len(uses[company.id].rise_kw)))
    left = np.maximum(area.offtake_capacity_kw - to_hours(area.others_kw) - highest, 0.0)
    return np.asarray(today[company.id] + _share(neighbours, company) * left)


def _feed_in_headroom(park: Park, area: EnergyArea, company: Company, *, uses: Mapping[str, Use]) -> Array | None:
    """What one company may feed in as far as the area goes, kW in each hour, None where unknown.

    Its share, by size of connection, of what the area can take beside the others, or what it feeds in today.
    """
    if area.feed_in_capacity_kw is None or area.others_kw is None:
        return None
    neighbours = [c for c in park.companies if c.area == area.id]
    left = np.maximum(area.feed_in_capacity_kw + to_hours(area.others_kw), 0.0)
    today = np.maximum(uses[company.id].solar_now_kw - uses[company.id].electricity_kw, 0.0)
    return np.asarray(np.maximum(today, _share(neighbours, company) * left))


def _share(neighbours: Sequence[Company], company: Company) -> float:
    """Part of a company in what is divided by size of connection."""
    return connection_kw(company) / max(sum(connection_kw(c) for c in neighbours), 1.0)


def connection_kw(company: Company) -> float:
    """Size of a connection for dividing what is scarce: contracted kW, or what the fuse lets through."""
    connection = company.connection
    if connection.kind == "large":
        return connection.offtake_kw
    return connection.physical_kva * fact("grid.power_factor").value
