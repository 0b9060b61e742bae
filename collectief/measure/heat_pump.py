"""A heat pump on outside air at each company, beside its boiler."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from collectief.facts import fact
from collectief.measure.build import Build, priced
from collectief.measure.heating import heating_degc, pump_reaches
from collectief.measure.measure import Amounts
from collectief.measure.owned import owned
from collectief.measure.setting import Setting
from collectief.model import Bus, Flow, Part, Series, Size
from collectief.park import Company
from collectief.profile.cop import air_cop
from collectief.text import Text


@dataclass(frozen=True)
class HeatPump:
    """Heat for the building, not for processes; the boiler stays for the coldest hours and the full grid."""

    key: str = "heat_pump"
    title: Text = Text(nl="Warmtepompen", en="Heat pumps")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """From electricity to heat as hot as the company asks; the COP follows the outside air."""
        use = setting.uses[company.id]
        if not use.space_kw.any() or not pump_reaches(company):
            return
        least_kw, eur = fact("heat_pump.least_kw").value, priced("heat_pump", "kw").yearly(setting.interest)
        size, most_kw = f"heat_pump/{company.id}", max(least_kw, float(use.space_kw.max()))
        yield Size(size, company.id, most_kw, eur_per_unit=eur, least=least_kw)
        cop = air_cop(setting.air_degc, heating_degc(company))
        into: dict[Bus, Series] = {(company.id, "heat"): 1.0, (company.id, "electricity"): -1.0 / cop}
        yield Flow(f"{size}:kw", company.id, into, np.sign(use.space_kw), size)

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """Nothing: the central heat pump belongs to the heat network."""
        del setting
        yield from ()

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """Thermal kW per company."""
        yield from owned(self.key, setting, amounts, unit="kW", price=priced("heat_pump", "kw"))
