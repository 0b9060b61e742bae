"""Whole runs of the example parks: time, memory, what the plan proves, whether a second run gives the same bytes."""

import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from collectief.app.kept_folder import ELSEWHERE
from validate.page import Section

COMPARED = ("plan.json", "rapport.html")


@dataclass(frozen=True)
class Run:
    """One run: exit code, seconds, most memory in MB, the plan and a hash of its files."""

    code: int
    seconds: float
    memory_mb: float
    plan: dict[str, Any]
    hashes: tuple[str, ...]


def runs(root: Path) -> Section:
    """Plan each example park twice, each time from nothing."""
    rows = []
    for park in sorted(p.parent for p in (root / "data" / "parken").glob("*/park.toml")):
        first, second = _run(park), _run(park)
        same = "yes" if first.hashes == second.hashes else "no"
        rows.append([park.name, str(first.code), f"{first.seconds:.0f}", f"{first.memory_mb:.0f}", *_said(first), same])
        print(*rows[-1], sep="  ", file=sys.stderr, flush=True)
    return Section(
        "Whole runs",
        "`collectief plan` on each park of `data/parken`, twice, each time with an empty folder of finished steps, so "
        "the second calculates all of it again. Amounts in EUR a year; the gap is that of designs on typical days.",
        ("park", "code", "s", "MB", "now", "alone", "together", "gap, %", "same bytes twice"),
        rows,
    )


def _run(park: Path) -> Run:
    """One run that finds no step of another run, be it of a person or of this script."""
    with tempfile.TemporaryDirectory(prefix="run-") as folder:
        out = Path(folder) / "out"
        setting = {**os.environ, ELSEWHERE: str(Path(folder) / "steps")}
        began = time.perf_counter()
        command = [sys.executable, "-m", "collectief", "plan", str(park), "--out", str(out), "--quiet"]
        silent = os.open(os.devnull, os.O_WRONLY)
        actions = [(os.POSIX_SPAWN_DUP2, silent, 1), (os.POSIX_SPAWN_DUP2, silent, 2)]
        child = os.posix_spawn(sys.executable, command, setting, file_actions=actions)
        _, status, used = os.wait4(child, 0)
        os.close(silent)
        seconds = time.perf_counter() - began
        written = [out / name for name in COMPARED if (out / name).exists()]
        plan = json.loads((out / "plan.json").read_text(encoding="utf-8")) if written else {}
        hashes = tuple(sha256(file.read_bytes()).hexdigest() for file in written)
        return Run(os.waitstatus_to_exitcode(status), seconds, used.ru_maxrss / 1024, plan, hashes)


def _said(run: Run) -> list[str]:
    """Cost of three cases and the gap, or dashes where there is no plan."""
    cost = run.plan.get("cost_eur_per_year", {})
    amounts = [f"{cost[key]:,.0f}" if key in cost else "-" for key in ("now", "alone", "together")]
    proof = (run.plan.get("cases", {}).get("together") or {}).get("proof") or {}
    gap = proof.get("design_gap")
    return [*amounts, "-" if gap is None else f"{100 * gap:.2f}"]
