"""A heat network under one street: koel has heat to spare, pers burns gas two doors on."""

from collections import defaultdict
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from shapely.geometry import LineString, Point
from small_setting import Plan, X, Y, companies, dear_gas, measures, park, setting_of, small

from collectief.errors import ModelError
from collectief.facts import fact, pipes, usual_level
from collectief.heat.pipe import Line, capacity_kw, line_below, trench_for, trenches
from collectief.heat.stretch import Stretch, candidates, heat_ends, plant_node
from collectief.measure import PARK, HeatNetwork, Setting
from collectief.measure.build import Price
from collectief.measure.heat_network import HEAT, consumers
from collectief.measure.network_names import PLANTS, TANK
from collectief.measure.network_tank import tank_kw
from collectief.measure.plant import boiler_efficiency, plant_cop
from collectief.measure.setting import Array
from collectief.model import Part, Size, built, solve, to_rows
from collectief.park import Street

TO_70, TO_55 = 38.0 / (0.5 * 343.15), 23.0 / (0.5 * 328.15)
PUMPED = fact("heat_network.pump_share").value
"""kWh of electricity that pumps take for a kWh of heat that is fed in."""
"""Electricity in a kWh of heat of 32 degrees that is lifted for the network, and for a building: half of Carnot."""
ALL_HEAT = ("heat_network", "heat_recovery", "heat_pump", "group_contract")


@cache
def warm() -> Plan:
    """Gas is dear: the network is worth it."""
    return Plan(dear_gas(small(), 0.5), measures("heat_network"), gap=1e-5)


@cache
def central() -> Plan:
    """Nobody has heat to spare; the group's own heat pump feeds the network."""
    who = [replace(c, residual_heat=None) for c in companies()[:3]]
    return Plan(dear_gas(setting_of(park(who)), 3.0), measures("heat_network", "group_contract"), gap=1e-3)


def made(plan: Plan) -> Array:
    """What the plant makes in each step, kW."""
    return sum((plan.flow(f"{kind}noord:kw") for kind in PLANTS), np.zeros(len(plan.steps)))


def straight(setting: Setting) -> Line:
    """What no trench of these companies goes below."""
    return line_below(trenches(), sum(float(setting.uses[c.id].space_kw.max()) for c in consumers(setting)))


def edges(setting: Setting) -> tuple[Stretch, ...]:
    return candidates(setting.park, heat_ends(setting.park, consumers(setting)))


def pipe_kw(plan: Plan, edge: Stretch) -> float:
    """Net capacity of a stretch of pipe, positive from its start to its end."""
    return plan.sizes[f"pipe/{edge.id}/out"] - plan.sizes[f"pipe/{edge.id}/back"]


@pytest.mark.parametrize("make", [warm, central], ids=["residual", "central"])
def test_a_pipe_carries_what_is_connected_behind_it(make: object) -> None:
    """At every crossing, as much capacity comes in as goes out to pipes and companies."""
    plan: Plan = warm() if make is warm else central()
    into: defaultdict[str, float] = defaultdict(float)
    for edge in edges(plan.setting):
        into[edge.start] -= pipe_kw(plan, edge)
        into[edge.end] += pipe_kw(plan, edge)
    for c in plan.setting.park.companies:
        into[c.id] += plan.sizes.get(f"residual/{c.id}", 0.0) - plan.sizes.get(f"connect/{c.id}", 0.0)
    into[plant_node(edges(plan.setting))] += sum(plan.sizes[f"{kind}noord"] for kind in PLANTS)
    for name, kwh in plan.sizes.items():
        if name.startswith(TANK):
            into[name.removeprefix(TANK)] += tank_kw(kwh)
    assert list(into.values()) == pytest.approx([0.0] * len(into), abs=1e-5)
    assert max(abs(pipe_kw(plan, e)) for e in edges(plan.setting)) > 1.0


@pytest.mark.parametrize("make", [warm, central], ids=["residual", "central"])
def test_what_the_pipes_lose_is_fed_in_every_hour(make: object) -> None:
    plan: Plan = warm() if make is warm else central()
    fed = plan.flows("residual/", ":kw") + made(plan)
    fed = fed + plan.flows(TANK, ":gives") - plan.flows(TANK, ":fills")
    taken = plan.flows("connect/", ":kw")
    ways = [(e.length_m, plan.sizes[f"pipe/{e.id}/{way}"]) for e in edges(plan.setting) for way in ("out", "back")]
    line = straight(plan.setting)
    lost_kw = sum(m * (line.loss_kw_per_m + line.loss_kw_per_m_kw * kw) for m, kw in ways if kw > 1e-3)
    assert fed - taken == pytest.approx(lost_kw, abs=1e-4)
    assert lost_kw > 0.1


