"""The mean of neighbouring steps, in a year whose end joins its start."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def running_mean(values: Array, steps: int) -> Array:
    """Mean over ``steps`` neighbours along the first axis, one more before than after where ``steps`` is even.

    >>> running_mean(np.array([0.0, 0.0, 3.0, 0.0]), 3).tolist()
    [0.0, 1.0, 1.0, 1.0]
    """
    total = np.zeros_like(values)
    for step in range(steps):
        total += np.roll(values, steps // 2 - step, axis=0)
    return total / steps
