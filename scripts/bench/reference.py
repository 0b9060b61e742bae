"""The reference problem by this package and by its peers, side by side: one row per tool, each in a process of its own.

``python scripts/bench/reference.py --companies 10 --hours 672 --tools ours,highs --json``. Peers live in an environment
of their own, which this script makes beside the repository's (`.venv-peers`). A tool that does not finish within the
limit is a row that says so.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "scripts"
PEERS = ROOT / ".venv-peers"
ASKED = SCRIPTS / "bench" / "peers" / "requirements.txt"
OURS = ("ours", "highs")
"""These need no environment of their own, and only these are asked about the park in full detail."""
TOOLS = (*OURS, "pypsa", "oemof", "linopy", "pulp-highs", "pulp-cbc")
YEAR, WEEK = 8760, 168
GAP, INTEGER_GAP, DETAIL_GAP, LIMIT_S, GRACE_S = 1e-4, 5e-3, 5e-3, 600.0, 10.0
"""A solver is asked to stop at the limit; what is still there a little later is ended."""
MOST_S = 1e6
"""Eleven days: longer than the clock of a process can wait is no limit."""
EMPTY = {"cpu_seconds": None, "peak_mb": None, "objective": None, "lower_bound": None, "gap": None, "slack_zero": None}


class NotPossibleError(Exception):
    """What is asked cannot be measured; the message says why."""


@dataclass(frozen=True, slots=True)
class Case:
    """One reference problem, and how it is solved."""

    companies: int
    hours: int
    seed: int
    integer: bool
    gap: float
    limit: float
    detail: bool = False


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each tool in turn; the number with which the process ends."""
    asked = _parser().parse_args(arguments)
    try:
        tools, case = _checked(asked)
    except NotPossibleError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    for tool in tools:
        row = measure(tool, case)
        print(json.dumps(row, allow_nan=False) if asked.json else line_of(row), flush=True)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--companies", type=int, default=10, help="how many companies, 1 or more")
    parser.add_argument("--hours", type=int, default=672, help=f"{YEAR}, or whole weeks: a multiple of {WEEK}")
    parser.add_argument("--integer", action="store_true", help="battery in modules, contract in steps, roofs yes or no")
    parser.add_argument("--detail", action="store_true", help="companies with heat, vehicles and stores of their own")
    parser.add_argument("--tools", default=",".join(OURS), help=f"which, with commas: {', '.join(TOOLS)}")
    parser.add_argument("--seed", type=int, default=1, help="the data are made from it")
    parser.add_argument("--gap", type=float, help=f"how close to the best; {GAP:g}, or {INTEGER_GAP:g} for more")
    parser.add_argument("--limit", type=float, default=LIMIT_S, help="seconds for each tool")
    parser.add_argument("--json", action="store_true", help="a line of JSON per tool")
    return parser


def _checked(asked: argparse.Namespace) -> tuple[list[str], Case]:
    """The tools and the case; raises NotPossibleError with a sentence."""
    tools = [tool.strip() for tool in asked.tools.split(",") if tool.strip()]
    unknown = [tool for tool in tools if tool not in TOOLS]
    usual = INTEGER_GAP if asked.integer else DETAIL_GAP if asked.detail else GAP
    gap = asked.gap if asked.gap is not None else usual
    weeks = asked.hours % WEEK == 0 and 0 < asked.hours < YEAR
    wrong = (
        (asked.companies < 1, f"--companies {asked.companies}: one or more companies are needed."),
        (
            not weeks and asked.hours != YEAR,
            f"--hours {asked.hours}: give {YEAR} (a year) or whole weeks, a multiple of {WEEK} below it.",
        ),
        (bool(unknown), f"--tools {', '.join(unknown)}: not known here; choose from {', '.join(TOOLS)}."),
        (not tools, f"--tools: name one or more of {', '.join(TOOLS)}."),
        (asked.seed < 0, f"--seed {asked.seed}: a whole number from 0 up is needed."),
        (not (0 < gap < 1), f"--gap {gap:g}: a part of the cost, between 0 and 1, is needed."),
        (
            not (0 < asked.limit <= MOST_S),
            f"--limit {asked.limit:g}: a number of seconds above 0 is needed, at most {MOST_S:,.0f}.",
        ),
    )
    for is_wrong, sentence in wrong:
        if is_wrong:
            raise NotPossibleError(sentence)
    return tools, Case(asked.companies, asked.hours, asked.seed, asked.integer, gap, asked.limit, asked.detail)


