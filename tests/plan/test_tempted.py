"""Who gains most by leaving: the set found area by area is the one that counting every set finds."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectief.allocation import Allocation, Game
from collectief.facts import tariff
from collectief.money import monthly_peaks
from collectief.plan.divide import stability
from collectief.plan.sharing import Life, Sharing, Together
from collectief.plan.tempted import area_sets, searched_set, with_projects, worst_set

NAMES = "abcde"
MONTHS = np.arange(48) // 4
"""A year of 48 quarters, four a month: the same sums in a hundredth of the time."""
LEVELS = ("stedin_2026.MSLS", "stedin_2026.MS", "stedin_2026.HSTS_MS")
AREAS = (("abcd",), ("abcde",), ("ab", "cd"), ("abc", "de"))


def life(name: str, key: str, net: np.ndarray) -> Life:
    """A company with a contract a fifth above its peak, and 100 EUR of other bills either way."""
    category, contract_kw, own = tariff(key), float(net.max()) * 1.2, 100.0
    peaks = float(monthly_peaks(net, MONTHS).sum())
    alone = own + category.contract_eur_kw_year * contract_kw + category.peak_eur_kw_month * peaks
    return Life(name, category, net, own, alone, contract_kw, 0.0)


def together(rng: np.random.Generator, areas: Sequence[str], *, fixed_eur: float) -> Together:
    lives = {c: life(c, LEVELS[rng.integers(3)], rng.gamma(2.0, 20.0, len(MONTHS))) for c in "".join(areas)}
    sharing = {area: Sharing([[lives[c] for c in area]], MONTHS, member_eur=10.0) for area in areas}
    return Together({c: one.alone_eur for c, one in lives.items()}, sharing, fixed_eur)


def by_counting(game: Game, shares: dict[str, float]) -> float:
    """What the set that gains most gains: every set but nobody and everybody."""
    sets = (frozenset(c) for n in range(1, len(game.players)) for c in combinations(game.players, n))
    return max(game.gain(s, shares) for s in sets)


def shares_of(value: Together, spread_eur: float, rng: np.random.Generator) -> dict[str, float]:
    """Shares that sum to the cost, from equal savings to far from it."""
    players = list(value.alone_eur)
    gain = value.saving(frozenset(players)) / len(players)
    off = rng.normal(0.0, 1.0, len(players)) * spread_eur
    return {p: value.alone_eur[p] - gain + x for p, x in zip(players, off - off.mean(), strict=True)}


@settings(max_examples=120, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 10_000),
    areas=st.sampled_from(AREAS),
    fixed=st.sampled_from([0.0, 300.0, 1500.0, 6000.0]),
    spread=st.sampled_from([0.0, 50.0, 1000.0]),
)
def test_the_worst_set_is_the_one_that_counting_finds(
    seed: int, areas: tuple[str, ...], fixed: float, spread: float
) -> None:
    """Also where no group forms, so that nobody pays an organisation, and where everybody together is the best set."""
    rng = np.random.default_rng(seed)
    value = together(rng, areas, fixed_eur=fixed)
    game, shares = Game("".join(areas), value.cost), shares_of(value, spread, rng)
    report = worst_set(value, area_sets(value), shares)
    assert report.surplus == pytest.approx(by_counting(game, shares), abs=1e-4)
    assert game.gain(report.worst, shares) == pytest.approx(report.surplus, abs=1e-4)
    assert 0 < len(report.worst) < len(game.players)
    assert report.lower == report.surplus == report.upper


def test_all_who_pay_more_than_alone_leave_together_and_owe_no_organisation() -> None:
    value = together(np.random.default_rng(1), ("abcd",), fixed_eur=1e6)
    more = {"a": 300.0, "b": 200.0, "c": -400.0, "d": -100.0}
    report = worst_set(value, area_sets(value), {p: value.alone_eur[p] + eur for p, eur in more.items()})
    assert report.worst == ("a", "b")
    assert report.surplus == pytest.approx(500.0)


@pytest.mark.parametrize(("more_eur", "stable"), [(9.0, True), (11.0, False)])
def test_what_is_not_worth_a_meeting_tempts_nobody(more_eur: float, stable: bool) -> None:
    value = together(np.random.default_rng(1), ("abcd",), fixed_eur=1e6)
    report = worst_set(
        value, area_sets(value), {p: e + (more_eur if p == "a" else 0) for p, e in value.alone_eur.items()}
    )
    assert report.surplus == pytest.approx(more_eur)
    assert report.stable is stable


def test_it_says_how_many_sets_were_counted_and_how_that_covers_all() -> None:
    """Two areas of 3 and 2: 7 and 3 sets are counted, and those decide all 30. In one area all 14 are counted."""
    rng = np.random.default_rng(2)
    for areas, way, number in ((("abc", "de"), "parts", 7 + 3), (("abcd",), "all", 14)):
        value = together(rng, areas, fixed_eur=10.0)
        report = worst_set(value, area_sets(value), shares_of(value, 0.0, rng))
        assert (report.way, report.looked_at, report.total) == (way, number, number)


def test_who_has_no_area_to_group_in_leaves_when_it_pays_more_than_alone() -> None:
    rng = np.random.default_rng(3)
    inside = together(rng, ("abc",), fixed_eur=0.0)
    value = Together({**inside.alone_eur, "z": 1000.0}, inside.areas, 0.0)
    shares = shares_of(value, 0.0, rng)
    report = worst_set(value, area_sets(value), {**shares, "z": 1100.0})
    assert "z" in report.worst
    assert report.surplus == pytest.approx(by_counting(Game("abcz", value.cost), {**shares, "z": 1100.0}), abs=1e-4)


def many(rng: np.random.Generator) -> Together:
    """Thirteen companies in one area: too many to list."""
    lives = [life(f"c{i:02d}", LEVELS[0], rng.gamma(2.0, 20.0, len(MONTHS))) for i in range(13)]
    area = Sharing([lives], MONTHS, member_eur=10.0)
    return Together({one.company: one.alone_eur for one in lives}, {"x": area}, 500.0)


def test_in_an_area_too_large_to_list_the_worst_found_stands_beside_a_bound_on_all() -> None:
    rng = np.random.default_rng(4)
    value = many(rng)
    shares = shares_of(value, 0.0, rng)
    game = Game(shares, value.cost)
    report = stability(game, value, {"equal": Allocation("equal", shares)})["equal"]
    assert report.way == "bound"
    assert report.looked_at < report.total
    assert game.gain(report.worst, shares) == pytest.approx(report.surplus)
    assert report.lower <= report.surplus < report.upper < np.inf


def test_the_bound_alone_can_prove_that_nobody_leaves() -> None:
    value = many(np.random.default_rng(4))
    shares = {p: eur - 1e5 for p, eur in value.alone_eur.items()}
    assert searched_set(Game(shares, value.cost), value, shares, search=5).stable is True


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 10_000),
    areas=st.sampled_from(AREAS),
    fixed=st.sampled_from([0.0, 1500.0]),
    spread=st.sampled_from([0.0, 300.0, 3000.0]),
    free=st.booleans(),
)
def test_no_set_gains_more_than_the_bound(
    seed: int, areas: tuple[str, ...], fixed: float, spread: float, free: bool
) -> None:
    """With two lives, of which each group takes the cheaper, and contracts that may change or not."""
    rng = np.random.default_rng(seed)
    one = together(rng, areas, fixed_eur=fixed)
    sharing = {
        area: Sharing(_two_lives(found, rng, free=free), MONTHS, member_eur=10.0) for area, found in one.areas.items()
    }
    value = Together(one.alone_eur, sharing, fixed)
    shares = shares_of(value, spread, rng)
    found = searched_set(Game("".join(areas), value.cost), value, shares, search=3)
    exact = worst_set(value, area_sets(value), shares)
    assert found.surplus <= exact.surplus + 1e-4
    assert exact.surplus <= found.upper + 1e-4


def _two_lives(sharing: Sharing, rng: np.random.Generator, *, free: bool) -> list[list[Life]]:
    """As it was, and one that draws less in some quarters and costs something more or less."""
    as_it_was = [replace(one, free=free) for one in sharing.lives[0]]
    less = [
        replace(one, net_kw=one.net_kw * rng.uniform(0.5, 1.0, len(MONTHS)), own_eur=float(rng.uniform(-200, 500)))
        for one in as_it_was
    ]
    return [as_it_was, less]


def test_with_a_project_only_what_bills_prove_is_called_proven() -> None:
    """A pair that would save 900 on typical days is tempted, perhaps; who pays 300 above alone would leave for sure."""
    value = together(np.random.default_rng(5), ("abc",), fixed_eur=1e6)
    whole = Together(value.alone_eur, value.areas, 1e6, (lambda s: 900.0 if {"a", "b"} <= s else 0.0,))
    game = Game("abc", whole.cost)
    maybe = with_projects(game, value, {p: value.alone_eur[p] - 300.0 for p in "abc"}, search=10)
    assert (maybe.worst, maybe.stable) == (("a", "b"), None)
    assert (maybe.lower, maybe.surplus, maybe.upper) == pytest.approx((-300.0, 300.0, np.inf))
    more = dict(zip("abc", (300.0, -600.0, -600.0), strict=True))
    sure = with_projects(game, value, {p: value.alone_eur[p] + eur for p, eur in more.items()}, search=10)
    assert (sure.worst, sure.stable) == (("a",), False)
    assert (sure.lower, sure.upper) == pytest.approx((300.0, np.inf))
