"""CO2, commitments, the ladder and the calendar: by hand and as laws, on a plan small enough for the head."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectief import Scenario, optimise
from collectief.facts import fact
from collectief.measure import Build, ChargingHub, GroupContract, ProcessHeat
from collectief.park import Commitment, Goals
from collectief.plan.climate import goal_reports
from collectief.plan.commitments import broken, lost_without
from collectief.plan.decision_calendar import decisions, questions, wish_day
from collectief.plan.ladder import ladder
from collectief.plan.outcome import CASES, Outcome, Project
from collectief.plan.sharing import Together
from collectief.text import Text

NOTHING = Text(nl="", en="")


def promise(company: str = "", measure: str = "") -> Commitment:
    return Commitment("company", "", Text(nl="doet mee", en="joins"), "2027", NOTHING, NOTHING, company, measure)


@pytest.fixture(scope="module")
def promised(mini: Outcome) -> Outcome:
    said = (promise("dag"), promise("vlak"), promise(measure="group_contract"), promise(measure="solar"), promise())
    park = replace(mini.park, commitments=said)
    return optimise(Scenario(park, mini.year, measures=(GroupContract(),)))


@pytest.mark.parametrize("case", CASES)
def test_the_scopes_of_a_case_sum_to_its_co2(mini: Outcome, case: str) -> None:
    assert mini.climate is not None
    assert mini.climate.total_kg(case) == pytest.approx(next(c for k, c in mini.cases.items() if k == case).co2_kg)


def test_scope_1_is_gas_times_its_factor(mini: Outcome) -> None:
    assert mini.climate is not None
    for company in mini.park.companies:
        kg = company.gas_m3 * fact("co2.gas_kg_per_m3").value
        assert mini.climate.scopes["now"][company.id].gas_kg == pytest.approx(kg, rel=1e-6)


def test_feed_in_is_no_credit(mini: Outcome) -> None:
    """What is given counts as avoided, and takes nothing off what is taken."""
    assert mini.climate is not None
    for owner, net in mini.cases["together"].net_kw.items():
        taken = np.maximum(net, 0.0).reshape(-1, 4).mean(axis=1) @ mini.year.co2_kg_per_kwh
        assert mini.climate.scopes["together"][owner].grid_kg == pytest.approx(float(taken))


def test_what_measures_lower_sums_to_the_difference_where_nothing_is_stored(mini: Outcome) -> None:
    """Only the saving that the law asks for is in this plan, so its kg are the whole difference."""
    assert mini.climate is not None
    less = mini.climate.total_kg("now") - mini.climate.total_kg("together")
    assert [r.measure for r in mini.climate.reductions] == ["efficiency"]
    assert mini.climate.reductions[0].kg == pytest.approx(less, rel=0.02)


def test_chargers_lower_what_is_charged_in_public_and_add_their_own_power(mini: Outcome) -> None:
    """Only vehicles and the duty change anything here, so their kg are the whole difference."""
    driven = [replace(c, mobility=replace(c.mobility, van_kwh=60_000.0)) for c in mini.park.companies]
    plan = optimise(Scenario(replace(mini.park, companies=tuple(driven)), mini.year, measures=(ChargingHub(),)))
    assert plan.climate is not None
    less = plan.climate.total_kg("now") - plan.climate.total_kg("together")
    assert {r.measure for r in plan.climate.reductions} == {"charging_hub", "efficiency"}
    assert sum(r.kg for r in plan.climate.reductions) == pytest.approx(less, rel=0.02)


def test_process_heat_lowers_gas_and_adds_its_power(mini: Outcome) -> None:
    """Baths of 90 degrees at one company: only their heat pump and the duty change anything."""
    baths = [
        replace(c, sector="electroplating", gas_m3=80_000.0) if c.id == "nacht" else c for c in mini.park.companies
    ]
    plan = optimise(Scenario(replace(mini.park, companies=tuple(baths)), mini.year, measures=(ProcessHeat(),)))
    assert plan.climate is not None
    less = plan.climate.total_kg("now") - plan.climate.total_kg("together")
    assert {r.measure for r in plan.climate.reductions} == {"process_heat", "efficiency"}
    assert sum(r.kg for r in plan.climate.reductions) == pytest.approx(less, rel=0.02)


def test_a_goal_of_55_percent_on_1000_kg_leaves_450() -> None:
    found = goal_reports(Goals(), {"now": 1000.0, "required": 900.0, "alone": 500.0, "together": 449.0})
    assert [(g.year, round(g.allowed_kg)) for g in found] == [(2030, 450), (2050, 0)]
    assert found[0].reached("together")
    assert not found[0].reached("alone")
    assert found[0].above_kg["alone"] == pytest.approx(50.0)
    assert not found[1].reached("together")


def test_a_base_of_ones_own_takes_the_place_of_now() -> None:
    found = goal_reports(Goals(base_tonnes=2.0), {"now": 1000.0, "required": 0.0, "alone": 0.0, "together": 0.0})
    assert found[0].allowed_kg == pytest.approx(900.0)


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_a_stricter_goal_never_allows_more(one: float, other: float) -> None:
    kg = dict.fromkeys(CASES, 800.0)
    loose, strict = (goal_reports(Goals(first_reduction=r), kg)[0].allowed_kg for r in sorted((one, other)))
    assert strict <= loose


def test_a_broken_promise_costs_what_the_group_saves_less(promised: Outcome) -> None:
    """HERKOMST: without the flat load the others save a little less; without the day load far more is lost."""
    lost = [b.lost_eur for b in broken(promised)]
    day, flat, group, solar, loose = lost
    assert day is not None
    assert flat is not None
    assert day > flat > 0
    assert day <= promised.saving_eur + 0.01
    assert group == pytest.approx(promised.saving_eur)
    assert (solar, loose) == (0.0, None)


def test_who_breaks_a_promise_costs_its_part_of_the_groups_and_the_whole_of_its_projects() -> None:
    """The groups save 30 with all three and nothing with two; the network of a and b saves 90."""
    value = Together(dict.fromkeys("abc", 100.0), {}, 0.0, (lambda members: 30.0 * (len(members) == 3),))
    network = Project("heat_network", ("a", "b"), frozenset(), gain_eur=90.0)
    said = [promise(company) for company in ("a", "c", "elders", "")]
    assert lost_without(value, (network,), said) == {"a": 120.0, "c": 30.0}
    assert lost_without(value, (), said) == {"a": 30.0, "c": 30.0}


def test_a_promise_of_the_heat_network_is_worth_what_the_network_saves(warm: Outcome) -> None:
    said = (promise(measure="heat_network"), promise(measure="group_contract"), promise("smelt"))
    network, group, source = broken(replace(warm, park=replace(warm.park, commitments=said), lost_eur={"smelt": 7.0}))
    assert (network.lost_eur, network.how) == (warm.projects[0].gain_eur, "measure")
    assert group.lost_eur == pytest.approx(warm.saving_eur - warm.projects[0].gain_eur)
    assert (source.lost_eur, source.how) == (7.0, "game")


def test_without_promises_nothing_is_said(mini: Outcome) -> None:
    assert broken(mini) == ()
    assert mini.lost_eur == {}


def test_a_ladder_goes_from_soon_to_late_and_marks_estimates(mini: Outcome) -> None:
    steps = ladder(mini, mini.park.company("dag"))
    weeks = [s.weeks for s in steps if s.weeks is not None]
    assert weeks == sorted(weeks)
    marked = {s.key: s.estimate for s in steps}
    assert marked["shift"]
    assert not marked["duty"]
    assert not marked["group_contract"]
    duty = next(s for s in steps if s.key == "duty")
    assert duty.eur_per_year == pytest.approx(
        mini.cases["now"].bills["dag"].total - mini.cases["required"].bills["dag"].total
    )


def test_where_there_is_room_there_is_no_ladder(mini: Outcome) -> None:
    areas = tuple(replace(a, offtake="transparent") for a in mini.park.areas)
    free = replace(mini, park=replace(mini.park, areas=areas))
    assert all(ladder(free, c) == () for c in free.park.companies)


def test_forwards_a_step_begins_when_all_before_it_are_done(mini: Outcome) -> None:
    first = date(2026, 1, 5)
    found = {d.key: d for d in decisions(mini, start=first)}
    assert found["group_statute"].begin == first
    assert found["ems"].begin == first + timedelta(weeks=found["group_statute"].weeks.value)
    assert found["group_contract"].to_week == fact("lead.group_contract.weeks").value


def test_exemption_and_permits_come_before_the_digging_of_a_heat_network(warm: Outcome) -> None:
    steps = decisions(warm, start=date(2026, 1, 5))
    found = {d.key: d for d in steps}
    exemption, permit, build = (found[key] for key in ("heat_exemption", "permit_network", "build_network"))
    assert {"heat_exemption", "permit_network"} <= set(build.after)
    assert build.from_week >= max(exemption.to_week, permit.to_week) > 0
    assert build.begin is not None
    assert all(one.ready is not None and one.ready <= build.begin for one in (exemption, permit))
    order = [d.key for d in steps]
    assert order.index("build_network") > max(order.index("heat_exemption"), order.index("permit_network"))


def test_backwards_the_last_step_is_done_on_the_day_of_the_wish(mini: Outcome) -> None:
    wish = wish_day(mini)
    assert wish is not None
    found = {d.key: d for d in decisions(mini)}
    contract = found["group_contract"]
    assert contract.begin is None
    assert contract.latest == wish - timedelta(weeks=contract.weeks.value)
    lasts = found["group_statute"].weeks.value + found["ems"].weeks.value
    assert found["group_statute"].latest == wish - timedelta(weeks=lasts)


def test_only_what_makes_room_has_a_latest_day(mini: Outcome) -> None:
    solar = Build("solar", "dag", "dag", 1.0, "kWp", 1.0, 1.0)
    together = replace(mini.cases["together"], builds=(*mini.cases["together"].builds, solar))
    found = {d.key: d.latest for d in decisions(replace(mini, cases={**mini.cases, "together": together}))}
    assert {key for key, latest in found.items() if latest is None} == {"solar"}  # saving and the group wait for grants
    battery = replace(together, builds=(*together.builds, replace(solar, measure="battery")))
    found = {d.key: d.latest for d in decisions(replace(mini, cases={**mini.cases, "together": battery}))}
    assert {key for key, latest in found.items() if latest is None} == {"solar"}


def test_beginning_after_the_latest_day_is_late(mini: Outcome) -> None:
    wish = wish_day(mini)
    assert wish is not None
    assert all(d.late for d in decisions(mini, start=wish) if d.key != "grant")
    assert not any(d.late for d in decisions(mini, start=wish - timedelta(weeks=1000)))


def test_without_a_wish_there_is_no_latest_day(mini: Outcome) -> None:
    quiet = replace(mini, park=replace(mini.park, companies=tuple(replace(c, wish=None) for c in mini.park.companies)))
    assert all(d.latest is None for d in decisions(quiet))


def test_questions_fit_the_plan(mini: Outcome) -> None:
    keys = {c.key for c in questions(mini)}
    assert {"group_request", "queue", "duty_report"} <= keys
    assert not keys & {"heat_programme", "location"}
