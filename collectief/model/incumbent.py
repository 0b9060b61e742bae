"""What a search for sizes knows so far: the cheapest that keep every row, and what none cost less than."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from collectief.errors import Infeasible
from collectief.model.modules import WHOLE
from collectief.model.no_plan import OUT_OF_TIME
from collectief.model.parts import Array
from collectief.model.rows import Rows
from collectief.model.solve import keeps

OFF_KW = 1e-6
"""Less than this much off is nothing: a milliwatt."""
Answer = TypeVar("Answer")


class Incumbent:
    """The cheapest ``amounts`` that keep every row, at ``upper`` EUR, and the bound ``lower``.

    Before there are such amounts they are the last that were offered, ``off_kw`` off.
    """

    def __init__(self, count: int) -> None:
        self.amounts, self.off_kw = np.zeros(count), np.inf
        self.lower, self.upper = -np.inf, np.inf

    def offer(self, amounts: Array, eur: float, off_kw: float, *, allowed: Callable[[], bool]) -> None:
        """Take amounts that keep every row, if they are ``allowed`` and cheaper."""
        if off_kw <= OFF_KW and eur < self.upper and allowed():
            self.amounts, self.upper, self.off_kw = amounts, eur, off_kw
        elif not np.isfinite(self.upper):
            self.amounts, self.off_kw = amounts, max(off_kw, 2 * OFF_KW)

    def near(self, eur: float, gap: float) -> bool:
        """Whether a cost is this close to the bound."""
        return bool(np.isfinite(eur)) and eur - self.lower <= gap * max(abs(eur), 1.0)


def in_time(ask: Callable[[], Answer]) -> Answer | None:
    """The answer, or None where the solver had no time for one; raises Infeasible for any other reason."""
    try:
        return ask()
    except Infeasible as nothing:
        if nothing.ended == OUT_OF_TIME:
            return None
        raise


def is_allowed(rows: Rows, x: Array) -> bool:
    """Whether columns of sizes keep what is asked of sizes, whole numbers and all."""
    off = np.abs(x - np.round(x))[rows.integer]
    return bool(off.max(initial=0.0) <= WHOLE) and keeps(rows, x)
