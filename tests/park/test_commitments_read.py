"""Goals and commitments: read as written, whole or half, and never in the way of a park without them."""

from pathlib import Path

import pytest
from damage import SETTINGS, text
from good_park import good_park
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collectief.park import Goals, inspect, read_park
from collectief.park.check_words import CODES, Spot
from collectief.park.read_commitments import COLUMNS, COMMITMENTS_FILE, read_commitments, write_commitments

HEAD = ";".join(c.name for c in COLUMNS)


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


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")), head=st.booleans()
)
def test_no_bytes_make_reading_fail(tmp_path: Path, body: bytes, head: bool) -> None:
    path = tmp_path / COMMITMENTS_FILE
    path.write_bytes((HEAD.encode() + b"\n" if head else b"") + body)
    spot = Spot(".", [])
    found = read_commitments(tmp_path, {"bakker"}, spot=spot)
    assert {i.code for i in spot.found} <= set(CODES)
    for one in found:
        assert one.promise.nl
        assert one.promise.en
        assert one.company in ("", "bakker")
    write_commitments(found, tmp_path)
    assert read_commitments(tmp_path, {"bakker"}, spot=Spot(".", [])) == found
