"""What stands on the park: read, check (all issues at once), make."""

from collectief.park.issue import Issue, Severity, errors
from collectief.park.read import Inspection, check, inspect, read_park
from collectief.park.things import (
    Building,
    Company,
    Connection,
    Constraint,
    EnergyArea,
    Mobility,
    Parcel,
    Park,
    ResidualHeat,
    Rules,
    Street,
    Wish,
    YearFiles,
)
from collectief.park.write import write_park

__all__ = [
    "Building",
    "Company",
    "Connection",
    "Constraint",
    "EnergyArea",
    "Inspection",
    "Issue",
    "Mobility",
    "Parcel",
    "Park",
    "ResidualHeat",
    "Rules",
    "Severity",
    "Street",
    "Wish",
    "YearFiles",
    "check",
    "errors",
    "inspect",
    "read_park",
    "write_park",
]
