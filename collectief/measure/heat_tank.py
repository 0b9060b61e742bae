"""A tank of hot water on the heat of a building: a heat pump makes at the cheap hour what is asked at the dear one.

A store of the model loses on the way in and not while it stands, so the standing loss is counted there: heat waits
``heat_tank.hours_held`` on average and loses ``heat_tank.loss_per_hour`` of itself in each. What waits for days loses
more than that; a day's spread of prices is what a tank lives on, so few kWh do.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from collectief.facts import fact
from collectief.measure.build import Build, priced
from collectief.measure.measure import Amounts
from collectief.measure.owned import owned
from collectief.measure.setting import Array, Setting
from collectief.model import Part, Size, Store
from collectief.park import Company
from collectief.text import Text

HOURS_A_DAY = 24
TIE_EUR_PER_KWH = 1e-4
"""Breaks ties between equal ways to use the tank in favour of the least throughput."""


@dataclass(frozen=True)
class HeatTank:
    """At most the heat of the coldest day; what is filled by a boiler gains nothing, as gas has one price."""

    key: str = "heat_tank"
    title: Text = Text(nl="Warmtebuffers", en="Heat tanks")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """A store at the heat of the building; only where its peak would fill the smallest in time."""
        space_kw, hours = setting.uses[company.id].space_kw, fact("heat_tank.hours_to_fill").value
        most_kwh, least_kwh = coldest_day_kwh(space_kw), fact("heat_tank.least_kwh").value
        if float(space_kw.max()) * hours < least_kwh:
            return
        size, me = f"heat_tank/{company.id}", company.id
        eur = priced("heat_tank", "kwh").yearly(setting.interest)
        yield Size(size, me, most_kwh, eur_per_unit=eur, least=least_kwh)
        yield Store(f"{size}:store", me, (me, "heat"), size, hours, kept(), TIE_EUR_PER_KWH)

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """Nothing: a tank stands beside the machine that fills it."""
        del setting
        yield from ()

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """kWh of heat per company."""
        yield from owned(self.key, setting, amounts, unit="kWh", price=priced("heat_tank", "kwh"))


def coldest_day_kwh(space_kw: Array) -> float:
    """The heat of the day that asks most: a larger tank has no work left to do within a day."""
    return float(space_kw.reshape(-1, HOURS_A_DAY).sum(axis=1).max())


def kept() -> float:
    """What is left of a kWh after the hours that it waits."""
    return float((1.0 - fact("heat_tank.loss_per_hour").value) ** fact("heat_tank.hours_held").value)


def tank_m3(kwh: float) -> float:
    """Water that holds so much heat between the warm and the cold end of the tank.

    >>> round(tank_m3(342.0), 1)
    10.0
    """
    return kwh / (fact("water.heat_kwh_per_m3_k").value * fact("heat_tank.spread_k").value)
