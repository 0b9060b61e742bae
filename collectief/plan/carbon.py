"""What a tonne of CO2 weighs while a plan chooses: an internal price, that is in no bill.

It lies on what has CO2 in `climate`: offtake by the factor of each hour, gas, public charging at the mean factor, and
heat of the map (`measure/outside_heat`).
What the law asks for is weighed without it: the duty looks at real euros.
"""

from collections.abc import Mapping
from dataclasses import replace

from collectief.facts import fact, weight_eur_per_kg
from collectief.measure import Rates, Setting
from collectief.plan.billing import heat_to_m3
from collectief.profile.year import Year


def weighed(setting: Setting) -> Setting:
    """The setting in which offtake and gas cost what their CO2 weighs as well; itself where that weighs nothing."""
    if weight_eur_per_kg() == 0:
        return setting
    rates: Mapping[str, Rates] = {c: weighed_rates(one, setting.year) for c, one in setting.rates.items()}
    return replace(setting, rates=rates)


def weighed_rates(rates: Rates, year: Year) -> Rates:
    """The same rates with what the CO2 of offtake and gas weighs; themselves where that weighs nothing."""
    eur_per_kg = weight_eur_per_kg()
    if eur_per_kg == 0:
        return rates
    kg_per_kwh_heat = heat_to_m3(1.0) * fact("co2.gas_kg_per_m3").value
    return replace(
        rates,
        offtake_eur_per_kwh=rates.offtake_eur_per_kwh + year.co2_kg_per_kwh * eur_per_kg,
        heat_eur_per_kwh=rates.heat_eur_per_kwh + kg_per_kwh_heat * eur_per_kg,
    )


def charging_eur_per_kwh(setting: Setting) -> float:
    """What a kWh of public charging costs, with what its CO2 weighs."""
    weight = float(setting.year.co2_kg_per_kwh.mean()) * weight_eur_per_kg()
    return fact("charging.public_eur_per_kwh").value + weight
