"""Koelpoort and Smidse-Zuid: where a heat network could pay and where it cannot, as their HERKOMST.md says."""

from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from networkx.algorithms.approximation import steiner_tree
from shapely import union_all

from collectief.facts import fact, pipes, sector_row
from collectief.money.annuity import annuity
from collectief.money.gas import gas_bill
from collectief.park import Company, Park, check, heat_degc, read_park
from collectief.park.street_graph import park_graph
from collectief.profile import dwelling_heat, heat_kw, read_year

PARKS = Path(__file__).parents[2] / "data" / "parken"
NAMES = ("koelpoort", "smidse-zuid")
HOURS = 8760
HOT_DEGC = fact("heat_network.supply_degc").value


@pytest.fixture(scope="module")
def parks() -> dict[str, Park]:
    """Both parks by name."""
    return {name: read_park(PARKS / name) for name in NAMES}


@pytest.fixture(scope="module")
def koelpoort(parks: dict[str, Park]) -> Park:
    """The park with cold stores and dwellings."""
    return parks["koelpoort"]


@pytest.fixture(scope="module")
def smidse(parks: dict[str, Park]) -> Park:
    """The park of small units."""
    return parks["smidse-zuid"]


def floor_m2(park: Park, company: Company) -> float:
    """Floor of a company."""
    return sum(b.floor_m2 for b in park.buildings_of(company.id))


def space_kwh(park: Park, company: Company) -> float:
    """Heat of a year for its building."""
    share = sector_row(company.sector, floor_m2(park, company)).space_heat_share
    return company.gas_m3 * fact("gas.kwh_per_m3").value * fact("boiler.efficiency").value * share


# --- both ------------------------------------------------------------------------------------------------------------
def test_the_checks_find_only_what_is_meant_to_be_found() -> None:
    found = [(issue.severity, issue.code) for issue in check(PARKS / "koelpoort")]
    assert found == [("warning", "heat_degc_estimated"), ("warning", "estimated_data")]
    assert check(PARKS / "smidse-zuid") == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_use_is_near_the_key_figure_of_its_sector(name: str, parks: dict[str, Park]) -> None:
    park = parks[name]
    for company in park.companies:
        floor = floor_m2(park, company)
        usual = sector_row(company.sector, floor)
        assert company.electricity_kwh / floor == pytest.approx(usual.electricity_kwh_m2, rel=0.35)
        assert company.gas_m3 / floor == pytest.approx(usual.gas_m3_m2, rel=0.35)


@pytest.mark.parametrize("name", NAMES)
def test_every_company_and_every_row_of_dwellings_can_be_reached_along_the_streets(
    name: str, parks: dict[str, Park]
) -> None:
    park = parks[name]
    ends = {c.id: c.location for c in park.companies} | {d.id: d.location for d in park.dwellings}
    assert nx.is_connected(park_graph(park, ends))


@pytest.mark.parametrize("name", NAMES)
def test_buildings_and_dwellings_stand_apart_and_off_the_street(name: str, parks: dict[str, Park]) -> None:
    park = parks[name]
    shapes = [*(b.footprint for b in park.buildings), *(d.shape for d in park.dwellings)]
    assert all(a.distance(b) > 5 for a, b in combinations(shapes, 2))
    streets = union_all([s.line for s in park.streets])
    assert min(shape.distance(streets) for shape in shapes) > 5


# --- Koelpoort -------------------------------------------------------------------------------------------------------
def test_koelpoort_is_35_ha_with_260_dwellings_beside_it(koelpoort: Park) -> None:
    ground = union_all([p.polygon for p in koelpoort.parcels]).buffer(17).buffer(-17)
    assert ground.area == pytest.approx(350_000, rel=0.02)
    assert sum(d.dwellings for d in koelpoort.dwellings) == 260
    assert all(not d.shape.intersects(ground) for d in koelpoort.dwellings)


def test_cold_stores_give_lukewarm_heat_day_and_night_and_the_laundry_hot_heat_when_it_works(koelpoort: Park) -> None:
    cold = [c.residual_heat for c in koelpoort.companies if c.sector in ("cold_store", "wholesale_cooled")]
    assert all(heat is not None and heat.always and 30 <= heat.degc <= 40 for heat in cold)
    assert sum(heat.kw for heat in cold if heat) > 1_000
    hot = koelpoort.company("wasserij").residual_heat
    assert hot is not None
    assert hot.degc >= 80
    assert not hot.always


@pytest.mark.parametrize("key", ["koelhuis", "vrieshuis", "fruit", "horeca"])
def test_the_heat_of_a_cold_store_is_that_of_its_condensers(key: str, koelpoort: Park) -> None:
    """Power for cooling times COP + 1; -5 degC to 36: half of 268.15 / 41 is a COP of 3.27."""
    company = koelpoort.company(key)
    heat = company.residual_heat
    assert heat is not None
    cooling_kw = fact(f"cold_shift.share.{company.sector}").value * company.electricity_kwh / HOURS
    cop = fact("heat_pump.grade_water").value * 268.15 / (heat.degc + 5)
    assert heat.kw == pytest.approx(cooling_kw * (cop + 1), abs=5.0)


