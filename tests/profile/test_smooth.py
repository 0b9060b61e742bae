"""A running mean over a year whose end joins its start."""

import numpy as np
import pytest
from scipy.ndimage import uniform_filter1d

from collectief.profile.smooth import running_mean


def test_one_step_changes_nothing() -> None:
    assert running_mean(np.array([1.0, 5.0, 2.0]), 1).tolist() == [1.0, 5.0, 2.0]


def test_an_even_window_looks_further_back_than_ahead() -> None:
    assert running_mean(np.array([4.0, 0.0, 0.0, 0.0]), 2).tolist() == [2.0, 2.0, 0.0, 0.0]


@pytest.mark.parametrize("steps", [1, 2, 5, 30])
@pytest.mark.parametrize("shape", [(96,), (40, 3)])
def test_it_is_the_filter_of_scipy(steps: int, shape: tuple[int, ...]) -> None:
    values = np.random.default_rng(1).normal(size=shape)
    theirs = uniform_filter1d(values, steps, axis=0, mode="wrap")
    assert running_mean(values, steps) == pytest.approx(theirs, abs=1e-12)
