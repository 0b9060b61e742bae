"""Use before own solar from what the meter saw: offtake less feed-in, plus the calculated yield of the panels."""

import numpy as np
from numpy.typing import NDArray

from collectief.profile.sun import roof_profile
from collectief.profile.year import Year, to_quarters

Array = NDArray[np.float64]


def before_solar(net_kw: Array, kwp: float, *, year: Year) -> tuple[Array, float]:
    """Use in kW, shape (35040,), and the kWh by which net and yield contradict each other.

    ``net_kw`` is offtake less feed-in, shape (35040,); the panels (kWp) give the usual flat roof of ``year``. Where
    the sum is below zero the use is zero: made or measured sun is not the sun of that quarter-hour on that roof.

    >>> from collectief.profile import synthetic_year
    >>> use, missed = before_solar(np.ones(35040), 0.0, year=synthetic_year(2025))
    >>> float(use.max()), missed
    (1.0, 0.0)
    """
    use = net_kw + kwp * to_quarters(roof_profile(year))
    return np.maximum(use, 0.0), float(np.maximum(-use, 0.0).sum()) / 4
