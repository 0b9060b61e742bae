"""Seconds belong to the phase they were spent in; bars are for people at a terminal."""

import io
import json
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import get_args

import pytest
from rich.console import Console
from rich.progress import Progress, TextColumn

from collectief.app import progress
from collectief.app.progress import Bars, Watch, followed, phase_name
from collectief.app.run_record import write_record
from collectief.app.words import PHASES
from collectief.plan.run import Standing
from collectief.text import Language


def ticking(*moments: float) -> Watch:
    """A watch whose clock shows these moments in turn."""
    return Watch(clock=iter(moments).__next__)


def test_time_is_counted_for_the_phase_that_was_busy() -> None:
    watch = ticking(10.0, 12.0, 15.0, 15.5, 20.0)
    for phase, fraction in (("prepare", 0.0), ("alone", 0.0), ("alone", 0.5), ("prepare", 0.9)):
        watch(phase, fraction)
    watch.stop()
    assert watch.seconds == {"prepare": 2.0 + 4.5, "alone": 3.0 + 0.5}


def test_every_phase_has_a_name_in_both_languages() -> None:
    keys = {
        "prepare",
        "alone",
        "replay_alone",
        "group",
        "together",
        "every_hour",
        "replay_together",
        "allocate",
        "report",
        "verify",
        "write",
        "sure",
        "prove",
        "rolling",
        "replan",
        "limits",
    }
    assert set(PHASES) == keys
    assert len({phase_name(key, "nl") for key in keys} | {phase_name(key, "en") for key in keys}) == 2 * len(keys)
    assert get_args(Language) == ("nl", "en")


def test_a_bar_is_full_once_another_phase_begins() -> None:
    shown = Progress(console=Console(file=io.StringIO()))
    bars = Bars(shown, "nl")
    bars("prepare", 0.3)
    bars("alone", 7.0)
    assert [(task.description, task.completed) for task in shown.tasks] == [
        ("Gegevens klaarzetten", 1.0),
        ("Ieder apart: beste keuze zoeken", 1.0),
    ]
    bars("together", -1.0)
    assert [task.completed for task in shown.tasks] == [1.0, 1.0, 0.0]


def test_beside_the_phase_that_is_busy_stands_what_the_best_plan_costs_and_how_far_it_is_from_the_bound() -> None:
    screen = io.StringIO()
    with Progress(TextColumn("{task.fields[standing]}"), console=Console(file=screen, width=200)) as shown:
        bars = Bars(shown, "nl")
        bars.stands(Standing(1.0))  # before any phase there is nowhere to show it
        bars("alone", 0.5)
        bars.stands(Standing(100_000.0, 100_000.0, 99_000.0, whole=False))
        before = _standings(shown)
        bars("together", 0.5)
        bars.stands(Standing(98_765.0))
        after = _standings(shown)
        bars("prove", 0.5)
        carried = _standings(shown)
        bars.stands(Standing(100_000.0, 100_000.0, 99_500.0, whole=False, all_hours=True))
        proven = _standings(shown)
    assert before == [
        "Gevonden tot nu: EUR 100.000 per jaar; minstens EUR 99.000 op de doorgerekende dagen (gat 1,00 %)",
    ]
    assert after == ["", "Beste plan tot nu: EUR 98.765 per jaar"]
    assert carried == ["", "", "Beste plan tot nu: EUR 98.765 per jaar"]
    assert proven[-1] == (
        "Gevonden tot nu: EUR 100.000 per jaar; minstens EUR 99.500 op alle uren van het jaar (gat 0,50 %)"
    )


def _standings(shown: Progress) -> list[str]:
    return [task.fields["standing"].replace("\N{NO-BREAK SPACE}", " ") for task in shown.tasks]


def test_a_narrow_terminal_shows_the_phase_its_bar_and_all_that_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(progress, "console", lambda: Console(file=screen, force_terminal=True, width=80))
    with followed(Watch(), "nl", quiet=False) as report:
        report("replay_alone", 0.5)
        report.stands(Standing(502_798.0, 502_798.0, 498_614.0))
    words = set(screen.getvalue().replace("\N{NO-BREAK SPACE}", " ").split())
    assert {"apart:", "heel", "jaar", "narekenen", "Beste", "plan", "minstens", "dagen", "(gat", "0,83", "%)"} <= words
    assert "0:00:00" in screen.getvalue()
    assert "\N{HORIZONTAL ELLIPSIS}" not in screen.getvalue()


def test_the_phase_that_is_busy_is_never_below_the_edge_of_the_terminal() -> None:
    shown = Progress(console=Console(file=io.StringIO()))
    bars = Bars(shown, "nl")
    for number in range(30):
        bars(f"{number}/30", 0.5)
    seen = [task.description for task in shown.tasks if task.visible]
    assert seen == [f"{number}/30" for number in range(20, 30)]
    bars("3/30", 0.5)
    assert shown.tasks[3].visible


@pytest.mark.parametrize(
    ("terminal", "quiet", "seen"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_bars_are_shown_only_on_a_terminal_and_not_when_quiet(
    terminal: bool, quiet: bool, seen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, watch = io.StringIO(), ticking(0.0, 1.0)
    monkeypatch.setattr(progress, "console", lambda: Console(file=screen, force_terminal=terminal, width=100))
    with followed(watch, "nl", quiet=quiet) as report:
        report("together", 0.0)
    watch.stop()
    assert ("Samen: een plan zoeken" in screen.getvalue()) is seen
    assert bool(screen.getvalue()) is seen
    assert watch.seconds == {"together": 1.0}


def test_the_record_of_a_run_says_when_how_long_and_with_what(tmp_path: Path) -> None:
    start = datetime(2025, 3, 1, 12, tzinfo=UTC)
    path = write_record(tmp_path, start, {"alone": 1.23456, "together": 2.0}, own_version="0.1.0")
    record = json.loads(path.read_text(encoding="utf-8"))
    assert path.name == "run.json"
    assert list(tmp_path.iterdir()) == [path]
    assert record["start"] == "2025-03-01T12:00:00+00:00"
    assert record["seconds"] == {"alone": 1.235, "together": 2.0}
    assert record["seconds_total"] == 3.235
    assert record["version"] == "0.1.0"
    assert record["pulp"] == version("pulp")
    assert record["python"].count(".") == 2
    assert record["platform"]


def test_a_record_that_cannot_be_made_leaves_the_older_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "run.json").write_text("old")

    def fails(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="disk full"):
        write_record(tmp_path, datetime.now(UTC), {}, own_version="0")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("run.json", "old")]
