"""The layer of direct lines: private cables between neighbours."""

from collectief.plan.outcome import Outcome
from collectief.presentation.figures import place_name
from collectief.presentation.map_colour import CABLE
from collectief.presentation.map_layers import Item, Layer, features
from collectief.presentation.speech import Speech


def direct_lines(outcome: Outcome, speech: Speech) -> Layer:
    """Each direct line of the plan from wall to wall."""
    items = [
        Item(
            build.shape,
            {
                "who": place_name(outcome, build.place, speech),
                "m": speech.quantity(build.amount, "m"),
                "kw": speech.quantity(build.kw, "kW"),
                "eur": speech.euro(build.investment_eur),
            },
            {"color": CABLE, "weight": 4, "opacity": 1.0, "dashArray": "8 5"},
        )
        for build in outcome.cases["together"].builds
        if build.measure == "direct_line" and build.shape is not None
    ]
    who, m = ("who", speech(nl="Directe lijn", en="Direct line")), ("m", speech(nl="Lengte", en="Length"))
    kw, eur = ("kw", speech(nl="Kan vervoeren", en="Carries")), ("eur", speech(nl="Investering", en="Investment"))
    return Layer(speech(nl="Directe lijnen", en="Direct lines"), features(items), (who,), (who, m, kw, eur))