def test_there_is_more_heat_to_spare_than_buildings_ask_over_the_year_and_less_on_a_cold_day(koelpoort: Park) -> None:
    """So storage, a second source or boilers at the peak are part of any honest design."""
    year = read_year(koelpoort, PARKS / "koelpoort")
    asked = np.sum([dwelling_heat(d, year).total_kw for d in koelpoort.dwellings], axis=0)
    for c in koelpoort.companies:
        asked = asked + heat_kw(c, floor_m2(koelpoort, c), year=year).space_kw
    always_kw = sum(c.residual_heat.kw for c in koelpoort.companies if c.residual_heat and c.residual_heat.always)
    assert always_kw * HOURS > 1.5 * asked.sum()
    assert asked.max() > always_kw


def test_a_trench_from_the_laundry_to_all_dwellings_is_twice_as_dense_as_a_good_network(koelpoort: Park) -> None:
    ends = {c.id: c.location for c in koelpoort.companies} | {d.id: d.location for d in koelpoort.dwellings}
    reached = ["wasserij", *(d.id for d in koelpoort.dwellings)]
    length_m = steiner_tree(park_graph(koelpoort, ends), reached, weight="length_m").size("length_m")
    density = sum(d.heat_kwh for d in koelpoort.dwellings) / 1_000 / length_m
    assert 3.0 < density < 4.0
    assert density > 2 * fact("heat_network.density_good_mwh_per_m").value
    assert "ruim 3 MWh per meter" in (PARKS / "koelpoort" / "HERKOMST.md").read_text(encoding="utf-8")


def test_what_is_not_known_of_koelpoort_is_an_estimate(koelpoort: Park) -> None:
    assert [d.id for d in koelpoort.dwellings if d.origin == "estimated"] == ["rij-zuid"]
    unknown = {c.id: heat_degc(koelpoort, c) for c in koelpoort.companies if c.heat_degc is None}
    assert set(unknown.values()) == {55.0}
    assert len(unknown) == 5


def test_the_sources_of_nobody_are_a_place_a_harbour_in_summer_and_a_works_that_ends(koelpoort: Park) -> None:
    found = {one.kind: one for one in koelpoort.heat_sources}
    assert set(found) == {"plant_site", "surface_water", "residual"}
    assert found["surface_water"].months == (4, 10)
    assert found["residual"].until == 2040


def test_three_offices_have_no_room_for_a_heat_pump_and_hot_heat_lies_between_them(koelpoort: Park) -> None:
    offices = [c for c in koelpoort.companies if c.sector == "office"]
    for office in offices:
        hours = sector_row("office", floor_m2(koelpoort, office)).full_load_hours
        assert office.connection.offtake_kw - office.electricity_kwh / hours < 10.0
    hot = [c for c in koelpoort.companies if c.residual_heat and c.residual_heat.degc >= HOT_DEGC]
    assert {c.id for c in hot} == {"soep", "bakkerij", "wasserij"}
    assert max(min(o.location.distance(c.location) for c in hot) for o in offices) < 250.0


# --- Smidse-Zuid -----------------------------------------------------------------------------------------------------
def test_smidse_is_42_small_units_that_pay_by_fuse_and_of_which_one_has_heat_to_spare(smidse: Park) -> None:
    assert len(smidse.companies) == 42
    assert {c.connection.kind for c in smidse.companies} == {"small"}
    assert [(c.name, c.residual_heat.kw) for c in smidse.companies if c.residual_heat] == [("Smederij Blaasbalg", 30.0)]
    assert {one.kind for one in smidse.heat_sources} == {"plant_site", "ground"}
    assert max(b.floor_m2 for b in smidse.buildings) < 500
    assert smidse.dwellings == ()


def test_smidse_asks_too_little_heat_for_the_length_of_its_streets(smidse: Park) -> None:
    streets = union_all([s.line for s in smidse.streets])
    length_m = streets.length + sum(b.footprint.distance(streets) for b in smidse.buildings)
    density = sum(space_kwh(smidse, c) for c in smidse.companies) / 1_000 / length_m
    assert density < fact("heat_network.density_poor_mwh_per_m").value
    trench_eur = length_m * min(pipe.eur_per_m_low for pipe in pipes())
    life, upkeep = fact("heat_network.life_years").value, fact("heat_network.upkeep_outdoor").value
    yearly_eur = trench_eur * (annuity(fact("interest.real").value, life) + upkeep)
    bills = [gas_bill(c.gas_m3, year=smidse.tax_year) for c in smidse.companies]
    gas_eur = sum(bill["gas"] + bill["gas_tax"] for bill in bills)
    assert gas_eur < yearly_eur
    text = (PARKS / "smidse-zuid" / "HERKOMST.md").read_text(encoding="utf-8")
    for told in (yearly_eur, gas_eur, length_m):
        assert f"{told:,.0f}".replace(",", ".") in text
