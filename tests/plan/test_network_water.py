"""What may come through a pipe, from each source of a net: never less than any hour asks, and never for nothing."""

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString

from collectief.facts import usual_level
from collectief.heat.pipe import trenches
from collectief.heat.stretch import Stretch
from collectief.plan.laid import pipes_of
from collectief.plan.network_water import carrying, flowing_pipes, mains, networks_of, snug

MT = usual_level()
KW = trenches()[3].most_kw


def stretch(start: str, end: str) -> Stretch:
    return Stretch(f"{start}-{end}", start, end, 50.0, LineString([(0, 0), (50, 0)]))


ROW = (stretch("bakery", "corner"), stretch("corner", "dairy"), stretch("corner", "flats"))
"""Bakery and dairy give, the flats take."""
SIZES = {
    **{f"pipe/{s.id}/out": KW for s in ROW},
    "residual/bakery": 60.0,
    "residual/dairy": 40.0,
    "connect/flats": 100.0,
}


def test_each_source_gives_at_most_what_it_has_and_the_flats_get_all() -> None:
    found = networks_of(ROW, SIZES, MT)
    assert found is not None
    assert [n.sources for n in found] == [("bakery",), ("dairy",)]
    seen = {n.sources[0]: {p.id: p.kw for p in n.pipes} for n in found}
    assert seen["bakery"] == {"bakery-corner": 60.0, "corner-dairy": 0.0, "corner-flats": 100.0}
    assert seen["dairy"] == {"corner-dairy": 40.0, "bakery-corner": 0.0, "corner-flats": 100.0}
    assert [n.sources for n in mains(found)] == [("bakery",)]


def test_what_one_source_cannot_give_never_comes_through() -> None:
    """A laundry that also takes 80 kW gets no more than the 40 of the dairy past the corner."""
    found = networks_of(ROW, SIZES | {"connect/bakery": 80.0}, MT)
    assert found is not None
    (back,) = (p for n in found if n.sources == ("dairy",) for p in n.pipes if p.id == "bakery-corner")
    assert (back.start, back.end, back.kw) == ("corner", "bakery", 40.0)


def test_a_ring_and_a_net_without_a_source_are_not_told() -> None:
    ring = (*ROW, stretch("bakery", "flats"))
    assert networks_of(ring, SIZES | {"pipe/bakery-flats/out": KW}, MT) is None
    assert networks_of(ROW, {n: kw for n, kw in SIZES.items() if not n.startswith("residual")}, MT) is None
    assert networks_of(ROW, {}, MT) is None
    assert networks_of(ROW, SIZES | {"pipe/bakery-corner/back": KW}, MT) is None
    assert set(pipes_of(SIZES | {"pipe/bakery-corner/back": KW / 2}, MT)) == {f"pipe/{s.id}/out" for s in ROW}


def test_pipes_grow_to_what_may_come_through_them_and_no_further() -> None:
    thin = SIZES | {f"pipe/{s.id}/out": trenches()[0].most_kw for s in ROW}
    wide = carrying(ROW, thin, MT)
    carries = sorted(t.most_kw for t in trenches())
    for name, kw in (("bakery-corner", 60.0), ("corner-dairy", 40.0), ("corner-flats", 100.0)):
        assert wide[f"pipe/{name}/out"] == next(one for one in carries if one >= kw)
    flowing = flowing_pipes(ROW, thin, MT)
    assert flowing.keys() == wide.keys()
    assert all(flowing[n] > thin[n] for n in flowing)
    assert flowing_pipes(ROW, {**thin, **flowing}, MT) == flowing


def test_pipes_that_are_too_wide_become_as_small_as_what_may_come_through_them() -> None:
    """No smaller than that, in the name that they had; those of a ring stay as they are."""
    wide = SIZES | {f"pipe/{s.id}/out": trenches()[-1].most_kw for s in ROW}
    carries = sorted(t.most_kw for t in trenches())
    small = snug(ROW, wide, MT)
    for name, kw in (("bakery-corner", 60.0), ("corner-dairy", 40.0), ("corner-flats", 100.0)):
        assert small[f"pipe/{name}/out"] == next(one for one in carries if one >= kw)
    assert snug(ROW, {**wide, **small}, MT) == small
    thin = SIZES | {f"pipe/{s.id}/out": trenches()[0].most_kw for s in ROW}
    assert snug(ROW, thin, MT) == carrying(ROW, thin, MT)
    ring = wide | {"pipe/bakery-flats/out": KW}
    assert snug((*ROW, stretch("bakery", "flats")), ring, MT) == {
        n: kw for n, kw in ring.items() if n.startswith("pipe/")
    }


@st.composite
def nets(draw: st.DrawFn) -> tuple[tuple[Stretch, ...], dict[str, float], dict[str, float], dict[str, float]]:
    """A tree of up to eight nodes, with what each may give and take, and an hour in which as much is given as taken."""
    count = draw(st.integers(2, 8))
    ways = tuple(stretch(f"n{draw(st.integers(0, i - 1))}", f"n{i}") for i in range(1, count))
    kw = st.floats(1.0, 90.0)
    nodes = [f"n{i}" for i in range(count)]
    gives = {n: draw(kw) for n in draw(st.sets(st.sampled_from(nodes), min_size=1))}
    takes = {n: draw(kw) for n in draw(st.sets(st.sampled_from(nodes), min_size=1))}
    given = {n: draw(st.floats(0.0, 1.0)) * most for n, most in gives.items()}
    taken = {n: draw(st.floats(0.0, 1.0)) * most for n, most in takes.items()}
    least = min(sum(given.values()), sum(taken.values()))
    hour = dict.fromkeys(nodes, 0.0)
    for kws, sign in ((given, 1.0), (taken, -1.0)):
        for n, one in kws.items():
            hour[n] += sign * one * (least / sum(kws.values()) if least > 0 else 0.0)
    sizes = {f"pipe/{s.id}/out": KW for s in ways}
    return (
        ways,
        sizes,
        {f"residual/{n}": k for n, k in gives.items()} | {f"connect/{n}": k for n, k in takes.items()},
        hour,
    )


@given(nets())
def test_no_hour_asks_more_of_a_pipe(
    net: tuple[tuple[Stretch, ...], dict[str, float], dict[str, float], dict[str, float]],
) -> None:
    ways, pipes, ends, hour = net
    found = networks_of(ways, pipes | ends, MT)
    assert found is not None
    most = {p.id: 0.0 for p in found[0].pipes}
    for pipe in (p for n in found for p in n.pipes):
        most[pipe.id] = max(most[pipe.id], pipe.kw)
    graph = nx.Graph((s.start, s.end) for s in ways)
    for s in ways:
        rest = graph.copy()
        rest.remove_edge(s.start, s.end)
        through = abs(sum(hour[n] for n in nx.node_connected_component(rest, s.end)))
        assert through <= most[s.id] + 1e-9
    assert np.isfinite(list(most.values())).all()
