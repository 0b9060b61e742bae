"""A plan with a heat network is checked by its water: Proeftuin Warmte, and the same with something changed."""

from dataclasses import replace
from pathlib import Path

import pytest
from tamper import names, with_flow

from collectief import MEASURES, Outcome, Scenario, optimise, read_park, read_year
from collectief.text import Text
from collectief.verification import verify
from collectief.verification.heat import CARRIED, LOOSE, LOST, NAMES, RINGS, check_heat

pytestmark = pytest.mark.slow
WARM = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-warmte"
HEATING = ("efficiency", "heat_network", "heat_pump", "heat_recovery")


@pytest.fixture(scope="module")
def heated() -> Outcome:
    park = read_park(WARM)
    return optimise(Scenario(park, read_year(park, WARM), tuple(m for m in MEASURES if m.key in HEATING)))


def of(*found: Text) -> set[str]:
    """Names without their unit, as `names` gives them."""
    return {one.en.partition(" (")[0] for one in found}


def with_segments(outcome: Outcome, **changed: object) -> Outcome:
    assert outcome.network is not None
    segments = tuple(replace(s, **changed) for s in outcome.network.segments)  # type: ignore[arg-type]
    return replace(outcome, network=replace(outcome.network, segments=segments))


def test_the_network_of_a_plan_keeps_its_limits(heated: Outcome) -> None:
    found = list(check_heat(heated))
    assert {c.name for c in found} == {CARRIED, LOOSE, LOST, RINGS, *NAMES.values()}
    assert all(c.ok for c in found)
    assert verify(heated).ok


def test_a_customer_is_told_with_the_kw_that_its_pipes_have_to_carry(heated: Outcome) -> None:
    assert heated.network is not None
    asked = {s.end: s.kw for s in heated.network.segments}
    connected = [c for c in heated.network.customers if c.connected]
    assert {c.node: c.kw for c in connected} == pytest.approx({c.node: asked[c.node] for c in connected})
    assert connected


def test_pipes_that_are_too_thin_are_found(heated: Outcome) -> None:
    thin = verify(with_segments(heated, dn=20))
    assert not thin.ok
    assert of(NAMES["gradient"], NAMES["velocity"]) <= names(thin)


def test_a_network_too_long_for_its_heat_is_found(heated: Outcome) -> None:
    far = verify(with_segments(heated, length_m=20_000.0))
    assert of(NAMES["arrival"], NAMES["pressure"], LOST) <= names(far)


def test_heat_that_nobody_feeds_in_is_found(heated: Outcome) -> None:
    flow = next(n for n in heated.lives["together"].flows if n.startswith("residual/"))
    assert of(LOST) <= names(verify(with_flow(heated, flow, 0.98)))


def test_a_plan_without_a_network_has_nothing_to_check(heated: Outcome) -> None:
    assert list(check_heat(replace(heated, network=None))) == []
