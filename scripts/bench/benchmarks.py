"""Measure the reference problem by every tool and write docs/benchmarks.md.

``cd scripts && python -m bench.benchmarks``. What was measured is kept in docs/benchmarks.json, run by run, so that a
later run adds only what is not there yet. Each run measures this package anew beside its peers: seconds differ between
machines and hours, ratios within a run hold. ``--tables weeks`` does one table only, ``--tools ours,highs`` some tools,
``--write`` the page without measuring.
"""

import argparse
import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench.park_tables import ASKED_HEAD, GROWTH_HEAD, REAL_HEAD, asked_rows, growth_rows, real_rows
from bench.reference import DETAIL_GAP, GAP, INTEGER_GAP, LIMIT_S, TOOLS, YEAR, Case, head_of, measure
from bench.tables import put, table

ROOT = Path(__file__).resolve().parents[2]
PAGE, KEPT, REAL = (ROOT / "docs" / name for name in ("benchmarks.md", "benchmarks.json", "real_park.jsonl"))
WEEKS, YEAR_GAP = 672, 5e-4
HEAD = (
    "companies",
    "tool",
    "seconds",
    "times ours",
    "CPU, s",
    "memory, MB",
    "cost, EUR",
    "gap",
    "slack zero",
    "how it ended",
)
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Plan:
    """One table of the page: problems of one length, with whole numbers or not."""

    mark: str
    hours: int
    gap: float
    companies: tuple[int, ...]
    integer: bool = False
    detail: bool = False

    @property
    def tools(self) -> tuple[str, ...]:
        """Who is asked: the park in full detail was written for this package only, beside one matrix of few weeks."""
        return ("ours",) if self.detail else TOOLS


PLANS = (
    Plan("weeks", WEEKS, GAP, (10, 30, 60)),
    Plan("weeks-whole", WEEKS, INTEGER_GAP, (10, 30, 60), integer=True),
    Plan("year", YEAR, YEAR_GAP, (10, 30, 60)),
    Plan("year-whole", YEAR, INTEGER_GAP, (10, 30, 60), integer=True),
    Plan("detail", YEAR, DETAIL_GAP, (1, 10, 30, 60, 100), detail=True),
)
DETAIL_HEAD = ("companies", "seconds", "CPU, s", "memory, MB", "no plan below, EUR", "plan, EUR", "gap", "how it ended")


def main() -> None:
    """Measure what is not there yet, keeping every row as soon as it is known, and write the page."""
    asked = _parser().parse_args()
    tools = [tool for tool in TOOLS if tool in asked.tools.split(",")]
    for plan in (p for p in PLANS if p.mark in asked.tables.split(",") and not asked.write):
        for companies in (n for n in plan.companies if asked.companies in (0, n)):
            _measure(plan, companies, tools, asked.limit, again=asked.again, anyway=asked.anyway)
    for plan in PLANS:
        put(PAGE, plan.mark, table(DETAIL_HEAD if plan.detail else HEAD, _rows(plan)))
    _put_parks()
    put(PAGE, "machine", _machine())


