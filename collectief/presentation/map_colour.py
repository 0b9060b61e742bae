"""The colours of the map: steps of cividis, readable without red and green; loading in classes."""

import math
from collections.abc import Mapping
from itertools import pairwise

EDGE, PIPE, GAIN, LOSS, NEUTRAL = "#7b8791", "#d55e00", "#009e73", "#1b1f24", "#9aa5af"
SITE: Mapping[str, str] = {"battery": "#cc79a7", "heat_pump": "#56b4e9", "charging_hub": "#f0e442", "wind": "#0072b2"}
CIVIDIS = ("#00224e", "#35456c", "#666970", "#948e77", "#c8b866", "#fee838")
"""Six steps of matplotlib's cividis, dark to light."""
CABLE = "#0072b2"
"""A direct line."""
POOL = "#7d3c98"
"""Who shares cars with whom."""
WARM = "#f4b183"
"""Dwellings on the heat network."""
BARE = "#f6f8f9"
"""A building of a company without new solar."""
BREAKS = (0.6, 0.8, 1.0, 1.2)
"""Loading of a station: classes as on the drawings of grid operators."""


def solar_steps(most: float) -> tuple[float, ...]:
    """Lower ends of five classes of kWp that hold the largest building, in round numbers.

    >>> solar_steps(268.0)
    (0.0, 60.0, 120.0, 180.0, 240.0)
    """
    if most <= 0:
        return (0.0,) * 5
    power = 10.0 ** math.floor(math.log10(most / 5))
    width = math.ceil(most / 5 / power) * power
    return tuple(width * step for step in range(5))


def solar_shade(kwp: float, most: float) -> str:
    """Lighter where more is built; grey where nothing is.

    >>> solar_shade(0.0, 100.0) == BARE, solar_shade(100.0, 100.0)
    (True, '#fee838')
    """
    if kwp <= 0 or most <= 0:
        return BARE
    return CIVIDIS[1 + sum(kwp > step for step in solar_steps(most)[1:])]


def loading_class(fraction: float) -> int:
    """Class 0 to 4 by the breaks 60, 80, 100 and 120 %.

    >>> [loading_class(f) for f in (0.5, 0.6, 1.0, 1.3)]
    [0, 1, 3, 4]
    """
    return sum(fraction >= edge for edge in BREAKS)


def loading_shade(fraction: float) -> str:
    """Darker where a station is fuller."""
    return CIVIDIS[5 - loading_class(fraction)]


def loading_words(percent: str = "%") -> tuple[str, ...]:
    """Names of the classes, such as "60-80 %"."""
    edges = [round(100 * edge) for edge in BREAKS]
    middle = [f"{low}\N{EN DASH}{high} {percent}" for low, high in pairwise(edges)]
    return (f"< {edges[0]} {percent}", *middle, f"≥ {edges[-1]} {percent}")
