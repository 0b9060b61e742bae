"""Charging: chargers at the own site, and a hub on the group's site that vehicles of all members use.

Without either, driving is served by public charging at its price, which is in the plan's starting point.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collectief.facts import fact
from collectief.measure.build import PARK, Build, Price, bought, priced
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.setting import Setting, Use
from collectief.model import Flow, Limit, Part, Size, Store
from collectief.park import Company
from collectief.text import Text

FASTEST_H = 1.0
"""No vehicle takes its daily energy faster than within the hour of one step."""
TIE_EUR_PER_KWH = 1e-5
"""Breaks ties between a charger of one's own and the hub in favour of one's own: they are in other bills.

What goes through the own charger costs so much less, and the hub no more: it is in no bill, and a bound on bills may be
lower but never higher. It stands with the charger and not with the batteries of vehicles: what these take is what is
driven, and a store without a cost is half as large in the model.
"""


@dataclass(frozen=True)
class ChargingHub:
    """Vans and lorries charge while they are parked; the stock in their batteries carries the time between."""

    key: str = "charging_hub"
    title: Text = Text(nl="Laders", en="Chargers")

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """Vehicles as a store, and chargers behind the own connection."""
        use, me = setting.uses[company.id], company.id
        if not use.fleets:
            return
        chargers, most_kw = f"chargers/{me}", _most_kw(use, company)
        flows = [f"{chargers}/{fleet.kind}:kw" for fleet in use.fleets] if most_kw > 0 else []
        if flows:
            eur, least_kw = _price().yearly(setting.interest), fact("charging.least_kw").value
            yield Size(chargers, me, most_kw, eur_per_unit=eur, least=least_kw)
        for fleet in use.fleets:
            bus, batteries = (me, fleet.kind), f"batteries/{me}/{fleet.kind}"
            yield Size(batteries, me, fleet.most_kwh, lower=fleet.most_kwh)
            yield Store(f"{batteries}:store", me, bus, batteries, FASTEST_H, 1.0)
            if flows:
                into = {(me, "electricity"): -1.0, bus: fact("charging.efficiency").value}
                parked_kw = fleet.plugged * fleet.most_kwh / FASTEST_H
                yield Flow(f"{chargers}/{fleet.kind}:kw", me, into, parked_kw, eur_per_kwh=-TIE_EUR_PER_KWH)
        if flows:
            yield Limit(f"{chargers}:full", me, _under(chargers, flows))

    def shared_parts(self, setting: Setting) -> Iterator[Part]:
        """One hub per energy area, for the companies there that drive."""
        for area in setting.park.areas:
            drivers = [c for c in setting.area_members(area) if setting.uses[c.id].fleets and setting.may_share(c)]
            if len(drivers) < 2:  # one driver needs no hub
                continue
            hub = f"hub/{area.id}"
            least_kw, eur = fact("charging.hub_least_kw").value, _price().yearly(setting.interest)
            most_kw = max(least_kw, sum(f.most_kwh for c in drivers for f in setting.uses[c.id].fleets) / FASTEST_H)
            plaza = (area.id, "hub")
            yield Size(hub, PARK, most_kw, eur_per_unit=eur, least=least_kw)
            yield Flow(f"{hub}:kw", PARK, {(area.id, "site"): -1.0, plaza: 1.0}, 1.0, hub)
            for c in drivers:
                for fleet in setting.uses[c.id].fleets:
                    into = {plaza: -1.0, (c.id, fleet.kind): fact("charging.efficiency").value}
                    name = f"{hub}/{c.id}/{fleet.kind}:kw"
                    yield Flow(name, c.id, into, fleet.plugged * fleet.most_kwh / FASTEST_H)

    def builds(self, setting: Setting, amounts: Amounts) -> Iterator[Build]:
        """kW of chargers per place."""
        places = [
            *((f"chargers/{c.id}", c.id, c.id) for c in setting.park.companies),
            *((f"hub/{a.id}", a.id, PARK) for a in setting.park.areas),
        ]
        for size, place, owner in places:
            kw = amounts.get(size, 0.0)
            if kw > BUILT:
                yield bought(self.key, owner, place, kw, "kW", price=_price(), interest=setting.interest)


def _most_kw(use: Use, company: Company) -> float:
    """The most that chargers of its own may be: a day's energy in an hour, or what it says; 0 below the smallest."""
    least_kw, known_kw = fact("charging.least_kw").value, company.mobility.charger_kw
    most_kw = max(least_kw, sum(f.most_kwh for f in use.fleets) / FASTEST_H)
    if known_kw is None:
        return most_kw
    return min(most_kw, known_kw) if known_kw >= least_kw else 0.0


def _price() -> Price:
    return priced("charging", "kw")


def _under(size: str, flows: Sequence[str]) -> dict[str, float]:
    """Terms of a limit: these flows together stay under a size."""
    return {**dict.fromkeys(flows, 1.0), size: -1.0}
