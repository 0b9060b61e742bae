"""How high the peak of a made profile may be: the same company lived through several possible years."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from collectief.park import Company
from collectief.profile.electricity import electricity_kw
from collectief.profile.year import Year

SEEDS: tuple[int, ...] = tuple(range(1, 21))
"""Twenty possible years: a tenth of them is two, enough for a range and a few seconds for a park."""


@dataclass(frozen=True, slots=True)
class PeakRange:
    """The peak of a year in kW: as likely above as below (``p50_kw``), and above it one year in ten (``p90_kw``)."""

    p50_kw: float
    p90_kw: float


def peak_range(company: Company, seeds: Sequence[int] = SEEDS, *, year: Year, floor_m2: float) -> PeakRange:
    """P50 and P90 of the highest quarter-hour of a made profile, from the days and full-load hours of each seed.

    A metered profile has no such range: its peak is known. A known ``peak_kw`` leaves none either.

    >>> from shapely.geometry import Point
    >>> from collectief.park import Connection
    >>> from collectief.profile import synthetic_year
    >>> smith = Company("smid", "Smid", "metalworking", "", Connection("large", "stedin_2026.MS", 200.0, 0.0, 250.0),
    ...     Point(0, 0), 300_000.0, 0.0)
    >>> found = peak_range(smith, (1, 2, 3), year=synthetic_year(2025), floor_m2=2000.0)
    >>> round(found.p50_kw), round(found.p90_kw)
    (118, 129)
    """
    peaks = [float(electricity_kw(company, floor_m2, year=year, seed=seed).max()) for seed in seeds]
    middle, high = np.quantile(peaks, (0.5, 0.9))
    return PeakRange(float(middle), float(high))