@pytest.mark.parametrize("make", [warm, central], ids=["residual", "central"])
def test_real_pipes_cost_and_lose_no_less_than_straight_ones(make: object) -> None:
    """The same sizes with pipes of the catalogue: what was found before is a bound."""
    plan: Plan = warm() if make is warm else central()
    straight_kw = {n: kw for n, kw in plan.sizes.items() if n.startswith("pipe/") and kw > 1e-3}
    laid = {n: trench_for(kw).most_kw for n, kw in straight_kw.items()}
    real = Plan(plan.setting, [replace(m, laid=laid) if isinstance(m, HeatNetwork) else m for m in plan.measures])
    assert real.answer.upper >= plan.answer.lower
    lengths = {e.id: e.length_m for e in edges(plan.setting)}
    lost_kw = sum(
        lengths[n.split("/", 1)[1].rsplit("/", 1)[0]] * trench_for(kw).loss_kw_per_m for n, kw in laid.items()
    )
    fed = real.flows("residual/", ":kw") + made(real)
    fed = fed + real.flows(TANK, ":gives") - real.flows(TANK, ":fills")
    assert fed - real.flows("connect/", ":kw") == pytest.approx(lost_kw, abs=1e-4)
    assert {n for n in real.sizes if n.startswith("pipe/")} == set(laid)


def test_the_central_heat_pump_takes_its_power_from_the_site() -> None:
    plan = central()
    site = plan.flow("site/noord/MS:offtake") - plan.flow("site/noord/MS:feed_in")
    cop = plan.steps.of(plant_cop(plan.setting.air_degc, usual_level()))
    boiler = plan.flow("plant_boiler/noord:kw") * (1.0 / boiler_efficiency() + PUMPED)
    assert site == pytest.approx(plan.flow("central/noord:kw") * (1.0 / cop + PUMPED) + boiler, abs=1e-4)
    assert plan.sizes["group/noord/MS"] == pytest.approx(1.0)


def test_the_network_gives_no_more_than_is_spare_and_no_more_than_is_asked() -> None:
    plan = Plan(dear_gas(small(), 0.5), measures(*ALL_HEAT[:2]), gap=1e-4)
    taken = plan.flow("residual/koel:kw") * (1.0 - TO_70) + plan.flow("recovery/koel:kw") * (1.0 - TO_55)
    assert np.all(taken <= 90.0 + 1e-4)
    for c in plan.setting.park.companies:
        space = plan.steps.of(plan.setting.uses[c.id].space_kw)
        assert np.all(plan.flow(f"connect/{c.id}:kw") <= space + 1e-5)


def test_lukewarm_heat_is_lifted_by_the_power_of_who_gives_it() -> None:
    plan, none = warm(), Plan(dear_gas(small(), 0.5), ())
    more = plan.net("koel") - none.net("koel")
    assert more == pytest.approx(plan.flow("residual/koel:kw") * (TO_70 + PUMPED), abs=1e-4)
    assert more.sum() > 1.0


def test_heat_of_70_degrees_needs_no_pump() -> None:
    hot = [replace(c, residual_heat=replace(c.residual_heat, degc=75.0)) if c.residual_heat else c for c in companies()]
    flows = {p.name: p for p in HeatNetwork().shared_parts(setting_of(park(hot)))}
    into = getattr(flows["residual/koel:kw"], "into")  # noqa: B009
    assert into == {HEAT: 1.0, ("koel", "electricity"): -PUMPED}  # but to pump its water
    flows = {p.name: p for p in HeatNetwork().shared_parts(small())}
    assert set(getattr(flows["residual/koel:kw"], "into")) == {HEAT, ("koel", "electricity")}  # noqa: B009


def test_no_trench_is_dug_where_no_source_is_worth_it() -> None:
    """No residual heat, and gas as cheap as it is: a central heat pump on air does not pay for its pipes."""
    who = [replace(c, residual_heat=None) for c in companies()]
    plan = Plan(setting_of(park(who)), measures("heat_network", "group_contract"))
    dug = [a for n, a in plan.sizes.items() if n.startswith(("pipe/", "connect/", *PLANTS))]
    assert dug
    assert max(dug) == pytest.approx(0.0, abs=1e-6)


def test_without_any_source_the_network_stays_shut() -> None:
    """No group, so no site, and no residual heat: not even at 2 EUR a kWh of gas."""
    who = [replace(c, residual_heat=None) for c in companies()]
    plan = Plan(dear_gas(setting_of(park(who))), measures("heat_network"))
    assert max(a for n, a in plan.sizes.items() if n.startswith(("pipe/", "connect/"))) == pytest.approx(0.0, abs=1e-6)


def test_a_trench_that_is_dug_loses_heat_whatever_it_carries() -> None:
    """Force one stretch open without anybody connected: its loss alone needs a source, and there is none near."""
    parts: list[Part] = list(HeatNetwork().shared_parts(dear_gas(small())))
    kept = [p for p in parts if not p.name.startswith(("residual/", "central/"))]
    rows = to_rows(kept, warm().steps)
    name = next(n for n in rows.columns if n.startswith("pipe/") and n == built(n.removesuffix("?")))
    assert solve(rows).upper == pytest.approx(0.0)
    with pytest.raises(Exception, match=r"(?i)no plan"):
        solve(rows.settled({name: 1.0}))


