"""What fits in a group counts its own members and its own site, and nobody else's.

station oost: a 40 + b 20 of 100 kW, own site 10        station west: c 30 + d 30 of 100 kW, own site 50
"""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from collectief import Park, read_park, read_year
from collectief.facts import swung
from collectief.measure import PARK, Setting
from collectief.park import Company, EnergyArea, Wish
from collectief.plan.cases import Group
from collectief.plan.group_lead import group_lead_years, group_year
from collectief.plan.growth import growth, together_year
from collectief.plan.outcome import Case, Growth
from collectief.plan.prepare import prepare, quarters

QUARTERS = 35040
MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
USE = {"a": 40.0, "b": 20.0, "c": 30.0, "d": 30.0}
SITES = {"oost": 10.0, "west": 50.0}


@cache
def setting() -> Setting:
    """Four copies of the flat load of Proeftuin Mini, two at each station, with little under their own contracts."""
    mini = read_park(MINI)
    year = read_year(mini, MINI)
    model = mini.company("vlak")
    companies = tuple(_like(model, n, "oost" if n in "ab" else "west") for n in USE)
    areas = tuple(_area(mini, key) for key in SITES)
    profiles = {n: np.full(QUARTERS, kw) for n, kw in USE.items()}
    park = replace(mini, companies=companies, areas=areas, profiles=profiles, buildings=(), streets=())
    return prepare(park, year, quarters(park, year))


def _like(model: Company, name: str, area: str) -> Company:
    connection = replace(model.connection, offtake_kw=50.0)
    return replace(model, id=name, name=name, area=area, connection=connection, wish=Wish(60.0, 2027, 600.0))


def _area(mini: Park, key: str) -> EnergyArea:
    return replace(mini.areas[0], id=key)


def case() -> Case:
    """Everybody lives as today, and each station's site draws what it draws."""
    net = {n: np.full(QUARTERS, kw) for n, kw in USE.items()} | {PARK: np.full(QUARTERS, sum(SITES.values()))}
    return Case("together", {}, (), {}, net)


def groups() -> list[Group]:
    park = setting().park
    return [
        Group("oost", "MS", (park.company("a"), park.company("b")), 100.0),
        Group("west", "MS", (park.company("c"), park.company("d")), 100.0),
    ]


def test_a_group_leaves_no_room_for_the_site_of_another() -> None:
    """Oost has 100 - 60 - 10 = 30 kW left and west 100 - 60 - 50 < 0: the site of west takes all there.

    Alone a may grow 10, b 30, c and d 20 kW under their own contracts. In oost both keep that but for the 10 kW of
    the site, which the first of equal wishes gives up.
    """
    sites = {g.site: np.full(QUARTERS, SITES[g.area]) for g in groups()}
    found = growth(setting(), case(), case(), groups=groups(), load_kw=load(), sites=sites)
    assert {g.company: g.alone_kw for g in found} == {"a": 10.0, "b": 30.0, "c": 20.0, "d": 20.0}
    assert {g.company: g.together_kw for g in found} == {"a": 0.0, "b": 30.0, "c": 0.0, "d": 0.0}


def test_without_a_word_on_sites_each_group_leaves_room_for_all() -> None:
    """100 - 60 - 60 is less than nothing: nobody may grow."""
    found = growth(setting(), case(), case(), groups=groups(), load_kw=load())
    assert all(g.together_kw == 0.0 for g in found)


def test_members_never_grow_past_the_contract_of_their_group() -> None:
    """Oost without a site has 40 kW left: 10 + 30 as alone, and nothing more although both ask 60."""
    found = growth(setting(), case(), case(), groups=groups(), load_kw=load(), sites={})
    grown = {g.company: g.together_kw for g in found}
    assert grown["a"] + grown["b"] == pytest.approx(100.0 - 40.0 - 20.0)
    assert all(g.together_kw >= g.alone_kw for g in found)


def test_who_values_room_most_gets_what_is_left_over() -> None:
    """Of 110 kW 10 more are left: they go to b, whose wish is worth more per kW."""
    dear = replace(setting().park.company("b"), wish=Wish(60.0, 2027, 6_000.0))
    park = replace(setting().park, companies=tuple(dear if c.id == "b" else c for c in setting().park.companies))
    group = Group("oost", "MS", (park.company("a"), dear), 110.0)
    found = growth(replace(setting(), park=park), case(), case(), groups=[group], load_kw=load(), sites={})
    assert {g.company: g.together_kw for g in found if g.company in "ab"} == {"a": 10.0, "b": 40.0}


