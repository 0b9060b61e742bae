"""Settling by use: what each takes when the group is busiest, and its kWh; together just what is paid."""

from dataclasses import replace

import numpy as np
import pytest

from collectief import Outcome
from collectief.measure import PARK
from collectief.plan.by_use import USE, busiest_kw, by_use, pots


def members(outcome: Outcome) -> list[str]:
    return [c for group in outcome.members.values() for c in group]


def test_each_pays_its_own_bill_and_a_part_of_each_pot(mini: Outcome) -> None:
    case, inside = mini.cases["together"], members(mini)
    found = mini.allocations[USE].shares
    grid, rest = pots(case.bills[PARK])
    assert grid > 0.0
    assert rest == pytest.approx(case.bills[PARK].lines["group_running"])
    kw, kwh = busiest_kw(mini.park, case.net_kw, inside), {c: case.energy[c].offtake_kwh for c in inside}
    for c in inside:
        asked = case.bills[c].total + grid * kw[c] / sum(kw.values()) + rest * kwh[c] / sum(kwh.values())
        assert found[c] == pytest.approx(asked)
    assert sum(found.values()) == pytest.approx(case.eur_per_year)
    assert USE in mini.core


def test_the_busiest_quarters_are_those_of_the_group_and_who_feeds_in_takes_nothing(mini: Outcome) -> None:
    one, other = members(mini)[:2]
    park = replace(mini.park, companies=tuple(c for c in mini.park.companies if c.id in (one, other)))
    first, second = np.full(35_040, 10.0), np.full(35_040, 5.0)
    first[:35], second[:35] = 100.0, 40.0
    first[35], second[35] = 120.0, -80.0  # high for itself, not for the group
    assert busiest_kw(park, {one: first, other: second}, [one, other]) == {one: 100.0, other: 40.0}
    second[:35] = -20.0
    assert busiest_kw(park, {one: first, other: second}, [one, other])[other] == 0.0


def test_where_nobody_takes_anything_all_pay_the_same(mini: Outcome) -> None:
    case, inside = mini.cases["together"], members(mini)
    none = replace(
        case,
        net_kw={c: np.zeros(35_040) for c in inside},
        energy={c: replace(case.energy[c], offtake_kwh=0.0) for c in inside},
    )
    found = by_use(mini.park, none, inside).shares
    part = case.bills[PARK].total / len(inside)
    assert found == pytest.approx({c: case.bills[c].total + part for c in inside})
