"""At which temperature a network is best: what changes with it, and that a plan takes the one that saves most."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from collectief import MEASURES, Outcome, Scenario, optimise, read_park, read_year
from collectief.facts import HeatLevelKey, fact, heat_level, other_levels, pipes, usual_level
from collectief.heat.pipe import capacity_kw, loss_kw_per_m, trench_for, trenches
from collectief.measure.booster import boosted, booster_reaches
from collectief.measure.heating import level_of, network_degc
from collectief.measure.homes import homes
from collectief.measure.plant import plant_cop
from collectief.park import Company, Dwellings, Park, ResidualHeat
from collectief.plan.decide import setting_of
from collectief.plan.network_levels import network_at_levels
from collectief.plan.network_screen import passes_of, searched
from collectief.plan.one_stage import Question
from collectief.plan.prepare import quarters
from collectief.plan.run import INTERRUPTED
from collectief.plan.screen import form
from collectief.plan.steps import design_steps
from collectief.presentation.plan_json import plan_json
from collectief.presentation.report import report
from collectief.verification import verify

WARM = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-warmte"
HEATING = ("efficiency", "heat_network", "heat_pump", "heat_recovery")
LT, HT, ZLT = (heat_level(key) for key in ("lt", "ht", "zlt"))


def park(degc: float = 60.0, level: HeatLevelKey | None = None) -> Park:
    """The smelter has its heat at this temperature, and less of it."""
    found = read_park(WARM)
    heat = ResidualHeat(700.0, degc, True)
    companies = tuple(replace(c, residual_heat=heat if c.id == "smelt" else None) for c in found.companies)
    return replace(found, companies=companies, rules=replace(found.rules, heat_level=level))


def scenario(of: Park) -> Scenario:
    return Scenario(of, read_year(of, WARM), tuple(m for m in MEASURES if m.key in HEATING))


def test_levels_are_in_the_order_of_their_heat_and_every_return_is_warmer_than_the_ground() -> None:
    every = sorted((*other_levels(), usual_level()), key=lambda one: one.supply_degc)
    assert [one.key for one in every] == ["zlt", "lt", "mt", "ht"]
    ground = fact("heat_network.ground_degc").value
    assert all(ground < one.return_degc < one.supply_degc for one in every)
    assert heat_level("mt") == heat_level(None) == usual_level()


def test_colder_water_loses_less_and_a_smaller_difference_carries_less() -> None:
    """By hand: loss goes with supply and return above the ground, heat with the water that a limit lets through."""
    for pipe in pipes():
        assert loss_kw_per_m(pipe, LT) / loss_kw_per_m(pipe) == pytest.approx((55 + 30 - 20) / (70 + 40 - 20))
        assert loss_kw_per_m(pipe, ZLT) < loss_kw_per_m(pipe, LT) < loss_kw_per_m(pipe) < loss_kw_per_m(pipe, HT)
        assert capacity_kw(pipe, ZLT) < 0.4 * capacity_kw(pipe)
    assert capacity_kw(pipes()[5], usual_level()) == capacity_kw(pipes()[5])
    kw = trenches()[2].most_kw
    assert trench_for(kw, ZLT).dn > trench_for(kw).dn
    assert trench_for(kw, ZLT).most_kw >= kw


def test_who_heats_hotter_has_a_heat_pump_of_the_size_that_is_sold() -> None:
    def one(degc: float | None) -> Company:
        return replace(park().companies[0], heat_degc=degc)

    assert [boosted(one(None), at) for at in (ZLT, LT, usual_level(), HT)] == [True, False, False, False]
    assert [boosted(one(70.0), at) for at in (ZLT, LT, usual_level(), HT)] == [True, True, False, False]
    assert booster_reaches(one(55.0), 10.0)  # a common heat pump
    assert not booster_reaches(one(90.0), 10.0)  # an industrial one is larger
    assert booster_reaches(one(90.0), 60.0)


def test_the_plant_makes_colder_water_with_less() -> None:
    air = np.array([-5.0, 5.0, 15.0])
    usual, cold = plant_cop(air, usual_level()), plant_cop(air, LT)
    assert np.all(cold > usual)
    assert float(3 / np.sum(1 / usual)) == pytest.approx(fact("central_heat_pump.cop").value)


def test_dwellings_that_need_hotter_water_are_no_customers() -> None:
    at = park().company("hout").location
    rows = (Dwellings("oud", 10, 100_000.0, 70.0, at), Dwellings("nieuw", 10, 80_000.0, 45.0, at))
    served = {}
    keys: tuple[HeatLevelKey, ...] = ("lt", "mt")
    for key in keys:
        asked = scenario(replace(park(level=key), dwellings=rows))
        served[key] = [one.id for one in homes(setting_of(asked, quarters(asked.park, asked.year)))]
    assert served == {"lt": ["nieuw"], "mt": ["nieuw", "oud"]}


@pytest.fixture(scope="module")
def chosen() -> Outcome:
    return optimise(scenario(park()))


@pytest.mark.slow
def test_the_plan_has_the_level_at_which_most_is_saved(chosen: Outcome) -> None:
    """Heat of 60 degrees is hot enough as it is for water of 55, and would have to be lifted to 70."""
    assert chosen.network is not None
    assert chosen.network.built
    assert chosen.network.level == LT
    assert network_degc(chosen.park) == LT.supply_degc
    found = {at.key: eur for at, eur in chosen.network.looks}
    assert set(found) == {"zlt", "lt", "mt", "ht"}
    assert max(found, key=lambda key: found[key]) == "lt"
    assert verify(chosen).failed == ()


@pytest.mark.slow
def test_it_costs_less_than_at_the_usual_level(chosen: Outcome) -> None:
    usual = optimise(scenario(park(level="mt")))
    assert usual.network is not None
    assert usual.network.looks == ()  # nothing else was looked at
    assert level_of(usual.park) == usual_level()
    assert chosen.cases["together"].eur_per_year < usual.cases["together"].eur_per_year
    assert chosen.cases["alone"].eur_per_year == pytest.approx(usual.cases["alone"].eur_per_year)


@pytest.mark.slow
def test_another_level_is_another_loss_and_verification_sees_it(chosen: Outcome) -> None:
    """The same plan told as one of 90 degrees loses more than is fed in."""
    hot = replace(chosen, park=replace(chosen.park, rules=replace(chosen.park.rules, heat_level="ht")))
    assert verify(hot).failed != ()


@pytest.mark.slow
def test_it_says_at_which_temperatures_and_what_others_save(chosen: Outcome) -> None:
    said = json.loads(plan_json(chosen))["heat_network"]
    assert (said["supply_degc"], said["return_degc"]) == (55.0, 30.0)
    assert {one["key"] for one in said["levels"]} == {"zlt", "lt", "mt", "ht"}
    html = report(chosen, "nl")
    assert "55/30 °C (LT)" in html
    assert "70/40 °C (MT)" in html


@pytest.mark.slow
def test_a_level_that_is_settled_is_the_only_one() -> None:
    asked = scenario(park(level="ht"))
    setting = setting_of(asked, quarters(asked.park, asked.year))
    found = network_at_levels(setting, 1, agreed={})
    assert (found.level, found.looks) == (None, ())


def test_a_path_has_one_level_in_all_its_years() -> None:
    """Pipes of one stage still lie in the next."""
    for level, kept in ((None, "mt"), ("lt", "lt")):
        asked = Question(scenario(park(level="lt" if level else None)), (2027, 2030))
        for year in asked.years:
            with asked.at(year) as (_, _, setting):
                assert setting.park.rules.heat_level == kept


@pytest.mark.long
def test_who_needs_more_of_a_source_than_is_taken_may_come_and_decides_the_level() -> None:
    """Dwellings that need 80 degrees, and a source of 95 with room for them: only at 90/60 are they customers."""
    found = read_park(WARM)
    heat = ResidualHeat(900.0, 95.0, True)
    companies = tuple(replace(c, residual_heat=heat if c.id == "smelt" else None) for c in found.companies)
    old = Dwellings("oud", 150, 1_650_000.0, 80.0, found.company("hout").location)
    made = optimise(scenario(replace(found, companies=companies, dwellings=(old,))))
    assert made.network is not None
    assert made.network.level == HT
    assert [one.node for one in made.network.served] == ["dwellings/oud"]
    told = {at.key: eur for at, eur in made.network.looks}
    assert told["ht"] == made.network.found_eur == max(told.values())
    assert made.network.found_eur <= made.network.most_eur
    assert verify(made).failed == ()


def test_a_look_that_was_cut_short_says_so_and_is_not_kept() -> None:
    asked = scenario(park())
    setting = setting_of(asked, quarters(asked.park, asked.year))
    passes = passes_of(setting, design_steps(setting, 1), agreed={})
    assert passes is not None
    passes.run.stop.cut = True
    assert searched(passes).ended == {INTERRUPTED}
    assert form(()).write(searched(passes)) is None
