"""Shared cars: fewer serve the same trips, only where people can walk, only of who is there, and never at more cost.

an ---- 100 m ---- bo ---- 100 m ---- ca ------------ 900 m ------------ di      one street
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box
from small_setting import Plan, companies, measures, park, setting_of, small, year

from collectief.facts import fact, swung
from collectief.measure import PARK, Setting, SharedMobility
from collectief.measure.pool_cars import cheapest
from collectief.measure.pool_offer import pool_offer
from collectief.measure.shared_mobility import kept_eur, on_offer
from collectief.model import Limit, Size, solve
from collectief.park import Mobility, Park
from collectief.plan.as_is import fixed_eur
from collectief.plan.pool_screen import best_pools, pools
from collectief.profile.pool_trips import Trips, everybody

KEY = "shared_mobility"
PLACES = {"pers": 0.0, "koel": 100.0, "vracht": 200.0, "klein": 1_100.0}
FEW = Mobility(pool_cars=2, pool_trips=250.0, pool_hours=3.0, pool_km=10_000.0)


def town(cars: Mapping[str, Mobility], *, order: int = 1) -> Park:
    """The four companies along a street, with these pool cars."""
    mine = []
    for one in companies():
        at = Point(150_000.0 + PLACES[one.id], 400_040.0)
        mine.append(replace(one, location=at, mobility=cars.get(one.id, Mobility())))
    plain = park(mine[::order])
    halls = tuple(
        replace(b, footprint=box(p.x - 15, p.y - 10, p.x + 15, p.y + 10))
        for b in plain.buildings
        for p in [plain.company(b.company).location]
    )
    street = replace(plain.streets[0], line=LineString([(149_990.0, 400_020.0), (151_200.0, 400_020.0)]))
    return replace(plain, buildings=halls, streets=(street,))


@cache
def pooled() -> Setting:
    """Three near each other and one far away, each with two cars that make one trip a day together."""
    return setting_of(town(dict.fromkeys(PLACES, FEW)))


def trips(*rows: tuple[int, int, int]) -> Trips:
    """Trips of 10 km: day, quarter-hour of leaving and of coming back."""
    day, leaves, back = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    return Trips(day, leaves, back, np.full(len(rows), 10.0))


def test_two_companies_with_one_car_each_that_never_drive_at_once_need_one_car() -> None:
    """By hand: 6,600 + 600 for the car, 2 x 360 for booking: 7,920 instead of 13,200."""
    every = {"an": trips(*((d, 32, 40) for d in range(200))), "bo": trips(*((d, 48, 60) for d in range(200)))}
    found = cheapest(everybody(every), ["an", "bo"], "an")
    assert (found.vehicles, found.hired, found.members) == (1, 0, ("an", "bo"))
    assert found.eur_per_year == pytest.approx(6_600 + 600 + 2 * 360)


def test_two_that_always_drive_at_once_need_two() -> None:
    every = {"an": trips(*((d, 32, 40) for d in range(200))), "bo": trips(*((d, 36, 60) for d in range(200)))}
    assert cheapest(everybody(every), ["an", "bo"], "an").vehicles == 2


def test_a_trip_that_rarely_finds_no_car_is_hired() -> None:
    """On three days they drive at once: 3 x (25 + 6 h x 3.06 + 10 km x 0.34) = 140.28 is less than a second car."""
    every = {
        "an": trips(*((d, 32, 40) for d in range(200))),
        "bo": trips(*((d, 36, 60) for d in range(3)), *((d, 48, 60) for d in range(3, 200))),
    }
    found = cheapest(everybody(every), ["bo", "an"], "bo")
    assert (found.vehicles, found.hired) == (1, 3)
    assert found.hire_eur == pytest.approx(3 * (25 + 6 * 3.06 + 10 * 0.34))


def test_a_car_needs_time_between_two_trips() -> None:
    half_an_hour = trips((0, 32, 40), (0, 42, 50)), trips((0, 32, 40), (0, 41, 50))
    with swung({"pool.hire_eur_per_h": 6_000.0}):
        assert [cheapest(everybody({"an": one}), ["an"], "an").vehicles for one in half_an_hour] == [1, 2]


def test_a_company_that_says_of_no_pool_cars_has_no_line_and_no_pool() -> None:
    assert small().pools.kept == {}
    assert not [*SharedMobility().shared_parts(small()), *SharedMobility().own_parts(small(), companies()[0])]
    assert kept_eur(small(), ()) == {}


def test_what_cars_cost_today_is_in_the_fixed_cost_of_their_company() -> None:
    setting = pooled()
    without = setting_of(town({}))
    for company in setting.park.companies:
        more = fixed_eur(setting, company) - fixed_eur(without, company)
        assert more == pytest.approx(2 * fact("pool.eur_per_vehicle").value)


def test_only_companies_within_a_walk_share_and_a_pool_stands_with_one_of_them() -> None:
    setting = pooled()
    assert {c for pool in setting.pools.joint for c in pool.members} == {"pers", "koel", "vracht"}
    assert all(pool.host in pool.members for pool in setting.pools.joint)
    (all_three,) = (pool for pool in setting.pools.joint if len(pool.members) == 3)
    assert all_three.host == "koel"  # in the middle
    with swung({"pool.walk_m": 1_500.0}):
        assert any("klein" in pool.members for pool in pool_offer(setting.park, year()).joint)


def test_who_stays_apart_shares_nothing() -> None:
    which = pooled().park
    apart = replace(which, rules=replace(which.rules, apart=("koel",)))
    assert {p.members for p in on_offer(setting_of(apart))} == {("pers", "vracht")}


def test_fewer_cars_serve_the_same_trips_and_the_saving_is_that_of_the_bills() -> None:
    setting = pooled()
    found = pools(setting)
    assert found.found > 1_000.0
    builds = list(SharedMobility().builds(setting, found.sizes))
    before, after = sum(kept_eur(setting, ()).values()), sum(kept_eur(setting, builds).values())
    own = sum(setting.pools.own_gain_eur(c) for b in builds for c in b.part.split("/"))
    assert before - after - sum(b.eur_per_year for b in builds) == pytest.approx(found.found + own)


@cache
def plan(*keys: str, order: int = 1) -> Plan:
    return Plan(pooled() if order == 1 else setting_of(town(dict.fromkeys(PLACES, FEW), order=order)), measures(*keys))


def test_the_model_finds_the_best_pools_and_one_more_measure_never_costs_more() -> None:
    more, less = plan("solar", KEY), plan("solar")
    own = sum(pooled().pools.own_gain_eur(c) for c in PLACES)
    assert own > 0  # cars that make half a trip a day are dear: hiring is cheaper
    assert more.answer.upper == pytest.approx(less.answer.upper - own - pools(pooled()).found, abs=1.0)
    assert more.answer.lower <= less.answer.upper + 0.01


def test_each_company_is_in_one_pool_at_most() -> None:
    built = [name for name, amount in plan(KEY).sizes.items() if name.count("/") > 1 and amount > 0.5]
    mine = [c for name in built for c in name.split("/")[1:] if name.startswith("pool/")]
    assert mine
    assert len(mine) == len(set(mine))


def test_the_order_of_companies_changes_nothing() -> None:
    there, back = plan(KEY), plan(KEY, order=-1)
    assert there.setting.pools.joint == back.setting.pools.joint
    assert there.answer.upper == pytest.approx(back.answer.upper)


def test_a_coalition_has_the_pools_of_its_members_and_no_other() -> None:
    with_it, without = plan(KEY).rows, plan().rows
    setting = pooled()
    for members in (["pers"], ["pers", "koel"], ["koel", "vracht"], ["pers", "klein"]):
        more, less = (solve(rows.only({*members, PARK}), gap=1e-6).upper for rows in (with_it, without))
        joint = sum(setting.pools.gain_eur(pool) for pool in best_pools(setting, members))
        own = sum(setting.pools.own_gain_eur(c) for c in members)
        assert less - more == pytest.approx(own + joint, abs=0.5)
        here = pool_offer(setting.park.only(members), year())
        assert set(here.joint) == {p for p in setting.pools.joint if {*p.members} <= {*members}}


DRIVES = st.builds(
    Mobility,
    pool_cars=st.integers(0, 4),
    pool_trips=st.one_of(st.none(), st.floats(0.0, 900.0)),
    pool_hours=st.one_of(st.none(), st.floats(0.5, 6.0)),
    pool_km=st.one_of(st.none(), st.floats(0.0, 50_000.0)),
)


@settings(max_examples=25, deadline=None)
@given(drives=st.lists(DRIVES, min_size=4, max_size=4))
def test_the_best_choice_of_pools_is_that_of_trying_all(drives: list[Mobility]) -> None:
    which = town(dict(zip(PLACES, drives, strict=True)))
    setting = replace(small(), park=which, pools=pool_offer(which, year()))
    best = 0.0
    for some in range(2 ** len(setting.pools.joint)):
        chosen = [p for n, p in enumerate(setting.pools.joint) if some >> n & 1]
        who = [c for p in chosen for c in p.members]
        if len(who) == len(set(who)):
            best = max(best, sum(setting.pools.gain_eur(p) for p in chosen))
    assert pools(setting).found == pytest.approx(best)
    assert all(setting.pools.own_gain_eur(c) >= 0 for c in setting.pools.own)
    for pool in setting.pools.joint:
        most = sum(setting.pools.kept[c].vehicles for c in pool.members)
        assert pool.vehicles <= most


def test_parts_are_a_yes_no_per_pool_and_a_limit_per_company() -> None:
    parts = list(SharedMobility().shared_parts(pooled()))
    sizes = [p for p in parts if isinstance(p, Size)]
    assert all(p.owner == PARK and p.module == p.upper == 1.0 for p in sizes)
    limits = [p for p in parts if isinstance(p, Limit)]
    assert [p.owner for p in limits] == ["koel", "pers", "vracht"]
    assert all(p.upper == {p.owner: 1.0} for p in limits)
