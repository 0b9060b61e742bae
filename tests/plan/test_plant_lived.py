"""Proeftuin Warmte without residual heat, with flats beside it: a plant on the site of its group feeds the network."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from collectief import MEASURES, Outcome, Scenario, optimise, read_park, read_year
from collectief.facts import swung
from collectief.measure.build import BOILED, STORED
from collectief.park import Dwellings, HeatSource
from collectief.plan.levelised import levelised
from collectief.presentation.section_network import network
from collectief.presentation.speech import Speech
from collectief.verification import verify
from collectief.verification.tanks import MADE, OTHER, check_tanks

pytestmark = pytest.mark.slow
WARM = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-warmte"
HEATING = ("efficiency", "group_contract", "heat_network", "heat_pump", "heat_recovery")
CHEAPER = 800.0
"""EUR per kW of a large heat pump, with which a company connects too."""


def flats(*, place: bool, eur_per_kw: float = CHEAPER) -> Outcome:
    """With or without a place for the plant on the map."""
    park = read_park(WARM)
    at, hout = park.company("smelt").location, park.company("hout").location
    park = replace(
        park,
        companies=tuple(replace(c, residual_heat=None) for c in park.companies),
        heat_sources=(HeatSource("plek", "plant_site", at.centroid),) if place else (),
        dwellings=(Dwellings("flat", 60, 450_000.0, 70.0, hout.buffer(12)),),
    )
    with swung({"central_heat_pump.eur_per_kw": eur_per_kw}):
        return optimise(Scenario(park, read_year(park, WARM), tuple(m for m in MEASURES if m.key in HEATING)))


@pytest.fixture(scope="module")
def placed() -> Outcome:
    return flats(place=True)


def parts(outcome: Outcome) -> dict[str, float]:
    builds = outcome.cases["together"].builds
    return {b.part: b.amount for b in builds if b.measure == "heat_network"}


def test_a_tank_beside_the_plant_takes_part_in_the_year_and_every_sum_holds(placed: Outcome) -> None:
    assert placed.network is not None
    assert placed.network.plant == "plant/plek"
    assert parts(placed)[STORED] > 50.0
    assert placed.lives["together"].flows["network_tank/plant/plek:gives"].sum() > 5_000.0
    assert verify(placed).failed == ()


def test_heat_in_a_tank_that_the_plant_did_not_make_is_found(placed: Outcome) -> None:
    life = placed.lives["together"]
    none = {n: kw * 0.0 if n.startswith("central/") else kw for n, kw in life.flows.items()}
    forged = replace(placed, lives={**placed.lives, "together": replace(life, flows=none)})
    assert OTHER in {c.name for c in check_tanks(forged) if not c.ok}
    more = {n: kw + 1.0 if n.endswith(":gives") else kw for n, kw in life.flows.items()}
    forged = replace(placed, lives={**placed.lives, "together": replace(life, flows=more)})
    assert MADE in {c.name for c in check_tanks(forged) if not c.ok}


def test_without_a_place_there_is_no_tank_and_a_boiler_makes_the_peak() -> None:
    made = flats(place=False)
    found, flows = parts(made), made.lives["together"].flows
    assert STORED not in found
    assert found[BOILED] > 20.0
    assert 0.0 < flows["plant_boiler/station:kw"].sum() < 0.2 * flows["central/station:kw"].sum()
    assert flows["plant_boiler/station:kw"].max() <= found[BOILED] + 1e-3
    assert verify(made).failed == ()
    (heat,) = (one for one in levelised(made) if one.measure == "heat_network")
    assert heat.energy_eur_per_year > 0.0
    assert np.isfinite(heat.eur_per_mwh)


def test_a_network_of_dwellings_only_is_none_of_the_park_and_the_report_says_so() -> None:
    made = flats(place=False, eur_per_kw=1144.0)
    assert made.network is not None
    assert made.network.outsiders
    assert not made.network.built
    assert "Een net voor woningen alleen zou" in str(network(made, Speech("nl")))
    assert "A network for dwellings alone would" in str(network(made, Speech("en")))
    assert "does not bring" not in str(network(made, Speech("en")))
