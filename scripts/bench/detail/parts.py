"""The park in full detail in the five parts of the grammar."""

from collections.abc import Iterator

import numpy as np

from bench.detail.kinds import KINDS, cop_of
from bench.detail.park import CAP, GIVEN, Park, Works
from bench.peers.problem import GROUP_STEP_KW, MODULE_KWH, PV_FIXED_EUR, PV_LEAST_KW
from collectief.model import Bus, Flow, Limit, Load, Part, Series, Size, Store

PARK = "park"
SOURCES: Bus = (PARK, "heat")
CENTRAL = KINDS[2]
"""The heat pump of the park makes heat as warm as that of a factory."""
BATTERY_H, TANK_H, VEHICLE_H, KEPT, ARRIVES, CHARGED = 2.0, 1.0, 1.0, 0.9, 0.9, 0.92
"""Hours to fill, and what is left of a kWh after a battery, a network of pipes, and a charger."""


def parts_of(park: Park) -> tuple[Part, ...]:
    """All parts: of each company, then of the park. One company has nobody to share with: its own, below the cap."""
    own = [part for i, works in enumerate(park.companies) for part in _company(park, works, f"c{i}")]
    if len(park.companies) == 1:
        return (*own, *_alone(park))
    return (*own, *_areas(park), *_battery(park), *_heat(park))


def _company(park: Park, works: Works, me: str) -> Iterator[Part]:
    yield from _power(park, works, me)
    yield from _warmth(park, works, me)
    yield from _driving(works, me)


def _power(park: Park, works: Works, me: str) -> Iterator[Part]:
    """The contract with its own peaks of the month, the roof and the battery."""
    bus, contract = (me, "electricity"), f"contract/{me}"
    top_kw = 2.5 * float(works.today_kw.max()) + float(works.heat_kw.max())
    fixed, least = (PV_FIXED_EUR, min(PV_LEAST_KW, works.roof_kw / 2)) if park.integer else (0.0, 0.0)
    yield Load(f"load/{me}", me, bus, works.load_kw)
    yield Size(contract, me, top_kw, eur_per_unit=park.contract_eur)
    yield Flow(f"in/{me}", me, {bus: 1.0}, 1.0, contract, eur_per_kwh=park.price + works.tax_eur + park.fee_eur)
    given_kw = 1.15 * float(works.today_kw.max()) + 0.3 * works.roof_kw
    yield Flow(f"out/{me}", me, {bus: -1.0}, given_kw, eur_per_kwh=park.fee_eur - park.price)
    yield Limit(f"peak/{me}", me, {f"in/{me}": 1.0}, per="month", eur_per_kw=park.peak_eur)
    yield Size(f"pv/{me}", me, works.roof_kw, eur_per_unit=park.pv_eur, eur_fixed=fixed, least=least)
    yield Flow(f"pv/{me}:kw", me, {bus: 1.0}, works.pv, f"pv/{me}")
    yield Size(f"battery/{me}", me, 4.0 * float(works.load_kw.mean()), eur_per_unit=park.battery_eur)
    yield Store(f"battery/{me}:kwh", me, bus, f"battery/{me}", BATTERY_H, KEPT, park.wear_eur)


def _warmth(park: Park, works: Works, me: str) -> Iterator[Part]:
    """Gas, a heat pump, a tank and a connection to the network of heat."""
    bus, most_kw = (me, "heat"), 1.05 * float(works.heat_kw.max())
    yield Load(f"heat/{me}", me, bus, works.heat_kw)
    yield Flow(f"gas/{me}", me, {bus: 1.0}, most_kw, eur_per_kwh=works.gas_eur)
    yield Size(f"heat_pump/{me}", me, most_kw, eur_per_unit=park.heat_pump_eur)
    into: dict[Bus, Series] = {(me, "electricity"): -1.0 / works.cop, bus: 1.0}
    yield Flow(f"heat_pump/{me}:kw", me, into, 1.0, f"heat_pump/{me}")
    yield Size(f"tank/{me}", me, 8.0 * float(works.heat_kw.mean()) + 1.0, eur_per_unit=park.tank_eur)
    yield Store(f"tank/{me}:kwh", me, bus, f"tank/{me}", TANK_H, 1.0)
    if len(park.companies) > 1:
        yield Size(f"connection/{me}", me, most_kw, eur_per_unit=park.connection_eur)
        yield Flow(f"connection/{me}:kw", me, {bus: 1.0}, 1.0, f"connection/{me}")


