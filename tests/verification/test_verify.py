"""A real outcome stands; whatever is changed in it is found, and said where."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from tamper import (
    made_consistent,
    names,
    places,
    shares_follow,
    with_case,
    with_line,
    with_others,
    with_quarters,
)

from collectief import Outcome
from collectief.money import Bill, Line
from collectief.plan.outcome import CASES, PARK, CaseKey
from collectief.text import Text
from collectief.verification import Check, Verdict, verify
from collectief.verification.bills import check_bills
from collectief.verification.verdict import at_most, near

BILL, GROUP = "Bill of a company, from quarter-hours once more", "Bill of the group, from quarter-hours once more"
NOON = slice(48, 49)


def test_a_real_outcome_stands(outcome: Outcome) -> None:
    verdict = verify(outcome)
    assert verdict.ok, verdict.failed
    assert len(verdict.checks) > 80


def test_an_outcome_with_lowered_contracts_stands(lowered: Outcome) -> None:
    verdict = verify(lowered)
    assert verdict.ok, verdict.failed


def test_there_is_a_group_to_look_at(outcome: Outcome) -> None:
    assert outcome.members["station"]
    assert any(c.name.en.startswith(GROUP) for c in verify(outcome).checks)


def test_every_case_and_every_company_is_looked_at(outcome: Outcome) -> None:
    seen = {c.where for c in verify(outcome).checks}
    for case in CASES:
        for company in outcome.park.companies:
            assert any(where.startswith(f"{case}/{company.id}") for where in seen)


def test_a_verdict_says_the_same_twice(outcome: Outcome) -> None:
    assert verify(outcome) == verify(outcome)


# --- bills


def only(outcome: Outcome, case: CaseKey) -> Outcome:
    """The outcome with a single case: bills are checked one by one."""
    return replace(outcome, cases={case: outcome.cases[case]})


LINES: tuple[Line, ...] = (
    "standing", "contract_kw", "peak_kw", "transport_kwh", "electricity", "feed_in", "electricity_tax",
    "gas", "gas_transport", "gas_tax", "charging_public", "investment", "upkeep",
)  # fmt: skip


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("case", CASES)
def test_one_line_that_is_two_cents_off_is_found(outcome: Outcome, case: CaseKey, line: Line) -> None:
    lied = with_line(only(outcome, case), case, owner="dag", line=line, more_eur=0.02)
    found = Verdict(tuple(check_bills(lied)))
    assert [(c.where, round(c.amount, 6)) for c in found.failed] == [(f"{case}/dag/{line}", 0.02)]


@pytest.mark.parametrize("line", ["contract_kw", "peak_kw", "group_surcharge", "group_running", "electricity"])
def test_one_line_of_the_group_that_is_off_is_found(outcome: Outcome, line: Line) -> None:
    lied = with_line(only(outcome, "together"), "together", owner=PARK, line=line, more_eur=-1.0)
    found = Verdict(tuple(check_bills(lied)))
    assert places(found) == {f"together/{PARK}/{line}"}
    assert GROUP in names(found)


def test_less_than_a_cent_is_rounding(outcome: Outcome) -> None:
    lied = with_line(only(outcome, "alone"), "alone", owner="dag", line="gas", more_eur=0.001)
    assert Verdict(tuple(check_bills(lied))).ok


def test_what_is_not_a_number_is_never_right(outcome: Outcome) -> None:
    found = verify(with_line(outcome, "alone", owner="dag", line="gas", more_eur=float("nan")))
    assert "alone/dag/gas" in places(found)


def test_a_bill_for_somebody_else_is_found(outcome: Outcome) -> None:
    bills = {**outcome.cases["now"].bills, "buurman": Bill({"gas": 0.0})}
    assert "now/buurman" in places(verify(with_case(outcome, "now", bills=bills)))


def test_a_member_that_leaves_on_paper_only_is_found(outcome: Outcome) -> None:
    fewer = tuple(m for m in outcome.members["station"] if m != "dag")
    groups = tuple(replace(g, members=fewer) for g in outcome.groups)
    found = verify(replace(outcome, members={"station": fewer}, groups=groups))
    assert {BILL, GROUP} <= names(found)


# --- quarter-hours


@pytest.mark.parametrize("owner", ["dag", "klein"])
@pytest.mark.parametrize("case", CASES)
def test_one_quarter_that_is_off_is_found(outcome: Outcome, case: CaseKey, owner: str) -> None:
    found = verify(with_quarters(outcome, case, owner=owner, more_kw=1.0, at=NOON))
    assert any(where.startswith(f"{case}/{owner}") for where in places(found))
    bills = [c.where for c in found.failed if c.name.en.startswith(BILL)]
    assert [where.rpartition("/")[0] for where in bills] == [f"{case}/{owner}"]


def liar(outcome: Outcome, case: CaseKey, owner: str, more_kw: float) -> Verdict:
    """All figures of the company follow from its quarters again; only the quarters are impossible."""
    moved = with_quarters(outcome, case, owner=owner, more_kw=more_kw, at=NOON)
    return verify(shares_follow(made_consistent(moved, case, owner)))


def test_a_quarter_above_the_contract_is_found(outcome: Outcome) -> None:
    found = liar(outcome, "alone", "vlak", 500.0)
    assert places(found) >= {"alone/vlak"}
    assert "Offtake above what is allowed, highest quarter" in names(found)
    assert BILL not in names(found)


def test_a_quarter_of_feed_in_above_the_contract_is_found(outcome: Outcome) -> None:
    found = liar(outcome, "alone", "vlak", -500.0)
    assert "Feed-in above what is allowed, highest quarter" in names(found)
    assert BILL not in names(found)


def test_a_group_above_its_contracts_is_found(outcome: Outcome) -> None:
    """No member is above its connection: 300 kW more at one, the group has room for less."""
    found = verify(with_quarters(outcome, "together", owner="dag", more_kw=330.0, at=NOON))
    over = [c for c in found.failed if c.where == "together/station" and c.name.en.startswith("Offtake")]
    net = np.sum([outcome.cases["together"].net_kw[m] for m in outcome.members["station"]], axis=0)
    brought = sum(outcome.park.company(m).connection.offtake_kw for m in outcome.members["station"])
    assert [c.amount for c in over] == pytest.approx([net[48] + 330.0 - brought])


def test_a_group_that_feeds_in_more_than_its_contracts_is_found(outcome: Outcome) -> None:
    found = verify(with_quarters(outcome, "together", owner="dag", more_kw=-900.0, at=NOON))
    assert any(c.where == "together/station" and c.name.en.startswith("Feed-in") for c in found.failed)


def test_a_member_above_its_connection_is_found(outcome: Outcome) -> None:
    found = verify(with_quarters(outcome, "together", owner="dag", more_kw=400.0, at=NOON))
    assert "Above what the connection itself can carry, highest quarter" in names(found)


def test_a_lowered_contract_below_the_peak_is_found(lowered: Outcome) -> None:
    """The bill pays for 10 kW less than the highest quarter."""
    alone = lowered.cases["alone"]
    per_kw = alone.bills["vlak"].lines["contract_kw"] / float(alone.net_kw["vlak"].max())
    found = verify(with_line(lowered, "alone", owner="vlak", line="contract_kw", more_eur=-10 * per_kw))
    over = [c for c in found.failed if c.where == "alone/vlak" and c.name.en.startswith("Offtake")]
    assert [c.amount for c in over] == pytest.approx([10.0], abs=0.1)


@pytest.mark.parametrize(("others_kw", "full"), [(0.0, False), (999.0, True)])
def test_a_full_area_takes_nothing_more_than_now(outcome: Outcome, others_kw: float, full: bool) -> None:
    """5 kW more than today in one quarter: no matter in an empty area, too much in a full one."""
    now = float(sum(outcome.cases["now"].net_kw[c.id][48] for c in outcome.park.companies))
    mine = float(sum(outcome.cases["alone"].net_kw[c.id][48] for c in outcome.park.companies))
    more = with_quarters(with_others(outcome, others_kw), "alone", owner="dag", more_kw=now - mine + 5.0, at=NOON)
    over = [c for c in verify(more).checks if c.where == "alone/station/offtake"]
    assert [c.ok for c in over] == [not full]
    if full:
        assert over[0].amount >= 5.0 - 1e-6


def test_an_area_of_which_the_others_are_unknown_is_not_judged(outcome: Outcome) -> None:
    assert outcome.park.areas[0].others_kw is None
    assert not [c for c in verify(outcome).checks if c.name.en.startswith("More than now")]


def test_others_may_be_given_by_the_hour(outcome: Outcome) -> None:
    quarters = with_others(outcome, 700.0)
    areas = tuple(replace(a, others_kw=np.full(8760, 700.0)) for a in outcome.park.areas)
    assert verify(replace(outcome, park=replace(outcome.park, areas=areas))) == verify(quarters)


# --- the verdict itself


def test_a_verdict_of_nothing_is_not_good() -> None:
    assert not Verdict(()).ok


def test_one_wrong_check_spoils_the_verdict() -> None:
    name = Text(nl="som", en="sum")
    right, wrong = near(name, 0.0, "a", within=0.01), near(name, 1.0, "b", within=0.01)
    assert Verdict((right,)).ok
    assert not Verdict((right, wrong)).ok
    assert Verdict((right, wrong)).failed == (wrong,)


@pytest.mark.parametrize(("make", "off", "ok"), [(near, -1.0, False), (at_most, -1.0, True), (at_most, 1.0, False)])
def test_room_is_no_fault(make: Callable[..., Check], off: float, ok: bool) -> None:
    assert make(Text(nl="som", en="sum"), off, "a", within=0.01).ok is ok
    assert not make(Text(nl="som", en="sum"), float("nan"), "a", within=0.01).ok


def test_a_verdict_cannot_be_talked_round(outcome: Outcome) -> None:
    verdict = verify(outcome)
    with pytest.raises(FrozenInstanceError):
        verdict.checks = ()  # type: ignore[misc]
    assert all(c.name.nl and c.name.en for c in verdict.checks)
