"""`collectief plan` from beginning to end on Proeftuin Mini, where the saving of a group can be done by hand."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import highspy
import pytest
from typed_command import PARKS, Typed
from typer.testing import Result

from collectief import Issue, Scenario, optimise, read_park, read_year
from collectief.app import plan_command
from collectief.app.looked_at import look_at
from collectief.app.plan_command import stopped_early
from collectief.app.words import NOT_STABLE, PHASES, STOPPED_EARLY
from collectief.errors import Infeasible
from collectief.plan.outcome import Outcome
from collectief.text import Text

FILES = {"rapport.html", "plan.json", "plan.gpkg", "bedrijven.xlsx", "run.json"}
MINI = PARKS / "proeftuin-mini"


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    """The real outcome of the park, calculated once for the tests that look at endings."""
    park = read_park(MINI)
    return optimise(Scenario(park, read_year(park, MINI)))


@pytest.fixture
def planned(outcome: Outcome, typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Type ``plan`` with an outcome that is known already."""

    def plan(*words: str, known: Outcome = outcome) -> Result:
        monkeypatch.setattr(plan_command, "optimise", lambda *_: known)
        return typed("plan", MINI, "--out", tmp_path / "uit", *words)

    return plan


def test_a_plan_is_written_and_decided_in_one_sentence(typed: Typed, tmp_path: Path) -> None:
    out = tmp_path / "nieuw" / "uit"
    done = typed("plan", MINI, "--out", out)
    assert done.exit_code == 0, done.output
    assert {p.name for p in out.iterdir()} == FILES
    plan = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    assert done.stdout == plan["decision"]["nl"] + "\n"
    assert str(out) in done.stderr
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert set(run["seconds"]) <= set(PHASES)
    assert {"prepare", "together", "write"} <= set(run["seconds"])
    assert datetime.fromisoformat(run["start"]).tzinfo is not None
    assert run["version"] == plan["version"]


def test_the_clock_is_in_the_record_alone(typed: Typed, tmp_path: Path) -> None:
    for name in ("een", "twee"):
        assert typed("plan", MINI, "--out", tmp_path / name, "--quiet").exit_code == 0
    for name in ("plan.json", "rapport.html"):
        assert (tmp_path / "een" / name).read_bytes() == (tmp_path / "twee" / name).read_bytes()


def test_json_is_the_plan_and_nothing_else(planned: Any, tmp_path: Path) -> None:
    done = planned("--json", "--lang", "en")
    assert done.exit_code == 0
    assert done.stdout == (tmp_path / "uit" / "plan.json").read_text(encoding="utf-8")
    assert json.loads(done.stdout)["park"]["id"] == "proeftuin-mini"
    assert "Saved in" in done.stderr


def test_a_plan_speaks_english_too(planned: Any, outcome: Outcome) -> None:
    assert planned("--lang", "en").stdout == outcome.decision.en + "\n"


def test_a_park_with_errors_gives_nothing(typed: Typed, tmp_path: Path) -> None:
    done = typed("plan", tmp_path / "weg", "--out", tmp_path / "uit")
    assert done.exit_code == 3
    assert "bestaat niet" in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_warnings_are_told_and_stop_only_who_is_strict(planned: Any, typed: Typed, mini: Path, tmp_path: Path) -> None:
    settings = (mini / "park.toml").read_text(encoding="utf-8")
    (mini / "park.toml").write_text(settings.replace("[rules]", "[rules]\nvreemd = 1"), encoding="utf-8")
    assert planned().exit_code == 0
    relaxed = typed("plan", mini, "--out", tmp_path / "a")
    assert relaxed.exit_code == 0
    assert "vreemd" in relaxed.stderr
    assert typed("plan", mini, "--out", tmp_path / "b", "--strict").exit_code == 3
    assert not (tmp_path / "b").exists()


def test_a_file_as_folder_is_refused_before_anything_is_calculated(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(plan_command, "optimise")
    (tmp_path / "uit").write_text("x")
    done = typed("plan", MINI, "--out", tmp_path / "uit")
    assert done.exit_code == 1
    assert "een bestand en geen map" in done.stderr
    assert "--debug" not in done.stderr


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (Infeasible(Text(nl="Het net is 3 kW te klein.", en="The grid is 3 kW short.")), 4, "3 kW te klein"),
        (RuntimeError("[red]stuk"), 1, "RuntimeError: [red]stuk"),
        (KeyboardInterrupt(), 130, "niets half opgeschreven"),
    ],
)
def test_what_stops_the_search_leaves_no_files(
    error: BaseException, code: int, said: str, *, typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(plan_command, "optimise", fails)
    done = typed("plan", MINI, "--out", tmp_path / "uit")
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr
    assert "Traceback" not in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["write_all", "write_record"])
