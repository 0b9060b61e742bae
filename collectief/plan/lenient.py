"""A model of one company that is never dearer than its bill: what a bound on the whole year is made of.

The model of a design is a little dearer than the bill in places: it takes the energy tax at the bracket of today's
use and gas transport at the class of today, and the spread within the hour as it is before saving. Here each is taken
at its lowest. As tax rates fall with use, the tax is the lowest of the lines through its brackets: that makes one
setting for each line that can count, and the cheapest plan in any of them costs no more than the bill.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from collectief.facts import fact
from collectief.measure import Rates, Setting, Use
from collectief.measure.carport import room_kwp
from collectief.measure.cooling import condensers
from collectief.measure.efficiency import ELECTRIC, electric_share, saving_share
from collectief.measure.process_heat import machines
from collectief.measure.reserve import reserve_kw
from collectief.measure.residual import network_spare_kw
from collectief.measure.setting import Array
from collectief.measure.solar import stated_roofs_kw
from collectief.model import Part, Store
from collectief.money import (
    buying_margin,
    gas_price_eur_per_m3,
    gas_transport_eur,
    standing_bill,
    tangent,
    tax_of,
    tax_reduction_eur,
)
from collectief.money.gas import transport_bounds_m3
from collectief.money.tax import Carrier, brackets
from collectief.park import Company
from collectief.plan.as_is import served_kw
from collectief.plan.billing import heat_to_m3
from collectief.plan.carbon import weighed_rates
from collectief.plan.rates import kwh_charge

Line = tuple[float, float]
"""A cost as a straight line in use: EUR a year, and EUR per kWh or m3."""


def lenient(setting: Setting, company: Company) -> Iterator[Setting]:
    """The settings in which to bound a company, one for each pair of lines of its taxes; that of most use first."""
    use = _calmest(setting, company)
    less_kw = setting.uses[company.id].rise_kw - use.rise_kw
    for power in reversed(list(_power_lines(setting, company))):
        for gas in reversed(list(_gas_lines(setting, company))):
            rates = _with_lines(setting, company, power=power, gas=gas)
            rates = replace(rates, offtake_limit_kw=rates.offtake_limit_kw + less_kw)
            yield replace(setting, uses={**setting.uses, company.id: use}, rates={**setting.rates, company.id: rates})


def unworn(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The same parts with stores that do not wear: wear steers a design, and is on no bill."""
    return tuple(replace(p, eur_per_kwh=0.0) if isinstance(p, Store) else p for p in parts)


def _calmest(setting: Setting, company: Company) -> Use:
    """The use of a company when all that could save electricity is done: its quarters lie closest to the hour."""
    use = setting.uses[company.id]
    kept = max(0.0, 1.0 - _left_to_save(setting, company) / (1.0 - electric_share(setting, company, {})))
    names = ("rise_kw", "fall_kw", "area_rise_kw", "area_fall_kw")
    return replace(use, **{name: np.minimum(getattr(use, name), kept * getattr(use, name)) for name in names})


def _left_to_save(setting: Setting, company: Company) -> float:
    """Part of the electricity that a company may save beyond what the law asks."""
    return sum(saving_share(setting, company, p) for p in ELECTRIC if (company.id, p) not in setting.duty)


def _spared_kw(setting: Setting, company: Company) -> Array:
    """The most that wells may take off the power for cooling (`aquifer_store`), kW, shape (8760,)."""
    plant = condensers(setting, company)
    if plant is None:
        return np.zeros_like(setting.air_degc)
    return np.minimum(plant.heat_kw * plant.saved_kw_per_kw, plant.cooling_kw)


def _power_lines(setting: Setting, company: Company) -> Iterator[Line]:
    """Tax on electricity by each line that can be the lowest for what this company may take, EUR and EUR per kWh."""
    use, terms = setting.uses[company.id], tax_of(setting.park, company)
    electricity, _ = served_kw(setting, company)
    carries = max(company.connection.physical_kva * fact("grid.power_factor").value, float(use.electricity_kw.max()))
    usual_kwp = use.roof_kwp + room_kwp(company)
    sun_kw = use.solar_now_kw + usual_kwp * setting.sun_kw_per_kwp + stated_roofs_kw(setting, use)
    saved_kw = _left_to_save(setting, company) * use.electricity_kw + _spared_kw(setting, company)
    least = max(0.0, float((electricity - saved_kw - sun_kw).sum()))
    most = max(carries, float(setting.rates[company.id].offtake_limit_kw.max())) * len(electricity)
    reduction = tax_reduction_eur(residence=terms.residence, year=terms.year)
    for kwh in _inside("electricity", terms.year, least * terms.taxed_share, most * terms.taxed_share):
        constant, rate = tangent(kwh, "electricity", terms.year)
        yield reduction + constant, rate * terms.taxed_share


def _gas_lines(setting: Setting, company: Company) -> Iterator[Line]:
    """Gas by each tax line that can be the lowest: EUR a year with transport, and EUR per m3.

    No measure adds gas, but that the boiler of who feeds a heat network may burn for others.
    """
    use = setting.uses[company.id]
    least = 0.0 if machines(use.process_degc) else heat_to_m3(float(use.process_kw.sum()))
    most = company.gas_m3
    if setting.park.streets and network_spare_kw(setting, company) is not None:
        most += heat_to_m3(reserve_kw(setting, company)[1] * len(use.space_kw))
    constant, eur = _transport_line(least, most)
    for m3 in _inside("gas", setting.park.tax_year, least, most):
        tax, rate = tangent(m3, "gas", setting.park.tax_year)
        yield constant + tax, gas_price_eur_per_m3() + eur + rate


def _inside(carrier: Carrier, year: int, least: float, most: float) -> Sequence[float]:
    """A use well inside each bracket that a use between these can lie in."""
    return [
        b.lower + min(1.0, b.upper - b.lower) / 2
        for b in brackets(carrier, year)
        if b.upper >= least and b.lower <= most
    ]


def _transport_line(least_m3: float, most_m3: float) -> Line:
    """A line that no class of gas transport lies below for a use between these, and that meets the first."""
    first = gas_transport_eur(least_m3)
    ends = [b for b in (*transport_bounds_m3(), most_m3) if least_m3 < b <= most_m3]
    slope = min(((gas_transport_eur(b) - first) / (b - least_m3) for b in ends), default=0.0)
    return first - slope * least_m3, slope


def _with_lines(setting: Setting, company: Company, *, power: Line, gas: Line) -> Rates:
    """The rates of a company with other lines of tax and transport."""
    rates, year = setting.rates[company.id], setting.year
    fixed = power[0] + sum(standing_bill(rates.tariff).values())
    if company.gas_m3 > 0:
        fixed += gas[0]
    found = replace(
        rates,
        fixed_eur=fixed,
        offtake_eur_per_kwh=year.price_eur_per_kwh + buying_margin() + kwh_charge(rates.tariff, year) + power[1],
        tax_eur_per_kwh=power[1],
        heat_eur_per_kwh=gas[1] * heat_to_m3(1.0),
    )
    return weighed_rates(found, year)
