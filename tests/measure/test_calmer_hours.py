"""Where an energy area is full nobody takes more than now in any quarter, also where saving calms the hour.

Use within an hour now: 6 4 4 2 kW. Saving half makes that 3 2 2 1. If charging filled the mean of the hour up to the
4 kW of now, the lowest quarter would have 3 kW, above its 2 kW of now. So half the fall of 2 kW is not there to take.
"""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import Plan, area, blocks, company, days, measures, park, year

from collectief.measure import Setting
from collectief.measure.efficiency import ELECTRIC, electric_share
from collectief.measure.group_contract import ORGANISATION
from collectief.model.parts import Array
from collectief.park import Mobility
from collectief.plan.prepare import prepare, quarters
from collectief.profile.year import QUARTERS

USE = {"vracht": blocks(5.0, 2.0, wobble_kw=1.5), "vracht2": blocks(2.0, 4.0, wobble_kw=1.0)}
SAVING = ("efficiency", "charging_hub", "solar")
APART = {"contract/vracht": 1.0, "contract/vracht2": 1.0, "member/vracht/MSLS": 0.0, "member/vracht2/MSLS": 0.0}
SHARED = {n: 1.0 - v for n, v in APART.items()} | {"group/noord/MSLS": 1.0, ORGANISATION: 1.0}


@cache
def full() -> Setting:
    """Two users too small for the saving duty, with vans to charge, in an area that has nothing left."""
    who = [
        replace(
            company(me, tariff="MSLS", contract_kw=60.0),
            electricity_kwh=float(kw.sum() / 4),
            mobility=Mobility(20_000.0),
        )
        for me, kw in USE.items()
    ]
    which = park(who, area(offtake_kw=100.0, others_kw=np.full(QUARTERS, 100.0)))
    which = replace(which, profiles=dict(USE))
    return prepare(which, year(), quarters(which, year()))


def plan(known: dict[str, float]) -> Plan:
    return Plan(full(), measures(*SAVING, "group_contract"), known=known, gap=1e-6, when=days(20))


def above_now(found: Plan, *who: str) -> Array:
    """kW that these take above now in each quarter of the modelled hours, shape (steps, 4)."""
    total = np.zeros((len(found.steps), 4))
    for c in (found.setting.park.company(me) for me in who):
        four = USE[c.id].reshape(-1, 4)[found.steps.pick]
        spread = four - four.mean(axis=1, keepdims=True)
        kept = 1.0 - electric_share(found.setting, c, found.sizes)
        total += found.net(c.id)[:, None] + kept * spread - four
    return total


def test_nobody_here_saves_because_the_law_asks() -> None:
    assert not full().duty


@pytest.mark.parametrize(
    ("known", "charging"), [(APART, ("vracht2",)), (SHARED, tuple(USE))], ids=["own contracts", "group contract"]
)
def test_a_calmer_hour_takes_no_more_than_now_in_any_quarter(
    known: dict[str, float], charging: tuple[str, ...]
) -> None:
    """Who charges fills what saving leaves, to the last watt of the lowest quarter."""
    found = plan(known)
    saved = sum(found.sizes.get(f"efficiency/{me}/{p}", 0.0) for me in USE for p in ELECTRIC)
    assert saved > 1.0
    assert above_now(found, *USE).max() <= 1e-5
    assert above_now(found, *charging).max() == pytest.approx(0.0, abs=1e-5)


def test_members_of_a_group_lend_each_other_the_room_that_saving_leaves() -> None:
    """Together they keep the limit; each by itself need not."""
    found = plan(SHARED)
    alone = max(float((found.net(me) - USE[me].reshape(-1, 4).mean(axis=1)[found.steps.pick]).max()) for me in USE)
    assert alone > 0.0


def test_where_the_room_of_an_area_is_unknown_nothing_is_held_back() -> None:
    which = park(full().park.companies, area())
    setting = prepare(replace(which, profiles=dict(USE)), year(), quarters(replace(which, profiles=dict(USE)), year()))
    found = Plan(setting, measures(*SAVING), gap=1e-6, when=days(20))
    assert not [n for n in found.rows.columns if n.endswith((":calm", ":calm_area"))]


def test_saving_is_possible_even_where_all_is_full() -> None:
    """What a calmer hour holds back is never more than the saving itself leaves."""
    less = full().uses["vracht"].fall_kw
    assert np.all(less <= full().uses["vracht"].electricity_kw)
    done = {f"efficiency/{me}/{p}": 1.0 for me in USE for p in ELECTRIC}
    assert plan({**APART, **done}).answer.status == "Optimal"
