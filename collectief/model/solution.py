"""What a solver answers, with its proof."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

EARLY: Final = (" limit reached", "Interrupted by")
"""How HiGHS says that it gave its best so far; its own word, which PuLP turns into Optimal."""


def early(status: str) -> frozenset[str]:
    """Which of the searches in a status, one behind the other, ended before they were done.

    >>> sorted(early("Optimal; Time limit reached"))
    ['Time limit reached']
    """
    return frozenset(one for one in status.split("; ") if any(word in one for word in EARLY))


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """Columns ``x``, shape (n,), with their cost ``upper`` and a proven ``lower`` bound, EUR a year."""

    x: NDArray[np.float64]
    upper: float
    lower: float
    status: str

    @property
    def gap(self) -> float:
        """Distance between cost and bound as a fraction of the cost."""
        return (self.upper - self.lower) / max(abs(self.upper), 1.0)
