"""Which law holds for a heat network: cases that one can check in one's head, and laws of adding and dividing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import inf, nan
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectief.errors import MissingFact, ModelError
from collectief.heat.regime import GroupKind, HeatCustomer, HeatRegime, RegimeKind, heat_regime
from collectief.text import Text

BEFORE, AFTER = date(2026, 7, 1), date(2027, 7, 1)
LARGE = tuple(HeatCustomer(name, 400.0, member=True) for name in ("slachterij", "wasserij", "zuivel"))
SMALL = tuple(HeatCustomer(name, 60.0, heat_mwh=50.0) for name in ("bakker", "garage", "kantoor"))
MEMBERS = tuple(replace(one, member=True) for one in SMALL)
STREET = HeatCustomer("wijk", 10.0, dwellings=260, heat_mwh=2_600.0)  # 9,360 GJ
LONG_STREET = HeatCustomer("wijk", 10.0, dwellings=300, heat_mwh=3_000.0)  # 10,800 GJ
TOWN = HeatCustomer("stad", 10.0, dwellings=1_501)

CASES: tuple[tuple[str, Sequence[HeatCustomer], RegimeKind, RegimeKind], ...] = (
    ("nobody", (), "nobody", "nobody"),
    ("three companies above 100 kW", LARGE, "agreement", "agreement"),
    ("one at 100 kW exactly is protected", (HeatCustomer("a", 100.0),), "register", "exemption"),
    ("one a little above is not", (HeatCustomer("a", 100.1),), "agreement", "agreement"),
    ("three companies of 60 kW", SMALL, "register", "exemption"),
    ("members of 60 kW are protected too", MEMBERS, "register", "exemption"),
    ("260 dwellings beside large companies: 9,360 GJ", (*LARGE, STREET), "register", "exemption"),
    ("300 dwellings: 10,800 GJ", (*LARGE, LONG_STREET), "licence", "exemption"),
    ("much heat to few", (HeatCustomer("a", 90.0, heat_mwh=9_000.0),), "register", "exemption"),
    ("heat of one is not known", (STREET, HeatCustomer("a", 50.0)), "licence", "exemption"),
    ("1,501 dwellings", (TOWN,), "licence", "designation"),
    ("1,500 dwellings", (replace(TOWN, dwellings=1_500),), "licence", "exemption"),
)


@pytest.mark.parametrize(("name", "customers", "before", "after"), CASES, ids=[case[0] for case in CASES])
def test_the_system_falls_under(
    name: str, customers: Sequence[HeatCustomer], before: RegimeKind, after: RegimeKind
) -> None:
    assert (heat_regime(customers, BEFORE).kind, heat_regime(customers, AFTER).kind) == (before, after), name


def keys(found: HeatRegime) -> list[str]:
    return [rule.key for rule in (*found.to_do, *found.holds)]


def groups(found: HeatRegime) -> dict[GroupKind, tuple[int, bool]]:
    return {one.kind: (one.connections, one.protected) for one in found.groups}


@pytest.mark.parametrize("on", [BEFORE, AFTER])
def test_each_group_is_told_apart(on: date) -> None:
    found = heat_regime((*LARGE, *SMALL, replace(MEMBERS[0], id="drukker"), STREET), on)
    assert groups(found) == {
        "large": (3, False), "member": (1, True), "company": (3, True), "dwellings": (260, True),
    }  # fmt: skip
    assert found.groups[0].customers == ("slachterij", "wasserij", "zuivel")
    assert [one.rule.key.partition(".")[2] for one in found.groups] == ["large", "tariff", "tariff", "tariff"]
    assert found.groups[3].why == Text(
        nl="260 aansluitingen van ten hoogste 100 kW.", en="260 connections of at most 100 kW."
    )


def test_nobody_has_nothing_to_do_and_nothing_is_unsure() -> None:
    found = heat_regime((), BEFORE)
    assert (found.to_do, found.holds, found.groups, found.unsure, found.later) == ((), (), (), (), None)


def test_large_companies_need_nobodys_leave_but_that_is_not_sure_of_the_new_act() -> None:
    assert heat_regime(LARGE, AFTER).to_do == ()
    assert any("niet nagezien" in one.nl for one in heat_regime(LARGE, AFTER).unsure)


def test_a_licence_is_beside_registration_and_an_exemption_is_asked_of_the_municipality() -> None:
    assert [rule.key for rule in heat_regime([LONG_STREET], BEFORE).to_do] == [
        "warmtewet.register",
        "warmtewet.licence",
    ]
    assert [rule.key for rule in heat_regime([LONG_STREET], AFTER).to_do] == ["wcw.exemption"]


def test_a_large_system_needs_a_public_company_and_from_2030_a_tariff_by_cost() -> None:
    assert {"wcw.designation", "wcw.public_share"} <= set(keys(heat_regime([TOWN], AFTER)))
    assert "wcw.tariff_large" not in keys(heat_regime([TOWN], AFTER))
    assert "wcw.tariff_large" in keys(heat_regime([TOWN], date(2030, 1, 1)))
    assert [heat_regime([TOWN], date(year, 1, 1)).groups[0].rule.key for year in (2029, 2030, 2034)] == [
        *("wcw.tariff", "wcw.tariff_large", "wcw.tariff_large"),
    ]
    assert heat_regime([TOWN], AFTER).why.nl.startswith("1.501 aansluitingen")
    assert "wcw.tariff_large" not in keys(heat_regime([STREET], date(2030, 1, 1)))


def test_members_hear_of_associations_and_heat_communities_and_others_do_not() -> None:
    assert "warmtewet.members" in keys(heat_regime(MEMBERS, BEFORE))
    assert "wcw.community" in keys(heat_regime(MEMBERS, AFTER))
    assert not {"warmtewet.members", "wcw.community"} & set(
        keys(heat_regime(SMALL, AFTER)) + keys(heat_regime(SMALL, BEFORE))
    )


def test_heat_that_is_not_known_is_said_and_heat_that_is_stands_in_the_reason() -> None:
    assert any(
        "geen vergunning nodig" in one.nl for one in heat_regime([replace(STREET, heat_mwh=None)], BEFORE).unsure
    )
    assert heat_regime([LONG_STREET], BEFORE).why.nl.endswith("Samen nemen zij 10.800 GJ per jaar.")
    assert heat_regime([LONG_STREET], BEFORE).why.en.endswith("Together they take 10,800 GJ a year.")


def test_before_the_new_act_what_comes_after_is_told_and_its_date_is_not_sure() -> None:
    found = heat_regime([STREET], BEFORE)
    assert found.later is not None
    assert (found.law.law, found.later.law.law, found.later.on) == ("warmtewet", "wcw", date(2027, 1, 1))
    assert any("verwachting" in one.nl for one in found.unsure)
    assert found.later.later is None


def test_a_day_before_any_act_is_missed() -> None:
    with pytest.raises(MissingFact, match="2010"):
        heat_regime([STREET], date(2010, 1, 1))


@pytest.mark.parametrize("bad", [{"connection_kw": -1.0}, {"connection_kw": nan}, {"heat_mwh": inf}, {"dwellings": -1}])
def test_what_cannot_be_is_refused(bad: dict[str, float]) -> None:
    with pytest.raises(ModelError, match="Customer"):
        replace(STREET, **bad)  # type: ignore[arg-type]


CUSTOMERS = st.lists(
    st.builds(
        HeatCustomer,
        id=st.text(max_size=3),
        connection_kw=st.sampled_from([0.0, 10.0, 60.0, 100.0, 100.01, 400.0]),
        dwellings=st.integers(0, 900),
        member=st.booleans(),
        heat_mwh=st.none() | st.floats(0, 4_000),
    ),
    max_size=6,
)
DAYS = st.dates(date(2014, 1, 1), date(2050, 1, 1))
WEIGHT: dict[RegimeKind, int] = {
    "nobody": 0, "agreement": 1, "register": 2, "licence": 3, "exemption": 2, "designation": 3,
}  # fmt: skip


@given(CUSTOMERS, CUSTOMERS, DAYS)
def test_more_customers_never_make_the_law_lighter(
    some: list[HeatCustomer], more: list[HeatCustomer], on: date
) -> None:
    assert WEIGHT[heat_regime(some, on).kind] <= WEIGHT[heat_regime([*some, *more], on).kind]


@given(CUSTOMERS, DAYS, st.randoms())
def test_the_order_of_customers_changes_nothing(customers: list[HeatCustomer], on: date, random: Random) -> None:
    turned = list(customers)
    random.shuffle(turned)
    one, other = heat_regime(customers, on), heat_regime(turned, on)
    assert (one.kind, one.why, one.to_do, one.unsure, groups(one)) == (
        *(other.kind, other.why, other.to_do, other.unsure, groups(other)),
    )


@given(CUSTOMERS, DAYS)
def test_every_connection_is_in_one_group_and_every_rule_is_of_the_day(customers: list[HeatCustomer], on: date) -> None:
    found = heat_regime(customers, on)
    assert sum(one.connections for one in found.groups) == sum(one.connections for one in customers)
    assert sum(len(one.customers) for one in found.groups) == len(customers)
    assert all(rule.holds(on) for rule in (found.law, *found.to_do, *found.holds, *(one.rule for one in found.groups)))
    assert found.sources
    assert all(one.nl and one.en for one in (found.name, found.why, *found.unsure))


@given(st.integers(2, 2_000), st.integers(1, 1_999), DAYS)
def test_a_street_in_two_parts_is_the_same_street(many: int, first: int, on: date) -> None:
    part = min(first, many - 1)
    whole = heat_regime([replace(TOWN, dwellings=many)], on)
    parts = heat_regime([replace(TOWN, dwellings=part), replace(TOWN, dwellings=many - part)], on)
    assert (whole.kind, whole.why, groups(whole)) == (parts.kind, parts.why, groups(parts))
