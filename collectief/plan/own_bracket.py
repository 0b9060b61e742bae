"""Rates of a company at the brackets of the energy tax in which a use lies: that of a plan, not of today."""

from dataclasses import replace

from collectief.measure import Rates, Setting
from collectief.money import (
    buying_margin,
    electricity_tangent,
    gas_price_eur_per_m3,
    gas_transport_eur,
    standing_bill,
    tangent,
    tax_of,
)
from collectief.park import Company
from collectief.plan.billing import heat_to_m3
from collectief.plan.carbon import weighed_rates
from collectief.plan.rates import kwh_charge

Brackets = tuple[float, float]
"""EUR of tax on one kWh and on one m3 more."""


def brackets_at(setting: Setting, company: Company, kwh: float, m3: float) -> Brackets:
    """The tax on one kWh and on one m3 more, at a use of a year."""
    park = setting.park
    return electricity_tangent(kwh, tax_of(park, company))[1], tangent(m3, "gas", park.tax_year)[1]


def rates_at(setting: Setting, company: Company, kwh: float, m3: float) -> Rates:
    """The rates of a company with the energy tax as a line through the brackets of this use of a year."""
    rates, year, park = setting.rates[company.id], setting.year, setting.park
    fixed_eur, eur_per_kwh = electricity_tangent(kwh, tax_of(park, company))
    gas_eur, eur_per_m3 = tangent(m3, "gas", park.tax_year)
    fixed_eur += sum(standing_bill(rates.tariff).values())
    if company.gas_m3 > 0:
        fixed_eur += gas_eur + gas_transport_eur(company.gas_m3)
    grid = kwh_charge(rates.tariff, year, kwh)
    found = replace(
        rates,
        fixed_eur=fixed_eur,
        offtake_eur_per_kwh=year.price_eur_per_kwh + buying_margin() + grid + eur_per_kwh,
        tax_eur_per_kwh=eur_per_kwh,
        heat_eur_per_kwh=(gas_price_eur_per_m3() + eur_per_m3) * heat_to_m3(1.0),
    )
    return weighed_rates(found, year)
