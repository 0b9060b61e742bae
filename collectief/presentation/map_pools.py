"""The layer of shared cars: from each company to the place where the cars of its pool stand."""

from shapely.geometry import LineString

from collectief.plan.outcome import Outcome
from collectief.presentation.figures import place_name, pools_of
from collectief.presentation.map_colour import POOL
from collectief.presentation.map_layers import Item, Layer, features
from collectief.presentation.speech import Speech
from collectief.presentation.words import UNIT


def shared_cars(outcome: Outcome, speech: Speech) -> Layer:
    """A line from each member of a pool to its host: not the way that people walk, only who belongs to whom."""
    spots = {c.id: c.location for c in outcome.park.companies}
    items = [
        Item(
            LineString([spots[member], spots[pool.place]]),
            {
                "who": place_name(outcome, member, speech),
                "where": place_name(outcome, pool.place, speech),
                "cars": speech.quantity(pool.amount, speech.word(UNIT, pool.unit)),
            },
            {"color": POOL, "weight": 3, "opacity": 1.0, "dashArray": "2 6"},
        )
        for pool, members in pools_of(outcome)
        for member in members
        if member != pool.place
    ]
    who, where = (
        ("who", speech(nl="Deelt auto's", en="Shares cars")),
        ("where", speech(nl="Ze staan bij", en="They stand at")),
    )
    cars = ("cars", speech(nl="In deze pool", en="In this pool"))
    return Layer(speech(nl="Deelauto's", en="Shared cars"), features(items), (who, where), (who, where, cars))
