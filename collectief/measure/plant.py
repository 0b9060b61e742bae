"""The plant of a network: a heat pump on outside air and an electric boiler, both powered from the site of a group.

It stands where the map has a place for one, else at the node nearest to all. The heat pump is dear per kW and cheap per
kWh, the boiler the other way round: one for all the year, the other for the few coldest hours.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from collectief.facts import HeatLevel, fact, usual_level
from collectief.heat.stretch import PLANT, Stretch, plant_node
from collectief.measure.build import BOILED, PARK, SOURCE, Build, bought, priced
from collectief.measure.digging import enters
from collectief.measure.heating import level_of
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.network_names import BOILER, CENTRAL
from collectief.measure.residual import pump_share
from collectief.measure.setting import Array, Setting
from collectief.model import Bus, Flow, Part, Size
from collectief.profile.cop import air_cop

MACHINES = {CENTRAL: ("central_heat_pump", SOURCE), BOILER: ("e_boiler", BOILED)}
"""How the sizes of each machine begin, its key in the tables, and the part of a network that it is."""


def plant_parts(setting: Setting, heat: Bus, edges: Sequence[Stretch], most_kw: float) -> Iterator[Part]:
    """In each area a heat pump and a boiler, kW of heat; each takes its power, and that of the pump, from the site."""
    node = plant_node(edges)
    by_air = 1.0 / plant_cop(setting.air_degc, level_of(setting.park))
    taken: dict[str, Array] = {CENTRAL: by_air, BOILER: np.full_like(by_air, 1.0 / boiler_efficiency())}
    for area in setting.park.areas:
        for start, (key, _) in MACHINES.items():
            size, eur = f"{start}{area.id}", priced(key, "kw").yearly(setting.interest)
            yield Size(size, PARK, most_kw, eur_per_unit=eur, into={enters(node): 1.0})
            power = -taken[start] - pump_share()
            yield Flow(f"{size}:kw", PARK, {heat: 1.0, (area.id, "site"): power}, 1.0, size)


def plant_flows(setting: Setting) -> tuple[str, ...]:
    """The flows by which heat of the plant enters the network."""
    return tuple(f"{start}{area.id}:kw" for area in setting.park.areas for start in MACHINES)


def placed(edges: Sequence[Stretch]) -> str | None:
    """The place of the map at which a plant stands; None where the map has none, and it has no ground of its own."""
    node = plant_node(edges)
    return node if node.startswith(PLANT) else None


def plant_builds(setting: Setting, network: str, amounts: Amounts) -> Iterator[Build]:
    """The machines that are built, for the measure with this key."""
    for area in setting.park.areas:
        for start, (key, part) in MACHINES.items():
            kw = amounts.get(f"{start}{area.id}", 0.0)
            if kw > BUILT:
                price = priced(key, "kw")
                one = bought(network, PARK, area.id, kw, "kW", price=price, interest=setting.interest)
                yield replace(one, part=part)


def boiler_efficiency() -> float:
    """Heat of an electric boiler per kWh of electricity."""
    return fact("e_boiler.efficiency").value


def plant_cop(air_degc: Array, level: HeatLevel) -> Array:
    """COP of the heat pump in each hour: as the air is and as hot as the level, shape (8760,).

    At the usual temperatures that of the tables over the year.
    """
    usual = air_cop(air_degc, usual_level().supply_degc)
    over_year = fact("central_heat_pump.cop").value * float(np.mean(1.0 / usual))
    return np.asarray(air_cop(air_degc, level.supply_degc) * over_year)
