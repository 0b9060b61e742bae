"""The page with measurements: a section is replaced when it is measured again, the others stay."""

import os
import platform
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

HEAD = """# Validation

Everything here was measured by `make validate` on the machine and commit named; nothing is typed by hand. Seconds
depend on the machine, ratios less so. A section that is not here has not been measured.
"""


@dataclass(frozen=True)
class Section:
    """One measurement: what was done, a table, and remarks below it."""

    title: str
    how: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    remarks: Sequence[str] = ()

    def markdown(self, measured: str) -> str:
        """The section as text."""
        table = [self.header, ["---"] * len(self.header), *self.rows]
        lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in table]
        notes = [f"- {remark}" for remark in self.remarks]
        return "\n".join([f"## {self.title}", "", self.how, measured, "", *lines, *([""] if notes else []), *notes])


def put(page: Path, key: str, section: Section) -> None:
    """Write a section into the page, in the place it had, else at the end."""
    old = page.read_text(encoding="utf-8") if page.exists() else HEAD
    begin, end = f"<!-- {key} -->", f"<!-- end of {key} -->"
    block = f"{begin}\n{section.markdown(_measured(page.parent))}\n{end}"
    place = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    new = place.sub(lambda _: block, old) if place.search(old) else f"{old.rstrip()}\n\n{block}\n"
    page.write_text(new, encoding="utf-8", newline="\n")


def _measured(folder: Path) -> str:
    """When, on what, from which commit."""
    git = ["git", "-C", str(folder)]
    commit = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    dirty = subprocess.run([*git, "status", "--porcelain"], capture_output=True, text=True, check=False)
    changed = " with changes not committed" if dirty.stdout.strip() else ""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"Measured {datetime.now(UTC):%Y-%m-%d} on {machine}, commit {commit.stdout.strip() or 'unknown'}{changed}."
