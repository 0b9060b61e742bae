"""Euros of a year: annuity, grid tariffs, group contract, energy tax, supply of electricity and gas."""

from collectief.money.annuity import annuity
from collectief.money.bill import Bill, Line
from collectief.money.charges import (
    marginal_kwh,
    marginal_peaks,
    monthly_peaks,
    peak_eur,
    period_flags,
    transport_kwh_eur,
)
from collectief.money.gas import gas_bill, gas_price_eur_per_m3, gas_transport_eur
from collectief.money.group import (
    GroupMember,
    dearness,
    group_bill,
    group_levels,
    group_tariff,
    member_bill,
    running_bill,
    surcharge_eur,
    surcharge_eur_per_kw,
)
from collectief.money.invoice import buying_margin, commodity, selling_margin
from collectief.money.limitation import limitation_eur
from collectief.money.quarters import Quarters
from collectief.money.rights import contract_share, extra_kw, rights_eur
from collectief.money.tariff import grid_bill, standing_bill, tariff_low_hours
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
from collectief.money.tax_terms import TaxTerms, electricity_tangent, electricity_tax, line_tax, tax_of
from collectief.money.yearly import supply_lines, yearly_bill

__all__ = [
    "Bill",
    "Bracket",
    "Carrier",
    "GroupMember",
    "Line",
    "Quarters",
    "TaxTerms",
    "annuity",
    "bracket_of",
    "brackets",
    "buying_margin",
    "commodity",
    "contract_share",
    "dearness",
    "electricity_tangent",
    "electricity_tax",
    "energy_tax_eur",
    "extra_kw",
    "gas_bill",
    "gas_price_eur_per_m3",
    "gas_transport_eur",
    "grid_bill",
    "group_bill",
    "group_levels",
    "group_tariff",
    "limitation_eur",
    "line_tax",
    "marginal_kwh",
    "marginal_peaks",
    "marginal_rate",
    "member_bill",
    "monthly_peaks",
    "peak_eur",
    "period_flags",
    "rights_eur",
    "running_bill",
    "selling_margin",
    "standing_bill",
    "supply_lines",
    "surcharge_eur",
    "surcharge_eur_per_kw",
    "tangent",
    "tariff_low_hours",
    "tax_of",
    "tax_reduction_eur",
    "transport_kwh_eur",
    "yearly_bill",
]
