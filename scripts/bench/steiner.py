"""SteinLib problems by `collectief.tree`: value, bound, gap and seconds of each, beside the published optimum.

``python scripts/bench/steiner.py DIR --optima FILE --json``: all .stp files of a folder, by name, those with prizes
included. The file of optima is CSV with the columns ``instance`` and ``optimum``.
"""

import argparse
import csv
import json
import math
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.stp import StpError, read_stp
from collectief.errors import CollectiefError
from collectief.tree import best_tree

SECONDS, SAME = 60.0, 1e-6
"""For each problem; and how near a value is the published one, as a part of it."""


class NotPossibleError(Exception):
    """What is asked cannot be measured; the message says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Solve each file in turn; the number with which the process ends: 1 where a file was wrong."""
    asked = _parser().parse_args(arguments)
    try:
        within(asked.gap, asked.time)
        files, optima = _files(Path(asked.folder)), _optima(Path(asked.optima)) if asked.optima else {}
    except NotPossibleError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    failed = 0
    for file in files:
        row = solved(file, optima.get(file.stem.lower()), gap=asked.gap, seconds=asked.time)
        failed += "error" in row
        print(json.dumps(row, allow_nan=False) if asked.json else line_of(row), flush=True)
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", help="a folder with .stp files, or one such file")
    parser.add_argument("--optima", help="CSV with the columns instance and optimum")
    parser.add_argument("--gap", type=float, default=0.0, help="how close to the best is enough, as a part; 0")
    parser.add_argument("--time", type=float, default=SECONDS, help=f"seconds for each problem; {SECONDS:g}")
    parser.add_argument("--json", action="store_true", help="a line of JSON per problem")
    return parser


def within(gap: float, seconds: float) -> None:
    """Raise NotPossibleError where a gap or a time makes no sense."""
    if not 0 < seconds < math.inf or not 0 <= gap < 1:
        raise NotPossibleError("--time is a number of seconds above 0, --gap a part of the value from 0 to below 1.")


def _files(folder: Path) -> list[Path]:
    files = [folder] if folder.is_file() else sorted(folder.glob("*.stp"))
    if not files:
        raise NotPossibleError(f"{folder}: no such folder, or no .stp file in it.")
    return files


def _optima(path: Path) -> dict[str, float]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return {row["instance"].strip().lower(): float(row["optimum"]) for row in rows if row["optimum"].strip()}
    except (OSError, KeyError, ValueError, AttributeError) as wrong:
        raise NotPossibleError(f"{path}: a CSV file with the columns instance and optimum is needed.") from wrong


def solved(file: Path, optimum: float | None, *, gap: float, seconds: float) -> dict[str, object]:
    """What is found of one file."""
    try:
        steiner = read_stp(file)
        began = time.perf_counter()
        tree = best_tree(steiner.problem, gap=gap, seconds=seconds)
        took = time.perf_counter() - began
    except StpError as wrong:
        return {"name": file.stem, "error": str(wrong)}
    except CollectiefError as wrong:
        return {"name": file.stem, "error": f"{file.name}: {wrong}"}
    value, bound = tree.value + steiner.missed, tree.bound + steiner.missed
    return {
        "name": steiner.name,
        "value": round(value, 6),
        "bound": round(bound, 6),
        "gap": (value - bound) / max(abs(value), 1.0),
        "seconds": round(took, 3),
        "optimum": optimum,
        "matches": None if optimum is None else abs(value - optimum) <= SAME * max(1.0, abs(optimum)),
        "ended": tree.ended,
    }


def line_of(row: Mapping[str, object]) -> str:
    """A row for the eye."""
    if "error" in row:
        return f"{row['name']!s:12} {row['error']}"
    beside = "" if row["matches"] is None else "the optimum" if row["matches"] else f"optimum {row['optimum']}"
    figures = f"{row['value']:>14} bound {row['bound']:>14} {row['seconds']:>8} s"
    return f"{row['name']!s:12}{figures}  {row['ended']} {beside}"


if __name__ == "__main__":
    sys.exit(main())