def measure(tool: str, case: Case) -> dict[str, object]:
    """One tool on one case: always a row, also where it did not finish."""
    head = head_of(tool, case)
    if case.detail and tool not in OURS:
        return {**head, "status": "the park in full detail was not written for this tool"}
    python = sys.executable
    if tool not in OURS:
        made = peers()
        if isinstance(made, str):
            return {**head, "status": made}
        python = str(made)
    began = time.perf_counter()
    found = _run(python, tool, case)
    return {**head, "seconds": round(time.perf_counter() - began, 3), **found}


def head_of(tool: str, case: Case) -> dict[str, object]:
    """What a row says of its case, with nothing measured."""
    return {
        "tool": tool,
        "companies": case.companies,
        "hours": case.hours,
        "integer": case.integer,
        **({"detail": True} if case.detail else {}),
        "seed": case.seed,
        "seconds": None,
        **EMPTY,
    }


def _run(python: str, tool: str, case: Case) -> dict[str, object]:
    """What the child says, or what became of it."""
    numbers = (case.companies, case.hours, case.seed, int(case.integer), int(case.detail), case.gap, case.limit)
    command = [python, "-W", "ignore", "-m", "bench.peers.child", tool, *map(str, numbers)]
    setting = {**os.environ, "PYTHONPATH": os.pathsep.join([str(SCRIPTS), str(ROOT)])}
    child = subprocess.Popen(
        command,
        env=setting,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        said, complaint = child.communicate(timeout=case.limit + GRACE_S)
    except subprocess.TimeoutExpired:
        peak = _peak_mb(child.pid)
        os.killpg(child.pid, 9)
        child.communicate()
        return {"peak_mb": peak, "status": f"no answer in {case.limit:g} s: ended"}
    except BaseException:
        os.killpg(child.pid, 9)
        child.communicate()
        raise
    if child.returncode != 0:
        last = complaint.strip().splitlines()[-1:] or ["nothing said"]
        why = f"signal {-child.returncode}" if child.returncode < 0 else last[0]
        return {"status": f"ended without an answer: {why}"}
    answer: dict[str, object] = json.loads(said.strip().splitlines()[-1])
    return answer


def _peak_mb(process: int) -> float | None:
    """The most memory of a process that still runs, MB, where the system tells."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return next((round(int(line.split()[1]) / 1024, 1) for line in lines if line.startswith("VmHWM:")), None)


def peers() -> Path | str:
    """The Python of the environment of peers, made if need be; or a sentence where that does not work."""
    python = PEERS / ("Scripts" if os.name == "nt" else "bin") / "python"
    wanted = hashlib.sha256(ASKED.read_bytes()).hexdigest()
    stamp = PEERS / "asked.sha256"
    if python.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    print(f"Putting the peers in {PEERS.name}; that takes some minutes, once.", file=sys.stderr, flush=True)
    try:
        venv.create(PEERS, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--no-input", "--requirement", str(ASKED)]
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, ValueError, subprocess.CalledProcessError) as wrong:
        return (
            f"not measured: the peers could not be put in {PEERS.name} ({_complaint(wrong)}); try again where "
            f"{ASKED.name} can be installed, or leave them out: --tools {','.join(OURS)}"
        )
    stamp.write_text(wanted, encoding="utf-8")
    return python


def _complaint(wrong: Exception) -> str:
    """What went wrong in one line: that of the installer which says so, where there is one."""
    said = str(wrong.stderr or wrong.stdout or "") if isinstance(wrong, subprocess.CalledProcessError) else str(wrong)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return next((line for line in reversed(lines) if line.startswith("ERROR")), (lines or ["nothing said"])[-1])


def line_of(row: dict[str, object]) -> str:
    """A row for the eye."""
    numbers = [_told(row[key], form) for key, form in (("seconds", ",.1f"), ("peak_mb", ",.0f"), ("objective", ",.2f"))]
    gap = _told(row["gap"], ".4%")
    seconds, peak, objective = numbers
    return f"{row['tool']!s:11}{seconds:>9} s {peak:>7} MB {objective:>16} EUR  gap {gap:>9}  {row['status']}"


def _told(value: object, form: str) -> str:
    return format(value, form) if isinstance(value, int | float) else "-"


if __name__ == "__main__":
    sys.exit(main())
