"""A hub and a battery on the site of a group: planned, lived, billed and accepted, and found where less is built."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tamper import names, places, with_case

from collectief import Outcome, Scenario, optimise, read_park, read_year
from collectief.facts.swing import swung
from collectief.measure import Setting
from collectief.measure.battery import Battery
from collectief.measure.charging_hub import ChargingHub
from collectief.measure.group_contract import GroupContract
from collectief.model import Part
from collectief.park import Company, Mobility
from collectief.plan.outcome import PARK, CaseKey
from collectief.verification import verify

pytestmark = pytest.mark.long
MINI = Path(__file__).resolve().parents[2] / "data" / "parken" / "proeftuin-mini"
CASES: tuple[CaseKey, CaseKey] = ("alone", "together")


class OnSite(Battery):
    """A battery of the group only: those of companies would do the same work without a site."""

    def own_parts(self, setting: Setting, company: Company) -> Iterator[Part]:
        """None."""
        del setting, company
        yield from ()


@pytest.fixture(scope="module")
def charged() -> Outcome:
    """Three with vans and no room for chargers of their own, and batteries at EUR 20 a kWh."""
    park, cheap = read_park(MINI), {"battery.eur_per_kwh": 20.0, "battery.eur_fixed": 0.0}
    year = read_year(park, MINI)
    vans = Mobility(van_kwh=40_000.0, charger_kw=0.0)
    companies = tuple(replace(c, mobility=vans) if c.connection.kind == "large" else c for c in park.companies)
    with swung(cheap | {"battery.upkeep_eur_per_kwh": 0.0}):
        return optimise(Scenario(replace(park, companies=companies), year, (OnSite(), ChargingHub(), GroupContract())))


def shared(outcome: Outcome) -> dict[str, float]:
    return {b.measure: b.amount for b in outcome.cases["together"].builds if b.owner == PARK}


def test_a_hub_and_a_battery_that_pay_are_built_by_the_group_and_accepted(charged: Outcome) -> None:
    (project,) = charged.projects
    assert (project.key, project.adopted, project.members) == ("site", True, ("dag", "nacht", "vlak"))
    assert shared(charged)["charging_hub"] >= 22.0
    assert shared(charged)["battery"] >= 32.0
    assert charged.saving_eur >= project.gain_eur > 0.0
    assert verify(charged).failed == ()


def test_who_charges_at_the_hub_hardly_pays_the_road(charged: Outcome) -> None:
    """Without it all driving of 120,000 kWh is charged in public, at EUR 0.45."""
    for company in ("dag", "nacht", "vlak"):
        alone, together = (charged.cases[case].energy[company].public_charging_kwh for case in CASES)
        assert alone == pytest.approx(40_000.0)
        assert together < 0.01 * alone  # the hub is no larger for the few days of most driving


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("charging_hub", "More charged than the chargers can"),
        ("battery", "More in a battery than is built"),
    ],
)
def test_half_of_what_is_used_is_found(charged: Outcome, measure: str, said: str) -> None:
    together = charged.cases["together"]
    less = tuple(
        replace(b, amount=b.amount / 2) if b.measure == measure and b.owner == PARK else b for b in together.builds
    )
    found = verify(with_case(charged, "together", builds=less))
    assert said in names(found)
    assert places(found) == {"together/station"}
