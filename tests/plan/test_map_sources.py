"""Proeftuin Warmte without residual heat, beside a well of the map: its network buys heat, and says so."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import Point

from collectief import MEASURES, Outcome, Scenario, optimise, read_park, read_year
from collectief.measure import PARK
from collectief.measure.network_names import PIPE
from collectief.money import Bill
from collectief.park import HeatSource, Park
from collectief.plan import worth as worths
from collectief.plan.climate import climate
from collectief.plan.decide import setting_of
from collectief.plan.levelised import levelised
from collectief.plan.one_less import one_less
from collectief.plan.prepare import quarters
from collectief.plan.steps import design_steps
from collectief.plan.worth import worth
from collectief.presentation.figures import beside_builds
from collectief.presentation.map import layers
from collectief.presentation.map_areas import surroundings
from collectief.presentation.report import report
from collectief.presentation.speech import Speech
from collectief.verification import verify
from collectief.verification.outside import MORE, check_outside

pytestmark = pytest.mark.slow
WARM = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-warmte"
HEATING = ("efficiency", "heat_network", "heat_pump", "heat_recovery")
EUR, KG = 0.03, 0.02
FLOW = "outside/source/put:kw"


def with_well(park: Park) -> Park:
    at = park.company("smelt").location
    well = HeatSource("put", "geothermal", Point(at.x - 60, at.y - 150), 400.0, 75.0, eur_per_kwh=EUR, until=2050)
    well = replace(well, co2_kg_per_kwh=KG)
    bare = tuple(replace(c, residual_heat=None) for c in park.companies)
    return replace(park, companies=bare, heat_sources=(well, HeatSource("plek", "plant_site", at.centroid)))


def scenario() -> Scenario:
    park = with_well(read_park(WARM))
    return Scenario(park, read_year(park, WARM), tuple(m for m in MEASURES if m.key in HEATING))


@pytest.fixture(scope="module")
def welled() -> Outcome:
    return optimise(scenario())


def test_the_network_pays_for_its_heat_and_every_sum_holds(welled: Outcome) -> None:
    kwh = float(welled.lives["together"].flows[FLOW].sum())
    assert kwh > 500_000
    assert welled.cases["together"].bills[PARK].lines["heat_bought"] == pytest.approx(EUR * kwh)
    assert all("heat_bought" not in bill.lines for bill in welled.cases["alone"].bills.values())
    assert welled.cases["together"].eur_per_year < welled.cases["alone"].eur_per_year
    assert verify(welled).failed == ()


def test_what_the_source_emits_is_scope_2_of_the_park_and_lessens_what_the_network_lowers(welled: Outcome) -> None:
    kg = KG * float(welled.lives["together"].flows[FLOW].sum())
    assert welled.climate is not None
    scopes = welled.climate.scopes["together"]
    assert scopes[PARK].heat_kg == pytest.approx(kg)
    assert scopes[PARK].total_kg == pytest.approx(welled.cases["together"].energy[PARK].co2_kg)
    assert all(one.heat_kg == 0 for owner, one in scopes.items() if owner != PARK)
    clean = replace(welled.cases["together"], energy={
        owner: replace(e, heat_co2_kg=0.0) for owner, e in welled.cases["together"].energy.items()
    })  # fmt: skip
    cases = {**welled.cases, "together": clean}
    setting = setting_of(scenario(), quarters(welled.park, welled.year))
    other = climate(setting, scenario().measures, cases, welled.lives)
    lowers = [{r.measure: r.kg for r in found.reductions}["heat_network"] for found in (other, welled.climate)]
    assert lowers[0] - lowers[1] == pytest.approx(kg)
    assert "warmte van bronnen op de kaart" in report(welled, "nl")


def test_emissions_that_are_left_out_are_found(welled: Outcome) -> None:
    together = welled.cases["together"]
    lighter = replace(together.energy[PARK], heat_co2_kg=0.0)
    told = replace(together, energy={**together.energy, PARK: lighter})
    wrong = verify(replace(welled, cases={**welled.cases, "together": told})).failed
    assert ["heat_co2_kg" in c.where for c in wrong] == [True]


def test_a_source_that_says_nothing_of_its_emission_is_named(welled: Outcome) -> None:
    assert "Als 0 telt" not in report(welled, "nl")
    silent = tuple(replace(one, co2_kg_per_kwh=0.0) for one in welled.park.heat_sources)
    html = report(replace(welled, park=replace(welled.park, heat_sources=silent)), "nl")
    assert "Als 0 telt, omdat de kaart geen uitstoot noemt: warmtebron put." in html


def test_the_proof_is_of_the_bills_with_what_is_bought(welled: Outcome) -> None:
    together = welled.cases["together"]
    assert together.proof is not None
    assert together.proof.replayed == pytest.approx(together.eur_per_year)
    assert welled.network is not None
    assert 0 < welled.network.found_eur <= welled.network.most_eur


def test_a_wrong_price_or_more_than_it_has_is_found(welled: Outcome) -> None:
    case, life = welled.cases["together"], welled.lives["together"]
    bills = {**case.bills, PARK: Bill({**case.bills[PARK].lines, "heat_bought": 1.0})}
    cheaper = replace(welled, cases={**welled.cases, "together": replace(case, bills=bills)})
    assert any(not c.ok for c in verify(cheaper).checks)
    flows = {n: kw + 400.0 if n == FLOW else kw for n, kw in life.flows.items()}
    much = replace(welled, lives={**welled.lives, "together": replace(life, flows=flows)})
    assert [c.name for c in check_outside(much) if not c.ok] == [MORE]
    summer = tuple(replace(one, months=(6, 8)) for one in welled.park.heat_sources)
    closed = replace(welled, park=replace(welled.park, heat_sources=summer))
    assert [c.name for c in check_outside(closed) if not c.ok] == [MORE]


def test_with_nothing_left_out_it_costs_what_it_costs_and_without_the_network_buys_nothing(welled: Outcome) -> None:
    asked = scenario()
    loads = quarters(asked.park, asked.year)
    setting = setting_of(asked, loads)
    case, life = welled.cases["together"], welled.lives["together"]
    eur, _ = one_less(setting, case, life, None, measures=asked.measures, load_kw=loads)
    assert eur == pytest.approx(case.eur_per_year)


def test_what_a_kwh_of_the_network_costs_holds_what_is_bought(welled: Outcome) -> None:
    (made,) = (one for one in levelised(welled) if one.measure == "heat_network")
    assert made.energy_eur_per_year == pytest.approx(welled.cases["together"].bills[PARK].lines["heat_bought"])


def test_nobody_has_a_source_to_himself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a well near the street, too small for both, each company has a part; with all of it, it would save more."""
    asked = scenario()
    near = asked.park.company("smelt").location
    small = tuple(replace(s, place=Point(near.x - 60, near.y - 60), kw=250.0, eur_per_kwh=0.005) for s in
                  asked.park.heat_sources if s.id == "put")  # fmt: skip
    asked = replace(asked, park=replace(asked.park, heat_sources=small))
    made = optimise(asked)
    (project,) = (p for p in made.projects if p.key == "heat_network")
    assert len(project.members) == 2
    setting = setting_of(asked, quarters(asked.park, asked.year))
    steps, sizes = design_steps(setting, 1), made.lives["together"].sizes
    value = worth(setting, project, steps, sizes)
    apart = [value(frozenset([c])) for c in project.members]
    assert 0 < sum(apart) < 0.9 * value(frozenset(project.members))
    monkeypatch.setattr(worths, "_entitlements", lambda *_: ())
    alone = worth(setting, project, steps, sizes)
    assert all(alone(frozenset([c])) > eur + 1000.0 for c, eur in zip(project.members, apart, strict=True))


