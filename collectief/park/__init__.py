"""What stands on the park: read, check (all issues at once), make."""

from typing import TYPE_CHECKING

from collectief.door import opened_when_asked

if TYPE_CHECKING:
    from collectief.park.constraint import Constraint
    from collectief.park.dwellings import Dwellings
    from collectief.park.ground import Parcel, Street
    from collectief.park.heat_source import HeatSource
    from collectief.park.issue import Issue, Severity, errors
    from collectief.park.limits import CapacityRule, EntitlementRule, Limitation, TransportRight, Way, WindSite
    from collectief.park.mobility import Mobility
    from collectief.park.needed_degc import heat_degc
    from collectief.park.promises import Commitment, Goals
    from collectief.park.read import Inspection, check, inspect, read_park
    from collectief.park.things import (
        Building,
        Company,
        Connection,
        EnergyArea,
        Park,
        ResidualHeat,
        Rules,
        Wish,
        YearFiles,
    )
    from collectief.park.write import write_park
else:
    __getattr__, __dir__ = opened_when_asked(__name__)

__all__ = [
    "Building",
    "CapacityRule",
    "Commitment",
    "Company",
    "Connection",
    "Constraint",
    "Dwellings",
    "EnergyArea",
    "EntitlementRule",
    "Goals",
    "HeatSource",
    "Inspection",
    "Issue",
    "Limitation",
    "Mobility",
    "Parcel",
    "Park",
    "ResidualHeat",
    "Rules",
    "Severity",
    "Street",
    "TransportRight",
    "Way",
    "WindSite",
    "Wish",
    "YearFiles",
    "check",
    "errors",
    "heat_degc",
    "inspect",
    "read_park",
    "write_park",
]
