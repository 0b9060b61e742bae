"""A heat network is checked by its water: a sound one passes, and each mistake is found where it is."""

from dataclasses import replace

import pytest

from collectief.errors import ModelError
from collectief.heat.diversity import designed
from collectief.heat.laid import Laid, Network
from collectief.heat.sized import sized
from collectief.verification.heat import CARRIED, NAMES, check_network
from collectief.verification.verdict import Verdict

#   plant --300 m-- corner --30 m-- bakery (400 kW)
#                         \--800 m- laundry (300 kW)
STREET = (
    Laid("street", "plant", "corner", 300.0, 20, 0.0),
    Laid("short", "corner", "bakery", 30.0, 20, 0.0),
    Laid("long", "corner", "laundry", 800.0, 20, 0.0),
)
SOUND = sized(designed(Network(STREET, ("plant",), {"bakery": 400.0, "laundry": 300.0}, 70.0, 40.0, 10.0)))


def found(network: Network) -> dict[str, str]:
    return {one.name.en: one.where for one in Verdict(tuple(check_network(network, "together"))).failed}


def test_a_network_that_was_sized_passes_every_check() -> None:
    checks = tuple(check_network(SOUND, "together"))
    assert Verdict(checks).ok
    assert len(checks) == 1 + len(NAMES)


def test_a_pipe_of_a_size_less_is_found_where_it_lies() -> None:
    pipes = (SOUND.pipes[0], SOUND.pipes[1], replace(SOUND.pipes[2], dn=32))
    assert found(replace(SOUND, pipes=pipes))[NAMES["gradient"].en] == "together/long"


def test_a_pipe_that_is_designed_for_less_than_is_behind_it_is_found() -> None:
    pipes = (replace(SOUND.pipes[0], kw=399.0), *SOUND.pipes[1:])
    assert found(replace(SOUND, pipes=pipes)) == {CARRIED.en: "together/street"}


def test_a_pipe_so_long_that_water_arrives_cold_is_found_at_its_consumer() -> None:
    pipes = (*SOUND.pipes[:2], replace(SOUND.pipes[2], length_m=9000.0, dn=125))
    larger = (replace(pipes[0], dn=125), *pipes[1:])
    assert found(replace(SOUND, pipes=larger))[NAMES["arrival"].en] == "together/laundry"


def test_a_consumer_that_needs_hotter_water_is_found() -> None:
    (failed,) = (one for one in check_network(SOUND, "together", needs_degc={"bakery": 69.9}) if not one.ok)
    assert failed.where == "together/bakery"
    assert 0.0 < failed.amount < 1.0


def test_a_network_of_nothing_passes() -> None:
    assert Verdict(tuple(check_network(Network((), ("plant",), {}), "alone"))).ok


def test_pipes_that_are_no_network_are_refused() -> None:
    with pytest.raises(ModelError, match="no source feeds it"):
        tuple(check_network(replace(SOUND, pipes=SOUND.pipes[1:]), "together"))
