"""Writing the four files and the folder of sheets: all or none, and no trace of the work."""

from pathlib import Path

import pytest

from collectief.plan.outcome import Outcome
from collectief.presentation import write, write_all

NAMES = {"rapport.html", "plan.json", "plan.gpkg", "bedrijven.xlsx"}


def test_four_files_and_the_sheets_are_written_and_nothing_else(outcome: Outcome, tmp_path: Path) -> None:
    made = write_all(outcome, tmp_path / "new" / "folder")
    assert {p.name for p in made} == NAMES | {"overdracht"} == {p.name for p in (tmp_path / "new" / "folder").iterdir()}
    assert all(p.stat().st_size > 1000 for p in made)
    assert len(list(made[-1].iterdir())) == 1 + len(outcome.park.companies)


def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of one word instead of whole ones."""
    for name in ("report", "plan_json"):
        monkeypatch.setattr(write, name, lambda *_, **__: "new")
    for name in ("write_layers", "write_workbook"):
        monkeypatch.setattr(write, name, lambda _, path, *__, **___: path.write_text("new"))


def test_a_failure_leaves_the_older_files_as_they_were(
    outcome: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES:
        (tmp_path / name).write_text("old")

    def fails(*_: object, **__: object) -> None:
        raise OSError("disk full")

    quick(monkeypatch)
    monkeypatch.setattr(write, "write_hand_over", fails)
    with pytest.raises(OSError, match="disk full"):
        write_all(outcome, tmp_path)
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == dict.fromkeys(NAMES, "old")


def test_a_file_where_the_folder_belongs_leaves_everything_as_it_was(
    outcome: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (*NAMES, "overdracht"):
        (tmp_path / name).write_text("old")
    quick(monkeypatch)
    with pytest.raises(FileExistsError):
        write_all(outcome, tmp_path)
    assert {p.read_text() for p in tmp_path.iterdir()} == {"old"}
