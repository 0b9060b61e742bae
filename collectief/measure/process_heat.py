"""Heat for processes from electricity beside gas: heat pumps up to steam, electric boilers and electric ovens."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from collectief.facts import fact
from collectief.measure.build import Build, bought, priced
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.setting import Setting
from collectief.model import Flow, Part, Size
from collectief.park import Company
from collectief.text import Text

HEAT_PUMPS = ("industrial_heat_pump", "steam_heat_pump")
RESISTANCE = ("e_boiler", "electric_oven")
"""Machines by the heat that they reach, coolest first: of each kind the first that is hot enough is on offer."""
MACHINES = (*HEAT_PUMPS, *RESISTANCE)


@dataclass(frozen=True)
class ProcessHeat:
    """Each machine up to its temperature; the gas of today stays beside it and serves whenever it is cheaper."""

    key: str = "process_heat"
    title: Text = Text(nl="Elektrische proceswarmte", en="Electric process heat")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """From electricity to heat for the process."""
        use, me = setting.uses[company.id], company.id
        for machine in machines(use.process_degc) if use.process_kw.any() else ():
            least_kw, top_kw = fact(f"{machine}.least_kw").value, float(use.process_kw.max())
            if top_kw < least_kw:
                continue
            size, eur = f"{machine}/{me}", priced(machine, "kw").yearly(setting.interest)
            yield Size(size, me, top_kw, eur_per_unit=eur, least=least_kw)
            into = {(me, "process"): 1.0, (me, "electricity"): -1.0 / fact(f"{machine}.efficiency").value}
            yield Flow(f"{size}:kw", me, into, np.sign(use.process_kw), size)

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """Nothing: processes are each one's own."""
        del setting
        yield from ()

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """kW of heat per company and machine."""
        for company in setting.park.companies:
            for machine in MACHINES:
                kw = amounts.get(f"{machine}/{company.id}", 0.0)
                if kw > BUILT:
                    price = priced(machine, "kw")
                    yield bought(self.key, company.id, company.id, kw, "kW", price=price, interest=setting.interest)


def machines(process_degc: float | None) -> tuple[str, ...]:
    """What can heat a process of this temperature: the coolest heat pump and the coolest resistance that reach it.

    >>> machines(90.0), machines(140.0), machines(280.0), machines(None)
    (('industrial_heat_pump', 'e_boiler'), ('steam_heat_pump', 'e_boiler'), ('electric_oven',), ())
    """
    if process_degc is None:
        return ()
    kinds = ([m for m in kind if process_degc <= fact(f"{m}.limit_degc").value] for kind in (HEAT_PUMPS, RESISTANCE))
    return tuple(fit[0] for fit in kinds if fit)
