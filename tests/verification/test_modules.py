"""Batteries in the verdict: accepted as planned, and found where one is no whole module or holds more than it can."""

from dataclasses import replace
from pathlib import Path

import pytest
from tamper import names, places, with_case, with_flow

from collectief import Outcome, Scenario, optimise, read_park, read_year
from collectief.facts import swung
from collectief.measure import Battery
from collectief.presentation.hand_over import hand_over
from collectief.presentation.plan_json import plan_json
from collectief.presentation.speech import NBSP
from collectief.text import Language
from collectief.verification import verify

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
STOCK = "battery/nacht:store:stock"


def made() -> Outcome:
    """The night company with batteries at a third of their price."""
    park = read_park(MINI).only(["nacht"])
    with swung({"battery.eur_per_kwh": 120.0}):
        return optimise(Scenario(park, read_year(park, MINI), (Battery(),)))


@pytest.fixture(scope="module")
def stored() -> Outcome:
    return made()


def test_a_battery_is_whole_modules_and_accepted(stored: Outcome) -> None:
    (build,) = (b for b in stored.cases["alone"].builds if b.measure == "battery")
    assert build.amount >= 64.0
    assert build.amount % 32.0 == 0.0
    assert verify(stored).failed == ()


def test_part_of_a_module_is_found(stored: Outcome) -> None:
    builds = stored.cases["alone"].builds
    more = tuple(replace(b, amount=b.amount + 0.5) if b.measure == "battery" else b for b in builds)
    verdict = verify(with_case(stored, "alone", builds=more))
    assert "Part of a battery module" in names(verdict)
    assert "alone/nacht" in places(verdict)


def test_a_battery_that_holds_more_than_is_built_is_found(stored: Outcome) -> None:
    assert places(verify(with_flow(stored, STOCK, 1.01, key="alone"))) == {"alone/nacht"}
    assert places(verify(with_flow(stored, STOCK, 1.01))) == {"together/nacht"}
    less = tuple(b for b in stored.cases["alone"].builds if b.measure != "battery")
    assert "More in a battery than is built" in names(verify(with_case(stored, "alone", builds=less)))


def test_the_installer_reads_how_many_modules(stored: Outcome) -> None:
    (build,) = (b for b in stored.cases["together"].builds if b.measure == "battery")
    many = round(build.amount / 32.0)
    said: tuple[tuple[Language, str], ...] = (("nl", "van"), ("en", "of"))
    for language, of in said:
        pages = "".join(hand_over(stored, language).values())
        assert f"{many} modules {of} 32{NBSP}kWh" in pages


def test_the_same_park_gives_the_same_bytes(stored: Outcome) -> None:
    assert plan_json(made()) == plan_json(stored)
