"""Proeftuin Delen: what its HERKOMST.md says follows from its files and figures, and a plan of it shares cars."""

from math import ceil
from pathlib import Path

import pytest

from collectief import Outcome, Scenario, optimise, read_park, read_year, verify
from collectief.facts import fact
from collectief.measure import SharedMobility
from collectief.plan.outcome import PARK, CaseKey
from collectief.profile.pool_trips import pool_trips, working_days

DELEN = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-delen"


@pytest.fixture(scope="module")
def plan() -> Outcome:
    """The plan with nothing but cars."""
    park = read_park(DELEN)
    return optimise(Scenario(park, read_year(park, DELEN), (SharedMobility(),)))


def test_what_herkomst_says_of_the_cars_follows_from_files_and_figures(plan: Outcome) -> None:
    text = (DELEN / "HERKOMST.md").read_text(encoding="utf-8")
    cars = sum(c.mobility.pool_cars for c in plan.park.companies)
    trips = sum(c.mobility.pool_trips or 0.0 for c in plan.park.companies)
    days, between = len(working_days(plan.year)), fact("pool.between_h").value
    hours = fact("pool.trip_h").value + between
    day = fact("pool.end_h").value - fact("pool.begin_h").value + between
    assert cars * fact("pool.eur_per_vehicle").value == 46_200
    assert "kosten nu 46.200 EUR" in text
    assert f"op {days} werkdagen" in text
    assert f"{trips:,.0f} ritten".replace(",", ".") in text
    assert f"zijn {ceil(trips * hours / (days * day))} auto's genoeg" in text


def test_the_trips_are_those_of_the_table(plan: Outcome) -> None:
    for company in plan.park.companies:
        trips = pool_trips(company, plan.year)
        assert len(trips) == company.mobility.pool_trips
        assert trips.km.sum() == pytest.approx(company.mobility.pool_km)


def cars_of(outcome: Outcome, key: CaseKey) -> float:
    """All vehicles in a case: of pools, of who keeps fewer, and of who keeps them as they are."""
    pools = [b for b in outcome.cases[key].builds if b.measure == "shared_mobility"]
    changed = {c for b in pools for c in b.part.split("/")}
    kept = sum(c.mobility.pool_cars for c in outcome.park.companies if c.id not in changed)
    return kept + sum(b.amount for b in pools)


def test_seven_cars_become_fewer_and_nobody_pays_more_than_alone(plan: Outcome) -> None:
    assert cars_of(plan, "together") < cars_of(plan, "alone") <= cars_of(plan, "now") == 7
    assert any(b.owner == PARK for b in plan.cases["together"].builds if b.measure == "shared_mobility")
    assert plan.saving_eur > 1_000.0
    shares = plan.allocations["shapley"].shares
    assert all(shares[c] <= bill.total + 0.01 for c, bill in plan.cases["alone"].bills.items())
    assert verify(plan).failed == ()
