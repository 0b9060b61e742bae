"""Who pays whom: settlements add up to what is shared, and each has its words."""

from dataclasses import replace

import pytest
from outcome_fixture import make_outcome

from collectief.measure.build import CONNECTED, PARK, SOURCE, Build
from collectief.plan.outcome import Outcome, Project
from collectief.presentation.charging_notice import charging_notice
from collectief.presentation.figures import measure_name, owner_name
from collectief.presentation.rounding import side_by_side
from collectief.presentation.settlement import settlement_table, settlements
from collectief.presentation.speech import Speech
from collectief.presentation.stability import stability
from collectief.presentation.together_rows import grouped

DUTCH = Speech("nl")


def _with_builds(outcome: Outcome, *builds: Build) -> Outcome:
    together = replace(outcome.cases["together"], builds=builds)
    return replace(outcome, cases={**outcome.cases, "together": together})


def test_settlements_together_are_the_bill_of_what_is_shared(outcome: Outcome) -> None:
    shared = outcome.cases["together"].bills[PARK].total
    assert sum(s.eur for s in settlements(outcome)) == pytest.approx(shared)


def test_a_company_that_builds_for_others_receives(outcome: Outcome) -> None:
    shares = dict(outcome.allocations[outcome.chosen_rule].shares)
    shares["koel"], shares["bakker"] = shares["koel"] - 9e5, shares["bakker"] + 9e5
    allocation = replace(outcome.allocations[outcome.chosen_rule], shares=shares)
    moved = replace(outcome, allocations={**outcome.allocations, outcome.chosen_rule: allocation})
    last = {row[0].text: row[-1].text for row in settlement_table(moved, DUTCH).rows}
    assert last['Koelhuis "Noord" & Zn. <BV>'] == "krijgt van de gezamenlijke rekening"
    assert last["Bakkerij De Gouden Korenaar"] == "betaalt aan de gezamenlijke rekening"


def test_what_a_network_is_fed_and_what_is_connected_stand_apart(outcome: Outcome) -> None:
    fed = Build("heat_network", "koel", "koel", 494.0, "kW", 1.0, 1.0, part=SOURCE)
    served = (Build("heat_network", c, c, 247.0, "kW", 1.0, 1.0, part=CONNECTED) for c in ("bakker", "metaal"))
    found = {g.name: sum(b.amount for b in g.builds) for g in grouped(_with_builds(outcome, fed, *served), DUTCH)}
    assert {name: kw for name, kw in found.items() if kw} == {
        "Warmtenet, gevoed": 494.0,
        "Warmtenet, aangesloten": 494.0,
    }


def test_chargers_of_a_company_are_no_charging_hub() -> None:
    own, shared = (Build("charging_hub", o, "vracht", 22.0, "kW", 1.0, 1.0) for o in ("vracht", PARK))
    assert (measure_name(own, DUTCH), measure_name(shared, DUTCH)) == ("Laders", "Laadplein")


def test_where_nobody_has_a_group_the_payer_is_who_takes_part() -> None:
    outcome = make_outcome()
    project = Project("heat_network", ("bakker", "koel"), frozenset(), 25_000.0)
    bare = replace(outcome, members={}, projects=(project,))
    assert owner_name(bare, PARK, DUTCH) == "Deelnemers aan het warmtenet"


def test_a_network_nobody_gains_by_leaving_is_told_calmly(outcome: Outcome) -> None:
    project = Project("heat_network", ("bakker", "koel"), frozenset(), 25_000.0)
    told = stability(replace(outcome, projects=(project,)), DUTCH, "shapley")
    assert told.tone == "plain"
    assert told.lead == "Niemand wint door weg te gaan, voor zover berekend."


def test_a_saving_that_rests_on_public_charging_says_so(outcome: Outcome) -> None:
    now = outcome.cases["now"]
    dear = replace(now.bills["vracht"], lines={**now.bills["vracht"].lines, "charging_public": 9e5})
    charged = replace(now, bills={**now.bills, "vracht": dear})
    without = replace(outcome, cases={**outcome.cases, "now": outcome.cases["together"]})
    assert charging_notice(replace(outcome, cases={**outcome.cases, "now": charged}), DUTCH)
    assert not charging_notice(without, DUTCH)


def test_the_same_amount_in_two_columns_is_shown_the_same() -> None:
    first, second, third = side_by_side([[141_075.5, 10.5], [141_075.5, 9.4], [141_075.5, 10.5]])
    assert first[0] == second[0] == third[0]
    assert first == third
