"""The layer of dwellings beside the park: which of them take heat of its network."""

from collectief.measure.homes import home_node
from collectief.plan.outcome import Outcome
from collectief.presentation.figures import home_name
from collectief.presentation.map_colour import BARE, EDGE, WARM
from collectief.presentation.map_layers import Item, Layer, features
from collectief.presentation.speech import Speech


def served_nodes(outcome: Outcome) -> frozenset[str]:
    """The rows of dwellings on the network of the plan, by node."""
    return frozenset() if outcome.network is None else frozenset(one.node for one in outcome.network.served)


def dwellings(outcome: Outcome, speech: Speech) -> Layer:
    """Every row of dwellings, filled where it is connected."""
    served = served_nodes(outcome)
    items = [
        Item(
            one.shape,
            {
                "who": home_name(outcome, home_node(one)),
                "many": speech.number(one.dwellings),
                "heat": speech.quantity(one.heat_kwh / 1000, "MWh"),
                "warm": speech(nl="ja", en="yes") if home_node(one) in served else speech(nl="nee", en="no"),
            },
            {
                "color": EDGE, "weight": 1, "radius": 6, "fillOpacity": 0.9,
                "fillColor": WARM if home_node(one) in served else BARE, "dashArray": "2 2",
            },
        )
        for one in outcome.park.dwellings
    ]  # fmt: skip
    who, many = ("who", speech(nl="Woningen", en="Dwellings")), ("many", speech(nl="Aantal", en="Number"))
    heat = ("heat", speech(nl="Warmte per jaar", en="Heat a year"))
    warm = ("warm", speech(nl="Op het warmtenet", en="On the heat network"))
    return Layer(speech(nl="Woningen", en="Dwellings"), features(items), (who,), (who, many, heat, warm))
