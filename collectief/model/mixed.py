"""Repeated solves of one fixed matrix with whole numbers: only bounds and right-hand sides change."""

from math import isfinite
from typing import Any

import highspy
import numpy as np

from collectief.errors import Infeasible
from collectief.model.no_plan import no_plan
from collectief.model.rows import Rows
from collectief.model.solution import Solution
from collectief.model.solve import keeps
from collectief.model.warm import as_passed, changed, safe_bound


class Mixed:
    """A programme with whole numbers, as matrices in HiGHS, that is solved for one set of bounds after another."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.silent()
        self._highs.setOptionValue("threads", 1)
        self._highs.passModel(*as_passed(rows))

    def solve(self, rows: Rows, *, eur: float, seconds: float) -> Solution:
        """The cheapest point of ``rows`` (same matrix) until ``eur`` or the time is left; its bound is the solver's.

        Raises Infeasible where none keeps the rows or none was found in time.
        """
        highs = self._highs
        highs.clearSolver()
        changed(highs, rows)
        limit = float(highs.getRunTime() + seconds)
        for name, value in {"mip_rel_gap": 0.0, "mip_abs_gap": max(eur, 1e-9), "time_limit": limit}.items():
            highs.setOptionValue(name, value)
        highs.run()
        status = str(highs.modelStatusToString(highs.getModelStatus()))
        x = np.array(highs.getSolution().col_value)
        if len(x) != len(rows.cost) or not keeps(rows, x):
            raise Infeasible(no_plan(status), status)
        upper, bound = float(rows.cost @ x), float(highs.getInfo().mip_dual_bound)
        if not rows.integer.any():  # the solver gives no such bound then: prices do
            bound = safe_bound(rows, rows.cost, np.array(highs.getSolution().row_dual))
        return Solution(x, upper, min(upper, bound) if isfinite(bound) else -np.inf, status)
