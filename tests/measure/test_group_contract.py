"""A group contract shares kW, never kWh: charges, margins and tax stay with each connection."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from small_setting import LOADS, Plan, area, blocks, companies, company, days, measures, park, setting_of, small

from collectief.facts import fact, tariff
from collectief.measure import PARK, GroupContract, Setting
from collectief.measure.group_contract import joined
from collectief.measure.membership import candidates, eligible, levels, top_tariff
from collectief.model import Limit, Size, solve
from collectief.money import surcharge_eur_per_kw

LARGE = ("pers", "koel", "vracht")


@cache
def shared() -> Plan:
    """Nothing can be built; only the contract can change."""
    return Plan(small(), measures("group_contract"), gap=1e-7)


@cache
def apart() -> Plan:
    """Everybody keeps its own contract."""
    return Plan(small(), (), gap=1e-7)


def test_the_day_and_the_night_company_share_a_contract() -> None:
    where = small().park.areas[0]
    assert [c.id for c in joined(small(), shared().sizes, where, "MS")] == list(LARGE)
    assert shared().answer.upper < apart().answer.upper - 1_000.0


@pytest.mark.parametrize("me", [*LARGE, "klein"])
def test_a_group_contract_alone_changes_nobodys_taxed_kwh(me: str) -> None:
    assert shared().offtake(me) == pytest.approx(apart().offtake(me), abs=1e-6)
    assert shared().feed_in(me) == pytest.approx(apart().feed_in(me), abs=1e-6)


def test_what_a_group_saves_is_contract_and_peaks() -> None:
    """Peaks apart 170, 135 and 30 kW; together 240 kW by day, of which 10 + 5 kW for the highest quarter."""
    ms, msls = tariff("stedin_2026.MS"), tariff("stedin_2026.MSLS")
    month = 12 * ms.peak_eur_kw_month
    contract = (msls.contract_eur_kw_year - ms.contract_eur_kw_year) * 60.0
    surcharge = (msls.contract_eur_kw_year - ms.contract_eur_kw_year) * 30.0
    running = 1_000.0 + 3 * 100.0
    expected = month * (170 + 135 + 30 - 245) + contract - surcharge - running
    assert apart().answer.upper - shared().answer.upper == pytest.approx(expected, rel=1e-6)


def sunny(*, own: bool, feed_in_kw: tuple[float, float] = (150.0, 100.0)) -> Setting:
    """Pers has a roof full of panels already and hardly any load; koel beside it has none, and pays by day too."""
    pers = replace(company("pers", contract_kw=300.0), solar_kwp=200.0 if own else 0.0)
    pair = zip((pers, companies()[1]), feed_in_kw, strict=True)
    which = park([replace(c, connection=replace(c.connection, feed_in_kw=kw)) for c, kw in pair])
    quiet = {"pers": 0.05 * LOADS["pers"], "koel": LOADS["koel"]}
    which = replace(which, profiles=quiet, rules=replace(which.rules, group_fixed_eur=0.0, group_member_eur=0.0))
    return setting_of(which)


def energy_eur(plan: Plan) -> float:
    """What all pay for kWh when each connection is metered by itself."""
    total = 0.0
    for me, rates in plan.setting.rates.items():
        net, of = plan.net(me), plan.steps.of
        taken, given = np.maximum(net, 0.0), np.maximum(-net, 0.0)
        each = taken * of(rates.offtake_eur_per_kwh) - given * of(rates.feed_in_eur_per_kwh)
        total += float(each @ plan.steps.weight)
    return total


def paid_eur(plan: Plan) -> float:
    """What all flows from and to the grid cost in the model."""
    names = [
        n for n in plan.rows.columns if n.endswith((":offtake", ":feed_in")) and n.startswith(("grid/", "member/"))
    ]
    return sum(float(plan.rows.cost[plan.rows.columns[n]] @ plan.flow(n)) for n in names)


def test_sharing_over_the_public_grid_saves_no_kwh_charge_and_no_tax() -> None:
    """Half of the sun of pers is taken by koel next door; both meters count every kWh."""
    with_it, without = (Plan(sunny(own=True), measures(*keys), gap=1e-7) for keys in (("group_contract",), ()))
    assert joined(with_it.setting, with_it.sizes, with_it.setting.park.areas[0], "MS")
    together = np.minimum(with_it.feed_in("pers"), with_it.offtake("koel"))
    assert together.sum() > 100.0
    assert energy_eur(with_it) == pytest.approx(energy_eur(without), rel=1e-9)
    assert paid_eur(with_it) == pytest.approx(energy_eur(with_it), rel=1e-9)


def test_a_kwh_behind_the_own_meter_saves_charge_margin_and_tax() -> None:
    """Against the neighbour's sun, the own sun is worth two margins, the kWh charge and the tax more."""
    own, shop = sunny(own=True), sunny(own=False)
    rates = own.rates["koel"]
    spread = rates.offtake_eur_per_kwh - rates.feed_in_eur_per_kwh
    margins = fact("electricity.margin_eur_per_kwh").value + fact("electricity.feed_in_margin_eur_per_kwh").value
    tax = fact("tax.electricity.2026.3").value
    assert spread == pytest.approx(margins + rates.tariff.kwh_normal + tax)
    assert own.rates["koel"].feed_in_eur_per_kwh == pytest.approx(shop.rates["koel"].feed_in_eur_per_kwh)


