"""What flowed in a plan that was lived hour by hour."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from collectief.plan.outcome import CaseKey, LifeKey, Outcome

LIVED: Mapping[CaseKey, LifeKey] = {"alone": "alone", "together": "together"}


def flows_of(outcome: Outcome, case: CaseKey) -> Mapping[str, NDArray[np.float64]]:
    """kW by name, each of shape (8760,); nothing where the case was not lived."""
    life = LIVED.get(case)
    return outcome.lives[life].flows if life and life in outcome.lives else {}
