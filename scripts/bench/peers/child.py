"""One tool on one reference problem, in a process of its own: ``python -m bench.peers.child ours 3 168 1 ...``.

Prints one line of JSON last. What is timed is building and solving; starting Python and making the data is not.
"""

import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Sequence

from bench.detail.park import detail_park
from bench.peers.answer import Answer
from bench.peers.problem import reference

TOOLS = {
    "ours": ("bench.peers.ours", "solve"),
    "highs": ("bench.peers.bare_highs", "solve"),
    "pypsa": ("bench.peers.in_pypsa", "solve"),
    "oemof": ("bench.peers.in_oemof", "solve"),
    "linopy": ("bench.peers.in_linopy", "solve"),
    "pulp-highs": ("bench.peers.in_pulp", "with_highs"),
    "pulp-cbc": ("bench.peers.in_pulp", "with_cbc"),
}
DETAIL = {"ours": ("bench.detail.solved", "by_months"), "highs": ("bench.detail.solved", "as_one_matrix")}
"""Who the park in full detail was written for."""


def main(arguments: Sequence[str]) -> None:
    """Solve, and print what came of it."""
    tool, *numbers, integer, detail, gap, limit = arguments
    companies, hours, seed = (int(number) for number in numbers)
    module, name = (DETAIL if detail == "1" else TOOLS)[tool]
    solve = getattr(importlib.import_module(module), name)
    make = detail_park if detail == "1" else reference
    problem = make(companies, hours, seed, integer=integer == "1")
    began, busy = time.perf_counter(), _cpu_s()
    answer: Answer = solve(problem, gap=float(gap), seconds=float(limit))
    print(json.dumps(_row(answer, time.perf_counter() - began, _cpu_s() - busy), allow_nan=False))


def _cpu_s() -> float:
    """Seconds of processor so far, of all threads and of what was started."""
    return sum(os.times()[:4])


def _row(answer: Answer, seconds: float, cpu_s: float) -> dict[str, object]:
    return {
        "seconds": round(seconds, 3),
        "cpu_seconds": round(cpu_s, 2),
        "peak_mb": round(_peak_mb(), 1),
        "objective": answer.objective,
        "lower_bound": answer.lower_bound,
        "gap": answer.gap,
        "slack_zero": answer.slack_zero,
        "status": answer.status,
        **({} if answer.passes is None else {"passes": answer.passes}),
    }


def _peak_mb() -> float:
    """The most memory of this process and of the largest that it started (CBC is one), MB."""
    unit = 1024.0 if sys.platform != "darwin" else 1024.0**2
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return float(sum(resource.getrusage(who).ru_maxrss for who in both)) / unit


if __name__ == "__main__":
    main(sys.argv[1:])
