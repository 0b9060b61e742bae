"""The reference problem as one matrix in HiGHS: the floor under every tool that uses this solver."""

import highspy
import numpy as np

from bench.peers.answer import Answer
from bench.peers.parts import parts_of
from bench.peers.problem import Problem
from bench.peers.steps import whole_of
from collectief.model import Rows, to_rows


def solve(problem: Problem, *, gap: float, seconds: float) -> Answer:
    """Everything as it stands, with the options that HiGHS has by itself."""
    return solve_rows(to_rows(parts_of(problem), whole_of(problem)), gap=gap, seconds=seconds)


def solve_rows(rows: Rows, *, gap: float, seconds: float) -> Answer:
    """Any matrix, with whole numbers or not."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.silent()
    highs.setOptionValue("mip_rel_gap", gap)
    highs.setOptionValue("time_limit", seconds)
    matrix = rows.a.tocsc()
    kinds = rows.integer.astype(np.int32)
    shape = (len(rows.cost), len(rows.equal), matrix.nnz)
    plain = (int(highspy.MatrixFormat.kColwise), int(highspy.ObjSense.kMinimize), 0.0)
    bounds = (rows.cost, rows.lower, rows.upper, rows.low, rows.high)
    highs.passModel(*shape, *plain, *bounds, matrix.indptr, matrix.indices, matrix.data, kinds)
    highs.run()
    return answer_of(highs, integer=bool(rows.integer.any()))


def answer_of(highs: highspy.Highs, *, integer: bool) -> Answer:
    """What HiGHS found; its word and its bound, and nothing where it did not finish."""
    status = str(highs.modelStatusToString(highs.getModelStatus()))
    info = highs.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    done = status == "Optimal"
    objective = float(info.objective_function_value) if found else None
    bound = float(info.mip_dual_bound) if integer else objective if done else None
    return Answer(objective, bound, status if found else f"{status}, no solution")
