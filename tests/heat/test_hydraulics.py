"""Water in a network: what one can do in one's head, what others measured, and what always holds."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_networks import one_pipe, trees
from scipy.integrate import solve_bvp

from collectief.errors import ModelError
from collectief.facts import fact, pipes
from collectief.heat.friction import heat_kj_per_kg_k
from collectief.heat.hydraulics import Flowing, as_designed, flowing
from collectief.heat.laid import Laid, Network

#   source --- a --- b
#               \--- c
FORK = Network(
    (
        Laid("sa", "source", "a", 200.0, 100, 300.0),
        Laid("ab", "a", "b", 100.0, 65, 200.0),
        Laid("ac", "a", "c", 50.0, 50, 100.0),
    ),
    ("source",),
    {"b": 200.0, "c": 100.0},
    70.0,
    40.0,
    10.0,
)
FEW = settings(max_examples=40, deadline=None)


def of(water: Flowing, pipe: str) -> int:
    return [one.id for one in water.network.pipes].index(pipe)


def test_without_length_nothing_is_lost_and_flow_is_heat_by_lift() -> None:
    water = flowing(one_pipe(length_m=0.0, kw=125.4))
    assert float(water.flow_kg_s[0, 0]) == pytest.approx(1.0, rel=1e-3)  # 125.4 / (4.18 x 30)
    assert float(water.arrival_degc[0, 0]) == 70.0
    assert float(water.loss_kw[0]) == 0.0
    assert float(water.needed_pa[0, 0]) == fact("heat_network.consumer_pressure_pa").value


@pytest.mark.parametrize("dn", [pipe.dn for pipe in pipes()])
def test_a_pipe_with_plenty_of_flow_loses_what_the_catalogue_says(dn: int) -> None:
    water = flowing(one_pipe(length_m=1.0, dn=dn, kw=1000.0))
    told = next(pipe.loss_w_m_70_40 for pipe in pipes() if pipe.dn == dn)
    assert float(water.loss_w_per_m[0, 0]) == pytest.approx(told, abs=0.051)  # told to a decimal


def test_water_cools_to_the_ground_as_exp_of_loss_by_what_it_carries() -> None:
    """A lone pipe in its head: with the return at the ground's 10 degC, u2 warms the supply by next to nothing."""
    pipe = next(pipe for pipe in pipes() if pipe.dn == 100)
    water = flowing(replace(one_pipe(length_m=10_000.0, kw=300.0), return_degc=10.0))
    carried = float(water.flow_kg_s[0, 0]) * heat_kj_per_kg_k(40.0) * 1000
    by_hand = 10.0 + 60.0 * np.exp(-pipe.u1_w_m_k * 10_000.0 / carried)
    assert float(water.arrival_degc[0, 0]) == pytest.approx(by_hand, abs=0.02)


@pytest.mark.parametrize("kw", [60.0, 200.0, 1000.0])
def test_supply_and_return_that_warm_each_other_are_those_of_the_differential_equations(kw: float) -> None:
    """5 km of DN 100, as two equations that scipy integrates: each pipe cools to the ground, warmed by the other."""
    pipe = next(pipe for pipe in pipes() if pipe.dn == 100)
    water = flowing(one_pipe(length_m=5000.0, kw=kw))
    carried = float(water.flow_kg_s[0, 0]) * heat_kj_per_kg_k(55.0) * 1000

    def cooling(_: Any, y: Any) -> Any:
        supply, back = y - 10.0
        lost = np.array([pipe.u1_w_m_k * supply - pipe.u2_w_m_k * back, pipe.u1_w_m_k * back - pipe.u2_w_m_k * supply])
        return lost / carried * np.array([[-1.0], [1.0]])

    found = solve_bvp(
        cooling, lambda a, b: np.array([a[0] - 70, b[1] - 40]), np.linspace(0, 5000, 50), np.full((2, 50), 50.0)
    )
    assert float(water.arrival_degc[0, 0]) == pytest.approx(found.y[0, -1], abs=0.02)
    assert float(water.back.end_degc[0, 0]) == pytest.approx(found.y[1, 0], abs=0.02)


def test_pressure_is_friction_there_and_back_with_bends_and_what_the_consumer_needs() -> None:
    water = flowing(one_pipe(length_m=500.0))
    more = 1 + fact("heat_network.fittings_share").value
    least = 2 * 500 * float(water.gradient_pa_per_m[0, 0]) * more  # the return is colder: somewhat harder to push
    assert float(water.path_pa[0, 0]) == pytest.approx(least, rel=0.03)
    assert float(water.path_pa[0, 0]) < least
    needed = float(water.path_pa[0, 0]) + fact("heat_network.consumer_pressure_pa").value
    assert float(water.needed_pa[0, 0]) == needed
    m3_s = float(water.flow_kg_s[0, 0]) / 992.6
    kw = m3_s * needed / fact("heat_network.pump_efficiency").value / 1000
    assert float(water.pump_kw[0, 0]) == pytest.approx(kw, rel=1e-3)


