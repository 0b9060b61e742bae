"""Water by temperature: what a cubic metre weighs, how it flows, and how much heat a kilogram carries."""

from dataclasses import dataclass
from functools import cache

from collectief.facts.csv_rows import confidence, read_rows
from collectief.facts.fact import Confidence


@dataclass(frozen=True, slots=True)
class Water:
    """Water under the pressure of a heat network (1 MPa) at one temperature."""

    degc: float
    density_kg_m3: float
    viscosity_pa_s: float
    heat_j_per_kg_k: float
    year: int
    source: str
    confidence: Confidence


@cache
def water() -> tuple[Water, ...]:
    """All temperatures, cold to hot. Read once: the table does not change while the program runs.

    >>> water()[12].degc, water()[12].density_kg_m3
    (60.0, 983.6)
    """
    return tuple(
        Water(
            degc=float(row["degc"]),
            density_kg_m3=float(row["density_kg_m3"]),
            viscosity_pa_s=float(row["viscosity_pa_s"]),
            heat_j_per_kg_k=float(row["heat_j_per_kg_k"]),
            year=int(row["year"]),
            source=row["source"],
            confidence=confidence(row["confidence"]),
        )
        for row in read_rows("water")
    )
