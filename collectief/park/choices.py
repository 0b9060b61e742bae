"""What a park says about its schemes and its money: who owns what is shared, the day of deciding, loan and horizon."""

from dataclasses import dataclass
from datetime import date

SIGNABLE = (
    "efficiency", "solar", "carport", "battery", "cold_shift", "heat_pump", "ground_heat_pump", "aquifer_store",
    "heat_tank", "heat_recovery", "process_heat", "heat_network", "wind", "direct_line", "let_roof", "charging_hub",
    "shared_mobility",
    "group_contract", "capacity_limitation", "transport_right",
)  # fmt: skip
"""Measures of which a park or a company may say that they were ordered already."""
OWN = (
    "efficiency", "solar", "carport", "cold_shift", "heat_pump", "ground_heat_pump", "aquifer_store", "heat_tank",
    "heat_recovery", "process_heat", "capacity_limitation", "transport_right",
)  # fmt: skip
"""Those that are never shared: only a company orders them."""


@dataclass(frozen=True, slots=True)
class SchemeChoices:
    """What only the park knows and schemes ask. None: not said, so that an answer is "possible, check".

    ``decide_on`` is the day of deciding; ``shared_owner`` the kind of owner (`owners.OWNERS`) of what is shared;
    ``dwellings`` (in ``dwelling_buildings``) how many would be connected to a heat network; ``signed`` holds the shared
    measures that were ordered already; what a company ordered stands with the company.
    """

    decide_on: date | None = None
    shared_owner: str = ""
    dwellings: int = 0
    dwelling_buildings: int = 0
    signed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FinanceChoices:
    """How the park pays and counts; None takes the key figure. Interest and shares are fractions, without inflation."""

    horizon_years: int | None = None
    discount: float | None = None
    loan_share: float | None = None
    loan_interest: float | None = None
    loan_years: int | None = None
