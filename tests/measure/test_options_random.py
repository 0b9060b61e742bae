"""A measure only adds options: in random small settings, with random other measures beside it.

Two claims for each. Any design without the measure, whole numbers and all, stays as it is and costs no more where the
measure is offered and not taken. And what can be reached at all, with yes/no relaxed, is no dearer with it.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from small_setting import BY_KEY, Plan, dairy, days, measures

from collectief.facts import Window
from collectief.measure import Rates, Setting, Use
from collectief.measure.efficiency import PACKAGES, saved_kw
from collectief.model import Rows, Solution, Steps, solve, to_rows
from collectief.model.warm import Warm
from collectief.park import Company, Limitation, Park
from collectief.plan.design import all_parts

pytestmark = pytest.mark.slow

EXAMPLES = int(os.environ.get("COLLECTIEF_EXAMPLES", "12"))
ROUGH = 0.1
"""Any design will do: it need not be the best. Nothing is shrunk: a seed has no simpler seed."""
CENT, FEW = 0.01, 6


def setting_like(seed: int) -> Setting:
    """Some of a park with a dairy; other loads, prices, rights, roofs, vehicles, heat, room and budgets."""
    rng, base = np.random.default_rng(seed), dairy()
    names = [c.id for c in base.park.companies]
    kept = [names[i] for i in rng.permutation(len(names))[: rng.integers(2, 4)]]
    free, full, offered = rng.random(3) < (0.4, 0.4, 0.5)
    offer = Limitation(int(rng.integers(1, 300)), float(rng.uniform(0, 300)), float(rng.uniform(0.2, 1.0)), Window())
    park = base.park.only(kept)
    park = replace(park, rules=replace(park.rules, limitation=offer if offered else None))
    uses = {c: _use(base.uses[c], rng) for c in kept}
    asked = [(c, p) for c in kept for p in PACKAGES if rng.random() < 0.2]
    made = replace(
        base,
        park=park,
        uses=uses,
        rates={c: _rates(base.rates[c], uses[c], rng, free=bool(free), full=bool(full)) for c in kept},
        interest=float(rng.uniform(0.01, 0.12)),
        group_fixed_eur=float(rng.choice([0.0, 1_000.0, 20_000.0])),
    )
    saves = {(c, p) for c, p in asked if saved_kw(made, park.company(c), p).any()}  # the law asks nothing else
    return replace(made, duty=frozenset(saves), park=replace(park, companies=tuple(_budgets(park, rng))))


def _budgets(park: Park, rng: np.random.Generator) -> Iterator[Company]:
    """Two in three companies with nothing, little or much to spend."""
    for company in park.companies:
        budget_eur = float(rng.choice([0.0, rng.uniform(0.0, 1e4), rng.uniform(0.0, 1e5), rng.uniform(0.0, 1e6)]))
        yield replace(company, budget_eur=None if rng.random() < 1 / 3 else budget_eur)


def _use(use: Use, rng: np.random.Generator) -> Use:
    """Another load of the same kind; sometimes none, and sometimes no roof, heat or vehicles."""
    times = rng.choice([0.0, 0.3, 1.0, 2.0], p=[0.1, 0.3, 0.3, 0.3])
    shape = times * rng.uniform(0.5, 1.5, len(use.electricity_kw))
    return replace(
        use,
        electricity_kw=use.electricity_kw * shape,
        rise_kw=use.rise_kw * times,
        fall_kw=use.fall_kw * times * 0.5,
        area_rise_kw=use.area_rise_kw * times * 0.5,
        area_fall_kw=use.area_fall_kw * times * 0.5,
        space_kw=use.space_kw * rng.choice([0.0, 1.0, 4.0]),
        process_kw=use.space_kw * rng.choice([0.0, 1.0, 4.0]),
        process_degc=(None, 90.0, 140.0, 280.0, 2_000.0)[rng.integers(5)],
        roof_kwp=float(rng.choice([0.0, 3.0, 80.0, 400.0])),
        fleets=use.fleets if rng.random() < 0.7 else (),
    )


def _rates(rates: Rates, use: Use, rng: np.random.Generator, *, free: bool, full: bool) -> Rates:
    """Other prices and another contract, but today always fits."""
    net, hours = use.electricity_kw, len(use.electricity_kw)
    contract_kw = float(rng.uniform(10.0, 400.0))
    price = rng.uniform(-0.1, 0.4, hours)
    return replace(
        rates,
        contract_kw=contract_kw,
        offtake_limit_kw=max(contract_kw, float((net + use.rise_kw).max())) - use.rise_kw,
        feed_in_limit_kw=float(rng.choice([0.0, 20.0, 300.0])),
        offtake_eur_per_kwh=price + 0.05,
        feed_in_eur_per_kwh=price,
        heat_eur_per_kwh=float(rng.uniform(0.02, 0.3)),
        free_contract=free,
        offtake_headroom_kw=net + rng.uniform(0.0, 60.0) if full else None,
        feed_in_headroom_kw=np.full(hours, rng.uniform(0.0, 60.0)) if full else None,
    )


def rows_of(setting: Setting, keys: frozenset[str], steps: Steps) -> Rows:
    return to_rows(tuple(all_parts(setting, measures(*keys))), steps)


def not_taken(more: Rows, less: Rows, found: Solution) -> Rows:
    """The rows with the measure, in which every size and whole number is as it was, and no new yes/no is taken.

    What is new may still be used where it is there anyway, such as the batteries of vehicles.
    """
    kept: dict[str, float] = {}
    for name, place in _whole(more):
        kept[name] = (
            float(np.round(found.x[less.columns[name]][0])) if name in less.columns else float(more.lower[place])
        )
    return more.relaxed().settled({**kept, **_sizes(less, found.x)})


def _whole(rows: Rows) -> Iterator[tuple[str, int]]:
    for name, place in rows.columns.items():
        if rows.integer[place].any():
            yield name, place.start


def _sizes(less: Rows, x: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> Mapping[str, float]:
    return {name: float(x[less.columns[name]][0]) for name in less.sizes if not less.integer[less.columns[name]].any()}


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, phases=(Phase.generate,))
@given(
    seed=st.integers(0, 100_000),
    key=st.sampled_from(sorted(BY_KEY)),
    beside=st.frozensets(st.sampled_from(sorted(BY_KEY)), max_size=len(BY_KEY)),
    day=st.integers(0, 364),
)
def test_a_measure_only_adds_options(seed: int, key: str, beside: frozenset[str], day: int) -> None:
    setting, steps = setting_like(seed), days(day)
    less, more = (rows_of(setting, keys, steps) for keys in (beside - {key}, beside | {key}))
    found = solve(less, gap=ROUGH, seconds=10.0)
    assert Warm(not_taken(more, less, found), presolve=True).solve().upper <= found.upper + CENT
    loose, tight = (Warm(rows.relaxed(), presolve=True).solve().upper for rows in (more, less))
    assert loose <= tight + CENT


def sunny_like(seed: int) -> Setting:
    """The same parks; one company has panels that give more than it uses, and no price makes anybody waste power.

    A group costs nothing to run, so that whoever may gain by one is in it.
    """
    made, rng = setting_like(seed), np.random.default_rng(seed)
    giver = min(made.uses)
    sun_kw = rng.uniform(200.0, 400.0) * made.sun_kw_per_kwp
    use = replace(made.uses[giver], solar_now_kw=sun_kw)
    return replace(
        made,
        uses={**made.uses, giver: use},
        rates={c: _no_waste(r, giver=c == giver) for c, r in made.rates.items()},
        group_fixed_eur=0.0,
        group_member_eur=0.0,
    )


def _no_waste(rates: Rates, *, giver: bool) -> Rates:
    """Prices of power that are never below zero, and room for the giver to feed in."""
    price = np.maximum(rates.feed_in_eur_per_kwh, 0.0)
    room_kw = 300.0 if giver else rates.feed_in_limit_kw
    return replace(rates, feed_in_eur_per_kwh=price, offtake_eur_per_kwh=price + 0.05, feed_in_limit_kw=room_kw)


@pytest.mark.parametrize("seed", range(FEW))
def test_a_group_contract_alone_changes_nobodys_taxed_kwh(seed: int) -> None:
    """Tax is on what the own meter takes: what a neighbour feeds in at the same time takes nothing off that."""
    made = sunny_like(seed)
    apart, shared = Plan(made, ()), Plan(made, measures("group_contract"))
    for one in made.park.companies:
        kwh = [float(plan.offtake(one.id) @ plan.steps.weight) for plan in (apart, shared)]
        assert kwh[1] == pytest.approx(kwh[0], rel=1e-6, abs=0.1)


def test_in_some_of_those_one_member_feeds_in_what_another_takes_at_the_same_time() -> None:
    """Else the law above would hold because nobody could net anything: of the same parks."""
    netted = []
    for seed in range(FEW):
        plan = Plan(sunny_like(seed), measures("group_contract"))
        members = {n.split("/")[1] for n, a in plan.sizes.items() if n.startswith("member/") and a}
        pairs = permutations(sorted(members), 2)
        netted += [kwh for a, b in pairs if (kwh := float(np.minimum(plan.feed_in(a), plan.offtake(b)).sum())) > 0]
    assert sum(netted) > 100.0
