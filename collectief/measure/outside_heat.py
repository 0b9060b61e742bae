"""Heat of nobody in the park for its network: the sources of the map, at the price that they ask.

What makes the heat is in that price; the network pays for the exchanger, or for the heat pump that lifts it, which is
powered from the group's site in the area of the source. Of places for a plant one is where a central heat pump stands.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from shapely.geometry import Point

from collectief.facts import fact, weight_eur_per_kg
from collectief.facts.window import Window
from collectief.heat.stretch import PLANT
from collectief.measure.build import PARK, SOURCE, Build, Price, bought, priced
from collectief.measure.digging import enters
from collectief.measure.heating import network_degc
from collectief.measure.measure import BUILT, Amounts
from collectief.measure.network_names import OUTSIDE
from collectief.measure.residual import network_spare_kw, power_per_lift, pump_share
from collectief.measure.setting import Array, Setting
from collectief.model import Bus, Flow, Part, Size
from collectief.park import HeatSource, Park

NODE = "source/"
"""How the name of an end begins that is a source of the map."""


def source_node(one: HeatSource) -> str:
    """The name of a source of the map, or of a place for a plant, as an end of pipes."""
    return f"{PLANT if one.kind == 'plant_site' else NODE}{one.id}"


def source_size(one: HeatSource) -> str:
    """The name of the kW that a network takes of a source at most."""
    return f"{OUTSIDE}{source_node(one)}"


def outside_sources(park: Park) -> tuple[HeatSource, ...]:
    """The sources of the map that still give heat in the year of the park, and enough to be worth an exchanger."""
    least_kw, year = fact("residual_heat.least_kw").value, park.year.year
    there = (one for one in park.heat_sources if one.degc is not None and (one.until is None or one.until >= year))
    enough = (one for one in there if given_kw(park, one) >= least_kw)
    return tuple(one for one in enough if park.areas or not power_per_outside(park, one))


def outside_ends(park: Park) -> dict[str, Point]:
    """Where the sources of the map lie and a plant could stand, by node."""
    plants = (one for one in park.heat_sources if one.kind == "plant_site")
    return {source_node(one): one.place for one in (*outside_sources(park), *plants)}


def power_per_outside(park: Park, one: HeatSource) -> float:
    """kWh of electricity in a kWh of heat of a source, as hot as the network of the park."""
    return 0.0 if one.degc is None else power_per_lift(one.degc, network_degc(park))


def power_taken(park: Park, one: HeatSource) -> float:
    """kWh of electricity of the site in a kWh of heat: what lifts and pumps it; none where the source is as hot."""
    power = power_per_outside(park, one)
    return power + pump_share() if power > 0 else 0.0


def given_kw(park: Park, one: HeatSource) -> float:
    """The most that a source gives, as hot as the network, kW: its own heat, and the electricity that lifts it."""
    return one.kw / (1.0 - power_per_outside(park, one))


def powered_from(park: Park, one: HeatSource) -> str | None:
    """The area on whose site the heat pump of a source takes its power: that of its place, or the nearest."""
    if power_per_outside(park, one) <= 0:
        return None
    return min(park.areas, key=lambda area: (float(area.polygon.distance(one.place)), area.id)).id


def fed_without_group(setting: Setting) -> bool:
    """Whether a network could have heat where nobody shares a connection: of a company, or hot enough on the map."""
    outside = any(powered_from(setting.park, one) is None for one in outside_sources(setting.park))
    return outside or any(network_spare_kw(setting, c) is not None for c in setting.park.companies)


def outside_price(park: Park, one: HeatSource) -> Price:
    """An exchanger, or the heat pump that lifts heat that is less hot, per kW."""
    return priced("residual_heat_pump" if power_per_outside(park, one) > 0 else "residual_heat", "kw")


def gives(setting: Setting, one: HeatSource) -> Array:
    """1 in the hours of its months and 0 in others, shape (8760,)."""
    return np.asarray(Window(months=one.months).holds(setting.year.start), dtype=np.float64)


def outside_parts(setting: Setting, heat: Bus) -> Iterator[Part]:
    """Of each source its kW, and what it gives in the hours in which it does, at its price and what its CO2 weighs."""
    for one in outside_sources(setting.park):
        park = setting.park
        size, power, area = source_size(one), power_per_outside(park, one), powered_from(park, one)
        into: dict[Bus, float] = {heat: 1.0} if area is None else {heat: 1.0, (area, "site"): -power_taken(park, one)}
        eur, least_kw = outside_price(park, one).yearly(setting.interest), fact("residual_heat.least_kw").value
        feeds: dict[Bus, float] = {enters(source_node(one)): 1.0}
        yield Size(size, PARK, given_kw(park, one), eur_per_unit=eur, into=feeds, least=least_kw)
        eur_per_kwh = (one.eur_per_kwh + one.co2_kg_per_kwh * weight_eur_per_kg()) * (1.0 - power)
        yield Flow(f"{size}:kw", PARK, into, gives(setting, one), size, eur_per_kwh=eur_per_kwh)


def outside_builds(setting: Setting, key: str, amounts: Amounts) -> Iterator[Build]:
    """The exchangers and heat pumps that are built at sources of the map; what their heat costs is no build."""
    for one in outside_sources(setting.park):
        kw = amounts.get(source_size(one), 0.0)
        if kw > BUILT:
            price = outside_price(setting.park, one)
            made = bought(key, PARK, source_node(one), kw, "kW", price=price, interest=setting.interest)
            yield replace(made, part=SOURCE)


def bought_eur(park: Park, sizes: Amounts, flows: Mapping[str, Array]) -> float:
    """What the park pays sources of the map for the heat that they give, EUR a year without VAT.

    ``flows`` in kW by name, shape (8760,).
    """
    return sum(kwh * one.eur_per_kwh for one, kwh in _taken_kwh(park, sizes, flows))


def bought_kg(park: Park, sizes: Amounts, flows: Mapping[str, Array]) -> float:
    """The CO2 of the heat that sources of the map give, kg a year; ``flows`` as of `bought_eur`."""
    return sum(kwh * one.co2_kg_per_kwh for one, kwh in _taken_kwh(park, sizes, flows))


def _taken_kwh(park: Park, sizes: Amounts, flows: Mapping[str, Array]) -> Iterator[tuple[HeatSource, float]]:
    """Each source that is used, and what it gives of its own heat, kWh a year: what lifts it is not in it."""
    for one in outside_sources(park):
        if sizes.get(source_size(one), 0.0) > BUILT:
            kwh = float(np.sum(flows.get(f"{source_size(one)}:kw", 0.0)))
            yield one, kwh * (1.0 - power_per_outside(park, one))
