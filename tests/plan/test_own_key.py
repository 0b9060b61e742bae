"""The association's own key: divided by its weights, tested, repaired, and what happens when a group leaves by it."""

from dataclasses import replace
from pathlib import Path

import pytest

from collectief import MEASURES, Outcome, Scenario, optimise, read_park, read_year
from collectief.allocation import closest_in_core
from collectief.measure import PARK, GroupContract
from collectief.park import Park
from collectief.plan.divide import own_weight
from collectief.plan.preferred import OWN_KEY, OWN_KEY_STABLE
from collectief.presentation.report import report

PARKS = Path(__file__).parents[2] / "data" / "parken"
HEATING = tuple(m for m in MEASURES if m.key in ("heat_pump", "heat_network", "heat_recovery"))

WEIGHT = {"dag": 1.0, "nacht": 1.0, "vlak": 8.0, "klein": 2.0}


def weighed(park: Park, weight: dict[str, float], *, together: tuple[str, ...] = ()) -> Park:
    companies = (
        replace(c, key_weight=weight.get(c.id), leaves_with="wij" if c.id in together else "") for c in park.companies
    )
    return replace(park, companies=tuple(companies))


@pytest.fixture(scope="module")
def keyed() -> Outcome:
    """Proeftuin Mini with a group contract and a key by which the flat load pays most."""
    park = weighed(read_park(PARKS / "proeftuin-mini"), WEIGHT, together=("dag", "vlak"))
    return optimise(Scenario(park, read_year(park, PARKS / "proeftuin-mini"), measures=(GroupContract(),)))


def members(outcome: Outcome) -> list[str]:
    return [c for group in outcome.members.values() for c in group]


def test_what_is_common_goes_by_the_weights(keyed: Outcome) -> None:
    bills = keyed.cases["together"].bills
    shares, inside = keyed.allocations[OWN_KEY].shares, members(keyed)
    every = sum(WEIGHT[c] for c in inside)
    for c in inside:
        assert shares[c] == pytest.approx(bills[c].total + bills[PARK].total * WEIGHT[c] / every)
    assert all(shares[c.id] == pytest.approx(bills[c.id].total) for c in keyed.park.companies if c.id not in inside)


def test_a_key_that_tempts_somebody_is_repaired_as_little_as_it_takes(keyed: Outcome) -> None:
    assert keyed.game is not None
    own, near = (keyed.allocations[rule].shares for rule in (OWN_KEY, OWN_KEY_STABLE))
    assert keyed.core[OWN_KEY].surplus > 100.0
    assert keyed.core[OWN_KEY_STABLE].stable is True
    nearest = closest_in_core(keyed.game, {p: own[p] for p in keyed.game.players}).shares
    assert {p: near[p] for p in keyed.game.players} == pytest.approx(nearest, abs=0.01)
    assert sum(near.values()) == pytest.approx(sum(own.values()))
    assert keyed.chosen_rule == OWN_KEY_STABLE
    assert keyed.staying is not None
    assert {OWN_KEY, OWN_KEY_STABLE} <= set(keyed.staying.tested)


def test_a_group_by_name_is_told_beside_each_company(keyed: Outcome) -> None:
    assert keyed.staying is not None
    assert keyed.game is not None
    *single, pair = keyed.staying.leaving
    assert [one.who for one in single] == [(p,) for p in keyed.game.players]
    assert set(pair.who) == {"dag", "vlak"}
    assert pair.own == pytest.approx(keyed.game(pair.who))


def test_their_own_key_is_the_one_that_is_repaired(keyed: Outcome, mini: Outcome) -> None:
    assert (OWN_KEY_STABLE in keyed.allocations, "closest_in_core" in keyed.allocations) == (True, False)
    assert (OWN_KEY_STABLE in mini.allocations, "closest_in_core" in mini.allocations) == (False, True)


def test_a_key_without_weight_among_those_who_share_is_none(keyed: Outcome) -> None:
    assert own_weight(weighed(keyed.park, {"vlak": 3.0}), ["dag", "nacht"]) == {}
    assert own_weight(weighed(keyed.park, {}), ["dag", "nacht"]) == {}
    assert own_weight(weighed(keyed.park, {"dag": 3.0}), ["dag", "nacht"]) == {"dag": 3.0, "nacht": 0.0}


def test_without_a_key_of_their_own_nothing_is_said_of_one(mini: Outcome) -> None:
    assert not {OWN_KEY, OWN_KEY_STABLE} & set(mini.allocations)


@pytest.mark.slow
def test_what_a_network_saves_goes_by_the_weights_too() -> None:
    park = weighed(read_park(PARKS / "proeftuin-warmte"), {"smelt": 1.0, "auto": 3.0, "hout": 6.0})
    found = optimise(Scenario(park, read_year(park, PARKS / "proeftuin-warmte"), measures=HEATING))
    (project,) = (p for p in found.projects if p.adopted)
    alone, own = found.cases["alone"].bills, found.allocations[OWN_KEY].shares
    assert not any(found.members.values())
    every = sum(park.company(c).key_weight or 0.0 for c in project.members)
    for c in project.members:
        part = (park.company(c).key_weight or 0.0) / every
        assert alone[c].total - own[c] == pytest.approx(part * project.gain_eur, abs=1.0)


def test_the_report_names_who_shares_without_a_weight(keyed: Outcome) -> None:
    assert "geen gewicht" not in report(keyed, "nl")
    first, *_ = sorted(members(keyed))
    companies = tuple(replace(c, key_weight=None) if c.id == first else c for c in keyed.park.companies)
    name = keyed.park.company(first).name
    page = report(replace(keyed, park=replace(keyed.park, companies=companies)), "nl")
    assert f"heeft geen gewicht: {name}." in page
    outside = [c.id for c in keyed.park.companies if c.id not in members(keyed)]
    companies = tuple(replace(c, key_weight=None) if c.id in outside else c for c in keyed.park.companies)
    assert outside
    assert "geen gewicht" not in report(replace(keyed, park=replace(keyed.park, companies=companies)), "nl")
