"""Using one's own residual heat: from the company's process or cooling to its own building."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from collectief.facts import fact
from collectief.measure.build import Build, bought
from collectief.measure.heating import heating_degc, pump_reaches
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.residual import lifting, recovery_price, spare_kw, warm_enough
from collectief.measure.setting import Setting
from collectief.model import Bus, Flow, Part, Size
from collectief.park import Company
from collectief.text import Text


@dataclass(frozen=True)
class HeatRecovery:
    """Residual heat at home comes before residual heat for the neighbours: it needs no pipe in the street."""

    key: str = "heat_recovery"
    title: Text = Text(nl="Eigen restwarmte", en="Own residual heat")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """As much as there is, for the building."""
        degc = heating_degc(company)
        if not (warm_enough(company, degc) or pump_reaches(company)):
            return
        spare = spare_kw(setting, company, degc)
        if spare is None or not setting.uses[company.id].space_kw.any():
            return
        size, top, least_kw = f"recovery/{company.id}", float(np.max(spare)), fact("residual_heat.least_kw").value
        if top < least_kw:
            return
        into: dict[Bus, float] = {(company.id, "heat"): 1.0, **lifting(company, degc)}
        eur = recovery_price(company, degc).yearly(setting.interest)
        yield Size(size, company.id, top, eur_per_unit=eur, least=least_kw)
        yield Flow(f"{size}:kw", company.id, into, spare / top, size)

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """Nothing: what goes to others is the heat network."""
        del setting
        yield from ()

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """kW of exchanger or heat pump per company."""
        for company in setting.park.companies:
            kw = amounts.get(f"recovery/{company.id}", 0.0)
            if kw > BUILT:
                price = recovery_price(company, heating_degc(company))
                yield bought(self.key, company.id, company.id, kw, "kW", price=price, interest=setting.interest)
