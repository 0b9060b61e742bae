"""Flats beside Proeftuin Warmte: served by its network at the regulated tariff, and shown as such."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import Point, box

from collectief import MEASURES, Outcome, Scenario, optimise, read_park, read_year
from collectief.measure import PARK
from collectief.money import Bill
from collectief.park import Dwellings, Park
from collectief.plan.decide import setting_of
from collectief.plan.one_less import one_less
from collectief.plan.prepare import quarters
from collectief.plan.worth import or_apart, with_once
from collectief.presentation.figures import beside_builds
from collectief.presentation.map import layers
from collectief.presentation.plan_json import plan_json
from collectief.presentation.report import report
from collectief.presentation.section_network import network
from collectief.presentation.speech import Speech
from collectief.verification import verify
from collectief.verification.homes import GIVEN, check_homes

pytestmark = pytest.mark.slow
WARM = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-warmte"
HEATING = ("efficiency", "heat_network", "heat_pump", "heat_recovery")
EVIL = "Flat <script>alert(1)</script>"


def with_homes(park: Park) -> Park:
    at = park.company("smelt").location
    flat = box(at.x + 30, at.y - 120, at.x + 70, at.y - 100)
    return replace(
        park,
        dwellings=(
            Dwellings("flat", 60, 450_000.0, 70.0, flat, "BU99990001", EVIL),
            Dwellings("heet", 10, 60_000.0, 90.0, Point(at.x - 30, at.y - 120)),
        ),
    )


@pytest.fixture(scope="module")
def homed() -> Outcome:
    park = with_homes(read_park(WARM))
    return optimise(Scenario(park, read_year(park, WARM), tuple(m for m in MEASURES if m.key in HEATING)))


def test_dwellings_pay_the_park_and_every_sum_holds(homed: Outcome) -> None:
    assert homed.network is not None
    (flat,) = homed.network.served
    assert -homed.cases["together"].bills[PARK].lines["heat_sold"] == pytest.approx(flat.received_eur)
    assert all("heat_sold" not in bill.lines for c, bill in homed.cases["together"].bills.items() if c != PARK)
    assert verify(homed).failed == ()


def test_the_proof_is_of_the_bills_with_what_dwellings_pay(homed: Outcome) -> None:
    together = homed.cases["together"]
    assert together.proof is not None
    assert together.proof.replayed == pytest.approx(together.eur_per_year)
    assert homed.network is not None
    assert homed.network.found_eur <= homed.network.most_eur


def test_a_network_with_dwellings_saves_more_than_without(homed: Outcome) -> None:
    plain = read_park(WARM)
    without = optimise(Scenario(plain, read_year(plain, WARM), tuple(m for m in MEASURES if m.key in HEATING)))
    assert homed.cases["together"].eur_per_year < without.cases["together"].eur_per_year
    assert homed.cases["alone"].eur_per_year == pytest.approx(without.cases["alone"].eur_per_year)


def test_each_share_is_at_most_what_it_is_alone_and_dwellings_have_none(homed: Outcome) -> None:
    alone = {c.id: homed.cases["alone"].bills[c.id].total for c in homed.park.companies}
    for rule in homed.allocations.values():
        assert set(rule.shares) == set(alone)
        assert all(eur <= alone[c] + 0.01 for c, eur in rule.shares.items())
        assert sum(rule.shares.values()) == pytest.approx(homed.cases["together"].eur_per_year)


def test_what_the_plan_costs_with_nothing_left_out_is_what_it_costs(homed: Outcome) -> None:
    """A measure is left out of a plan whose dwellings go on paying."""
    year = read_year(homed.park, WARM)
    loads = quarters(homed.park, year)
    measures = tuple(m for m in MEASURES if m.key in HEATING)
    setting = setting_of(Scenario(homed.park, year, measures), loads)
    case, life = homed.cases["together"], homed.lives["together"]
    eur, _ = one_less(setting, case, life, None, measures=measures, load_kw=loads)
    assert eur == pytest.approx(case.eur_per_year)


def test_dwellings_pay_once_however_companies_split() -> None:
    """Each of two sources could serve the flats for 50; both together for 45: no more than 50 in all, not 100."""
    serving = {frozenset("a"): 50.0, frozenset("b"): 50.0, frozenset("ab"): 45.0}
    value = with_once(serving.__getitem__, or_apart(dict.fromkeys(serving, 0.0).__getitem__))
    assert [value(frozenset(s)) for s in ("a", "b", "ab")] == [50.0, 50.0, 50.0]


def test_another_price_or_less_heat_is_found(homed: Outcome) -> None:
    case = homed.cases["together"]
    bills = {**case.bills, PARK: Bill({**case.bills[PARK].lines, "heat_sold": -1.0})}
    cheaper = replace(homed, cases={**homed.cases, "together": replace(case, bills=bills)})
    assert any(not c.ok for c in verify(cheaper).checks)
    life = homed.lives["together"]
    flows = {n: np.zeros_like(kw) if n == "connect/dwellings/flat:kw" else kw for n, kw in life.flows.items()}
    cold = replace(homed, lives={**homed.lives, "together": replace(life, flows=flows)})
    assert [c.name for c in check_homes(cold) if not c.ok] == [GIVEN]


def test_the_law_counts_them_as_small_users(homed: Outcome) -> None:
    assert homed.network is not None
    assert homed.network.regime is not None
    (group,) = (g for g in homed.network.regime.groups if g.kind == "dwellings")
    assert (group.connections, group.protected) == (60, True)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Woningen naast het park", "hooguit EUR", "heter water")),
        ("en", ("Dwellings beside", "at most EUR", "hotter")),
    ],
)
def test_the_chapter_tells_the_municipality(homed: Outcome, language: str, words: tuple[str, ...]) -> None:
    section = network(homed, Speech("nl" if language == "nl" else "en"))
    assert section is not None
    said = str(section)
    assert all(word in said for word in words)
    assert "BU99990001" in said


def test_what_they_pay_stands_by_itself_and_the_first_sentence_counts_them(homed: Outcome) -> None:
    beside = beside_builds(homed.cases["together"])
    assert homed.network is not None
    assert -beside["heat_sold"] == pytest.approx(homed.network.served[0].received_eur)
    built = sum(b.eur_per_year for b in homed.cases["together"].builds)
    assert built + sum(beside.values()) == pytest.approx(homed.cases["together"].eur_per_year)
    assert beside_builds(homed.cases["alone"])["heat_sold"] == 0.0
    assert "een warmtenet voor 3 bedrijven en 60 woningen" in homed.decision.nl


def test_programs_and_the_map_get_them_with_names_that_cannot_run(homed: Outcome) -> None:
    (served,) = json.loads(plan_json(homed))["heat_network"]["homes"]
    assert (served["node"], served["connected"], served["dwellings"]) == ("dwellings/flat", True, 60)
    (layer,) = (one for one in layers(homed, Speech("nl")) if one.name == "Woningen")
    assert len(layer.features) == 2
    assert EVIL not in str(layer.features)
    assert EVIL not in report(homed)
