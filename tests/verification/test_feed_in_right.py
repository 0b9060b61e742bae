"""A right to feed in by day, beside a contract without feed-in, lived by Proeftuin Mini and checked with other code.

nacht draws 20 kW by day; its roof gives more, of which 15 kW may go to the grid from 10 to 16 h and nothing else.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from collectief import MEASURES, Outcome, Park, Scenario, optimise, read_park, read_year, verify
from collectief.facts import Window
from collectief.park import TransportRight

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
BY_DAY = TransportRight("block", "feed_in", 15.0, Window(hours=(10, 16)))


def with_right(right: TransportRight) -> Park:
    park = read_park(MINI)
    company = park.company("nacht")
    changed = replace(company, connection=replace(company.connection, feed_in_kw=0.0, rights=(right,)))
    return replace(park, companies=tuple(changed if c.id == "nacht" else c for c in park.companies))


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    park = with_right(BY_DAY)
    return optimise(Scenario(park, read_year(park, MINI), tuple(m for m in MEASURES if m.key == "solar")))


def test_a_plan_feeds_in_up_to_the_right_and_only_in_its_hours(outcome: Outcome) -> None:
    net_kw = outcome.cases["alone"].net_kw["nacht"]
    holds = np.repeat(BY_DAY.window.holds(outcome.year.local), 4)
    assert net_kw[holds].min() == pytest.approx(-15.0, abs=0.01)
    assert net_kw[~holds].min() >= -0.01


def test_the_right_keeps_every_limit_and_costs_nothing(outcome: Outcome) -> None:
    assert verify(outcome).ok, [(c.name.en, c.where, c.amount) for c in verify(outcome).failed]
    assert outcome.cases["alone"].bills["nacht"].lines["contract_rights"] == 0.0
    assert outcome.contracts.rights == (("nacht", BY_DAY),)


@pytest.mark.parametrize(
    "other",
    [
        replace(BY_DAY, window=Window(hours=(16, 10))),
        replace(BY_DAY, kw=10.0),
        replace(BY_DAY, direction="offtake", contract_share=0.0),
    ],
    ids=["by night", "less", "to take"],
)
def test_with_another_right_the_same_plan_breaks_its_limit(outcome: Outcome, other: TransportRight) -> None:
    failed = verify(replace(outcome, park=with_right(other))).failed
    assert {(c.name.en, c.where) for c in failed} >= {
        ("Feed-in above what is allowed, highest quarter (kW)", f"{case}/nacht") for case in ("alone", "together")
    }


def test_behind_a_thinner_cable_the_same_plan_breaks_its_limit(outcome: Outcome) -> None:
    park = with_right(BY_DAY)
    behind = replace(park.company("nacht").connection, feed_in_kw=15.0, physical_kva=10.0, rights=())
    companies = tuple(replace(c, connection=behind) if c.id == "nacht" else c for c in park.companies)
    failed = verify(replace(outcome, park=replace(park, companies=companies))).failed
    assert ("Feed-in above what is allowed, highest quarter (kW)", "alone/nacht") in {
        (c.name.en, c.where) for c in failed
    }