def test_what_it_says_of_the_source(welled: Outcome) -> None:
    assert welled.network is not None
    assert welled.network.ending == (("source/put", 2050),)
    beside = beside_builds(welled.cases["together"])
    assert beside["heat_bought"] == pytest.approx(welled.cases["together"].bills[PARK].lines["heat_bought"])
    built = sum(b.eur_per_year for b in welled.cases["together"].builds)
    assert built + sum(beside.values()) == pytest.approx(welled.cases["together"].eur_per_year)
    html = report(welled, "nl")
    assert "Warmte gekocht buiten het park" in html
    assert "warmtebron put" in html
    assert "source/put" not in html.partition("<script")[0].partition('class="map"')[0]


def test_the_map_shows_which_sources_the_plan_takes(welled: Outcome) -> None:
    (layer,) = (one for one in layers(welled, Speech("en")) if one.name == "Heat sources")
    told = {f["properties"]["who"]: f["properties"] for f in layer.features}
    assert surroundings(welled).covers(next(s.place for s in welled.park.heat_sources if s.id == "put"))
    assert told["heat source put"]["taken"].split() == [
        f"{welled.lives['together'].sizes['outside/source/put']:.0f}",
        "kW",
    ]
    assert told["plant plek"]["taken"].split() == ["0", "kW"]


def test_pipes_reach_the_source(welled: Outcome) -> None:
    sizes = welled.lives["together"].sizes
    assert any(n.startswith(f"{PIPE}service/source/put") and kw > 0 for n, kw in sizes.items())
    assert np.max(welled.lives["together"].flows[FLOW]) <= 400.0 + 1e-6