def test_a_full_disk_is_one_sentence(place: str, planned: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "plan.gpkg")

    monkeypatch.setattr(plan_command, place, fails)
    done = planned()
    assert (done.exit_code, done.stdout) == (1, "")
    assert "plan.gpkg): No space left on device" in done.stderr


@pytest.mark.parametrize(("stable", "code"), [(True, 0), (False, 6), (None, 6)])
def test_who_requires_stability_gets_it_or_code_6(
    stable: bool | None, code: int, *, planned: Any, outcome: Outcome, tmp_path: Path
) -> None:
    core = {**outcome.core, outcome.chosen_rule: replace(outcome.core[outcome.chosen_rule], stable=stable)}
    known = replace(outcome, core=core)
    assert planned(known=known).exit_code == 0
    done = planned("--require-stable", known=known)
    assert done.exit_code == code
    assert (NOT_STABLE.nl in done.stderr) is (code == 6)
    assert {p.name for p in (tmp_path / "uit").iterdir()} == FILES


def with_status(outcome: Outcome, status: str) -> Outcome:
    """The same outcome where the search alone ended with this word."""
    alone = outcome.cases["alone"]
    assert alone.proof is not None
    ended = replace(alone, proof=replace(alone.proof, status=status))
    return replace(outcome, cases={**outcome.cases, "alone": ended})


def test_a_plan_that_ran_out_of_time_is_written_and_ends_in_5(planned: Any, outcome: Outcome, tmp_path: Path) -> None:
    done = planned(known=with_status(outcome, "Optimal; Time limit reached"))
    assert done.exit_code == 5
    assert STOPPED_EARLY.nl in done.stderr
    assert done.stdout == outcome.decision.nl + "\n"
    assert {p.name for p in (tmp_path / "uit").iterdir()} == FILES


def test_every_word_of_the_solver_for_giving_up_is_known(outcome: Outcome) -> None:
    kinds, word = highspy.HighsModelStatus, highspy.Highs().modelStatusToString  # type: ignore[no-untyped-call]
    gave_up = (kinds.kTimeLimit, kinds.kIterationLimit, kinds.kSolutionLimit, kinds.kMemoryLimit, kinds.kInterrupt)
    assert [stopped_early(with_status(outcome, word(kind))) for kind in gave_up] == [True] * len(gave_up)
    assert not stopped_early(with_status(outcome, word(kinds.kOptimal)))


def test_findings_reach_the_files(planned: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = look_at(MINI)
    issue = Issue("warning", "odd", "park.toml", "name", (), Text("Vreemd [b].", "Odd [b]."), Text("Kijk.", "Look."))
    monkeypatch.setattr(plan_command, "look_at", lambda _: replace(found, issues=(issue,)))
    done = planned()
    assert "Vreemd [b]." in done.stderr
    assert [i["code"] for i in json.loads((tmp_path / "uit" / "plan.json").read_text(encoding="utf-8"))["issues"]] == [
        "odd"
    ]


def test_as_a_program_it_answers_on_stdout_and_talks_on_stderr(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "collectief", "plan", str(MINI), "--out", str(tmp_path / "uit")]
    ascii_terminal = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(words, capture_output=True, timeout=300, check=False, env=ascii_terminal)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b"\n") == 1
    assert b"run.json" in done.stderr
    assert b"\x1b" not in done.stdout + done.stderr


DEAF = """
from _thread import interrupt_main
from threading import Event
from collectief.app import cli, plan_command
def deaf(scenario, progress):
    interrupt_main()
    Event().wait(600)
plan_command.optimise = deaf
cli.main()
"""


def test_ctrl_c_ends_the_program_at_once_though_the_solver_is_deaf(tmp_path: Path) -> None:
    words = [sys.executable, "-c", DEAF, "plan", str(MINI), "--out", str(tmp_path / "uit")]
    done = subprocess.run(words, capture_output=True, timeout=120, check=False, text=True, encoding="utf-8")
    assert done.returncode == 130
    assert "niets half opgeschreven" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
