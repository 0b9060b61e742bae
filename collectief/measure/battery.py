"""Batteries: behind a company's own connection, or shared on the group's own site."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from collectief.facts import fact
from collectief.measure.build import PARK, Build, Price, bought, priced
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.setting import Setting
from collectief.model import Part, Size, Store
from collectief.park import Company
from collectief.text import Text

DAYS_OF_LOAD = 1.0
"""A battery of more than a day's mean use has no work left to do within a day: a bound, not a figure."""
TIE_EUR_PER_KWH = 1e-4
"""Breaks ties between equal ways to run the battery in favour of the least throughput."""


@dataclass(frozen=True)
class Battery:
    """Lithium-ion batteries in whole modules, with a fixed ratio of energy to power and a cost of placing one."""

    key: str = "battery"
    title: Text = Text(nl="Batterij", en="Battery")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """A store at the company's own bus."""
        mean_kw = float(setting.uses[company.id].electricity_kw.mean())
        if mean_kw > 0 and company.connection.kind == "large":
            yield from _store(setting, f"battery/{company.id}", company.id, (company.id, "electricity"), mean_kw)

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """A store on the site of each energy area, fed through the group contract."""
        for area in setting.park.areas:
            members = setting.area_members(area)
            mean_kw = sum(float(setting.uses[c.id].electricity_kw.mean()) for c in members)
            if mean_kw > 0:
                yield from _store(setting, f"battery/{area.id}", PARK, (area.id, "site"), mean_kw)

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """kWh per place."""
        price = _price()
        places = [*((c.id, c.id) for c in setting.park.companies), *((a.id, PARK) for a in setting.park.areas)]
        for place, owner in places:
            kwh = amounts.get(f"battery/{place}", 0.0)
            if kwh > BUILT:
                yield bought(self.key, owner, place, kwh, "kWh", price=price, interest=setting.interest)


def _price() -> Price:
    """Per kWh, and once per place for permit, safety, foundation and connection."""
    return replace(priced("battery", "kwh"), fixed_eur=fact("battery.eur_fixed").value)


def _store(setting: Setting, size: str, owner: str, bus: tuple[str, str], mean_kw: float) -> Iterator[Part]:
    """As many whole modules as hold a day's mean use, or nothing where that is less than one."""
    price, module_kwh = _price(), fact("battery.module_kwh").value
    most = mean_kw * 24 * DAYS_OF_LOAD // module_kwh
    if most < 1:
        return
    eur, once = price.yearly(setting.interest), price.yearly_fixed(setting.interest)
    yield Size(size, owner, most * module_kwh, eur_per_unit=eur, eur_fixed=once, module=module_kwh)
    yield Store(
        f"{size}:store", owner, bus, size, fact("battery.hours").value, fact("battery.round_trip").value,
        TIE_EUR_PER_KWH,
    )  # fmt: skip
