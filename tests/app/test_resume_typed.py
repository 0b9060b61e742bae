"""A program that is killed goes on where it was; one that is asked to stop gives what it has; bytes are the same."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typed_command import PARKS

from collectief.app.words import DAMAGED, DOUBTED, INTERRUPTED, STOPPED_ASKED, STOPPING, UNKEPT

MINI = PARKS / "proeftuin-mini"
PROGRAM = """
import os, sys
from functools import partial
from itertools import count
from threading import Event
from collectief.app import beside, cli, plan_command, progress
from collectief.measure import Battery, GroupContract, Solar
phase, reports, number = sys.argv.pop(1), int(sys.argv.pop(1)), int(sys.argv.pop(1))
plan_command.Scenario = partial(plan_command.Scenario, measures=(Solar(), Battery(), GroupContract()))
heard, told, asked = count(1), Event(), beside.Heard.asked
def hear(self):
    try:
        return asked(self)
    finally:
        told.set()
beside.Heard.asked = hear
class Watch(progress.Watch):
    def __call__(self, now, fraction=0.0):
        super().__call__(now, fraction)
        if now == phase and next(heard) == reports:
            os.kill(os.getpid(), number)
            told.wait(60.0)
plan_command.Watch = Watch
cli.main()
"""
"""The command on three measures, which are fast; it sends itself a signal at some report of some phase, and waits there
until that was heard."""


@dataclass(frozen=True)
class Typed:
    """Types ``plan`` in a process of its own, with kept steps in a folder of its own."""

    folder: Path

    @property
    def kept(self) -> Path:
        """Where steps are kept."""
        return self.folder / "kept"

    @property
    def steps(self) -> list[Path]:
        """The steps that are kept."""
        return sorted(self.kept.glob("*.step"))

    def command(self, *words: str, out: str, at: tuple[str, int, int] = ("", 0, 0)) -> list[str]:
        """What is typed; ``at`` which phase, after how many reports, which signal comes."""
        return [
            sys.executable,
            "-c",
            PROGRAM,
            *map(str, at),
            "plan",
            str(MINI),
            "--out",
            str(self.folder / out),
            *words,
        ]

    @property
    def world(self) -> dict[str, str]:
        """The environment of the process."""
        return {**os.environ, "COLLECTIEF_CACHE": str(self.kept)}

    def plan(self, *words: str, out: str, at: tuple[str, int, int] = ("", 0, 0)) -> Any:
        """What came of it."""
        return subprocess.run(
            self.command(*words, out=out, at=at), capture_output=True, timeout=300, check=False, text=True,
            encoding="utf-8", env=self.world,
        )  # fmt: skip

    def bytes_of(self, out: str) -> bytes:
        """The plan that was written."""
        return (self.folder / out / "plan.json").read_bytes()

    def counts(self, out: str) -> dict[str, int]:
        """How many steps were used and kept."""
        found: dict[str, int] = json.loads((self.folder / out / "run.json").read_text(encoding="utf-8"))["steps"]
        return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Typed:
    """A run from beginning to end."""
    typed = Typed(tmp_path_factory.mktemp("whole"))
    done = typed.plan(out="uit")
    assert done.returncode == 0, done.stderr
    return typed


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    """Nothing was kept here yet."""
    return Typed(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("phase", "reports"),
    [("together", 2), *(pytest.param(*at, marks=pytest.mark.long) for at in (("replay_alone", 20), ("write", 1)))],
)
def test_a_run_that_was_killed_goes_on_where_it_was_and_gives_the_same_bytes(
    phase: str, reports: int, *, typed: Typed, whole: Typed
) -> None:
    killed = typed.plan(out="uit", at=(phase, reports, signal.SIGKILL))
    assert killed.returncode == -signal.SIGKILL
    assert not (typed.folder / "uit" / "plan.json").exists()
    had = len(typed.steps)
    assert 0 < had <= len(whole.steps)
    again = typed.plan(out="uit")
    assert again.returncode == 0, again.stderr
    assert typed.bytes_of("uit") == whole.bytes_of("uit")
    counts = typed.counts("uit")
    assert counts["used"] >= had
    assert counts["kept"] == len(whole.steps) - had
    assert [p.name for p in typed.steps] == [p.name for p in whole.steps]


@pytest.mark.long
@pytest.mark.parametrize("phase", ["alone", "replay_alone"])
def test_ctrl_c_before_there_is_a_plan_ends_at_once_and_keeps_what_was_finished(phase: str, typed: Typed) -> None:
    done = typed.plan("--lang", "en", out="uit", at=(phase, 2, signal.SIGINT))
    assert (done.returncode, done.stdout) == (130, "")
    assert INTERRUPTED.en in done.stderr
    assert "Traceback" not in done.stderr
    assert not (typed.folder / "uit").exists()
    assert (len(typed.steps) > 0) or phase == "alone"


@pytest.mark.slow
@pytest.mark.parametrize("phase", ["together", pytest.param("group", marks=pytest.mark.long)])
def test_ctrl_c_after_that_gives_the_plan_that_stands_with_its_gap_and_code_5(
    phase: str, typed: Typed, whole: Typed
) -> None:
    done = typed.plan("--lang", "en", out="uit", at=(phase, 1, signal.SIGINT))
    assert done.returncode == 5, done.stderr
    assert STOPPING.en in done.stderr
    assert STOPPED_ASKED.en in done.stderr
    assert " a year, " in done.stderr
    assert "of what together saves) cheaper." in done.stderr
    plan = json.loads(typed.bytes_of("uit"))
    assert plan["verification"]["ok"] is True
    assert 0 <= plan["cases"]["together"]["proof"]["design_gap"] < 1
    again = typed.plan(out="uit")
    assert again.returncode == 0
    assert typed.bytes_of("uit") == whole.bytes_of("uit")


@pytest.mark.long
def test_ctrl_c_while_the_files_are_written_leaves_whole_files_and_code_0(typed: Typed, whole: Typed) -> None:
    done = typed.plan(out="uit", at=("write", 1, signal.SIGINT))
    assert done.returncode == 0, done.stderr
    assert typed.bytes_of("uit") == whole.bytes_of("uit")


@pytest.mark.long
def test_when_time_is_up_before_there_is_a_plan_it_says_so(typed: Typed) -> None:
    done = typed.plan("--seconds", "0", "--lang", "en", out="uit")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Stopped before there was a plan" in done.stderr
    assert not (typed.folder / "uit").exists()


@pytest.mark.long
def test_two_runs_at_once_share_a_folder_and_give_the_same(typed: Typed, whole: Typed) -> None:
    runs = [
        subprocess.Popen(typed.command(out=out), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=typed.world)
        for out in ("een", "twee")
    ]
    said = [run.communicate(timeout=300)[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    assert typed.bytes_of("een") == typed.bytes_of("twee") == whole.bytes_of("uit")
    assert [p.name for p in typed.steps] == [p.name for p in whole.steps]
    assert list(typed.kept.glob("*.half")) == []


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flipped(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


@pytest.mark.long
@pytest.mark.parametrize("damage", [_cut, _flipped])
def test_damaged_steps_are_told_and_calculated_anew(
    damage: Callable[[bytes], bytes], *, typed: Typed, whole: Typed
) -> None:
    typed.kept.mkdir()
    for step in whole.steps:
        (typed.kept / step.name).write_bytes(damage(step.read_bytes()))
    done = typed.plan("--lang", "en", out="uit")
    assert done.returncode == 0
    assert DAMAGED.en.format(count=len(whole.steps)) in done.stderr
    assert typed.bytes_of("uit") == whole.bytes_of("uit")


FORGE = """
import sys
from pathlib import Path
import numpy as np
from collectief.app import step_file
from collectief.plan.store import Kept
for path in Path(sys.argv[1]).glob("*.step"):
    kept = step_file.read(path.stem, path.read_bytes())
    path.write_bytes(step_file.written(path.stem, Kept(kept.said, {n: kw * 0.5 for n, kw in kept.arrays.items()})))
