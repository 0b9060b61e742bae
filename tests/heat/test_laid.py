"""A network that is none is told so: everything that is wrong, in words, at once."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from made_networks import one_pipe, trees

from collectief.errors import ModelError
from collectief.heat.hydraulics import flowing
from collectief.heat.laid import Laid, Network, checked, wrongs

UNHURRIED = settings(deadline=None)

ONE = one_pipe()
P = ONE.pipes[0]


@UNHURRIED
@given(trees())
def test_a_tree_for_each_source_is_a_network(network: Network) -> None:
    assert checked(network) is network


@pytest.mark.parametrize(
    ("network", "said"),
    [
        (replace(ONE, sources=()), "There is no source"),
        (replace(ONE, pipes=(P, replace(P, start="a", end="b"))), "Pipe p is there more than once"),
        (replace(ONE, pipes=(P, replace(P, id="q"))), "Node a: more than one pipe ends here"),
        (replace(ONE, pipes=(P, replace(P, id="q", start="a", end="source"))), "Pipe q ends at a source"),
        (replace(ONE, pipes=(P, replace(P, id="q", start="b", end="c"))), "Pipe q: no source feeds it"),
        (replace(ONE, pipes=(P, Laid("q", "b", "c", 1, 50, 0), Laid("r", "c", "b", 1, 50, 0))), "Pipe q, r: no source"),
        (replace(ONE, pipes=(P, replace(P, id="q", start="a", end="a"))), "Node a: more than one"),
        (replace(ONE, consumers={"a": 1.0, "far": 1.0}), "Consumer far: no pipe from a source comes here"),
        (replace(ONE, consumers={"a": -1.0}), "Consumer a: give kW"),
        (replace(ONE, consumers={"a": float("nan")}), "Consumer a: give kW"),
        (replace(ONE, pipes=(replace(P, length_m=-1.0),)), "Pipe p: give a length"),
        (replace(ONE, pipes=(replace(P, length_m=float("inf")),)), "Pipe p: give a length"),
        (replace(ONE, pipes=(replace(P, dn=99),)), r"Pipe p: this DN is not in the catalogue \(20, 25"),
        (replace(ONE, return_degc=70.0), "The supply must be warmer than the return"),
        (replace(ONE, ground_degc=45.0), "the return no colder than the ground"),
    ],
)
def test_what_is_no_network_is_said(network: Network, said: str) -> None:
    with pytest.raises(ModelError, match=said):
        flowing(network)


def test_everything_is_said_at_once_in_both_languages() -> None:
    wrong = replace(ONE, pipes=(replace(P, dn=99, length_m=-1.0),), consumers={"far": 1.0})
    found = list(wrongs(wrong))
    assert len(found) == 3
    with pytest.raises(ModelError) as raised:
        checked(wrong)
    assert "Afnemer far" in raised.value.words("nl")
    assert "staat niet in de catalogus" in raised.value.words("nl")
