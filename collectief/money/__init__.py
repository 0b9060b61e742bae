"""Euros of a year: annuity, grid tariffs, group contract, energy tax, supply of electricity and gas."""

from collectief.money.annuity import annuity
from collectief.money.bill import Bill, Line
from collectief.money.gas import gas_bill, gas_price_eur_per_m3, gas_transport_eur
from collectief.money.group import (
    GroupMember,
    group_bill,
    group_tariff,
    member_bill,
    running_bill,
    surcharge_eur,
    surcharge_eur_per_kw,
)
from collectief.money.invoice import buying_margin, commodity, selling_margin
from collectief.money.tariff import grid_bill, monthly_peaks, standing_bill, tariff_low_hours, transport_kwh_eur
from collectief.money.tax import (
    Bracket,
    Carrier,
    bracket_of,
    brackets,
    energy_tax_eur,
    marginal_rate,
    tangent,
    tax_reduction_eur,
)

__all__ = [
    "Bill",
    "Bracket",
    "Carrier",
    "GroupMember",
    "Line",
    "annuity",
    "bracket_of",
    "brackets",
    "buying_margin",
    "commodity",
    "energy_tax_eur",
    "gas_bill",
    "gas_price_eur_per_m3",
    "gas_transport_eur",
    "grid_bill",
    "group_bill",
    "group_tariff",
    "marginal_rate",
    "member_bill",
    "monthly_peaks",
    "running_bill",
    "selling_margin",
    "standing_bill",
    "surcharge_eur",
    "surcharge_eur_per_kw",
    "tangent",
    "tariff_low_hours",
    "tax_reduction_eur",
    "transport_kwh_eur",
]
