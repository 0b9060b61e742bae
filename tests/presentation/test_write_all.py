"""Writing the four files: all or none, and no trace of the work."""

from pathlib import Path

import pytest

from collectief.plan.outcome import Outcome
from collectief.presentation import write, write_all

NAMES = {"rapport.html", "plan.json", "plan.gpkg", "bedrijven.xlsx"}


def test_four_files_are_written_and_nothing_else(outcome: Outcome, tmp_path: Path) -> None:
    made = write_all(outcome, tmp_path / "new" / "folder")
    assert {p.name for p in made} == NAMES == {p.name for p in (tmp_path / "new" / "folder").iterdir()}
    assert all(p.stat().st_size > 1000 for p in made)


def test_a_failure_leaves_the_older_files_as_they_were(
    outcome: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES:
        (tmp_path / name).write_text("old")

    def fails(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(write, "write_workbook", fails)
    monkeypatch.setattr(write, "report", lambda *_, **__: "new")
    with pytest.raises(OSError, match="disk full"):
        write_all(outcome, tmp_path)
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == dict.fromkeys(NAMES, "old")
