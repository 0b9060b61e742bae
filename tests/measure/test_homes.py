"""Dwellings on a network: outside the game, at the regulated tariff, with all their heat and all of a row or none."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from shapely.geometry import MultiPolygon, Point, box
from small_setting import X, Y, days, park, setting_of, small

from collectief.facts import fact, swung
from collectief.heat.pipe import trenches
from collectief.heat.tariff import maximum_tariff
from collectief.measure import PARK, HeatNetwork, Setting
from collectief.measure.heat_network import HEAT, heat_ways
from collectief.measure.homes import home_builds, home_kw, home_node, home_price, homes, received_eur, sold_eur
from collectief.measure.network_names import CONNECT
from collectief.measure.residual import network_spare_kw
from collectief.model import Flow, Size
from collectief.park import Dwellings
from collectief.plan.design import any_size
from collectief.plan.network_passes import Passes
from collectief.plan.network_screen import OWN_HEAT, heat_parts
from collectief.plan.run import Run
from collectief.plan.steps import design_steps

FLAT = Dwellings("flat", 40, 300_000.0, 70.0, box(X + 30, Y + 20, X + 60, Y + 40))
ROW = Dwellings("row", 10, 100_000.0, 60.0, Point(X + 45, Y - 20))
HOT = replace(ROW, id="hot", degc=90.0)


@cache
def beside(*rows: Dwellings) -> Setting:
    return setting_of(replace(park(), dwellings=rows))


def of_row(setting: Setting, one: Dwellings) -> tuple[Size, dict[str, Flow]]:
    """The connection of a row, and its flows."""
    parts = [p for p in HeatNetwork().shared_parts(setting) if p.name.startswith(f"{CONNECT}{home_node(one)}")]
    (size,) = (p for p in parts if isinstance(p, Size))
    return size, {p.name.rpartition(":")[2]: p for p in parts if isinstance(p, Flow)}


def test_a_row_pays_the_tariff_of_the_regulator_without_vat() -> None:
    """40 connections and 300 MWh (1,080 GJ) by the published tariff of the year of the tax."""
    setting = beside(FLAT)
    year = setting.park.tax_year
    gj, fixed = (fact(f"heat_tariff.{year}.{name}").value for name in ("eur_per_gj", "fixed_eur"))
    by_hand = (1080 * gj + 40 * fixed) / 1.21
    assert received_eur(setting.park, FLAT) == pytest.approx(by_hand)
    size, flows = of_row(setting, FLAT)
    assert -float(np.sum(flows["kw"].lower * flows["kw"].eur_per_kwh)) == pytest.approx(by_hand)
    assert sold_eur(setting, {size.name: size.upper}) == pytest.approx(by_hand)
    assert sold_eur(setting, {size.name: 0.0}) == 0.0


def test_a_year_without_a_known_tariff_takes_the_first_that_is_known() -> None:
    early = replace(park(), year=replace(park().year, tax_year=2023), dwellings=(FLAT,))
    assert early.tax_year == 2023
    assert received_eur(early, FLAT) == pytest.approx(maximum_tariff(2024).received_eur(300.0, 40))


def test_all_heat_of_all_dwellings_or_none() -> None:
    size, flows = of_row(beside(FLAT), FLAT)
    assert size.owner == flows["kw"].owner == PARK
    assert size.least == size.upper == pytest.approx(home_kw(beside(FLAT), FLAT))
    assert flows["kw"].per_built
    assert np.array_equal(flows["kw"].lower, flows["kw"].upper)
    assert float(np.sum(flows["kw"].lower)) == pytest.approx(FLAT.heat_kwh)
    assert flows["kw"].into == {HEAT: -1.0}


def test_flats_are_told_by_their_footprint_and_houses_need_pipes_of_their_own() -> None:
    """600 m2 for 40 dwellings are flats, 6,000 m2 are houses; a point says nothing, and counts as houses."""
    setting = beside(FLAT, ROW)
    indoors = {kind: fact(f"dwelling.{kind}_indoor_eur").value for kind in ("flat", "house")}
    assert home_price(setting, FLAT).investment_eur == pytest.approx(40 * indoors["flat"])
    metre = fact("dwelling.pipe_m").value * trenches()[0].eur_per_m
    assert home_price(setting, ROW).investment_eur == pytest.approx(10 * (indoors["house"] + metre))
    wide = replace(FLAT, shape=box(X, Y, X + 100, Y + 60))
    apart = replace(FLAT, shape=MultiPolygon([box(X, Y, X + 50, Y + 60), box(X + 60, Y, X + 110, Y + 60)]))
    for one in (wide, apart):
        assert home_price(setting, one).investment_eur == pytest.approx(40 * (indoors["house"] + metre))
    assert "loss" not in of_row(setting, FLAT)[1]
    lost = of_row(beside(ROW), ROW)[1]["loss"]
    assert lost.lower == lost.upper == pytest.approx(10 * fact("dwelling.pipe_m").value * trenches()[0].loss_kw_per_m)


def test_few_dwellings_take_more_at_once_than_their_part_of_many() -> None:
    setting = beside(FLAT, replace(FLAT, id="one", dwellings=1, heat_kwh=7_500.0))
    many, one = (home_kw(setting, d) for d in setting.park.dwellings)
    assert float(np.max(setting.dwelling_kw["flat"])) < many < 40 * one


def test_who_needs_hotter_water_or_uses_no_heat_is_no_customer() -> None:
    nobody = beside(replace(FLAT, heat_kwh=0.0), HOT)
    assert homes(beside(FLAT, HOT)) == (FLAT,)
    assert homes(nobody) == ()
    assert not [p for p in HeatNetwork().shared_parts(nobody) if "dwellings/" in p.name]


def test_who_is_connected_stays_so_where_figures_move() -> None:
    """Ten times the price indoors, or water of 55 degrees: the connection costs more, and is not forgotten."""
    setting = beside(FLAT)
    sizes = {f"{CONNECT}{home_node(FLAT)}": home_kw(setting, FLAT)}
    (before,) = home_builds(setting, "heat_network", sizes)
    key = "dwelling.flat_indoor_eur"
    with swung({key: 10 * fact(key).value, "heat_network.supply_degc": 55.0}):
        (after,) = home_builds(setting, "heat_network", sizes)
        assert sold_eur(setting, sizes) > 0.0
    assert after.eur_per_year == pytest.approx(10 * before.eur_per_year)


def test_the_day_on_which_heat_is_short_is_a_step_that_costs_next_to_nothing() -> None:
    plain, served = design_steps(beside(), 4), design_steps(beside(FLAT, ROW), 4)
    assert len(served) - len(plain) in {0, 24}
    assert float(served.weight.sum()) == pytest.approx(float(plain.weight.sum()))
    setting = beside(FLAT, ROW)
    asked = sum(setting.dwelling_kw.values(), np.zeros(8760))
    spare = sum(
        (kw for c in setting.park.companies if (kw := network_spare_kw(setting, c)) is not None), np.zeros(8760)
    )
    assert int(np.argmax(asked - spare)) in served.pick


def test_dwellings_are_ends_of_pipes_and_change_nothing_where_there_are_none() -> None:
    ends = {node for way in heat_ways(beside(FLAT)) for node in (way.start, way.end)}
    assert home_node(FLAT) in ends
    assert [way.id for way in heat_ways(beside())] == [way.id for way in heat_ways(small())]


@pytest.mark.parametrize("grouped", [set(), {"noord"}], ids=["no group", "group"])
def test_a_connection_is_worth_what_is_left_after_its_cost_and_its_heat(grouped: set[str]) -> None:
    setting = beside(FLAT)
    shared = any_size(HeatNetwork().shared_parts(setting))
    own = tuple(heat_parts(setting, setting.park.companies, grouped, (*OWN_HEAT, HeatNetwork()), shared))
    passes = Passes(setting, HeatNetwork(), own, days(), run=Run())
    worth = {}
    for cent in (0.0, 5.0):
        found = {d.node: d for d in passes.demands(np.full(8760, cent / 100))}
        worth[cent] = found[home_node(FLAT)].eur_per_year
    size, flows = of_row(setting, FLAT)
    kwh = float(days().of(flows["kw"].lower) @ days().weight)
    paid = received_eur(setting.park, FLAT) * kwh / FLAT.heat_kwh
    assert worth[0.0] == pytest.approx(paid - size.eur_fixed)
    assert worth[0.0] - worth[5.0] == pytest.approx(0.05 * kwh)
