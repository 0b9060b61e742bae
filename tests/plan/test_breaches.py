"""Limits that are broken, by head: a load of so many kW against a contract, a cable, a group and a full area."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from collectief import Park, read_park, read_year
from collectief.measure import Setting
from collectief.plan.breaches import GroupLoad, breaches
from collectief.plan.cases import by_law, today
from collectief.plan.outcome import Breach, Outcome
from collectief.plan.prepare import prepare, quarters

QUARTERS = 35040
PARKS = Path(__file__).parents[2] / "data" / "parken"
NOTHING = np.zeros(QUARTERS)
CARRIES_KW = 95.0
"""100 kVA at a power factor of 0.95."""


@cache
def setting() -> Setting:
    """Proeftuin Mini in which `dag` has 80 kW of contract, 10 kW of feed-in and a cable of 100 kVA."""
    park = read_park(PARKS / "proeftuin-mini")
    small = replace(park.company("dag").connection, offtake_kw=80.0, feed_in_kw=10.0, physical_kva=100.0)
    companies = tuple(replace(c, connection=small) if c.id == "dag" else c for c in park.companies)
    area = replace(park.areas[0], others_kw=np.full(QUARTERS, 850.0), offtake_capacity_kw=1000.0)
    area = replace(area, feed_in_capacity_kw=1000.0)
    changed: Park = replace(park, companies=companies, areas=(area,))
    year = read_year(changed, PARKS / "proeftuin-mini")
    return prepare(changed, year, quarters(changed, year))


def broken(dag_kw: np.ndarray, *groups: GroupLoad, mine: bool = True) -> list[Breach]:
    """Breaches when `dag` draws this and the others draw nothing."""
    net = {c.id: NOTHING for c in setting().park.companies} | {"dag": dag_kw}
    own = {c.id: setting().rates[c.id].contract_kw for c in setting().park.companies if mine or c.id != "dag"}
    return list(breaches(setting(), net, own_kw=own, groups=groups))


def load(kw: float, times: int) -> np.ndarray:
    """So many kW in the first quarters of the year, nothing after."""
    return np.where(np.arange(QUARTERS) < times, kw, 0.0)


def test_a_load_on_its_contract_breaks_nothing() -> None:
    assert broken(load(80.0, 100)) == []
    assert broken(load(-10.0, 100)) == []


def test_a_load_above_its_contract_is_counted_in_quarters() -> None:
    found = broken(np.maximum(load(83.0, 5), load(81.0, 12)))
    assert found == [Breach("dag", "offtake", 80.0, 83.0, 12, "contract")]


def test_a_cable_is_a_limit_of_its_own() -> None:
    contract, cable = broken(load(97.0, 3))
    assert (contract.kind, contract.limit_kw) == ("contract", 80.0)
    assert (cable.kind, cable.peak_kw, cable.quarters) == ("connection", 97.0, 3)
    assert cable.limit_kw == pytest.approx(CARRIES_KW)


def test_feeding_in_more_than_the_right_to_is_a_breach() -> None:
    assert broken(load(-12.0, 4)) == [Breach("dag", "feed_in", 10.0, 12.0, 4, "contract")]


def test_a_right_beside_the_contract_counts_where_it_holds() -> None:
    """20 kW extra in the first hour only: 95 kW is fine there, and 15 too many after it."""
    extra = np.r_[np.full(1, 20.0), np.zeros(8759)]
    rates = {**setting().rates, "dag": replace(setting().rates["dag"], extra_offtake_kw=extra)}
    net = {c.id: NOTHING for c in setting().park.companies} | {"dag": load(95.0, 6)}
    own = {c.id: setting().rates[c.id].contract_kw for c in setting().park.companies}
    found = breaches(replace(setting(), rates=rates), net, own_kw=own)
    assert found == (Breach("dag", "offtake", 80.0, 95.0, 2, "contract"),)


def test_a_right_to_feed_in_counts_where_it_holds_and_does_not_come_along_to_a_group() -> None:
    """20 kW extra in the first hour: 28 kW is fine there and 18 too many after it; a group has the firm 10 kW only."""
    extra = np.r_[np.full(1, 20.0), np.zeros(8759)]
    park = setting().park
    rates = {**setting().rates, "dag": replace(setting().rates["dag"], extra_feed_in_kw=extra)}
    ready = replace(setting(), rates=rates)
    net = {c.id: NOTHING for c in park.companies} | {"dag": load(-28.0, 6)}
    found = breaches(ready, net, own_kw={"dag": 80.0})
    assert found == (Breach("dag", "feed_in", 10.0, 28.0, 2, "contract"),)
    both = GroupLoad(park.areas[0].id, (park.company("dag"), park.company("nacht")), 90.0, NOTHING)
    found = breaches(ready, net, own_kw={}, groups=(both,))
    assert found == (Breach(park.areas[0].id, "feed_in", 10.0, 28.0, 6, "group"),)


def test_a_member_has_the_contract_of_its_group_and_still_its_own_cable() -> None:
    park = setting().park
    both = GroupLoad(park.areas[0].id, (park.company("dag"), park.company("nacht")), 90.0, load(5.0, 2))
    assert broken(load(85.0, 9), both, mine=False) == []
    over, cable = sorted(broken(load(96.0, 9), both, mine=False), key=lambda b: b.kind, reverse=True)
    assert over == Breach(park.areas[0].id, "offtake", 90.0, 101.0, 9, "group")
    assert cable.kind == "connection"
    spared = replace(both, spare_quarters=9)
    assert {b.kind for b in broken(load(96.0, 9), spared, mine=False)} == {"connection"}


def test_a_full_area_is_broken_where_the_park_adds_to_it() -> None:
    """Others 850 of 1,000 kW: 151 kW of the park is one too many; with nothing of the park it is not the park's."""
    own_contract = [b for b in broken(load(151.0, 7)) if b.kind == "area"]
    assert own_contract == [Breach(setting().park.areas[0].id, "offtake", 1000.0, 1001.0, 7, "area")]
    full = replace(setting().park.areas[0], others_kw=np.full(QUARTERS, 1100.0))
    crowded = replace(setting(), park=replace(setting().park, areas=(full,)))
    net = {c.id: NOTHING for c in crowded.park.companies}
    assert breaches(crowded, net, own_kw={}) == ()
    (added,) = breaches(crowded, {**net, "dag": load(1.0, 3)}, own_kw={})
    assert (added.peak_kw, added.quarters) == (1101.0, 3)


def test_now_says_what_is_over_its_contract_and_the_plan_makes_it_no_worse() -> None:
    """De Vlasakker: the galvanising works draws 257.9 kW on a contract of 250 today."""
    park = read_park(PARKS / "vlasakker").only(("galvano",))
    year = read_year(park, PARKS / "vlasakker")
    use = quarters(park, year)
    ready = prepare(park, year, use)
    (over,) = (b for b in today(ready, use).breaches if b.owner == "galvano")
    assert (over.kind, over.limit_kw, over.quarters) == ("contract", 250.0, 26)
    assert over.peak_kw == pytest.approx(257.9, abs=0.01)
    assert not any(b.owner == "galvano" for b in by_law(ready, use).breaches)


def test_every_case_of_a_plan_is_looked_at(mini: Outcome, empty_core: Outcome) -> None:
    """A plan that keeps its limits breaks none where today breaks none."""
    for outcome in (mini, empty_core):
        assert {key: case.breaches for key, case in outcome.cases.items()} == dict.fromkeys(outcome.cases, ())
