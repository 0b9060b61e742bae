"""Pipes as small as the limits allow, and what is said where they are not kept."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_networks import one_pipe, trees

from collectief.facts import pipes, swung
from collectief.heat.diversity import designed
from collectief.heat.hydraulics import as_designed, flowing
from collectief.heat.judged import judge, usual_limits
from collectief.heat.laid import Laid, Network
from collectief.heat.pipe import capacity_kw
from collectief.heat.sized import resized, sized

FEW = settings(max_examples=40, deadline=None)
DNS = [pipe.dn for pipe in pipes()]


def test_half_a_megawatt_at_70_40_takes_dn_65_at_the_usual_250_pa_per_m() -> None:
    """4 kg/s: 0.76 m/s and 71 Pa/m in DN 80, 1.05 m/s and 159 in DN 65, 1.75 m/s and 576 in DN 50."""
    assert [one.dn for one in sized(one_pipe(kw=500.0)).pipes] == [65]
    at = {dn: as_designed(one_pipe(length_m=100.0, kw=500.0, dn=dn)) for dn in (50, 65, 80)}
    assert float(at[80].gradient_pa_per_m[0, 0]) < 100.0 < float(at[65].gradient_pa_per_m[0, 0]) < 250.0
    assert [found.kind for found in judge(at[50])] == ["gradient"]


def test_a_pipe_that_fails_is_made_larger_and_one_that_holds_is_left() -> None:
    assert [one.dn for one in resized(one_pipe(kw=500.0, dn=20)).pipes] == [65]
    assert [one.dn for one in resized(one_pipe(kw=500.0, dn=200)).pipes] == [200]


def test_a_trunk_is_never_smaller_than_its_largest_branch() -> None:
    row = Network(
        (Laid("t", "s", "a", 10, 20, 10.0), Laid("u", "a", "b", 10, 20, 500.0)), ("s",), {"b": 500.0}, 70, 40, 10
    )
    trunk, branch = sized(row).pipes
    assert trunk.dn == branch.dn == 65


def test_a_network_too_long_for_its_pressure_class_gets_larger_pipes() -> None:
    long = one_pipe(length_m=5000.0, kw=500.0)
    narrow = replace(long, pipes=(replace(long.pipes[0], dn=65),))
    (found,) = judge(as_designed(narrow))
    assert found.message.nl == "Bij bron 'source' is 27,1 bar nodig; het net verdraagt 16."
    assert sized(long).pipes[0].dn == 80
    assert "pressure" not in {one.kind for one in judge(as_designed(sized(long)))}


def test_every_way_that_is_too_long_gets_larger_pipes_and_a_short_one_keeps_its_own() -> None:
    """source --- a, with two arms of 4 km behind it and one of 100 m."""
    arms = tuple(Laid(name, "a", name, length, 20, 500.0) for name, length in (("b", 4e3), ("c", 4e3), ("d", 100.0)))
    star = Network((Laid("trunk", "source", "a", 500.0, 20, 1500.0), *arms), ("source",), dict.fromkeys("bcd", 500.0))
    found = sized(star)
    assert "pressure" not in {one.kind for one in judge(as_designed(found))}
    assert found.pipes[1].dn == found.pipes[2].dn > found.pipes[3].dn == 65


def test_a_way_that_no_pipe_makes_short_enough_is_said() -> None:
    found = sized(one_pipe(length_m=200_000.0, kw=60_000.0))
    assert found.pipes[0].dn == DNS[-1]
    assert "pressure" in {one.kind for one in judge(as_designed(found))}


def test_more_than_the_largest_pipe_can_carry_is_said() -> None:
    largest = sized(one_pipe(length_m=10.0, kw=500_000.0))
    assert largest.pipes[0].dn == DNS[-1]
    said = {found.kind: found for found in judge(as_designed(largest))}
    assert set(said) == {"gradient", "velocity"}
    assert said["velocity"].message.en.startswith("In pipe 'p' (DN 500) water flows at ")
    assert said["velocity"].value > said["velocity"].limit == 3.0


def test_water_that_arrives_too_cold_is_said_with_the_consumer_and_in_dutch_with_a_comma() -> None:
    far = flowing(one_pipe(length_m=5000.0, kw=200.0))
    (found,) = judge(far)
    assert (found.kind, found.where, found.limit) == ("arrival", "a", 65.0)
    assert "Bij afnemer 'a' komt het water aan met 62,4 °C; dat moet ten minste 65 zijn." in found.message.nl
    assert judge(far, needs_degc={"a": 55.0}) == ()


def test_who_takes_nothing_cannot_be_cold() -> None:
    assert judge(flowing(one_pipe(length_m=5000.0), {"a": 0.0})) == ()


def test_the_worst_of_all_steps_is_judged() -> None:
    (found,) = judge(flowing(one_pipe(dn=65), {"a": [100.0, 900.0, 300.0]}))
    (alone,) = judge(flowing(one_pipe(dn=65), {"a": 900.0}))
    assert (found.kind, found.message) == (alone.kind, alone.message)


@FEW
@given(trees())
def test_sized_pipes_keep_what_pipes_can_keep_and_one_size_smaller_would_not(network: Network) -> None:
    found = sized(designed(network))
    limits = usual_limits()
    assert not {one.kind for one in judge(as_designed(found), limits)} - {"arrival"}
    for i, one in enumerate(found.pipes):
        branches = [other.dn for other in found.pipes if other.start == one.end]
        assert one.dn >= max(branches, default=DNS[0])
        if one.dn > max(branches, default=DNS[0]) and one.kw > 0:
            smaller = replace(one, dn=DNS[DNS.index(one.dn) - 1])
            pipes_less = (*found.pipes[:i], smaller, *found.pipes[i + 1 :])
            assert judge(as_designed(replace(found, pipes=pipes_less)), limits)


@FEW
@given(trees())
def test_sizing_again_changes_nothing(network: Network) -> None:
    once = sized(designed(network))
    assert resized(once) == once


def test_names_are_quoted_as_they_are_given_and_never_longer_than_a_line() -> None:
    pipe = replace(one_pipe().pipes[0], id="{x}\n" + "y" * 500, dn=50, length_m=10.0)
    odd = replace(one_pipe(), pipes=(pipe,))
    (found,) = judge(flowing(odd))
    assert "{x}y" in found.message.en
    assert len(found.message.en) < 200
    assert "\n" not in found.message.en


@pytest.mark.parametrize(("place", "dn"), list(enumerate(DNS)))
def test_a_pipe_is_the_smallest_up_to_what_it_carries_and_no_further(place: int, dn: int) -> None:
    """What the catalogue says that a pipe carries is where a network of one pipe asks for the next."""
    kw = capacity_kw(pipes()[place])
    taken = [sized(one_pipe(length_m=0.01, kw=part * kw)).pipes[0].dn for part in (0.999, 1.001)]
    assert taken == [dn, DNS[min(place + 1, len(DNS) - 1)]]


@settings(max_examples=15, deadline=None)
@given(st.floats(50.0, 90.0), st.floats(20.0, 45.0))
def test_a_wider_pipe_carries_more_and_a_larger_lift_as_well(supply: float, back: float) -> None:
    def carried(degc: float) -> list[float]:
        with swung({"heat_network.supply_degc": degc, "heat_network.return_degc": back}):
            return [capacity_kw(pipe) for pipe in pipes()]

    found = carried(supply)
    assert found == sorted(found)
    assert all(wide > narrow for wide, narrow in zip(carried(supply + 5), found, strict=True))
