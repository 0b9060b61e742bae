"""Seeded noise that remembers: the same seed gives the same bytes on every run."""

import hashlib

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.blas import dtbsv

Array = NDArray[np.float64]


def generator(*words: str | int) -> np.random.Generator:
    """A generator that depends on these words alone, by SHA-256 (Python's own hash changes per run).

    >>> int(generator("bakker", 1).integers(1000)) == int(generator("bakker", 1).integers(1000))
    True
    """
    digest = hashlib.sha256("|".join(map(str, words)).encode()).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))


def remembering(rng: np.random.Generator, steps: int, *, memory: float) -> Array:
    """Normal noise with mean 0, spread 1 and correlation ``memory`` from step to step, shape (steps,).

    AR(1): z_t = memory z_(t-1) + sqrt(1 - memory^2) e_t, started in its own distribution. Solved as a banded system:
    the filter of scipy.signal gives the same bytes, but takes 0.7 s to import.
    """
    shocks = rng.standard_normal(steps) * np.sqrt(1 - memory**2)
    shocks[0] += memory * float(rng.standard_normal())
    before = np.full((2, steps), [[1.0], [-memory]], order="F")  # z_t - memory z_(t-1): a band of two diagonals
    return np.asarray(dtbsv(1, before, shocks, lower=1, diag=1))
