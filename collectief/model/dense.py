"""One small linear programme in whole arrays, solved once: where there are thousands of them, each call counts."""

from typing import Any, NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

from collectief.errors import Infeasible
from collectief.model.no_plan import no_plan

Array = NDArray[np.float64]
TIGHT = 1e-10
"""The tightest that HiGHS allows, of rows and of prices."""


class Least(NamedTuple):
    """Where the least cost lies, shape (n,), and what each row costs for one more on its side, shape (m,)."""

    x: Array
    prices: Array


def least(cost: Array, a: Array, low: Array, high: Array, lower: Array) -> Least:
    """The least ``cost`` . x with ``low`` <= A x <= ``high`` and x >= ``lower``, rows and prices kept to `TIGHT`.

    With n columns and m rows: ``cost`` and ``lower`` have shape (n,), ``a`` (m, n), ``low`` and ``high`` (m,); any of
    the last three may be infinite. Raises Infeasible where there is no such point, or none is the least.

    >>> least(np.array([1.0, 2.0]), np.ones((1, 2)), np.ones(1), np.array([np.inf]), np.zeros(2)).x.tolist()
    [1.0, 0.0]
    """
    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.silent()
    highs.setOptionValue("presolve", "off")
    highs.setOptionValue("solver", "simplex")
    highs.setOptionValue("primal_feasibility_tolerance", TIGHT)
    highs.setOptionValue("dual_feasibility_tolerance", TIGHT)
    row, column = np.nonzero(a)
    starts = np.searchsorted(row, np.arange(len(a))).astype(np.int32)
    n, m = len(cost), len(a)
    form = (int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize), 0.0)
    matrix = (starts, column.astype(np.int32), a[row, column])
    highs.passModel(n, m, len(row), *form, cost, lower, np.full(n, np.inf), low, high, *matrix, np.zeros(n, np.int32))
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        highs.setOptionValue("presolve", "on")
        highs.clearSolver()
        highs.run()
    status = highs.getModelStatus()
    if status != highspy.HighsModelStatus.kOptimal:
        raise Infeasible(no_plan(str(highs.modelStatusToString(status))))
    found = highs.getSolution()
    return Least(np.array(found.col_value), np.array(found.row_dual))
