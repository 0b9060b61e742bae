"""A capacity limitation contract: paid for lowering offtake in the hours that the grid operator calls.

A company says yes or no. With yes its highest quarter in each called hour stays at or below the kW it lowers to, under
whatever contract it takes power; the operator pays per MW between contract and that kW, for each called hour. Which
hours will be called nobody knows: as an estimate they are the fullest of the year in the stated window.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from collectief.measure.build import Build
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.membership import member_flows
from collectief.measure.rights import right_offtakes
from collectief.measure.setting import Array, Setting
from collectief.model import Limit, Part, Series, Size
from collectief.money import limitation_eur
from collectief.park import Company, EnergyArea
from collectief.profile.year import to_hours
from collectief.text import Text

LIMITATION = "capacity_limitation"
QUEUE = ("amber", "red")
WATTS = 3
"""Decimals of a kW."""


def called(setting: Setting, area: EnergyArea) -> Array:
    """1 in each hour that is called and 0 in all others, shape (8760,): the fullest hours in the window.

    Full is what everybody on the station takes where the load of others is known, else what the park takes.
    """
    offered = setting.park.rules.limitation
    if offered is None:
        return np.zeros(len(setting.air_degc))
    load = sum(
        (setting.uses[c.id].electricity_kw - setting.uses[c.id].solar_now_kw for c in setting.area_members(area)),
        np.zeros(len(setting.air_degc)),
    )
    load = load if area.others_kw is None else load + to_hours(area.others_kw)
    inside = np.flatnonzero(offered.window.holds(setting.year.local))
    rounded = np.round(load[inside], WATTS)  # so that the order of adding up does not change which hours are called
    fullest = inside[np.argsort(-rounded, kind="stable")[: offered.hours]]
    flags = np.zeros(len(load))
    flags[fullest] = 1.0
    return flags


def lowers_to_kw(setting: Setting, company: Company) -> float | None:
    """kW that a company lowers to when called, or None where nothing is on offer to it."""
    offered, connection = setting.park.rules.limitation, company.connection
    if offered is None or connection.kind != "large" or setting.park.area(company.area).offtake not in QUEUE:
        return None
    kw = offered.share * connection.offtake_kw if connection.lowers_to_kw is None else connection.lowers_to_kw
    return kw if kw < connection.offtake_kw else None


def fee_eur(setting: Setting, company: Company) -> float:
    """What the operator pays a company for the hours of this year that are called, EUR."""
    offered, low_kw = setting.park.rules.limitation, lowers_to_kw(setting, company)
    if offered is None or low_kw is None:
        return 0.0
    hours = float(called(setting, setting.park.area(company.area)).sum())
    return limitation_eur(company.connection.offtake_kw, low_kw, hours=hours, eur_per_mw_h=offered.eur_per_mw_h)


@dataclass(frozen=True)
class CapacityLimitation:
    """A yes/no per large user in an area with a queue, where the park says that it is on offer."""

    key: str = LIMITATION
    title: Text = Text(nl="Capaciteitsbeperkingscontract", en="Capacity limitation contract")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """The yes/no with its fee, and the cap on offtake in the hours that are called."""
        low_kw, me = lowers_to_kw(setting, company), company.id
        if low_kw is None:
            return
        use, area = setting.uses[me], setting.park.area(company.area)
        size, hours = f"limitation/{me}", called(setting, area)
        most_kw = _most_kw(setting, company)
        yield Size(size, me, 1.0, eur_per_unit=-fee_eur(setting, company), module=1.0)
        terms: dict[str, Series] = {f"grid/{me}:offtake": hours, size: hours * (most_kw + use.rise_kw - low_kw)}
        others = (*member_flows(setting, company, "offtake"), *right_offtakes(setting, company))
        terms |= dict.fromkeys(others, hours)
        yield Limit(f"{size}:called", me, terms, {me: most_kw})

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """Nothing: each company agrees this for itself, also as a member of a group."""
        del setting
        yield from ()

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """The kW that each company lowers, with the fee as a negative cost."""
        for company in setting.park.companies:
            low_kw = lowers_to_kw(setting, company)
            if low_kw is not None and amounts.get(f"limitation/{company.id}", 0.0) > BUILT:
                kw = company.connection.offtake_kw - low_kw
                yield Build(self.key, company.id, company.id, kw, "kW", 0.0, -fee_eur(setting, company))


def _most_kw(setting: Setting, company: Company) -> float:
    """More than a company can take in any hour under any contract, so that without a yes the cap says nothing."""
    use, rates = setting.uses[company.id], setting.rates[company.id]
    connection = company.connection
    own = float(rates.offtake_limit_kw.max())
    return max(own, connection.physical_kva, float(use.electricity_kw.max()))
