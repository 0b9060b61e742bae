"""A heat network once more, by its water: pressure, speed and warmth of pipes as built, and what they must carry."""

from collections.abc import Iterator, Mapping

import numpy as np

from collectief.heat.diversity import design_kw
from collectief.heat.hydraulics import as_designed
from collectief.heat.judged import Kind, judge
from collectief.heat.laid import Network
from collectief.text import Text
from collectief.verification.verdict import WATTS_KW, Check, at_most

NAMES: Mapping[Kind, Text] = {
    "gradient": Text(nl="Drukverlies in warmteleidingen boven de grens (Pa/m)", en="Friction above the limit (Pa/m)"),
    "velocity": Text(nl="Water sneller dan de grens (m/s)", en="Water faster than the limit (m/s)"),
    "arrival": Text(nl="Water komt kouder aan dan nodig (K)", en="Water arrives colder than needed (K)"),
    "pressure": Text(nl="Druk boven wat het warmtenet verdraagt (bar)", en="Pressure above what pipes bear (bar)"),
}
CARRIED = Text(
    nl="Leidingen te klein voor wie erachter zit (kW)", en="Pipes designed for less than is behind them (kW)"
)


def check_network(network: Network, where: str, *, needs_degc: Mapping[str, float] | None = None) -> Iterator[Check]:
    """What its water does at design, one check for each limit: by how much the worst is over, and where that is.

    Raises ModelError where the pipes are no network (``heat/laid``).
    """
    asked = design_kw(network)
    short = asked - np.array([one.kw for one in network.pipes])
    worst = int(short.argmax()) if len(short) else None
    at = where if worst is None else f"{where}/{network.pipes[worst].id}"
    yield at_most(CARRIED, 0.0 if worst is None else float(short[worst]), at, within=WATTS_KW)
    found = judge(as_designed(network), needs_degc=needs_degc)
    for kind, name in NAMES.items():
        over = [(abs(one.value - one.limit), one.where) for one in found if one.kind == kind]
        amount, place = max(over, default=(0.0, ""))
        yield Check(name, not over, amount, f"{where}/{place}" if place else where)
