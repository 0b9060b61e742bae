"""The reference problem by the coupled months of this package: sizes with a lower bound."""

from time import monotonic

from bench.peers.answer import Answer
from bench.peers.parts import parts_of
from bench.peers.problem import WEEK, YEAR, Problem, reference
from bench.peers.steps import months_of
from collectief.model.coupled import Proof, prove

WEEKS = 4
ROUGH = 5e-3
GENEROUS = 0.4
"""A start with much of everything: what is scarce at first has prices that say nothing."""


def solve(problem: Problem, *, gap: float, seconds: float) -> Answer:
    """A year starts from what four weeks say; these start from much of everything."""
    start, began = _generous(problem), monotonic()
    if len(problem.hour) == YEAR:
        weeks = reference(problem.companies, WEEKS * WEEK, problem.seed)
        rough = _prove(weeks, start, gap=ROUGH, seconds=seconds)
        start = {**rough.sizes, "group": problem.group_kw}
    found = _prove(problem, start, gap=gap, seconds=max(seconds - (monotonic() - began), 0.0))
    return answer_of(found, gap)


def answer_of(found: Proof, gap: float) -> Answer:
    """What was proven, and whether that is the gap that was asked."""
    return Answer(
        objective=found.upper,
        lower_bound=found.lower,
        slack_zero=found.slack_zero,
        status=f"proven to {found.gap:.3%}" if found.certified(gap) else "gap not reached",
        passes=found.passes,
    )


def _prove(problem: Problem, start: dict[str, float], *, gap: float, seconds: float) -> Proof:
    return prove(parts_of(problem), months_of(problem), gap=gap, seconds=seconds, start=start)


def _generous(problem: Problem) -> dict[str, float]:
    roofs = {f"pv/c{i}": float(kw) * GENEROUS for i, kw in enumerate(problem.roof_kw)}
    battery = {"battery": GENEROUS * problem.battery_kwh, "inverter": GENEROUS * problem.battery_kw}
    return {**roofs, **battery, "group": problem.group_kw}
