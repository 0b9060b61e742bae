"""How hot the water of heating must be, of a network is, and can be of a common heat pump."""

from collections.abc import Mapping

from collectief.facts import HeatLevel, fact, heat_level
from collectief.park import Company, Park

BOILERS: Mapping[str, str] = {"heat": "boiler", "process": "process_boiler"}
"""What the boiler of a company is called that makes heat for its building, and for its process."""


def heating_degc(one: Company) -> float:
    """As the company says, else the key figure of an existing building that gets a heat pump, degC."""
    return fact("heat_pump.supply_degc").value if one.heat_degc is None else one.heat_degc


def level_of(park: Park) -> HeatLevel:
    """The temperatures of the heat network of a park: those that are settled, else the usual."""
    return heat_level(park.rules.heat_level)


def network_degc(park: Park) -> float:
    """How hot the water of its heat network is, degC."""
    return level_of(park).supply_degc


def pump_reaches(one: Company) -> bool:
    """Whether a common heat pump makes water as hot as that."""
    return heating_degc(one) <= fact("heat_pump.limit_degc").value
