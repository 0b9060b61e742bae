"""Wells in the verdict: accepted as planned, and found where the ground gets warmer or colder, or gives too much."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from tamper import names, with_case, with_flow

from collectief import Outcome, Scenario, optimise, prove_year, read_park, read_year
from collectief.facts import swung
from collectief.measure import AquiferStore
from collectief.verification import verify

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
STORE, COOLER, COLD = "aquifer_store/dag:kw", "dry_cooler/dag:kw", "aquifer_store/dag:cold"
CHEAP = {"aquifer_store.eur_fixed": 1_000.0, "aquifer_store.eur_per_kw": 300.0}


def made(sector: str) -> tuple[Scenario, Outcome]:
    """The day company with much heat, in this sector, and wells at a third of their price."""
    park = read_park(MINI)
    year, mine = read_year(park, MINI), park.only(["dag"])
    park = replace(mine, companies=tuple(replace(c, sector=sector, gas_m3=120_000.0) for c in mine.companies))
    scenario = Scenario(park, year, (AquiferStore(),))
    with swung(CHEAP):
        return scenario, optimise(scenario)


@pytest.fixture(scope="module")
def cooled() -> tuple[Scenario, Outcome]:
    return made("cold_store")


@pytest.fixture(scope="module")
def office() -> tuple[Scenario, Outcome]:
    return made("office")


def flows_of(outcome: Outcome) -> Mapping[str, float]:
    return {name: float(kw.sum()) for name, kw in outcome.lives["alone"].flows.items()}


def test_a_heating_only_site_is_in_balance_by_its_dry_cooler(office: tuple[Scenario, Outcome]) -> None:
    _, outcome = office
    kwh = flows_of(outcome)
    assert kwh[STORE] > 100_000.0
    assert COLD not in kwh
    assert kwh[COOLER] == pytest.approx(kwh[STORE] * (1.0 - 42.0 / (0.5 * 328.15)), rel=1e-6)
    assert verify(outcome).failed == ()


def test_a_cold_store_is_in_balance_by_its_condensers(cooled: tuple[Scenario, Outcome]) -> None:
    _, outcome = cooled
    kwh = flows_of(outcome)
    assert kwh[COLD] + kwh.get(COOLER, 0.0) == pytest.approx(kwh[STORE] * (1.0 - 42.0 / (0.5 * 328.15)), rel=1e-6)
    assert kwh[COLD] > 100_000.0
    assert verify(outcome).failed == ()


@pytest.mark.parametrize(
    ("flow", "times", "found"),
    [
        (COLD, 1.001, "More heat into the ground than out in a year"),
        (COLD, 0.999, "More heat out of the ground than in a year"),
        (STORE, 0.5, "More heat into the ground than out in a year"),
    ],
)
def test_a_ground_that_gets_warmer_or_colder_is_found(
    flow: str, times: float, found: str, cooled: tuple[Scenario, Outcome]
) -> None:
    assert names(verify(with_flow(cooled[1], flow, times, key="alone"))) == {found}


def test_wells_that_give_more_than_was_built_are_found(cooled: tuple[Scenario, Outcome]) -> None:
    _, outcome = cooled
    case = outcome.cases["alone"]
    less = tuple(replace(b, amount=b.amount - 1.0) if b.measure == "aquifer_store" else b for b in case.builds)
    found = names(verify(with_case(outcome, "alone", builds=less)))
    assert "What wells give above what is built" in found


@pytest.mark.long
def test_no_plan_costs_less_than_the_bound_of_its_year(office: tuple[Scenario, Outcome]) -> None:
    """The year is bounded by rations and lived by prices: the two meet within a hundredth."""
    scenario, outcome = office
    with swung(CHEAP):
        proof = prove_year(scenario, outcome).cases["alone"].proof
    assert proof is not None
    assert proof.year_lower is not None
    assert 0.99 * proof.replayed <= proof.year_lower <= proof.replayed