def test_the_pump_serves_the_farthest_and_flows_add_up_at_the_fork() -> None:
    water = flowing(FORK)
    flow = water.flow_kg_s[:, 0]
    assert flow[0] == pytest.approx(flow[1] + flow[2])
    assert float(water.needed_pa[0, 0]) == pytest.approx(
        float(water.path_pa.max()) + fact("heat_network.consumer_pressure_pa").value
    )


def test_a_consumer_that_takes_nothing_gets_no_water_and_is_as_cold_as_the_ground() -> None:
    water = flowing(FORK, {"b": 200.0, "c": 0.0})
    assert float(water.flow_kg_s[of(water, "ac"), 0]) == 0.0
    assert float(water.arrival_degc[1, 0]) == 10.0
    assert float(water.loss_w_per_m[of(water, "ac"), 0]) == 0.0


def test_a_pipe_of_no_length_is_as_warm_as_what_it_hangs_on_also_where_nothing_flows() -> None:
    network = replace(FORK, pipes=(*FORK.pipes[:2], replace(FORK.pipes[2], length_m=0.0)))
    water = flowing(network, {"b": 200.0, "c": 0.0})
    assert float(water.arrival_degc[1, 0]) == float(water.supply.end_degc[of(water, "sa"), 0]) > 69.0


def test_where_nobody_takes_anything_nothing_moves() -> None:
    water = flowing(FORK, {})
    assert not water.flow_kg_s.any()
    assert float(water.pump_kw.sum()) == float(water.heat_kw.sum()) == float(water.needed_pa.sum()) == 0.0


def test_bypasses_hold_pipes_warm_all_summer_and_the_source_gives_what_they_lose() -> None:
    water = flowing(FORK, {}, kept_degc=55.0)
    assert water.arrival_degc.ravel().tolist() == [55.0, 55.0]
    assert float(water.loss_kw[0]) > 0.7 * float(flowing(FORK).loss_kw[0])
    assert float(water.heat_kw.sum()) == pytest.approx(float(water.loss_kw[0]))


def test_bypasses_do_nothing_where_all_is_warm_enough() -> None:
    assert float(flowing(FORK, kept_degc=55.0).heat_kw.sum()) == pytest.approx(float(flowing(FORK).heat_kw.sum()))


@pytest.mark.parametrize(("kept_degc", "arrival_degc"), [(95.0, 70.0), (55.0, 55.0), (10.0, 10.0), (-5.0, 10.0)])
def test_bypasses_hold_nothing_warmer_than_the_supply_or_colder_than_the_ground(
    kept_degc: float, arrival_degc: float
) -> None:
    assert flowing(FORK, {}, kept_degc=kept_degc).arrival_degc.ravel().tolist() == [arrival_degc] * 2


def test_a_consumer_at_the_source_needs_no_pipe() -> None:
    water = flowing(Network((), ("source",), {"source": 80.0}, 70.0, 40.0, 10.0))
    assert water.arrival_degc.tolist() == [[70.0]]
    assert water.heat_kw.tolist() == [[80.0]]
    assert float(water.pump_kw[0, 0]) > 0


def test_a_network_of_nothing_has_no_water() -> None:
    water = flowing(Network((), ("source",), {}))
    assert water.heat_kw.tolist() == water.pump_kw.tolist() == [[0.0]]


def test_a_watt_at_the_end_of_a_kilometre_still_arrives_above_the_return() -> None:
    water = flowing(one_pipe(), {"a": 1e-3})
    assert 40.0 < float(water.arrival_degc[0, 0]) < 40.1
    assert float(water.heat_kw[0, 0]) == pytest.approx(15.66, abs=0.01)  # nearly all is lost on the way


def test_ten_thousand_pipes_in_a_row_add_up() -> None:
    row = tuple(Laid(f"{i}", f"n{i}" if i else "s", f"n{i + 1}", 1.0, 100, 500.0) for i in range(10_000))
    apart = flowing(Network(row, ("s",), {"n10000": 500.0}, 70.0, 40.0, 10.0))
    whole = flowing(one_pipe(length_m=10_000.0))
    assert float(apart.arrival_degc[0, 0]) == pytest.approx(float(whole.arrival_degc[0, 0]), abs=0.05)
    assert float(apart.path_pa[0, 0]) == pytest.approx(float(whole.path_pa[0, 0]), rel=0.01)


def test_in_design_a_trunk_carries_less_than_the_sum_of_its_branches() -> None:
    trunk = replace(FORK.pipes[0], kw=240.0)
    water = as_designed(replace(FORK, pipes=(trunk, *FORK.pipes[1:])))
    flow = water.flow_kg_s[:, 0]
    assert flow[0] == pytest.approx(0.8 * (flow[1] + flow[2]))


@pytest.mark.parametrize(
    "kw", [{"nobody": 1.0}, {"b": -1.0}, {"b": float("nan")}, {"b": [1.0, 2.0], "c": [1.0, 2.0, 3.0]}]
)
def test_what_consumers_take_must_make_sense(kw: Any) -> None:
    with pytest.raises(ModelError, match="give kW of zero or more"):
        flowing(FORK, kw)


