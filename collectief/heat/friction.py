"""How hard water is to push through a pipe: Darcy and Weisbach, with the friction of Colebrook and White."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import wrightomega

from collectief.facts import water

Array = NDArray[np.float64]
LAMINAR, TURBULENT = 2300.0, 4000.0
"""Reynolds numbers below which water flows in layers, and above which it whirls (textbooks); between them, a line."""


def density_kg_m3(degc: ArrayLike) -> Array:
    """What a cubic metre of water weighs, kg/m3 (IAPWS-IF97; a line between rows of the table).

    >>> float(density_kg_m3(60.0))
    983.6
    """
    return np.asarray(
        np.interp(np.asarray(degc, dtype=np.float64), [w.degc for w in water()], [w.density_kg_m3 for w in water()])
    )


def viscosity_pa_s(degc: ArrayLike) -> Array:
    """The dynamic viscosity of water, Pa s (IAPWS 2008; a line between the logarithms of rows of the table)."""
    logs = np.log([w.viscosity_pa_s for w in water()])
    return np.exp(np.interp(np.asarray(degc, dtype=np.float64), [w.degc for w in water()], logs))


def heat_kj_per_kg_k(degc: float) -> float:
    """The heat that a kilogram of water carries for each degree, kJ/kg/K (IAPWS-IF97).

    >>> round(heat_kj_per_kg_k(55.0), 3)
    4.179
    """
    return float(np.interp(degc, [w.degc for w in water()], [w.heat_j_per_kg_k for w in water()])) / 1000


def friction_factor(reynolds: ArrayLike, roughness: ArrayLike) -> Array:
    """The factor of Darcy: 64/Re in layers, above that the root of Colebrook's equation; 0 where nothing flows.

    1/sqrt(f) = -2 log10(k/3.7 + 2.51/(Re sqrt(f))), with k the ``roughness`` as a part of the inner diameter
    (Colebrook, J. Inst. Civ. Eng. 11, 1939). With y the argument of the logarithm and b = 2 x 2.51 / (Re ln 10) it
    reads y + b ln y = k/3.7, which Wright's omega function solves.

    >>> round(float(friction_factor(1e5, 1e-4)), 4)
    0.0185
    """
    re = np.asarray(reynolds, dtype=np.float64)
    flows = np.maximum(re, 1e-9)  # where nothing flows: no division by zero, and no friction below
    whirling = np.maximum(re, LAMINAR)
    b = 2 * 2.51 / (whirling * np.log(10))
    y = b * wrightomega(np.asarray(roughness) / 3.7 / b - np.log(b))
    rough = (2 * np.log10(y)) ** -2.0
    share = np.clip((re - LAMINAR) / (TURBULENT - LAMINAR), 0.0, 1.0)
    layers = 64 / np.minimum(flows, LAMINAR)
    return np.asarray(np.where(re > 0, (1 - share) * layers + share * rough, 0.0))


def velocity_m_s(flow_kg_s: Array, degc: Array, inner_d_m: Array) -> Array:
    """How fast water goes through a pipe, m/s."""
    return np.asarray(flow_kg_s / (density_kg_m3(degc) * np.pi * inner_d_m**2 / 4))


def gradient_pa_per_m(flow_kg_s: Array, degc: Array, inner_d_m: Array, *, roughness_m: float) -> Array:
    """The loss of pressure of a metre of straight pipe, Pa/m: f / d x density x velocity^2 / 2."""
    velocity = velocity_m_s(flow_kg_s, degc, inner_d_m)
    density = density_kg_m3(degc)
    reynolds = density * velocity * inner_d_m / viscosity_pa_s(degc)
    factor = friction_factor(reynolds, roughness_m / inner_d_m)
    return np.asarray(factor / inner_d_m * density * velocity**2 / 2)
