"""A heat pump on the ground at each company: dearer than one on air, and steady in the cold.

Its source keeps one temperature, so its COP does not follow the air. The price holds the source; that it is warmed
again in summer is not modelled and asked of the installer. Wells that are kept in balance are `aquifer_store`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from collectief.facts import fact
from collectief.measure.build import Build, priced
from collectief.measure.heating import heating_degc, pump_reaches
from collectief.measure.measure import Amounts
from collectief.measure.owned import owned
from collectief.measure.setting import Setting
from collectief.model import Bus, Flow, Part, Size
from collectief.park import Company
from collectief.profile.cop import water_cop
from collectief.text import Text


@dataclass(frozen=True)
class GroundHeatPump:
    """Heat for the building, beside its boiler and, where that pays, beside a pump on air."""

    key: str = "ground_heat_pump"
    title: Text = Text(nl="Bodemwarmtepompen", en="Ground heat pumps")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """From electricity to heat; only where half the building's peak, its base load, asks for the smallest."""
        use, least_kw = setting.uses[company.id], fact("ground_heat_pump.least_kw").value
        most_kw = float(use.space_kw.max())
        if most_kw * fact("ground_heat_pump.base_share").value < least_kw or not pump_reaches(company):
            return
        size, me = f"ground_heat_pump/{company.id}", company.id
        eur = priced("ground_heat_pump", "kw").yearly(setting.interest)
        yield Size(size, me, most_kw, eur_per_unit=eur, least=least_kw)
        into: dict[Bus, float] = {(me, "heat"): 1.0, (me, "electricity"): -1.0 / ground_cop(heating_degc(company))}
        yield Flow(f"{size}:kw", me, into, np.sign(use.space_kw), size)

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """Nothing: a source for many belongs to the heat network."""
        del setting
        yield from ()

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """Thermal kW per company."""
        yield from owned(self.key, setting, amounts, unit="kW", price=priced("ground_heat_pump", "kw"))


def ground_cop(degc: float) -> float:
    """COP all year, between the source and heating of this temperature.

    >>> round(ground_cop(55.0), 2), round(ground_cop(70.0), 2)
    (3.49, 2.77)
    """
    source_degc = np.array([fact("ground_heat_pump.source_degc").value])
    return float(water_cop(source_degc, degc)[0])