"""


@pytest.mark.long
def test_forged_flows_that_do_not_balance_fail_the_check_and_all_is_calculated_anew(typed: Typed, whole: Typed) -> None:
    typed.kept.mkdir()
    for step in whole.steps:
        (typed.kept / step.name).write_bytes(step.read_bytes())
    subprocess.run([sys.executable, "-c", FORGE, str(typed.kept)], check=True, timeout=60)
    done = typed.plan("--lang", "en", out="uit")
    assert done.returncode == 0, done.stderr
    assert DOUBTED.en in done.stderr
    assert typed.bytes_of("uit") == whole.bytes_of("uit")


@pytest.mark.long
def test_where_nothing_can_be_kept_the_plan_is_the_same_and_it_is_said(typed: Typed, whole: Typed) -> None:
    typed.kept.write_text("a file stands where the folder would be")
    done = typed.plan("--lang", "en", out="uit")
    assert done.returncode == 0
    assert UNKEPT.en in done.stderr
    assert typed.bytes_of("uit") == whole.bytes_of("uit")


@pytest.mark.long
def test_fresh_uses_nothing_of_before(whole: Typed) -> None:
    fresh = whole
    assert fresh.plan("--fresh", out="vers").returncode == 0
    assert fresh.counts("vers")["used"] == 0
    assert fresh.bytes_of("vers") == whole.bytes_of("uit")
