"""Not everybody at once: never less than the largest consumer, never more than all, never less than a branch."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_networks import one_pipe, trees

from collectief.heat.diversity import coincidence, design_kw, designed
from collectief.heat.laid import Laid, Network
from collectief.heat.rooted import most, rooted

UNHURRIED = settings(deadline=None)


def test_one_consumer_is_alone_with_its_peak() -> None:
    assert design_kw(one_pipe(kw=500.0)).tolist() == [500.0]


def test_two_equal_consumers_ask_81_percent_together() -> None:
    two = Network(
        (Laid("t", "s", "a", 1, 50, 0), Laid("u", "a", "b", 1, 50, 0)), ("s",), {"a": 100.0, "b": 100.0}, 70, 40, 10
    )
    assert design_kw(two) == pytest.approx([162.0, 100.0])


def test_a_small_neighbour_does_not_shrink_the_pipe_of_a_large_consumer() -> None:
    two = Network(
        (Laid("t", "s", "a", 1, 50, 0), Laid("u", "a", "b", 1, 50, 0)), ("s",), {"a": 10.0, "b": 500.0}, 70, 40, 10
    )
    assert design_kw(two).tolist() == [500.0, 500.0]  # not 0.81 x 510


@UNHURRIED
@given(st.integers(1, 10_000))
def test_more_consumers_are_less_at_once_but_never_less_than_62_percent(count: int) -> None:
    here, next_one = coincidence([count, count + 1])
    assert 0.62 < next_one < here <= 1.0


@UNHURRIED
@given(trees(most=20))
def test_design_lies_between_the_largest_consumer_and_the_sum_and_grows_towards_the_source(network: Network) -> None:
    found = design_kw(network)
    behind = [_behind(network, i) for i in range(len(network.pipes))]
    for i, one in enumerate(network.pipes):
        own = [network.consumers[network.pipes[j].end] for j in behind[i]]
        assert max(own) - 1e-9 <= found[i] <= sum(own) + 1e-9
        assert all(found[j] <= found[i] for j, other in enumerate(network.pipes) if other.start == one.end)


@UNHURRIED
@given(trees())
def test_who_takes_nothing_changes_nothing(network: Network) -> None:
    end = network.pipes[-1].end
    more = replace(
        network,
        pipes=(*network.pipes, Laid("idle", end, "idle", 1.0, 20, 0.0)),
        consumers={**network.consumers, "idle": 0.0},
    )
    assert design_kw(more)[:-1].tolist() == design_kw(network).tolist()


@UNHURRIED
@given(trees())
def test_a_designed_network_holds_what_its_pipes_are_designed_for(network: Network) -> None:
    assert [one.kw for one in designed(network).pipes] == design_kw(network).tolist()


@UNHURRIED
@given(trees(), st.lists(st.floats(-5, 5), min_size=12, max_size=12))
def test_the_most_behind_a_pipe_is_the_largest_of_all_behind_it(network: Network, values: list[float]) -> None:
    start = np.array(values[: len(network.pipes)])
    found = most(rooted(network), start)
    assert found.tolist() == [max(start[j] for j in _behind(network, i)) for i in range(len(start))]


def _behind(network: Network, i: int) -> list[int]:
    """A pipe and all after it, by walking."""
    after = [j for j, one in enumerate(network.pipes) if one.start == network.pipes[i].end]
    return [i, *(k for j in after for k in _behind(network, j))]
