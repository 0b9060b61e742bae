"""Heat stays in the net that it is fed into."""

import numpy as np
from shapely.geometry import LineString

from collectief.heat.stretch import Stretch
from collectief.measure.nets import nets, parted
from collectief.model import Flow, Size

HEAT = ("park", "network_heat")


def edge(name: str, start: str, end: str) -> Stretch:
    return Stretch(name, start, end, 10.0, LineString([(0, 0), (10, 0)]))


EDGES = (edge("1", "a", "crossing/x"), edge("2", "crossing/x", "b"), edge("3", "c", "d"), edge("4", "b", "c"))
DUG = ("pipe/1/out", "pipe/2/out", "pipe/3/back")


def test_ends_joined_by_dug_stretches_lie_in_one_net() -> None:
    found = nets(EDGES, DUG)
    assert found["a"] == found["b"] == found["crossing/x"]
    assert found["c"] == found["d"] != found["a"]


def test_a_stretch_that_is_not_dug_joins_nothing() -> None:
    assert len(set(nets(EDGES, DUG).values())) == 2
    assert len(set(nets(EDGES, (*DUG, "pipe/4/out")).values())) == 1


def test_source_buyer_and_loss_meet_only_in_their_own_net() -> None:
    flows = [
        Flow("residual/a:kw", "a", {HEAT: 1.0}, 1.0, "residual/a"),
        Flow("connect/b:kw", "b", {HEAT: -1.0, ("b", "heat"): 1.0}, np.ones(8760), "connect/b"),
        Flow("connect/d:kw", "d", {HEAT: -1.0, ("d", "heat"): 1.0}, 1.0, "connect/d"),
        Flow("pipe/3/back:loss", "park", {HEAT: -1.0}, 1.0, "pipe/3/back"),
    ]
    buses = [next(iter(p.into)) for p in parted(flows, EDGES, heat=HEAT, dug=DUG) if isinstance(p, Flow)]
    a, b, d, loss = buses
    assert a == b
    assert d == loss
    assert a != d


def test_what_does_not_touch_the_network_stays_as_it_is() -> None:
    size, flow = Size("connect/b", "b", 5.0), Flow("boiler/b", "b", {("b", "heat"): 1.0}, 5.0)
    assert tuple(parted((size, flow), EDGES, heat=HEAT, dug=DUG)) == (size, flow)
