"""The ladder, the windows of grants and the counters: every rung has kW, weeks and EUR, or says what to ask."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from collectief.facts import Counter, CounterLevel, Window, counters, fact, tariff
from collectief.measure import PARK, Build
from collectief.park import Company
from collectief.park.limits import Limitation
from collectief.plan.concern import concerns, takes_part
from collectief.plan.contract_group import ContractGroup
from collectief.plan.decision_calendar import STEPS, decisions, questions
from collectief.plan.grant_windows import grant_windows
from collectief.plan.hand_over import group_places
from collectief.plan.ladder import ladder
from collectief.plan.ladder_behaviour import peaks_eur
from collectief.plan.outcome import Outcome, Project
from collectief.plan.rung import Step

LEVELS: tuple[CounterLevel, ...] = ("national", "provincial", "municipal", "grid operator")


def rungs(outcome: Outcome, company: str) -> dict[str, Step]:
    return {s.key: s for s in ladder(outcome, outcome.park.company(company))}


def with_company(outcome: Outcome, company: Company) -> Outcome:
    kept = tuple(company if c.id == company.id else c for c in outcome.park.companies)
    return replace(outcome, park=replace(outcome.park, companies=kept))


def test_every_rung_has_kw_weeks_and_eur_or_says_what_to_ask(mini: Outcome) -> None:
    for company in mini.park.companies:
        for step in ladder(mini, company):
            known = (step.kw, step.weeks, step.eur_per_year)
            assert None not in known or any(word in step.note.nl for word in ("Vraag", "vraag")), step


def test_a_wish_that_does_not_fit_may_wait_or_take_a_right_without_guarantee(mini: Outcome) -> None:
    """Altijd Aan asks for 60 kW; its contract costs 47.1696 EUR per kW, a variable right nothing of that."""
    found = rungs(mini, "vlak")
    fits = next(g.alone_kw for g in mini.growth if g.company == "vlak")
    assert 0 < fits < 60
    assert found["right"].kw == pytest.approx(60 - fits)
    assert found["right"].eur_per_year == pytest.approx((60 - fits) * 47.1696)
    assert (found["queue"].kw, found["queue"].weeks, found["queue"].eur_per_year) == (found["right"].kw, None, 12_000.0)
    assert "2030" in found["queue"].note.nl
    assert list(found)[-1] == "queue"
    assert "queue" not in rungs(mini, "dag")


def test_who_shifts_a_part_of_each_peak_saves_that_part_of_the_charge_on_peaks(mini: Outcome) -> None:
    company, net = mini.park.company("dag"), mini.cases["now"].net_kw["dag"]
    share = fact("behaviour.shift.peak_share").value
    step = rungs(mini, "dag")["shift"]
    assert step.kw == pytest.approx(share * net.max())
    assert step.eur_per_year == pytest.approx(share * mini.cases["now"].bills["dag"].lines["peak_kw"])
    assert peaks_eur(mini, company, np.full(35040, 10.0)) == pytest.approx(
        12 * 10 * tariff("stedin_2026.MS").peak_eur_kw_month
    )


def test_who_spreads_deliveries_takes_two_percent_off_each_peak(mini: Outcome) -> None:
    step = rungs(mini, "dag")["delivery"]
    assert step.kw == pytest.approx(0.02 * mini.cases["now"].net_kw["dag"].max())
    assert step.eur_per_year == pytest.approx(0.02 * mini.cases["now"].bills["dag"].lines["peak_kw"])
    assert step.estimate


def test_a_small_user_pays_no_peaks_and_has_nothing_to_ask_the_operator(mini: Outcome) -> None:
    found = rungs(mini, "klein")
    assert all(s.eur_per_year == 0 for key, s in found.items() if key == "shift")
    assert not {"capacity_limitation", "right"} & set(found)


def test_staff_that_drives_electric_is_a_rung_by_the_number_of_staff(mini: Outcome) -> None:
    unknown = rungs(mini, "dag")["commuting"]
    assert (unknown.kw, unknown.eur_per_year) == (None, None)
    staffed = with_company(mini, replace(mini.park.company("dag"), fte=50.0))
    step = rungs(staffed, "dag")["commuting"]
    assert step.kw == pytest.approx(50 * fact("behaviour.commuting.kw_per_fte").value)
    assert step.kw is not None
    assert step.eur_per_year == pytest.approx(12 * step.kw * tariff("stedin_2026.MS").peak_eur_kw_month)


def test_vans_that_charge_by_night_keep_their_even_kw_off_the_evening_peak(mini: Outcome) -> None:
    dag = mini.park.company("dag")
    driving = with_company(mini, replace(dag, mobility=replace(dag.mobility, van_kwh=52_000.0)))
    step = rungs(driving, "dag")["night_charging"]
    assert step.kw is not None
    assert 52_000 / 8760 < step.kw < 52_000 / 250 / 4  # slower than in four hours of a working day
    assert step.eur_per_year == pytest.approx(12 * step.kw * tariff("stedin_2026.MS").peak_eur_kw_month)
    assert "night_charging" not in rungs(mini, "dag")


def test_lowering_on_call_is_paid_by_the_terms_on_offer_else_by_key_figures(mini: Outcome) -> None:
    step = rungs(mini, "dag")["capacity_limitation"]
    kw = 250 * (1 - fact("limitation.share").value)
    hours, price = fact("limitation.hours").value, fact("limitation.eur_per_mw_h").value
    assert step.kw == pytest.approx(kw)
    assert step.estimate
    assert step.eur_per_year == pytest.approx(kw / 1000 * hours * price)
    terms = Limitation(100, 300.0, 0.2, Window())
    park = replace(mini.park, rules=replace(mini.park.rules, limitation=terms))
    offered = rungs(replace(mini, park=park), "dag")["capacity_limitation"]
    assert offered.eur_per_year == pytest.approx(0.8 * 250 / 1000 * 100 * 300)
    agreed = replace(mini, contracts=replace(mini.contracts, limitations=(("dag", 100.0, 5_000.0),)))
    known = rungs(agreed, "dag")["capacity_limitation"]
    assert (known.kw, known.eur_per_year, known.estimate) == (150.0, 5_000.0, False)


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_has_a_counter_for_this_plan(mini: Outcome, level: str) -> None:
    assert level in {c.level for c in questions(mini)}


@pytest.mark.parametrize("one", counters(), ids=lambda one: one.key)
def test_a_counter_is_known_and_asks_something(one: Counter) -> None:
    assert one.level in LEVELS
    assert one.question.nl.endswith("?")
    assert one.question.en.endswith("?")
    assert one.source
    assert one.confidence == "low" or "(from memory)" not in one.source


def test_a_company_asks_for_itself_and_the_association_for_what_is_shared(mini: Outcome) -> None:
    mine, shared = ({c.key for c in questions(mini, owner)} for owner in ("dag", PARK))
    assert "group_request" in shared - mine
    assert "duty_report" in mine - shared
    assert not {c.key for c in questions(mini, "klein")} & {"limitation", "flex_e"}


def test_wells_are_asked_of_the_province_and_no_question_is_about_a_battery(mini: Outcome) -> None:
    wells = Build("aquifer_store", "dag", "dag", 150.0, "kW", 1.0, 1.0)
    together = replace(mini.cases["together"], builds=(wells,))
    asked = questions(replace(mini, cases={**mini.cases, "together": together}), "dag")
    assert [c.key for c in asked if "aquifer_store" in c.about] == ["wells"]
    assert next(c.level for c in asked if c.key == "wells") == "provincial"
    assert not any("batterij" in c.question.nl for c in asked if c.level == "municipal")
    assert "wells" not in {c.key for c in questions(mini)}


def test_a_hundred_people_are_asked_how_they_travel(mini: Outcome) -> None:
    assert "work_travel" not in {c.key for c in questions(mini)}
    many = with_company(mini, replace(mini.park.company("dag"), fte=100.0))
    assert "work_travel" in {c.key for c in questions(many, "dag")}


@pytest.mark.parametrize("key", STEPS)
def test_a_lead_time_has_a_source_and_a_range(key: str) -> None:
    lead = fact(f"lead.{key}.weeks")
    assert lead.low < lead.high
    assert lead.confidence == "low" or "estimate" not in lead.source


def test_a_shared_site_has_steps_of_its_own(mini: Outcome) -> None:
    hub = Build("charging_hub", PARK, "station", 100.0, "kW", 1.0, 1.0)
    together = replace(mini.cases["together"], builds=(*mini.cases["together"].builds, hub))
    built = replace(
        mini, cases={**mini.cases, "together": together}, projects=(Project("site", ("dag",), frozenset(), 9.0),)
    )
    assert "shared_site" in {d.key for d in decisions(built)}
    assert takes_part(built, "dag") == {"group_contract", "shared_site"}
    assert "shared_site" not in concerns(built, "nacht")
    assert "shared_site" in {d.key for d in decisions(built, owner="dag")}
    assert "location" in {c.key for c in questions(built, PARK)}


def test_grants_that_close_first_stand_first_and_closed_ones_last(mini: Outcome) -> None:
    found = grant_windows(mini)
    assert {w.scheme.key for w in found} >= {"eia", "bmkb"}
    assert [w.is_open is False for w in found] == sorted(w.is_open is False for w in found)
    opened = [w.scheme.to_date or date.max for w in found if w.is_open is not False]
    assert opened == sorted(opened)
    later = replace(mini, start=date(2030, 6, 1))
    assert {w.scheme.key for w in grant_windows(later) if w.is_open} <= {"flex_e", "hubs"}
    assert {w.scheme.key for w in grant_windows(mini, owner=PARK)} < {w.scheme.key for w in found}


def test_two_groups_of_one_area_are_told_apart(mini: Outcome) -> None:
    pairs = (
        ContractGroup("station", "MS", ("dag", "nacht"), 450.0),
        ContractGroup("station", "MSLS", ("vlak",), 120.0),
    )
    found = group_places(replace(mini, groups=pairs))
    assert [(p.level, p.kw, p.members, p.peak_kw, p.alone) for p in found] == [
        ("MS", 450.0, ("dag", "nacht"), None, False),
        ("MSLS", 120.0, ("vlak",), None, False),
    ]


def test_the_group_has_the_kw_that_its_members_bring(mini: Outcome) -> None:
    (place,) = group_places(mini)
    assert (place.kw, place.members, place.alone) == (570.0, ("dag", "nacht", "vlak"), True)
    assert sum(place.brings_kw.values()) == place.kw
    net = sum(mini.cases["together"].net_kw[m] for m in place.members)
    assert place.peak_kw == pytest.approx(float(np.max(net)))
