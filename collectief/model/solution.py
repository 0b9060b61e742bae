"""What a solver answers, with its proof."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


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