def test_two_groups_at_one_station_do_not_take_each_others_room() -> None:
    """In the one a and b keep 40 kW between them, in the other c has 90 - 30 = 60 kW for itself."""
    park = setting().park
    two = [
        Group("oost", "MS", (park.company("a"), park.company("b")), 100.0),
        Group("oost", "MSLS", (park.company("c"),), 90.0),
    ]
    found = growth(setting(), case(), case(), groups=two, load_kw=load(), sites={})
    together = {g.company: g.together_kw for g in found}
    assert [together["a"] + together["b"], together["c"]] == pytest.approx([40.0, 60.0])


def load() -> dict[str, np.ndarray]:
    return {n: np.full(QUARTERS, kw) for n, kw in USE.items()}


def test_a_wish_grows_no_further_than_the_cable() -> None:
    """a draws 40 kW on a cable of 60 kVA: at a power factor of 0.95 that leaves 17 kW, however large the group."""
    thin = replace(setting().park.company("a").connection, physical_kva=60.0)
    park = setting().park
    companies = tuple(replace(c, connection=thin) if c.id == "a" else c for c in park.companies)
    narrow = replace(setting(), park=replace(park, companies=companies))
    wide = [
        replace(g, contract_kw=1000.0, members=tuple(narrow.park.company(c.id) for c in g.members)) for g in groups()
    ]
    found = {g.company: g for g in growth(narrow, case(), case(), groups=wide, load_kw=load())}
    assert found["a"].together_kw == 17.0
    assert found["b"].together_kw == 60.0


def test_the_limit_that_stops_a_wish_is_the_tightest_one() -> None:
    """a on a cable of 60 kVA stops there in a wide group and by the group in a tight one; all of b fits: no limit."""
    thin = replace(setting().park.company("a").connection, physical_kva=60.0)
    park = setting().park
    companies = tuple(replace(c, connection=thin) if c.id == "a" else c for c in park.companies)
    narrow = replace(setting(), park=replace(park, companies=companies))

    def limits(group_kw: float | None) -> dict[str, str | None]:
        members = tuple(narrow.park.company(c) for c in "ab")
        joined = [] if group_kw is None else [Group("oost", "MS", members, group_kw)]
        found = growth(narrow, case(), case(), groups=joined, load_kw=load(), sites={})
        return {g.company: g.limit for g in found if g.company in "ab"}

    assert limits(1000.0) == {"a": "connection", "b": None}
    assert limits(100.0) == {"a": "group", "b": "group"}
    assert limits(None) == {"a": "contract", "b": "contract"}


def test_what_fits_is_worth_its_share_of_the_whole_wish() -> None:
    """b may grow 40 of 60 kW in the group and 30 alone; its owner says 6,000 EUR for all of it, from 2027 on."""
    dear = replace(setting().park.company("b"), wish=Wish(60.0, 2027, 6_000.0))
    park = replace(setting().park, companies=tuple(dear if c.id == "b" else c for c in setting().park.companies))
    group = Group("oost", "MS", (park.company("a"), dear), 110.0)
    found = growth(replace(setting(), park=park), case(), case(), groups=[group], load_kw=load(), sites={})
    mine = next(g for g in found if g.company == "b")
    assert (mine.worth_alone_eur, mine.worth_together_eur) == (3_000.0, 4_000.0)
    assert (mine.eur_per_year, mine.from_year) == (6_000.0, 2027)


def test_growth_within_a_group_waits_for_the_group() -> None:
    more, alone = Growth("b", 60.0, 30.0, 40.0, 6_000.0, 2026), Growth("c", 60.0, 60.0, 60.0, 6_000.0, 2026)
    assert [together_year(more, start) for start in (None, date(2026, 6, 1), date(2027, 6, 1))] == [2027, 2028, 2029]
    assert together_year(alone, date(2027, 6, 1)) == 2026
    assert together_year(replace(more, from_year=2035), None) == 2035


def test_the_year_of_a_group_follows_the_weeks_of_its_contract() -> None:
    """Talks of three years that begin on 1 June 2026 end in 2029, in the calendar and for growth alike."""
    with swung({"lead.group_contract.weeks": 156.0}):
        assert (group_lead_years(), group_year(date(2026, 6, 1))) == (3.0, 2029)