def test_the_net_load_of_a_group_fits_its_contracts() -> None:
    plan = Plan(small(), measures("group_contract", "solar", "battery", "charging_hub"))
    where = small().park.areas[0]
    members = [c.id for c in joined(small(), plan.sizes, where, "MS")]
    assert len(members) > 1
    site = plan.flow("site/noord/MS:offtake") - plan.flow("site/noord/MS:feed_in")
    net = sum((plan.net(c) for c in members), site)
    rise = sum(plan.steps.of(small().uses[c].area_rise_kw) for c in members)
    brought = sum(small().rates[c].contract_kw for c in members)
    assert np.all(net + rise <= brought + 1e-4)
    given = sum(c.connection.feed_in_kw for c in small().park.companies if c.id in members)
    fall = sum(plan.steps.of(small().uses[c].area_fall_kw) for c in members)
    assert np.all(-net + fall <= given + 1e-4)


def test_who_feeds_in_above_its_contract_today_brings_no_more_than_that_contract() -> None:
    """The sun of pers is there already: alone it may go on, in the group it stays under what both may feed in."""
    setting = sunny(own=True, feed_in_kw=(0.0, 20.0))
    assert setting.rates["pers"].feed_in_limit_kw > 100.0
    plan = Plan(setting, measures("group_contract"), gap=1e-7)
    assert joined(setting, plan.sizes, setting.park.areas[0], "MS")
    fall = sum(plan.steps.of(use.area_fall_kw) for use in setting.uses.values())
    assert float((fall - plan.net("pers") - plan.net("koel")).max()) == pytest.approx(20.0, abs=1e-4)


def test_nobody_has_two_contracts_and_nobody_has_none() -> None:
    plan = Plan(small(), measures("group_contract", "solar"))
    for me in LARGE:
        found = plan.sizes[f"contract/{me}"] + sum(a for n, a in plan.sizes.items() if n.startswith(f"member/{me}/"))
        assert found == pytest.approx(1.0)


def test_who_has_no_contract_of_its_own_uses_none() -> None:
    plan = shared()
    for me in LARGE:
        assert plan.sizes[f"contract/{me}"] == pytest.approx(0.0)
        assert plan.flow(f"grid/{me}:offtake") == pytest.approx(0.0, abs=1e-6)


def test_a_small_user_cannot_join() -> None:
    where = small().park.areas[0]
    assert [c.id for c in eligible(small(), where)] == list(LARGE)
    assert "member/klein/MS" not in shared().sizes


def test_a_group_needs_somebody_at_its_own_level() -> None:
    """Vracht is on MS/LS: without pers and koel there is no MS group for it."""
    where = small().park.areas[0]
    assert levels(small(), where) == ("MSLS", "MS")
    assert [c.id for c in candidates(small(), where, "MSLS")] == ["vracht"]
    assert [c.id for c in candidates(small(), where, "MS")] == list(LARGE)
    assert top_tariff(small(), where, "MS").key == "stedin_2026.MS"


def test_one_candidate_makes_no_group() -> None:
    lonely = setting_of(park(companies()[2:]))
    names = [p.name for p in GroupContract().shared_parts(lonely)]
    assert not any(n.startswith("group/") for n in names)


def names_of(setting: Setting) -> set[str]:
    return {part.name for part in GroupContract().shared_parts(setting)}


def test_every_group_that_companies_could_form_is_offered() -> None:
    """Two on MS/LS may go without the one on MS: one member less to pay for."""
    pair = [company(me, tariff="MSLS", contract_kw=60.0) for me in ("vracht", "vracht2")]
    found = names_of(setting_of(park([companies()[0], *pair])))
    assert {f"member/{me}/MSLS" for me in ("vracht", "vracht2")} <= found
    assert {f"member/{me}/MS" for me in ("pers", "vracht", "vracht2")} <= found
    assert "member/pers/MSLS" not in found


def test_a_group_of_the_lower_level_is_chosen_where_the_higher_one_only_adds_a_member() -> None:
    """Vracht by day and vracht2 at night save 45 kW of peak. Pers, flat and on MS, adds 229 EUR and costs 500."""
    pair = [company(me, tariff="MSLS", contract_kw=55.0) for me in ("vracht", "vracht2")]
    which = park([companies()[0], *pair])
    turns = {"pers": blocks(160.0, 160.0), "vracht": blocks(50.0, 5.0), "vracht2": blocks(5.0, 50.0)}
    rules = replace(which.rules, group_fixed_eur=0.0, group_member_eur=500.0)
    plan = Plan(setting_of(replace(which, profiles=turns, rules=rules)), measures("group_contract"), gap=1e-7)
    where = plan.setting.park.areas[0]
    assert [c.id for c in joined(plan.setting, plan.sizes, where, "MSLS")] == ["vracht", "vracht2"]
    assert not joined(plan.setting, plan.sizes, where, "MS")


