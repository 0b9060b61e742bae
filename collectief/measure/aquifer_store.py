"""Heat and cold in an aquifer (ATES, in Dutch WKO) at each company: two wells, a heat pump, and a year in balance.

In winter the heat pump takes heat from the warm well and leaves cold in the other; from spring on heat is put back.
Groundwater may not be warmed: over the years no more heat goes in than comes out (sikb.nl, algemene regels gebruiksfase
open systemen: over five years; infomil.nl says the same of closed ones, and that a surplus of cold is allowed). Here
every year keeps it. And no more is taken than was put in, as the heat pump has the COP of a warm well: who takes heat
only has `ground_heat_pump`.

What puts heat in: a dry cooler in warm air, at its own cost, and the condensers of who keeps goods cold. The cold well
is not cold enough for these goods; it cools the condensers, which then work against water of 25 degrees instead of warm
air and take less power. Cooling of buildings is no load of its own in the profiles, so cold is worth nothing there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from collectief.facts import fact
from collectief.measure.build import Build, Price, bought, priced
from collectief.measure.cooling import Condensers, condensers
from collectief.measure.heating import heating_degc, pump_reaches
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.setting import Array, Setting
from collectief.model import Bus, Flow, Limit, Part, Series, Size
from collectief.park import Company
from collectief.profile.cop import water_cop
from collectief.text import Text

STORE, COOLER = "aquifer_store", "dry_cooler"


@dataclass(frozen=True)
class AquiferStore:
    """Heat for the building, beside its boiler and other heat pumps; what the wells hold is even over the year."""

    key: str = STORE
    title: Text = Text(nl="Warmte-koudeopslag", en="Heat and cold storage in an aquifer")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """Wells and heat pump, what puts heat back, and the balance; only where half the peak asks for them."""
        use, least_kw = setting.uses[company.id], fact("aquifer_store.least_kw").value
        most_kw = float(use.space_kw.max())
        if most_kw * fact("ground_heat_pump.base_share").value < least_kw or not pump_reaches(company):
            return
        ground, price, (size, me) = from_ground(company), _price(), (f"{STORE}/{company.id}", company.id)
        once = price.yearly_fixed(setting.interest) + fact("aquifer_store.upkeep_eur_fixed").value
        eur = price.yearly(setting.interest)
        yield Size(size, me, most_kw, eur_per_unit=eur, eur_fixed=once, least=least_kw)
        into: dict[Bus, float] = {(me, "heat"): 1.0, (me, "electricity"): -power_per_heat(company)}
        yield Flow(f"{size}:kw", me, into, np.sign(use.space_kw), size)
        yield from _cooler(setting, me, most_kw=ground * most_kw)
        yield Limit(f"{size}:cooler", me, {f"{COOLER}/{me}": 1.0, size: -ground}, per="design")
        yield from _condensers(condensers(setting, company), me, size, ground)
        yield from _balance(me, size, ground)

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """Nothing: wells for many belong to the heat network."""
        del setting
        yield from ()

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """Thermal kW of the heat pump per company, and kW of its dry cooler."""
        for company in setting.park.companies:
            me, interest = company.id, setting.interest
            kw, cooler_kw = amounts.get(f"{STORE}/{me}", 0.0), amounts.get(f"{COOLER}/{me}", 0.0)
            if kw > BUILT:
                each = _price().upkeep_eur + fact("aquifer_store.upkeep_eur_fixed").value / kw
                price = replace(_price(), upkeep_eur=each)
                yield bought(self.key, me, me, kw, "kW", price=price, interest=interest)
            if cooler_kw > BUILT:
                one = bought(self.key, me, me, cooler_kw, "kW uit lucht", price=priced(COOLER, "kw"), interest=interest)
                yield replace(one, part=COOLER)


def store_cop(degc: float) -> float:
    """COP of the heat pump, between the warm well and heating of this temperature.

    >>> round(store_cop(55.0), 2), round(store_cop(70.0), 2)
    (3.91, 3.01)
    """
    warm_degc = np.array([fact("aquifer_store.source_degc").value])
    return float(water_cop(warm_degc, degc)[0])


def from_ground(one: Company) -> float:
    """Part of the heat of a company that comes from the warm well; the rest was electricity."""
    return 1.0 - 1.0 / store_cop(heating_degc(one))


def power_per_heat(one: Company) -> float:
    """kWh of electricity per kWh of heat of a company: the heat pump, and the pump in the well."""
    return 1.0 - from_ground(one) * (1.0 - fact("aquifer_store.pump_kwh_per_kwh").value)


def power_per_air_heat() -> float:
    """kWh of electricity per kWh that the dry cooler puts in the ground: fans, and the pump in the well."""
    return fact("dry_cooler.fan_kwh_per_kwh").value + fact("aquifer_store.pump_kwh_per_kwh").value


def _price() -> Price:
    """Per kW of heat, and once for the wells, the permit and what is measured."""
    return replace(priced(STORE, "kw"), fixed_eur=fact("aquifer_store.eur_fixed").value)


def _cooler(setting: Setting, me: str, *, most_kw: float) -> Iterator[Part]:
    """Heat of warm air into the ground: no more than the wells can take."""
    size, warm = f"{COOLER}/{me}", setting.air_degc >= fact("dry_cooler.least_air_degc").value
    yield Size(size, me, most_kw, eur_per_unit=priced(COOLER, "kw").yearly(setting.interest))
    into: dict[Bus, float] = {(me, "electricity"): -power_per_air_heat()}
    yield Flow(f"{size}:kw", me, into, warm.astype(np.float64), size)


def _condensers(plant: Condensers | None, me: str, size: str, ground: float) -> Iterator[Part]:
    """Heat of condensers into the ground: no more than there is, than the wells take, and than cooling uses."""
    if plant is None:
        return
    cold = f"{size}:cold"
    spared: Array = plant.saved_kw_per_kw - fact("aquifer_store.pump_kwh_per_kwh").value
    yield Flow(cold, me, {(me, "electricity"): spared}, plant.heat_kw, size, per_built=True)
    yield Limit(f"{size}:wells", me, {cold: 1.0, f"{COOLER}/{me}:kw": 1.0, size: -ground})
    shifted: dict[str, Series] = {f"cold_shift/{me}:less": 1.0, f"cold_shift/{me}:more": -1.0}
    yield Limit(f"{size}:plant", me, {cold: plant.saved_kw_per_kw, **shifted}, {me: plant.cooling_kw})


def _balance(me: str, size: str, ground: float) -> Iterator[Limit]:
    """Over the year no more heat into the ground than out of it (the rule), and no more out than in (the warm well)."""
    stored: dict[str, Series] = {f"{size}:cold": 1.0, f"{COOLER}/{me}:kw": 1.0, f"{size}:kw": -ground}
    yield Limit(f"{size}:warmer", me, stored, {me: 0.0}, per="year")
    yield Limit(f"{size}:colder", me, {name: -np.asarray(c) for name, c in stored.items()}, {me: 0.0}, per="year")
