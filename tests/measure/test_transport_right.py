"""A right beside the firm contract: only where it is on offer, only in its hours, at its price, and lost in a group."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import Plan, area, companies, measures, park, setting_of, small

from collectief.facts import Window, fact, swung
from collectief.measure import Setting, TransportRightBeside
from collectief.measure.rights import on_offer, right_kw, taken
from collectief.model import Limit, Size
from collectief.money.charges import contract_eur
from collectief.park import Mobility, TransportRight
from collectief.plan.members import Joined, Lived, join

NIGHT = TransportRight("block", "offtake", 100.0, Window(hours=(22, 6)), 0.25)
ANY = TransportRight("variable", "offtake", 100.0)
RIGHT = "right/vracht:block"
KEYS = ("charging_hub", "transport_right")
MEMBER = {"contract/vracht": 0.0}


@cache
def offered(*rights: TransportRight, free: bool = False, lorry_kwh: float = 180_000.0) -> Setting:
    """Vracht has 60 kW of contract, 43 kW of use and a cable of 171 kW, and lorries that are due by day."""
    pers, koel, vracht, klein = companies()
    connection = replace(vracht.connection, physical_kva=180.0)
    driving = Mobility(lorry_kwh=lorry_kwh, lorry_arrive_h=20.0, lorry_depart_h=6.0)
    vracht = replace(vracht, connection=connection, mobility=driving)
    which = park([pers, koel, vracht, klein], area(free=free))
    return setting_of(replace(which, offers=tuple(("noord", r) for r in rights)))


@cache
def plan(*rights: TransportRight, keys: tuple[str, ...] = KEYS) -> Plan:
    """The best plan with these rights on offer."""
    return Plan(offered(*rights), measures(*keys), gap=1e-4)


def offers(setting: Setting) -> dict[str, float]:
    """Largest kW of each right on offer."""
    parts = [p for c in setting.park.companies for p in TransportRightBeside().own_parts(setting, c)]
    return {p.name: p.upper for p in parts if isinstance(p, Size)}


def test_a_right_is_on_offer_only_where_the_operator_says_so() -> None:
    assert offers(small()) == {}
    assert set(offers(offered(NIGHT))) == {"right/pers:block", "right/koel:block", RIGHT}  # klein is a small user
    elsewhere = replace(offered(NIGHT), park=replace(offered(NIGHT).park, offers=(("zuid", NIGHT),)))
    assert offers(elsewhere) == {}


def test_no_right_takes_the_place_of_a_contract_that_may_be_lowered() -> None:
    """Where contracts may change, or there is no queue, a variable right at nothing per kW would replace them."""
    assert offers(offered(ANY, free=True)) == {}


def test_who_has_such_a_right_gets_no_second_one() -> None:
    setting = offered(NIGHT, ANY)
    vracht = setting.park.company("vracht")
    has = replace(vracht, connection=replace(vracht.connection, rights=(replace(NIGHT, kw=20.0),)))
    assert [r.kind for r in on_offer(setting, has)] == ["variable"]


def test_a_right_is_no_more_than_the_cable_still_carries() -> None:
    """171 kW of cable less 60 of contract; of a cable that carries no 10 kW more there is none on offer."""
    setting = offered(replace(NIGHT, kw=500.0))
    room_kw = 180.0 * fact("grid.power_factor").value - 60.0
    assert offers(setting)[RIGHT] == pytest.approx(room_kw)
    thin = setting.park.company("vracht")
    thin = replace(thin, connection=replace(thin.connection, physical_kva=70.0))
    assert on_offer(setting, thin) == ()


def test_what_does_not_fit_the_contract_is_charged_at_night_under_the_right() -> None:
    found, without = plan(NIGHT), plan(NIGHT, keys=("charging_hub",))
    assert found.sizes[RIGHT] > 10.0
    under = found.flow(f"{RIGHT}:offtake")
    hour = offered(NIGHT).year.local.hour.to_numpy()[found.steps.pick]
    inside = (hour >= 22) | (hour < 6)
    assert under[inside].max() > 10.0
    assert under[~inside].max() == pytest.approx(0.0, abs=1e-9)
    assert np.all(under <= found.sizes[RIGHT] + 1e-6)
    assert found.offtake("vracht").max() <= 60.0 + 1e-6
    assert found.answer.upper < without.answer.lower - 100.0


def test_one_more_right_never_costs_more_and_none_where_nothing_can_wait() -> None:
    keys = ("battery", "heat_pump", "charging_hub", "transport_right")
    more, less = (plan(NIGHT, keys=k) for k in (keys, tuple(k for k in keys if k != "transport_right")))
    assert more.answer.lower <= less.answer.upper + 0.01
    idle = Plan(offered(NIGHT, ANY, lorry_kwh=0.0), measures("transport_right"))
    assert not [n for n, kw in idle.sizes.items() if n.startswith("right/") and kw > 1e-3]


def test_a_block_pays_its_part_of_the_tariff_and_a_variable_right_nothing_by_hand() -> None:
    """30 kW at a quarter of the tariff per contracted kW, and at 0 %; the peaks of both count in full."""
    setting = offered(NIGHT, ANY)
    tariff = setting.rates["vracht"].tariff
    eur = {p.name: p.eur_per_unit for p in TransportRightBeside().own_parts(setting, setting.park.company("vracht"))
           if isinstance(p, Size)}  # fmt: skip
    by_hand = contract_eur(tariff, 60.0 + 0.25 * 100.0) - contract_eur(tariff, 60.0)
    assert 100.0 * eur[RIGHT] == pytest.approx(by_hand)
    assert by_hand == pytest.approx(25.0 * tariff.contract_eur_kw_year)
    assert eur["right/vracht:variable"] == 0.0
    found = plan(ANY)
    total = found.offtake("vracht") + found.flow("right/vracht:variable:offtake")
    (peak,) = (p for p in found.parts if isinstance(p, Limit) and p.name == "peak/vracht")
    assert peak.terms["right/vracht:variable:offtake"] == 1.0
    assert total.max() > 60.0


def test_the_right_of_a_build_is_the_offer_with_its_kilowatts() -> None:
    setting = offered(NIGHT)
    (build,) = TransportRightBeside().builds(setting, {RIGHT: 42.0})
    assert (build.owner, build.amount, build.unit, build.part) == ("vracht", 42.0, "kW", "block")
    assert build.eur_per_year == fact("right.eur_per_year").value  # control; the kW are on the bill
    vracht, pers = (setting.park.company(c) for c in ("vracht", "pers"))
    assert taken(setting.park, vracht, [build]) == (replace(NIGHT, kw=42.0),)
    assert taken(setting.park, pers, [build]) == ()
    flow = np.ones(8760)
    assert right_kw({f"{RIGHT}:offtake": flow, "right/vracht2:block:offtake": flow}, "vracht").sum() == 8760.0


def test_who_joins_a_group_gives_its_right_up() -> None:
    """However dear its contract: with a right at nothing a year it is still no more than the contract allows."""
    setting = offered(NIGHT)
    parts = tuple(TransportRightBeside().own_parts(setting, setting.park.company("vracht")))
    (own,) = (p for p in parts if isinstance(p, Limit) and p.name == f"{RIGHT}:own")
    assert (own.per, own.terms) == ("design", {RIGHT: 1.0, "contract/vracht": -100.0})
    with swung({"right.eur_per_year": 0.0, "right.block.contract_share": 0.0}):
        free = Plan(offered(replace(NIGHT, contract_share=0.0)), measures(*KEYS, "group_contract"), known=MEMBER)
    assert free.sizes[RIGHT] == pytest.approx(0.0, abs=1e-6)


def test_in_a_group_what_was_taken_under_a_right_is_taken_as_a_member() -> None:
    """The same life under the group's contract: no kW is lost, and the right is gone."""
    own, night = np.full(8760, 40.0), np.where(np.arange(8760) % 24 < 6, 20.0, 0.0)
    flows = {"grid/vracht:offtake": own, f"{RIGHT}:offtake": night, "grid/pers:offtake": own}
    sizes = {RIGHT: 20.0, f"{RIGHT}?": 1.0, "contract/vracht": 1.0}
    joined = join(offered(NIGHT), Lived(sizes, flows), [Joined("noord", "MS", ("vracht", "pers"))])
    assert np.array_equal(joined.flows["member/vracht/MS:offtake"], own + night)
    assert np.array_equal(joined.flows["member/pers/MS:offtake"], own)
    assert not [n for n in joined.flows if n.startswith("right/")]
    assert joined.sizes[RIGHT] == 0.0
