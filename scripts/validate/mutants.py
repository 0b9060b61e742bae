"""Do the tests notice a mistake in money and allocation? One mutant at a time, in a copy of the tree."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Literal

from validate.mutate import Mutant, mutated
from validate.page import Section

FLOORS = ("money", "allocation")
DRAWN, SEED, WORKERS = 80, 1, 2
PATIENCE = 5
"""A mutant that takes so many times as long as the healthy code hangs: that is noticed too."""
NEEDED = ("collectief", "tests", "scripts", "data", "pyproject.toml")
Ending = Literal["killed", "hung", "survived"]


@dataclass(frozen=True)
class Case:
    """A mutant of one file."""

    file: str
    mutant: Mutant


def mutants(root: Path) -> Section:
    """Draw mutants of each floor with a fixed seed and run the tests of that floor on each."""
    rows, remarks = [], []
    for floor in FLOORS:
        files = sorted((root / "collectief" / floor).glob("*.py"))
        every = [Case(str(f.relative_to(root)), m) for f in files for m in mutated(f.read_text(encoding="utf-8"))]
        drawn = random.Random(SEED).sample(every, min(DRAWN, len(every)))  # noqa: S311 - a draw, no secret
        endings = _endings(root, floor, drawn)
        left = [case for case, ending in zip(drawn, endings, strict=True) if ending == "survived"]
        killed, hung = endings.count("killed"), endings.count("hung")
        share = f"{(killed + hung) / len(drawn):.0%}"
        rows.append([floor, str(len(every)), str(len(drawn)), str(killed), str(hung), str(len(left)), share])
        remarks += [f"survived: `{c.file}:{c.mutant.line}` `{c.mutant.before}` -> `{c.mutant.after}`" for c in left]
    return Section(
        "Mutants",
        f"A fixed draw (seed {SEED}) of one-mistake copies of each floor; the tests and doctests of that floor run on "
        "each. A survivor is a mistake that no test of the floor notices, or that makes no difference.",
        ("floor", "possible", "drawn", "killed", "hung", "survived", "noticed"),
        rows,
        remarks,
    )


def _endings(root: Path, floor: str, drawn: Sequence[Case]) -> list[Ending]:
    with _copies(root) as free:
        healthy_s = _healthy(free, floor)

        def run(case: Case) -> Ending:
            copy = free.get()
            file = copy / case.file
            kept = file.read_text(encoding="utf-8")
            try:
                file.write_text(case.mutant.text, encoding="utf-8")
                return _ending(copy, floor, PATIENCE * healthy_s + 10)
            finally:
                file.write_text(kept, encoding="utf-8")
                free.put(copy)

        with ThreadPoolExecutor(WORKERS) as pool:
            return list(pool.map(run, drawn))


@contextmanager
def _copies(root: Path) -> Iterator["SimpleQueue[Path]"]:
    """Copies of the tree, one per worker."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        free: SimpleQueue[Path] = SimpleQueue()
        for number in range(WORKERS):
            copy = Path(folder) / str(number)
            copy.mkdir()
            for name in NEEDED:
                there = root / name
                (shutil.copytree if there.is_dir() else shutil.copy2)(there, copy / name)
            free.put(copy)
        yield free


def _healthy(free: "SimpleQueue[Path]", floor: str) -> float:
    """Seconds of the tests on healthy code, which must pass."""
    copy = free.get()
    began = time.perf_counter()
    if _ending(copy, floor, None) != "survived":
        raise SystemExit(f"the tests of {floor} fail without any mutant: mend that first")
    free.put(copy)
    return time.perf_counter() - began


def _ending(copy: Path, floor: str, seconds: float | None) -> Ending:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", f"tests/{floor}"]
    setting = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [*command, f"collectief/{floor}"], cwd=copy, env=setting, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return "hung"
    return "killed" if done.returncode else "survived"
