"""Tariffs at their lowest: straight lines below what tiers, looking back and periods can make of a bill."""

from dataclasses import replace

from collectief.facts import Tariff
from collectief.measure import Rates, Setting
from collectief.measure.membership import candidates, eligible, levels
from collectief.money import period_flags
from collectief.money.charges import marginal_peaks
from collectief.park import EnergyArea


def floored(setting: Setting) -> Setting | None:
    """The same setting in which no kW and no kWh costs more than in the cheapest tier, and no peak counts twice.

    None where there is no line below a bill: where who sets the price of a group would change, or a group has a
    contract in tiers (its surcharges are differences of contracts).
    """
    if all(_straight(rates.tariff) for rates in setting.rates.values()):
        return setting
    lower = replace(setting, rates={me: _floored(setting, rates) for me, rates in setting.rates.items()})
    if any(_groups(setting, area) != _groups(lower, area) for area in setting.park.areas):
        return None
    sharing = (setting.rates[c.id].tariff for area in setting.park.areas for c in eligible(setting, area))
    return None if any(tariff.contract_tiers for tariff in sharing) else lower


def _straight(tariff: Tariff) -> bool:
    return not tariff.kwh_tiers and not tariff.contract_tiers and tariff.plain_peaks


def _floored(setting: Setting, rates: Rates) -> Rates:
    tariff = lowest(rates.tariff)
    if tariff is rates.tariff:
        return rates
    flags = period_flags(tariff, setting.year.local)
    return replace(rates, tariff=tariff, peaks=marginal_peaks(tariff, flags, peak_kw=0.0))


def lowest(tariff: Tariff) -> Tariff:
    """A tariff without tiers and without looking back, nowhere dearer; periods keep their prices.

    >>> from dataclasses import replace
    >>> from collectief.facts import tariff
    >>> back = replace(tariff("stedin_2026.MS"), lookback_months=3)
    >>> lowest(back) == tariff("stedin_2026.MS")
    True
    """
    if _straight(tariff):
        return tariff
    kwh = [tariff.kwh_normal, *(t.eur for t in tariff.kwh_tiers)]
    return replace(
        tariff,
        contract_eur_kw_year=min([tariff.contract_eur_kw_year, *(t.eur for t in tariff.contract_tiers)]),
        contract_tiers=(),
        peak_eur_kw_month=min([tariff.peak_eur_kw_month, *(t.eur for t in tariff.peak_tiers)]),
        peak_tiers=(),
        kwh_normal=min(kwh),
        kwh_low=min(kwh) if tariff.kwh_tiers else tariff.kwh_low,
        kwh_tiers=(),
        lookback_months=1,
    )


def _groups(setting: Setting, area: EnergyArea) -> list[tuple[str, list[str]]]:
    """Who could be in which group of an area."""
    return [(level, [c.id for c in candidates(setting, area, level)]) for level in levels(setting, area)]
