"""What a group gets by rule and what each brings to it, by hand on the three large users of Proeftuin Mini.

dag 250 + nacht 200 + vlak 120 = 570 kW of contracts; klein is a small user of 60 kVA, 57 kW at a power factor of 0.95.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from collectief import Park, read_park
from collectief.park import Constraint, EntitlementRule
from collectief.plan.capacity import Capacity, capacity_of
from collectief.profile.year import Array

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
QUARTERS = 35_040
LARGE = ("dag", "nacht", "vlak")


@pytest.fixture(scope="module")
def park() -> Park:
    mini = read_park(MINI)
    connection = replace(mini.company("klein").connection, physical_kva=60.0)
    return replace(
        mini, companies=tuple(replace(c, connection=connection) if c.id == "klein" else c for c in mini.companies)
    )


def by_operator(park: Park, entitlement: EntitlementRule, **group_kw: float) -> Park:
    """The operator gives 420 kW, which members divide by this rule."""
    rules = replace(
        park.rules,
        group_capacity="operator",
        group_kw=((park.areas[0].id, 420.0),),
        group_entitlement=entitlement,
    )
    companies = tuple(
        replace(c, connection=replace(c.connection, group_kw=group_kw[c.id])) if c.id in group_kw else c
        for c in park.companies
    )
    return replace(park, rules=rules, companies=companies)


def found(park: Park, net_kw: Mapping[str, Array] | None = None) -> Capacity:
    flat = {c: np.full(QUARTERS, 10.0) for c in LARGE}
    members = [park.company(c) for c in LARGE]
    return capacity_of(park, park.areas[0], members, net_kw=flat if net_kw is None else net_kw)


@pytest.mark.parametrize(
    ("constraint", "others_kw", "kw"),
    [
        ("red", 450.0, 500.0),  # (1,000 - 450) x 570 / (570 + 57)
        ("amber", 450.0, 500.0),
        ("yellow", 450.0, 500.0),
        ("red", 230.0, 570.0),  # 770 x 10/11 = 700, but what is free goes to the queue
        ("amber", 230.0, 570.0),
        ("yellow", 230.0, 700.0),
        ("transparent", 230.0, 700.0),
        ("red", 1_100.0, 0.0),
        ("yellow", 1_100.0, 0.0),
    ],
)
def test_a_share_of_the_headroom_is_what_others_leave_by_size_of_connection(
    park: Park, constraint: Constraint, others_kw: float, kw: float
) -> None:
    fullest = np.full(QUARTERS, others_kw - 100.0)
    fullest[7_000] = others_kw
    area = replace(park.areas[0], offtake=constraint, offtake_capacity_kw=1_000.0, others_kw=fullest)
    rules = replace(park.rules, group_capacity="area_headroom")
    capacity = found(replace(park, areas=(area,), rules=rules))
    assert capacity.asked == capacity.used == "area_headroom"
    assert capacity.kw == pytest.approx(kw)
    assert capacity.entitlement_kw == pytest.approx(
        {"dag": kw * 250 / 570, "nacht": kw * 200 / 570, "vlak": kw * 12 / 57}
    )


@pytest.mark.parametrize(("capacity_kw", "others_kw"), [(None, np.full(QUARTERS, 450.0)), (1_000.0, None)])
def test_without_the_figures_of_the_area_the_sum_of_contracts_holds(
    park: Park, capacity_kw: float | None, others_kw: Array | None
) -> None:
    area = replace(park.areas[0], offtake_capacity_kw=capacity_kw, others_kw=others_kw)
    capacity = found(replace(park, areas=(area,), rules=replace(park.rules, group_capacity="area_headroom")))
    assert (capacity.asked, capacity.used, capacity.kw) == ("area_headroom", "sum_of_contracts", 570.0)


def test_the_figure_of_the_operator_is_taken_and_divided_by_contract(park: Park) -> None:
    capacity = found(by_operator(park, "contract"))
    assert (capacity.used, capacity.divided, capacity.kw) == ("operator", "contract", 420.0)
    assert capacity.entitlement_kw == pytest.approx(
        {"dag": 420 * 250 / 570, "nacht": 420 * 200 / 570, "vlak": 420 * 12 / 57}
    )


def test_what_members_agreed_is_scaled_to_what_the_group_has(park: Park) -> None:
    """They agreed 300, 200 and 100 kW, together 600; of 420 kW that is seven tenths."""
    capacity = found(by_operator(park, "given", dag=300.0, nacht=200.0, vlak=100.0))
    assert capacity.divided == "given"
    assert capacity.entitlement_kw == pytest.approx({"dag": 210.0, "nacht": 140.0, "vlak": 70.0})


def test_where_one_member_agreed_nothing_contracts_divide(park: Park) -> None:
    capacity = found(by_operator(park, "given", dag=300.0, nacht=200.0))
    assert capacity.divided == "contract"
    assert capacity.entitlement_kw["dag"] == pytest.approx(420 * 250 / 570)


def test_a_member_brings_by_its_own_load_without_the_35_highest_quarters(park: Park) -> None:
    """Of dag 35 quarters of 900 kW do not count and 120 kW is left; nacht 60 and vlak 30: 4/7, 2/7 and 1/7 of 420."""
    net = {c: np.full(QUARTERS, kw) for c, kw in (("dag", 120.0), ("nacht", 60.0), ("vlak", 30.0))}
    net["dag"][:35] = 900.0
    capacity = found(by_operator(park, "p999"), net)
    assert capacity.divided == "p999"
    assert capacity.entitlement_kw == pytest.approx({"dag": 240.0, "nacht": 120.0, "vlak": 60.0})


def test_where_nobody_takes_anything_contracts_divide(park: Park) -> None:
    net = {c: np.zeros(QUARTERS) for c in LARGE}
    assert found(by_operator(park, "p999"), net).divided == "contract"
