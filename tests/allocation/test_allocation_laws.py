"""Laws that every rule keeps on random games."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectief.allocation import (
    Allocation,
    Coalition,
    Game,
    core_check,
    core_is_empty,
    cost_of_stability,
    equal_percentage,
    equal_saving,
    least_core,
    least_core_surplus,
    nucleolus,
    prenucleolus,
    shapley,
    stand_alone,
)
from collectief.allocation.game import Kind

pytestmark = pytest.mark.slow

Rule = Callable[[Game], Allocation]
KEYS: list[Rule] = [equal_saving, equal_percentage, stand_alone]
COVARIANT: list[Rule] = [shapley, least_core, nucleolus, prenucleolus, equal_saving]
EVERY: list[Rule] = [*COVARIANT, equal_percentage, stand_alone]
TINY = 1e-6
quick = settings(max_examples=15, deadline=None)
every_rule = pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.__name__)
covariant_rule = pytest.mark.parametrize("rule", COVARIANT, ids=lambda rule: rule.__name__)


def coalitions(players: str) -> list[Coalition]:
    return [frozenset(group) for size in range(1, len(players) + 1) for group in combinations(players, size)]


@st.composite
def worths(draw: st.DrawFn, least: int = 2, most: int = 5) -> dict[Coalition, float]:
    """Costs of all coalitions, in whole euros; everybody together costs at most what all cost alone."""
    groups = coalitions("abcde"[: draw(st.integers(least, most))])
    worth = {group: float(draw(st.integers(1, 100))) for group in groups}
    alone = sum(value for group, value in worth.items() if len(group) == 1)
    worth[groups[-1]] = min(worth[groups[-1]], alone)
    return worth


def whole_of(worth: dict[Coalition, float]) -> Coalition:
    return frozenset(player for group in worth for player in group)


def game_of(worth: dict[Coalition, float], kind: Kind = "cost", players: Any = None) -> Game:
    return Game(players or sorted(whole_of(worth)), worth, kind)


def negated(worth: dict[Coalition, float]) -> dict[Coalition, float]:
    return {group: -value for group, value in worth.items()}


@every_rule
@quick
@given(worth=worths())
def test_shares_add_up_to_the_whole(rule: Rule, worth: dict[Coalition, float]) -> None:
    game = game_of(worth)
    assert sum(rule(game).shares.values()) == pytest.approx(game(game.grand), rel=1e-9)


@every_rule
@quick
@given(worth=worths())
def test_a_cost_game_is_a_profit_game_with_the_sign_turned(rule: Rule, worth: dict[Coalition, float]) -> None:
    pay, get = rule(game_of(worth)).shares, rule(game_of(negated(worth), "profit")).shares
    assert {p: -share for p, share in get.items()} == pytest.approx(dict(pay), abs=TINY)


@every_rule
@quick
@given(worth=worths(), data=st.data())
def test_the_order_of_players_changes_nothing(rule: Rule, worth: dict[Coalition, float], data: st.DataObject) -> None:
    players = sorted(whole_of(worth))
    other = data.draw(st.permutations(players))
    assert rule(game_of(worth, players=other)).shares == pytest.approx(dict(rule(game_of(worth)).shares), abs=TINY)


@every_rule
@quick
@given(worth=worths())
def test_equal_players_get_equal_shares(rule: Rule, worth: dict[Coalition, float]) -> None:
    def alike(group: Coalition) -> Coalition:
        return group - {"b"} | {"a"} if "b" in group and "a" not in group else group

    shares = rule(game_of({group: worth[alike(group)] for group in worth} | {whole_of(worth): 1.0})).shares
    assert shares["a"] == pytest.approx(shares["b"], abs=TINY)


@covariant_rule
@quick
@given(worth=worths(), factor=st.integers(1, 9), extra=st.lists(st.integers(-50, 50), min_size=5, max_size=5))
def test_other_units_and_own_costs_pass_straight_through(
    rule: Rule, worth: dict[Coalition, float], factor: int, extra: list[int]
) -> None:
    own = dict(zip("abcde", extra, strict=True))
    moved = {group: factor * value + sum(own[p] for p in group) for group, value in worth.items()}
    before, after = rule(game_of(worth)).shares, rule(game_of(moved)).shares
    assert after == pytest.approx({p: factor * share + own[p] for p, share in before.items()}, abs=1e-5)


@quick
@given(worth=worths(most=4))
def test_a_player_who_changes_nothing_pays_nothing_by_shapley(worth: dict[Coalition, float]) -> None:
    idle = {group | {"z"}: value for group, value in worth.items()}
    shares = shapley(game_of(worth | idle | {frozenset("z"): 0.0})).shares
    assert shares["z"] == pytest.approx(0.0, abs=TINY)
    assert {p: x for p, x in shares.items() if p != "z"} == pytest.approx(dict(shapley(game_of(worth)).shares))


@quick
@given(one=worths(4, 4), two=worths(4, 4))
def test_shapley_of_a_sum_is_the_sum_of_shapley(one: dict[Coalition, float], two: dict[Coalition, float]) -> None:
    both = shapley(game_of({group: one[group] + two[group] for group in one})).shares
    first, second = shapley(game_of(one)).shares, shapley(game_of(two)).shares
    assert both == pytest.approx({p: first[p] + second[p] for p in first})


@quick
@given(data=st.data())
def test_shapley_is_in_the_core_of_a_convex_game(data: st.DataObject) -> None:
    bonus = {group: data.draw(st.integers(0, 20)) for group in coalitions("abcd")}
    game = Game("abcd", lambda group: float(sum(b for needed, b in bonus.items() if needed <= group)), "profit")
    assert core_check(game, shapley(game).shares, eps=TINY).stable is True


@quick
@given(worth=worths())
def test_the_nucleolus_is_in_the_core_exactly_where_there_is_one(worth: dict[Coalition, float]) -> None:
    game = game_of(worth)
    report = core_check(game, nucleolus(game).shares, eps=1e-5)
    assert report.stable is not core_is_empty(game)
    if report.stable:
        assert nucleolus(game).shares == pytest.approx(dict(prenucleolus(game).shares), abs=TINY)


@quick
@given(worth=worths(3), data=st.data())
def test_where_the_core_is_empty_any_allocation_is_unstable(worth: dict[Coalition, float], data: st.DataObject) -> None:
    whole = whole_of(worth)
    others = {group: value for group, value in worth.items() if group != whole}
    pairs = [others[group] + others[whole - group] for group in others]
    game = game_of(others | {whole: min(pairs) + 1.0})
    players = game.players
    drawn = [float(data.draw(st.integers(-100, 200))) for _ in players[:-1]]
    shares = dict(zip(players, [*drawn, game(players) - sum(drawn)], strict=True))
    assert core_is_empty(game)
    assert core_check(game, shares, eps=0.01).stable is False


@quick
@given(worth=worths(), data=st.data())
def test_no_shares_tempt_less_than_the_least_core(worth: dict[Coalition, float], data: st.DataObject) -> None:
    game = game_of(worth)
    least = least_core_surplus(game)
    assert core_check(game, least_core(game).shares).surplus == pytest.approx(least, abs=TINY)
    drawn = [float(data.draw(st.integers(-100, 200))) for _ in game.players[:-1]]
    shares = dict(zip(game.players, [*drawn, game(game.players) - sum(drawn)], strict=True))
    assert core_check(game, shares).surplus >= least - TINY


@quick
@given(worth=worths())
def test_after_the_subsidy_nobody_is_tempted_and_with_less_somebody_is(worth: dict[Coalition, float]) -> None:
    game = game_of(worth)
    subsidy = cost_of_stability(game)
    assert sum(subsidy.shares.values()) == pytest.approx(game(game.grand) - subsidy.amount)
    assert core_check(game, subsidy.shares, eps=1e-5).stable is True
    assert (subsidy.amount > 0) is core_is_empty(game)
    assert subsidy.between == pytest.approx((subsidy.amount, subsidy.amount), abs=TINY)
    helped = game_of(worth | {game.grand: game(game.grand) - subsidy.amount + 0.001})
    assert subsidy.amount == 0 or core_is_empty(helped)


def test_a_subsidy_of_values_that_may_be_off_is_between_two_amounts() -> None:
    """Of three who are better off in pairs: a tenth less for all together is a tenth less, for pairs it is more."""
    worth = {"a": 10.0, "b": 10.0, "c": 10.0, "ab": 12.0, "ac": 12.0, "bc": 12.0, "abc": 20.0}
    given = {frozenset(group): value for group, value in worth.items()}
    for off, least, most in ((0.0, 2.0, 2.0), (0.1, 1.9, 2.3)):
        found = cost_of_stability(Game("abc", given, tolerance=off))
        assert found.amount == pytest.approx(2.0)
        assert found.between == pytest.approx((least, most))
    pairs = {group: value - 0.1 * (len(group) == 2) for group, value in given.items()}
    assert 1.9 <= cost_of_stability(Game("abc", pairs)).amount <= 2.3


@quick
@given(worth=worths())
def test_equal_saving_is_equal_and_equal_percentage_too(worth: dict[Coalition, float]) -> None:
    game = game_of(worth)
    alone = {p: game([p]) for p in game.players}
    saving = [alone[p] - share for p, share in equal_saving(game).shares.items()]
    fraction = [share / alone[p] for p, share in equal_percentage(game).shares.items()]
    assert saving == pytest.approx([saving[0]] * len(saving))
    assert fraction == pytest.approx([fraction[0]] * len(fraction))
    assert equal_percentage(game).shares == pytest.approx(dict(stand_alone(game).shares))