def test_companies_on_two_streets_that_never_meet_are_not_joined() -> None:
    """pers and koel on one street, vracht on another: no pipe to vracht."""
    who = (*companies()[:2], replace(companies()[2], location=Point(X + 140, Y + 3_000)))
    apart = replace(
        park(who),
        streets=(
            Street("a", LineString([(X, Y + 20), (X + 230, Y + 20)])),
            Street("b", LineString([(X, Y + 3_010), (X + 230, Y + 3_010)])),
        ),
    )
    setting = dear_gas(setting_of(apart))
    assert not any("vracht" in (e.start, e.end) for e in edges(setting))
    plan = Plan(setting, measures("heat_network"))
    assert plan.sizes["connect/vracht"] == pytest.approx(0.0, abs=1e-6)
    assert plan.sizes["connect/pers"] > 1.0


def test_dead_ends_and_single_ends_hold_no_pipe() -> None:
    """The street runs on past the last company; nobody is there."""
    found = edges(small())
    assert {e.id for e in found} == {
        *(f"service/{c.id}" for c in companies()),
        *(e.id for e in found if e.id.startswith("straat")),
    }
    assert sum(e.length_m for e in found if e.id.startswith("straat")) == pytest.approx(180.0, abs=1.0)
    alone = setting_of(park([companies()[0]]))
    assert edges(alone) == ()
    assert not list(HeatNetwork().shared_parts(alone))


def test_without_streets_there_is_no_network() -> None:
    bare = setting_of(replace(park(), streets=()))
    assert not list(HeatNetwork().shared_parts(bare))


def test_who_hardly_burns_gas_is_no_customer() -> None:
    none = setting_of(park([replace(companies()[0], gas_m3=100.0), *companies()[1:]]))
    assert "pers" not in {c.id for c in consumers(none)}
    assert "pers" in {c.id for c in consumers(small())}


def test_the_straight_line_lies_below_every_pipe_that_may_be_needed() -> None:
    """At any kW the smallest pipe that carries it costs and loses no less than the line says, at one just that."""
    for most_kw in (20.0, 150.0, 900.0, 5_000.0):
        line = line_below(trenches(), most_kw)
        over_eur, over_kw = [], []
        for kw in (*np.linspace(0.0, most_kw, 97), *(t.most_kw for t in trenches() if t.most_kw <= most_kw)):
            pipe = trench_for(float(kw))
            over_eur.append(pipe.eur_per_m - line.eur_per_m - line.eur_per_m_kw * kw)
            over_kw.append(pipe.loss_kw_per_m - line.loss_kw_per_m - line.loss_kw_per_m_kw * kw)
        assert min(over_eur) == pytest.approx(0.0, abs=1e-9)
        assert min(over_kw) == pytest.approx(0.0, abs=1e-9)


def test_no_pipe_of_the_list_is_too_small_and_none_is_called_large_enough() -> None:
    for one in trenches():
        assert trench_for(one.most_kw) == one
        assert one == trenches()[-1] or trench_for(one.most_kw + 1.0).dn > one.dn
    with pytest.raises(ModelError, match="no heat pipe of the list carries"):
        trench_for(1e9)


def test_a_trench_under_the_track_and_in_grass_has_the_price_of_its_ground() -> None:
    """Each year the annuity of what the ground asks, once for either way of the pipe; what is built costs it too."""
    plain, rail = small(), Street("spoor", LineString([(X + 50, Y - 50), (X + 50, Y + 100)]), "rail")
    streets = (*(replace(s, surface="soft") for s in plain.park.streets), rail)
    rough = replace(plain, park=replace(plain.park, streets=streets))
    asked = {e.id: e.ground_eur for e in edges(rough)}
    assert min(asked.values()) < 0 < max(asked.values())
    upkeep, life = fact("heat_network.upkeep_outdoor").value, fact("heat_network.life_years").value
    per_eur = Price(1.0, life, upkeep).yearly(plain.interest)
    fixed, known = (
        {p.name: p.eur_fixed for p in HeatNetwork().shared_parts(one) if isinstance(p, Size) and "pipe/" in p.name[:5]}
        for one in (rough, plain)
    )
    for name, eur in fixed.items():
        assert eur - known[name] == pytest.approx(per_eur * asked[name.removeprefix("pipe/").rpartition("/")[0]])
    dug = {name: 50.0 for name in fixed if name.endswith("/out")}
    paid, flat = (sum(b.investment_eur for b in HeatNetwork().builds(one, dug)) for one in (rough, plain))
    assert paid - flat == pytest.approx(sum(asked.values()))


def test_a_wider_pipe_carries_more() -> None:
    kw = [capacity_kw(p) for p in sorted(pipes(), key=lambda p: p.inner_d_m)]
    assert all(np.diff(kw) > 0)


def test_the_network_belongs_to_the_park_and_connections_to_companies() -> None:
    owners = {p.name: p.owner for p in HeatNetwork().shared_parts(small()) if isinstance(p, Size)}
    assert {o for n, o in owners.items() if n.startswith(("pipe/", "central/"))} == {PARK}
    assert {n: o for n, o in owners.items() if n.startswith(("connect/", "residual/"))} == {
        **{f"connect/{c.id}": c.id for c in companies()},
        "residual/koel": "koel",
    }
