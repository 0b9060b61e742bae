"""How the sizes of a heat network are called; a flow or limit of a size has its name and more behind a colon."""

from collectief.heat.stretch import Stretch

CONNECT, PIPE, WAYS = "connect/", "pipe/", ("out", "back")
"""A connection is of a customer; a pipe is of a stretch, and of the way of its water, from the start or to it."""
RESIDUAL, RESERVE, OUTSIDE = "residual/", "reserve/", "outside/"
"""Sources: of a company, its boiler in reserve, and of nobody in the park, by node."""
CENTRAL, BOILER = "central/", "plant_boiler/"
"""The heat pump and the electric boiler of the plant, by the area whose site powers them."""
PLANTS = (CENTRAL, BOILER)
TANK = "network_tank/"
"""Hot water beside a source, by the node of the source."""
FILLS, GIVES = ":fills", ":gives"
"""The heat that a tank takes of the network, and what it gives back."""
Way = tuple[str, str, str]
"""The name of a pipe, and the ends between which its water runs: from the first to the second."""


def pipe_ways(stretch: Stretch) -> tuple[Way, Way]:
    """The pipe in a stretch either way."""
    out, back = (f"{PIPE}{stretch.id}/{way}" for way in WAYS)
    return (out, stretch.start, stretch.end), (back, stretch.end, stretch.start)
