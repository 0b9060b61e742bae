"""Write how fast a company's year is bounded, and against the whole matrix in HiGHS, into docs/optimiser.md.

``cd scripts && python -m bench.bound``; companies of De Vlasakker, each alone with every measure of its own.
"""

import resource
import time
from pathlib import Path

import numpy as np

from bench.tables import put, table
from collectief import MEASURES, read_park, read_year
from collectief.measure import Setting
from collectief.model import Steps, Warm, amounts, solve, to_rows
from collectief.model.bound import Way, bounds
from collectief.model.by_owner import prove_by_owner
from collectief.plan.capacity import by_rule
from collectief.plan.design import any_size, find_design, own_parts
from collectief.plan.prepare import prepare, quarters
from collectief.plan.steps import design_steps, month_steps

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "optimiser.md"
OWN = tuple(m for m in MEASURES if m.key != "heat_network")
COMPANIES = ("koelhuis", "logistiek", "bakkerij", "galvano")
GAPS = (5e-3, 1e-3)
WEEKS, HOURS_A_WEEK = (2, 15, 28, 41), 168
PASSES = 40
BOUND_HEAD = ("bound: gap", "passes", "s")
SIZED_HEAD = ("sizes and bound: gap", "passes", "s")
"""What `--prove` asks of sizes that are there, and what `--every-hour` does, which finds sizes as well."""


def main() -> None:
    """Both tables."""
    setting = _setting()
    put(PAGE, "year", _year(setting))
    put(PAGE, "direct", _direct(setting))


def _setting() -> Setting:
    folder = ROOT / "data" / "parken" / "vlasakker"
    park = read_park(folder)
    year = read_year(park, folder)
    load_kw = quarters(park, year)
    return by_rule(prepare(park, year, load_kw), load_kw)


def _year(setting: Setting) -> str:
    """Bounds on 8,760 hours from the sizes of typical days; stores close each month, so that costs compare."""
    rows, periods = [], [month_steps(setting.year, month) for month in range(12)]
    for company in COMPANIES:
        parts = any_size(own_parts(setting, OWN, setting.park.company(company)))
        began = time.perf_counter()
        start = find_design(parts, design_steps(setting, 4), gap=1e-4, seconds=60.0).sizes
        design_s = time.perf_counter() - began
        for gap in GAPS:
            began = time.perf_counter()
            found = bounds(parts, periods, [Way(start)], gap=gap, passes=PASSES)[0]
            seconds = time.perf_counter() - began
            began = time.perf_counter()
            sized = prove_by_owner(parts, periods, gap=gap, passes=PASSES, start=start)
            sized_s = time.perf_counter() - began
            searches = ((found.gap, found.passes, seconds), (sized.gap, sized.passes, sized_s))
            told = [said for left, passes, s in searches for said in (f"{left:.3%}", f"{passes}", f"{s:.1f}")]
            rows.append([company, f"{gap:.1%}", f"{design_s:.1f}", *told])
    most_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    head = ("company", "asked", "design on typical days, s", *BOUND_HEAD, *SIZED_HEAD)
    return f"{table(head, rows)}\n\nMost memory of the process: {most_mb:,.0f} MB."


def _direct(setting: Setting) -> str:
    """The same four weeks as blocks and as one matrix: 672 hours, yes/no and all."""
    rows, weeks = [], [_week(setting, week) for week in WEEKS]
    for company in COMPANIES:
        parts = any_size(own_parts(setting, OWN, setting.park.company(company)))
        whole = to_rows(parts, _joined(weeks))
        began = time.perf_counter()
        Warm(whole, presolve=True).solve()
        relaxed_s = time.perf_counter() - began
        began = time.perf_counter()
        exact = solve(whole, gap=1e-6)
        pulp_s = time.perf_counter() - began
        start = {n: 1.1 * x for n, x in amounts(parts, whole, exact.x).items()}
        began = time.perf_counter()
        found = bounds(parts, weeks, [Way(start)], gap=1e-4, passes=PASSES)[0]
        block_s = time.perf_counter() - began
        off = (exact.upper - found.lower) / exact.upper
        rows.append(
            [company, f"{exact.upper:,.2f}", f"{off:.1e}", f"{relaxed_s:.1f}", f"{pulp_s:.1f}", f"{block_s:.1f}"]
        )
    head = (
        "company",
        "exact, EUR",
        "bound below by",
        "relaxed matrix in HiGHS, s",
        "exact through PuLP, s",
        "blocks, s",
    )
    return table(head, rows)


def _week(setting: Setting, week: int) -> Steps:
    """One week that stands for a quarter of the year, three months of peaks."""
    pick = np.arange(week * HOURS_A_WEEK, (week + 1) * HOURS_A_WEEK, dtype=np.int64)
    zeros, weight = np.zeros(HOURS_A_WEEK, dtype=np.int64), len(setting.year.month) / HOURS_A_WEEK / len(WEEKS)
    return Steps(pick, np.full(HOURS_A_WEEK, weight), zeros, zeros, np.array([12.0 / len(WEEKS)]))


def _joined(weeks: list[Steps]) -> Steps:
    """All weeks in one, each a cycle and a period of its own."""
    number = np.repeat(np.arange(len(weeks), dtype=np.int64), HOURS_A_WEEK)
    pick, weight, months = (np.concatenate([getattr(w, key) for w in weeks]) for key in ("pick", "weight", "months"))
    return Steps(pick, weight, number, number, months)


if __name__ == "__main__":
    main()
