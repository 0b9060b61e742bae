"""`collectief plan --sure` and `collectief sure`: what changes the outcome, from the command to the files."""

import json
from pathlib import Path
from typing import Any

import pytest
from typed_command import PARKS, Typed

from collectief import Outcome, Scenario
from collectief.app import plan_command
from collectief.plan import replan
from collectief.plan.run import Run

pytestmark = pytest.mark.slow

MINI = PARKS / "proeftuin-mini"


@pytest.fixture
def known(grouped: Outcome, monkeypatch: pytest.MonkeyPatch) -> list[Scenario]:
    """Every plan is known already; the list counts those that are made anew."""
    anew: list[Scenario] = []

    def again(scenario: Scenario, run: Run) -> Outcome:
        assert not run.stop.now()
        anew.append(scenario)
        return grouped

    monkeypatch.setattr(plan_command, "optimise", lambda *_: grouped)
    monkeypatch.setattr(replan, "optimise", again)
    return anew


def plan_of(folder: Path) -> Any:
    return json.loads((folder / "plan.json").read_text(encoding="utf-8"))


def test_without_asking_nothing_is_swung(typed: Typed, tmp_path: Path, known: list[Scenario]) -> None:
    done = typed("plan", MINI, "--out", tmp_path / "uit")
    assert done.exit_code == 0, done.output
    assert plan_of(tmp_path / "uit")["sensitivity"] is None
    assert known == []


def test_asked_for_the_plan_says_what_changes_it(typed: Typed, tmp_path: Path, known: list[Scenario]) -> None:
    done = typed("plan", MINI, "--out", tmp_path / "uit", "--sure", "--start", "2026-01-05")
    assert done.exit_code == 0, done.output
    plan = plan_of(tmp_path / "uit")
    assert plan["sensitivity"]["swings"]
    assert plan["sensitivity"]["replanned"] is False
    assert plan["steps"]["decisions"][0]["begin"] == "2026-01-05"
    assert "Wat de uitkomst verandert" in (tmp_path / "uit" / "rapport.html").read_text(encoding="utf-8")
    assert known == []


def test_sure_plans_the_widest_five_anew_at_both_ends(typed: Typed, tmp_path: Path, known: list[Scenario]) -> None:
    done = typed("sure", MINI, "--out", tmp_path / "uit", "--lang", "en")
    assert done.exit_code == 0, done.output
    plan = plan_of(tmp_path / "uit")
    assert plan["sensitivity"]["replanned"] is True
    assert sum(s["low_replanned"] is not None for s in plan["sensitivity"]["swings"]) == 5
    assert len(known) == 10


@pytest.mark.parametrize("day", ["morgen", "2026-02-30", "0001-01-01", "9999-12-31"])
def test_a_start_from_which_no_calendar_is_counted_is_said_at_once(typed: Typed, tmp_path: Path, day: str) -> None:
    done = typed("plan", MINI, "--out", tmp_path / "uit", "--start", day)
    assert done.exit_code == 2
    assert "--start" in done.stderr
    assert not (tmp_path / "uit").exists()