def high() -> Setting:
    """Pers on TS, koel on HS+TS/MS, vracht on MS/LS."""
    mine = companies()
    keys = ("stedin_2026.TS", "stedin_2026.HSTS_MS", mine[2].connection.tariff)
    who = (replace(c, connection=replace(c.connection, tariff=k)) for c, k in zip(mine, keys, strict=False))
    return setting_of(park(tuple(who)))


def test_only_ms_ls_pays_a_surcharge_in_the_model_as_on_the_bill() -> None:
    """The article speaks of MS/LS: koel pays none in a group on TS, though its own contract is dearer."""
    setting = high()
    levels_of = {c.id: setting.rates[c.id].tariff for c in setting.park.companies}
    group = max(levels_of.values(), key=lambda t: t.rank)
    assert levels_of["koel"].contract_eur_kw_year > group.contract_eur_kw_year
    limits = (p for p in GroupContract().shared_parts(setting) if isinstance(p, Limit))
    extra = {p.name: p.eur_per_kw for p in limits if p.name.endswith(":surcharge")}
    bill = {me: surcharge_eur_per_kw(own, group) for me, own in levels_of.items()}
    assert bill["koel"] == 0.0 < bill["vracht"]
    name = f"member/vracht/{group.level}:surcharge"
    assert extra[name] == pytest.approx(bill["vracht"])
    assert f"member/koel/{group.level}:surcharge" not in extra


@pytest.mark.parametrize("away", [PARK, "pers"])
def test_without_the_park_or_the_only_one_of_its_level_there_is_no_group(away: str) -> None:
    """Nobody has a peak under a contract whose owner is away: each pays under its own, as if no group were offered."""
    found = shared()
    here = [me for me in (*found.setting.uses, PARK) if me != away]
    plain = apart()
    assert solve(found.rows.only(here), gap=1e-7).upper == pytest.approx(
        solve(plain.rows.only(here), gap=1e-7).upper - saved_by_the_rest(away), rel=1e-6
    )


def saved_by_the_rest(away: str) -> float:
    """Without the park nobody shares; without pers koel and vracht still may."""
    if away == PARK:
        return 0.0
    left = [c for c in companies() if c.id != away]
    pair = [Plan(setting_of(park(left)), measures(*keys), gap=1e-7) for keys in (("group_contract",), ())]
    return pair[1].answer.upper - pair[0].answer.upper


def test_the_group_pays_for_its_organisation_and_members() -> None:
    found = list(GroupContract().builds(small(), shared().sizes))
    assert [(b.owner, b.place, b.unit) for b in found] == [(PARK, "noord", "kW")]
    assert found[0].eur_per_year == pytest.approx(1_000.0 + 3 * 100.0)
    assert found[0].amount == pytest.approx(200.0 + 160.0 + 60.0)
    assert not list(GroupContract().builds(small(), apart().sizes))


def test_where_contracts_may_be_lowered_the_group_buys_only_what_it_needs() -> None:
    """Vracht on MS/LS would pay the surcharge and its membership: it stays out.

    By day 160 + 40 kW in the mean of the hour, and in its highest quarter 10 + 5 more, of which the law's saving
    takes 18 %.
    """
    free = setting_of(park(where=area(free=True)))
    plan = Plan(free, measures("group_contract"), gap=1e-6, when=days(20))
    assert [c.id for c in joined(free, plan.sizes, free.park.areas[0], "MS")] == ["pers", "koel"]
    assert plan.sizes["group/noord/MS:kw"] == pytest.approx(160.0 + 40.0 + 0.82 * (10.0 + 5.0), abs=0.01)
    alone = Plan(free, (), gap=1e-6, when=days(20))
    own_kw = [alone.sizes[f"contract/{me}:kw"] for me in LARGE]
    assert own_kw == pytest.approx([160.0 + 8.2, 130.0 + 4.1, 30.0], abs=0.01)


def test_a_connection_of_the_group_for_what_it_shares_is_paid_for() -> None:
    """Standing charge and connection fee of the highest level, once the group has a site."""
    setting = small()
    sites = [p for p in GroupContract().shared_parts(setting) if isinstance(p, Size) and p.name.startswith("site/")]
    assert sites
    for site in sites:
        _, area, level = site.name.split("/")
        top = top_tariff(setting, setting.park.area(area), level)
        assert site.eur_fixed == top.standing_eur_year + top.connection_fee_eur_year > 0.0
