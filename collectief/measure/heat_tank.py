"""A tank of hot water on the heat of a building: a heat pump makes at the cheap hour what is asked at the dear one."""

from collections.abc import Iterator
from dataclasses import dataclass

from collectief.facts import fact
from collectief.measure.build import Build, priced
from collectief.measure.hot_water import TIE_EUR_PER_KWH, coldest_day_kwh, kept
from collectief.measure.measure import Amounts
from collectief.measure.owned import owned
from collectief.measure.setting import Setting
from collectief.model import Part, Size, Store
from collectief.park import Company
from collectief.text import Text


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
