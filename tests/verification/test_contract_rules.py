"""Rights, rules for groups and lowering when called, lived by Proeftuin Mini and checked with other code."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from collectief import MEASURES, Outcome, Park, Scenario, optimise, read_park, read_year, verify
from collectief.facts import Period, Tier, Window, tariff
from collectief.money import Bill
from collectief.park import CapacityRule, Constraint, Limitation, TransportRight, Wish
from collectief.plan.capacity import capacity_of
from collectief.plan.contracts import at_risk

MINI = Path(__file__).parents[2] / "data" / "parken" / "proeftuin-mini"
KEYS = ("group_contract", "capacity_limitation")


def mini() -> Park:
    return read_park(MINI)


def answer(park: Park) -> Outcome:
    return optimise(Scenario(park, read_year(park, MINI), tuple(m for m in MEASURES if m.key in KEYS)))


def connected(park: Park, company: str, **changed: object) -> Park:
    companies = tuple(
        replace(c, connection=replace(c.connection, **changed)) if c.id == company else c  # type: ignore[arg-type]
        for c in park.companies
    )
    return replace(park, companies=companies)


@pytest.fixture(scope="module")
def odd() -> Outcome:
    """A tariff with tiers, periods and a ratchet, a time block at night, and a fee for lowering."""
    park = mini()
    plain = tariff("stedin_2026.MS")
    own = replace(
        plain,
        peak_tiers=(Tier(50.0, 3.0),),
        contract_tiers=(Tier(100.0, 20.0),),
        periods=(Period(Window(hours=(17, 21)), 0.05, 5.0),),
        lookback_months=6,
        lookback_share=0.9,
    )
    block = TransportRight("block", "offtake", 150.0, Window(hours=(19, 7)))
    park = connected(replace(park, tariffs={plain.key: own}), "nacht", offtake_kw=50.0, rights=(block,))
    rules = replace(park.rules, limitation=Limitation(100, 5_000.0, 0.95, Window(hours=(0, 6))))
    return answer(replace(park, rules=rules))


def test_an_odd_contract_gets_the_bill_that_other_code_makes(odd: Outcome) -> None:
    assert verify(odd).ok, [(c.name.en, c.where, c.amount) for c in verify(odd).failed]
    assert odd.cases["alone"].bills["nacht"].lines["contract_rights"] > 0


def test_somebody_is_paid_to_lower_its_offtake(odd: Outcome) -> None:
    """Down to 95 % of its contract in 100 hours at EUR 5,000 per MW: EUR 25 per kW of contract."""
    assert odd.contracts.limitations
    for company, low_kw, eur in odd.contracts.limitations:
        contract_kw = odd.park.company(company).connection.offtake_kw
        assert (low_kw, eur) == pytest.approx((0.95 * contract_kw, 25 * contract_kw))


def test_a_right_beside_the_contract_is_priced_in_the_tiers_of_the_contract(odd: Outcome) -> None:
    """Firm 50 kW and half of 150 kW (12 of 24 hours): 75 kW, of which 50 below the bound of 100 kW and 25 above."""
    lines = odd.cases["now"].bills["nacht"].lines
    price = tariff("stedin_2026.MS").contract_eur_kw_year
    assert lines["contract_kw"] == pytest.approx(50 * price)
    assert lines["contract_rights"] == pytest.approx(50 * price + 25 * 20.0, rel=1e-3)  # summer time moves an hour


def test_another_amount_for_the_rights_is_found(odd: Outcome) -> None:
    case = odd.cases["alone"]
    lines = {**case.bills["nacht"].lines, "contract_rights": 1.0}
    changed = replace(case, bills={**case.bills, "nacht": Bill(lines)})
    assert not verify(replace(odd, cases={**odd.cases, "alone": changed})).ok


@pytest.mark.parametrize(
    ("rule", "constraint", "kw"),
    [
        ("operator", "red", 420.0),
        ("p999", "red", 320.0),  # blocks that are the same every day: the peak of the three together
        ("area_headroom", "red", 500.0),  # (1,000 - 450) x 570 / (570 + 60 x 0.95)
        ("area_headroom", "yellow", 500.0),
    ],
)
def test_a_group_by_another_rule_keeps_its_limits(rule: CapacityRule, constraint: Constraint, kw: float) -> None:
    park = connected(mini(), "klein", physical_kva=60.0)
    area = replace(park.areas[0], offtake=constraint, others_kw=np.full(35_040, 450.0))
    rules = replace(park.rules, group_capacity=rule, group_kw=((area.id, 420.0),))
    outcome = answer(replace(park, areas=(area,), rules=rules))
    assert verify(outcome).ok, [(c.name.en, c.where, c.amount) for c in verify(outcome).failed]
    found = outcome.contracts.capacities[0]
    assert found.used == found.asked == rule
    assert found.kw == pytest.approx(kw)
    assert sum(found.entitlement_kw.values()) == pytest.approx(found.kw)
    assert found.free_quarters == (35 if found.used == "p999" else 0)


def test_p999_leaves_35_quarters_by_hand() -> None:
    """Three flat loads, one of them 35 quarter-hours higher: these do not count."""
    park = mini()
    members = [c for c in park.companies if c.connection.kind == "large"]
    net = {c.id: np.full(35_040, 10.0) for c in members}
    net[members[0].id][:35] = 99.0
    park = replace(park, rules=replace(park.rules, group_capacity="p999"))
    assert capacity_of(park, park.areas[0], members, net_kw=net).kw == pytest.approx(10.0 * len(members))
    net[members[0].id][35] = 99.0
    assert capacity_of(park, park.areas[0], members, net_kw=net).kw == pytest.approx(99.0 + 10.0 * (len(members) - 1))


def test_without_meters_p999_falls_back_on_contracts() -> None:
    park = mini()
    members = [c for c in park.companies if c.connection.kind == "large"]
    park = replace(park, profiles={}, rules=replace(park.rules, group_capacity="p999"))
    found = capacity_of(park, park.areas[0], members, net_kw={c.id: np.zeros(35_040) for c in members})
    assert (found.asked, found.used) == ("p999", "sum_of_contracts")


def test_only_medium_voltage_in_a_full_area_is_at_risk() -> None:
    park = mini()
    area = replace(park.areas[0], offtake="red")
    park = replace(park, areas=(area,))
    ms, msls = park.company("dag"), park.company("vlak")
    half = np.full(35_040, 0.5)
    found = at_risk(park, ms, ms.connection.offtake_kw * half)
    assert found is not None
    assert found.at_risk_kw == pytest.approx(125.0)
    assert at_risk(park, ms, ms.connection.offtake_kw * 1.02 * half) is None
    assert at_risk(park, msls, 0.1 * half) is None
    free = replace(park, areas=(replace(area, offtake="yellow"),))
    assert at_risk(free, ms, 0.1 * half) is None


@pytest.mark.parametrize(
    ("contract_kw", "used_kw", "at_risk_kw"),
    [
        (2_500.0, 1_500.0, 1_000.0),  # 60 % is used, but 1 MW is not
        (2_500.0, 1_501.0, None),
        (1_900.0, 951.0, None),  # more than half is used, and less than 1 MW is not
        (1_900.0, 950.0, 950.0),  # half is used
    ],
)
def test_a_megawatt_that_is_not_used_is_at_risk_also_where_more_than_half_is(
    contract_kw: float, used_kw: float, at_risk_kw: float | None
) -> None:
    park = connected(mini(), "dag", offtake_kw=contract_kw)
    park = replace(park, areas=(replace(park.areas[0], offtake="red"),))
    found = at_risk(park, park.company("dag"), np.full(35_040, used_kw))
    assert (None if found is None else found.at_risk_kw) == at_risk_kw


def test_what_a_wish_will_use_soon_is_not_at_risk() -> None:
    """250 kW of contract and 100 kW used: of the 150 kW left a wish of 90 kW within three years leaves 60 at risk."""
    park = mini()
    park = replace(park, areas=(replace(park.areas[0], offtake="red"),))
    ms, used = park.company("dag"), np.full(35_040, 100.0)
    assert park.year.year == 2025
    for kw, from_year, left in ((90.0, 2028, 60.0), (90.0, 2029, 150.0)):
        found = at_risk(park, replace(ms, wish=Wish(kw, from_year, 0.0)), used)
        assert found is not None
        assert found.at_risk_kw == pytest.approx(left)
    assert at_risk(park, replace(ms, wish=Wish(400.0, 2026, 0.0)), used) is None
