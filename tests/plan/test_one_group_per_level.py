"""A plan names a group by its area and level, one for each price: choosing never asks for two of the same name."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectief.facts import tariff
from collectief.plan.sharing import Life, Sharing

QUARTERS = 35040
MONTHS = np.minimum(np.arange(QUARTERS) // 2920, 11)
LEVELS = ("stedin_2026.MSLS", "stedin_2026.MS", "stedin_2026.HSTS_MS")
DAY = np.tile(np.r_[np.zeros(48), np.full(48, 100.0)], 365)


def life(name: str, net: np.ndarray, *, key: str = LEVELS[1], own_eur: float = 0.0) -> Life:
    category, contract_kw = tariff(key), 100.0
    peaks = sum(float(net[month == MONTHS].max()) for month in range(12))
    alone = category.contract_eur_kw_year * contract_kw + category.peak_eur_kw_month * peaks
    return Life(name, category, net, own_eur, alone, contract_kw, 0.0)


def pairs() -> Sharing:
    """a and b take turns and save by going on as they were, c and d only when they answer the group."""
    nets = {"a": DAY, "b": 100.0 - DAY, "c": DAY, "d": 100.0 - DAY}
    one, other = (
        [life(n, net, own_eur=9_999.0 if n in dear else 0.0) for n, net in nets.items()] for dear in ("cd", "ab")
    )
    return Sharing([one, other], MONTHS, member_eur=10.0)


def test_two_pairs_of_one_level_are_not_two_groups() -> None:
    """Each pair saves 12 peaks of 100 kW; both in one area at one level would be two groups of one name."""
    found = pairs()
    ab, cd = frozenset("ab"), frozenset("cd")
    assert found.one_group(ab) == pytest.approx(12 * 100 * 3.0966 - 20)
    assert found.one_group(cd) == pytest.approx(found.one_group(ab))
    saved, groups = found.best(frozenset("abcd"))
    assert groups in ((ab,), (cd,))
    assert saved == pytest.approx(found.one_group(ab))


def test_groups_of_two_levels_stand_side_by_side() -> None:
    """The pair on MS/LS would pay the surcharge in a group of the pair on MS."""
    nets = {"a": DAY, "b": 100.0 - DAY}
    lives = [life(n + k, net, key=LEVELS[i]) for i, k in enumerate(("low", "high")) for n, net in nets.items()]
    lives[2:] = [replace(one, contract_kw=1.0 + one.contract_kw) for one in lives[2:]]
    saved, groups = Sharing([lives], MONTHS, member_eur=10.0).best(frozenset(one.company for one in lives))
    assert saved > 0
    assert len(groups) in (1, 2)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000))
def test_no_other_way_to_split_saves_more(seed: int) -> None:
    """Every way to put five companies in groups, no two of one level, against the search."""
    rng = np.random.default_rng(seed)
    nets = {n: rng.gamma(2.0, 20.0, 365).repeat(96) for n in "abcde"}
    keys = {n: LEVELS[rng.integers(3)] for n in nets}
    each = [[life(n, nets[n], key=keys[n], own_eur=rng.uniform(0, 800)) for n in nets] for _ in range(2)]
    each = [[replace(one, contract_kw=float(one.net_kw.max())) for one in lives] for lives in each]
    found = Sharing(each, MONTHS, member_eur=10.0)
    best = max(
        sum(found.one_group(g) for g in split)
        for split in splits(sorted(nets))
        if len({found.level(g) for g in split}) == len(split)
    )
    saved, groups = found.best(frozenset(nets))
    assert saved == pytest.approx(best)
    assert saved == pytest.approx(sum(found.one_group(g) for g in groups))
    assert len({found.level(g) for g in groups}) == len(groups)


MORNING, EVENING = DAY, 100.0 - DAY
ENEXIS = ("enexis_2025.MSD_1500", "enexis_2025.MST")


def enexis() -> Sharing:
    """a and b of MS distribution, c and d of MS transport: in each pair one has the mornings, one the evenings."""
    nets = {"a": MORNING, "b": EVENING, "c": 10 * MORNING, "d": 10 * EVENING}
    lives = [sized(n, net, key=ENEXIS[n in "cd"]) for n, net in nets.items()]
    return Sharing([lives], MONTHS, member_eur=0.0)


def sized(name: str, net: np.ndarray, *, key: str) -> Life:
    """A company that contracts its peak."""
    one, kw = life(name, net, key=key), float(net.max())
    more_kw = kw - one.contract_kw
    return replace(one, contract_kw=kw, alone_eur=one.alone_eur + more_kw * one.tariff.contract_eur_kw_year)


def test_two_prices_at_one_network_level_are_two_groups() -> None:
    """In one group c and d pay 29.28 and 3.71 for their 2,000 kW of contract and 1,000 of peak, not 27.71 and 3.10."""
    found = enexis()
    saved, groups = found.best(frozenset("abcd"))
    assert sorted(map(sorted, groups)) == [["a", "b"], ["c", "d"]]
    assert {found.level(g) for g in groups} == {"MS.MSD_1500", "MS.MST"}
    dearer = 2_000 * (29.28 - 27.71) + 12 * 1_000 * (3.71 - 3.10)
    assert saved - found.one_group(frozenset("abcd")) == pytest.approx(dearer)


@pytest.mark.parametrize("keys", [ENEXIS, LEVELS[1:]])
def test_a_search_finds_the_groups_that_a_list_would(keys: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Above twelve companies: the same four, searched, are two groups as well."""
    nets = {"a": 10 * MORNING, "b": 10 * EVENING, "c": MORNING, "d": EVENING}
    lives = [sized(n, net, key=keys[n in "ab"]) for n, net in nets.items()]
    listed = Sharing([lives], MONTHS, member_eur=10.0).best(frozenset("abcd"))
    monkeypatch.setattr("collectief.plan.sharing.MOST_LISTED", 0)
    searched = Sharing([lives], MONTHS, member_eur=10.0).best(frozenset("abcd"))
    assert searched[0] == pytest.approx(listed[0])
    assert set(searched[1]) == set(listed[1])
    assert len(searched[1]) == 2


@settings(max_examples=20, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000), free=st.booleans(), key=st.sampled_from((*LEVELS, ENEXIS[1])))
def test_two_groups_at_one_price_never_lose_by_uniting(seed: int, free: bool, key: str) -> None:
    """Peaks of a sum are at most the sum of peaks, and contracts add up: decision 9."""
    rng = np.random.default_rng(seed)
    months = np.repeat(np.arange(12), 96)
    lives = []
    for name in "abcd":
        net = rng.gamma(2.0, 20.0, len(months)) - rng.uniform(0, 30)
        lives.append(Life(name, tariff(key), net, 0.0, 1e5, float(net.max()), float(-net.min()), free=free))
    found = Sharing([lives], months, member_eur=10.0)
    for one in ("ab", "ac", "ad"):
        other = frozenset("abcd") - frozenset(one)
        apart = found.one_group(frozenset(one)) + found.one_group(other)
        assert found.one_group(frozenset("abcd")) >= apart - 1e-6


def splits(names: list[str]) -> Iterator[list[frozenset[str]]]:
    """All ways to put some companies in groups of two or more and leave the others alone."""
    if not names:
        yield []
        return
    first, *others = names
    for mask in range(2 ** len(others)):
        group = frozenset([first, *(o for i, o in enumerate(others) if mask >> i & 1)])
        rest = [o for o in others if o not in group]
        for split in splits(rest):
            yield split if len(group) == 1 else [group, *split]
