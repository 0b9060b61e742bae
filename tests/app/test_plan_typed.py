"""`collectief plan` from beginning to end on Proeftuin Mini, where the saving of a group can be done by hand."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import highspy
import pytest
from typed_command import PARKS, Typed
from typer.testing import CliRunner, Result

from collectief import Issue, Outcome, Scenario, Text, optimise
from collectief.app import plan_command
from collectief.app.cli import app
from collectief.app.looked_at import LookedAt, look_at
from collectief.app.plan_command import proven_stable, stopped_early
from collectief.app.progress import Report
from collectief.app.words import CHECK_FAILED, GAP_LEFT, NOT_STABLE, PHASES, STOPPED_ASKED, STOPPED_EARLY
from collectief.errors import Infeasible
from collectief.plan.foresight import Foresight, Lived
from collectief.plan.run import Run as Progressing

pytestmark = pytest.mark.slow

FILES = {"rapport.html", "plan.json", "plan.gpkg", "bedrijven.xlsx", "overdracht", "run.json"}
MINI = PARKS / "proeftuin-mini"


@dataclass(frozen=True)
class Run:
    """A real run: what was typed in, what came of it, and the outcome behind it."""

    done: Result
    out: Path
    outcome: Outcome


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The park calculated for real, once for all tests."""
    found: list[Outcome] = []

    def listened(scenario: Scenario, progress: Report) -> Outcome:
        found.append(optimise(scenario, progress))
        return found[0]

    out = tmp_path_factory.mktemp("run") / "nieuw" / "uit"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan_command, "optimise", listened)
        done = CliRunner().invoke(app, ["plan", str(MINI), "--out", str(out)])
    assert done.exit_code == 0, done.output
    return Run(done, out, found[0])


@pytest.fixture
def outcome(run: Run) -> Outcome:
    """The real outcome of the park."""
    return run.outcome


@pytest.fixture(scope="module")
def looked() -> Callable[[Path], LookedAt]:
    """What stands in a folder, looked at once."""
    return cache(look_at)


