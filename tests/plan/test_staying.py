"""Who leaves and who follows in a plan, and what every key does in its park."""

from dataclasses import replace
from math import fsum

import pytest

from collectief import Outcome
from collectief.allocation import AS_ONE, Game, equal_saving
from collectief.errors import ModelError
from collectief.plan.staying import EVERY_GAME, Key, leaving, staying
from collectief.plan.tempted import TEMPTS_EUR

PARKS = ("mini", "empty_core", "warm")


@pytest.fixture(params=PARKS)
def outcome(request: pytest.FixtureRequest) -> Outcome:
    found: Outcome = request.getfixturevalue(request.param)
    return found


def test_what_leaves_and_what_stays_adds_up_to_the_plan(outcome: Outcome) -> None:
    game, found = outcome.game, outcome.staying
    assert game is not None
    assert found is not None
    shares = outcome.allocations[outcome.chosen_rule].shares
    assert game(game.players) == pytest.approx(fsum(shares[p] for p in game.players))
    for one in found.leaving:
        assert one.paid == pytest.approx(shares[one.who[0]])
        assert one.paid + one.rest_paid == pytest.approx(game(game.players))
        assert one.own == pytest.approx(outcome.cases["alone"].bills[one.who[0]].total)
        assert one.own + one.rest >= game(game.players) - TEMPTS_EUR  # together is no dearer than apart
    assert [one.who for one in found.leaving] == [(p,) for p in game.players]


def test_who_joins_last_never_lowers_the_price_below_what_it_costs_the_others(outcome: Outcome) -> None:
    assert outcome.staying is not None
    for joins, leaves in zip(outcome.staying.entries, outcome.staying.leaving, strict=True):
        assert joins.most == pytest.approx(leaves.own)
        assert joins.least == pytest.approx(leaves.paid + leaves.rest_paid - leaves.rest)


def test_in_mini_day_and_night_hold_the_group_and_take_all_with_them(mini: Outcome) -> None:
    """Their loads lie apart, so neither shares anything with the flat load that would pay for the group."""
    assert mini.staying is not None
    assert set(mini.staying.anchors) == {"dag", "nacht"}
    assert set(mini.staying.smallest or ()) == {"dag", "nacht"}
    stays = {
        one.who[0]: one.stay
        for one in mini.staying.leaving
        if one.who[0] in {c for group in mini.members.values() for c in group}
    }
    assert (stays["dag"], stays["nacht"], set(stays["vlak"])) == ((), (), {"dag", "nacht"})


def test_a_key_that_is_no_rule_of_the_whole_game_is_judged_by_its_shares(warm: Outcome) -> None:
    """A network is divided on top of it."""
    assert warm.staying is not None
    assert any(p.adopted for p in warm.projects)
    assert set(warm.staying.tested["kwh"]) == {"efficient", "rational"}


def test_every_key_adds_up_in_every_park(outcome: Outcome) -> None:
    assert outcome.staying is not None
    assert {name: one["efficient"].holds for name, one in outcome.staying.tested.items()} == dict.fromkeys(
        outcome.allocations, True
    )


def test_groups_that_are_named_leave_as_one(mini: Outcome) -> None:
    pair = leaving(mini, [("vlak", "dag")])[0]
    assert set(pair.who) == {"dag", "vlak"}
    assert pair.stay == ()
    with pytest.raises(ModelError, match="nobody knows him"):
        leaving(mini, [("nobody knows him", "dag")])
    with pytest.raises(ModelError):
        leaving(replace(mini, game=None), [("dag",)])


def test_a_key_counts_two_who_act_as_one_as_both() -> None:
    key = Key("kwh", {"a": 10.0, "b": 20.0, "c": 30.0}, {"a": 1.0, "b": 3.0, "c": 4.0})
    apart = key(Game("abc", lambda group: 20.0 * len(group) + 8.0 * (len(group) == 3))).shares
    both = key(Game([f"a{AS_ONE}b", "c"], lambda group: 68.0 if len(group) == 2 else 0.0)).shares
    assert both[f"a{AS_ONE}b"] == pytest.approx(apart["a"] + apart["b"])
    nothing = key(Game("a", lambda _: 12.0))
    assert nothing.shares == {"a": 12.0}


def test_in_a_large_group_only_what_needs_no_other_game_is_tested(mini: Outcome) -> None:
    names = [f"c{i:02}" for i in range(EVERY_GAME + 1)]
    game = Game(names, lambda group: 10.0 * len(group) - (len(group) > 4))
    key = Key("contract_kw", dict.fromkeys(names, 9.0), dict.fromkeys(names, 1.0))
    found = staying(game, {"contract_kw": key(game)}, "contract_kw", (key,))
    assert found is not None
    assert set(found.tested["contract_kw"]) == {"efficient", "rational", "bill"}
    assert len(found.leaving) == len(names)
    assert staying(None, mini.allocations, mini.chosen_rule, ()) is None


def test_a_rule_without_an_answer_in_a_park_ends_nothing() -> None:
    """Bills that add up to nothing cannot be divided in proportion to them."""
    game = Game("ab", {frozenset("a"): 100.0, frozenset("b"): -100.0, frozenset("ab"): -20.0})
    shares = equal_saving(game)
    rules = {"equal_saving": shares, "stand_alone": shares, "contract_kw": shares}
    found = staying(game, rules, "equal_saving", (Key("contract_kw", {"a": 0.0, "b": 0.0}, {"a": 1.0}),))
    assert found is not None
    assert set(found.tested["stand_alone"]) == {"efficient", "rational"}
