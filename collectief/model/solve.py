"""The design problem through PuLP; with ``warm.py`` the only door to a solver.

PuLP 3 (Python 3.11) and PuLP 4 (3.12 and newer) are both served: only spellings that both take.
A status word is never believed: the bound and the gap are read from the solver itself.
"""

import math
from collections.abc import Callable
from typing import Any

import highspy
import numpy as np
import pulp

from collectief.errors import Infeasible
from collectief.model.no_plan import no_plan
from collectief.model.rows import Rows
from collectief.model.solution import Solution

FEASIBLE = 1e-4
"""A row may be off by this much kW: a hundred times the solver's own tolerance, a tenth of a watt."""


def to_pulp(rows: Rows) -> tuple[pulp.LpProblem, list[pulp.LpVariable]]:
    """Write the matrices as a PuLP problem with its variables in column order."""
    problem = pulp.LpProblem("park", pulp.LpMinimize)
    kinds = np.where(rows.integer, "Integer", "Continuous")
    x = [
        problem.add_variable(f"x{j}", float(low), None if math.isinf(high) else float(high), str(kind))
        for j, (low, high, kind) in enumerate(zip(rows.lower, rows.upper, kinds, strict=True))
    ]
    problem += pulp.lpSum(float(c) * x[j] for j, c in enumerate(rows.cost) if c)
    starts, columns, values = rows.a.indptr, rows.a.indices.tolist(), rows.a.data.tolist()
    high = rows.high.tolist()
    for i, equal in enumerate(rows.equal.tolist()):
        here = range(starts[i], starts[i + 1])
        total = pulp.lpSum([])
        for k in here:
            total.addterm(x[columns[k]], values[k])
        problem += (total == high[i]) if equal else (total <= high[i])
    return problem, x


def solve(rows: Rows, *, gap: float = 1e-3, seconds: float = 60.0, stop: Callable[[], bool] | None = None) -> Solution:
    """Solve with HiGHS through PuLP until the relative ``gap`` or the time is reached, or ``stop`` says so.

    Raises Infeasible where no plan keeps the rows or none was found in time.
    """
    problem, variables = to_pulp(rows)
    solver = pulp.HiGHS(msg=False, gapRel=gap, timeLimit=seconds, **({} if stop is None else _hearing(stop)))
    problem.solve(solver)
    highs = problem.solverModel
    # PuLP leaves a variable that no row uses at None: it may be anything, so its cheapest bound.
    rest = np.where(rows.cost < 0, rows.upper, rows.lower)
    found = [v.value() for v in variables]
    x = np.array([r if v is None else v for v, r in zip(found, rest, strict=True)])
    if not keeps(rows, x):
        ended = str(highs.modelStatusToString(highs.getModelStatus()))
        raise Infeasible(no_plan(ended), ended)
    upper = float(rows.cost @ x)
    info = highs.getInfo()
    finished = highs.modelStatusToString(highs.getModelStatus()) in ("Optimal", "Empty")  # empty: nothing to choose
    plain = float(info.objective_function_value) if finished else -math.inf
    bound = float(info.mip_dual_bound) if rows.integer.any() else plain
    lower = min(upper, bound) if math.isfinite(bound) else -math.inf
    return Solution(x, upper, lower, str(highs.modelStatusToString(highs.getModelStatus())))


def _hearing(stop: Callable[[], bool]) -> dict[str, Any]:
    """Options with which HiGHS asks now and then whether to stop; it keeps what it found."""

    def heard(_kind: Any, _message: str, _now: Any, answer: Any, _own: Any) -> None:
        answer.user_interrupt = stop()

    return {"callbackTuple": (heard, None), "callbacksToActivate": [highspy.cb.HighsCallbackType.kCallbackMipInterrupt]}


def keeps(rows: Rows, x: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> bool:
    """Whether a point satisfies rows and bounds within a tenth of a watt per kW of scale."""
    value = rows.a @ x
    high = rows.high
    slack = FEASIBLE * (1.0 + np.abs(high))
    over = value - high > slack
    under = rows.equal & (high - value > slack)
    bounds = (x < rows.lower - FEASIBLE) | (x > rows.upper + FEASIBLE * (1.0 + np.abs(rows.upper)))
    return not (over.any() or under.any() or bounds.any())
