"""What stands on the park: read, check (all issues at once), make."""

from collectief.park.issue import Issue, Severity, errors
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

__all__ = [
    "Building",
    "Company",
    "Connection",
    "Constraint",
    "EnergyArea",
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
    "errors",
]
