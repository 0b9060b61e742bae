"""Two group contracts in one energy area: each has its own bill and its own limit, and the check sees both.

station: a, b at MS distribution, c, d at MS transport of Enexis; each pair takes turns by half days.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from collectief import Outcome, Park, read_park, read_year
from collectief.measure import GroupContract, Setting
from collectief.money import Bill
from collectief.park import Company
from collectief.plan.cases import groups_of, lived, today
from collectief.plan.contract_group import ContractGroup
from collectief.plan.members import Joined, Lived, join
from collectief.plan.outcome import PARK, Living
from collectief.plan.prepare import prepare, quarters
from collectief.plan.replay import Dispatch
from collectief.profile.year import Year, to_hours
from collectief.text import Text
from collectief.verification.bills import check_bills
from collectief.verification.limits import check_limits

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
MORNING = np.tile(np.repeat([1.0, 0.0], 48), 365)
USE = {"a": 100.0 * MORNING, "b": 100.0 * (1 - MORNING), "c": 900.0 * MORNING, "d": 900.0 * (1 - MORNING)}
PAIRS = (("MS.MSD_1500", ("a", "b")), ("MS.MST", ("c", "d")))


def like(model: Company, name: str) -> Company:
    kw = float(USE[name].max())
    key = f"enexis_2025.{'MSD_1500' if name in 'ab' else 'MST'}"
    connection = replace(model.connection, tariff=key, offtake_kw=kw, physical_kva=2 * kw)
    return replace(model, id=name, name=name, connection=connection, wish=None, gas_m3=0.0)


@cache
def setting(*, lower: bool) -> Setting:
    mini = read_park(MINI)
    year: Year = read_year(mini, MINI)
    area = replace(mini.areas[0], offtake_capacity_kw=None, feed_in_capacity_kw=None)
    park: Park = replace(
        mini, companies=tuple(like(mini.company("dag"), n) for n in USE), profiles=USE, buildings=(), areas=(area,),
        rules=replace(mini.rules, lower_contracts=lower),
    )  # fmt: skip
    return replace(prepare(park, year, USE), duty=frozenset())


@cache
def outcome(*, lower: bool) -> Outcome:
    """Everybody lives as today, under two group contracts instead of four contracts."""
    made = setting(lower=lower)
    load_kw = quarters(made.park, made.year)
    flows = {f"grid/{n}:offtake": to_hours(kw) for n, kw in USE.items()}
    life = join(made, Lived({f"contract/{n}": 1.0 for n in USE}, flows), [Joined("station", *pair) for pair in PAIRS])
    if lower:  # each contracts the peak that it has
        life = Lived(
            {**life.sizes, "group/station/MS.MSD_1500:kw": 100.0, "group/station/MS.MST:kw": 900.0}, life.flows
        )
    dispatch, measures = Dispatch(life.flows, {}, 0.0), (GroupContract(),)
    together = lived(made, measures, life.sizes, dispatch=dispatch, load_kw=load_kw, key="together")
    groups = groups_of(made, life.sizes)
    return Outcome(
        made.park, made.year, (), {"now": today(made, load_kw), "together": together}, {"station": tuple(USE)}, {}, {},
        "", (), (), (), (), Text(nl="", en=""), "", "",
        groups=tuple(ContractGroup(g.area, g.level, tuple(c.id for c in g.members), g.contract_kw) for g in groups),
        lives={"together": Living(life.sizes, life.flows)},
    )  # fmt: skip


@pytest.mark.parametrize(("lower", "contract_kw"), [(False, (200, 1_800)), (True, (100, 900))])
def test_each_group_pays_its_own_contract_and_peaks(lower: bool, contract_kw: tuple[int, int]) -> None:
    """29.28 and 3.71 for the one pair, 27.71 and 3.10 for the other; no surcharge between MS and MS."""
    lines = outcome(lower=lower).cases["together"].bills[PARK].lines
    assert lines["contract_kw"] == pytest.approx(contract_kw[0] * 29.28 + contract_kw[1] * 27.71)
    assert lines["peak_kw"] == pytest.approx(12 * (100 * 3.71 + 900 * 3.10))
    assert lines["group_surcharge"] == 0.0


@pytest.mark.parametrize("lower", [False, True])
def test_the_check_makes_the_same_bills_and_finds_the_same_limits(lower: bool) -> None:
    found = outcome(lower=lower)
    checks = [*check_bills(found), *check_limits(found)]
    assert [(c.name.en, c.where, c.amount) for c in checks if not c.ok] == []


def test_a_bill_as_of_one_group_is_found() -> None:
    """All four in one group would pay the dearer price: 2,000 kW at 29.28."""
    found = outcome(lower=False)
    together = found.cases["together"]
    bills = {**together.bills, PARK: Bill({**together.bills[PARK].lines, "contract_kw": 2_000 * 29.28})}
    wrong = replace(found, cases={**found.cases, "together": replace(together, bills=bills)})
    assert any("contract_kw" in c.where for c in check_bills(wrong) if not c.ok)


def test_more_load_than_one_of_the_groups_contracts_is_found() -> None:
    """300 kW above the contract of the one pair, while both pairs together stay far below the sum of theirs."""
    found = outcome(lower=False)
    together = found.cases["together"]
    net = {**together.net_kw, "a": together.net_kw["a"] + 300.0}
    wrong = replace(found, cases={**found.cases, "together": replace(together, net_kw=net)})
    assert any("station" in c.where for c in check_limits(wrong) if not c.ok)


def test_who_is_named_in_an_area_but_in_no_group_is_found() -> None:
    found = outcome(lower=False)
    fewer = replace(found, groups=(replace(found.groups[0], members=("a",)), found.groups[1]))
    assert any(not c.ok for c in check_bills(fewer))
