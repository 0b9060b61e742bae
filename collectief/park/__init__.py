"""What stands on the park: read, check (all issues at once), make."""

from collectief.park.constraint import Constraint
from collectief.park.ground import Parcel, Street
from collectief.park.issue import Issue, Severity, errors
from collectief.park.limits import CapacityRule, EntitlementRule, Limitation, TransportRight, Way, WindSite
from collectief.park.mobility import Mobility
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

__all__ = [
    "Building",
    "CapacityRule",
    "Commitment",
    "Company",
    "Connection",
    "Constraint",
    "EnergyArea",
    "EntitlementRule",
    "Goals",
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
    "inspect",
    "read_park",
    "write_park",
]
