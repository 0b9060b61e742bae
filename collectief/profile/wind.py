"""Power of one kW of wind turbine, hour by hour, from the wind at ten metres."""

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.profile.year import Year

Array = NDArray[np.float64]
MEASURED_M = 10.0
"""Height at which KNMI measures wind."""


def turbine_profile(year: Year) -> Array:
    """kW per kW of turbine, shape (8760,)."""
    return turbine_kw_per_kw(year.wind_m_s)


def turbine_kw_per_kw(wind_m_s: Array) -> Array:
    """The third power of the wind at the hub between cut-in and rated, full power up to cut-out, then nothing.

    Wind at the hub is (hub / 10)^shear times that at ten metres (power law).

    >>> turbine_kw_per_kw(np.array([1.0, 4.0, 8.0, 14.0])).round(2).tolist()
    [0.0, 0.39, 1.0, 0.0]
    """
    hub = wind_m_s * (fact("wind.hub_m").value / MEASURED_M) ** fact("wind.shear").value
    cut_in, rated, cut_out = (fact(f"wind.{key}_m_s").value for key in ("cut_in", "rated", "cut_out"))
    part = (hub**3 - cut_in**3) / (rated**3 - cut_in**3)
    return np.asarray(np.where(hub > cut_out, 0.0, np.clip(part, 0.0, 1.0)))
