"""Energy from nowhere, shares that do not sum and proofs of another cost are found."""

from dataclasses import replace

import numpy as np
import pytest
from tamper import made_consistent, names, places, with_case, with_quarters

from collectief import Outcome
from collectief.money import Bill, Line
from collectief.park.roofs import RoofKind
from collectief.plan.concern import takes_part
from collectief.plan.outcome import PARK, Case, CaseKey, Project
from collectief.verification import verify

BILL = "Bill of a company, from quarter-hours once more"


# --- energy


@pytest.mark.parametrize(
    "field",
    ["offtake_kwh", "feed_in_kwh", "co2_kg", "offtake_peak_kw", "feed_in_peak_kw", "gas_m3", "public_charging_kwh"],
)
def test_a_total_that_does_not_follow_is_found(outcome: Outcome, field: str) -> None:
    case = outcome.cases["together"]
    wrong = replace(case.energy["dag"], **{field: getattr(case.energy["dag"], field) + 1.0})
    found = verify(with_case(outcome, "together", energy={**case.energy, "dag": wrong}))
    assert any(where.startswith("together/dag") for where in places(found))


def without(case: Case, measure: str) -> Case:
    """The case in which nothing of a measure is built or paid."""
    kept = tuple(b for b in case.builds if b.measure != measure)
    bills = dict(case.bills)
    for owner in {b.owner for b in case.builds if b.measure == measure}:
        gone = [b for b in case.builds if b.measure == measure and b.owner == owner]
        upkeep = sum(b.upkeep_eur for b in gone)
        less: dict[Line, float] = {"upkeep": -upkeep, "investment": upkeep - sum(b.eur_per_year for b in gone)}
        bills[owner] = bills[owner].plus(Bill(less))
    return replace(case, builds=kept, bills=bills, proof=None)


@pytest.mark.parametrize(
    ("measure", "claim"),
    [
        ("solar", "Less from the grid than saving and solar explain"),
        ("efficiency", "Less from the grid than saving and solar explain"),
        ("heat_pump", "Gas that nothing has replaced"),
    ],
)
def test_energy_from_nowhere_is_found(outcome: Outcome, measure: str, claim: str) -> None:
    """Every bill is right, but what made the energy is not in the plan."""
    cases = {**outcome.cases, "alone": without(outcome.cases["alone"], measure)}
    found = verify(replace(outcome, cases=cases))
    assert claim in names(found)
    assert BILL not in names(found)


@pytest.mark.parametrize(("roof", "accepted"), [("south", True), ("north", False)])
def test_panels_give_no_more_than_the_sun_on_their_side_of_the_roof(
    outcome: Outcome, roof: RoofKind, accepted: bool
) -> None:
    """The plan of usual roofs, said to be of panels that face the other way."""
    alone = outcome.cases["alone"]
    builds = tuple(replace(b, part=roof) if b.measure == "solar" else b for b in alone.builds)
    park = replace(outcome.park, buildings=tuple(replace(b, roof=roof) for b in outcome.park.buildings))
    found = verify(replace(outcome, park=park, cases={**outcome.cases, "alone": replace(alone, builds=builds)}))
    claims = {(c.where, c.name.en) for c in found.failed if c.where.startswith("alone/")}
    assert (not claims) is accepted


def test_process_heat_from_electricity_is_accepted_and_missed_where_no_machine_gives_it(baths: Outcome) -> None:
    assert any(b.measure == "process_heat" for b in baths.cases["alone"].builds)
    assert baths.cases["alone"].energy["nacht"].gas_m3 < baths.cases["required"].energy["nacht"].gas_m3
    assert verify(baths).ok
    found = verify(replace(baths, cases={**baths.cases, "alone": without(baths.cases["alone"], "process_heat")}))
    assert "Gas that nothing has replaced" in names(found)
    assert BILL not in names(found)


def test_a_shift_of_cooling_is_accepted_with_the_power_that_it_costs(cold: Outcome) -> None:
    assert any(b.measure == "cold_shift" for b in cold.cases["alone"].builds)
    more = cold.cases["alone"].energy["dag"].offtake_kwh - cold.cases["required"].energy["dag"].offtake_kwh
    assert more > 0
    assert verify(cold).ok


