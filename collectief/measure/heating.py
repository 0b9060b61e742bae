"""How hot the water of heating must be, of a network is, and can be of a common heat pump."""

from collections.abc import Mapping

from collectief.facts import fact
from collectief.park import Company

BOILERS: Mapping[str, str] = {"heat": "boiler", "process": "process_boiler"}
"""What the boiler of a company is called that makes heat for its building, and for its process."""


def heating_degc(one: Company) -> float:
    """As the company says, else the key figure of an existing building that gets a heat pump, degC."""
    return fact("heat_pump.supply_degc").value if one.heat_degc is None else one.heat_degc


def network_degc() -> float:
    """How hot the water of a heat network is, degC."""
    return fact("heat_network.supply_degc").value


def pump_reaches(one: Company) -> bool:
    """Whether a common heat pump makes water as hot as that."""
    return heating_degc(one) <= fact("heat_pump.limit_degc").value
