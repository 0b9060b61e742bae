"""What the report and plan.json say of a heat network: bakker and koel connected, metaal not."""

import json
import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from outcome_fixture import make_outcome

from collectief.heat.design import Design, Pipe
from collectief.heat.pipe import trench_for
from collectief.heat.regime import HeatCustomer, heat_regime
from collectief.heat.weighed import Joined, Weighed
from collectief.measure import Build
from collectief.plan.network_said import NetworkReport, Segment, Water
from collectief.plan.outcome import Living, Outcome
from collectief.presentation.blocks import Bullets, Folded, Paragraph, Section, Table
from collectief.presentation.figures import place_name, service_name
from collectief.presentation.plan_json import plan_json
from collectief.presentation.report import report
from collectief.presentation.section_network import network
from collectief.presentation.speech import Speech

PIPES = (Pipe("straat/1", "metaal", "koel", 200.0, trench_for(200.0), 3_000.0),)
DESIGN = Design(PIPES, ("bakker", "koel"), -9_000.0, -9_030.0, 6_000.0, "proven")
CUSTOMERS = (
    Weighed("bakker", 80.0, 9_000.0, True, 2_000.0, 2.5),
    Weighed("koel", 120.0, 6_000.0, True, 1_000.0, None),
    Weighed("druk", 30.0, 400.0, False, 3_000.0, 0.25),
    Weighed("garage", 900.0, 500.0, False, None, None),
)
SEGMENT = Segment("straat/1", "metaal", "koel", 50, 60.0, 78_000.0, 324.0, 17.6, 500.0, 8.3, 200.0, 0.7, 101.0)
WATER = Water("koel", 68.4, "bakker", 1.3, 0.4, 12.0, 1.5)
LAW = heat_regime(
    [HeatCustomer("bakker", 80.0, member=True), HeatCustomer("koel", 120.0, member=True)], date(2026, 1, 1)
)
BUILT = NetworkReport(
    True, True, DESIGN, CUSTOMERS, (Joined("bakker", ("straat/1",), 4_000.0), Joined("koel", (), 9_000.0)), 1,
    Design(PIPES, ("bakker", "druk", "koel"), -6_000.0, -6_010.0, 9_500.0, "proven"), 8_000.0, 8_600.0, (SEGMENT,),
    regime=LAW, water=WATER,
)  # fmt: skip
NONE = NetworkReport(False, False, Design((), (), 0.0, 0.0, 0.0, "proven"), CUSTOMERS[2:], (), 0, None, 0.0, 332.0)


def shown(found: NetworkReport | None, language: str = "en", names: dict[str, str] | None = None) -> Section:
    outcome = replace(make_outcome(names or {}), network=found)
    section = network(outcome, Speech("nl" if language == "nl" else "en"))
    assert section is not None
    return section


def said(section: Section) -> str:
    found: list[str] = []
    for block in section.blocks:
        inner = block.blocks if isinstance(block, Folded) else (block,)
        for one in inner:
            if isinstance(one, Paragraph):
                found.append(one.text)
            elif isinstance(one, Bullets):
                found += [f"{lead} {text}" for lead, text in one.items]
    return "\n".join(found).replace("\N{NO-BREAK SPACE}", " ")


def tables(section: Section) -> list[Table]:
    return [b for b in section.blocks if isinstance(b, Table)]


def test_no_network_to_tell_of_is_no_chapter() -> None:
    assert network(make_outcome(), Speech("en")) is None
    assert json.loads(plan_json(make_outcome()))["heat_network"] is None


def test_each_customer_stands_by_name_with_what_it_adds() -> None:
    rows = [[c.text for c in row] for row in tables(shown(BUILT))[0].rows]
    assert [row[0] for row in rows] == [
        "Bakkerij De Gouden Korenaar", "Drukkerij Van 't Hek", "Garage Smit", 'Koelhuis "Noord" & Zn. <BV>',
    ]  # fmt: skip
    assert rows[0][1:] == ["yes", "80", "9,000", "2,000", "250%"]
    assert rows[2][1:] == ["no", "900", "500", "cannot be", "\N{EN DASH}"]


def test_it_says_what_comes_first_what_is_risked_and_what_everybody_would_cost() -> None:
    text = said(shown(BUILT))
    assert "Build first: Bakkerij De Gouden Korenaar and" in text
    assert "With the first one the network already pays." in text
    assert "also without the most valuable customer what is laid brings more" in text
    assert "costs EUR 9,500 a year" in text
    assert "EUR 3,000 a year more" in text


def test_three_figures_say_how_sure_it_is() -> None:
    text = said(shown(BUILT))
    assert "at most 0.50% cheaper (EUR 30 a year)" in text
    assert "saves EUR 8,000 a year; no other" in text
    assert "more than EUR 8,600: at most EUR 600 more." in text
    assert "joint optimum is not proven" in said(shown(replace(BUILT, most_eur=math.inf)))


def test_the_water_is_told_or_that_it_was_not_calculated() -> None:
    assert "arrives coldest at Koelhuis" in said(shown(BUILT))
    assert "68.4 °C" in said(shown(BUILT))
    assert "not calculated" in said(shown(replace(BUILT, water=None)))


def test_the_schedule_of_pipes_adds_up() -> None:
    schedule = tables(shown(BUILT))[1]
    assert [c.text for c in schedule.rows[0]][:4] == ["straat/1", "50", "60", "78,000"]
    assert [c.text for c in schedule.foot[0]][:4] == ["Sum", "", "60", "78,000"]
    assert len(schedule.rows[0]) == len(schedule.foot[0]) == len(schedule.columns)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_law_is_told_with_what_is_not_sure(language: str) -> None:
    text = said(shown(BUILT, language))
    assert LAW.name["nl" if language == "nl" else "en"] in text
    assert all(rule.says["nl" if language == "nl" else "en"] in text for rule in LAW.to_do)