def _put_parks() -> None:
    """The tables that follow from rows in full detail, and those of `bench.real_park`."""
    plan = next(plan for plan in PLANS if plan.detail)
    rows = [row for companies in plan.companies for row in _best(plan, companies)]
    real = [json.loads(line) for line in REAL.read_text(encoding="utf-8").splitlines()] if REAL.exists() else []
    put(PAGE, "asked", table(ASKED_HEAD, asked_rows(rows)))
    put(PAGE, "growth", table(GROWTH_HEAD, growth_rows(rows)))
    put(PAGE, "real", table(REAL_HEAD, real_rows(real)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure the reference problem and write docs/benchmarks.md")
    marks = ",".join(plan.mark for plan in PLANS)
    parser.add_argument("--tables", default=marks, help=f"which tables, with commas; all if not given: {marks}")
    parser.add_argument("--companies", type=int, default=0, help="how many, as in a table; all if not given")
    parser.add_argument("--tools", default=",".join(TOOLS), help="which, with commas")
    parser.add_argument("--limit", type=float, default=LIMIT_S, help="seconds for each tool")
    parser.add_argument("--again", action="store_true", help="measure also what is kept")
    parser.add_argument("--anyway", action="store_true", help="ask also who needs longer, by what fewer companies took")
    parser.add_argument("--write", action="store_true", help="write the page from what is kept")
    return parser


def _measure(
    plan: Plan, companies: int, tools: Sequence[str], limit: float, *, again: bool = False, anyway: bool = False
) -> None:
    done = set() if again else {row["tool"] for row in _best(plan, companies)}
    missing = [tool for tool in tools if tool in plan.tools and tool not in done]
    if not missing:
        return
    run = max((int(str(row["run"])) for row in _kept()), default=0) + 1
    case = Case(companies, plan.hours, 1, plan.integer, plan.gap, limit, plan.detail)
    for tool in dict.fromkeys(("ours", *missing)):
        why = None if anyway else _too_long(plan, companies, tool, limit)
        found = measure(tool, case) if why is None else {**head_of(tool, case), "status": why}
        row = {**found, "asked": plan.gap, "run": run}
        row["load"] = round(os.getloadavg()[1], 1)
        if _is_busy(row):
            row["busy"] = True
        print(json.dumps(row), flush=True)
        if tool == "ours" or not str(row["status"]).startswith("not measured"):
            KEPT.write_text(json.dumps([*_kept(), row], indent=0) + "\n", encoding="utf-8")


def _too_long(plan: Plan, companies: int, tool: str, limit: float) -> str | None:
    """Why this tool cannot be done within the limit: with fewer companies it was not, or took too large a part of it.

    The part counts by seconds of processor, and as if time grew no faster than companies do.
    """
    fewer = [(n, row) for n in plan.companies if n < companies for row in _best(plan, n) if row["tool"] == tool]
    for n, row in fewer:
        seconds, cpu = row["seconds"], row.get("cpu_seconds")
        if seconds is None or float(str(seconds)) >= limit:
            return f"not run: not done in {limit:g} s with {n} companies"
        if tool != "ours" and isinstance(cpu, int | float) and cpu * companies / n > limit:
            return (
                f"not run: {cpu:.0f} s of processor with {n} companies, and more than {companies / n:g} times that here"
            )
    return None


def _kept() -> list[Row]:
    if not KEPT.exists():
        return []
    rows: list[Row] = json.loads(KEPT.read_text(encoding="utf-8"))
    return rows


def _best(plan: Plan, companies: int) -> list[Row]:
    """The last row of each tool on one problem."""
    wanted = {"companies": companies, "hours": plan.hours, "integer": plan.integer, "asked": plan.gap}
    wanted["detail"] = plan.detail
    rows = [row for row in _kept() if all(row.get(key, False) == value for key, value in wanted.items())]
    return [row for row in rows if row is [r for r in rows if r["tool"] == row["tool"]][-1]]


def _rows(plan: Plan) -> list[list[str]]:
    found = []
    for companies in plan.companies:
        rows = sorted(_best(plan, companies), key=lambda row: TOOLS.index(str(row["tool"])))
        found += [_detail_cells(row) if plan.detail else _cells(row) for row in rows]
    return found


def _cells(row: Row) -> list[str]:
    slack = {True: "yes", False: "no", None: "-"}[row["slack_zero"]]  # type: ignore[index]
    forms = (("cpu_seconds", ",.1f"), ("peak_mb", ",.0f"), ("objective", ",.0f"), ("gap", ".4%"))
    numbers = [_told(row[key], form) for key, form in forms]
    seconds, passes = _told(row["seconds"], ",.1f"), _passes(row)
    return [str(row["companies"]), str(row["tool"]), seconds, _ratio(row), *numbers, slack, f"{row['status']}{passes}"]


def _passes(row: Row) -> str:
    count = row.get("passes")
    return "" if count is None else f", {count} pass{'' if count == 1 else 'es'}"


def _detail_cells(row: Row) -> list[str]:
    forms = (("seconds", ",.0f"), ("cpu_seconds", ",.0f"), ("peak_mb", ",.0f"), ("lower_bound", ",.0f"))
    more = (("objective", ",.0f"), ("gap", ".2%"))
    passes = _passes(row)
    numbers = [_told(row[key], form) for key, form in (*forms, *more)]
    return [str(row["companies"]), *numbers, f"{row['status']}{passes}{_busy(row)}"]


def _busy(row: Row) -> str:
    """A remark where others used the machine."""
    return f"; load {row['load']:.0f}" if _is_busy(row) else ""


def _is_busy(row: Row) -> bool:
    """Whether more processes than cores ran beside it, so that seconds of the clock say little."""
    load = row.get("load")
    return isinstance(load, int | float) and load > 1.25 * (os.cpu_count() or 1)


def _ratio(row: Row) -> str:
    """How many times the seconds of this package in the same run; of processor where the machine was ``busy``."""
    same = ("run", "companies", "hours", "integer")
    ours = next((r for r in _kept() if r["tool"] == "ours" and all(r[key] == row[key] for key in same)), None)
    busy = "busy" in row
    both = tuple(one["cpu_seconds" if busy else "seconds"] if one else None for one in (row, ours))
    if row["objective"] is None or not isinstance(both[0], float) or not isinstance(both[1], float):
        return "-"
    return f"{both[0] / both[1]:.1f}{' (CPU)' if busy else ''}"


def _told(value: object, form: str) -> str:
    return format(value, form) if isinstance(value, int | float) and abs(value) != float("inf") else "-"


def _machine() -> str:
    """What it was measured with."""
    tools = ", ".join(f"{name} {version(name)}" for name in ("highspy", "pulp", "numpy"))
    asked = (ROOT / "scripts" / "bench" / "peers" / "requirements.txt").read_text(encoding="utf-8").splitlines()
    peers = ", ".join(line.replace("==", " ") for line in asked if "==" in line)
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, Python {platform.python_version()}; "
        f"this package with {tools}; peers: {peers}."
    )


if __name__ == "__main__":
    main()
