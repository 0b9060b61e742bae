"""The layer of heat sources of the map, and of places for a plant: which of them the network of the plan takes."""

from collections.abc import Mapping

from collectief.measure.build import BOILED, SOURCE
from collectief.measure.outside_heat import source_node
from collectief.plan.outcome import Outcome
from collectief.presentation.figures import source_name
from collectief.presentation.map_colour import BARE, EDGE, WARM
from collectief.presentation.map_layers import Item, Layer, features
from collectief.presentation.speech import Speech
from collectief.text import Text

KIND: Mapping[str, Text] = {
    "residual": Text(nl="restwarmte van buiten het park", en="residual heat from outside the park"),
    "ground": Text(nl="bodem", en="ground"),
    "surface_water": Text(nl="oppervlaktewater", en="surface water"),
    "aquifer": Text(nl="grondwater", en="groundwater"),
    "geothermal": Text(nl="aardwarmte", en="geothermal heat"),
    "biomass": Text(nl="biomassa", en="biomass"),
    "plant_site": Text(nl="plek voor een centrale", en="place for a plant"),
}


def used_sources(outcome: Outcome) -> Mapping[str, float]:
    """The kW that the network of the plan takes of each source of the map, by node; of a plant, what it gives."""
    those = (b for b in outcome.cases["together"].builds if b.measure == "heat_network")
    built = [b for b in those if b.part in (SOURCE, BOILED)]
    found = {b.place: b.amount for b in built}
    if outcome.network is not None and outcome.network.plant:
        areas = {area.id for area in outcome.park.areas}
        found[outcome.network.plant] = sum(b.amount for b in built if b.place in areas)
    return {node: found[node] for one in outcome.park.heat_sources if (node := source_node(one)) in found}


def heat_sources(outcome: Outcome, speech: Speech) -> Layer:
    """Every source of heat, filled where the network takes of it."""
    used = used_sources(outcome)
    items = [
        Item(
            one.place,
            {
                "who": source_name(source_node(one), speech),
                "kind": speech.word(KIND, one.kind),
                "kw": speech.quantity(one.kw, "kW") if one.kw else "-",
                "degc": "-" if one.degc is None else f"{speech.number(one.degc)} °C",
                "taken": speech.quantity(used.get(source_node(one), 0.0), "kW"),
            },
            {
                "color": EDGE, "weight": 2, "radius": 7, "fillOpacity": 0.9,
                "fillColor": WARM if source_node(one) in used else BARE,
            },
        )
        for one in outcome.park.heat_sources
    ]  # fmt: skip
    who, kind = ("who", speech(nl="Bron", en="Source")), ("kind", speech(nl="Soort", en="Kind"))
    kw, degc = ("kw", speech(nl="Kan geven", en="Can give")), ("degc", speech(nl="Temperatuur", en="Temperature"))
    taken = ("taken", speech(nl="In het plan", en="In the plan"))
    name = speech(nl="Warmtebronnen", en="Heat sources")
    return Layer(name, features(items), (who, kind), (who, kind, kw, degc, taken))
