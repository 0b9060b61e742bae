"""The steps in which a problem of the benchmarks is looked at: month by month, or all at once."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from collectief.model import Steps


class Hourly(Protocol):
    """What is modelled in hours of the year: ``hour`` and ``month`` have shape (steps,), each is ``weight`` hours."""

    @property
    def hour(self) -> NDArray[np.int64]:
        """The hour of the year of each step."""

    @property
    def month(self) -> NDArray[np.int64]:
        """The number of the month of each step, from zero."""

    @property
    def weight(self) -> float:
        """Hours that each step stands for."""

    @property
    def months(self) -> int:
        """How many months are modelled."""


def months_of(problem: Hourly) -> list[Steps]:
    """Each month by itself."""
    return [_steps(problem, problem.month == month) for month in range(problem.months)]


def whole_of(problem: Hourly) -> Steps:
    """All steps at once, around which every store comes back to where it was."""
    return _steps(problem, np.ones(len(problem.hour), dtype=np.bool_))


def _steps(problem: Hourly, here: np.ndarray) -> Steps:
    pick = problem.hour[here]
    _, period = np.unique(problem.month[here], return_inverse=True)
    return Steps(
        pick=pick,
        weight=np.full(len(pick), problem.weight),
        cycle=np.zeros(len(pick), dtype=np.int64),
        period=period.astype(np.int64),
        months=np.full(int(period[-1]) + 1, 12.0 / problem.months),
    )