def test_where_none_is_built_the_bound_and_the_reason_are_told() -> None:
    text = said(shown(NONE))
    assert "no network of 70/40 °C saves more than EUR 332 a year" in text
    assert "No heat source on this park gives heat in all hours" in text
    assert "Connect everybody" not in text
    assert "all hours" not in said(shown(replace(NONE, steady=True)))


def test_heat_that_ends_and_heating_that_is_too_hot_are_told() -> None:
    text = said(shown(replace(BUILT, ending=(("metaal", 2031),), hotter=("vracht",))))
    assert "says that it gives heat up to and with 2031" in text
    assert "hotter water than 70 °C, and a booster heat pump cannot be had there: Vrachtwerk Oost." in text
    assert "until 2031" not in said(shown(BUILT))
    assert "Left out" not in said(shown(BUILT))
    assert "Left out" in said(shown(replace(NONE, hotter=("vracht",))))


def test_names_are_escaped_and_figures_reach_plan_json() -> None:
    outcome: Outcome = replace(make_outcome({"bakker": "<script>alert(1)</script>"}), network=BUILT)
    assert "<script>alert(1)" not in report(outcome)
    told = json.loads(plan_json(outcome))["heat_network"]
    assert (told["built"], told["may_leave"], told["network_gap_eur_per_year"]) == (True, 1, 30.0)
    assert told["customers"][0]["margin_eur"] == 7_000.0
    assert told["segments"][0]["dn"] == 50
    assert told["water"]["coldest"] == "koel"


def test_a_tank_beside_a_source_is_told_with_what_goes_through_it() -> None:
    outcome = replace(make_outcome(), network=BUILT)
    plan = outcome.cases["together"]
    tank = Build("heat_network", "koel", "koel", 342.0, "kWh", 6_300.0, 520.0, part="tank")
    cases = {**outcome.cases, "together": replace(plan, builds=(*plan.builds, tank))}
    held = np.where(np.arange(8760) % 24 < 6, 48.0, 0.0)
    life = Living({}, {"network_tank/koel:store:stock": held})
    section = network(replace(outcome, cases=cases, lives={"together": life}), Speech("en"))
    text = said(section) if section else ""
    assert "a tank of 10 m³ (342 kWh)" in text
    assert "17.5 MWh a year go through." in text
    assert "Tank:" not in said(shown(BUILT))


def test_boilers_in_reserve_and_boosters_are_told_with_what_they_give() -> None:
    outcome = replace(make_outcome(), network=BUILT)
    plan = outcome.cases["together"]
    more = (
        Build("heat_network", "koel", "koel", 120.0, "kW", 30_000.0, 2_500.0, part="reserve"),
        Build("heat_network", "vracht", "vracht", 80.0, "kW", 80_000.0, 7_000.0, part="booster"),
    )
    cases = {**outcome.cases, "together": replace(plan, builds=(*plan.builds, *more))}
    life = Living({}, {"reserve/koel:kw": np.full(8760, 2.0)})
    section = network(replace(outcome, cases=cases, lives={"together": life}), Speech("en"))
    text = said(section) if section else ""
    assert "gives at most 120 kW to the network when heat is short (17.5 MWh)" in text
    assert "In need of hotter water than 70 °C: Vrachtwerk Oost." in text
    assert "In reserve" not in said(shown(BUILT))


def test_the_machines_of_a_plant_are_told_with_what_they_make() -> None:
    outcome = replace(make_outcome(), network=BUILT)
    plan, area = outcome.cases["together"], outcome.park.areas[0].id
    more = (
        Build("heat_network", "park", area, 200.0, "kW", 200_000.0, 20_000.0, part="source"),
        Build("heat_network", "park", area, 90.0, "kW", 5_000.0, 500.0, part="plant_boiler"),
    )
    cases = {**outcome.cases, "together": replace(plan, builds=(*plan.builds, *more))}
    life = Living({}, {f"plant_boiler/{area}:kw": np.full(8760, 0.5)})
    for speech, boiler in (
        (Speech("nl"), "een elektrische ketel van 90 kW (4,38 MWh), op de stroom van de groep."),
        (Speech("en"), "an electric boiler of 90 kW (4.38 MWh), on the group's electricity."),
    ):
        section = network(replace(outcome, cases=cases, lives={"together": life}), speech)
        text = said(section) if section else ""
        assert boiler in text
        assert "200 kW, o" in text  # what it makes is not at hand, so not told
    assert "The plant" not in said(shown(BUILT))


def test_a_pipe_to_a_customer_is_called_by_who_that_is_and_a_road_of_service_is_a_street() -> None:
    more = (replace(SEGMENT, id="service/vracht"), replace(SEGMENT, id="serviceweg/1"))
    (schedule,) = [t for t in tables(shown(replace(BUILT, segments=(SEGMENT, *more)))) if "pipes" in t.caption]
    assert [row[0].text for row in schedule.rows] == ["straat/1", "service pipe Vrachtwerk Oost", "serviceweg/1"]
    outcome = make_outcome()
    assert place_name(outcome, "service/vracht", Speech("nl")) == "aansluitleiding Vrachtwerk Oost"
    assert service_name(outcome, "serviceweg/1", Speech("nl")) == ""