@pytest.fixture
def planned(
    outcome: Outcome,
    looked: Callable[[Path], LookedAt],
    *,
    typed: Typed,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Any:
    """Type ``plan`` with a park that was looked at and an outcome that is known already."""
    monkeypatch.setattr(plan_command, "look_at", looked)

    def plan(*words: str, known: Outcome = outcome, park: Path = MINI) -> Result:
        monkeypatch.setattr(plan_command, "optimise", lambda *_: known)
        return typed("plan", park, "--out", tmp_path / "uit", *words)

    return plan


def test_a_plan_is_written_and_decided_in_one_sentence(run: Run) -> None:
    assert {p.name for p in run.out.iterdir()} == FILES
    plan = json.loads((run.out / "plan.json").read_text(encoding="utf-8"))
    assert run.done.stdout == plan["decision"]["nl"] + "\n"
    assert str(run.out) in run.done.stderr
    assert "groepscontract" in run.done.stdout


def test_the_record_knows_when_and_how_long(run: Run) -> None:
    record = json.loads((run.out / "run.json").read_text(encoding="utf-8"))
    asked_apart = {"every_hour", "prove", "rolling", "sure", "replan"}
    assert set(record["seconds"]) == set(PHASES) - asked_apart
    assert datetime.fromisoformat(record["start"]).tzinfo is not None
    assert record["version"] == run.outcome.version


@pytest.mark.long  # with all that may be shared in the bound it takes minutes
def test_asked_for_the_year_is_bounded_and_the_report_says_how_closely(planned: Any, tmp_path: Path) -> None:
    """Proeftuin Mini with every measure: no plan costs less than the bound, and this one at most a twentieth more."""
    done = planned("--prove")
    assert done.exit_code == 0, done.output
    plan = json.loads((tmp_path / "uit" / "plan.json").read_text(encoding="utf-8"))
    for case in ("alone", "together"):
        cost, proof = plan["cost_eur_per_year"][case], plan["cases"][case]["proof"]
        assert proof["level"] == "proven"
        assert 0.95 * cost <= proof["year_lower"] <= cost
    page = (tmp_path / "uit" / "rapport.html").read_text(encoding="utf-8")
    assert "Bewezen over alle uren van het jaar" in page
    assert "Hele jaar, ieder apart:" in page
    assert "Als niemand weet wat morgen brengt, blijft" in page


def test_asked_for_the_year_is_lived_day_by_day_and_the_report_says_what_is_left(
    planned: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Foresight(200_000.0, Lived(120_000.0, 124_000.0), Lived(100_000.0, 105_000.0))
    monkeypatch.setattr(plan_command, "rolling", lambda _scenario, found, _run: replace(found, foresight=known))
    page = tmp_path / "uit" / "rapport.html"
    assert planned().exit_code == 0
    assert "vraag het met collectief plan --rolling" in page.read_text(encoding="utf-8")
    assert planned("--rolling").exit_code == 0
    assert "95 % over" in page.read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")


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


def test_warnings_are_told_and_stop_only_who_is_strict(planned: Any, mini: Path, tmp_path: Path) -> None:
    settings = (mini / "park.toml").read_text(encoding="utf-8")
    (mini / "park.toml").write_text(settings.replace("[rules]", "[rules]\nvreemd = 1"), encoding="utf-8")
    strict = planned("--strict", park=mini)
    assert (strict.exit_code, strict.stdout) == (3, "")
    assert not (tmp_path / "uit").exists()
    relaxed = planned(park=mini)
    assert relaxed.exit_code == 0
    assert "vreemd" in relaxed.stderr


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


@pytest.mark.parametrize(
    ("stable", "words", "code"),
    [
        (True, ["--require-stable"], 0),
        (False, ["--require-stable"], 6),
        (None, ["--require-stable"], 6),
        (False, [], 0),
    ],
)
def test_who_requires_stability_gets_it_or_code_6(
    stable: bool | None, words: list[str], code: int, *, planned: Any, outcome: Outcome, tmp_path: Path
) -> None:
    core = {**outcome.core, outcome.chosen_rule: replace(outcome.core[outcome.chosen_rule], stable=stable)}
    done = planned(*words, known=replace(outcome, core=core))
    assert done.exit_code == code
    assert (NOT_STABLE.nl in done.stderr) is (code == 6)
    assert {p.name for p in (tmp_path / "uit").iterdir()} == FILES


def test_where_nobody_shares_nobody_can_be_better_off_elsewhere(planned: Any, outcome: Outcome) -> None:
    nobody = replace(outcome, core={}, members=dict.fromkeys(outcome.members, ()))
    done = planned("--require-stable", known=nobody)
    assert done.exit_code == 1  # the bill of a group that nobody is in does not add up
    assert NOT_STABLE.nl not in done.stderr


def test_a_group_that_was_not_examined_is_not_proven_stable(planned: Any, outcome: Outcome) -> None:
    assert any(outcome.members.values())
    assert planned("--require-stable", known=replace(outcome, core={})).exit_code == 6
    other = {rule: found for rule, found in outcome.core.items() if rule != outcome.chosen_rule}
    assert not proven_stable(replace(outcome, core=other, members={}))


def test_the_plan_is_checked_by_other_means(run: Run) -> None:
    found = json.loads((run.out / "plan.json").read_text(encoding="utf-8"))["verification"]
    assert found["ok"] is True
    assert found["failed"] == []
    assert found["checks"] > 100
    assert "klopt niet" not in run.done.stderr


@pytest.mark.parametrize(("language", "words"), [("nl", CHECK_FAILED.nl), ("en", CHECK_FAILED.en)])
def test_a_plan_that_does_not_add_up_is_written_with_a_warning(
    language: str, words: str, *, planned: Any, outcome: Outcome, tmp_path: Path
) -> None:
    rule = outcome.chosen_rule
    shares = {**outcome.allocations[rule].shares, "dag": 0.0}
    off = {**outcome.allocations, rule: replace(outcome.allocations[rule], shares=shares)}
    done = planned("--lang", language, known=replace(outcome, allocations=off))
    found = json.loads((tmp_path / "uit" / "plan.json").read_text(encoding="utf-8"))["verification"]
    assert [f["where"] for f in found["failed"]] == [rule]
    assert words.format(failed=1, checks=found["checks"]) in done.stderr
    assert done.exit_code == 1
    assert "⚠" in (tmp_path / "uit" / "rapport.html").read_text(encoding="utf-8")


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


def test_a_search_that_was_cut_short_ends_in_5_whatever_its_designs_say(
    planned: Any, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two designs nothing but the stop itself knows that something was left undone."""
    assert not stopped_early(outcome)

    def cut(_scenario: Scenario, run: Progressing) -> Outcome:
        run.stop.ask()
        assert run.stop.now()
        return outcome

    monkeypatch.setattr(plan_command, "rolling", lambda scenario, _found, run: cut(scenario, run))
    done = planned("--rolling", "--lang", "en")
    assert done.exit_code == 5
    assert STOPPED_ASKED.en in done.stderr
    assert done.stdout == outcome.decision.en + "\n"


def test_of_a_plan_that_breaks_a_limit_further_than_today_no_gap_is_told(planned: Any, outcome: Outcome) -> None:
    ended = with_status(outcome, "Time limit reached")
    together = ended.cases["together"]
    assert together.proof is not None
    broken = replace(together, proof=replace(together.proof, over_kw=1.5))
    gap = GAP_LEFT.nl.partition("{without}")[0]
    assert f"{gap} (zonder warmtenet) hooguit" in planned(known=ended).stderr
    assert gap not in planned(known=replace(ended, cases={**ended.cases, "together": broken})).stderr


def test_where_the_year_is_proven_that_gap_is_told(planned: Any, outcome: Outcome) -> None:
    ended = with_status(outcome, "Time limit reached")
    together = ended.cases["together"]
    assert together.proof is not None
    year = replace(together.proof, level="proven", year_lower=together.eur_per_year - 1_234.0)
    told = planned(known=replace(ended, cases={**ended.cases, "together": replace(together, proof=year)})).stderr
    assert "Over het hele jaar kan een ander plan hooguit 0,25\xa0% (EUR\xa01.230 per jaar, 30\xa0% van" in told
    assert GAP_LEFT.nl.partition("{without}")[0] not in told


def test_every_word_of_the_solver_for_giving_up_is_known(outcome: Outcome) -> None:
    kinds, word = highspy.HighsModelStatus, highspy.Highs().modelStatusToString  # type: ignore[no-untyped-call]
    gave_up = (kinds.kTimeLimit, kinds.kIterationLimit, kinds.kSolutionLimit, kinds.kMemoryLimit, kinds.kInterrupt)
    assert [stopped_early(with_status(outcome, word(kind))) for kind in gave_up] == [True] * len(gave_up)
    assert not stopped_early(with_status(outcome, word(kinds.kOptimal)))


def test_findings_reach_the_files(
    planned: Any, looked: Callable[[Path], LookedAt], *, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = looked(MINI)
    issue = Issue("warning", "odd", "park.toml", "name", (), Text("Vreemd [b].", "Odd [b]."), Text("Kijk.", "Look."))
    monkeypatch.setattr(plan_command, "look_at", lambda _: replace(found, issues=(issue,)))
    done = planned()
    assert "Vreemd [b]." in done.stderr
    assert [i["code"] for i in json.loads((tmp_path / "uit" / "plan.json").read_text(encoding="utf-8"))["issues"]] == [
        "odd"
    ]


@pytest.mark.slow
def test_the_program_says_the_same_again_and_only_the_record_has_a_clock(run: Run, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "collectief", "plan", str(MINI), "--out", str(tmp_path / "uit"), "--fresh"]
    ascii_terminal = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(words, capture_output=True, timeout=300, check=False, env=ascii_terminal)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().split() == run.done.stdout.encode("ascii", "replace").decode().split()
    assert b"run.json" in done.stderr
    assert b"\x1b" not in done.stdout + done.stderr
    for name in ("plan.json", "rapport.html"):
        assert (tmp_path / "uit" / name).read_bytes() == (run.out / name).read_bytes()


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


@pytest.mark.slow
def test_ctrl_c_ends_the_program_at_once_though_the_solver_is_deaf(tmp_path: Path) -> None:
    words = [sys.executable, "-c", DEAF, "plan", str(MINI), "--out", str(tmp_path / "uit")]
    done = subprocess.run(words, capture_output=True, timeout=120, check=False, text=True, encoding="utf-8")
    assert done.returncode == 130
    assert "niets half opgeschreven" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
