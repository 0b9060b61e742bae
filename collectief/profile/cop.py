"""How much heat a heat pump gives per kWh of electricity, from the temperatures of its source and its sink."""

import numpy as np
from numpy.typing import NDArray

from collectief.facts import fact

Array = NDArray[np.float64]
KELVIN = 273.15
SMALLEST_LIFT_K = 1.0
"""Below one kelvin the equation grows without end; the highest COP holds there anyway."""


def carnot_cop(degc_source: Array, sink_degc: float, *, grade: float) -> Array:
    """Part ``grade`` of Carnot, at least 1 and at most the fact ``heat_pump.cop_max``; shape of ``degc_source``.

    COP = grade T_sink / (T_sink - T_source) in kelvin (oemof-thermal ``calc_cops``).

    >>> carnot_cop(np.array([10.0]), 50.0, grade=0.5).round(2).tolist()
    [4.04]
    """
    lift_k = np.maximum(sink_degc - np.asarray(degc_source, dtype=np.float64), SMALLEST_LIFT_K)
    return np.clip(grade * (sink_degc + KELVIN) / lift_k, 1.0, fact("heat_pump.cop_max").value)


def air_cop(degc_source: Array, sink_degc: float) -> Array:
    """COP of an air heat pump; below 2 degC a part is lost to defrosting (fact ``heat_pump.icing_factor``).

    >>> air_cop(np.array([7.0, 0.0]), 55.0).round(2).tolist()
    [2.73, 2.15]
    """
    cop = carnot_cop(degc_source, sink_degc, grade=fact("heat_pump.quality_grade").value)
    icy = np.asarray(degc_source) < fact("heat_pump.icing_below_degc").value
    return np.maximum(cop * np.where(icy, fact("heat_pump.icing_factor").value, 1.0), 1.0)


def water_cop(degc_source: Array, sink_degc: float) -> Array:
    """COP of a heat pump on water, ground or residual heat (large machines)."""
    return carnot_cop(degc_source, sink_degc, grade=fact("heat_pump.grade_water").value)
