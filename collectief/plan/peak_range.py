"""How high the peak may be when made profiles turn out otherwise: several seeds of the same companies."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from collectief.plan.outcome import CaseKey, Outcome
from collectief.plan.prepare import floor_m2
from collectief.plan.sureness import PeakRange
from collectief.profile.electricity import electricity_kw

Array = NDArray[np.float64]
SEEDS = tuple(range(2, 12))
"""Ten other years of the same companies: enough for a P50, and a P90 that is a careful reading of the highest two."""
CASES: tuple[CaseKey, ...] = ("now", "alone", "together")


def peak_ranges(outcome: Outcome, load_kw: Mapping[str, Array]) -> tuple[PeakRange, ...]:
    """P50 and P90 of the park's simultaneous offtake peak, kW; metered companies and what the plan does stay.

    The plan's own profiles (``load_kw``) are one of the draws. Empty where every company has a meter.
    """
    park = outcome.park
    made = [c for c in park.companies if c.id not in park.profiles]
    if not made:
        return ()
    planned = np.sum([load_kw[c.id] for c in made], axis=0)
    shifts = [np.zeros_like(planned)]
    for seed in SEEDS:
        drawn = [electricity_kw(c, floor_m2(park, c), year=outcome.year, seed=seed) for c in made]
        shifts.append(np.sum(drawn, axis=0) - planned)
    return tuple(_range(outcome, key, shifts, len(made)) for key in CASES)


def _range(outcome: Outcome, key: CaseKey, shifts: list[Array], made: int) -> PeakRange:
    net = np.sum(list(outcome.cases[key].net_kw.values()), axis=0)
    peaks = [max(float((net + shift).max()), 0.0) for shift in shifts]
    p50, p90 = np.quantile(peaks, [0.5, 0.9])
    return PeakRange(key, peaks[0], float(p50), float(p90), len(shifts), made)
