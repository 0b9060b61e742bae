"""Pool cars in the verdict: accepted as planned, and found where a pool is cheaper or smaller than it can be."""

from dataclasses import replace
from typing import Any

import pytest
from tamper import names, places, with_case, with_line

from collectief import Outcome, Scenario, prove_year
from collectief.facts import fact
from collectief.measure import Build, SharedMobility
from collectief.money import Bill
from collectief.plan.outcome import CASES, PARK
from collectief.verification import verify

EUROS = "Pool cars, from all trips of the year"


def pool_of(outcome: Outcome) -> Build:
    """The pool of the plan."""
    (build,) = (b for b in outcome.cases["together"].builds if b.measure == "shared_mobility")
    return build


def with_pool(outcome: Outcome, **changed: Any) -> Outcome:
    """The same plan with another pool, and a bill that says the same."""
    case, build = outcome.cases["together"], replace(pool_of(outcome), **changed)
    builds = tuple(build if b.measure == build.measure else b for b in case.builds)
    lines = {**case.bills[PARK].lines, "vehicles": build.eur_per_year}
    return with_case(outcome, "together", builds=builds, bills={**case.bills, PARK: Bill(lines)})


def test_a_pool_that_pays_is_shared_and_accepted(sharing: Outcome) -> None:
    (project,) = sharing.projects
    assert (project.key, project.adopted) == ("shared_mobility", True)
    assert sharing.saving_eur == pytest.approx(project.gain_eur)
    assert pool_of(sharing).amount < 2 * 2
    assert verify(sharing).failed == ()


def test_what_cars_cost_today_is_on_every_bill(sharing: Outcome) -> None:
    for case in ("now", "required"):
        for company in sharing.park.companies:
            assert sharing.cases[case].bills[company.id].lines["vehicles"] == 2 * fact("pool.eur_per_vehicle").value
    together = sharing.cases["together"].bills
    assert together[PARK].lines["vehicles"] == pytest.approx(pool_of(sharing).eur_per_year)
    assert not [c for c, bill in together.items() if c != PARK and bill.lines.get("vehicles")]


def test_who_pays_what_adds_up_and_nobody_loses(sharing: Outcome) -> None:
    alone, cost = sharing.cases["alone"].bills, sharing.cases["together"].eur_per_year
    for rule, one in sharing.allocations.items():
        assert sum(one.shares.values()) == pytest.approx(cost), rule
    shares = sharing.allocations["shapley"].shares
    assert all(shares[c] < bill.total for c, bill in alone.items())


@pytest.mark.parametrize(
    ("changed", "claim"),
    [
        ({"amount": 1.0}, EUROS),
        ({"eur_per_year": 10_000.0}, EUROS),
        ({"part": "dag"}, EUROS),
        ({"part": "dag/klein/klein"}, "Everybody in one pool of cars at most"),
        ({"part": "dag/klein/niemand"}, "Cars of who has or shares none"),
    ],
)
def test_a_falsified_pool_is_found(sharing: Outcome, changed: dict[str, Any], claim: str) -> None:
    assert claim in names(verify(with_pool(sharing, **changed)))


def test_a_pool_of_who_stays_apart_or_of_who_has_no_cars_is_found(sharing: Outcome) -> None:
    rules = replace(sharing.park.rules, apart=("dag",))
    assert "Cars of who has or shares none" in names(verify(replace(sharing, park=replace(sharing.park, rules=rules))))


def test_a_pool_that_is_too_far_is_found(sharing: Outcome) -> None:
    moved = tuple(replace(b, footprint=b.footprint.buffer(1.0)) for b in sharing.park.buildings if b.company != "dag")
    far = sharing.park.company("dag").location
    companies = tuple(
        replace(c, location=type(far)(far.x + 2_000.0, far.y)) if c.id == "dag" else c for c in sharing.park.companies
    )
    park = replace(sharing.park, buildings=moved, companies=companies)
    assert "Farther from a shared car than a walk" in names(verify(replace(sharing, park=park)))


@pytest.mark.parametrize("case", CASES)
def test_cars_that_are_a_euro_off_are_found(sharing: Outcome, case: str) -> None:
    owner = PARK if case == "together" else "dag"
    found = verify(with_line(sharing, case, owner=owner, line="vehicles", more_eur=-1.0))  # type: ignore[arg-type]
    assert f"{case}/{owner}/vehicles" in places(found)


def test_no_plan_costs_less_than_its_bound_on_the_year(sharing: Outcome) -> None:
    proven = prove_year(Scenario(sharing.park, sharing.year, (SharedMobility(),)), sharing)
    for case in ("alone", "together"):
        one = proven.cases[case]
        assert one.proof is not None
        assert one.proof.year_lower is not None
        assert one.proof.year_lower <= one.eur_per_year
    less = [proven.cases[case].proof.year_lower for case in ("alone", "together")]  # type: ignore[union-attr]
    assert less[0] - less[1] == pytest.approx(sharing.saving_eur, abs=1.0)  # type: ignore[operator]
