"""The boiler that a company has already, in reserve for the network that it feeds: for hours in which heat is short.

It burns its own gas on the company's connection, so gas, tax and CO2 are in the company's bill, as all of its boiler.
It gives no more than it has left beside the company's own heat; what has to be bought is the coupling.
"""

from collections.abc import Iterator

from collectief.facts import fact
from collectief.measure.build import Price, priced
from collectief.measure.digging import enters
from collectief.measure.heating import BOILERS
from collectief.measure.network_names import RESERVE, RESIDUAL
from collectief.measure.residual import pump_share
from collectief.measure.setting import Setting
from collectief.model import Bus, Flow, Limit, Part, Series, Size
from collectief.park import Company


def reserve_kw(setting: Setting, company: Company) -> tuple[str, float]:
    """The largest boiler of a company: whether it is for its building or its process, and its kW; 0 without gas."""
    use = setting.uses[company.id]
    kw = {"heat": float(use.space_kw.max()), "process": float(use.process_kw.max())}
    carrier = max(kw, key=lambda one: kw[one])
    return carrier, kw[carrier] if company.gas_m3 > 0 else 0.0


def reserve_parts(setting: Setting, company: Company, heat: Bus) -> Iterator[Part]:
    """Its coupling, beside one for residual heat, and what goes through it: never more than the boiler makes."""
    (carrier, most_kw), least_kw = reserve_kw(setting, company), fact("residual_heat.least_kw").value
    if most_kw < least_kw:
        return
    size, me = f"{RESERVE}{company.id}", company.id
    eur = reserve_price().yearly(setting.interest)
    yield Size(size, me, most_kw, eur_per_unit=eur, into={enters(me): 1.0}, least=least_kw)
    yield Flow(f"{size}:kw", me, {(me, carrier): -1.0, (me, "electricity"): -pump_share(), heat: 1.0}, 1.0, size)
    boiler = f"{BOILERS[carrier]}/{me}"
    beside: dict[str, Series] = {size: 1.0, f"{RESIDUAL}{me}": -most_kw / least_kw}
    yield Limit(f"{size}:beside", me, beside, per="design")
    yield Limit(f"{size}:boiler", me, {f"{size}:kw": 1.0, boiler: -1.0}, upper={me: 0.0})


def reserve_price() -> Price:
    """Per kW: the coupling of a source to the network."""
    return priced("residual_heat", "kw")
