"""Whole runs that are compared: none reads what another kept."""

from pathlib import Path

import pytest

from collectief.app.kept_folder import ELSEWHERE
from validate.runs import _run

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.long
def test_a_run_neither_reads_nor_fills_the_folder_of_finished_steps_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ELSEWHERE, str(tmp_path / "steps"))
    found = _run(ROOT / "data" / "parken" / "proeftuin-mini")
    assert found.code == 0
    assert len(found.hashes) == 2
    assert not (tmp_path / "steps").exists()
