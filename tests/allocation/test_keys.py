"""Simple keys, in the head."""

import pytest

from collectief.allocation import Game, equal_percentage, equal_saving, proportional, stand_alone
from collectief.errors import ModelError


def _three() -> Game:
    """Alone 10, 20 and 70; together 80: 20 is saved."""
    alone = {"a": 10.0, "b": 20.0, "c": 70.0}
    return Game("abc", lambda group: 80.0 if len(group) == 3 else sum(alone[p] for p in group))


def test_a_key_divides_in_proportion_and_carries_its_name() -> None:
    result = proportional(_three(), {"a": 1, "b": 1, "c": 2}, rule="contracted")
    assert result.rule == "contracted"
    assert dict(result.shares) == pytest.approx({"a": 20.0, "b": 20.0, "c": 40.0})


def test_a_player_without_weight_pays_nothing() -> None:
    assert proportional(_three(), {"a": 0, "b": 1, "c": 1}).shares["a"] == 0.0


def test_equal_saving_gives_a_third_of_the_saving_each() -> None:
    assert dict(equal_saving(_three()).shares) == pytest.approx({"a": 10 - 20 / 3, "b": 20 - 20 / 3, "c": 70 - 20 / 3})


def test_equal_percentage_takes_a_fifth_off_each_bill() -> None:
    assert dict(equal_percentage(_three()).shares) == pytest.approx({"a": 8.0, "b": 16.0, "c": 56.0})
    assert dict(stand_alone(_three()).shares) == pytest.approx({"a": 8.0, "b": 16.0, "c": 56.0})


def test_who_earns_alone_earns_more_by_equal_percentage_and_less_by_stand_alone() -> None:
    game = Game("ab", {frozenset("a"): -10.0, frozenset("b"): 30.0, frozenset("ab"): 16.0})
    assert equal_percentage(game).shares["a"] < -10.0
    assert stand_alone(game).shares["a"] > -10.0


@pytest.mark.parametrize(
    "weights", [{"a": 1.0, "b": 1.0}, {"a": 1.0, "b": 1.0, "c": -1.0}, {"a": 1, "b": 1, "c": float("nan")}]
)
def test_a_missing_or_negative_weight_is_named(weights: dict[str, float]) -> None:
    with pytest.raises(ModelError, match="missing for c"):
        proportional(_three(), weights)


def test_weights_of_zero_divide_nothing() -> None:
    with pytest.raises(ModelError, match="adds up to zero"):
        proportional(_three(), {"a": 0, "b": 0, "c": 0})


def test_own_values_of_zero_divide_nothing() -> None:
    game = Game("ab", lambda group: float(len(group) == 2), "profit")
    for rule in (stand_alone, equal_percentage):
        with pytest.raises(ModelError, match="adds up to zero"):
            rule(game)
