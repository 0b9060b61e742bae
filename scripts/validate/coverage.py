"""Which part of the code the tests run: lines and branches, in all and where it is least."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from validate.page import Section

LEAST_PERCENT = 90.0
"""A file that the tests run less of is named."""


def coverage(root: Path) -> Section:
    """All tests with coverage of lines and branches; a floor of the house is a row."""
    with tempfile.TemporaryDirectory(prefix="coverage-") as folder:
        report, settings = Path(folder) / "coverage.json", Path(folder) / "all_floors"
        settings.write_text("[run]\nbranch = true\nsource = collectief\n", encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "--cov",
            f"--cov-config={settings}",
            "--cov-report",
            f"json:{report}",
        ]
        ended = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).returncode
        measured = json.loads(report.read_text(encoding="utf-8"))
    files = {Path(name): found["summary"] for name, found in measured["files"].items()}
    floors = sorted({file.parts[1] for file in files if len(file.parts) > 2})
    rows = [_row(floor, [s for f, s in files.items() if f.parts[1] == floor]) for floor in floors]
    poor = [f"`{f}`: {s['percent_covered']:.0f} %" for f, s in files.items() if s["percent_covered"] < LEAST_PERCENT]
    tests = "all tests passed" if ended == 0 else f"pytest ended with {ended}"
    return Section(
        "Coverage",
        f"Lines and branches that all tests run in one process; {tests}. Files below {LEAST_PERCENT:.0f} % follow.",
        ("floor", "lines", "lines missed", "branches", "branches missed", "%"),
        [*rows, _row("all", list(files.values()))],
        sorted(poor),
    )


def _row(name: str, found: list[dict[str, float]]) -> list[str]:
    """The sums of these files."""
    lines, missed, ways, ways_missed = (
        int(sum(s[key] for s in found))
        for key in ("num_statements", "missing_lines", "num_branches", "missing_branches")
    )
    share = 1.0 - (missed + ways_missed) / max(lines + ways, 1)
    return [name, f"{lines:,}", f"{missed:,}", f"{ways:,}", f"{ways_missed:,}", f"{100 * share:.1f}"]
