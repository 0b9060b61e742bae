"""Real runs for which time is up halfway, by a clock that their own phases turn: what was found is there."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typed_command import PARKS, Typed

from collectief import Scenario
from collectief.app import compare_command, plan_command
from collectief.app.progress import Watch
from collectief.measure import Battery, GroupContract, Solar
from collectief.plan.run import Stop

pytestmark = pytest.mark.slow
MINI = PARKS / "proeftuin-mini"
SECONDS, LATER = 2.0, 3.0
When = Callable[[str, float], bool]


@dataclass(slots=True)
class Turning(Watch):
    """A watch that is past the time as soon as a phase is so far."""

    when: When = lambda _phase, _fraction: False
    now: list[float] = field(default_factory=lambda: [0.0])

    def __call__(self, phase: str, fraction: float = 0.0) -> None:
        """Note that this phase is busy now."""
        Watch.__call__(self, phase, fraction)
        if self.when(phase, fraction):
            self.now[0] = LATER


@pytest.fixture
def until(typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Type a command for which time is up at some point of its work; three measures, which are fast."""
    measures = (Solar(), Battery(), GroupContract())
    monkeypatch.setattr(plan_command, "Scenario", partial(Scenario, measures=measures))

    def run(command: str, when: When, *words: str) -> Any:
        watch = Turning(when=when)
        for module in (plan_command, compare_command):
            monkeypatch.setattr(module, "Watch", lambda: watch)
            monkeypatch.setattr(module, "Stop", partial(Stop, clock=lambda: watch.now[0]))
        return typed(command, MINI, "--out", tmp_path / "uit", "--seconds", SECONDS, *words)

    return run


def read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.long
def test_a_plan_that_runs_out_of_time_ends_in_5_with_the_plan_so_far_and_its_true_gap(
    until: Any, tmp_path: Path
) -> None:
    done = until("plan", lambda phase, _: phase == "together")
    assert done.exit_code == 5, done.output
    plan = read(tmp_path / "uit" / "plan.json")
    proof, cost = plan["cases"]["together"]["proof"], plan["cost_eur_per_year"]
    assert "Interrupted by user" in proof["status"]
    gap = (proof["design_upper"] - proof["design_lower"]) / proof["design_upper"]
    assert proof["design_gap"] == pytest.approx(gap, abs=1e-6)
    assert 0.0 < gap < 1.0
    assert cost["together"] <= cost["alone"] + 0.01
    assert f"hooguit {100 * gap:.2f}".replace(".", ",") in done.stderr
    until("plan", lambda *_: False)
    whole = read(tmp_path / "uit" / "plan.json")["cases"]["together"]["proof"]
    assert "Interrupted" not in whole["status"]
    assert proof["design_lower"] <= whole["design_upper"] + 0.01  # below it no plan costs, the whole one neither


def test_before_there_is_a_plan_it_ends_in_1_and_leaves_nothing(until: Any, tmp_path: Path) -> None:
    done = until("plan", lambda phase, _: phase == "alone")
    assert (done.exit_code, done.stdout) == (1, "")
    assert not (tmp_path / "uit" / "plan.json").exists()


def in_answer(number: int, phase: str) -> When:
    """The moment that this answer of a comparison comes to this phase."""
    far = compare_command.MAKING.index(phase) / len(compare_command.MAKING)
    return lambda name, fraction: name.startswith(f"{number}/") and fraction >= far


def test_a_comparison_that_runs_out_of_time_keeps_what_was_done_and_the_best_so_far_of_what_was_not(
    until: Any, tmp_path: Path
) -> None:
    words = ("--without", "battery", "--co2", "50,100")
    done = until("compare", in_answer(2, "together"), *words)
    assert done.exit_code == 5, done.output
    assert "De rekentijd was om" in done.stderr
    plan, without, cut, left = read(tmp_path / "uit" / "vergelijking.json")["answers"]
    assert [one["plan"]["ended_early"] for one in (plan, without, cut)] == [False, False, True]
    assert left["plan"] is None
    assert 0.0 < cut["plan"]["gap"] < 1.0
    assert cut["plan"]["checked"] is True
    assert "beste tot nu toe" in done.stdout.splitlines()[2]
    assert "Niet berekend" in done.stdout.splitlines()[3]


def test_an_answer_that_was_not_yet_a_plan_when_time_was_up_says_that_it_was_not_done(
    until: Any, tmp_path: Path
) -> None:
    done = until("compare", in_answer(1, "alone"), "--co2", "50,100")
    assert done.exit_code == 5, done.output
    found = read(tmp_path / "uit" / "vergelijking.json")["answers"]
    assert [one["plan"] is not None for one in found] == [True, False, False]
    assert found[1]["why_no_plan"]["en"].startswith("Not calculated")


def test_a_comparison_without_time_for_the_plan_itself_ends_in_1_and_leaves_nothing(until: Any, tmp_path: Path) -> None:
    done = until("compare", lambda _, fraction: fraction > 0, "--co2", "50")
    assert (done.exit_code, done.stdout) == (1, "")
    assert not (tmp_path / "uit" / "vergelijking.json").exists()
