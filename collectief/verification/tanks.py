"""Heat tanks of a network once more: what goes in and out, what is in them, and what fills them."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.measure.build import STORED
from collectief.plan.outcome import Outcome
from collectief.text import Text
from collectief.verification.verdict import WATTS_KW, Check, at_most

Array = NDArray[np.float64]
FULL = Text(nl="Een warmtebuffer van het net is meer dan vol (kWh)", en="A heat tank of the network is over-full (kWh)")
FAST = Text(nl="Een warmtebuffer vult of leegt te snel (kW)", en="A heat tank fills or empties too fast (kW)")
MADE = Text(nl="Een warmtebuffer geeft meer dan erin ging (kWh)", en="A heat tank gives more than went in (kWh)")
OTHER = Text(nl="Een warmtebuffer vult meer dan zijn bron geeft (kW)", en="A heat tank takes more than its source (kW)")


def tank_flows(flows: Mapping[str, Array], end: str) -> dict[str, Array]:
    """What goes in or out of tanks, or is in them, by node; ``end`` such as ":fills"."""
    start = "network_tank/"
    found = {n: kw for n, kw in flows.items() if n.startswith(start) and n.endswith(end)}
    return {n.removeprefix(start).removesuffix(end): kw for n, kw in found.items()}


def check_tanks(outcome: Outcome) -> Iterator[Check]:
    """No tank holds more than its size, makes heat, is quicker than it may be, or takes heat of another place."""
    life = outcome.lives.get("together")
    if life is None:
        return
    sizes = {b.place: b.amount for b in outcome.cases["together"].builds if b.part == STORED}
    into, out, stock = (tank_flows(life.flows, end) for end in (":fills", ":gives", ":store:stock"))
    hours, kept = fact("heat_tank.hours_to_fill").value, 1.0 - fact("heat_tank.loss_per_hour").value
    kept **= fact("heat_tank.hours_held").value
    for node, held in stock.items():
        where, kwh = f"together/{node}", sizes.get(node, 0.0)
        yield at_most(FULL, float(np.max(held)) - kwh, where, within=WATTS_KW)
        most_kw = float(max(np.max(into[node]), np.max(out[node])))
        yield at_most(FAST, most_kw - kwh / hours, where, within=WATTS_KW)
        off = _off_kwh(held, kept * into[node] - out[node], np.asarray(outcome.year.month))
        yield at_most(MADE, off, where, within=WATTS_KW)
        given = sum((kw for n, kw in life.flows.items() if _feeds(n, node)), np.zeros(len(held)))
        yield at_most(OTHER, float(np.max(into[node] - given)), where, within=WATTS_KW)


def _feeds(flow: str, node: str) -> bool:
    """Whether a flow brings heat of the source beside which a tank stands: a plant has machines in each area."""
    if node.startswith("plant/"):
        return flow.startswith(("central/", "plant_boiler/")) and flow.endswith(":kw")
    return flow in {f"{kind}/{node}:kw" for kind in ("residual", "reserve", "outside")}


def _off_kwh(held: Array, into_kwh: Array, month: NDArray[np.int64]) -> float:
    """How far what is in a tank is from what was, with what came in; each month begins with what it ends with."""
    off = 0.0
    for one in np.unique(month):
        here = month == one
        off = max(off, float(np.max(np.abs(held[here] - np.roll(held[here], 1) - into_kwh[here]))))
    return off