def test_a_shared_turbine_is_accepted_and_not_with_half_its_power(windy: Outcome) -> None:
    """Half of it is built, and all of its power is fed in: more than half a turbine can make."""
    together = windy.cases["together"]
    assert any(b.measure == "wind" and b.owner == PARK for b in together.builds)
    assert "wind" in takes_part(windy, "dag")
    assert "wind" not in takes_part(windy, "klein")
    assert verify(windy).ok
    less = tuple(replace(b, amount=b.amount / 2) if b.measure == "wind" else b for b in together.builds)
    found = verify(with_case(windy, "together", builds=less))
    assert "Less from the grid than saving and solar explain" in names(found)


def test_energy_that_goes_nowhere_is_found(outcome: Outcome) -> None:
    """50 kW more all year at a company without gas, with all its bills in order."""
    moved = with_quarters(outcome, "alone", owner="vlak", more_kw=50.0, at=slice(None))
    found = verify(made_consistent(moved, "alone", "vlak"))
    assert "More from the grid than charging, heat and storage explain" in names(found)
    assert BILL not in names(found)


def test_use_of_today_follows_from_the_park(outcome: Outcome) -> None:
    """Half the load of a company, with all its bills in order: it is no longer the company in the park."""
    half = np.asarray(outcome.cases["now"].net_kw["vlak"]) / 2
    moved = with_case(outcome, "now", net_kw={**outcome.cases["now"].net_kw, "vlak": half})
    assert "now/vlak" in places(verify(made_consistent(moved, "now", "vlak")))


# --- sums


@pytest.mark.parametrize(
    "rule", ["contract_kw", "kwh", "stand_alone", "equal_saving", "shapley", "nucleolus", "closest_in_core"]
)
def test_shares_that_do_not_sum_to_the_cost_are_found(outcome: Outcome, rule: str) -> None:
    one = outcome.allocations[rule]
    wrong = replace(one, shares={**one.shares, "dag": one.shares["dag"] + 1.0})
    found = verify(replace(outcome, allocations={**outcome.allocations, rule: wrong}))
    assert [(c.where, round(c.amount, 6)) for c in found.failed] == [(rule, 1.0)]


def test_a_company_without_a_share_is_found(outcome: Outcome) -> None:
    one = outcome.allocations["shapley"]
    less = {k: v for k, v in one.shares.items() if k != "klein"}
    found = verify(replace(outcome, allocations={"shapley": replace(one, shares=less)}, chosen_rule="shapley"))
    assert "shapley/klein" in places(found)


def test_who_cannot_join_pays_its_own_bill(outcome: Outcome) -> None:
    """10 EUR from the small office to a member: the sum is right, the office pays for a group it is not in."""
    one = outcome.allocations["kwh"]
    moved = {**one.shares, "klein": one.shares["klein"] + 10.0, "dag": one.shares["dag"] - 10.0}
    found = verify(replace(outcome, allocations={**outcome.allocations, "kwh": replace(one, shares=moved)}))
    assert places(found) == {"kwh/klein"}


def test_a_small_user_in_a_shared_project_has_a_share_of_it(outcome: Outcome) -> None:
    """The same shift is sound where the office takes part in a network, and no longer where that was dropped."""
    one = outcome.allocations["kwh"]
    moved = {**one.shares, "klein": one.shares["klein"] + 10.0, "dag": one.shares["dag"] - 10.0}
    settled = replace(outcome, allocations={**outcome.allocations, "kwh": replace(one, shares=moved)})
    network = Project("heat_network", ("dag", "klein"), frozenset(), 500.0)
    assert verify(replace(settled, projects=(network,))).ok
    assert places(verify(replace(settled, projects=(replace(network, gain_eur=-1.0),)))) == {"kwh/klein"}


def test_a_rule_that_was_never_worked_out_is_found(outcome: Outcome) -> None:
    assert "geluk" in places(verify(replace(outcome, chosen_rule="geluk")))


@pytest.mark.parametrize("key", ["alone", "together"])
def test_a_proof_of_another_cost_is_found(outcome: Outcome, key: CaseKey) -> None:
    proof = outcome.cases[key].proof
    assert proof is not None
    found = verify(with_case(outcome, key, proof=replace(proof, replayed=proof.replayed - 1.0)))
    assert places(found) == {key}
