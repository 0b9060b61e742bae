"""What sets of companies save with one contract: against the tariff rules, and as a game."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectief.facts import tariff
from collectief.money import GroupMember, group_bill, monthly_peaks
from collectief.plan.sharing import Life, Sharing, Together

QUARTERS = 35040
MONTHS = np.minimum(np.arange(QUARTERS) // 2920, 11)
NAMES = "abcde"
LEVELS = ("stedin_2026.MSLS", "stedin_2026.MS", "stedin_2026.HSTS_MS")


def life(name: str, key: str, net: np.ndarray) -> Life:
    """A company that pays its own kW contract and peaks when alone, and 100 EUR of other bills either way."""
    category = tariff(key)
    contract_kw = float(net.max()) * 1.2
    own = 100.0
    peaks = float(monthly_peaks(net, MONTHS).sum())
    alone = own + category.contract_eur_kw_year * contract_kw + category.peak_eur_kw_month * peaks
    return Life(name, category, net, own, alone, contract_kw, 0.0)


def random_lives(seed: int, count: int) -> list[Life]:
    rng = np.random.default_rng(seed)
    return [
        life(NAMES[i], LEVELS[rng.integers(len(LEVELS))], rng.gamma(2.0, 20.0, QUARTERS // 96).repeat(96)[:QUARTERS])
        for i in range(count)
    ]


def sharing(lives: list[Life], member_eur: float = 10.0) -> Sharing:
    return Sharing([lives], MONTHS, member_eur=member_eur)


def test_a_group_pays_what_the_tariff_code_says() -> None:
    """The fast sums used for every set of companies equal the bill of the money floor."""
    lives = random_lives(3, 4)
    members = frozenset(one.company for one in lives)
    bill = group_bill(
        [GroupMember(one.tariff, one.net_kw) for one in lives],
        group_kw=sum(one.contract_kw for one in lives),
        months=MONTHS,
    )
    expected = sum(one.alone_eur - one.own_eur for one in lives) - 4 * 10.0 - sum(bill.values())
    assert sharing(lives).one_group(members) == pytest.approx(expected)


def test_a_group_whose_load_does_not_fit_is_no_group() -> None:
    flat = life("a", LEVELS[1], np.full(QUARTERS, 10.0))
    tight = Life("b", flat.tariff, flat.net_kw * 3, flat.own_eur, flat.alone_eur, 15.0, 0.0)
    assert sharing([flat, tight]).one_group(frozenset("ab")) == -np.inf


def test_two_that_take_turns_save_one_peak() -> None:
    """100 kW by day and 100 kW by night: 12 peaks of 100 kW at 3.0966 saved, 20 EUR of running cost."""
    day = np.tile(np.r_[np.zeros(48), np.full(48, 100.0)], 365)
    lives = [life("a", LEVELS[1], day), life("b", LEVELS[1], 100.0 - day)]
    assert sharing(lives).one_group(frozenset("ab")) == pytest.approx(12 * 100 * 3.0966 - 20)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000), fixed=st.sampled_from([0.0, 500.0, 5000.0]))
def test_two_groups_of_companies_never_lose_by_uniting(seed: int, fixed: float) -> None:
    """c(S) + c(T) >= c(S u T) for all disjoint S and T: a union may always go on as two groups."""
    lives = random_lives(seed, 4)
    value = Together({one.company: one.alone_eur for one in lives}, {"area": sharing(lives)}, fixed)
    everybody = [one.company for one in lives]
    sets = [frozenset(c) for n in range(1, 4) for c in combinations(everybody, n)]
    for s in sets:
        for t in sets:
            if not s & t:
                assert value.cost(s) + value.cost(t) >= value.cost(s | t) - 1e-6


def test_a_second_life_can_only_help() -> None:
    lives = random_lives(7, 3)
    calmer = [Life(o.company, o.tariff, o.net_kw * 0.9, o.own_eur, o.alone_eur, o.contract_kw, 0.0) for o in lives]
    one, both = sharing(lives), Sharing([lives, calmer], MONTHS, member_eur=10.0)
    members = frozenset(o.company for o in lives)
    assert both.best(members)[0] >= one.best(members)[0]
    assert both.cheapest_life(members) == 1


def test_where_contracts_may_change_a_group_contracts_the_peak_it_has() -> None:
    """Two that take turns at 100 kW contract 100 kW together and no more: 2.0228 EUR a kW and month."""
    day = np.tile(np.r_[np.zeros(48), np.full(48, 100.0)], 365)
    lives = [replace(life(n, LEVELS[1], net), free=True) for n, net in (("a", day), ("b", 100.0 - day))]
    both = frozenset("ab")
    assert sharing(lives).group_kw(both) == pytest.approx(100.0)
    alone = sum(one.alone_eur for one in lives)
    shared = 200.0 + 12 * 100 * (2.0228 + 3.0966) + 20.0
    assert sharing(lives).one_group(both) == pytest.approx(alone - shared)