def _driving(works: Works, me: str) -> Iterator[Part]:
    """Vehicles that leave with the energy of a day, and chargers for the hours in which they stand."""
    bus, batteries = (me, "vehicles"), f"vehicles/{me}"
    yield Load(f"driven/{me}", me, bus, works.driven_kw)
    yield Size(batteries, me, works.vehicles_kwh, lower=works.vehicles_kwh)
    yield Store(f"{batteries}:kwh", me, bus, batteries, VEHICLE_H, 1.0)
    kw = works.plugged * works.charger_kw / CHARGED
    yield Flow(f"charger/{me}", me, {(me, "electricity"): -1.0, bus: CHARGED}, kw)


def _areas(park: Park) -> Iterator[Part]:
    """Of each energy area the group contract under the cap, its peaks of the month, and what may go out at most."""
    step = GROUP_STEP_KW if park.integer else 0.0
    for area, (members, today_kw) in enumerate(zip(park.areas, park.today_kw, strict=True)):
        net: dict[str, Series] = {f"{way}/c{i}": sign for i in members for way, sign in (("in", 1.0), ("out", -1.0))}
        if area == 0:
            net |= {"battery:in": 1.0, "battery:out": -1.0, "heat_pump:kw": 1.0 / cop_of(CENTRAL, park.degc)}
        group, cap_kw = f"group/{area}", CAP * float(today_kw)
        top_kw = float(np.floor(cap_kw / step) * step) if step else cap_kw
        yield Size(group, PARK, top_kw, eur_per_unit=park.group_eur, module=step)
        yield Limit(f"{group}:in", PARK, {**net, group: -1.0}, {PARK: 0.0})
        yield Limit(f"{group}:peak", PARK, net, per="month", eur_per_kw=park.peak_eur)
        given: dict[str, Series] = {name: -1.0 * coefficient for name, coefficient in net.items()}
        yield Limit(f"{group}:out", PARK, given, {PARK: GIVEN * float(today_kw)})


def _alone(park: Park) -> Iterator[Part]:
    """What the area lets one company take in and give."""
    me, today_kw = "c0", float(park.today_kw[0])
    net: dict[str, Series] = {f"in/{me}": 1.0, f"out/{me}": -1.0}
    yield Limit("area:in", me, net, {me: CAP * today_kw})
    yield Limit("area:out", me, {name: -1.0 * sign for name, sign in net.items()}, {me: GIVEN * today_kw})


def _battery(park: Park) -> Iterator[Part]:
    """The battery of the park, in the first area: it buys and sells by itself."""
    bus: Bus = ("battery", "electricity")
    mean_kw = float(sum(works.load_kw.mean() for works in park.companies))
    most_kwh = float(np.ceil(6.0 * mean_kw / MODULE_KWH) * MODULE_KWH)
    module = MODULE_KWH if park.integer else 0.0
    yield Size("battery", PARK, most_kwh, eur_per_unit=park.shared_eur["battery"], module=module)
    most_kw = most_kwh / BATTERY_H
    yield Flow("battery:in", PARK, {bus: 1.0}, most_kw, eur_per_kwh=park.price)
    yield Flow("battery:out", PARK, {bus: -1.0}, most_kw, eur_per_kwh=-park.price)
    yield Store("battery:kwh", PARK, bus, "battery", BATTERY_H, KEPT, park.wear_eur)


def _heat(park: Park) -> Iterator[Part]:
    """Residual heat and a central heat pump with a tank, and pipes to the street."""
    mean_kw, most_kw, eur = float(park.heat_kw.mean()), float(park.heat_kw.max()), park.shared_eur
    yield Size("residual", PARK, 0.6 * mean_kw, eur_per_unit=eur["residual"])
    yield Flow("residual:kw", PARK, {SOURCES: 1.0}, park.residual, "residual", eur_per_kwh=park.residual_eur)
    cop = cop_of(CENTRAL, park.degc)
    yield Size("heat_pump", PARK, 1.2 * most_kw, eur_per_unit=eur["heat_pump"])
    eur_per_kwh = (park.price + park.heat_tax_eur + park.fee_eur) / cop
    yield Flow("heat_pump:kw", PARK, {SOURCES: 1.0}, 1.0, "heat_pump", eur_per_kwh=eur_per_kwh)
    yield Size("tank", PARK, 10.0 * mean_kw + 1.0, eur_per_unit=eur["tank"])
    yield Store("tank:kwh", PARK, SOURCES, "tank", TANK_H, 1.0)
    yield Size("network", PARK, 1.1 * most_kw, eur_per_unit=eur["network"])
    yield Flow("network:kw", PARK, {SOURCES: -1.0}, 1.0, "network")
    taken: dict[str, Series] = {f"connection/c{i}:kw": 1.0 for i in range(len(park.companies))}
    yield Limit("street", PARK, {**taken, "network:kw": -ARRIVES}, {PARK: 0.0})
