"""What is worth knowing of one run besides its plan: when, how long, which versions; the only file with a clock."""

import json
import os
import platform
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

RECORD = "run.json"
SOLVERS = ("pulp", "highspy")


def write_record(
    folder: Path,
    start: datetime,
    seconds: Mapping[str, float],
    *,
    own_version: str,
    steps: Mapping[str, int] | None = None,
) -> Path:
    """Write ``run.json``, whole or not at all: ``start`` with its zone, ``seconds`` per phase to the millisecond.

    ``steps`` counts the finished steps that were read again and kept.
    """
    record = {
        "start": start.isoformat(timespec="seconds"),
        "seconds": {phase: round(spent, 3) for phase, spent in seconds.items()},
        "seconds_total": round(sum(seconds.values()), 3),
        "steps": dict(steps or {}),
        "version": own_version,
        "python": platform.python_version(),
        "platform": platform.platform(),
        **{name: installed(name) for name in SOLVERS},
    }
    aside = folder / f".{RECORD}-{os.getpid()}"
    try:
        aside.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8", newline="\n")
        return aside.replace(folder / RECORD)
    finally:
        aside.unlink(missing_ok=True)


def installed(name: str) -> str:
    """The version of an installed package, or a question mark where it runs uninstalled.

    >>> installed("no-such-package")
    '?'
    """
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"
