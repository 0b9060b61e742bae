"""Values of coalitions on disk: a run that was interrupted goes on, and another question starts anew."""

from pathlib import Path

import pytest
from park_games import park_rows

from collectief.allocation import Coalition, Game, Kept, LPGame, MILPGame, hash_of, nucleolus, shapley
from collectief.allocation.table import values
from collectief.errors import Infeasible, ModelError
from collectief.text import Text


class Killed(BaseException):
    """What ends a program from outside."""


def value(group: Coalition) -> float:
    return 10.0 * len(group) - len(group) ** 2


def test_what_was_computed_before_a_run_was_killed_is_not_computed_again(tmp_path: Path) -> None:
    asked: list[Coalition] = []

    def killed(group: Coalition) -> float:
        if len(asked) == 5:
            raise Killed
        asked.append(group)
        return value(group)

    with pytest.raises(Killed):
        shapley(Game("abcd", killed, known=Kept(tmp_path, "one")))
    before = len(asked)

    def counted(group: Coalition) -> float:
        asked.append(group)
        return value(group)

    again = Game("abcd", counted, known=Kept(tmp_path, "one"))
    assert shapley(again).shares == shapley(Game("abcd", value)).shares
    assert (before, len(asked)) == (5, 15)
    assert len(set(asked)) == 15


def test_another_question_has_values_of_its_own(tmp_path: Path) -> None:
    Game("ab", value, known=Kept(tmp_path, "one"))("ab")
    assert frozenset("ab") in Kept(tmp_path, "one")
    assert frozenset("ab") not in Kept(tmp_path, "two")


def test_a_line_that_is_damaged_is_calculated_again_and_nothing_else(tmp_path: Path) -> None:
    Game("ab", value, known=Kept(tmp_path, "one"))("ab")
    (file,) = tmp_path.iterdir()
    whole = file.read_text(encoding="utf-8")
    file.write_text(
        f'{whole}\n["a", \n\x00\n{{}}\n[1, 2, 3]\n[["a"], "much"]\n[["a"], NaN]\n[["b"], 7.0', encoding="utf-8"
    )
    kept = Kept(tmp_path, "one")
    assert dict(kept) == {frozenset("ab"): value(frozenset("ab")), frozenset(): 0.0}
    assert Game("ab", value, known=kept)("b") == value(frozenset("b"))
    assert frozenset("b") in Kept(tmp_path, "one")


def test_rows_have_the_same_hash_only_where_all_numbers_are_the_same() -> None:
    rows = park_rows(3, 1)
    other = park_rows(3, 1)
    other.upper[1] += 1e-9
    assert hash_of(rows) == hash_of(park_rows(3, 1))
    assert len({hash_of(rows), hash_of(other), hash_of(park_rows(3, 2)), hash_of(rows, "profit")}) == 4


@pytest.mark.parametrize("kind", [LPGame, MILPGame])
def test_a_game_of_rows_reads_its_own_values_from_disk_and_no_others(tmp_path: Path, kind: type[LPGame]) -> None:
    rows = park_rows(4, 1)
    names = rows.owners[:-1]
    first = nucleolus(kind(rows, names, folder=tmp_path))
    again = kind(rows, names, folder=tmp_path)
    assert len(again.known) == 16
    assert nucleolus(again).shares == first.shares
    dearer = kind(rows, names, beside_eur=100.0, folder=tmp_path)
    assert dearer(names) == pytest.approx(again(names) + 100.0)
    assert len(kind(rows, names[:2], folder=tmp_path).known) == 1
    assert len(list(tmp_path.iterdir())) == 3


# Values that are none ------------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -float("inf")])
def test_a_value_that_is_no_number_is_named(bad: float) -> None:
    game = Game("ab", lambda group: bad if len(group) == 2 else 1.0)
    for rule in (shapley, nucleolus):
        with pytest.raises(ModelError, match="coalition a, b is no number"):
            rule(game)


def test_a_value_that_cannot_be_calculated_is_named_and_says_why() -> None:
    with pytest.raises(ModelError, match="coalition b is no number: ZeroDivisionError"):
        shapley(Game("ab", lambda group: 1.0 / ("a" in group)))
    with pytest.raises(ModelError, match="coalition a, b is no number: KeyError"):
        shapley(Game("ab", {frozenset("a"): 1.0, frozenset("b"): 1.0}))


@pytest.mark.parametrize("bad", [float("nan"), "much", None])
def test_one_of_the_values_that_are_given_is_no_number_and_is_named(bad: object) -> None:
    given = dict.fromkeys(map(frozenset, ["a", "b", "ab"]), 1.0) | {frozenset("ab"): bad}
    with pytest.raises(ModelError, match="coalition a, b is no number"):
        shapley(Game("ab", given))  # type: ignore[arg-type]


def test_values_that_are_given_are_those_that_are_calculated_whatever_their_order() -> None:
    groups = [frozenset(p for i, p in enumerate("abcde") if mask >> i & 1) for mask in range(32)]
    given = {group: sum(float(ord(p)) ** 2 for p in group) + len(group) for group in reversed(groups)}
    told, asked = Game("abcde", given), Game("abcde", given.__getitem__)
    assert values(told, "abcde").tolist() == values(asked, "abcde").tolist()
    assert dict(told.known) == dict(asked.known)


def test_a_coalition_of_strangers_does_not_stand_for_one_that_is_missing() -> None:
    with pytest.raises(ModelError, match="coalition b is no number: KeyError"):
        shapley(Game("ab", dict.fromkeys(map(frozenset, ["a", "c", "ab"]), 1.0)))


def test_what_a_value_says_in_words_is_passed_on() -> None:
    def refuses(_group: Coalition) -> float:
        raise Infeasible(Text(nl="kan niet", en="cannot"))

    with pytest.raises(Infeasible, match="cannot"):
        shapley(Game("ab", refuses))


def test_a_value_that_is_known_and_no_number_is_named() -> None:
    with pytest.raises(ModelError, match="coalition a is no number: nan"):
        Game("ab", value, known={frozenset("a"): float("nan")})
