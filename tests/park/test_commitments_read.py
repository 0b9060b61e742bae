"""Goals and commitments: read as written, whole or half, and never in the way of a park without them."""

from pathlib import Path

import pytest
from damage import SETTINGS, text
from good_park import good_park

from collectief.park import Goals, inspect, read_park
from collectief.park.read_commitments import COMMITMENTS_FILE


def test_what_is_written_is_read(folder: Path) -> None:
    park = read_park(folder)
    assert park.goals == good_park().goals
    assert park.commitments == good_park().commitments


def test_without_a_file_and_a_table_there_are_no_promises_and_the_usual_goals(folder: Path) -> None:
    (folder / COMMITMENTS_FILE).unlink()
    settings_text = (folder / SETTINGS).read_text(encoding="utf-8")
    start, end = settings_text.index("[goals]"), settings_text.find("\n[", settings_text.index("[goals]") + 1)
    (folder / SETTINGS).write_text(settings_text[:start] + (settings_text[end:] if end > 0 else ""), encoding="utf-8")
    park = read_park(folder)
    assert park.goals == Goals()
    assert park.commitments == ()
    assert inspect(folder).issues == ()


def test_who_stays_out_of_the_park_takes_its_promises_along() -> None:
    whole = good_park()
    assert [one.company for one in whole.commitments] == ["bakker", ""]
    assert whole.only(("bakker",)).commitments == whole.commitments
    assert [one.company for one in whole.only(("drukker",)).commitments] == [""]


def test_one_language_stands_for_both(folder: Path) -> None:
    (folder / COMMITMENTS_FILE).write_text("party;promise_nl\noperator;levert kW\n", encoding="utf-8")
    (one,) = read_park(folder).commitments
    assert (one.promise.nl, one.promise.en) == ("levert kW", "levert kW")


def test_an_unknown_party_counts_as_other(folder: Path) -> None:
    (folder / COMMITMENTS_FILE).write_text("party;promise_nl\nbank;leent geld\n", encoding="utf-8")
    assert [c.party for c in read_park(folder).commitments] == ["other"]
    assert [i.code for i in inspect(folder).issues] == ["choice_default"]


@pytest.mark.parametrize("wrong", ["1.5", "-0.1", '"veel"', "true"])
def test_a_goal_that_cannot_be_is_told(folder: Path, wrong: str) -> None:
    text(folder, SETTINGS, "first_reduction = 0.6", f"first_reduction = {wrong}")
    assert [i.field for i in inspect(folder).issues] == ["[goals] first_reduction"]
