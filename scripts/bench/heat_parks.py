"""Heat networks of parks by `collectief.tree`: value, bound, gap and seconds of each, beside the best value known.

``python scripts/bench/heat_parks.py FILE... --gap 0.001 --time 60 --json``. A park is JSON with ``nodes``, ``edges``
[node, node, m], ``consumers`` (node, peak_kw, prize_eur, perhaps forced), ``source`` and the cost of a metre. The value
is the cost of pipes less the prizes of who is connected, EUR. With ``--pipes`` each edge is one of the pipes of a
catalogue: ``facts`` (this package's), ``own`` (``pipes`` in the park) or a CSV file with most_kw and eur_per_m. With
``--tools ours,topotherm`` the same parks are also asked of a model like topotherm's, by the same solver.
"""

import argparse
import csv
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.global_m import district_of, solve
from bench.heat_park import ParkError, pipes_of, problem_of, read_park
from bench.steiner import NotPossibleError, within
from collectief.errors import CollectiefError
from collectief.tree import Problem, Tree, best_tree

GAP, SECONDS, SAME = 1e-3, 60.0, 1e-6
OURS, TOPOTHERM = "ours", "topotherm"
KNOWN = "best_known.csv"
"""Lies beside the parks, with the columns case and best_known_eur: values with linear cost."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Solve each park in turn; the number with which the process ends: 1 where a file was wrong."""
    asked = _parser().parse_args(arguments)
    try:
        within(asked.gap, asked.time)
        tools = _tools(asked.tools, asked.pipes)
    except NotPossibleError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    failed = 0
    for file, tool in ((Path(name), tool) for name in asked.files for tool in tools):
        row = solved(file, gap=asked.gap, seconds=asked.time, pipes=asked.pipes, tool=tool)
        failed += "error" in row
        print(json.dumps(row, allow_nan=False) if asked.json else line_of(row), flush=True)
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="+", help="parks, JSON")
    parser.add_argument("--gap", type=float, default=GAP, help=f"how close to the best is enough, as a part; {GAP:g}")
    parser.add_argument("--time", type=float, default=SECONDS, help=f"seconds for each park; {SECONDS:g}")
    parser.add_argument("--pipes", help="a catalogue instead of linear cost: facts, own, or a CSV file")
    parser.add_argument("--tools", default=OURS, help=f"{OURS}, {TOPOTHERM} or both with a comma; {OURS}")
    parser.add_argument("--json", action="store_true", help="a line of JSON per park")
    return parser


def _tools(asked: str, pipes: str | None) -> list[str]:
    tools = [tool.strip() for tool in asked.split(",")]
    if not set(tools) <= {OURS, TOPOTHERM}:
        raise NotPossibleError(f"--tools is {OURS}, {TOPOTHERM} or both with a comma between them.")
    if pipes and TOPOTHERM in tools:
        raise NotPossibleError(f"--pipes: {TOPOTHERM} knows linear cost only; leave --pipes out, or ask {OURS} alone.")
    return tools


def solved(file: Path, *, gap: float, seconds: float, pipes: str | None = None, tool: str = OURS) -> dict[str, object]:
    """What a tool finds of one park."""
    try:
        park = read_park(file)
        problem = problem_of(file.name, park, pipes_of(pipes, park) if pipes else None)
        began = time.perf_counter()
        found = _by_trees(problem, gap, seconds) if tool == OURS else _by_topotherm(problem, gap, seconds)
        took = time.perf_counter() - began
    except ParkError as wrong:
        return {"name": file.stem, "tool": tool, "error": str(wrong)}
    except CollectiefError as wrong:
        return {"name": file.stem, "tool": tool, "error": f"{file.name}: {wrong}"}
    known, value = None if pipes else _known(file.parent / KNOWN).get(file.stem), found["value"]
    beside = None if known is None or not isinstance(value, float) else value <= known + SAME * abs(known)
    row = {"name": file.stem, "tool": tool, **found, "seconds": round(took, 3)}
    return {**row, "best_known": known, "not_worse": beside}


def _by_trees(problem: Problem, gap: float, seconds: float) -> dict[str, object]:
    tree: Tree = best_tree(problem, gap=gap, seconds=seconds)
    return {
        "value": round(tree.value, 2),
        "bound": round(tree.bound, 2),
        "gap": tree.gap,
        "gap_of_cost": tree.gap_of_cost,
        "connected": len(tree.served),
        "left_out": sorted(tree.left),
        "ended": tree.ended,
    }


def _by_topotherm(problem: Problem, gap: float, seconds: float) -> dict[str, object]:
    answer = solve(district_of(problem), gap=gap, seconds=seconds)
    value, bound = (None if one is None else round(one, 2) for one in (answer.objective, answer.lower_bound))
    return {"value": value, "bound": bound, "gap": answer.gap, "ended": answer.status}


def _known(path: Path) -> dict[str, float]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["case"]: float(row["best_known_eur"]) for row in csv.DictReader(file)}


def line_of(row: Mapping[str, object]) -> str:
    """A row for the eye."""
    if "error" in row:
        return f"{row['name']!s:14} {row['tool']!s:10} {row['error']}"
    value, bound, gap = (row[name] for name in ("value", "bound", "gap"))
    if not isinstance(value, float) or not isinstance(bound, float) or not isinstance(gap, float):
        return f"{row['name']!s:14} {row['tool']!s:10} {row['seconds']:>8} s  nothing found, {row['ended']}"
    figures = f"{value:>16,.2f} EUR, no less than {bound:>16,.2f} ({gap:.3%})"
    beside = "" if row["best_known"] is None else f"best known {row['best_known']:,.2f}"
    return f"{row['name']!s:14} {row['tool']!s:10}{figures} {row['seconds']:>8} s  {row['ended']} {beside}"


if __name__ == "__main__":
    sys.exit(main())
