"""How hot the water of a heat network may be: levels of temperature, of which a park has one."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from collectief.facts.csv_rows import confidence, read_rows
from collectief.facts.fact import Confidence
from collectief.facts.tables import fact

HeatLevelKey = Literal["zlt", "lt", "mt", "ht"]
"""Very low, low, medium and high temperature, as the Dutch call them."""
USUAL: HeatLevelKey = "mt"


@dataclass(frozen=True, slots=True)
class HeatLevel:
    """What leaves the sources and what comes back, degC."""

    key: HeatLevelKey
    supply_degc: float
    return_degc: float
    source: str
    confidence: Confidence


def usual_level() -> HeatLevel:
    """The level that is becoming the standard (``heat_network.supply_degc``): its losses are those of the tables.

    >>> usual_level().key, usual_level().supply_degc, usual_level().return_degc
    ('mt', 70.0, 40.0)
    """
    supply, back = fact("heat_network.supply_degc"), fact("heat_network.return_degc")
    return HeatLevel(USUAL, supply.value, back.value, supply.source, supply.confidence)


@cache
def other_levels() -> tuple[HeatLevel, ...]:
    """All others, cold to hot. Read once: the table does not change while the program runs.

    >>> [one.key for one in other_levels()]
    ['zlt', 'lt', 'ht']
    """
    return tuple(
        HeatLevel(
            cast(HeatLevelKey, row["level"]),
            float(row["supply_degc"]),
            float(row["return_degc"]),
            row["source"],
            confidence(row["confidence"]),
        )
        for row in read_rows("heat_levels")
    )


def heat_level(key: HeatLevelKey | None) -> HeatLevel:
    """The level with this key; the usual without any.

    >>> heat_level("lt").supply_degc, heat_level(None) == heat_level("mt")
    (55.0, True)
    """
    return next((one for one in other_levels() if one.key == key), usual_level())