@FEW
@given(trees())
def test_what_goes_in_comes_out_and_the_source_gives_what_is_taken_and_lost(network: Network) -> None:
    water = flowing(network)
    kw_per_k = heat_kj_per_kg_k(55.0)
    ends = {one.end: i for i, one in enumerate(network.pipes)}
    for node, i in ends.items():
        after = sum(water.flow_kg_s[j, 0] for j, one in enumerate(network.pipes) if one.start == node)
        c = list(network.consumers).index(node)
        own = network.consumers[node] and network.consumers[node] / (kw_per_k * (water.arrival_degc[c, 0] - 40.0))
        assert water.flow_kg_s[i, 0] == pytest.approx(after + own, abs=1e-9)
    first = np.array([one.start in network.sources for one in network.pipes])
    given = (water.flow_kg_s[first] * kw_per_k * (70.0 - water.back.end_degc[first])).sum()
    assert float(water.heat_kw.sum()) == pytest.approx(float(given), abs=1e-6)
    assert float(water.heat_kw.sum()) == pytest.approx(sum(network.consumers.values()) + float(water.loss_kw[0]))


@FEW
@given(trees())
def test_water_only_cools_and_never_below_the_ground(network: Network) -> None:
    water = flowing(network)
    for line in (water.supply, water.back):
        assert (line.end_degc <= line.start_degc + 1e-9).all()
        assert (line.end_degc >= 10.0 - 1e-9).all()
    asking = water.kw > 0
    assert (water.arrival_degc[asking] > 40.0).all()


@FEW
@given(trees(), st.randoms(use_true_random=False))
def test_the_order_of_pipes_and_consumers_changes_nothing(network: Network, chance: Any) -> None:
    mixed, takers = list(network.pipes), list(network.consumers.items())
    chance.shuffle(mixed)
    chance.shuffle(takers)
    one, other = flowing(network), flowing(replace(network, pipes=tuple(mixed), consumers=dict(takers)))
    for pipe in network.pipes:
        assert float(one.flow_kg_s[of(one, pipe.id), 0]) == pytest.approx(float(other.flow_kg_s[of(other, pipe.id), 0]))
    assert one.pump_kw.sum() == pytest.approx(other.pump_kw.sum())
    assert one.loss_kw[0] == pytest.approx(other.loss_kw[0])


@FEW
@given(st.floats(1.0, 3000.0), st.floats(1.05, 3.0), st.sampled_from((40, 100, 200)), st.floats(10.0, 500.0))
def test_a_longer_pipe_loses_more_arrives_colder_and_is_harder_to_push(
    length: float, more: float, dn: int, kw: float
) -> None:
    short, long = (flowing(one_pipe(length_m=m, dn=dn, kw=kw)) for m in (length, length * more))
    assert float(long.loss_kw[0]) > float(short.loss_kw[0])
    assert float(long.arrival_degc[0, 0]) < float(short.arrival_degc[0, 0])
    assert float(long.path_pa[0, 0]) > float(short.path_pa[0, 0])
    assert float(long.pump_kw[0, 0]) > float(short.pump_kw[0, 0])


@FEW
@given(trees(), st.floats(0.0, 1.0))
def test_a_pipe_cut_in_two_is_the_same_pipe(network: Network, at: float) -> None:
    cut, *rest = network.pipes
    halves = (
        replace(cut, id="front", end="halfway", length_m=at * cut.length_m),
        replace(cut, id="rear", start="halfway", length_m=(1 - at) * cut.length_m),
    )
    whole, parts = flowing(network), flowing(replace(network, pipes=(*halves, *rest)))
    assert float(parts.loss_kw[0]) == pytest.approx(float(whole.loss_kw[0]), rel=2e-3, abs=1e-6)
    assert parts.path_pa == pytest.approx(whole.path_pa, rel=5e-3, abs=1e-6)


@FEW
@given(trees())
def test_steps_are_each_by_themselves(network: Network) -> None:
    shares = (1.0, 0.3, 0.0)
    together = flowing(network, {node: [kw * share for share in shares] for node, kw in network.consumers.items()})
    for step, share in enumerate(shares):
        alone = flowing(network, {node: kw * share for node, kw in network.consumers.items()})
        assert together.loss_kw[step] == pytest.approx(alone.loss_kw[0], abs=1e-6)
        assert together.pump_kw[:, step] == pytest.approx(alone.pump_kw[:, 0], abs=1e-9)


@FEW
@given(trees())
def test_two_networks_at_once_are_each_as_if_alone(network: Network) -> None:
    def named(node: str) -> str:
        return f"second/{node}"

    second = tuple(replace(p, id=named(p.id), start=named(p.start), end=named(p.end)) for p in network.pipes)
    both = replace(
        network,
        pipes=(*network.pipes, *second),
        sources=(*network.sources, *map(named, network.sources)),
        consumers={**network.consumers, **{named(n): kw for n, kw in network.consumers.items()}},
    )
    alone, twice = flowing(network), flowing(both)
    assert twice.needed_pa.ravel() == pytest.approx(np.tile(alone.needed_pa.ravel(), 2))
    assert twice.heat_kw.ravel() == pytest.approx(np.tile(alone.heat_kw.ravel(), 2))
