"""Measure and write: ``make validate``, or one part of it: ``make validate ONLY=mutants``."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from validate.browsers import browsers
from validate.coverage import coverage
from validate.environments import environments
from validate.mutants import mutants
from validate.page import Section, put
from validate.peers import peers
from validate.physics import physics
from validate.runs import runs

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "validation.md"
PARTS: Mapping[str, Callable[[Path], Section]] = {
    "environments": environments,
    "coverage": coverage,
    "browsers": browsers,
    "mutants": mutants,
    "peers": peers,
    "physics": physics,
    "runs": runs,
}


def main(asked: Sequence[str]) -> int:
    """Measure the parts that are asked, all where none is; returns an exit code."""
    unknown = [part for part in asked if part not in PARTS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    for part in asked or PARTS:
        put(PAGE, part, PARTS[part](ROOT))
        print(f"{part}: written to {PAGE.relative_to(ROOT)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
